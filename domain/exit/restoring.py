"""What a reinstatement brings back: the matters as the exit found them, the clocks with the days left (B.12)."""

from datetime import date
from typing import Any

from domain.centre import CENTRE, Centre
from domain.days.periods import after_days
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.evaluation.results import next_plan
from domain.exit.matter import Exit
from domain.exit.proposal import KEY
from domain.exit.resuming import remaining, resumed
from domain.formation.approval import prenotice
from domain.matter import Matter
from domain.obligations import Obligation, Status, owed
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.rectification.matter import Rectification, RectificationState
from domain.reports.matter import AnnualReport, ReportState
from domain.states import State

RECTIFYING = (State.RECTIFYING, State.RECTIFICATION_INSPECTION)
STATES: dict[type[Matter], Any] = {
    AnnualReport: ReportState,
    Evaluation: EvaluationState,
    Rectification: RectificationState,
}
BACK = "the reinstatement"
ONLY_IN = {"evaluation_prenotice": State.OPERATING, "next_plan_due": State.RENEWAL_PENDING}


def restorable(exit_: Exit) -> tuple[State, ...]:
    """The states to which the centre may come back: the one it left, and those that need no matter of their own."""
    return tuple(dict.fromkeys((exit_.before, State.OPERATING, State.RENEWAL_PENDING)))


def restored(centre: Centre, exit_: Exit, state: State, on: date) -> Centre:
    """The centre in that state again, with its matters, the days that were left and what the state asks for."""
    after = centre.moved(state, on)
    for key, was in left_as(centre, exit_).items():
        after = _back(after, after.matters[key], was, on)
    after = _money_asked_for(after, on)
    if state is exit_.before:
        after = resumed(after, exit_, on)
    return _with_its_duties(_clocks(after, exit_, on), on)


def left_as(centre: Centre, exit_: Exit) -> dict[str, str]:
    """The state in which the exit found each matter; of an exit of the first practice, the earliest it can be."""
    if exit_.lapsed:
        return exit_.lapsed
    ended = [m for m in centre.matters.values() if m.state in ("CLOSED", "CLOSED_UNFILED") and m.since == _out(exit_)]
    return {m.key: _at_least(m, exit_) for m in ended}


def _at_least(matter: Matter, exit_: Exit) -> str:
    match matter:
        case Evaluation():
            return EvaluationState.PARTICIPATION_CONFIRMED if matter.confirmed_on else EvaluationState.NOTIFIED
        case Rectification() if exit_.before is State.RECTIFICATION_INSPECTION:
            return RectificationState.INSPECTION
        case Rectification():
            return RectificationState.EXECUTING if matter.plan_on else RectificationState.PLAN_PENDING
        case _:
            return ReportState.OPEN


def _out(exit_: Exit) -> date:
    return exit_.decided_on or exit_.since


def _back(centre: Centre, matter: Matter, was: str, on: date) -> Centre:
    states = STATES.get(type(matter))
    return centre.with_matter(matter.at(states(was), on)) if states and _belongs(centre, matter) else centre


def _belongs(centre: Centre, matter: Matter) -> bool:
    match matter:
        case Evaluation():
            return centre.state is State.EVALUATING
        case Rectification(beside=False):
            return centre.state in RECTIFYING
        case _:
            return True


def _money_asked_for(centre: Centre, on: date) -> Centre:
    """What was suspended stays so until MOF decides again; MOST decides no money (SOD-10)."""
    for subsidy in centre.open_of(Subsidy):
        if subsidy.state is SubsidyState.SUSPENDED:
            why = "the centre is reinstated; MOF decides on what was suspended"
            centre = centre.owing(owed("subsidy_arrangement", subsidy.key, None, on, why=why))
    return centre


def _clocks(centre: Centre, exit_: Exit, on: date) -> Centre:
    stopped = [o for o in centre.obligations if o.status is Status.LAPSED and o.closed_on == _out(exit_)]
    return centre.owing(*(_pinned_anew(centre, o, on) for o in stopped if _goes_on(centre, o)))


def _goes_on(centre: Centre, o: Obligation) -> bool:
    matter = centre.matters.get(o.matter)
    held_by = o.matter == CENTRE or (matter is not None and matter.is_open and not isinstance(matter, Subsidy))
    here = ONLY_IN.get(o.key, centre.state) is centre.state
    over = o.term.lapses and (o.due is None or o.closed_on is None or o.due <= o.closed_on)
    return held_by and here and o.matter != KEY and o.key != "reconsideration_window" and not over


def _pinned_anew(centre: Centre, o: Obligation, on: date) -> Obligation:
    if o.key == "evaluation_prenotice":
        return _announced(centre, on)
    why = f"its day ({o.due}) had passed when the exit was decided" if o.due else o.why
    return owed(o.key, o.matter, remaining(centre, o, on, BACK), on, by=o.owed_by, why=why)


def _announced(centre: Centre, on: date) -> Obligation:
    usual = prenotice(centre, on)
    if usual.due is None or usual.due >= on:
        return usual
    why = f"its usual day ({usual.due}) lies before the reinstatement"
    return owed("evaluation_prenotice", CENTRE, None, on, why=why)


def _with_its_duties(centre: Centre, on: date) -> Centre:
    """What the state asks for and no clock brings: a notice, a plan, an inspection."""
    match centre.state:
        case State.OPERATING if centre.cycle and not centre.open_obligation(CENTRE, "evaluation_prenotice"):
            return centre.owing(_announced(centre, on))
        case State.RENEWAL_PENDING if not centre.open_obligation(CENTRE, "next_plan_due"):
            return centre.owing(next_plan(centre, on, BACK))
        case State.RECTIFICATION_INSPECTION:
            return _inspected(centre, on)
        case _:
            return centre


def _inspected(centre: Centre, on: date) -> Centre:
    matter = next(m for m in centre.open_of(Rectification) if not m.beside)
    if centre.open_obligation(matter.key, "inspection_sla"):
        return centre
    n = centre.terms.rectification.inspection_days
    return centre.owing(owed("inspection_sla", matter.key, after_days(centre.calendar, on, n, BACK), on))
