"""Sending one decision to one of MOST's rounds, by update; the first one also starts the round."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import JsonValue
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError as Unanswered
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from domain.days.periods import shanghai_date, start_of
from domain.days.working_days import WorkingCalendar
from domain.decisions import Decision, Receipt
from domain.refusals import Code, Refused
from domain.rounds.acts import decide
from domain.rounds.book import RoundBook, begun, round_id
from domain.rounds.standing import RoundStanding
from domain.rounds.states import RoundKind
from domain.rounds.table import ACTIONS
from starter.deciding import PATIENCE, NotFound, Unconfirmed, update_id
from workflows.contracts import TASK_QUEUE, TASK_TIMEOUT, RoundStart

ROUNDS = "WorkflowType = 'Round'"


async def send_to_round(
    client: Client,
    kind: RoundKind | str,
    year: int,
    decision: Decision,
    calendar: WorkingCalendar | None = None,
    task_queue: str = TASK_QUEUE,
) -> Receipt:
    """The receipt of the decision; a round that nobody has begun begins with it. Raises `Refused` or `Unconfirmed`."""
    book = _blank(kind, year, calendar)
    try:
        return await _sent(client, book, decision)
    except NotFound:
        if await _is_new(client, book):
            _may_begin(book, decision)
            would_be_taken(book, decision)
    return await _begun_with(client, book, decision, task_queue)


async def prepare_round(
    client: Client,
    kind: RoundKind | str,
    year: int,
    calendar: WorkingCalendar | None = None,
    task_queue: str = TASK_QUEUE,
) -> bool:
    """Starts the round before anything is decided on it; False when it runs or has ended."""
    book = _blank(kind, year, calendar)
    try:
        await client.start_workflow(
            "Round",
            RoundStart(book=book),
            id=book.key,
            task_queue=task_queue,
            task_timeout=TASK_TIMEOUT,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            static_summary=book.name_zh,
        )
    except WorkflowAlreadyStartedError:
        return False
    return True


async def round_standing(client: Client, kind: RoundKind | str, year: int) -> RoundStanding:
    """How the round stands, asked of itself; also after its end. Raises `NotFound`."""
    key = round_id(RoundKind(kind), year)
    try:
        standing: RoundStanding = await _handle(client, key).query(
            "status", result_type=RoundStanding, rpc_timeout=PATIENCE
        )
        return standing
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound(_no_round(key)) from None
        raise


async def known_rounds(client: Client) -> list[RoundStanding]:
    """Every round that the server knows, by its id."""
    keys = sorted({execution.id async for execution in client.list_workflows(ROUNDS)})
    return [await round_standing(client, *_parts(key)) for key in keys]


def would_be_taken(book: RoundBook, decision: Decision) -> RoundBook:
    """The round after its first decision, before anything is started. Raises `Refused`.

    The day is judged by the server alone: its clock may run ahead of ours in a rehearsal.
    """
    now = datetime.now(UTC)
    if decision.decided_on:
        now = max(now, start_of(decision.decided_on))
    return decide(begun(book, decision.decided_on or shanghai_date(now)), decision, now)[0]


async def _sent(client: Client, book: RoundBook, decision: Decision) -> Receipt:
    message: dict[str, JsonValue] = decision.model_dump(mode="json")
    try:
        receipt: Receipt = await _handle(client, book.key).execute_update(
            "decide", message, id=update_id(decision), result_type=Receipt, rpc_timeout=PATIENCE
        )
        return receipt
    except (WorkflowUpdateFailedError, Unanswered, RPCError) as error:
        raise _explained(book, decision, error) from None


async def _begun_with(client: Client, book: RoundBook, decision: Decision, task_queue: str) -> Receipt:
    starting: WithStartWorkflowOperation[object, object] = WithStartWorkflowOperation(
        "Round",
        RoundStart(book=book),
        id=book.key,
        task_queue=task_queue,
        task_timeout=TASK_TIMEOUT,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        static_summary=book.name_zh,
    )
    message: dict[str, JsonValue] = decision.model_dump(mode="json")
    try:
        receipt: Receipt = await client.execute_update_with_start_workflow(
            "decide",
            message,
            start_workflow_operation=starting,
            id=update_id(decision),
            result_type=Receipt,
            rpc_timeout=PATIENCE,
        )
        return receipt
    except (WorkflowUpdateFailedError, Unanswered, RPCError) as error:
        raise _explained(book, decision, error) from None
    except WorkflowAlreadyStartedError:
        raise _ended(book) from None


def _explained(book: RoundBook, decision: Decision, error: Exception) -> Exception:
    if isinstance(error, WorkflowUpdateFailedError):
        cause = error.cause
        if isinstance(cause, ApplicationError) and cause.type in set(Code):
            return Refused(Code(cause.type), cause.message)
        return Unconfirmed(f"the round met a fault: {cause}; tell the operator")
    if isinstance(error, RPCError) and error.status is RPCStatusCode.NOT_FOUND:
        return NotFound(_no_round(book.key))
    return Unconfirmed(
        f"no answer came within {PATIENCE.seconds} seconds; whether the decision was taken is unknown."
        f" Send it again with --decision-id {decision.decision_id}: it can happen only once"
    )


async def _is_new(client: Client, book: RoundBook) -> bool:
    """Whether nobody has begun the round, not even a moment ago. Raises `Refused` when it has ended."""
    try:
        standing = await round_standing(client, book.kind, book.year)
    except NotFound:
        return True
    if standing.state.final:
        raise _ended(book)
    return False


def _may_begin(book: RoundBook, decision: Decision) -> None:
    """Only an opening or a publication begins a round. Raises `Refused`."""
    row = ACTIONS.get(decision.action)
    if row is not None and not row.begins:
        sentence = _no_round(book.key)
        raise Refused(Code.UNKNOWN_MATTER, f"{sentence[:1].upper()}{sentence[1:]}.")


def _ended(book: RoundBook) -> Refused:
    return Refused(Code.WRONG_STATE, f"The round {book.key} ({book.name_zh}) is closed; nothing more is decided on it.")


def _blank(kind: RoundKind | str, year: int, calendar: WorkingCalendar | None) -> RoundBook:
    if kind not in set(RoundKind):
        raise Refused(Code.UNKNOWN_MATTER, f"There is no round of that kind; there are {', '.join(RoundKind)}.")
    return RoundBook(kind=RoundKind(kind), year=year, calendar=calendar or WorkingCalendar())


def _handle(client: Client, key: str) -> WorkflowHandle[object, object]:
    return client.get_workflow_handle(key)


def _parts(key: str) -> tuple[RoundKind, int]:
    parts: Sequence[str] = key.split("/")
    return RoundKind(parts[1]), int(parts[2])


def _no_round(key: str) -> str:
    return f"there is no round {key}; `ncti round list` shows those that exist"
