"""The day of an approved change: master data follow, the old value stays as a dated alias (Art 26; X04, G-25)."""

from datetime import date
from typing import Any

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.names import normalise
from domain.particulars import Alias, Institute


def in_effect(centre: Centre, change: Change, on: date) -> Centre:
    """The approved change is in effect from its day; what it replaces stays as a dated alias (X04, G-25)."""
    day = change.effective_from or on
    after = centre.with_matter(change.at(ChangeState.EFFECTIVE, day))
    value: Any = change.new_value
    match change.type:
        case "name":
            return _renamed(after, value, day)
        case "registered_place":
            old_place = (
                (Alias(what="registered_place", value=centre.registered_place, until=day),)
                if centre.registered_place
                else ()
            )
            return after.with_(registered_place=value, aliases=(*centre.aliases, *old_place))
        case "institute_add_close":
            return after.with_(institutes=_institutes(centre, value))
        case "supervising_department":
            return after.with_(supervising_departments=tuple(value))
        case _:
            return after


def _renamed(centre: Centre, value: Any, day: date) -> Centre:
    old = [Alias(what="name_zh", value=centre.name_zh, until=day)]
    if centre.name_en:
        old.append(Alias(what="name_en", value=centre.name_en, until=day))
    names = {"name_zh": normalise(value["name_zh"]), "name_en": normalise(value["name_en"])}
    return centre.with_(**names, name_conformity="conforming", aliases=(*centre.aliases, *old))


def _institutes(centre: Centre, value: Any) -> tuple[Institute, ...]:
    others = tuple(i for i in centre.institutes if i.name != value["name"])
    return (*others, Institute(name=value["name"], place=value["place"])) if value["action"] == "add" else others
