"""Objections in the time of public notice: by name, in writing, each decided before the result (G-38; Art 29)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import after_working_days
from domain.evaluation.matter import KIND, Evaluation, EvaluationState, Objection
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.practice import WHOLE
from domain.roles import LEADERSHIP, MINISTRY
from domain.rules import Act, rule
from domain.texts import Line, Text

ANONYMOUS = frozenset({"anonymous", "匿名", "unknown", "不详", "佚名"})


class NewObjection(Command):
    """Who objects, by name, and what is said in writing."""

    by: Line
    text: Text
    received_on: Day | None = None


def _named_and_in_time(centre: Centre, act: Act[NewObjection]) -> list[str]:
    evaluation, day = centre.find(Evaluation, act.matter), act.content.received_on or act.on
    faults = ["by: an anonymous objection is not accepted; it must be named"] if _is_anonymous(act.content.by) else []
    first, last = evaluation.publicity_from, evaluation.publicity_to
    if first and last and not first <= day <= last:
        faults.append(f"received_on: {day} lies outside the public notice ({first} to {last})")
    return faults


def _is_anonymous(name: str) -> bool:
    return name.strip().lower() in ANONYMOUS


@rule(
    "E13",
    "record_objection",
    "Record an objection",
    "登记公示异议",
    "Art 29",
    since=WHOLE,
    on=KIND,
    at=[EvaluationState.PUBLICITY],
    by=MINISTRY,
    side=Side.RECORD,
    content=NewObjection,
    faults=_named_and_in_time,
)
def record_objection(centre: Centre, act: Act[NewObjection]) -> Centre:
    """The objection is on record and must be decided before the result is issued."""
    evaluation = centre.find(Evaluation, act.matter)
    day = act.content.received_on or act.on
    number = len(evaluation.objections) + 1
    new = Objection(number=number, by=act.content.by, text=act.content.text, received_on=day)
    evaluation = evaluation.model_copy(update={"objections": (*evaluation.objections, new)})
    return centre.with_matter(evaluation).owing(_review(centre, evaluation, act.on))


def _review(centre: Centre, evaluation: Evaluation, on: date) -> Obligation:
    first = min(o.received_on for o in undecided(evaluation))
    n = centre.terms.evaluation.objection_wd
    return owed("objection_review", evaluation.key, after_working_days(centre.calendar, first, n, "the objection"), on)


class ObjectionDecision(Command):
    """Which objection, and whether it is upheld; the reason belongs to it."""

    objection: Annotated[int, Field(ge=1, le=999)] = 1
    outcome: Literal["upheld", "dismissed"]
    reason: Text | None = None


def undecided(evaluation: Evaluation) -> tuple[Objection, ...]:
    """The objections that nobody has decided yet."""
    return tuple(o for o in evaluation.objections if o.outcome is None)


def _is_undecided(centre: Centre, act: Act[ObjectionDecision]) -> list[str]:
    numbers = [o.number for o in undecided(centre.find(Evaluation, act.matter))]
    if act.content.objection in numbers:
        return []
    return [f"objection: no undecided objection has the number {act.content.objection}; there are {numbers or 'none'}"]


def _some_wait(centre: Centre, matter: str, _today: date) -> str | None:
    return None if undecided(centre.find(Evaluation, matter)) else "no objection waits for a decision"


def _unexplained(_centre: Centre, act: Act[ObjectionDecision]) -> bool:
    return act.content.reason is None


@rule(
    "E13",
    "decide_objection",
    "Decide on an objection",
    "处理公示异议",
    "Art 29",
    since=WHOLE,
    on=KIND,
    at=[EvaluationState.PUBLICITY],
    by=(*MINISTRY, *LEADERSHIP),
    side=Side.RECORD,
    content=ObjectionDecision,
    not_yet=_some_wait,
    faults=_is_undecided,
    reason=_unexplained,
)
def decide_objection(centre: Centre, act: Act[ObjectionDecision]) -> Centre:
    """The objection is answered; upheld, it is for leadership to see in its grade. The next one has its own time."""
    evaluation, content = centre.find(Evaluation, act.matter), act.content
    why = content.reason or act.decision.reason
    decided = {"outcome": content.outcome, "decided_on": act.on, "why": why}
    changed = (o.model_copy(update=decided) if o.number == content.objection else o for o in evaluation.objections)
    evaluation = evaluation.model_copy(update={"objections": tuple(changed)})
    after = centre.met(act.matter, "objection_review", act.on).with_matter(evaluation)
    return after.owing(_review(after, evaluation, act.on)) if undecided(evaluation) else after
