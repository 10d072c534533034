"""The case of a comprehensive centre: submission, review of its conditions, end (Art 13; C04, C05, C07, C09)."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Plan, Reasons, unmet
from domain.fact import Command
from domain.formation.comprehensive import case_submission
from domain.formation.milestones import clocked
from domain.formation.stages import conditions_due, pending, settled
from domain.matter import Side
from domain.particulars import Institute
from domain.roles import LEADERSHIP, MINISTRY, SUPERVISION
from domain.rules import Act, Nothing, always, rule
from domain.states import Route, State
from domain.texts import Line, Slug, Text


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
    strategic_areas: Annotated[tuple[Line, ...], Field(max_length=50)] = ()


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
    areas = act.content.strategic_areas or centre.formation.strategic_areas
    few = ("Art 13.5: fewer than two specialised institutes are described",) if len(described) < 2 else ()
    narrow = (f"Art 13.4: {len(areas)} strategic areas are named; several are meant",) if len(areas) < 2 else ()
    warnings = (*few, *(narrow if centre.whole else ()))
    update: dict[str, Any] = {"governments_submitted": sent, "plan_ready": True, "warnings": warnings}
    update["strategic_areas"] = areas
    after = centre.with_(formation=centre.formation.model_copy(update=update), institutes=described)
    complete = set(sent) >= set(centre.lead_governments)
    return reviewed(after.met(CENTRE, "case_submission", act.on), act.on) if complete else after


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
    after = settled(centre, on).with_(formation=formation).moved(State.CASE_DESIGN, on)
    return clocked(after.owing(case_submission(on)), on)


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
    formation = centre.formation.model_copy(update={"data_of": act.on})
    return pending(centre.met(CENTRE, "formal_check", act.on).with_(formation=formation), act.on)


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
