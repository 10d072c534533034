"""What is written down of each change of a round: one entry per revision, as for a centre, under the round's id."""

from datetime import datetime

from domain.decisions import Decision
from domain.effects import ClosedTask, Effects, Message, Task
from domain.entries import Entry
from domain.fact import Fact
from domain.obligations import Obligation
from domain.rounds.book import RoundBook
from domain.rounds.letters import Answer


class RoundPage(Fact):
    """What the register is given of a round at a time: entries, the oldest first."""

    entries: tuple[Entry, ...]


def entry_of(
    before: RoundBook, after: RoundBook, because: str, now: datetime, decision: Decision | None = None
) -> Entry:
    """The entry of a change: a decision, the passing of time, a centre's answer."""
    return Entry(
        code=after.key,
        revision=after.revision,
        recorded_at=now,
        because=because,
        matter=after.key,
        state=after.state,
        matter_state=after.state if decision else None,
        decision=decision,
        effects=_effects(before, after),
    )


def words_of(answer: Answer) -> str:
    """A centre's answer as the cause of an entry."""
    why = f" ({answer.why})" if answer.why else ""
    return f"{answer.code}: {answer.status}{why}"


def _effects(before: RoundBook, after: RoundBook) -> Effects:
    was, now = ({o.name: o for o in book.open_obligations} for book in (before, after))
    return Effects(
        opened=tuple(_task(o) for name, o in now.items() if name not in was),
        closed=tuple(_closed(after, o) for name, o in was.items() if name not in now),
        notices=tuple(_message(after, o, kind) for name, o in now.items() if (kind := _news(was.get(name), o))),
    )


def _task(o: Obligation) -> Task:
    return Task(
        name=o.name,
        matter=o.matter,
        key=o.key,
        title=o.sentence,
        title_zh=o.term.zh,
        role=o.owed_by,
        organisation="most",
        due=o.due,
        opened_on=o.opened_on,
    )


def _closed(after: RoundBook, old: Obligation) -> ClosedTask:
    how = next((o.status for o in after.obligations if o.name == old.name), "replaced")
    return ClosedTask(name=old.name, opened_on=old.opened_on, how=how)


def _news(old: Obligation | None, new: Obligation) -> str | None:
    if old is None:
        return "task"
    if new.overdue and not old.overdue:
        return "overdue"
    return "reminder" if new.reminded > old.reminded else None


def _message(book: RoundBook, o: Obligation, kind: str) -> Message:
    late = " is overdue" if o.overdue else ""
    return Message(
        notice_id=f"{book.key}/{book.revision}/{o.name}/{kind}",
        to_role=o.owed_by,
        to_organisation="most",
        kind=kind,
        text=f"{book.key}: {o.sentence}{late} ({o.term.article}; {o.why})",
        text_zh=f"{book.name_zh}：{o.term.zh}，{'已逾期' if o.overdue else '期限'} {o.due or '未定'}",
    )
