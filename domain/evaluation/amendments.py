"""Amending an issued result: another grade, or none; its consequences are run again (E17, G-10)."""

from datetime import date
from typing import Any

from pydantic import model_validator

from domain.centre import CENTRE, Centre
from domain.content import Day, delivered_early
from domain.evaluation.matter import KIND, Evaluation, EvaluationState, IssuedResult
from domain.evaluation.results import Order, order_faults, rectification_opened, to_rectify, to_renew
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status, owed
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


def _amendable(centre: Centre, _matter: str, _today: date) -> str | None:
    if centre.state is State.EXIT_PROPOSED:
        return "leadership first decides on the proposed exit"
    if centre.state is State.EVALUATING:
        return "another attempt is under way; its result will stand"
    return None


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
    evaluation, grade = centre.find(Evaluation, act.matter), act.content.new_grade
    decision = act.decision
    new = IssuedResult(grade=grade, on=act.on, document_number=decision.document_number, reason=decision.reason)
    evaluation = evaluation.model_copy(update={"grade": grade, "results": (*_history(evaluation), new)})
    after = _graded(centre.with_matter(evaluation))
    if centre.cycle is not None and centre.cycle.no > evaluation.cycle_no:
        return _beside_the_next_cycle(after, evaluation, act)
    return _run_again(after, evaluation, act)


def _history(evaluation: Evaluation) -> tuple[IssuedResult, ...]:
    if evaluation.results or evaluation.issued_on is None:
        return evaluation.results
    return (IssuedResult(grade=evaluation.grade, on=evaluation.issued_on),)


def _graded(centre: Centre) -> Centre:
    """The grade in force: that of the latest issued result that still has one."""
    issued = [m for m in centre.matters.values() if isinstance(m, Evaluation) and m.state is EvaluationState.ISSUED]
    return centre.with_(grade=next((m.grade for m in reversed(issued) if m.grade), None))


def _run_again(centre: Centre, evaluation: Evaluation, act: Act[Amendment]) -> Centre:
    after = _undone(centre, evaluation, act.on)
    if act.content.annul:
        why = "the result was annulled: another attempt, or a proposal to revoke (E17)"
        return after.moved(State.OPERATING, act.on).owing(owed("result_followup", CENTRE, None, act.on, why=why))
    if act.content.new_grade is Grade.POOR:
        from_day = act.content.delivered_on or act.on
        return to_rectify(after, evaluation, act.content.rectification_order, act.on, from_day)
    return to_renew(after, evaluation, act.content.new_grade or Grade.GOOD, act.on)


def _undone(centre: Centre, evaluation: Evaluation, on: date) -> Centre:
    """What the former result had set in motion comes to an end."""
    after = centre.cancelled(CENTRE, "next_plan_due", "result_followup", on=on)
    rectification = after.matters.get(f"rectification/{evaluation.cycle_no}")
    if not isinstance(rectification, Rectification) or not rectification.is_open:
        return after
    after = after.ended(rectification.key, Status.CANCELLED, on)
    return after.with_matter(rectification.at(RectificationState.CLOSED, on))


def _beside_the_next_cycle(centre: Centre, evaluation: Evaluation, act: Act[Amendment]) -> Centre:
    """The cycle that runs goes on under a condition; a rectification opens beside it if leadership says so (G-10)."""
    content: Amendment = act.content
    facts: dict[str, Any] = {"conditional": content.annul or content.new_grade is Grade.POOR}
    after = _undone(centre, evaluation, act.on).with_(**facts)
    if content.new_grade is not Grade.POOR or not content.open_rectification:
        return after
    from_day = content.delivered_on or act.on
    opened = rectification_opened(after, evaluation, content.rectification_order, act.on, from_day)
    beside = opened.find(Rectification, f"rectification/{evaluation.cycle_no}").model_copy(update={"beside": True})
    return opened.with_matter(beside)
