"""What follows when a rectification is ordered: its last day on record, a second poor result seen (G-03)."""

from datetime import date

from domain.centre import Centre
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.obligations import owed
from domain.rectification.matter import Rectification
from domain.states import Grade


def ordered(before: Centre, after: Centre, on: date) -> Centre:
    """Every rectification that the act has ordered, with its last day and with the flag of a repeated poor result."""
    fresh = [m for key, m in after.matters.items() if isinstance(m, Rectification) and key not in before.matters]
    for matter in fresh:
        after = _on_record(before, after, matter, on)
    return after


def _on_record(before: Centre, after: Centre, matter: Rectification, on: date) -> Centre:
    period = after.open_obligation(matter.key, "rectification_period")
    repeated = grade_before(before, matter.cycle_no) is Grade.POOR
    facts = {"deadline": period.due if period else None, "repeat_poor": repeated}
    after = after.with_matter(after.find(Rectification, matter.key).model_copy(update=facts))
    if not repeated or after.terms.rectification.repeat_poor_action == "flag":
        return after
    why = "poor for the second cycle in a row; whether to propose the revocation is decided by a person (G-03)"
    return after.owing(owed("repeat_poor_review", matter.key, None, on, why=why))


def grade_before(centre: Centre, cycle_no: int) -> Grade | None:
    """The grade in force of the cycle before this one; of a legacy centre the grade it came with."""
    issued = [
        m
        for m in centre.matters.values()
        if isinstance(m, Evaluation) and m.state is EvaluationState.ISSUED and m.grade
    ]
    if not issued:
        return centre.grade
    return next((m.grade for m in reversed(issued) if m.cycle_no == cycle_no - 1), None)
