"""A recommendation before MOST: formal check, argumentation, deferral (Arts 15, 16.4; F09 to F13, F16, F19)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Plan, Reasons, unmet
from domain.days.periods import after_days
from domain.fact import Command
from domain.formation.stages import conditions_due, cultivating, pending, recommended, settled, supplement
from domain.matter import Side
from domain.obligations import owed
from domain.particulars import Panelist
from domain.roles import MINISTRY, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.states import Kind, State
from domain.texts import Line, Text

APPLYING = (
    State.RECOMMENDED,
    State.RECOMMENDATION_RETURNED,
    State.ARGUMENTATION,
    State.DECISION_PENDING,
    State.DECISION_DEFERRED,
)


@rule(
    "F09",
    "return_recommendation",
    "Return the recommendation",
    "退回推荐补正",
    "Art 15",
    at=[State.RECOMMENDED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Reasons,
)
def return_recommendation(centre: Centre, act: Act[Reasons]) -> Centre:
    """The recommendation goes back once, with every defect."""
    after = centre.met(CENTRE, "formal_check", act.on).moved(State.RECOMMENDATION_RETURNED, act.on)
    return after.owing(supplement(centre, act.on, Role.SD_REVIEWER))


class Resubmission(Command):
    """A corrected recommendation; the plan again when it has changed."""

    plan: Plan | None = None
    note: Text | None = None


@rule(
    "F10",
    "resubmit_recommendation",
    "Recommend again",
    "重新推荐",
    "Art 16.3",
    at=[State.RECOMMENDATION_RETURNED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Resubmission,
)
def resubmit_recommendation(centre: Centre, act: Act[Resubmission]) -> Centre:
    """The corrected recommendation lies with MOST."""
    return recommended(centre.met(CENTRE, "supplement", act.on), act.on)


@rule(
    "F11",
    "withdraw_recommendation",
    "Take the recommendation back",
    "撤回推荐",
    "Art 16.3",
    at=[State.RECOMMENDATION_RETURNED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
)
def withdraw_recommendation(centre: Centre, act: Act[Nothing]) -> Centre:
    """The candidate goes back into cultivation."""
    return cultivating(centre, act.on)


class Expert(Command):
    """A panel member with the declaration that there is no conflict of interest (SOD-4)."""

    person: Line
    organisation: Line
    conflict_declared_none: Literal[True]


class Argumentation(Command):
    """The formal check's outcome and the panel that will argue the case (Art 16.4)."""

    conditions: Conditions = ()
    panel: Annotated[tuple[Expert, ...], Field(max_length=100)]


def panel_faults(centre: Centre, panel: tuple[Expert, ...]) -> list[str]:
    """What is wrong with the panel: its size, its parity, a repeated or a partial member (SOD-4)."""
    least = centre.terms.formation.panel_min
    faults = [] if len(panel) >= least else [f"panel: {len(panel)} experts, and the policy asks for at least {least}"]
    faults += [] if len(panel) % 2 else [f"panel: {len(panel)} experts, and the number must be odd"]
    faults += [] if len({e.person for e in panel}) == len(panel) else ["panel: an expert is named twice"]
    return faults + [f"panel: {e.person} comes from a party to the case (SOD-4)" for e in panel if _partial(centre, e)]


def _partial(centre: Centre, expert: Expert) -> bool:
    lead = centre.lead_entity.name if centre.lead_entity else None
    return expert.organisation in (lead, *centre.supervising_departments)


def _argumentation_faults(centre: Centre, act: Act[Argumentation]) -> list[str]:
    conditions = unmet(act.content.conditions, 15) if centre.state is State.RECOMMENDED else []
    return conditions + panel_faults(centre, act.content.panel)


@rule(
    "F12, C06",
    "open_argumentation",
    "Open the argumentation",
    "组织专家咨询论证",
    "Art 16.4",
    at=[State.RECOMMENDED, State.CONDITIONS_REVIEW],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Argumentation,
    faults=_argumentation_faults,
)
def open_argumentation(centre: Centre, act: Act[Argumentation]) -> Centre:
    """The panel is called; its word is advice (Art 16.4)."""
    panel = tuple(Panelist(person=e.person, organisation=e.organisation) for e in act.content.panel)
    formation = centre.formation.model_copy(update={"panel": panel, "argumentation": None})
    n = centre.terms.formation.argumentation_days
    sla = owed(
        "argumentation_sla",
        CENTRE,
        after_days(centre.calendar, act.on, n, "the argumentation was opened"),
        act.on,
    )
    after = settled(centre.met(CENTRE, "formal_check", act.on), act.on).with_(formation=formation)
    return after.moved(State.ARGUMENTATION, act.on).owing(sla)


class Opinion(Command):
    """What one expert said, or why the expert said nothing."""

    person: Line
    opinion: Text | None = None
    absence: Line | None = None


class Conclusion(Command):
    """The panel's conclusion; the chair signs (Art 16.4)."""

    conclusion: Literal["recommend", "recommend_after_revision", "not_recommend"]
    opinions: Annotated[tuple[Opinion, ...], Field(max_length=100)]
    chair: Line


def _opinion_faults(centre: Centre, act: Act[Conclusion]) -> list[str]:
    heard = {o.person for o in act.content.opinions if o.opinion or o.absence}
    silent = [p.person for p in centre.formation.panel if p.person not in heard]
    faults = [f"opinions: {person} has neither an opinion nor a noted absence" for person in silent]
    members = {p.person for p in centre.formation.panel}
    return faults + ([] if act.content.chair in members else [f"chair: {act.content.chair} is no member of the panel"])


@rule(
    "F13",
    "record_argumentation",
    "Record the argumentation",
    "记录论证结论",
    "Art 16.4",
    at=[State.ARGUMENTATION],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Conclusion,
    faults=_opinion_faults,
)
def record_argumentation(centre: Centre, act: Act[Conclusion]) -> Centre:
    """The panel has spoken; the decision is MOST's."""
    formation = centre.formation.model_copy(update={"argumentation": act.content.conclusion})
    after = centre.met(CENTRE, "argumentation_sla", act.on).with_(formation=formation)
    if centre.kind is Kind.COMPREHENSIVE:
        return settled(after, act.on).owing(conditions_due(centre, act.on))
    return pending(after, act.on)


class Reopening(Command):
    """Why a deferred case is looked at again."""

    fresh_data: Text | None = None


@rule(
    "F16",
    "reopen_decision",
    "Reopen the decision",
    "重启审批",
    "Art 16.4",
    at=[State.DECISION_DEFERRED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Reopening,
)
def reopen_decision(centre: Centre, act: Act[Reopening]) -> Centre:
    """The deferred case waits for a decision again."""
    return pending(centre.met(CENTRE, "deferred_review", act.on), act.on)


def _only_a_field_centre(centre: Centre, _matter: str, _today: date) -> str | None:
    field = centre.kind is Kind.FIELD
    return None if field else "a top-down case is no application; MOST ends its planning (C09) or decides on it (C08)"


@rule(
    "F19",
    "withdraw_application",
    "Withdraw the application",
    "撤回申请",
    "Art 16.3",
    at=APPLYING,
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
    not_yet=_only_a_field_centre,
    reason=always,
)
def withdraw_application(centre: Centre, act: Act[Nothing]) -> Centre:
    """The application is taken back before the decision is signed."""
    return settled(centre, act.on).moved(State.CULTIVATION_ENDED, act.on)
