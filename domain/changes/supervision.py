"""Supervision: what departments and MOST note of a centre; no status follows (Art 8.3; X05, G-24, G-34, G-50)."""

from typing import Any

from domain.centre import CENTRE, Centre
from domain.changes.contents import ChangeType
from domain.changes.matter import Change
from domain.exit.matter import ExitState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.particulars import SupervisionRecord
from domain.practice import WHOLE
from domain.roles import MINISTRY, SUPERVISION
from domain.rules import Act, Reach, rule
from domain.states import IN_SEQUENCE
from domain.texts import Line, Text

UNAPPROVED = "unapproved_change"
LATE = "late_application"


class Supervision(Command):
    """What was seen: of which kind (lead_entity, name_use, interim ...), and in words."""

    kind: Line = "other"
    text: Text
    evidence: Line | None = None


def recorded(centre: Centre, act: Act[Any], kind: str, text: str, **facts: Any) -> Centre:
    """The same centre with one record of supervision more."""
    by = act.decision.by.organisation
    record = SupervisionRecord(on=act.on, by=by, kind=kind, text=text, matter=act.matter, **facts)
    return centre.with_(supervision_records=(*centre.supervision_records, record))


def _record_supervision(centre: Centre, act: Act[Supervision]) -> Centre:
    evidence = f" ({act.content.evidence})" if act.content.evidence else ""
    return recorded(centre, act, act.content.kind, act.content.text + evidence)


for _on, _at, _lasts in (
    (CENTRE, sorted(IN_SEQUENCE), Reach.EXIT),
    ("exit", [ExitState.CONFIRMED], Reach.CLOSING),
):
    rule(
        "X05",
        "record_supervision",
        "Record an act of supervision",
        "监督管理记录",
        "Art 8.3",
        on=_on,
        since=WHOLE,
        lasts=_lasts,
        at=_at,
        by=(*SUPERVISION, *MINISTRY),
        side=Side.RECORD,
        content=Supervision,
    )(_record_supervision)


class UnapprovedChange(Command):
    """A change that was made without approval, as somebody has found it: what, or where it is to be seen."""

    type: ChangeType
    text: Text | None = None
    evidence: Line | None = None


def _told(_centre: Centre, act: Act[UnapprovedChange]) -> list[str]:
    said = act.content.text or act.content.evidence or act.decision.reason
    return [] if said else ["text: say what was changed without approval, or show the evidence"]


@rule(
    "X05",
    "report_unapproved_change",
    "Report a change made without approval",
    "报告未经批准的变更",
    "Art 26",
    since=WHOLE,
    at=sorted(IN_SEQUENCE),
    by=(*SUPERVISION, *MINISTRY),
    side=Side.RECORD,
    content=UnapprovedChange,
    faults=_told,
)
def report_unapproved_change(centre: Centre, act: Act[UnapprovedChange]) -> Centre:
    """It is recorded, and the centre is asked to apply late (补办); law sets no day, and nothing is undone (G-34)."""
    content = act.content
    text = content.text or content.evidence or act.decision.reason or ""
    after = recorded(centre, act, UNAPPROVED, text, subject=content.type)
    pending = next((c for c in centre.open_of(Change) if c.type == content.type), None)
    if pending is not None:
        flagged = pending.model_copy(update={"retroactive": True})
        return settled(after.with_matter(flagged), content.type, pending.key, act)
    if after.open_obligation(CENTRE, LATE):
        return after
    why = f"a change of {content.type} was made without approval (Art 26); no law sets a day"
    return after.owing(owed(LATE, CENTRE, None, act.on, why=why))


def settled(centre: Centre, change_type: str, by: str, act: Act[Any]) -> Centre:
    """Reports of this type are answered; once all are, no late application is awaited any more."""
    done = {"settled_by": by, "settled_on": act.on}
    records = tuple(
        r.model_copy(update=done) if _waits(r) and r.subject == change_type else r for r in centre.supervision_records
    )
    after = centre.with_(supervision_records=records)
    return after if any(map(_waits, records)) else after.met(CENTRE, LATE, act.on)


def unanswered(centre: Centre, change: Change, act: Act[Any]) -> Centre:
    """A late application is taken back: what was reported waits for an answer again (G-34)."""
    again = {"settled_by": None, "settled_on": None}
    records = tuple(r.model_copy(update=again) if r.settled_by == change.key else r for r in centre.supervision_records)
    after = centre.with_(supervision_records=records)
    if not any(map(_waits, records)) or after.open_obligation(CENTRE, LATE):
        return after
    return after.owing(owed(LATE, CENTRE, None, act.on, why=f"the late application {change.key} was taken back"))


def _waits(record: SupervisionRecord) -> bool:
    return record.kind == UNAPPROVED and record.subject is not None and record.settled_by is None


def late_application_in(centre: Centre, change: Change, act: Act[Any]) -> Centre:
    """An application for what was already carried out: recorded, and it answers what was reported (X05, G-34)."""
    if not change.retroactive or not centre.whole:
        return centre
    known = any(_waits(r) and r.subject == change.type for r in centre.supervision_records)
    words = "the centre itself applies late for what it has already carried out (补办)"
    noted = centre if known else recorded(centre, act, UNAPPROVED, words, subject=change.type)
    return settled(noted, change.type, change.key, act)
