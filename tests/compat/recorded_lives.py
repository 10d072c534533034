"""The lives whose histories are recorded with a release, run by run, for `test_replay.py`."""

import json
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from running import candidate, decision, launch, legacy
from temporalio.client import WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from domain.days.periods import SHANGHAI, shanghai_date
from domain.decisions import Decision
from domain.rounds.states import RoundKind
from starter.deciding_cases import send_to_case
from starter.deciding_rounds import prepare_round, send_to_round

Handle = WorkflowHandle[Any, Any]
Life = Callable[[WorkflowEnvironment, str], Awaitable[Handle]]


async def _at(env: WorkflowEnvironment, day: date) -> None:
    await env.sleep(max(timedelta(0), datetime.combine(day, time(9), SHANGHAI) - await env.get_current_time()))


async def _send(handle: Handle, action: str, role: str, **facts: Any) -> None:
    await handle.execute_update("decide", decision(action, role, **facts))


async def _begun(env: WorkflowEnvironment, queue: str, **facts: Any) -> tuple[Handle, int]:
    today = shanghai_date(await env.get_current_time())
    facts = {"approval": {"decided_on": f"{today.year - 2}-03-10"}, **facts}
    return await launch(env.client, queue, legacy(**facts), today), today.year


async def candidate_in_cultivation(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open, waiting in cultivation over two new years; with refused messages on the way."""
    today = shanghai_date(await env.get_current_time())
    handle = await launch(env.client, queue, candidate(), today)
    await handle.signal("decide", args=[1, 2])
    await handle.signal("nobody knows")
    await _send(handle, "submit_intent", "lead_entity_applicant")
    await _send(handle, "accept_for_cultivation", "sd_reviewer")
    await _at(env, date(today.year + 2, 2, 1))
    return handle


async def reports_in_time_and_late(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open, in operation: one report filed, one late and returned."""
    handle, year = await _begun(env, queue)
    await _at(env, date(year + 1, 3, 1))
    first = f"annual-report/{year}"
    await _send(handle, "submit_report", "centre_reporter", matter=first)
    await _send(handle, "endorse_report", "sd_reviewer", matter=first)
    await _send(handle, "file_report", "most_officer", matter=first)
    await _at(env, date(year + 2, 5, 20))
    second = f"annual-report/{year + 1}"
    await _send(handle, "submit_report", "centre_reporter", matter=second)
    await _send(handle, "return_report", "sd_reviewer", matter=second)
    return handle


async def poor_rectified_and_renewed(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open, in its second cycle after a poor grade, a rectification and a passed inspection."""
    handle, year = await _begun(env, queue)
    await _at(env, date(year + 1, 3, 1))
    await _send(handle, "open_evaluation", "most_officer")
    await _send(handle, "confirm_participation", "centre_legal_representative")
    await _send(handle, "submit_materials", "centre_reporter")
    await _send(handle, "review_materials", "sd_reviewer")
    await _send(handle, "start_assessment", "evaluator_lead")
    await _send(handle, "submit_assessment", "evaluator_lead")
    await _send(handle, "deliberate", "most_officer")
    await _send(handle, "open_publicity", "most_officer", content={})
    await _at(env, date(year + 1, 3, 20))
    await _send(handle, "issue_result", "most_leadership", content={"grade": "poor"}, reason="few services")
    await _send(handle, "file_rectification_plan", "centre_director")
    await _send(handle, "submit_completion", "centre_director", person="a.reporter")
    await _send(handle, "open_inspection", "most_officer")
    await _send(handle, "record_inspection", "most_leadership")
    await _send(handle, "start_cycle", "most_officer")
    return handle


async def silent_in_evaluation(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open, in evaluation: no response, final notice expired, a finding awaited."""
    handle, year = await _begun(env, queue)
    await _at(env, date(year + 1, 3, 1))
    await _send(handle, "open_evaluation", "most_officer")
    await _at(env, date(year + 1, 4, 10))
    await _send(handle, "send_final_notice", "most_officer")
    await _at(env, date(year + 1, 5, 20))
    return handle


async def revoked(env: WorkflowEnvironment, queue: str) -> Handle:
    """Closed: revoked, all closing tasks settled."""
    handle, _ = await _begun(env, queue)
    await _send(handle, "propose_revocation", "most_officer")
    await _send(handle, "confirm_exit", "most_leadership")
    tasks = "publish_decision name_use_stop closing_report_due task_handover subsidy_settlement archive register_update"
    await _send(handle, "closing_complete", "most_officer", content={"tasks": [{"task": t} for t in tasks.split()]})
    await handle.result()
    return handle


async def deferred_held_and_given_up(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open: an evaluation deferred, held, set free, and withdrawn from; a change of plan waits for its end."""
    handle, year = await _begun(env, queue)
    await _at(env, date(year + 1, 3, 1))
    await _send(handle, "open_evaluation", "most_officer")
    await _send(handle, "confirm_participation", "centre_legal_representative")
    await _send(handle, "request_deferral", "centre_legal_representative")
    new_day = {"outcome": "approve", "new_due": f"{year + 1}-10-29"}
    await _send(handle, "decide_deferral", "most_leadership", content=new_day)
    await _send(handle, "submit_change", "centre_director", content={**PLAN_CHANGE, "new_value": "A second field"})
    await _send(handle, "place_hold", "integrity_officer")
    await _at(env, date(year + 1, 7, 1))
    await _send(handle, "lift_hold", "integrity_officer")
    await _send(handle, "file_withdrawal", "centre_legal_representative")
    await _at(env, date(year + 1, 9, 1))
    return handle


async def extended_failed_and_reinstated(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open: a rectification extended, its inspection failed, the removal decided and set aside."""
    handle, year = await _begun(env, queue)
    await _evaluated(env, handle, year)
    await _send(handle, "issue_result", "most_leadership", content=SIX_MONTHS, reason="few services")
    await _send(handle, "request_extension", "centre_director")
    await _send(handle, "decide_extension", "most_leadership", content={"outcome": "approve"})
    await _at(env, date(year + 2, 5, 4))
    await _send(handle, "open_inspection", "most_officer")
    await _send(handle, "record_inspection", "most_officer", content={"outcome": "fail", "report": "Nothing done."})
    await _at(env, date(year + 2, 6, 15))
    await _send(handle, "confirm_exit", "most_leadership", content={"outcome": "removed"})
    await _send(handle, "reinstate", "most_leadership", content={}, reason="judgment")
    return handle


async def _evaluated(env: WorkflowEnvironment, handle: Handle, year: int) -> None:
    await _at(env, date(year + 1, 3, 1))
    for action, role in EVALUATION:
        await _send(handle, action, role)
    await _send(handle, "open_publicity", "most_officer", content={})
    await _at(env, date(year + 1, 3, 20))


EVALUATION = (
    ("open_evaluation", "most_officer"), ("confirm_participation", "centre_legal_representative"),
    ("submit_materials", "centre_reporter"), ("review_materials", "sd_reviewer"),
    ("start_assessment", "evaluator_lead"), ("submit_assessment", "evaluator_lead"), ("deliberate", "most_officer"),
)  # fmt: skip
SIX_MONTHS = {"grade": "poor", "rectification_order": {"months": 6}}
PLAN_CHANGE = {"type": "rd_direction", "application_document": "A-1", "council_resolution": "R-1"}


async def governed_and_corrected(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open: governance on record, a report filed and corrected, a vacancy that outlasts its alert."""
    handle, year = await _begun(env, queue)
    await _send(handle, "record_council", "council_secretary")
    await _send(handle, "record_director", "council_secretary")
    await _at(env, date(year + 1, 3, 1))
    report = f"annual-report/{year}"
    await _send(handle, "submit_report", "centre_reporter", matter=report)
    await _send(handle, "endorse_report", "sd_reviewer", matter=report)
    await _send(handle, "file_report", "most_officer", matter=report)
    await _send(handle, "correct_filed_report", "centre_reporter", matter=report)
    await _send(handle, "endorse_report", "sd_reviewer", matter=report)
    await _send(handle, "record_director_vacancy", "council_secretary")
    await _at(env, date(year + 1, 8, 2))
    return handle


def _message(action: str, role: str, content: dict[str, Any]) -> Decision:
    said = decision(action, role, content=content, document_number="国科发区〔2026〕1号", reason="why")
    return Decision.model_validate_json(json.dumps(said))


async def integrity_case(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open: a case reported, accepted, found substantiated and handled; its window for a review has lapsed."""
    report = {"subject_type": "centre", "subject_ref": "c-1", "centre": "c-1", "allegation": "Forged data."}
    handling = {"handling": [{"code": "propose_revocation"}]}
    for action, role, content in (
        ("report_integrity", "most_officer", report),
        ("accept_case", "integrity_officer", {}),
        ("record_finding", "integrity_officer", {"finding": "substantiated"}),
        ("decide_handling", "most_leadership", handling),
    ):
        await send_to_case(env.client, "recorded", _message(action, role, content), task_queue=queue)
    await env.sleep(timedelta(days=400))
    return env.client.get_workflow_handle("integrity/recorded")


async def priority_list(env: WorkflowEnvironment, queue: str) -> Handle:
    """Open: the round of a priority list, reminded of, overdue, published."""
    year = (await env.get_current_time()).year + 1
    await prepare_round(env.client, RoundKind.PRIORITY_LIST, year, task_queue=queue)
    handle = env.client.get_workflow_handle(f"round/priority-list/{year}")
    await _at(env, date(year, 3, 15))
    published = _message("publish_priority_list", "most_leadership", {"fields": ["Sensing"]})
    await send_to_round(env.client, RoundKind.PRIORITY_LIST, year, published, task_queue=queue)
    return handle


LIVES: tuple[Life, ...] = (
    candidate_in_cultivation, reports_in_time_and_late, poor_rectified_and_renewed, silent_in_evaluation, revoked,
    deferred_held_and_given_up, extended_failed_and_reinstated, governed_and_corrected, integrity_case, priority_list,
)  # fmt: skip
