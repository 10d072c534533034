"""Record the histories of a few lives, run by run, for `test_replay.py`. Histories are added, never edited.

Run it once for a release: `.venv/bin/python tests/compat/record.py 0.1.0`; it refuses to overwrite.
"""

import asyncio
import sys
import uuid
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from running import PaperRegister, candidate, decision, launch, legacy, runs_of
from servers import binary
from temporalio.client import WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from domain.days.periods import SHANGHAI, shanghai_date
from workers.composition import centre_worker
from workers.search_attributes import add

HISTORIES = Path(__file__).parent / "histories"
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


LIVES: tuple[Life, ...] = (
    candidate_in_cultivation, reports_in_time_and_late, poor_rectified_and_renewed, silent_in_evaluation, revoked,
)  # fmt: skip


async def _record(life: Life, release: str) -> None:
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=binary("temporal-test-server"), data_converter=pydantic_data_converter
    )
    await add(env.client)
    queue = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(env.client, PaperRegister(), queue):
        handle = await life(env, queue)
        for number, history in enumerate(await runs_of(env.client, handle), start=1):
            with (HISTORIES / f"{release}-{life.__name__}-{number}.json").open("x", encoding="utf-8") as file:
                file.write(history.to_json())
    await env.shutdown()


async def main(release: str) -> None:
    """Record every life for this release."""
    HISTORIES.mkdir(exist_ok=True)
    for life in LIVES:
        await _record(life, release)


if __name__ == "__main__":
    sys.path.insert(0, str(HISTORIES.parent.parent))
    asyncio.run(main(sys.argv[1]))
