"""The rows in which the register answers: frozen values, named as people speak of them."""

from datetime import date, datetime
from typing import Final

from pydantic import Json, JsonValue

from domain.fact import Fact
from domain.states import State
from domain.terms import TERMS

LAPSING: Final = [key for key, term in TERMS.items() if term.lapses]


class CentreRow(Fact):
    """One centre in the portfolio; `next_*` is what falls due next."""

    code: str
    name_zh: str
    name_en: str | None
    kind: str
    route: str
    state: State
    since: date | None
    in_sequence: bool
    revision: int
    cycle_no: int | None
    cycle_start: date | None
    cycle_end: date | None
    grade: str | None
    department: str | None
    overdue: bool
    overdue_items: tuple[str, ...]
    evaluation_overdue: bool
    recorded_at: datetime
    next_due: date | None
    next_title: str | None
    next_role: str | None


class OwedRow(Fact):
    """An open obligation of a centre: what, by whom, by when, why then."""

    code: str
    name_zh: str
    matter: str
    key: str
    title: str
    title_zh: str
    role: str
    organisation: str | None
    basis: str
    article: str
    raw_due: date | None
    due: date | None
    provisional: bool
    why: str
    overdue: bool
    opened_on: date | None

    @property
    def lapses(self) -> bool:
        """Whether this is a span that simply ends: nobody has to act and nothing becomes late."""
        return self.key in LAPSING


class DocumentRow(Fact):
    """A document by reference."""

    name: str
    sha256: str


class DecisionRow(Fact):
    """A decision that was taken, with its documents."""

    decision_id: str
    revision: int
    matter: str
    action: str
    person: str
    organisation: str
    role: str
    decided_on: date
    document_number: str | None
    reason: str | None
    content: Json[dict[str, JsonValue]]
    documents: Json[tuple[DocumentRow, ...]]
    recorded_at: datetime


class LedgerRow(Fact):
    """One change of a centre, and the state after it."""

    revision: int
    recorded_at: datetime
    because: str
    matter: str
    decision_id: str | None
    person: str | None
    state: State


class AuditRow(Fact):
    """Who did what, with the SHA-256 of the exact bytes of the entry."""

    code: str
    revision: int
    at: datetime
    actor: str | None
    role: str | None
    organisation: str | None
    action: str
    matter: str
    digest: str


class AuditFault(Fact):
    """An entry that is missing or that no longer has the bytes of which the audit knows."""

    code: str
    revision: int


class NoticeRow(Fact):
    """A notice that has not been delivered yet."""

    notice_id: str
    code: str
    revision: int
    to_role: str
    to_organisation: str | None
    kind: str
    text: str
    text_zh: str
    created_at: datetime
    attempts: int


class PersonRow(Fact):
    """A person of the development directory: for which organisation, under which roles."""

    person: str
    organisation: str
    roles: tuple[str, ...]
