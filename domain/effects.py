"""What follows from a change: the tasks it opens and closes, the notices it sends. Read off the two values."""

from datetime import date

from domain.centre import CENTRE, Centre
from domain.fact import Fact
from domain.obligations import Obligation
from domain.standing import organisation_of


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
    opened = [o for name, o in now.items() if name not in was or not _same(was[name], o)]
    gone = [o for name, o in was.items() if name not in now or not _same(o, now[name])]
    return Effects(
        opened=tuple(_task(after, o) for o in opened),
        closed=tuple(_closure(after, o) for o in gone),
        notices=(*_state_notice(before, after), *_notices(after, opened, was)),
    )


def _open(centre: Centre) -> dict[str, Obligation]:
    return {o.name: o for o in centre.open_obligations}


def _same(old: Obligation, new: Obligation) -> bool:
    return (old.opened_on, old.due) == (new.opened_on, new.due)


def _closure(after: Centre, o: Obligation) -> ClosedTask:
    ended = (c for c in after.obligations if c.name == o.name and not c.is_open and c.opened_on == o.opened_on)
    how = next((c.status for c in ended), "replaced")
    return ClosedTask(name=o.name, opened_on=o.opened_on, how=how)


def _task(centre: Centre, o: Obligation) -> Task:
    return Task(
        name=o.name,
        matter=o.matter,
        key=o.key,
        title=o.sentence,
        title_zh=o.term.zh,
        role=o.owed_by,
        organisation=organisation_of(centre, o.owed_by, o.key),
        due=o.due,
        opened_on=o.opened_on,
    )


def _state_notice(before: Centre, after: Centre) -> list[Message]:
    if before.state is after.state:
        return []
    text = f"{after.code} is now {after.state} (before: {before.state})"
    text_zh = f"{after.name_zh}：{after.state.zh}（原：{before.state.zh}）"
    audience = [("centre_legal_representative", None), ("sd_reviewer", next(iter(after.supervising_departments), None))]
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


def _notices(after: Centre, opened: list[Obligation], was: dict[str, Obligation]) -> list[Message]:
    fresh = {o.name for o in opened}
    news = ((o, _what_is_new(was[o.name], o)) for o in after.open_obligations if o.name not in fresh)
    return [_message(after, o, "task") for o in opened] + [_message(after, o, kind) for o, kind in news if kind]


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
        to_organisation=organisation_of(centre, o.owed_by, o.key),
        kind=kind,
        text=f"{centre.code}: {o.sentence}{late} ({o.term.article}; {o.why})",
        text_zh=f"{centre.name_zh}：{o.term.zh}{where}，{'已逾期' if o.overdue else '期限'} {o.due or '未定'}",
    )
