"""Sending one decision to a centre, by update: a receipt, or a refusal in words."""

from collections.abc import Awaitable, Collection
from datetime import timedelta

from pydantic import JsonValue
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError as Unanswered
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from domain.centre import Centre
from domain.decisions import Decision, Receipt
from domain.exit.reinstatement import OUT
from domain.formation.launching import Person
from domain.law import ACTIONS
from domain.practice import NEWEST
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.standing import Standing
from workflows.centre_life import CentreLife
from workflows.contracts import TASK_TIMEOUT, CentreStart, centre_id

PATIENCE = timedelta(seconds=10)
REINSTATE = "reinstate"


class NotFound(Exception):
    """There is no such centre on this server."""


class Unconfirmed(Exception):
    """No answer came; whether the decision was taken is unknown until it is sent again with the same id."""


async def send(client: Client, code: str, decision: Decision) -> Receipt:
    """The receipt of the decision. Raises `Refused`, `NotFound` or `Unconfirmed`."""
    try:
        return await _answered(_sent(client, code, decision), decision)
    except RPCError as error:
        if decision.action == REINSTATE and error.status is RPCStatusCode.NOT_FOUND:
            return await _brought_back(client, code, decision)
        raise await _explained(client, code, error, decision) from None


async def _sent(client: Client, code: str, decision: Decision) -> Receipt:
    receipt: Receipt = await handle_of(client, code).execute_update(
        "decide", _message(decision), id=update_id(decision), result_type=Receipt, rpc_timeout=PATIENCE
    )
    return receipt


async def _answered(sending: Awaitable[Receipt], decision: Decision) -> Receipt:
    try:
        return await sending
    except WorkflowUpdateFailedError as failure:
        raise _refused(failure) from None
    except Unanswered:
        raise Unconfirmed(_unknown(decision)) from None


def update_id(decision: Decision) -> str:
    """The id by which the server knows the message: the same content only, so that the centre sees another (G-61)."""
    return f"{decision.decision_id}/{decision.digest}"


def _message(decision: Decision) -> dict[str, JsonValue]:
    message: dict[str, JsonValue] = decision.model_dump(mode="json")
    return message


async def _brought_back(client: Client, code: str, decision: Decision) -> Receipt:
    """A new run of a life that has ended, begun together with its reinstatement: no other decision does so (B.12)."""
    centre, queue = await _left_behind(client, code)
    if centre.state not in OUT:
        raise Refused(Code.CENTRE_EXITED, f"The life of {code} has ended as {centre.state}; it cannot be reinstated.")
    again = CentreStart(centre=centre.with_(practice=NEWEST), first=False, reopened=True)
    start = WithStartWorkflowOperation(
        CentreLife.run,
        again,
        id=centre_id(code),
        task_queue=queue,
        task_timeout=TASK_TIMEOUT,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        static_summary=f"{centre.name_zh} ({code})"[:120],
    )
    sending = client.execute_update_with_start_workflow(
        "decide",
        _message(decision),
        start_workflow_operation=start,
        id=update_id(decision),
        result_type=Receipt,
        rpc_timeout=PATIENCE,
    )
    try:
        return await _answered(sending, decision)
    except RPCError:
        raise Unconfirmed(_unknown(decision)) from None


async def _left_behind(client: Client, code: str) -> tuple[Centre, str]:
    """The value with which the life ended, and the queue on which it was lived. Raises `NotFound`."""
    request = DescribeWorkflowExecutionRequest(
        namespace=client.namespace, execution=WorkflowExecution(workflow_id=centre_id(code))
    )
    try:
        described = await client.workflow_service.describe_workflow_execution(request, timeout=PATIENCE)
        centre: Centre = await handle_of(client, code).query("dossier", result_type=Centre, rpc_timeout=PATIENCE)
        return centre, described.execution_config.task_queue.name
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound(_no_centre(code)) from None
        raise


async def standing_of(client: Client, code: str) -> Standing:
    """How the centre stands, asked of the centre itself; also after its life has ended. Raises `NotFound`."""
    try:
        standing: Standing = await handle_of(client, code).query("status", result_type=Standing, rpc_timeout=PATIENCE)
        return standing
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound(_no_centre(code)) from None
        raise


def handle_of(client: Client, code: str) -> WorkflowHandle[object, object]:
    """The handle of a centre's workflow."""
    return client.get_workflow_handle(centre_id(code))


def _refused(failure: WorkflowUpdateFailedError) -> Exception:
    cause = failure.cause
    if isinstance(cause, ApplicationError) and cause.type in set(Code):
        return Refused(Code(cause.type), cause.message)
    return Unconfirmed(f"the centre met a fault: {cause}; tell the operator")


def _unknown(decision: Decision) -> str:
    return (
        f"no answer came within {PATIENCE.seconds} seconds; whether the decision was taken is unknown."
        f" Send it again with --decision-id {decision.decision_id}: it can happen only once"
    )


async def _explained(client: Client, code: str, error: RPCError, decision: Decision) -> Exception:
    if error.status is not RPCStatusCode.NOT_FOUND:
        return Unconfirmed(_unknown(decision))
    if await _has_ended(client, code):
        return Refused(Code.CENTRE_EXITED, f"The life of {code} has ended; nothing more is decided on it.")
    return NotFound(_no_centre(code))


async def _has_ended(client: Client, code: str) -> bool:
    try:
        await standing_of(client, code)
    except NotFound:
        return False
    return True


def _no_centre(code: str) -> str:
    return f"there is no centre with the code {code}; `ncti list` shows those that exist"


def role_for(action: str, matter: str | None, held: Collection[Role]) -> Role:
    """The role under which a person takes the action: one that may, else the first held (the centre says why not)."""
    allowed = {role for row in ACTIONS.get(action, ()) if not matter or _is_on(row.on, matter) for role in row.by}
    return next((role for role in held if role in allowed), next(iter(held)))


def _is_on(kind: str, matter: str) -> bool:
    return kind == matter.partition("/")[0] or matter == "centre"


def roles_of(people: Collection[Person], person: str) -> Person | None:
    """The directory's row of that person, if there is one."""
    return next((row for row in people if row.person == person), None)
