"""Comparing what a script expects of a matter with what its standing says."""

import json
from collections.abc import Iterator

from pydantic import JsonValue

Json = dict[str, JsonValue]


def differences(standing: Json, on: str, expected: Json) -> list[str]:
    """One line for each expectation that does not hold: `field: expected …, found …`."""
    found = ((path, wanted, look_up(standing, on, path)) for path, wanted in expected.items())
    return [f"{path}: expected {_said(w)}, found {_said(value)}" for path, w, value in found if not holds(w, value)]


def look_up(standing: Json, on: str, path: str) -> JsonValue:
    """A field of the matter, of the centre's facts, or `<obligation key>.<field>` of the latest one; None if absent."""
    for source, rest in _sources(standing, on, path):
        there, value = _walked(source, rest)
        if there:
            return value
    return None


def _sources(standing: Json, on: str, path: str) -> Iterator[tuple[JsonValue, str]]:
    """Where a path may lead: the matter's entry, the centre's facts, the obligation that its first word names."""
    matters, owed = standing.get("matters"), standing.get("obligations")
    if on == "centre" or matters is None:
        yield standing, path
        yield standing.get("facts"), path
    elif isinstance(matters, dict):
        yield matters.get(on), path
    key, _, field = path.partition(".")
    for o in reversed(owed) if isinstance(owed, list) else ():
        if isinstance(o, dict) and (o.get("matter"), o.get("key")) == (on, key):
            yield o, field
            return


def _walked(value: JsonValue, path: str) -> tuple[bool, JsonValue]:
    for part in path.split(".") if path else ():
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part == "length":
            value = len(value)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return False, None
    return True, value


def holds(wanted: JsonValue, found: JsonValue) -> bool:
    """Equal; a list holds when all that is expected is in it (an empty one: nothing), a mapping field by field."""
    if isinstance(wanted, list) and isinstance(found, list):
        return all(any(holds(item, other) for other in found) for item in wanted) if wanted else not found
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(holds(item, found.get(key)) for key, item in wanted.items())
    return type(wanted) is type(found) and wanted == found


def _said(value: JsonValue) -> str:
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)
