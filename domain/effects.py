"""What follows from a change: the tasks it opens and closes, the notices it sends. Read off the two values."""

from datetime import date
from typing import Final

from domain.centre import CENTRE, Centre
from domain.changes.review import still_asked
from domain.fact import Fact
from domain.obligations import Obligation
from domain.reports.news import news
from domain.standing import organisation_of
from domain.states import State

SCREENED: Final = (State.INTENT_SUBMITTED, State.CONVERSION_SCREENING)  # MOST is informed of what follows (D.2, V02)


class Task(Fact):
    """Work that waits for a role of an organisation; `due` None when neither law nor policy sets a day."""

    name: str
    matter: str
    key: str
    title: str
    title_zh: str
    role: str
    organisation: str | None
    due: date | None
    opened_on: date


class ClosedTask(Fact):
    """A task that waits no longer, and how it ended."""

    name: str
    opened_on: date
    how: str


class Message(Fact):
    """A notice to a role: what happened or what is awaited. Its id makes duplicates recognisable."""

    notice_id: str
    to_role: str
    to_organisation: str | None
    kind: str
    text: str
    text_zh: str


class Effects(Fact):
    """Everything that a change asks of the world."""

    opened: tuple[Task, ...] = ()
    closed: tuple[ClosedTask, ...] = ()
    notices: tuple[Message, ...] = ()


def effects(before: Centre, after: Centre) -> Effects:
    """The tasks and notices between two values of one centre."""
    was, now = _open(before), _open(after)
    moved = {name for name in was.keys() & now.keys() if _handed_over(before, was[name], after, now[name])}
    opened = [o for name, o in now.items() if name not in was or name in moved or not _same(was[name], o)]
    gone = [o for name, o in was.items() if name not in now or name in moved or not _same(o, now[name])]
    return Effects(
        opened=tuple(_task(after, o) for o in opened),
        closed=tuple(_closure(after, o, handed_over=o.name in moved) for o in gone),
        notices=(*_state_notice(before, after), *_notices(after, opened, was), *_report_news(before, after)),
    )


def _open(centre: Centre) -> dict[str, Obligation]:
    return {o.name: o for o in centre.open_obligations}


def _same(old: Obligation, new: Obligation) -> bool:
    return (old.opened_on, old.due) == (new.opened_on, new.due)


def _handed_over(before: Centre, old: Obligation, after: Centre, new: Obligation) -> bool:
    """Whether the same task, with its clock, is another organisation's now (G-21 to G-23)."""
    was, now = (organisation_of(c, o.owed_by, o.key, o.matter) for c, o in ((before, old), (after, new)))
    return _same(old, new) and was != now


def _closure(after: Centre, o: Obligation, *, handed_over: bool) -> ClosedTask:
    ended = (c for c in after.obligations if c.name == o.name and not c.is_open and c.opened_on == o.opened_on)
    how = "handed_over" if handed_over else next((c.status for c in ended), "replaced")
    return ClosedTask(name=o.name, opened_on=o.opened_on, how=how)


def _task(centre: Centre, o: Obligation) -> Task:
    return Task(
        name=o.name,
        matter=o.matter,
        key=o.key,
        title=o.sentence,
        title_zh=o.term.zh,
        role=o.owed_by,
        organisation=organisation_of(centre, o.owed_by, o.key, o.matter),
        due=o.due,
        opened_on=o.opened_on,
    )


def _state_notice(before: Centre, after: Centre) -> list[Message]:
    if before.state is after.state:
        return []
    text = f"{after.code} is now {after.state} (before: {before.state})"
    text_zh = f"{after.name_zh}：{after.state.zh}（原：{before.state.zh}）"
    audience = [("centre_legal_representative", None), ("sd_reviewer", next(iter(after.supervising_departments), None))]
    audience += [("most_officer", "most")] if after.whole and before.state in SCREENED else []
    return [
        Message(
            notice_id=f"{after.code}/{after.revision}/state/{role}",
            to_role=role,
            to_organisation=organisation,
            kind="state",
            text=text,
            text_zh=text_zh,
        )
        for role, organisation in audience
    ]


def _report_news(before: Centre, after: Centre) -> list[Message]:
    return [
        Message(
            notice_id=f"{after.code}/{after.revision}/{told.matter}/{told.kind}",
            to_role=told.role,
            to_organisation=told.organisation,
            kind="report",
            text=f"{after.code}: {told.text}",
            text_zh=f"{after.name_zh}：{told.text_zh}",
        )
        for told in news(before, after)
    ]


def _notices(after: Centre, opened: list[Obligation], was: dict[str, Obligation]) -> list[Message]:
    fresh = {o.name for o in opened}
    news = ((o, _what_is_new(was[o.name], o)) for o in after.open_obligations if o.name not in fresh)
    tasks = [message for o in opened for message in _tasks(after, o)]
    return tasks + [_message(after, o, kind) for o, kind in news if kind]


def _tasks(centre: Centre, o: Obligation) -> list[Message]:
    """The notice of a new task; of several departments that are heard, each gets its own (G-21)."""
    message = _message(centre, o, "task")
    also = still_asked(centre, o.matter)[1:] if o.key == "co_opinion" else ()
    copies = ({"notice_id": f"{message.notice_id}/{name}", "to_organisation": name} for name in also)
    return [message, *(message.model_copy(update=copy) for copy in copies)]


def _what_is_new(old: Obligation, new: Obligation) -> str | None:
    if new.overdue and not old.overdue:
        return "overdue"
    if new.escalated > old.escalated:
        return "escalation"
    return "reminder" if new.reminded > old.reminded and not new.overdue else None


def _message(centre: Centre, o: Obligation, kind: str) -> Message:
    where = "" if o.matter == CENTRE else f" [{o.matter}]"
    late = " is overdue" if o.overdue else ""
    return Message(
        notice_id=f"{centre.code}/{centre.revision}/{o.name}/{kind}",
        to_role=o.owed_by,
        to_organisation=organisation_of(centre, o.owed_by, o.key, o.matter),
        kind=kind,
        text=f"{centre.code}: {o.sentence}{late} ({o.term.article}; {o.why})",
        text_zh=f"{centre.name_zh}：{o.term.zh}{where}，{'已逾期' if o.overdue else '期限'} {o.due or '未定'}",
    )
