"""What is owed: each open act with its day, the reason for that day, and who owes it (F.1)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from domain.days.periods import Deadline, Reckoning, due_instant, start_of
from domain.fact import Fact
from domain.roles import Role
from domain.term import Term
from domain.terms import TERMS

Basis = Literal["law", "policy", "decision"]


class Status(StrEnum):
    """How an obligation stands. Lateness is a fact beside it, never an end of it."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met_late"
    WAIVED = "waived"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Obligation(Fact):
    """An act owed by a role in a matter. Dates are Asia/Shanghai; without a date it is simply awaited."""

    key: str
    matter: str
    owed_by: Role
    basis: Basis = "policy"
    raw_due: date | None = None
    due: date | None = None
    provisional: bool = False
    why: str
    status: Status = Status.OPEN
    overdue: bool = False
    opened_on: date
    closed_on: date | None = None
    reminders: tuple[date, ...] = ()
    escalations: tuple[date, ...] = ()
    reminded: int = 0
    escalated: int = 0
    how: Reckoning | None = None
    cause: str | None = None
    profile: str | None = None
    edition: str | None = None
    calendar: str | None = None

    @property
    def name(self) -> str:
        """`matter:key`, the name under which monitors see it."""
        return f"{self.matter}:{self.key}"

    @property
    def term(self) -> Term:
        """The catalogue entry of this kind of obligation."""
        return TERMS[self.key]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for its act."""
        return self.status is Status.OPEN

    @property
    def due_at(self) -> datetime | None:
        """The first instant (UTC) at which it is late: the end of its last day (F.2 rule 4)."""
        return due_instant(self.due) if self.due else None

    @property
    def next_step_at(self) -> datetime | None:
        """The instant (UTC) of the next reminder or escalation, at the start of its day."""
        steps = self.escalations[self.escalated :] if self.overdue else self.reminders[self.reminded :]
        return start_of(steps[0]) if steps else None

    @property
    def sentence(self) -> str:
        """What is owed, by whom and by when, as a monitor reads it on the timer."""
        what = f"{self.term.title}{_suffix(self.matter)}"
        return (
            f"{what} due from {self.owed_by.party} by {self.due}"
            if self.due
            else f"{what} awaited from {self.owed_by.party}"
        )

    def closed(self, status: Status, on: date) -> "Obligation":
        """The same obligation, ended on that day."""
        return self.model_copy(update={"status": status, "closed_on": on, "overdue": False})

    def met(self, on: date) -> "Obligation":
        """Met on that day; late when its last day had passed (B.0 rule 7: late is not void)."""
        late = self.due is not None and on > self.due
        return self.closed(Status.MET_LATE if late else Status.MET, on)


def _suffix(matter: str) -> str:
    kind, _, number = matter.partition("/")
    if kind == "annual-report":
        return f" {number}"
    return f" ({kind} {number})" if number else ""


def owed(
    key: str,
    matter: str,
    deadline: Deadline | None,
    opened_on: date,
    *,
    by: Role | None = None,
    basis: Basis | None = None,
    why: str = "no date is set by law or policy",
    reminders: tuple[date, ...] = (),
    escalations: tuple[date, ...] = (),
) -> Obligation:
    """A new open obligation of the catalogue's kind `key`; `deadline` None means awaited without a date."""
    term = TERMS[key]
    return Obligation(
        key=key,
        matter=matter,
        owed_by=by or term.owed_by,
        basis=basis or term.basis,
        raw_due=deadline.raw_due if deadline else None,
        due=deadline.due if deadline else None,
        provisional=deadline.provisional if deadline else False,
        why=deadline.why if deadline else why,
        opened_on=opened_on,
        reminders=reminders,
        escalations=escalations,
        how=deadline.how if deadline else None,
    )
