"""Comparing what a script expects of a matter with what its standing says."""

from typing import Final

from pydantic import JsonValue

MISSING: Final = "nothing"


def differences(standing: dict[str, JsonValue], on: str, expected: dict[str, JsonValue]) -> list[str]:
    """One line for each expectation that does not hold: `field: expected …, found …`."""
    found = ((path, wanted, look_up(standing, on, path)) for path, wanted in expected.items())
    return [f"{path}: expected {wanted}, found {value}" for path, wanted, value in found if not holds(wanted, value)]


def look_up(standing: dict[str, JsonValue], on: str, path: str) -> JsonValue:
    """A field of the matter's entry, of the centre's facts, or `<obligation key>.<field>` of the latest such obligation."""
    matters = standing.get("matters")
    entry: JsonValue = (
        standing if on == "centre" else matters.get(on, MISSING) if isinstance(matters, dict) else MISSING
    )
    for source in (entry, standing.get("facts") if on == "centre" else None, _obligation(standing, on, path)):
        rest = (
            path.partition(".")[2]
            if source is not None and source is not entry and _is_owed(standing, on, path)
            else path
        )
        value = _walk(source, rest)
        if value != MISSING:
            return value
    return MISSING


def _is_owed(standing: dict[str, JsonValue], on: str, path: str) -> bool:
    return _obligation(standing, on, path) is not None


def _obligation(standing: dict[str, JsonValue], on: str, path: str) -> JsonValue:
    owed = standing.get("obligations")
    key = path.partition(".")[0]
    rows = [o for o in owed if isinstance(o, dict)] if isinstance(owed, list) else []
    return next((o for o in reversed(rows) if o["matter"] == on and o["key"] == key), None)


def _walk(value: JsonValue, path: str) -> JsonValue:
    for part in path.split("."):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part == "length":
            value = len(value)
        elif isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            return MISSING
    return value


def holds(wanted: JsonValue, found: JsonValue) -> bool:
    """Equal; a list holds when everything expected is in it, a mapping when each of its fields holds."""
    if isinstance(wanted, list) and isinstance(found, list):
        return all(any(holds(item, other) for other in found) for item in wanted)
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(holds(item, found.get(key)) for key, item in wanted.items())
    return wanted == found
