"""Changes that wait: for the result of an evaluation, or for the decision on an exit (B.13)."""

from datetime import date

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.changes.review import under_review
from domain.evaluation.matter import Evaluation
from domain.states import State

DIRECTION = ("rd_direction", "development_goals", "plan_targets")
REORGANISATION = ("merger", "split")
PLAN_TYPES = (*DIRECTION, *REORGANISATION)
RECTIFICATION = (State.RECTIFYING, State.RECTIFICATION_INSPECTION)


def waits_for(centre: Centre, change_type: str) -> str | None:
    """What a change of this type waits for now, in words; None when it may run (B.13)."""
    if centre.state is State.EXIT_PROPOSED:
        return "the decision on the proposed exit"
    if centre.state is State.EVALUATING and change_type in PLAN_TYPES and centre.open_of(Evaluation):
        return "the result of the evaluation"
    return None


def released(_before: Centre, after: Centre, on: date) -> Centre:
    """What has waited is reviewed from the day on which its hindrance is gone, with fresh clocks (B.13)."""
    for change in after.open_of(Change):
        if change.state is ChangeState.QUEUED and waits_for(after, change.type) is None:
            after = _taken_up(after, change, on)
    return after


def _taken_up(centre: Centre, change: Change, on: date) -> Centre:
    late = [] if centre.state not in RECTIFICATION else missing_in_rectification(change)
    taken = change.at(ChangeState.SD_REVIEW, on, waits_for=None, cautions=(*change.cautions, *late))
    return under_review(centre.with_matter(taken), taken, on)


def missing_in_rectification(change: Change) -> list[str]:
    """What a change of plan or of organisation must still show once the centre has to rectify (B.13)."""
    if change.type in DIRECTION and change.fits_rectification is None:
        return ["fits_rectification: say how the change fits the rectification plan (整改方案)"]
    if change.type in REORGANISATION and change.waiver_document is None:
        return ["waiver_document: while the centre rectifies, this needs a waiver of MOST leadership (文号)"]
    return []
