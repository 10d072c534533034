"""Sending one decision to one of MOST's rounds, by update; the first one also starts the round."""

from collections.abc import Sequence
from datetime import UTC, datetime

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from domain.days.periods import shanghai_date, start_of
from domain.days.working_days import WorkingCalendar
from domain.decisions import Decision, Receipt
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.rounds.acts import decide
from domain.rounds.book import RoundBook, round_id
from domain.rounds.book import begun as begun_book
from domain.rounds.standing import RoundStanding
from domain.rounds.states import RoundKind
from domain.rounds.table import ACTIONS
from starter.sending import NobodyThere, NotFound, asked, begun, sent
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
        return await sent(client, book.key, decision)
    except NobodyThere:
        if await _is_new(client, book):
            _may_begin(book, decision)
            would_be_taken(book, decision)
    try:
        return await begun(client, _starting(book, task_queue), decision)
    except WorkflowAlreadyStartedError:
        raise _ended(book) from None


def _starting(book: RoundBook, task_queue: str) -> WithStartWorkflowOperation[object, object]:
    return WithStartWorkflowOperation(
        "Round",
        RoundStart(book=book),
        id=book.key,
        task_queue=task_queue,
        task_timeout=TASK_TIMEOUT,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        static_summary=book.name_zh,
    )


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
    return await asked(client, key, RoundStanding, _no_round(key))


async def known_rounds(client: Client) -> list[RoundStanding]:
    """Every round that the server knows, by its id."""
    keys = sorted({execution.id async for execution in client.list_workflows(ROUNDS)})
    return [await round_standing(client, *_parts(key)) for key in keys]


def round_role_for(action: str, held: Sequence[Role]) -> Role:
    """The role under which a person takes the act: one that may, else the first held (the round says why not)."""
    row = ACTIONS.get(action)
    return next((role for role in held if row and role in row.by), held[0])


def would_be_taken(book: RoundBook, decision: Decision) -> RoundBook:
    """The round after its first decision, before anything is started. Raises `Refused`.

    The day is judged by the server alone: its clock may run ahead of ours in a rehearsal.
    """
    now = datetime.now(UTC)
    if decision.decided_on:
        now = max(now, start_of(decision.decided_on))
    return decide(begun_book(book, decision.decided_on or shanghai_date(now)), decision, now)[0]


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


def _parts(key: str) -> tuple[RoundKind, int]:
    _, kind, year = key.split("/")
    return RoundKind(kind), int(year)


def _no_round(key: str) -> str:
    return f"there is no round {key}; `ncti round list` shows those that exist"
