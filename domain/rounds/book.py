"""The book of one round: one frozen value that holds whom MOST has called, and what each centre has answered."""

from datetime import date, datetime
from typing import Any, Final, Self

from pydantic import Field

from domain.days.periods import on_day
from domain.days.working_days import WorkingCalendar
from domain.decisions import Author
from domain.fact import Fact
from domain.obligations import Obligation, owed
from domain.particulars import Receipted, Refusals
from domain.roles import Role
from domain.rounds.states import Outcome, RoundKind, RoundState
from domain.texts import JsonValue

REMINDER_DAY: Final = (3, 1)  # F.1: MOST is reminded on 1 March
EVERYBODY: Final = "*"


def round_id(kind: RoundKind, year: int) -> str:
    """The workflow id of a round, for ever; also the name of its one matter."""
    return f"round/{kind}/{year}"


class ListedField(Fact):
    """A field of the yearly list of priority fields (Art 16.1)."""

    code: str | None = None
    name: str


class PublishedList(Fact):
    """The priority fields of the year as published: the document and its day."""

    document_number: str
    published_on: date
    fields: tuple[ListedField, ...]


class Call(Fact):
    """One sending to centres: who decided it, on which day, under which number, with what content.

    `evaluators` maps a centre's code to its evaluator; `*` is the evaluator of every other one.
    """

    by: Author
    on: date
    document_number: str | None = None
    centre_due: date | None = None
    supervising_due: date | None = None
    evaluators: dict[str, dict[str, JsonValue]] = Field(default_factory=dict)

    def evaluator_of(self, code: str) -> dict[str, JsonValue] | None:
        """The third party that evaluates this centre."""
        return self.evaluators.get(code) or self.evaluators.get(EVERYBODY)


class Member(Fact):
    """One centre of the round: which sending called it, and the outcome. `at` is an instant in UTC.

    `terms` is the sending whose days or evaluator hold for this centre: an earlier one when the last was silent.
    """

    status: Outcome = Outcome.PENDING
    call: int = 0
    terms: int = 0
    code: str | None = None
    sentence: str | None = None
    at: datetime | None = None


class RoundBook(Fact):
    """The whole standing of one round. All dates are Asia/Shanghai."""

    schema_version: int = 1
    kind: RoundKind
    year: int
    state: RoundState = RoundState.PREPARED
    since: date | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    close_reason: str | None = None
    undone: tuple[str, ...] = ()
    notice: str | None = None
    lists: tuple[PublishedList, ...] = ()
    calls: tuple[Call, ...] = ()
    members: dict[str, Member] = Field(default_factory=dict)
    hands: dict[str, Role] = Field(default_factory=dict)
    calendar: WorkingCalendar = WorkingCalendar()
    obligations: tuple[Obligation, ...] = ()
    receipts: dict[str, Receipted] = Field(default_factory=dict)
    refusals: Refusals = Refusals()
    revision: int = 0

    @property
    def key(self) -> str:
        """The round's id, which is also the name of its one matter."""
        return round_id(self.kind, self.year)

    @property
    def name_zh(self) -> str:
        """What the round is called."""
        return f"{self.year}年{self.kind.zh}"

    @property
    def published(self) -> PublishedList | None:
        """The list of priority fields in force, the latest that was published."""
        return self.lists[-1] if self.lists else None

    @property
    def open_obligations(self) -> tuple[Obligation, ...]:
        """What is still owed."""
        return tuple(o for o in self.obligations if o.is_open)

    @property
    def pending(self) -> tuple[str, ...]:
        """The centres that are still to be called; none once the round is closed."""
        return self.those(Outcome.PENDING) if self.state is RoundState.OPEN else ()

    def those(self, *outcomes: Outcome) -> tuple[str, ...]:
        """The centres with one of these outcomes, in the order in which they were called."""
        return tuple(code for code, member in self.members.items() if member.status in outcomes)

    def with_(self, **facts: Any) -> Self:
        """The same round with other facts."""
        return self.model_copy(update=facts)

    def calling(self, call: Call, terms: dict[str, int]) -> Self:
        """The same round with one more sending, still to be made to these centres, each under its terms."""
        fresh = {code: Member(call=len(self.calls), terms=n) for code, n in terms.items()}
        return self.with_(calls=(*self.calls, call), members={**self.members, **fresh})


def begun(book: RoundBook, on: date) -> RoundBook:
    """The round on its first day. The list of priority fields is asked for by 1 March (Art 16.1, F.1)."""
    reminder = (_reminder(book, on),) if book.kind is RoundKind.PRIORITY_LIST else ()
    return book.with_(since=on, obligations=reminder, revision=book.revision + 1)


def _reminder(book: RoundBook, on: date) -> Obligation:
    day = date(book.year, *REMINDER_DAY)
    deadline = on_day(book.calendar, day, f"the priority fields of {book.year} are to be published")
    ahead = (day,) if day > on else ()
    return owed("priority_list_reminder", book.key, deadline, on, reminders=ahead)
