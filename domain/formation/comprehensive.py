"""A comprehensive centre, top-down: its layout and the milestones of its case (Art 12; C01 to C03)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Day
from domain.fact import Command
from domain.formation.milestones import with_milestones
from domain.formation.stages import only_by_route
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.particulars import Milestone
from domain.roles import MINISTRY, SUPERVISION
from domain.rules import Act, rule
from domain.states import Route, State
from domain.texts import Line, Slug, Text


class TopDown(Command):
    """The start of a top-down layout (Art 12); strategy and governments as launched when left out."""

    region_strategy: tuple[Line, ...] = ()
    lead_governments: tuple[Slug, ...] = ()


def _top_down_faults(centre: Centre, act: Act[TopDown]) -> list[str]:
    faults = (
        []
        if act.content.region_strategy or centre.region_strategy
        else ["region_strategy: name at least one (Art 3.1)"]
    )
    named = act.content.lead_governments or centre.lead_governments
    return faults + ([] if named else ["lead_governments: name at least one (Art 13.2)"])


@rule(
    "C01",
    "initiate_top_down",
    "Begin the top-down layout",
    "启动统筹布局",
    "Art 12",
    at=[State.PROSPECTIVE],
    by=MINISTRY,
    side=Side.PREPARE,
    content=TopDown,
    not_yet=only_by_route(Route.COMPREHENSIVE_TOP_DOWN),
    faults=_top_down_faults,
)
def initiate_top_down(centre: Centre, act: Act[TopDown]) -> Centre:
    """MOST begins; nobody applies."""
    strategy = act.content.region_strategy or centre.region_strategy
    governments = act.content.lead_governments or centre.lead_governments
    after = centre.met(CENTRE, "application", act.on).with_(region_strategy=strategy, lead_governments=governments)
    opening = owed("case_opening", CENTRE, None, act.on, why="MOST opens the case when the layout is agreed")
    return after.moved(State.TOP_DOWN_PLANNING, act.on).owing(opening)


class NewMilestone(Command):
    """A step of the case: what, whose, by when."""

    title: Line
    owner: Line | None = None
    due: Day | None = None


class Case(Command):
    """The case that is opened: its owner and its milestones, which are data."""

    case_owner: Line | None = None
    milestones: Annotated[tuple[NewMilestone, ...], Field(min_length=1, max_length=100)]


def _milestones(centre: Centre) -> tuple[Milestone, ...]:
    return centre.formation.milestones


def _milestone(new: NewMilestone) -> Milestone:
    return Milestone(title=new.title, owner=new.owner, due=new.due)


@rule(
    "C02",
    "open_case",
    "Open the case",
    "开展一事一议",
    "Art 12",
    at=[State.TOP_DOWN_PLANNING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Case,
)
def open_case(centre: Centre, act: Act[Case]) -> Centre:
    """The case has an owner and milestones."""
    after = centre.met(CENTRE, "case_opening", act.on).moved(State.CASE_DESIGN, act.on).owing(case_submission(act.on))
    formation = after.formation.model_copy(update={"case_owner": act.content.case_owner})
    return with_milestones(after.with_(formation=formation), tuple(map(_milestone, act.content.milestones)), act.on)


def case_submission(on: date) -> Obligation:
    """The lead governments are waited for; one case, one discussion, so no date is set."""
    return owed("case_submission", CENTRE, None, on, why="the lead governments submit when the milestones are reached")


@rule(
    "C03",
    "add_milestone",
    "Add a milestone",
    "增加事项",
    "Art 12",
    at=[State.CASE_DESIGN],
    by=(*MINISTRY, *SUPERVISION),
    side=Side.RECORD,
    content=NewMilestone,
)
def add_milestone(centre: Centre, act: Act[NewMilestone]) -> Centre:
    """The case has one milestone more."""
    return with_milestones(centre, (*_milestones(centre), _milestone(act.content)), act.on)


class NamedMilestone(Command):
    """Which milestone is meant."""

    title: Line
    evidence: Text | None = None


def _milestone_is_known(centre: Centre, act: Act[NamedMilestone]) -> list[str]:
    known = [m.title for m in _milestones(centre)]
    return [] if act.content.title in known else [f"title: the case has no such milestone; it has {', '.join(known)}"]


@rule(
    "C03",
    "complete_milestone",
    "Complete a milestone",
    "完成事项",
    "Art 12",
    at=[State.CASE_DESIGN],
    by=(*MINISTRY, *SUPERVISION),
    side=Side.RECORD,
    content=NamedMilestone,
    faults=_milestone_is_known,
)
def complete_milestone(centre: Centre, act: Act[NamedMilestone]) -> Centre:
    """The milestone is reached."""
    done = {"done_on": act.on, "evidence": act.content.evidence[:300] if act.content.evidence else None}
    changed = (m.model_copy(update=done) if m.title == act.content.title else m for m in _milestones(centre))
    return with_milestones(centre, tuple(changed), act.on)


@rule(
    "C03",
    "drop_milestone",
    "Drop a milestone",
    "取消事项",
    "Art 12",
    at=[State.CASE_DESIGN],
    by=(*MINISTRY, *SUPERVISION),
    side=Side.RECORD,
    content=NamedMilestone,
    faults=_milestone_is_known,
)
def drop_milestone(centre: Centre, act: Act[NamedMilestone]) -> Centre:
    """The milestone is no longer part of the case."""
    return with_milestones(centre, tuple(m for m in _milestones(centre) if m.title != act.content.title), act.on)
