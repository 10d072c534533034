"""What the register holds now: the master datum that a change of each type would replace (C.7)."""

from domain.centre import Centre
from domain.texts import JsonValue


def present_value(centre: Centre, change_type: str) -> JsonValue:
    """The master datum that the change would replace; None when the register holds none."""
    values: dict[str, JsonValue] = {
        "name": {"name_zh": centre.name_zh, "name_en": centre.name_en},
        "registered_place": centre.registered_place,
        "supervising_department": list(centre.supervising_departments),
        "institute_add_close": [i.name for i in centre.institutes],
        "lead_entity": centre.lead_entity.model_dump(mode="json") if centre.lead_entity else None,
        "organisation_structure": _entity(centre) or centre.major_matters.get(change_type),
    }
    return values[change_type] if change_type in values else centre.major_matters.get(change_type)


def _entity(centre: Centre) -> JsonValue:
    entity = centre.entity
    if entity is None:
        return None
    return {"legal_entity_name": entity.name, "legal_entity_type": entity.entity_type, "uscc": entity.uscc}


def agrees(given: JsonValue, present: JsonValue) -> bool:
    """Whether the old value of an application is the one in force; what the register does not know, it cannot deny."""
    if present is None or given is None or given == present:
        return True
    if isinstance(present, list):
        return [given] == present if isinstance(given, str) else False
    if not isinstance(present, dict):
        return isinstance(given, str) and isinstance(present, str) and given.strip() == present.strip()
    if isinstance(given, dict):
        return all(present.get(name) == value for name, value in given.items())
    return given in present.values()
