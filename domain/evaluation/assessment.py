"""An evaluation at work: its materials and the third party's assessment (Art 28; E08, E09)."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from domain.centre import Centre
from domain.content import Day, Pledged
from domain.days.periods import after_days, after_working_days
from domain.evaluation.dossier import figures, remarks, unexplained
from domain.evaluation.matter import KIND, Evaluation, EvaluationState
from domain.evaluation.weights import objective_share, weight_faults
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.practice import WHOLE
from domain.roles import CENTRE_STAFF, EVALUATORS, SUPERVISION, Role
from domain.rules import Act, Nothing, rule
from domain.states import Grade
from domain.texts import JsonValue, Line, Text

LEAD = (Role.EVALUATOR_LEAD,)


class Materials(Command):
    """The materials of the evaluation, prefilled from the filed reports (Art 28)."""

    summary: Text | None = None
    dataset: Annotated[dict[str, JsonValue], Field(max_length=300)] = Field(default_factory=dict)
    differences_explained: Text | None = None
    pledge: Pledged


def _differences(centre: Centre, act: Act[Materials]) -> list[str]:
    if act.content.differences_explained:
        return []
    return unexplained(centre, centre.find(Evaluation, act.matter), act.content.dataset)


def _takes_part(centre: Centre, matter: str, _today: date) -> str | None:
    confirmed = centre.find(Evaluation, matter).takes_part
    return None if confirmed else "the centre has not confirmed that it takes part; confirm_participation comes first"


@rule(
    "E08",
    "submit_materials",
    "Submit the materials",
    "提交评估材料",
    "Art 28",
    on=KIND,
    since=WHOLE,
    at=[EvaluationState.DEFERRED, EvaluationState.FINAL_NOTICE],
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=Materials,
    not_yet=_takes_part,
    stricter=_differences,
)
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
    stricter=_differences,
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
    evaluation = centre.find(Evaluation, act.matter)
    facts: dict[str, Any] = {"materials_on": act.on}
    if centre.whole:
        facts["figures"] = figures(centre, evaluation, act.content.dataset)
        facts["explained"] = act.content.differences_explained
    evaluation = evaluation.at(EvaluationState.MATERIALS_SUBMITTED, act.on, **facts)
    after = centre.met(act.matter, "materials_due", act.on).met(act.matter, "final_notice", act.on)
    return after.cancelled(act.matter, "absence", on=act.on).with_matter(evaluation).owing(review)


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
    weight: Annotated[float, Field(ge=0, le=100)] | None = None
    objective_weight: Annotated[float, Field(ge=0, le=100)] | None = None
    indicators: dict[str, JsonValue] = Field(default_factory=dict)


class SiteVisit(Command):
    """The visit on the spot: its days and who took part (C.5)."""

    from_: Annotated[Day, Field(alias="from")]
    to: Day
    participants: Annotated[tuple[Line, ...], Field(max_length=50)] = ()


class Assessment(Command):
    """The evaluator's report with its draft grade (Art 28)."""

    dimension_results: Annotated[tuple[Dimension, ...], Field(max_length=20)]
    site_visit: Line | SiteVisit
    weights_profile: Line | None = None
    draft_grade: Grade


def _five_dimensions(_centre: Centre, act: Act[Assessment]) -> list[str]:
    present = {d.dimension for d in act.content.dimension_results}
    return [f"dimension_results: {name} is missing (Art 28)" for name in DIMENSIONS if name not in present]


def _weighed(centre: Centre, act: Act[Assessment]) -> list[str]:
    return weight_faults(act.content.dimension_results, centre.terms.evaluation.objective_weight_min)


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
    stricter=_weighed,
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
    facts = {"draft_grade": act.content.draft_grade, "assessed_by": act.person, **_on_record(centre, act)}
    evaluation = centre.find(Evaluation, act.matter).at(EvaluationState.REPORTED, act.on, **facts)
    return centre.met(act.matter, "assessment", act.on).with_matter(evaluation).owing(deliberation)


def _on_record(centre: Centre, act: Act[Assessment]) -> dict[str, Any]:
    """The state of the reports at this day stays the dossier, whatever is filed later (G-12)."""
    if not centre.whole:
        return {}
    return {
        "dossier": remarks(centre, centre.find(Evaluation, act.matter)),
        "objective_share": objective_share(act.content.dimension_results),
        "weights_profile": act.content.weights_profile,
    }
