"""What is written down of each change of a case: one entry per revision; who reported stands apart (SOD-8)."""

from datetime import date, datetime

from domain.days.periods import shanghai_date
from domain.decisions import Attachment, Author, Decision
from domain.effects import Message
from domain.fact import Fact
from domain.integrity.case import Case
from domain.integrity.notices import notices
from domain.integrity.standing import CaseStanding, standing
from domain.texts import JsonValue


class Written(Fact):
    """A decision as the register keeps it; `by` is None for the report, whose author is kept apart."""

    decision_id: str
    action: str
    by: Author | None = None
    decided_on: date | None = None
    document_number: str | None = None
    reason: str | None = None
    attachments: tuple[Attachment, ...] = ()
    content: dict[str, JsonValue]


class CaseEntry(Fact):
    """One change of a case: its revision, its cause, how the case stood after it, whom it concerns."""

    code: str
    revision: int
    recorded_at: datetime
    because: str
    state: str
    decision: Written | None = None
    reporter: Author | None = None
    notices: tuple[Message, ...] = ()
    standing: CaseStanding


class CasePage(Fact):
    """What the register is given at a time: entries, the oldest first."""

    entries: tuple[CaseEntry, ...]


def entry_of_decision(before: Case, after: Case, decision: Decision, now: datetime) -> CaseEntry:
    """The entry of a decision that was taken; the report's author is left out of it."""
    first = before.revision == 0
    plain = decision.model_dump(exclude={"matter", "by"})
    written = Written(**plain, by=None if first else decision.by)
    entry = _entry(before, after, decision.action, now)
    return entry.model_copy(update={"decision": written, "reporter": decision.by if first else None})


def entry_of_event(before: Case, after: Case, because: str, now: datetime) -> CaseEntry:
    """The entry of a change that only time has brought."""
    return _entry(before, after, because, now)


def _entry(before: Case, after: Case, because: str, now: datetime) -> CaseEntry:
    return CaseEntry(
        code=after.code,
        revision=after.revision,
        recorded_at=now,
        because=because,
        state=after.state,
        notices=notices(before, after),
        standing=standing(after, shanghai_date(now)),
    )
