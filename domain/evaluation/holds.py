"""A hold on the evaluation: its clocks stop, and run on with the days that were left (Art 31; E15, G-45)."""

from datetime import date, timedelta

from domain.centre import Centre
from domain.days.periods import Deadline
from domain.evaluation.matter import KIND, Evaluation, EvaluationState, Hold, Stopped
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.obligations import Obligation, Status, owed
from domain.practice import WHOLE
from domain.roles import LEADERSHIP, Role
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line, Text

HOLDERS = (Role.INTEGRITY_OFFICER, *LEADERSHIP)
HOLDABLE = tuple(s for s in EvaluationState if not s.final and s is not EvaluationState.ON_HOLD)
AWAITED = "it was awaited without a date when the hold was placed"


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
    running = [o for o in centre.open_obligations if o.matter == act.matter]
    stopped = tuple(Stopped(key=o.key, days=_left(o, act.on)) for o in running)
    why = act.content.reason or act.decision.reason
    hold = Hold(placed_on=act.on, case=act.content.case, reason=why, stopped=stopped)
    facts = {"before": evaluation.state, "holds": (*evaluation.holds, hold)}
    after = centre.ended(act.matter, Status.CANCELLED, act.on)
    return after.with_matter(evaluation.at(EvaluationState.ON_HOLD, act.on, **facts))


def _left(o: Obligation, on: date) -> int:
    return -1 if o.due is None else max(0, (o.due - on).days)


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
    facts = {"before": _underneath(evaluation), "holds": (*earlier, lifted)}
    back = evaluation.before or EvaluationState.NOTIFIED
    clocks = tuple(_running_again(centre, act.matter, s, hold, act.on) for s in hold.stopped)
    notice = next((o.due for o in clocks if o.key == "publicity"), evaluation.publicity_to)
    return centre.with_matter(evaluation.at(back, act.on, **facts, publicity_to=notice)).owing(*clocks)


def _underneath(evaluation: Evaluation) -> EvaluationState | None:
    """The state before a deferral request or a withdrawal, on which the hold was laid."""
    if evaluation.before is EvaluationState.DEFERRAL_REQUESTED:
        return EvaluationState.PARTICIPATION_CONFIRMED if evaluation.confirmed_on else EvaluationState.NOTIFIED
    return EvaluationState.PARTICIPATION_CONFIRMED if evaluation.before is EvaluationState.WITHDRAWAL_FILED else None


def _running_again(centre: Centre, matter: str, clock: Stopped, hold: Hold, on: date) -> Obligation:
    if clock.days < 0:
        return owed(clock.key, matter, None, on, why=AWAITED)
    raw = on + timedelta(days=clock.days)
    due = centre.calendar.roll(raw)
    why = f"{clock.days} days were left when the evaluation was held on {hold.placed_on}; held until {on}"
    return owed(clock.key, matter, Deadline(raw_due=raw, due=due, why=why), on)
