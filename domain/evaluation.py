"""The performance evaluation of a cycle, up to the public notice (Arts 27 to 29; E01, E02, E05 to E09, E13)."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Day
from domain.fact import Command
from domain.matters import Evaluation, Side
from domain.obligations import Obligation, owed
from domain.periods import Deadline, add_months, after_days, after_working_days, publicity
from domain.roles import CENTRE_STAFF, EVALUATORS, MINISTRY, SUPERVISION, Role
from domain.rules import Act, Nothing, rule
from domain.states import EvaluationState, Grade, State
from domain.texts import JsonValue, Line, Text

KIND = "evaluation"
LEGAL = (Role.CENTRE_LEGAL_REPRESENTATIVE,)
LEAD = (Role.EVALUATOR_LEAD,)


def next_key(centre: Centre) -> str:
    """The key of the evaluation that would be opened now: cycle and attempt."""
    cycle = centre.cycle.no if centre.cycle else 1
    attempts = sum(1 for m in centre.matters.values() if isinstance(m, Evaluation) and m.cycle_no == cycle)
    return f"{KIND}/{cycle}-{attempts + 1}"


class Evaluator(Command):
    """The third party and its mandate; every member declares that there is no conflict (Art 27, SOD-3)."""

    organisation: Line
    mandate_no: Line
    team: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
    conflict_declared_none: Literal[True]


class Notice(Command):
    """The notice of the evaluation (Art 27). `round` when MOST evaluates in a batch (G-07)."""

    evaluator: Evaluator
    delivered_on: Day | None = None
    round: Line | None = None


def _window_is_open(centre: Centre, _matter: str, today: date) -> str | None:
    if centre.cycle is None:
        return "the cycle of this centre is not known yet"
    first = add_months(centre.cycle.end, -centre.terms.evaluation.round_window_months)
    return (
        None
        if today >= first
        else f"the evaluation of a cycle that ends on {centre.cycle.end} opens on {first} at the earliest"
    )


def _notice_faults(centre: Centre, act: Act[Notice]) -> list[str]:
    content, faults = act.content, []
    if content.evaluator.organisation == centre.delegated_agency:
        faults.append("evaluator.organisation: the centre's delegated agency may not evaluate it (SOD-3)")
    end = centre.cycle.end if centre.cycle else act.on
    first = end - timedelta(days=centre.terms.evaluation.prenotice_days)
    if act.on < first and content.round is None:
        faults.append(f"round: before {first} only a MOST round may open the evaluation; name it (G-07)")
    return faults


@rule(
    "O01, E01",
    "open_evaluation",
    "Give notice of the evaluation",
    "发出绩效评估通知",
    "Art 27",
    on=KIND,
    opens=True,
    at=[State.OPERATING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Notice,
    not_yet=_window_is_open,
    faults=_notice_faults,
)
def open_evaluation(centre: Centre, act: Act[Notice]) -> Centre:
    """The centre is called to its evaluation; the data window is the cycle."""
    cycle = centre.cycle
    if cycle is None:
        raise ValueError("an evaluation needs a cycle")
    evaluation = Evaluation(
        key=act.matter,
        state=EvaluationState.NOTIFIED,
        since=act.on,
        cycle_no=cycle.no,
        attempt=int(act.matter.rpartition("-")[2]),
        window_from=cycle.start,
        window_to=cycle.end,
        centre_name=centre.name_zh,
        notice=act.decision.document_number,
        evaluator=act.content.evaluator.organisation,
        mandate_no=act.content.evaluator.mandate_no,
        notice_delivered_on=act.content.delivered_on or act.on,
    )
    after = centre.met(CENTRE, "evaluation_prenotice", act.on).with_matter(evaluation)
    return after.moved(State.EVALUATING, act.on).owing(*_first_clocks(centre, evaluation, act.on))


def _first_clocks(centre: Centre, evaluation: Evaluation, on: date) -> tuple[Obligation, ...]:
    terms, calendar, end = centre.terms.evaluation, centre.calendar, evaluation.window_to
    delivered = evaluation.notice_delivered_on or on
    clocks = {
        "participation_confirm": after_working_days(calendar, delivered, terms.confirm_wd, "delivery of the notice"),
        "materials_due": after_days(calendar, end, terms.materials_days_after_cycle_end, "the end of the cycle"),
        "evaluation_target": after_days(calendar, end, terms.target_days, "the end of the cycle"),
    }
    return tuple(owed(key, evaluation.key, deadline, on) for key, deadline in clocks.items())


UNCONFIRMED = (EvaluationState.NOTIFIED, EvaluationState.NO_RESPONSE, EvaluationState.FINAL_NOTICE)


@rule(
    "E02, E06",
    "confirm_participation",
    "Confirm taking part",
    "确认参加评估",
    "Art 10.4",
    on=KIND,
    at=UNCONFIRMED,
    by=LEGAL,
    side=Side.SUBMIT,
    content=Nothing,
)
def confirm_participation(centre: Centre, act: Act[Nothing]) -> Centre:
    """The centre takes part; even after the final notice this is accepted (E06)."""
    evaluation = centre.find(Evaluation, act.matter).at(
        EvaluationState.PARTICIPATION_CONFIRMED, act.on, confirmed_on=act.on
    )
    after = centre.met(act.matter, "participation_confirm", act.on).met(act.matter, "final_notice", act.on)
    return after.cancelled(act.matter, "no_response", "absence", on=act.on).with_matter(evaluation)


def unanswered(centre: Centre, matter: str, on: date) -> Centre:
    """Nobody has confirmed in time: MOST is asked to send the final notice (E05). No status changes."""
    evaluation = centre.find(Evaluation, matter)
    if evaluation.state is not EvaluationState.NOTIFIED:
        return centre
    why = "the centre has not answered the notice in time"
    after = centre.with_matter(evaluation.at(EvaluationState.NO_RESPONSE, on))
    return after.owing(owed("no_response", matter, None, on, why=why))


@rule(
    "E05",
    "send_final_notice",
    "Send the final notice",
    "催告",
    "Art 30",
    on=KIND,
    at=[EvaluationState.NO_RESPONSE],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Nothing,
)
def send_final_notice(centre: Centre, act: Act[Nothing]) -> Centre:
    """The last call before a finding of non-participation, with a date."""
    n = centre.terms.evaluation.final_notice_wd
    call = owed("final_notice", act.matter, after_working_days(centre.calendar, act.on, n, "the final notice"), act.on)
    evaluation = centre.find(Evaluation, act.matter).at(EvaluationState.FINAL_NOTICE, act.on)
    after = centre.met(act.matter, "no_response", act.on).with_matter(evaluation)
    return after.cancelled(act.matter, "participation_confirm", on=act.on).owing(call)


def last_call_expired(centre: Centre, matter: str, on: date) -> Centre:
    """The final notice has expired: a person must say whether the absence is justified (E07, G-39)."""
    why = "the final notice has expired; whether the absence is justified is decided by a person"
    return centre.owing(owed("absence", matter, None, on, why=why))


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
