"""Clocks that stood still run again: what an exit that was not confirmed had stopped (O13)."""

from datetime import date
from typing import TypeVar

from domain.centre import Centre
from domain.days.periods import Deadline, after_days, reckon
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.exit.matter import Exit
from domain.obligations import Obligation, Status, owed
from domain.rectification.matter import Rectification, RectificationState

M = TypeVar("M", Evaluation, Rectification)
FINDINGS = ("absence", "no_response", "withdrawal_finding")
NOT_CONFIRMED = "the exit was not confirmed; the matter is taken up again"


def resumed(centre: Centre, exit_: Exit, on: date) -> Centre:
    """The matter that had led to the proposal goes on from where it stood, with the time that was left."""
    if "non_participation" in exit_.grounds:
        return _taken_up(centre, exit_, on)
    if "midway_withdrawal" in exit_.grounds:
        return _not_withdrawn(centre, exit_, on)
    if "rectification_failed" in exit_.grounds:
        return _inspected_anew(centre, on)
    return centre


def _taken_up(centre: Centre, exit_: Exit, on: date) -> Centre:
    evaluation = latest(centre, Evaluation)
    after = centre.with_matter(evaluation.at(EvaluationState.FINAL_NOTICE, on))
    after = after.owing(owed("absence", evaluation.key, None, on, why=NOT_CONFIRMED))
    return clocks_again(after, evaluation.key, exit_, on) if centre.whole else after


def _not_withdrawn(centre: Centre, exit_: Exit, on: date) -> Centre:
    """The evaluation goes on from where the centre had left it."""
    evaluation = latest(centre, Evaluation)
    back = evaluation.before or EvaluationState.PARTICIPATION_CONFIRMED
    after = centre.with_matter(evaluation.at(back, on, before=None))
    return clocks_again(after, evaluation.key, exit_, on)


def _inspected_anew(centre: Centre, on: date) -> Centre:
    rectification = latest(centre, Rectification)
    after = centre.with_matter(rectification.at(RectificationState.INSPECTION, on))
    if not centre.whole:
        return after.owing(owed("inspection_sla", rectification.key, None, on, why=NOT_CONFIRMED))
    n = centre.terms.rectification.inspection_days
    return after.owing(
        owed("inspection_sla", rectification.key, after_days(centre.calendar, on, n, "the rejection"), on)
    )


def latest(centre: Centre, kind: type[M]) -> M:
    """The latest matter of this kind, open or ended."""
    return [m for m in centre.matters.values() if isinstance(m, kind)][-1]


def clocks_again(centre: Centre, key: str, exit_: Exit, on: date) -> Centre:
    """The clocks of the matter that the proposal had stopped are owed anew (O13)."""
    stopped_on = exit_.proposed_on or exit_.since
    stopped = [
        o
        for o in centre.obligations
        if o.matter == key and o.status is Status.CANCELLED and o.closed_on == stopped_on and _was_running(o)
    ]
    return centre.owing(*(_again(centre, o, on) for o in stopped))


def _was_running(o: Obligation) -> bool:
    if o.due is None or o.closed_on is None:
        return o.key not in FINDINGS
    return o.due >= o.closed_on


def _again(centre: Centre, o: Obligation, on: date) -> Obligation:
    ahead = o.due is not None and o.due >= on and o.how is not None
    deadline = reckon(centre.calendar, o.how) if ahead and o.how else remaining(centre, o, on)
    return owed(o.key, o.matter, deadline, on, by=o.owed_by)


def remaining(centre: Centre, o: Obligation, on: date, what: str = "the clock runs again") -> Deadline | None:
    """The days that were left when the clock stopped, counted from the day on which it runs again."""
    if o.due is None or o.closed_on is None or o.due < o.closed_on:
        return None
    return after_days(centre.calendar, on, (o.due - o.closed_on).days, what)
