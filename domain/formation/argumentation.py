"""Experts argue a case; their word is advice (Art 16.4; F12, F13, C06, SOD-4)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Day, unmet
from domain.days.periods import after_days
from domain.fact import Command
from domain.formation.records import ArgumentationRecord
from domain.formation.stages import conditions_due, pending, settled
from domain.matter import Side
from domain.obligations import owed
from domain.operation.governance_matter import KEY as GOVERNANCE
from domain.operation.governance_matter import Governance
from domain.particulars import Panelist
from domain.practice import FIRST, WHOLE
from domain.roles import MINISTRY
from domain.rules import Act, rule
from domain.states import Kind, State
from domain.texts import Line, Text


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


def tied(centre: Centre, act: Act[Argumentation]) -> list[str]:
    """The experts who belong to the case in another way: member, council, committee, department, a hand (SOD-4)."""
    known = centre.matters.get(GOVERNANCE)
    bodies = (known.council, known.expert_committee) if isinstance(known, Governance) else ()
    seats = [seat for body in bodies if body for seat in body.members]
    chairs = {body.chair for body in bodies if body}
    people = {seat.person for seat in seats} | chairs | set(centre.parties)
    members = {seat.organisation for seat in seats if seat.capacity == "member_entity"}
    places = {*members, centre.recommending_department, *centre.lead_governments}
    return [
        f"panel: {e.person} belongs to the case and may not argue it (SOD-4)"
        for e in act.content.panel
        if e.person in people or e.organisation in places
    ]


def _argumentation_faults(centre: Centre, act: Act[Argumentation]) -> list[str]:
    conditions = unmet(act.content.conditions, 15) if centre.state is State.RECOMMENDED else []
    return conditions + panel_faults(centre, act.content.panel)


def _at_once_or_reopened(centre: Centre, _matter: str, _today: date) -> str | None:
    argued = centre.state is State.DECISION_PENDING and not centre.formation.reopened
    return "the case has been argued; only one reopened after a deferral is argued again (F16)" if argued else None


def _open_argumentation(centre: Centre, act: Act[Argumentation]) -> Centre:
    """The panel is called; its word is advice (Art 16.4)."""
    panel = tuple(Panelist(person=e.person, organisation=e.organisation) for e in act.content.panel)
    fresh = {"panel": panel, "argumentation": None, "argued": None, "rounds": 0, "reopened": False}
    formation = centre.formation.model_copy(update=fresh)
    n = centre.terms.formation.argumentation_days
    sla = owed(
        "argumentation_sla",
        CENTRE,
        after_days(centre.calendar, act.on, n, "the argumentation was opened"),
        act.on,
    )
    after = settled(centre.met(CENTRE, "formal_check", act.on), act.on).with_(formation=formation)
    return after.moved(State.ARGUMENTATION, act.on).owing(sla)


for _at, _since in (((State.RECOMMENDED, State.CONDITIONS_REVIEW), FIRST), ((State.DECISION_PENDING,), WHOLE)):
    rule(
        "F12, C06",
        "open_argumentation",
        "Open the argumentation",
        "组织专家咨询论证",
        "Art 16.4",
        since=_since,
        at=_at,
        by=MINISTRY,
        side=Side.PREPARE,
        content=Argumentation,
        not_yet=_at_once_or_reopened,
        faults=_argumentation_faults,
        stricter=tied,
    )(_open_argumentation)


class Opinion(Command):
    """What one expert said, or why the expert said nothing."""

    person: Line
    opinion: Text | None = None
    absence: Line | None = None


class Conclusion(Command):
    """The panel's conclusion, when and how it was reached (C.11); the chair signs (Art 16.4)."""

    conclusion: Literal["recommend", "recommend_after_revision", "not_recommend"]
    opinions: Annotated[tuple[Opinion, ...], Field(max_length=100)]
    chair: Line
    dates: Annotated[tuple[Day, ...], Field(max_length=20)] = ()
    mode: Line | None = None


def _opinion_faults(centre: Centre, act: Act[Conclusion]) -> list[str]:
    heard = {o.person for o in act.content.opinions if o.opinion or o.absence}
    silent = [p.person for p in centre.formation.panel if p.person not in heard]
    faults = [f"opinions: {person} has neither an opinion nor a noted absence" for person in silent]
    members = {p.person for p in centre.formation.panel}
    return faults + ([] if act.content.chair in members else [f"chair: {act.content.chair} is no member of the panel"])


def _signed_by_one_present(_centre: Centre, act: Act[Conclusion]) -> list[str]:
    content = act.content
    absent = [o.person for o in content.opinions if o.absence and not o.opinion]
    faults = [f"chair: {content.chair} was absent and cannot sign"] if content.chair in absent else []
    late = [day for day in content.dates if day > act.on]
    return faults + [f"dates: {day} lies after the conclusion of {act.on}" for day in late]


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
    stricter=_signed_by_one_present,
)
def record_argumentation(centre: Centre, act: Act[Conclusion]) -> Centre:
    """The panel has spoken; the decision is MOST's."""
    facts = {"argumentation": act.content.conclusion, "argued": _argued(act), "data_of": act.on}
    formation = centre.formation.model_copy(update=facts)
    after = centre.met(CENTRE, "argumentation_sla", act.on).with_(formation=formation)
    if centre.kind is Kind.COMPREHENSIVE:
        return settled(after, act.on).owing(conditions_due(centre, act.on))
    return pending(after, act.on)


def _argued(act: Act[Conclusion]) -> ArgumentationRecord:
    content = act.content
    return ArgumentationRecord(
        concluded_on=act.on,
        dates=content.dates,
        mode=content.mode,
        chair=content.chair,
        heard=tuple(o.person for o in content.opinions if o.opinion),
        absent=tuple(o.person for o in content.opinions if o.absence and not o.opinion),
    )
