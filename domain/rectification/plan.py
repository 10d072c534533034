"""The plan of a rectification: the centre files it, the department reviews it, MOST records it (Art 30; R01)."""

from typing import Annotated

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.rectification.matter import Issue, Rectification, RectificationState
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF, COUNCIL, MINISTRY, SUPERVISION
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line, Text

KIND = "rectification"
RUNNING = (RectificationState.PLAN_PENDING, RectificationState.EXECUTING)


def away(centre: Centre, key: str, state: State) -> str | None:
    """Why an act of the rectification must wait; one beside a running cycle moves no state and needs none (G-10)."""
    if centre.find(Rectification, key).beside and centre.state is not State.EXIT_PROPOSED:
        return None
    return elsewhere(centre, state)


class Measure(Command):
    """One finding of the evaluation and what is done about it, by whom, until when."""

    finding: Line
    measure: Text
    owner: Line | None = None
    due: Day | None = None


class RectificationPlan(Command):
    """The plan: every finding mapped to a measure; the council resolves it (R01)."""

    issues: Annotated[tuple[Measure, ...], Field(max_length=100)] = ()
    council_resolution: Line | None = None


def _plan_faults(centre: Centre, act: Act[RectificationPlan]) -> list[str]:
    if act.role not in (*CENTRE_STAFF, *COUNCIL):
        return []
    faults = [] if act.content.issues else ["issues: map each finding of the evaluation to a measure"]
    end = centre.obligation(act.matter, "rectification_period")
    last = end.due if end else None
    return faults + [
        f"issues.{n}.due: lies after the last day of the rectification ({last})"
        for n, issue in enumerate(act.content.issues)
        if issue.due and last and issue.due > last
    ]


def _signed_in_turn(centre: Centre, act: Act[RectificationPlan]) -> Rectification:
    matter = centre.find(Rectification, act.matter)
    if act.role in SUPERVISION:
        return matter.model_copy(update={"plan_reviewed_on": act.on, "plan_reviewed_by": act.person})
    if act.role in MINISTRY:
        return matter.model_copy(update={"plan_filed_on": act.on})
    since = matter.since if matter.plan_on else act.on
    issues = tuple(Issue(**issue.model_dump()) for issue in act.content.issues)
    return matter.at(RectificationState.EXECUTING, since, plan_on=act.on, plan_by=act.person, issues=issues)


def _in_turn(centre: Centre, act: Act[RectificationPlan]) -> None:
    matter = centre.find(Rectification, act.matter)
    if act.role in SUPERVISION and matter.plan_on is None:
        raise Refused(
            Code.WRONG_STATE,
            "The centre has filed no rectification plan yet; it files first, then the department reviews.",
        )
    if act.role in MINISTRY and matter.plan_reviewed_on is None:
        raise Refused(
            Code.WRONG_STATE,
            "The supervising department has not reviewed the plan yet; it reviews first, then MOST files.",
        )


def _by_another(centre: Centre, act: Act[RectificationPlan]) -> None:
    matter = centre.find(Rectification, act.matter)
    before = {
        **dict.fromkeys(SUPERVISION, (matter.plan_by,)),
        **dict.fromkeys(MINISTRY, (matter.plan_by, matter.plan_reviewed_by)),
    }
    if act.person in before.get(act.role, ()):
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{act.person} has already filed or reviewed this plan; another person must act for {act.role} (SOD-1).",
        )


@rule(
    "R01",
    "file_rectification_plan",
    "File the rectification plan",
    "报送整改方案",
    "Art 30",
    on=KIND,
    at=RUNNING,
    by=(*CENTRE_STAFF, *COUNCIL, *SUPERVISION, *MINISTRY),
    side=Side.RECORD,
    content=RectificationPlan,
    faults=_plan_faults,
)
def file_rectification_plan(centre: Centre, act: Act[RectificationPlan]) -> Centre:
    """The centre files its plan and carries it out; the department's review and MOST's filing are recorded in turn."""
    _in_turn(centre, act)
    _by_another(centre, act)
    after = centre.with_matter(_signed_in_turn(centre, act))
    return after.met(act.matter, "rectification_plan_due", act.on)
