"""A hold on the evaluation: its clocks stop, and run on with the days that were left (Art 31; E15, G-45)."""

from datetime import date

from domain.centre import Centre
from domain.evaluation.clocks import running_again, standing_still, stopped
from domain.evaluation.matter import KIND, Evaluation, EvaluationState, Hold
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.practice import WHOLE
from domain.roles import LEADERSHIP, Role
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line, Text

HOLDERS = (Role.INTEGRITY_OFFICER, *LEADERSHIP)
HOLDABLE = tuple(s for s in EvaluationState if not s.final and s is not EvaluationState.ON_HOLD)


class HoldOrder(Command):
    """Why the evaluation is held, and for which integrity case."""

    case: Line | None = None
    reason: Text | None = None


def _unexplained(_centre: Centre, act: Act[HoldOrder]) -> bool:
    return act.content.reason is None


def _evaluating(centre: Centre, _matter: str, _today: date) -> str | None:
    return elsewhere(centre, State.EVALUATING)


@rule(
    "E15",
    "place_hold",
    "Place a hold",
    "暂停评估",
    "Art 31",
    since=WHOLE,
    on=KIND,
    at=HOLDABLE,
    by=HOLDERS,
    side=Side.RECORD,
    content=HoldOrder,
    not_yet=_evaluating,
    reason=_unexplained,
)
def place_hold(centre: Centre, act: Act[HoldOrder]) -> Centre:
    """The evaluation stands still: no clock runs and no result is issued while it is held."""
    evaluation = centre.find(Evaluation, act.matter)
    hold = Hold(
        placed_on=act.on,
        before=evaluation.state,
        case=act.content.case,
        reason=act.content.reason or act.decision.reason,
        stopped=stopped(centre, act.matter, act.on),
    )
    after = standing_still(centre, act.matter, hold.stopped, act.on)
    return after.with_matter(evaluation.at(EvaluationState.ON_HOLD, act.on, holds=(*evaluation.holds, hold)))


class Release(Command):
    """Why the hold is lifted."""

    reason: Text | None = None


def _unexplained_release(_centre: Centre, act: Act[Release]) -> bool:
    return act.content.reason is None


@rule(
    "E15",
    "lift_hold",
    "Lift the hold",
    "解除暂停",
    "Art 31",
    since=WHOLE,
    on=KIND,
    at=[EvaluationState.ON_HOLD],
    by=HOLDERS,
    side=Side.RECORD,
    content=Release,
    reason=_unexplained_release,
)
def lift_hold(centre: Centre, act: Act[Release]) -> Centre:
    """The evaluation goes on where it stood, each clock with the days it had left."""
    evaluation = centre.find(Evaluation, act.matter)
    *earlier, hold = evaluation.holds
    lifted = hold.model_copy(update={"lifted_on": act.on})
    clocks = running_again(centre, act.matter, hold.stopped, hold.placed_on, act.on)
    notice = next((o.due for o in clocks if o.key == "publicity"), evaluation.publicity_to)
    facts = {"holds": (*earlier, lifted), "publicity_to": notice}
    return centre.with_matter(evaluation.at(hold.before, act.on, **facts)).owing(*clocks)
