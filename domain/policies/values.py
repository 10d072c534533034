"""A policy profile as a list of values, and its fingerprint."""

from collections.abc import Iterator

from pydantic import BaseModel

from domain.decisions import fingerprint
from domain.policy import Policy
from domain.texts import JsonValue


def values_of(policy: Policy) -> dict[str, JsonValue]:
    """Every value of the profile by its path, such as `formation.intent_review_wd`."""
    return dict(_leaves(policy.model_dump(mode="json"), ""))


def value_at(policy: Policy, path: str) -> JsonValue:
    """The value at this path. Raises KeyError when the profile has no such one."""
    return values_of(policy)[path]


def digest_of(policy: Policy) -> str:
    """The SHA-256 of the whole profile in its canonical form."""
    return fingerprint(policy.model_dump(mode="json"))


def paths_of(model: type[BaseModel], before: str = "") -> tuple[str, ...]:
    """The path of every value that a profile may have."""
    found: list[str] = []
    for name, field in model.model_fields.items():
        nested = section(field.annotation)
        found += paths_of(nested, f"{before}{name}.") if nested else [f"{before}{name}"]
    return tuple(found)


def section(kind: object) -> type[BaseModel] | None:
    """The group of values that a key stands for; None when it stands for one value."""
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _leaves(value: JsonValue, path: str) -> Iterator[tuple[str, JsonValue]]:
    if not isinstance(value, dict):
        yield path, value
        return
    for name, item in value.items():
        yield from _leaves(item, f"{path}.{name}" if path else name)
