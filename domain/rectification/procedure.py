"""Rectification within a time limit and its inspection (Art 30; R02, R05 to R07, O06 to O08)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import after_days
from domain.evaluation.matter import Evaluation
from domain.evaluation.results import next_plan
from domain.exit.proposal import exit_proposed
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Hand, Side
from domain.obligations import Status, owed
from domain.operation.running import anchored
from domain.rectification.matter import Rectification, RectificationState
from domain.rectification.plan import KIND, RUNNING
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF, LEADERSHIP, MINISTRY, SUPERVISION, Role
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line, Text


class Check(Command):
    """What the department saw half way."""

    finding: Text | None = None


@rule(
    "R02",
    "midterm_check",
    "Check half way",
    "整改中期检查",
    "Art 30",
    on=KIND,
    at=RUNNING,
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Check,
)
def midterm_check(centre: Centre, act: Act[Check]) -> Centre:
    """The department reports to MOST; nothing follows in law."""
    return centre.met(act.matter, "rectification_midterm", act.on)


class Completion(Command):
    """The completion report, with the supervising department's opinion."""

    report: Text
    sd_opinion: Text | None = None


@rule(
    "R05",
    "submit_completion",
    "Submit the completion",
    "提交整改报告",
    "Art 30",
    on=KIND,
    at=RUNNING,
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=Completion,
)
def submit_completion(centre: Centre, act: Act[Completion]) -> Centre:
    """The rectification is reported complete; an early one may be inspected early (G-42)."""
    matter = centre.find(Rectification, act.matter).at(RectificationState.REPORT_SUBMITTED, act.on, completed_on=act.on)
    after = centre.met(act.matter, "rectification_period", act.on)
    after = after.cancelled(act.matter, "rectification_plan_due", "rectification_midterm", on=act.on)
    return inspection_due(after.with_matter(matter), act.matter, act.on)


def inspection_due(centre: Centre, matter: str, on: date) -> Centre:
    """MOST's time to inspect, counted from the last day of the rectification; unchanged when it runs already (R06)."""
    period = centre.obligation(matter, "rectification_period")
    if period is None or period.due is None or centre.open_obligation(matter, "inspection_sla"):
        return centre
    n = centre.terms.rectification.inspection_days
    deadline = after_days(centre.calendar, period.due, n, "the last day of the rectification")
    return centre.owing(owed("inspection_sla", matter, deadline, on))


class Inspection(Command):
    """The inspection team and its lead (SOD-7: not the lead of the evaluation)."""

    team: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
    lead: Line


def _another_lead(centre: Centre, act: Act[Inspection]) -> None:
    cycle_no = centre.find(Rectification, act.matter).cycle_no
    before = [m for m in centre.matters.values() if isinstance(m, Evaluation) and m.cycle_no == cycle_no]
    if {act.content.lead, *act.content.team} <= {person for m in before for person in m.team}:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            "Every inspector took part in the evaluation of this cycle; at least one must be new (SOD-7).",
        )
    if act.content.lead in {m.assessed_by for m in before}:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{act.content.lead} led the evaluation of this cycle and may not lead the inspection (SOD-7);"
            " name another lead.",
        )


def _inspectable(centre: Centre, matter: str, today: date) -> str | None:
    period = centre.obligation(matter, "rectification_period")
    done = centre.find(Rectification, matter).completed_on
    if done or period is None or period.due is None or today > period.due:
        return elsewhere(centre, State.RECTIFYING)
    return f"neither is a completion report in nor has the last day ({period.due}) passed"


def _under_inspection(centre: Centre, _matter: str, _today: date) -> str | None:
    return elsewhere(centre, State.RECTIFICATION_INSPECTION)


@rule(
    "O06, R06",
    "open_inspection",
    "Open the inspection",
    "开展整改检查",
    "Art 30",
    on=KIND,
    at=(*RUNNING, RectificationState.REPORT_SUBMITTED),
    by=MINISTRY,
    side=Side.PREPARE,
    content=Inspection,
    not_yet=_inspectable,
)
def open_inspection(centre: Centre, act: Act[Inspection]) -> Centre:
    """The inspection begins; a missing report is evidence, not yet a failure (R06)."""
    _another_lead(centre, act)
    matter = centre.find(Rectification, act.matter).at(
        RectificationState.INSPECTION, act.on, inspection_lead=act.content.lead
    )
    hands = (*matter.hands, Hand(person=act.content.lead, side=Side.INSPECT))
    after = inspection_due(centre, act.matter, act.on).with_matter(matter.model_copy(update={"hands": hands}))
    return after.moved(State.RECTIFICATION_INSPECTION, act.on)


class Finding(Command):
    """The outcome of the inspection; without the law's word in the middle: pass or fail."""

    outcome: Literal["pass", "fail"]
    report: Text | None = None
    on_site_from: Day | None = None
    on_site_to: Day | None = None
    hearing: Text | None = None


def _leadership_passes(_centre: Centre, act: Act[Finding]) -> None:
    if act.content.outcome == "pass" and act.role in MINISTRY:
        raise Refused(
            Code.WRONG_ROLE,
            "A passed inspection is signed by MOST leadership (O07); ask most_leadership to decide.",
        )


@rule(
    "O07, O08, R07",
    "record_inspection",
    "Record the inspection",
    "记录整改检查结果",
    "Art 30",
    on=KIND,
    at=[RectificationState.INSPECTION],
    by=(Role.INSPECTION_LEAD, *MINISTRY, *LEADERSHIP),
    side=Side.RECORD,
    content=Finding,
    not_yet=_under_inspection,
)
def record_inspection(centre: Centre, act: Act[Finding]) -> Centre:
    """The team reports; leadership's pass renews, a fail proposes the exit (Art 30)."""
    _leadership_passes(centre, act)
    matter = centre.find(Rectification, act.matter)
    if act.role is Role.INSPECTION_LEAD:
        return centre.with_matter(matter.model_copy(update={"inspected_on": act.on, "outcome": act.content.outcome}))
    return passed(centre, act) if act.content.outcome == "pass" else failed(centre, act)


def passed(centre: Centre, act: Act[Finding]) -> Centre:
    """The centre has rectified: a new plan, and a full cycle from the inspection decision (G-01)."""
    matter = centre.find(Rectification, act.matter).at(RectificationState.PASSED, act.on, outcome="pass")
    after = centre.met(act.matter, "inspection_sla", act.on).ended(act.matter, Status.CANCELLED, act.on)
    if centre.terms.anchors.post_rectification == "inspection_decision_date":
        after = anchored(after, act.on)
    after = after.with_matter(matter).moved(State.RENEWAL_PENDING, act.on)
    return after.owing(next_plan(after, act.on, "the passed inspection"))


def failed(centre: Centre, act: Act[Finding]) -> Centre:
    """The inspection is failed: the exit is proposed; the centre is in the sequence until it is confirmed."""
    matter = centre.find(Rectification, act.matter).at(RectificationState.FAILED, act.on, outcome="fail")
    after = centre.met(act.matter, "inspection_sla", act.on).ended(act.matter, Status.CANCELLED, act.on)
    return exit_proposed(after.with_matter(matter), "rectification_failed", act.on)
