"""One message to one workflow, by update: a receipt, a refusal in words, or that no answer came."""

from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from pydantic import JsonValue
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateFailedError
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError as Unanswered
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from domain.decisions import Decision, Receipt
from domain.fact import Fact
from domain.refusals import Code, Refused

PATIENCE = timedelta(seconds=10)

S = TypeVar("S", bound=Fact)


class NotFound(Exception):
    """There is no such centre, case or round on this server; the text says how to find those there are."""


class NobodyThere(Exception):
    """No workflow of this id is running."""


class Unconfirmed(Exception):
    """No answer came; whether the decision was taken is unknown until it is sent again with the same id."""


async def sent(client: Client, workflow_id: str, decision: Decision) -> Receipt:
    """The receipt of the decision. Raises `Refused`, `Unconfirmed`, or `NobodyThere`."""
    sending = client.get_workflow_handle(workflow_id).execute_update(
        "decide", _message(decision), id=update_id(decision), result_type=Receipt, rpc_timeout=PATIENCE
    )
    return await _answered(sending, decision)


async def begun(client: Client, start: WithStartWorkflowOperation[object, object], decision: Decision) -> Receipt:
    """The receipt of a decision with which its workflow begins. Raises `Refused` or `Unconfirmed`.

    Lets `WorkflowAlreadyStartedError` through: the id was used by a workflow that has ended.
    """
    sending = client.execute_update_with_start_workflow(
        "decide",
        _message(decision),
        start_workflow_operation=start,
        id=update_id(decision),
        result_type=Receipt,
        rpc_timeout=PATIENCE,
    )
    return await _answered(sending, decision)


def update_id(decision: Decision) -> str:
    """The id by which the server knows the message: of this content only, so that another is judged anew (G-61)."""
    return f"{decision.decision_id}/{decision.digest}"


async def _answered(sending: Awaitable[Receipt], decision: Decision) -> Receipt:
    try:
        return await sending
    except WorkflowUpdateFailedError as failure:
        raise _refused(failure) from None
    except Unanswered:
        raise _unknown(decision) from None
    except RPCError as error:
        gone = error.status is RPCStatusCode.NOT_FOUND
        raise (NobodyThere() if gone else _unknown(decision)) from None


async def asked(client: Client, workflow_id: str, standing: type[S], if_unknown: str) -> S:
    """How the workflow stands, asked of itself; also after its end. Raises `NotFound` with that sentence."""
    try:
        found: S = await client.get_workflow_handle(workflow_id).query(
            "status", result_type=standing, rpc_timeout=PATIENCE
        )
        return found
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound(if_unknown) from None
        raise


def _message(decision: Decision) -> dict[str, JsonValue]:
    message: dict[str, JsonValue] = decision.model_dump(mode="json")
    return message


def _refused(failure: WorkflowUpdateFailedError) -> Exception:
    cause = failure.cause
    if isinstance(cause, ApplicationError) and cause.type in set(Code):
        return Refused(Code(cause.type), cause.message)
    return Unconfirmed(f"the decision met a fault: {cause}; tell the operator")


def _unknown(decision: Decision) -> Unconfirmed:
    return Unconfirmed(
        f"no answer came within {PATIENCE.seconds} seconds; whether the decision was taken is unknown."
        f" Send it again with --decision-id {decision.decision_id}: it can happen only once"
    )
