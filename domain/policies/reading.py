"""Reading a profile that travels in a decision: every fault named, no unknown key let through (Art 6.1)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from pydantic import BaseModel, ValidationError

from domain.decisions import faults_of
from domain.policies.bounds import faults_of_policy
from domain.policies.values import section
from domain.policy import PROFILES, Policy
from domain.refusals import invalid
from domain.texts import JsonValue


def read_profile(value: Mapping[str, JsonValue]) -> Policy:
    """The profile; where it is silent, as the built-in one. Raises `Refused` (INVALID_CONTENT) with every fault."""
    faults = faults_of_profile(value)
    if faults:
        raise invalid(faults)
    return Policy.model_validate_json(json.dumps(dict(value)), strict=True)


def faults_of_profile(value: Mapping[str, JsonValue]) -> list[str]:
    """Everything that keeps the value from being a profile with a name of its own, key by key."""
    faults = list(strangers(value, Policy))
    if "profile" not in value:
        faults.append("profile: is missing; give the profile a name of its own")
    try:
        policy = Policy.model_validate_json(json.dumps(dict(value)), strict=True)
    except ValidationError as error:
        return faults + faults_of(error)
    return faults + faults_of_policy(policy) + taken(policy, PROFILES.values())


def taken(policy: Policy, known: Iterable[Policy]) -> list[str]:
    """The name of the profile as a fault when a known one bears it with other content (B.0 rule 6)."""
    if all(other == policy for other in known if other.profile == policy.profile):
        return []
    name = policy.profile
    return [f"profile: {name} is in use with other content; give this one a new name, such as {successor(name)}"]


def successor(name: str) -> str:
    """The next name after this one: its number raised by one."""
    stem, _, number = name.rpartition("-")
    return f"{stem}-{int(number) + 1}" if stem and number.isdecimal() else f"{name}-2"


def strangers(value: Mapping[str, JsonValue], model: type[BaseModel], place: str = "") -> Iterator[str]:
    """The keys that no profile has, each with the nearest known one."""
    for key, item in value.items():
        field = model.model_fields.get(key)
        if field is None:
            near = get_close_matches(key[:60], model.model_fields, n=1)
            yield f"{place}{key[:60]}: unknown key; " + (
                f"did you mean {near[0]}?" if near else f"known are {', '.join(model.model_fields)}"
            )
        elif isinstance(item, dict) and (inner := section(field.annotation)):
            yield from strangers(item, inner, f"{place}{key}.")
