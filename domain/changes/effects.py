"""The day of an approved change: master data follow, the old value stays as a dated alias (Art 26; X04, G-25)."""

from datetime import date
from typing import Any, Literal

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.names import normalise
from domain.obligations import owed
from domain.particulars import Alias, FormerEntity, Institute, LegalEntity, Organisation
from domain.states import State

What = Literal["name_zh", "name_en", "registered_place", "lead_entity", "institute", "supervising_department"]
SEVERAL = ("institute", "supervising_department")
LEADS_OUT = ("merger", "split", "voluntary_exit")


def in_effect(centre: Centre, change: Change, on: date) -> Centre:
    """The approved change is in effect from its day; what it replaces stays as a dated alias (X04, G-25)."""
    day = change.effective_from or on
    after = centre.with_matter(change.at(ChangeState.EFFECTIVE, day))
    value: Any = change.new_value
    match change.type:
        case "name":
            return _renamed(after, change, day)
        case "registered_place":
            return _moved(after, change, day)
        case "lead_entity":
            return _led(after, change, day)
        case "organisation_structure" if isinstance(value, dict) and "uscc" in value:
            return _reformed(after, change, day)
        case "institute_add_close" if isinstance(value, dict):
            return _with_institute(after, change, day)
        case "supervising_department":
            return _handed_over(after, change, day)
        case _:
            return _noted(after, change, day)


def _former(centre: Centre, what: What, value: str | None, change: Change, day: date) -> tuple[Alias, ...]:
    began = None if what in SEVERAL else since(centre, what)
    return (Alias(what=what, value=value, until=day, since=began, change=change.key),) if value else ()


def since(centre: Centre, what: str) -> date | None:
    """The day from which the present value holds: the end of the last former one, else the approval."""
    ends = [alias.until for alias in centre.aliases if alias.what == what]
    return max(ends) if ends else (centre.approval.decided_on if centre.approval else None)


def _moved(centre: Centre, change: Change, day: date) -> Centre:
    old = _former(centre, "registered_place", centre.registered_place, change, day)
    place = {"registered_place": change.new_value, "registered_place_code": change.new_place_code}
    return centre.with_(**place, aliases=(*centre.aliases, *old))


def _renamed(centre: Centre, change: Change, day: date) -> Centre:
    value: Any = change.new_value
    old, names = _former(centre, "name_zh", centre.name_zh, change, day), {"name_zh": normalise(value["name_zh"])}
    if value.get("name_en") is not None:
        names["name_en"] = normalise(value["name_en"])
        old = (*old, *_former(centre, "name_en", centre.name_en, change, day))
    return centre.with_(**names, name_conformity="conforming", aliases=(*centre.aliases, *old))


def _led(centre: Centre, change: Change, day: date) -> Centre:
    value: Any = change.new_value
    old = _former(centre, "lead_entity", centre.lead_entity.name if centre.lead_entity else None, change, day)
    parts = value if isinstance(value, dict) else {"name": str(value)}
    lead = Organisation(name=parts["name"], uscc=parts.get("uscc"))
    return centre.with_(lead_entity=lead, aliases=(*centre.aliases, *old))


def _reformed(centre: Centre, change: Change, day: date) -> Centre:
    """The legal entity takes another form and another code; both codes are kept (G-28)."""
    value: Any = change.new_value
    registered = date.fromisoformat(value["entity_registered_on"]) if value.get("entity_registered_on") else day
    entity = LegalEntity(
        name=value["legal_entity_name"],
        entity_type=value["legal_entity_type"],
        uscc=value["uscc"],
        registered_on=registered,
        override_evidence=(value.get("uscc_override") or {}).get("evidence"),
    )
    old = centre.entity.model_dump() if centre.entity else None
    former = (FormerEntity(**old, until=day, change=change.key),) if old else ()
    return centre.with_(entity=entity, former_entities=(*centre.former_entities, *former))


def _with_institute(centre: Centre, change: Change, day: date) -> Centre:
    value: Any = change.new_value
    others = tuple(i for i in centre.institutes if i.name != value["name"])
    if value["action"] == "close":
        known = value["name"] if len(others) < len(centre.institutes) else None
        old = _former(centre, "institute", known, change, day)
        return centre.with_(institutes=others, aliases=(*centre.aliases, *old))
    left = next((f"{i.name}, {i.place}" for i in centre.institutes if i.name == value["name"] and i.place), None)
    old = _former(centre, "institute", left, change, day)
    new = Institute(name=value["name"], place=value.get("place"))
    return centre.with_(institutes=(*others, new), aliases=(*centre.aliases, *old))


def _handed_over(centre: Centre, change: Change, day: date) -> Centre:
    """The new departments supervise and get the open tasks with their clocks; who recommended stays known (G-22)."""
    value: Any = change.new_value
    new = tuple(value) if isinstance(value, list) else (str(value),)
    gone = [name for name in centre.supervising_departments if name not in new]
    old = [alias for name in gone for alias in _former(centre, "supervising_department", name, change, day)]
    recommended_by = centre.recommending_department or next(iter(centre.supervising_departments), None)
    return centre.with_(
        supervising_departments=new, aliases=(*centre.aliases, *old), recommending_department=recommended_by
    )


def _noted(centre: Centre, change: Change, day: date) -> Centre:
    """Another major matter stands as approved; one that leads out of the sequence asks MOST to propose it (B.12)."""
    after = centre.with_(major_matters={**centre.major_matters, change.type: change.new_value})
    going_on = centre.in_sequence and centre.state is not State.EXIT_PROPOSED
    if not (centre.whole and going_on) or change.type not in LEADS_OUT or survives(centre, change):
        return after
    why = f"an approved change ({change.type}) leads to the exit; MOST proposes it, nothing follows by itself"
    return after.owing(owed("exit_after_change", change.key, None, day, why=why))


def survives(centre: Centre, change: Change) -> bool:
    """Whether the centre goes on after its merger or split; who survives keeps number, anchor and cycle (G-36)."""
    if change.type == "voluntary_exit":
        return False
    survivor = change.new_value.get("survivor") if isinstance(change.new_value, dict) else centre.code
    return survivor is not None and survivor in (centre.code, centre.centre_id, centre.name_zh)


def exit_begun(before: Centre, after: Centre, on: date) -> Centre:
    """The exit that a change led to has been proposed: nothing more is asked of MOST for it (B.12)."""
    if after.state is before.state or after.state is not State.EXIT_PROPOSED:
        return after
    for matter in [o.matter for o in after.open_obligations if o.key == "exit_after_change"]:
        after = after.met(matter, "exit_after_change", on)
    return after
