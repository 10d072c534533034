"""Names that live longer than the code: the task queue, workflow ids, what a run is started with."""

from datetime import timedelta

from domain.centre import Centre
from domain.days.working_days import WorkingCalendar
from domain.entries import Entry
from domain.fact import Fact
from domain.integrity.case import Case
from domain.integrity.entries import CaseEntry
from domain.policy import DEFAULT, Policy
from domain.rounds.book import RoundBook

TASK_QUEUE = "ncti"
TASK_TIMEOUT = timedelta(seconds=5)
REOPENED_FOR = timedelta(minutes=10)


def case_id(code: str) -> str:
    """The workflow id of an integrity case, for ever."""
    return f"integrity/{code}"


def centre_id(code: str) -> str:
    """The workflow id of a centre, for ever."""
    return f"centre/{code}"


class CentreStart(Fact):
    """What a run of a centre begins with: its whole standing, and entries the register has not yet taken.

    `reopened`: the life had ended, and a reinstatement is on its way to this run (B.12).
    """

    centre: Centre
    first: bool = True
    unrecorded: tuple[Entry, ...] = ()
    reopened: bool = False


class RoundStart(Fact):
    """What a run of a round begins with: its book, and entries the register has not yet taken."""

    book: RoundBook
    first: bool = True
    unrecorded: tuple[Entry, ...] = ()


class CaseStart(Fact):
    """What a run of a case begins with: its code and its policy profile; a later run also has its whole standing."""

    code: str
    policy: Policy = DEFAULT
    calendar: WorkingCalendar = WorkingCalendar()
    case: Case | None = None
    unrecorded: tuple[CaseEntry, ...] = ()
