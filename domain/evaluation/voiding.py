"""Voiding an attempt: fraud or a partial evaluator; another evaluator begins anew, without harm (E16, G-46)."""

from datetime import date
from typing import Literal

from domain.centre import CENTRE, Centre
from domain.evaluation.matter import KIND, Evaluation, EvaluationState
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.obligations import Status, owed
from domain.practice import WHOLE
from domain.roles import LEADERSHIP
from domain.rules import Act, always, rule
from domain.states import State

VOIDABLE = tuple(s for s in EvaluationState if not s.final)


class Voiding(Command):
    """Why the attempt is void."""

    cause: Literal["fraud", "evaluator_conflict", "other"] = "other"


def _evaluating(centre: Centre, _matter: str, _today: date) -> str | None:
    return elsewhere(centre, State.EVALUATING)


@rule(
    "E16",
    "void_attempt",
    "Void the attempt",
    "作废本次评估",
    "Art 31",
    since=WHOLE,
    on=KIND,
    at=VOIDABLE,
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Voiding,
    not_yet=_evaluating,
    document=always,
    reason=always,
)
def void_attempt(centre: Centre, act: Act[Voiding]) -> Centre:
    """The attempt counts for nothing; the centre operates on and MOST calls it again, with another evaluator."""
    evaluation = centre.find(Evaluation, act.matter).at(EvaluationState.VOIDED, act.on, void_cause=act.content.cause)
    after = centre.ended(act.matter, Status.CANCELLED, act.on).with_matter(evaluation)
    again = owed("new_attempt", CENTRE, None, act.on, why="the attempt was voided; its clocks start anew (G-46)")
    return after.moved(State.OPERATING, act.on).owing(again)


def voided_evaluators(centre: Centre) -> frozenset[str]:
    """The evaluators whose attempt at the present cycle was voided; none of them is mandated again (E16)."""
    no = centre.cycle.no if centre.cycle else 1
    attempts = (m for m in centre.matters.values() if isinstance(m, Evaluation) and m.cycle_no == no)
    return frozenset(m.evaluator for m in attempts if m.state is EvaluationState.VOIDED and m.evaluator)
