"""The result of an evaluation and what follows: renewal, rectification, post-subsidy (Arts 7, 29, 30; E14)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Day, delivered_early
from domain.days.periods import Deadline, add_months, after_days, after_months, on_day
from domain.evaluation.matter import Evaluation, EvaluationState, IssuedResult
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Matter, Side
from domain.obligations import Obligation, Status, owed
from domain.operation.running import anchored
from domain.operation.services import delivered, publication
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.rectification.matter import Rectification, RectificationState
from domain.roles import LEADERSHIP, Role
from domain.rules import Act, rule
from domain.states import Grade, State
from domain.texts import Line, Text


class Order(Command):
    """The order to rectify: its last day or its length, and the findings (Art 30). The policy's length when silent."""

    deadline: Day | None = None
    months: Annotated[int, Field(ge=1, le=60)] | None = None
    issues: Annotated[tuple[Line, ...], Field(max_length=100)] = ()


class Result(Command):
    """The grade, one of three (Art 29); a poor one orders rectification."""

    grade: Grade
    grade_reason: Text | None = None
    delivered_on: Day | None = None
    rectification_order: Order = Order()
    rectification_deadline: Day | None = None

    @property
    def order(self) -> Order:
        """The order, with its last day wherever it was written."""
        last = self.rectification_deadline
        return self.rectification_order.model_copy(update={"deadline": last}) if last else self.rectification_order


def _notice_is_over(centre: Centre, matter: str, today: date) -> str | None:
    evaluation = centre.matters.get(matter)
    last = evaluation.publicity_to if isinstance(evaluation, Evaluation) else None
    running = f"the public notice runs to the end of {last}" if last and today <= last else None
    waiting = "an objection of the public notice is undecided" if _objected(evaluation) else None
    return elsewhere(centre, State.EVALUATING) or running or waiting


def _objected(evaluation: Matter | None) -> bool:
    return isinstance(evaluation, Evaluation) and any(o.outcome is None for o in evaluation.objections)


def _wants_reason(centre: Centre, act: Act[Result]) -> bool:
    draft = centre.find(Evaluation, act.matter).draft_grade
    return act.content.grade_reason is None and (act.content.grade is Grade.POOR or act.content.grade is not draft)


def _wants_document(_centre: Centre, _act: Act[Result]) -> bool:
    return True


def _result_faults(centre: Centre, act: Act[Result]) -> list[str]:
    early = delivered_early(act.content.delivered_on, act.on)
    if act.content.grade is not Grade.POOR or early:
        return early
    return order_faults(centre, act.content.order, act.content.delivered_on or act.on)


def order_faults(centre: Centre, order: Order, from_day: date) -> list[str]:
    """What is wrong with the last day ordered: it lies too early, or beyond the cap (O03)."""
    terms = centre.terms.rectification
    last = rectification_end(centre, order, from_day).raw_due
    earliest, cap = add_months(from_day, terms.min_months), add_months(from_day, terms.cap_months)
    if earliest <= last <= cap:
        return []
    return [f"rectification_order: the last day must lie between {earliest} and the cap {cap}, not on {last}"]


def rectification_end(centre: Centre, order: Order, from_day: date) -> Deadline:
    """The last day of the rectification: as ordered, else the policy's months after delivery, rolled (G-41)."""
    if order.deadline:
        return on_day(centre.calendar, order.deadline, "rectification ordered until")
    months = order.months or centre.terms.rectification.default_months
    return after_months(centre.calendar, from_day, months, "delivery")


@rule(
    "E14, O02, O03",
    "issue_result",
    "Issue the result",
    "发布评估结果",
    "Art 29",
    on="evaluation",
    at=[EvaluationState.PUBLICITY],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Result,
    not_yet=_notice_is_over,
    faults=_result_faults,
    document=_wants_document,
    reason=_wants_reason,
)
def issue_result(centre: Centre, act: Act[Result]) -> Centre:
    """The grade stands; excellent and good may go on, poor must rectify within a time limit (Art 30)."""
    day = act.content.delivered_on or act.on
    evaluation = centre.find(Evaluation, act.matter)
    facts = {"grade": act.content.grade, "issued_on": act.on, "delivered_on": day, "results": (_issued(act),)}
    evaluation = evaluation.at(EvaluationState.ISSUED, act.on, previous_grade=centre.grade, **facts)
    after = centre.met(act.matter, "evaluation_target", act.on).met(act.matter, "result", act.on)
    after = after.ended(act.matter, Status.CANCELLED, act.on).with_matter(evaluation).with_(grade=act.content.grade)
    after = delivered(after.owing(publication(centre, act.matter, act.on)), act.matter, act.on, day)
    if act.content.grade is Grade.POOR:
        return to_rectify(after, evaluation, act.content.order, act.on, day)
    return to_renew(after, evaluation, act.content.grade, act.on)


def _issued(act: Act[Result]) -> IssuedResult:
    why = act.content.grade_reason or act.decision.reason
    return IssuedResult(grade=act.content.grade, on=act.on, document_number=act.decision.document_number, reason=why)


def to_renew(centre: Centre, evaluation: Evaluation, grade: Grade, on: date) -> Centre:
    """Excellent or good: the centre may go on, once its next plan is filed (Art 30, O02)."""
    by_result = centre.terms.anchors.next_cycle == "result_date"
    after = anchored(centre, on) if by_result else centre
    after = after.moved(State.RENEWAL_PENDING, on).owing(next_plan(centre, on, "the result"))
    return proposed_to_mof(after, evaluation.key, grade, on)


def next_plan(centre: Centre, on: date, what: str) -> Obligation:
    """The council's time to bring the plan of the next cycle; escalates, never ends a centre (G-05)."""
    n = centre.terms.renewal.plan_days
    return owed("next_plan_due", CENTRE, after_days(centre.calendar, on, n, what), on)


def proposed_to_mof(centre: Centre, evaluation: str, grade: Grade, on: date) -> Centre:
    """MOF is asked to arrange the post-subsidy in light of the result (Art 7); it alone decides money (SOD-10).

    A proposal on the same result that still waits for MOF is told the amended grade (E17).
    """
    waiting = [m for m in centre.open_of(Subsidy) if (m.evaluation, m.state) == (evaluation, SubsidyState.PROPOSED)]
    if waiting:
        return centre.with_matter(waiting[0].model_copy(update={"grade_at_proposal": grade}))
    key = f"subsidy/{1 + sum(1 for m in centre.matters if m.startswith('subsidy/'))}"
    subsidy = Subsidy(key=key, state=SubsidyState.PROPOSED, since=on, evaluation=evaluation, grade_at_proposal=grade)
    return centre.with_matter(subsidy).owing(owed("subsidy_arrangement", key, None, on))


def to_rectify(centre: Centre, evaluation: Evaluation, order: Order, on: date, from_day: date) -> Centre:
    """Poor: the centre rectifies until the day ordered; MOF learns of the result all the same (Arts 7, 30, O03)."""
    after = rectification_opened(centre, evaluation, order, on, from_day).moved(State.RECTIFYING, on)
    return proposed_to_mof(after, evaluation.key, Grade.POOR, on) if centre.whole else after


def rectification_opened(centre: Centre, evaluation: Evaluation, order: Order, on: date, from_day: date) -> Centre:
    """The rectification with its clocks; the main life does not move by it."""
    key = f"rectification/{evaluation.cycle_no}"
    former = centre.matters.get(key)
    rectification = Rectification(
        key=key,
        state=RectificationState.PLAN_PENDING,
        since=on,
        cycle_no=evaluation.cycle_no,
        delivered_on=from_day,
        cap_date=add_months(from_day, centre.terms.rectification.cap_months),
        deadline=rectification_end(centre, order, from_day).due if centre.whole else None,
        repeat_poor=isinstance(former, Rectification) and former.repeat_poor,
    )
    return centre.with_matter(rectification).owing(*_clocks(centre, rectification, order, on))


def _clocks(centre: Centre, rectification: Rectification, order: Order, on: date) -> tuple[Obligation, ...]:
    from_day = rectification.delivered_on
    end = rectification_end(centre, order, from_day)
    plan = after_days(centre.calendar, from_day, centre.terms.rectification.plan_days, "delivery")
    return (
        owed("rectification_period", rectification.key, end, on),
        owed("rectification_plan_due", rectification.key, plan, on),
        owed(
            "rectification_midterm",
            rectification.key,
            half_way(from_day, end.raw_due),
            on,
            by=Role.SD_REVIEWER,
        ),
    )


def half_way(first: date, last: date) -> Deadline:
    """Half the time, in whole months where the span has an even number of them; a mere mark, so it never rolls."""
    months = (last.year - first.year) * 12 + last.month - first.month
    whole = months % 2 == 0 and add_months(first, months) == last
    day = add_months(first, months // 2) if whole else first + (last - first) / 2
    return Deadline(raw_due=day, due=day, why=f"half way between delivery on {first} and the last day {last}")
