"""Correcting a decision that was entered with a wrong date, person or number: two persons, nothing silent (G-60)."""

from datetime import date
from typing import Any, TypeVar

from domain.centre import CENTRE, Centre
from domain.content import Day
from domain.days.periods import reckon
from domain.decisions import DecisionId
from domain.fact import Command, Fact
from domain.matter import Side
from domain.obligations import Obligation, Status
from domain.particulars import Correction
from domain.practice import WHOLE
from domain.refusals import Code, Refused
from domain.roles import LEADERSHIP, MINISTRY
from domain.rules import Act, Reach, always, rule
from domain.states import State
from domain.texts import Line, Slug

F = TypeVar("F", bound=Fact)


class CorrectedDecision(Command):
    """Which decision, and what is right: its day, its person, its document number."""

    decision_id: DecisionId
    decided_on: Day | None = None
    person: Slug | None = None
    document_number: Line | None = None


def _correctable(centre: Centre, act: Act[CorrectedDecision]) -> list[str]:
    content = act.content
    known = centre.receipts.get(content.decision_id)
    if known is None or known.on is None:
        return ["decision_id: no decision of this id is on record with its day; ncti show CODE lists them"]
    if not (content.decided_on or content.person or content.document_number):
        return ["decided_on: say what is right: decided_on, person or document_number"]
    late = content.decided_on is not None and content.decided_on > act.today
    return [f"decided_on: {content.decided_on} lies in the future"] if late else []


def _pending(centre: Centre, act: Act[CorrectedDecision]) -> Correction | None:
    wanted = act.content.model_dump()
    same = (c for c in centre.corrections if c.confirmed_on is None and c.model_dump(include=set(wanted)) == wanted)
    return next(same, None)


@rule(
    "G-60",
    "correct_decision",
    "Correct a decision as entered",
    "更正录入的决定",
    "Art 6.2",
    since=WHOLE,
    lasts=Reach.CLOSING,
    at=[state for state in State if not state.final],
    by=(*MINISTRY, *LEADERSHIP),
    side=Side.RECORD,
    content=CorrectedDecision,
    faults=_correctable,
    reason=always,
)
def correct_decision(centre: Centre, act: Act[CorrectedDecision]) -> Centre:
    """The first person proposes, a second one sends the same and confirms; only then dates are reckoned anew."""
    pending = _pending(centre, act)
    if pending is None:
        proposed = Correction(**act.content.model_dump(), proposed_by=act.person, proposed_on=act.on)
        return centre.with_(corrections=(*centre.corrections, proposed))
    if pending.proposed_by == act.person:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{act.person} has proposed this correction; a second person must send the same to confirm it (G-60).",
        )
    return _confirmed(centre, pending, act)


def _confirmed(centre: Centre, pending: Correction, act: Act[CorrectedDecision]) -> Centre:
    after, moved = _redated(centre, pending)
    done = {"confirmed_by": act.person, "confirmed_on": act.on, "moved": moved}
    corrections = (pending.model_copy(update=done) if c is pending else c for c in centre.corrections)
    receipt = centre.receipts[pending.decision_id]
    right = pending.model_dump(include={"person", "document_number"}, exclude_none=True)
    fixed = receipt.model_copy(update={**right, "on": pending.decided_on or receipt.on})
    receipts = {**centre.receipts, pending.decision_id: fixed}
    return after.with_(corrections=tuple(corrections), receipts=receipts)


def _redated(centre: Centre, correction: Correction) -> tuple[Centre, tuple[str, ...]]:
    receipt, new = centre.receipts[correction.decision_id], correction.decided_on
    old = receipt.on
    if new is None or old is None or new == old:
        return centre, ()
    judged = (_judged(o, receipt.matter, old, new) for o in centre.obligations)
    owed = tuple(_reckoned(centre, o, correction.decision_id, old, new) for o in judged)
    moved = [
        f"{b.name}: {a.due} {a.status} -> {b.due} {b.status}"
        for a, b in zip(centre.obligations, owed, strict=True)
        if (a.due, a.status) != (b.due, b.status)
    ]
    after = _facts_redated(centre.with_(obligations=owed), receipt.matter, old, new)
    if after.cycle != centre.cycle:
        moved.append(f"cycle: {centre.cycle and centre.cycle.end} -> {after.cycle and after.cycle.end}")
    return after, tuple(moved)


def _judged(o: Obligation, matter: str, old: date, new: date) -> Obligation:
    by_it = o.matter == matter and o.closed_on == old and o.status in (Status.MET, Status.MET_LATE)
    return o.met(new) if by_it else o


def _reckoned(centre: Centre, o: Obligation, cause: str, old: date, new: date) -> Obligation:
    if o.cause != cause or not o.is_open or o.how is None or o.how.base != old:
        return o
    deadline = reckon(centre.calendar, o.how.model_copy(update={"base": new}))
    days = {"raw_due": deadline.raw_due, "due": deadline.due, "provisional": deadline.provisional}
    words = {"why": f"{deadline.why}; corrected, before {o.due}", "how": deadline.how, "opened_on": new}
    return o.model_copy(update={**days, **words, "overdue": False})


def _facts_redated(centre: Centre, matter: str, old: date, new: date) -> Centre:
    if matter != CENTRE:
        return centre.with_matter(_with_day(centre.matters[matter], old, new))
    names = ("since", "reports_from", "approval", "anchor")
    facts = {name: _moved(getattr(centre, name), old, new) for name in names}
    after = centre.with_(**facts)
    if after.anchor is None or after.anchor == centre.anchor or after.cycle is None:
        return after
    return after.with_(cycle=after.anchor.cycle(after.cycle.no, after.cycle_years))


def _moved(value: Any, old: date, new: date) -> Any:
    return _with_day(value, old, new) if isinstance(value, Fact) else (new if value == old else value)


def _with_day(fact: F, old: date, new: date) -> F:
    days = {name: new for name in type(fact).model_fields if getattr(fact, name) == old}
    return fact.model_copy(update=days)
