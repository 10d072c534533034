"""Is this a major matter? MOST's officer says so; what is minor is only noted; doubt is major (Art 26; X07, G-35)."""

from typing import Any

from domain.centre import Centre
from domain.changes.contents import ChangeType
from domain.changes.course import OPEN
from domain.changes.matter import Change, ChangeState
from domain.changes.opinions import KIND
from domain.changes.request import next_key
from domain.changes.supervision import recorded, settled
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status
from domain.practice import WHOLE
from domain.roles import MINISTRY
from domain.rules import Act, rule
from domain.states import IN_SEQUENCE
from domain.texts import Text

BY_LAW = ("name", "registered_place")


class Classification(Command):
    """Whether the matter is major; left open, policy says what doubt means. `subject` when nobody has applied yet."""

    major: bool | None = None
    type: ChangeType | None = None
    subject: Text | None = None
    note: Text | None = None


def _is_major(centre: Centre, act: Act[Classification]) -> bool:
    said = act.content.major
    return centre.terms.change.doubt_is_major if said is None else said


def _by_law(centre: Centre, act: Act[Classification], change_type: str | None) -> list[str]:
    minor = not _is_major(centre, act) and change_type in BY_LAW
    return [f"major: Art 26 names a change of {change_type} itself; it is always major"] if minor else []


def _submitted_faults(centre: Centre, act: Act[Classification]) -> list[str]:
    asked = centre.find(Change, act.matter).type
    other = act.content.type not in (None, asked)
    faults = [f"type: {act.matter} asks for {asked}; for another type the centre applies anew"] if other else []
    return faults + _by_law(centre, act, asked)


@rule(
    "X07",
    "classify_change",
    "Classify a matter as major or minor",
    "认定是否属于重大事项",
    "Art 26",
    on=KIND,
    since=WHOLE,
    at=OPEN,
    by=MINISTRY,
    side=Side.PREPARE,
    content=Classification,
    faults=_submitted_faults,
)
def classify_submitted(centre: Centre, act: Act[Classification]) -> Centre:
    """A major matter goes on its way; a minor one is noted and needs no approval (X07)."""
    change = centre.find(Change, act.matter)
    facts = {
        "classified": "major" if _is_major(centre, act) else "minor",
        "note": act.content.note or act.content.subject,
    }
    if _is_major(centre, act):
        return centre.with_matter(change.model_copy(update=facts))
    noticed = change.at(ChangeState.NOTICED, act.on, **facts)
    return centre.ended(act.matter, Status.CANCELLED, act.on).with_matter(noticed)


def _matter_faults(centre: Centre, act: Act[Classification]) -> list[str]:
    named = act.content.subject or act.content.note or act.decision.reason
    faults = [] if named else ["subject: say what the matter is"]
    return faults + _by_law(centre, act, act.content.type)


@rule(
    "X07",
    "classify_change",
    "Classify a matter as major or minor",
    "认定是否属于重大事项",
    "Art 26",
    since=WHOLE,
    at=sorted(IN_SEQUENCE),
    by=MINISTRY,
    side=Side.PREPARE,
    content=Classification,
    faults=_matter_faults,
)
def classify_matter(centre: Centre, act: Act[Classification]) -> Centre:
    """A matter nobody has applied for: minor, it is noted as a change of its own; major, the centre must apply."""
    subject = act.content.subject or act.content.note or act.decision.reason or ""
    if _is_major(centre, act):
        return recorded(centre, act, "major_matter", subject, subject=act.content.type)
    notice = _notice(centre, act, subject)
    after = centre.with_matter(notice)
    return settled(after, notice.type, notice.key, act)


def _notice(centre: Centre, act: Act[Any], subject: str) -> Change:
    return Change(
        key=next_key(centre),
        state=ChangeState.NOTICED,
        since=act.on,
        type=act.content.type or "other",
        new_value=subject,
        submitted_on=act.on,
        classified="minor",
        note=act.content.note,
    )
