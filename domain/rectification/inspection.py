"""The inspection of a rectification: opened, refused, recorded (Art 30; O06 to O08, R07, R08, G-01, G-43)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import after_working_days
from domain.evaluation.matter import Evaluation
from domain.evaluation.results import next_plan
from domain.exit.proposal import exit_proposed
from domain.fact import Command
from domain.matter import Hand, Side
from domain.obligations import Status, owed
from domain.operation.running import anchored
from domain.practice import WHOLE
from domain.rectification.matter import Rectification, RectificationState
from domain.rectification.plan import KIND, RUNNING, away
from domain.rectification.procedure import inspection_due
from domain.refusals import Code, Refused
from domain.roles import LEADERSHIP, MINISTRY, Role
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line, Text


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
        return away(centre, matter, State.RECTIFYING)
    return f"neither is a completion report in nor has the last day ({period.due}) passed"


def _under_inspection(centre: Centre, matter: str, _today: date) -> str | None:
    return away(centre, matter, State.RECTIFICATION_INSPECTION)


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
    facts = {"inspection_lead": act.content.lead, "inspection_team": act.content.team}
    matter = centre.find(Rectification, act.matter).at(RectificationState.INSPECTION, act.on, **facts)
    hands = (*matter.hands, Hand(person=act.content.lead, side=Side.INSPECT))
    after = inspection_due(centre, act.matter, act.on).with_matter(matter.model_copy(update={"hands": hands}))
    return after if matter.beside else after.moved(State.RECTIFICATION_INSPECTION, act.on)


class InspectionRefusal(Command):
    """That the centre refuses the inspection, and what it says."""

    statement: Text | None = None
    evidence: Line | None = None


def _not_refused_yet(centre: Centre, matter: str, today: date) -> str | None:
    refused_on = centre.find(Rectification, matter).inspection_refused_on
    if refused_on:
        return f"the refusal of {refused_on} is on record already; the final notice runs"
    return _under_inspection(centre, matter, today)


@rule(
    "R08",
    "refuse_inspection",
    "Refuse the inspection",
    "拒绝整改检查",
    "Art 30",
    since=WHOLE,
    on=KIND,
    at=[RectificationState.INSPECTION],
    by=(Role.CENTRE_LEGAL_REPRESENTATIVE, Role.INSPECTION_LEAD, *MINISTRY),
    side=Side.RECORD,
    content=InspectionRefusal,
    not_yet=_not_refused_yet,
)
def refuse_inspection(centre: Centre, act: Act[InspectionRefusal]) -> Centre:
    """A refusal is no failure yet: the centre is called once more, with a last day (R08)."""
    matter = centre.find(Rectification, act.matter).model_copy(update={"inspection_refused_on": act.on})
    n = centre.terms.evaluation.final_notice_wd
    deadline = after_working_days(centre.calendar, act.on, n, "the refusal of the inspection")
    return centre.with_matter(matter).owing(owed("inspection_final_notice", act.matter, deadline, act.on))


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


def _called_once_more(centre: Centre, act: Act[Finding]) -> list[str]:
    content, matter = act.content, centre.find(Rectification, act.matter)
    turned = content.on_site_from and content.on_site_to and content.on_site_to < content.on_site_from
    faults = ["on_site_to: lies before on_site_from"] if turned else []
    if matter.inspection_refused_on is None or content.on_site_from or matter.on_site_from:
        return faults
    if content.outcome == "pass":
        return [*faults, "on_site_from: the centre has refused the inspection; name the days on site"]
    call = centre.obligation(act.matter, "inspection_final_notice")
    if call and call.due and act.on <= call.due:
        raise Refused(
            Code.WRONG_STATE,
            f"The centre has refused the inspection and its final notice runs to the end of {call.due};"
            " until then a refusal is no failure (R08).",
        )
    return faults


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
    stricter=_called_once_more,
)
def record_inspection(centre: Centre, act: Act[Finding]) -> Centre:
    """The team reports; leadership's pass renews, a fail proposes the exit (Art 30)."""
    _leadership_passes(centre, act)
    matter = centre.find(Rectification, act.matter)
    seen = act.content.model_dump(include={"outcome", "on_site_from", "on_site_to"}, exclude_none=True)
    known = {**seen, "document_number": act.decision.document_number}
    if act.role is Role.INSPECTION_LEAD:
        return centre.with_matter(matter.model_copy(update={**seen, "inspected_on": act.on}))
    told = centre.with_matter(matter.model_copy(update=known))
    return passed(told, act) if act.content.outcome == "pass" else failed(told, act)


def passed(centre: Centre, act: Act[Finding]) -> Centre:
    """The centre has rectified: a new plan, and a full cycle from the inspection decision (G-01).

    Beside a cycle that runs already, the condition on that cycle falls away and nothing else changes (G-10).
    """
    matter = centre.find(Rectification, act.matter).at(RectificationState.PASSED, act.on)
    after = centre.met(act.matter, "inspection_sla", act.on).ended(act.matter, Status.CANCELLED, act.on)
    if matter.beside:
        return after.with_matter(matter).with_(conditional=False)
    if centre.terms.anchors.post_rectification == "inspection_decision_date":
        after = anchored(after, act.on)
    after = after.with_matter(matter).moved(State.RENEWAL_PENDING, act.on)
    return after.owing(next_plan(after, act.on, "the passed inspection"))


def failed(centre: Centre, act: Act[Finding]) -> Centre:
    """The inspection is failed: the exit is proposed; the centre is in the sequence until it is confirmed."""
    matter = centre.find(Rectification, act.matter).at(RectificationState.FAILED, act.on)
    after = centre.met(act.matter, "inspection_sla", act.on).ended(act.matter, Status.CANCELLED, act.on)
    return exit_proposed(after.with_matter(matter), "rectification_failed", act.on, statement=act.content.hearing)
