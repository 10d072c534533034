"""Sending one decision to an integrity case, by update; the report also starts the case (Art 31)."""

from collections.abc import Collection
from datetime import UTC, datetime

from pydantic import JsonValue
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError as Unanswered
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

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
from starter.deciding import PATIENCE, NotFound, Unconfirmed, update_id
from workflows.contracts import TASK_QUEUE, TASK_TIMEOUT, CaseStart, case_id
from workflows.integrity_case import IntegrityCase

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
            return await _sent(client, code, decision)
        start = CaseStart(code=code, policy=policy, calendar=calendar or WorkingCalendar())
        would_be_taken(start, decision)
        return await _begun_with(client, start, decision, task_queue)
    except WorkflowAlreadyStartedError:
        raise _ended(code) from None
    except WorkflowUpdateFailedError as failure:
        raise _refused(failure) from None
    except Unanswered:
        raise _unknown(decision) from None
    except RPCError as error:
        raise await _explained(client, code, error, decision) from None


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
    try:
        standing: CaseStanding = await _handle(client, code).query(
            "status", result_type=CaseStanding, rpc_timeout=PATIENCE
        )
        return standing
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound(_no_case(code)) from None
        raise


def case_role_for(action: str, held: Collection[Role]) -> Role:
    """The role under which a person takes the act: one that may, else the first held (the case says why not)."""
    row = CASE_ACTIONS.get(action)
    return next((role for role in held if row and role in row.by), next(iter(held)))


async def _sent(client: Client, code: str, decision: Decision) -> Receipt:
    receipt: Receipt = await _handle(client, code).execute_update(
        "decide", _message(decision), id=update_id(decision), result_type=Receipt, rpc_timeout=PATIENCE
    )
    return receipt


async def _begun_with(client: Client, start: CaseStart, decision: Decision, task_queue: str) -> Receipt:
    starting = WithStartWorkflowOperation(
        IntegrityCase.run,
        start,
        id=case_id(start.code),
        task_queue=task_queue,
        task_timeout=TASK_TIMEOUT,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        static_summary=f"Integrity case 科研诚信案件 {start.code}",
    )
    receipt: Receipt = await client.execute_update_with_start_workflow(
        "decide",
        _message(decision),
        start_workflow_operation=starting,
        id=update_id(decision),
        result_type=Receipt,
        rpc_timeout=PATIENCE,
    )
    return receipt


def _message(decision: Decision) -> dict[str, JsonValue]:
    message: dict[str, JsonValue] = decision.model_dump(mode="json")
    return message


def _handle(client: Client, code: str) -> WorkflowHandle[object, object]:
    return client.get_workflow_handle(case_id(code))


def _refused(failure: WorkflowUpdateFailedError) -> Exception:
    cause = failure.cause
    if isinstance(cause, ApplicationError) and cause.type in set(Code):
        return Refused(Code(cause.type), cause.message)
    return Unconfirmed(f"the case met a fault: {cause}; tell the operator")


def _unknown(decision: Decision) -> Unconfirmed:
    return Unconfirmed(
        f"no answer came within {PATIENCE.seconds} seconds; whether the decision was taken is unknown."
        f" Send it again with --decision-id {decision.decision_id}: it can happen only once"
    )


async def _explained(client: Client, code: str, error: RPCError, decision: Decision) -> Exception:
    if error.status is not RPCStatusCode.NOT_FOUND:
        return _unknown(decision)
    try:
        await case_standing(client, code)
    except NotFound as unknown:
        return unknown
    return _ended(code)


def _ended(code: str) -> Refused:
    return Refused(Code.WRONG_STATE, f"The integrity case {code} has ended; nothing more is decided on it.")


def _no_case(code: str) -> str:
    return f"there is no integrity case with the code {code}; `ncti integrity list` shows those that exist"
