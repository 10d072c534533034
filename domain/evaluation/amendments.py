"""Amending an issued result: another grade, or none; its consequences are run again (E17, G-10)."""

from datetime import date

from pydantic import model_validator

from domain.centre import CENTRE, Centre
from domain.content import Day, delivered_early
from domain.evaluation.matter import KIND, Evaluation, EvaluationState, IssuedResult
from domain.evaluation.results import Order, order_faults, rectification_opened, to_rectify, to_renew
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status, owed
from domain.operation.services import delivered, publication
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.practice import WHOLE
from domain.rectification.matter import Rectification, RectificationState
from domain.roles import LEADERSHIP
from domain.rules import Act, always, rule
from domain.states import Grade, State


class Amendment(Command):
    """The new grade, or that the result is annulled; a poor one orders rectification (E17)."""

    new_grade: Grade | None = None
    annul: bool = False
    delivered_on: Day | None = None
    rectification_order: Order = Order()
    open_rectification: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> "Amendment":
        if self.annul is (self.new_grade is not None):
            raise ValueError("new_grade: give a new grade, or annul the result; one of both")
        return self


def _amendable(centre: Centre, matter: str, _today: date) -> str | None:
    if centre.state is State.EXIT_PROPOSED:
        return "leadership first decides on the proposed exit"
    evaluation = centre.find(Evaluation, matter)
    later = [m for m in centre.matters.values() if isinstance(m, Evaluation) and _replaces(m, evaluation)]
    return f"{later[-1].key} has taken its place; its result stands or will stand" if later else None


def _replaces(later: Evaluation, earlier: Evaluation) -> bool:
    """Whether the later attempt at the same cycle is under way or has its result."""
    again = later.cycle_no == earlier.cycle_no and later.attempt > earlier.attempt
    return again and (later.is_open or later.state is EvaluationState.ISSUED)


def _faults(centre: Centre, act: Act[Amendment]) -> list[str]:
    evaluation, content = centre.find(Evaluation, act.matter), act.content
    faults = delivered_early(content.delivered_on, act.on)
    if content.new_grade is not None and content.new_grade is evaluation.grade:
        faults.append(f"new_grade: {content.new_grade} is the grade in force")
    if content.annul and evaluation.grade is None:
        faults.append("annul: no grade of this attempt is in force")
    if content.new_grade is not Grade.POOR or faults:
        return faults
    return order_faults(centre, content.rectification_order, content.delivered_on or act.on)


@rule(
    "E17",
    "amend_result",
    "Amend the result",
    "变更评估结果",
    "Art 29",
    on=KIND,
    at=[EvaluationState.ISSUED],
    since=WHOLE,
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Amendment,
    not_yet=_amendable,
    faults=_faults,
    document=always,
    reason=always,
)
def amend_result(centre: Centre, act: Act[Amendment]) -> Centre:
    """The history stays whole; the new result has the consequences it would have had."""
    evaluation, content, day = centre.find(Evaluation, act.matter), act.content, act.content.delivered_on or act.on
    new = IssuedResult(
        grade=content.new_grade, on=act.on, document_number=act.decision.document_number, reason=act.decision.reason
    )
    facts = {"grade": content.new_grade, "delivered_on": day, "results": (*_history(evaluation), new)}
    evaluation = evaluation.model_copy(update=facts)
    after = _graded(centre.with_matter(evaluation)).owing(publication(centre, act.matter, act.on))
    after = _rectification_ended(delivered(after, act.matter, act.on, day), evaluation, act.on)
    if centre.cycle is not None and centre.cycle.no > evaluation.cycle_no:
        return _beside_the_next_cycle(after, evaluation, act)
    return _run_again(after, evaluation, act)


def _history(evaluation: Evaluation) -> tuple[IssuedResult, ...]:
    if evaluation.results or evaluation.issued_on is None:
        return evaluation.results
    return (IssuedResult(grade=evaluation.grade, on=evaluation.issued_on),)


def _graded(centre: Centre) -> Centre:
    """The grade in force: of the latest issued result that still has one, else the one from before all of them."""
    issued = [m for m in centre.matters.values() if isinstance(m, Evaluation) and m.state is EvaluationState.ISSUED]
    before = next((m.previous_grade for m in issued), None)
    return centre.with_(grade=next((m.grade for m in reversed(issued) if m.grade), before))


def _rectification_ended(centre: Centre, evaluation: Evaluation, on: date) -> Centre:
    """A rectification that the former result had ordered comes to an end."""
    rectification = centre.matters.get(f"rectification/{evaluation.cycle_no}")
    if not isinstance(rectification, Rectification) or not rectification.is_open:
        return centre
    after = centre.ended(rectification.key, Status.CANCELLED, on)
    return after.with_matter(rectification.at(RectificationState.CLOSED, on))


def _run_again(centre: Centre, evaluation: Evaluation, act: Act[Amendment]) -> Centre:
    after, content = centre.cancelled(CENTRE, "next_plan_due", "result_followup", "new_attempt", on=act.on), act.content
    if content.new_grade is None:
        why = "the result was annulled: another attempt (open_evaluation), or a proposal to revoke (E17)"
        return _annulled(after, evaluation, act.on, why).moved(State.OPERATING, act.on)
    if content.new_grade is Grade.POOR:
        return to_rectify(after, evaluation, content.rectification_order, act.on, content.delivered_on or act.on)
    return to_renew(after, evaluation, content.new_grade, act.on)


def _annulled(centre: Centre, evaluation: Evaluation, on: date, why: str) -> Centre:
    """No grade of the attempt is in force: MOST must follow up, and what waits for MOF is suspended (Art 7)."""
    for subsidy in centre.open_of(Subsidy):
        if (subsidy.evaluation, subsidy.state) == (evaluation.key, SubsidyState.PROPOSED):
            centre = centre.cancelled(subsidy.key, "subsidy_arrangement", on=on)
            centre = centre.with_matter(subsidy.at(SubsidyState.SUSPENDED, on))
    return centre.owing(owed("result_followup", CENTRE, None, on, why=why))


def _beside_the_next_cycle(centre: Centre, evaluation: Evaluation, act: Act[Amendment]) -> Centre:
    """The cycle that runs goes on, conditional unless the grade is good; leadership may open a rectification (G-10)."""
    content, poor = act.content, act.content.new_grade is Grade.POOR
    after = centre.cancelled(CENTRE, "result_followup", on=act.on).with_(conditional=poor or content.annul)
    if content.annul:
        why = "the result of an earlier cycle was annulled: another grade (amend_result), or a proposal to revoke (E17)"
        return _annulled(after, evaluation, act.on, why)
    if not (poor and content.open_rectification):
        return after
    day = content.delivered_on or act.on
    opened = rectification_opened(after, evaluation, content.rectification_order, act.on, day)
    beside = opened.find(Rectification, f"rectification/{evaluation.cycle_no}").model_copy(update={"beside": True})
    return opened.with_matter(beside)
