"""How a round stands, as people and programs ask for it: the answer to its `status` query (public contract)."""

from datetime import date

from pydantic import JsonValue

from domain.fact import Fact
from domain.obligations import Obligation
from domain.rounds.book import Member, RoundBook
from domain.rounds.states import Outcome, RoundKind, RoundState
from domain.rounds.table import ROWS, stands_ready
from domain.standing import ActionStanding, ObligationStanding, RefusalStanding


class MemberStanding(Fact):
    """How the round stands with one centre: the outcome, the code of a refusal, its sentence."""

    status: Outcome
    status_zh: str
    code: str | None
    sentence: str | None
    at: str | None
    called_on: date


class RoundStanding(Fact):
    """The whole answer to the `status` query of a round."""

    code: str
    name_zh: str
    kind: RoundKind
    kind_zh: str
    year: int
    state: RoundState
    state_zh: str
    since: date | None
    revision: int
    notice: str | None
    opened_on: date | None
    closed_on: date | None
    close_reason: str | None
    undone: tuple[str, ...]
    fields: tuple[dict[str, JsonValue], ...]
    document_number: str | None
    published_on: date | None
    members: dict[str, MemberStanding]
    counts: dict[str, int]
    obligations: tuple[ObligationStanding, ...]
    actions: tuple[ActionStanding, ...]
    overdue: tuple[str, ...]
    refusals: RefusalStanding


def standing(book: RoundBook) -> RoundStanding:
    """The round's standing."""
    listed = book.published
    return RoundStanding(
        code=book.key,
        name_zh=book.name_zh,
        kind=book.kind,
        kind_zh=book.kind.zh,
        year=book.year,
        state=book.state,
        state_zh=book.state.zh,
        since=book.since,
        revision=book.revision,
        notice=book.notice,
        opened_on=book.opened_on,
        closed_on=book.closed_on,
        close_reason=book.close_reason,
        undone=book.undone,
        fields=tuple(field.model_dump(mode="json") for field in listed.fields) if listed else (),
        document_number=listed.document_number if listed else None,
        published_on=listed.published_on if listed else None,
        members={code: _member(book, member) for code, member in book.members.items()},
        counts=counts(book),
        obligations=tuple(_obligation(o) for o in book.obligations),
        actions=actions(book),
        overdue=overdue(book),
        refusals=RefusalStanding(count=book.refusals.count, last=book.refusals.last),
    )


def counts(book: RoundBook) -> dict[str, int]:
    """How many centres have each outcome."""
    return {outcome.value: len(book.those(outcome)) for outcome in Outcome}


def overdue(book: RoundBook) -> tuple[str, ...]:
    """What is late, by its key; the round is its one matter."""
    return tuple(o.name for o in book.open_obligations if o.overdue)


def actions(book: RoundBook) -> tuple[ActionStanding, ...]:
    """What may be decided now, and under which roles."""
    ready = (row for row in ROWS if stands_ready(row, book.kind, book.state) and row.not_yet(book) is None)
    return tuple(
        ActionStanding(
            matter=book.key,
            action=row.action,
            title=row.title,
            title_zh=row.zh,
            roles=tuple(sorted(row.by)),
            due=_due(book, row.action),
            article=row.article,
        )
        for row in ready
    )


def waiting_for(book: RoundBook) -> tuple[str, ...]:
    """The roles whose act is awaited now."""
    return tuple(sorted({o.owed_by for o in book.open_obligations}))


def _due(book: RoundBook, action: str) -> date | None:
    awaited = book.open_obligations if action == "publish_priority_list" else ()
    return next((o.due for o in awaited), None)


def _member(book: RoundBook, member: Member) -> MemberStanding:
    return MemberStanding(
        status=member.status,
        status_zh=member.status.zh,
        code=member.code,
        sentence=member.sentence,
        at=member.at.isoformat() if member.at else None,
        called_on=book.calls[member.call].on,
    )


def _obligation(o: Obligation) -> ObligationStanding:
    return ObligationStanding(
        key=o.key,
        matter=o.matter,
        title=o.term.title,
        title_zh=o.term.zh,
        owed_by=o.owed_by,
        organisation="most",
        basis=o.basis,
        article=o.term.article,
        raw_due=o.raw_due,
        due=o.due,
        provisional=o.provisional,
        why=o.why,
        status=o.status,
        overdue=o.overdue,
        reminders=o.reminders,
    )
