"""An evaluation at work: materials, assessment, deliberation, public notice (Arts 28, 29; E08, E09, E13)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import Deadline, after_days, after_working_days, publicity
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.evaluation.notice import KIND
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.roles import CENTRE_STAFF, EVALUATORS, MINISTRY, SUPERVISION, Role
from domain.rules import Act, Nothing, rule
from domain.states import Grade
from domain.texts import JsonValue, Line, Text

LEAD = (Role.EVALUATOR_LEAD,)


class Materials(Command):
    """The materials of the evaluation, prefilled from the filed reports (Art 28)."""

    summary: Text | None = None
    dataset: Annotated[dict[str, JsonValue], Field(max_length=300)] = Field(default_factory=dict)
    differences_explained: Text | None = None
    pledge: Literal[True]


@rule(
    "E08",
    "submit_materials",
    "Submit the materials",
    "提交评估材料",
    "Art 28",
    on=KIND,
    at=[EvaluationState.PARTICIPATION_CONFIRMED],
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=Materials,
)
def submit_materials(centre: Centre, act: Act[Materials]) -> Centre:
    """The materials are with the supervising department."""
    n = centre.terms.evaluation.materials_review_wd
    review = owed(
        "materials_review",
        act.matter,
        after_working_days(centre.calendar, act.on, n, "the materials came in"),
        act.on,
    )
    evaluation = centre.find(Evaluation, act.matter).at(
        EvaluationState.MATERIALS_SUBMITTED, act.on, materials_on=act.on
    )
    return centre.met(act.matter, "materials_due", act.on).with_matter(evaluation).owing(review)


@rule(
    "E08",
    "review_materials",
    "Review the materials",
    "审核评估材料",
    "Art 8.5",
    on=KIND,
    at=[EvaluationState.MATERIALS_SUBMITTED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
)
def review_materials(centre: Centre, act: Act[Nothing]) -> Centre:
    """The reviewed materials go to the evaluator, whose time starts."""
    n = centre.terms.evaluation.assessment_days
    assessment = owed(
        "assessment",
        act.matter,
        after_days(centre.calendar, act.on, n, "the review of the materials"),
        act.on,
    )
    evaluation = centre.find(Evaluation, act.matter).at(EvaluationState.MATERIALS_REVIEWED, act.on)
    return centre.met(act.matter, "materials_review", act.on).with_matter(evaluation).owing(assessment)


@rule(
    "E09",
    "start_assessment",
    "Start the assessment",
    "启动第三方评估",
    "Art 27",
    on=KIND,
    at=[EvaluationState.MATERIALS_REVIEWED],
    by=EVALUATORS,
    side=Side.ASSESS,
    content=Nothing,
)
def start_assessment(centre: Centre, act: Act[Nothing]) -> Centre:
    """The third party is at work."""
    return centre.with_matter(centre.find(Evaluation, act.matter).at(EvaluationState.ASSESSING, act.on))


DIMENSIONS = ("national_tasks", "key_technology", "industry_progress", "services", "incubation")


class Dimension(Command):
    """What the evaluator found in one of the dimensions of Art 28."""

    dimension: Line
    text: Text
    score: Annotated[float, Field(ge=0, le=100)] | None = None
    indicators: dict[str, JsonValue] = Field(default_factory=dict)


class Assessment(Command):
    """The evaluator's report with its draft grade (Art 28)."""

    dimension_results: Annotated[tuple[Dimension, ...], Field(max_length=20)]
    site_visit: Line
    draft_grade: Grade


def _five_dimensions(_centre: Centre, act: Act[Assessment]) -> list[str]:
    present = {d.dimension for d in act.content.dimension_results}
    return [f"dimension_results: {name} is missing (Art 28)" for name in DIMENSIONS if name not in present]


@rule(
    "E09",
    "submit_assessment",
    "Submit the assessment",
    "提交评估报告",
    "Art 28",
    on=KIND,
    at=[EvaluationState.ASSESSING],
    by=LEAD,
    side=Side.ASSESS,
    content=Assessment,
    faults=_five_dimensions,
)
def submit_assessment(centre: Centre, act: Act[Assessment]) -> Centre:
    """The evaluator has reported; the draft binds nobody (SOD-6)."""
    n = centre.terms.evaluation.deliberation_wd
    deliberation = owed(
        "deliberation",
        act.matter,
        after_working_days(centre.calendar, act.on, n, "the evaluator's report"),
        act.on,
    )
    evaluation = centre.find(Evaluation, act.matter)
    evaluation = evaluation.at(
        EvaluationState.REPORTED, act.on, draft_grade=act.content.draft_grade, assessed_by=act.person
    )
    return centre.met(act.matter, "assessment", act.on).with_matter(evaluation).owing(deliberation)


@rule(
    "E13",
    "deliberate",
    "Begin the deliberation",
    "评估结果审议",
    "Art 29",
    on=KIND,
    at=[EvaluationState.REPORTED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Nothing,
)
def deliberate(centre: Centre, act: Act[Nothing]) -> Centre:
    """MOST deliberates on the report."""
    return centre.with_matter(centre.find(Evaluation, act.matter).at(EvaluationState.DELIBERATING, act.on))


class PublicNotice(Command):
    """The public notice; dates written in the notice prevail over the policy (F.2)."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


def _notice_runs_forward(_centre: Centre, act: Act[PublicNotice]) -> list[str]:
    first, last = act.content.from_ or act.on, act.content.to
    return [f"to: lies before the first day of the notice ({first})"] if last and last < first else []


@rule(
    "E13",
    "open_publicity",
    "Open the public notice",
    "公示",
    "Art 29",
    on=KIND,
    at=[EvaluationState.DELIBERATING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=PublicNotice,
    faults=_notice_runs_forward,
)
def open_publicity(centre: Centre, act: Act[PublicNotice]) -> Centre:
    """The result is on public notice; its first day counts."""
    first = act.content.from_ or act.on
    span = _span(centre, first, act.content.to)
    evaluation = centre.find(Evaluation, act.matter)
    evaluation = evaluation.at(EvaluationState.PUBLICITY, act.on, publicity_from=first, publicity_to=span.due)
    after = centre.met(act.matter, "deliberation", act.on).with_matter(evaluation)
    return after.owing(owed("publicity", act.matter, span, act.on))


def _span(centre: Centre, first: date, last: date | None) -> Deadline:
    if last is not None:
        return Deadline(raw_due=last, due=last, why=f"public notice from {first} to {last}, as the notice says")
    terms, calendar = centre.terms.evaluation, centre.calendar
    if terms.publicity_counts_first_day:
        return publicity(calendar, first, terms.publicity_wd, "public notice")
    return after_working_days(calendar, first, terms.publicity_wd, "the public notice opened")


def publicity_over(centre: Centre, matter: str, on: date) -> Centre:
    """The public notice has ended: leadership is asked for the result (E14)."""
    return centre.owing(owed("result", matter, None, on, why="the public notice has ended"))
