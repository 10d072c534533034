"""Formation of a comprehensive centre, top-down, one case one discussion (Arts 12, 13; C01 to C07, C09)."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from domain.centre import Centre, Institute, Milestone
from domain.content import Conditions, Day, Plan, Reasons, unmet
from domain.fact import Command
from domain.matters import Side
from domain.roles import LEADERSHIP, MINISTRY, SUPERVISION
from domain.rules import Act, Nothing, always, rule
from domain.stages import conditions_due, only_by_route, pending, settled
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
    return centre.with_(region_strategy=strategy, lead_governments=governments).moved(State.TOP_DOWN_PLANNING, act.on)


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


def _with_milestones(centre: Centre, milestones: tuple[Milestone, ...]) -> Centre:
    return centre.with_(formation=centre.formation.model_copy(update={"milestones": milestones}))


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
    after = _with_milestones(centre, tuple(map(_milestone, act.content.milestones)))
    return after.moved(State.CASE_DESIGN, act.on)


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
    return _with_milestones(centre, (*_milestones(centre), _milestone(act.content)))


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
    done = {"done_on": act.on}
    changed = (m.model_copy(update=done) if m.title == act.content.title else m for m in _milestones(centre))
    return _with_milestones(centre, tuple(changed))


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
    return _with_milestones(centre, tuple(m for m in _milestones(centre) if m.title != act.content.title))


class NewInstitute(Command):
    """A specialised R&D institute (Art 13.5)."""

    name: Line
    place: Line | None = None


class CaseSubmission(Command):
    """The governments' letter, joint or one each, with the plan and the layout (Art 13)."""

    governments: tuple[Slug, ...] = ()
    plan: Plan
    hq: Line
    institutes: Annotated[tuple[NewInstitute, ...], Field(max_length=100)] = ()


def _submitting(centre: Centre, act: Act[CaseSubmission]) -> tuple[str, ...]:
    letter = act.content.governments or (act.decision.by.organisation,)
    return tuple(dict.fromkeys((*centre.formation.governments_submitted, *letter)))


def _governments_are_known(centre: Centre, act: Act[CaseSubmission]) -> list[str]:
    strangers = [g for g in _submitting(centre, act) if g not in centre.lead_governments]
    return [
        f"governments: {g} is not one of the lead governments {', '.join(centre.lead_governments)}" for g in strangers
    ]


@rule(
    "C04",
    "submit_case",
    "Submit the case",
    "报送建设方案",
    "Art 13",
    at=[State.CASE_DESIGN],
    by=SUPERVISION,
    side=Side.SUBMIT,
    content=CaseSubmission,
    faults=_governments_are_known,
)
def submit_case(centre: Centre, act: Act[CaseSubmission]) -> Centre:
    """When every lead government has submitted, the conditions are reviewed; a missing institute is only a warning."""
    sent = _submitting(centre, act)
    described = tuple(Institute(name=i.name, place=i.place) for i in act.content.institutes) or centre.institutes
    few = ("Art 13.5: fewer than two specialised institutes are described",) if len(described) < 2 else ()
    update: dict[str, Any] = {"governments_submitted": sent, "plan_ready": True, "warnings": few}
    after = centre.with_(formation=centre.formation.model_copy(update=update), institutes=described)
    return reviewed(after, act.on) if set(sent) >= set(centre.lead_governments) else after


def reviewed(centre: Centre, on: date) -> Centre:
    """The case lies with MOST for the review of its conditions."""
    return settled(centre, on).moved(State.CONDITIONS_REVIEW, on).owing(conditions_due(centre, on))


@rule(
    "C05",
    "return_case",
    "Return the case",
    "退回方案",
    "Art 13",
    at=[State.CONDITIONS_REVIEW],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Reasons,
)
def return_case(centre: Centre, act: Act[Reasons]) -> Centre:
    """The case goes back to its design."""
    return redesign(centre, act.on)


def redesign(centre: Centre, on: date) -> Centre:
    """The case is designed again; the governments will submit anew."""
    formation = centre.formation.model_copy(update={"governments_submitted": ()})
    return settled(centre, on).with_(formation=formation).moved(State.CASE_DESIGN, on)


class Confirmation(Command):
    """The five conditions of Art 13, each met or waived by leadership."""

    conditions: Conditions
    note: Text | None = None


def _conditions_hold(_centre: Centre, act: Act[Confirmation]) -> list[str]:
    return unmet(act.content.conditions, 13)


def _argued(centre: Centre, _matter: str, _today: date) -> str | None:
    waiting = centre.state is State.ARGUMENTATION and centre.formation.argumentation is None
    if centre.route is not Route.COMPREHENSIVE_TOP_DOWN:
        return "only a comprehensive case is confirmed under Art 13"
    return "the argumentation has no recorded conclusion yet" if waiting else None


@rule(
    "C07",
    "conditions_confirmed",
    "Confirm the conditions",
    "确认组建条件",
    "Art 13",
    at=[State.CONDITIONS_REVIEW, State.ARGUMENTATION],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Confirmation,
    not_yet=_argued,
    faults=_conditions_hold,
)
def conditions_confirmed(centre: Centre, act: Act[Confirmation]) -> Centre:
    """The conditions hold; the decision is MOST's."""
    return pending(centre.met("centre", "formal_check", act.on), act.on)


@rule(
    "C09",
    "end_planning",
    "End the layout",
    "终止布局",
    "Art 12",
    at=[State.TOP_DOWN_PLANNING, State.CASE_DESIGN],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Nothing,
    reason=always,
)
def end_planning(centre: Centre, act: Act[Nothing]) -> Centre:
    """The layout is given up."""
    return settled(centre, act.on).moved(State.PLANNING_ENDED, act.on)
