"""Operation of a centre: its legal entity, its next cycle, its wish not to go on (Arts 4, 17.5, 30; O09, O10)."""

from datetime import date
from typing import Literal

from domain.centre import CENTRE, Centre
from domain.content import CreditCoded, Day, Plan
from domain.cycles import Anchor, Cycle
from domain.fact import Command
from domain.formation.approval import prenotice
from domain.matter import Side
from domain.particulars import LegalEntity
from domain.rectification.matter import Rectification
from domain.roles import CENTRE_STAFF, MINISTRY, SUPERVISION
from domain.rules import Act, rule
from domain.states import IN_SEQUENCE, State
from domain.texts import Line


class EntityRegistration(CreditCoded):
    """The registered legal entity; its name may differ from the centre's (Art 4, G-27)."""

    legal_entity_name: Line
    legal_entity_type: Literal["public_institution", "company", "private_non_enterprise", "other"]
    entity_registered_on: Day
    registered_place: Line | None = None


def _registered_by_now(centre: Centre, act: Act[EntityRegistration]) -> list[str]:
    late = act.content.entity_registered_on > act.on
    moved = None not in (centre.registered_place, act.content.registered_place)
    moved = moved and act.content.registered_place != centre.registered_place
    faults = ["entity_registered_on: lies after the day of this act"] if late else []
    return faults + (["registered_place: it changes only by a change request (Art 26)"] if moved else [])


@rule(
    "F18",
    "register_entity",
    "Record the legal entity",
    "独立法人登记",
    "Art 4",
    at=sorted(IN_SEQUENCE),
    by=(*CENTRE_STAFF, *SUPERVISION),
    side=Side.RECORD,
    content=EntityRegistration,
    faults=_registered_by_now,
)
def register_entity(centre: Centre, act: Act[EntityRegistration]) -> Centre:
    """The centre is an independent legal entity; a soft duty is met, no status changes."""
    content = act.content
    entity = LegalEntity(
        name=content.legal_entity_name,
        entity_type=content.legal_entity_type,
        uscc=content.uscc,
        registered_on=content.entity_registered_on,
        override_evidence=content.uscc_override.evidence if content.uscc_override else None,
    )
    place = content.registered_place or centre.registered_place
    after = centre.with_(entity=entity, registered_place=place)
    return after.met(CENTRE, "entity_registration_due", content.entity_registered_on)


class CyclePlan(Command):
    """The plan of the next cycle, made by the council and filed with MOST (Art 17.5)."""

    plan: Plan
    council_resolution: Line | None = None


def _council_resolved(_centre: Centre, act: Act[CyclePlan]) -> list[str]:
    resolved = act.content.council_resolution or act.content.plan.council_resolution
    return [] if resolved else ["council_resolution: the council makes the plan (Art 17.5); name its resolution"]


@rule(
    "O09",
    "start_cycle",
    "Start the next cycle",
    "进入下一建设运行周期",
    "Art 30",
    at=[State.RENEWAL_PENDING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=CyclePlan,
    faults=_council_resolved,
)
def start_cycle(centre: Centre, act: Act[CyclePlan]) -> Centre:
    """The next cycle runs, counted from the anchor, never from the last end (B.0 rule 4)."""
    fresh = {"plan_version": centre.plan_version + 1, "hands": (), "parties": {}, "cycle": next_cycle(centre)}
    after = centre.met(CENTRE, "next_plan_due", act.on).with_(**fresh).moved(State.OPERATING, act.on)
    after = after.with_(conditional=any(matter.beside for matter in centre.open_of(Rectification)))
    return after.owing(prenotice(after, act.on))


def next_cycle(centre: Centre) -> Cycle:
    """The cycle after the present one, from the anchor that holds for it."""
    if centre.anchor is None or centre.cycle is None:
        raise ValueError("a centre without a cycle has no next one")
    return centre.anchor.cycle(centre.cycle.no + 1, centre.cycle_years)


def anchored(centre: Centre, on: date) -> Centre:
    """The same centre whose next cycle is counted from that day (G-01, G-02)."""
    if centre.cycle is None:
        return centre
    return centre.with_(anchor=Anchor(on=on, first_no=centre.cycle.no + 1))
