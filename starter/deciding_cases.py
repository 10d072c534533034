"""Sending one decision to an integrity case, by update; the report also starts the case (Art 31)."""

from collections.abc import Collection
from datetime import UTC, datetime

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from domain.days.periods import start_of
from domain.days.working_days import WorkingCalendar
from domain.decisions import Decision, Receipt
from domain.integrity.acts import decide
from domain.integrity.case import opened
from domain.integrity.law import CASE_ACTIONS
from domain.integrity.standing import CaseStanding
from domain.policy import DEFAULT, Policy
from domain.refusals import Code, Refused
from domain.roles import Role
from starter.sending import NobodyThere, asked, begun, sent
from workflows.contracts import TASK_QUEUE, TASK_TIMEOUT, CaseStart, case_id

REPORT = "report_integrity"


async def send_to_case(
    client: Client,
    code: str,
    decision: Decision,
    *,
    policy: Policy = DEFAULT,
    calendar: WorkingCalendar | None = None,
    task_queue: str = TASK_QUEUE,
) -> Receipt:
    """The receipt of the decision; a report starts the case. Raises `Refused`, `NotFound` or `Unconfirmed`."""
    try:
        if decision.action != REPORT:
            return await sent(client, case_id(code), decision)
        start = CaseStart(code=code, policy=policy, calendar=calendar or WorkingCalendar())
        would_be_taken(start, decision)
        return await begun(client, _starting(start, task_queue), decision)
    except (NobodyThere, WorkflowAlreadyStartedError):
        await case_standing(client, code)
        ended = f"The integrity case {code} has ended; nothing more is decided on it."
        raise Refused(Code.WRONG_STATE, ended) from None


def would_be_taken(start: CaseStart, decision: Decision) -> None:
    """Checks the report before anything is started. Raises `Refused`.

    The day is judged by the server alone: its clock may run ahead of ours in a rehearsal.
    """
    now = datetime.now(UTC)
    if decision.decided_on:
        now = max(now, start_of(decision.decided_on))
    decide(opened(start.code, start.policy, start.calendar), decision, now)


async def case_standing(client: Client, code: str) -> CaseStanding:
    """How the case stands, asked of itself; also after its end. Raises `NotFound`."""
    unknown = f"there is no integrity case with the code {code}; `ncti integrity list` shows those that exist"
    return await asked(client, case_id(code), CaseStanding, unknown)


def case_role_for(action: str, held: Collection[Role]) -> Role:
    """The role under which a person takes the act: one that may, else the first held (the case says why not)."""
    row = CASE_ACTIONS.get(action)
    return next((role for role in held if row and role in row.by), next(iter(held)))


def _starting(start: CaseStart, task_queue: str) -> WithStartWorkflowOperation[object, object]:
    return WithStartWorkflowOperation(
        "IntegrityCase",
        start,
        id=case_id(start.code),
        task_queue=task_queue,
        task_timeout=TASK_TIMEOUT,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        static_summary=f"Integrity case 科研诚信案件 {start.code}",
    )
