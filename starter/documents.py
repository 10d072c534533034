"""Documents that people write (launch, scenario, policy files): read strictly; every fault has its place and remedy."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from types import UnionType
from typing import Annotated, Final, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from domain.policies.bounds import faults_of_policy
from domain.policies.reading import taken
from domain.policies.values import digest_of
from domain.policy import DEFAULT, PROFILES, Policy
from starter.strict_yaml import NotYaml, read_yaml

LARGEST: Final = 2 * 1024 * 1024
REMEDIES: Final = {
    "missing": "is missing; add it",
    "string_type": "must be a text; put it in quotes",
    "bool_type": "must be true or false",
    "int_type": "must be a whole number, without quotes",
    "int_parsing": "must be a whole number, without quotes",
    "tuple_type": "must be a list; write it as [a, b]",
    "model_type": "must hold fields; write them as key: value",
    "model_attributes_type": "must hold fields; write them as key: value",
    "dict_type": "must hold fields; write them as key: value",
}

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Fault:
    """One fault: the file, the place in it, and a sentence that says what is wrong and what to do."""

    file: Path
    place: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else str(self.file)
        return f"{where}: {self.sentence}"


class DocumentFaults(Exception):
    """A document cannot be used; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def read_document(path: Path, model: type[T]) -> T:
    """The document as a value of the model. Raises `DocumentFaults` with every fault found."""
    data = _loaded(path)
    if not isinstance(data, dict):
        raise DocumentFaults([Fault(path, "", f"must be a mapping with the keys {', '.join(_fields(model))}")])
    found = list(_strangers(data, model, ()))
    try:
        value = model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        found += _merged(_said(fault, data) for fault in error.errors(include_input=False, include_url=False))
    if found:
        raise DocumentFaults([Fault(path, place_in(data, location), sentence) for location, sentence in found])
    return value


def read_policy(path: Path) -> Policy:
    """A policy profile, its terms as in the built-in one where it is silent. Raises `DocumentFaults`."""
    policy = read_document(path, Policy)
    faults = [fault.partition(": ") for fault in faults_of_policy(policy)]
    if faults:
        raise DocumentFaults([Fault(path, place, sentence) for place, _, sentence in faults])
    return _named(policy)


def read_profile(path: Path) -> Policy:
    """A policy profile to live by: none under a built-in name with other content. Raises `DocumentFaults`."""
    policy = read_policy(path)
    faults = [fault.partition(": ") for fault in taken(policy, PROFILES.values())]
    if faults:
        raise DocumentFaults([Fault(path, place, sentence) for place, _, sentence in faults])
    return policy


def _named(policy: Policy) -> Policy:
    """A profile without a name has one that follows from its content: no two contents bear one name."""
    if "profile" in policy.model_fields_set or policy == DEFAULT:
        return policy
    return policy.model_copy(update={"profile": f"unnamed-{digest_of(policy)[:8]}"})


def _loaded(path: Path) -> JsonValue:
    if path.is_dir():
        raise DocumentFaults([Fault(path, "", "is a folder; name a file in it")])
    if not path.is_file():
        raise DocumentFaults([Fault(path, "", "there is no such file; check the path")])
    if path.stat().st_size > LARGEST:
        raise DocumentFaults([Fault(path, "", f"is larger than {LARGEST // 1024 // 1024} MB; split it")])
    try:
        return read_yaml(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise DocumentFaults([Fault(path, "", "is not a text in UTF-8; save it as such")]) from None
    except OSError as error:
        raise DocumentFaults([Fault(path, "", f"cannot be read ({error.strerror}); name another file")]) from None
    except NotYaml as error:
        raise DocumentFaults([Fault(path, "", sentence) for sentence in error.sentences]) from None


Location = tuple[int | str, ...]


def place_in(data: JsonValue, location: Location) -> str:
    """The place as people find it: `centres.2 (smart-sensing).name_zh`."""
    parts: list[str] = []
    for step in location:
        data = _inside(data, step)
        name = (data.get("code") or data.get("person")) if isinstance(data, dict) and isinstance(step, int) else None
        parts.append(f"{step} ({name})" if isinstance(name, str) else str(step))
    return ".".join(parts)[:200]


def _inside(data: JsonValue, step: int | str) -> JsonValue:
    if isinstance(data, dict):
        return data.get(str(step))
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _fields(model: type[BaseModel]) -> dict[str, object]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _strangers(value: JsonValue, kind: object, location: Location) -> Iterator[tuple[Location, str]]:
    """The keys nobody knows, at any depth, each with the nearest known one."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from _strangers(item, _item(kind), (*location, n))
    model = _model(kind)
    if not isinstance(value, dict) or model is None:
        return
    known = _fields(model)
    for key, item in value.items():
        if key in known:
            yield from _strangers(item, known[key], (*location, key))
        else:
            yield (*location, key), _unknown(key, list(known))


def _unknown(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; known are {', '.join(known)}"


def _parts(kind: object) -> list[object]:
    if get_origin(kind) is Annotated:
        return _parts(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [part for choice in get_args(kind) for part in _parts(choice)]
    return [kind]


def _model(kind: object) -> type[BaseModel] | None:
    found = (part for part in _parts(kind) if isinstance(part, type) and issubclass(part, BaseModel))
    return next(found, None)


def _item(kind: object) -> object:
    found = (part for part in _parts(kind) if get_origin(part) in (tuple, list))
    return next((get_args(part)[0] for part in found), None)


def _said(fault: ErrorDetails, data: JsonValue) -> tuple[Location, str]:
    """Where and what; nothing of a fault that only follows from another."""
    location = _written(fault["loc"], data, missing=fault["type"] == "missing")
    follows = fault["type"] == "too_short" and reduce(_inside, location, data)
    return location, "" if follows or fault["type"] == "extra_forbidden" else _sentence(fault)


def _sentence(fault: ErrorDetails) -> str:
    if fault["type"] == "string_pattern_mismatch":
        return f"is not written as it must be; it must match {fault.get('ctx', {}).get('pattern')}"
    if fault["type"] == "too_short":
        return "is empty; add an entry"
    message = fault["msg"].removeprefix("Value error, ").removeprefix("Input ").removeprefix("String ")
    return REMEDIES.get(fault["type"]) or message[:1].lower() + message[1:]


def _written(location: Location, data: JsonValue, *, missing: bool) -> Location:
    """The location without the names that pydantic gives to the choices of a union."""
    kept: list[int | str] = []
    for n, step in enumerate(location):
        there = (isinstance(data, dict) and step in data) or (isinstance(data, list) and isinstance(step, int))
        if there or (missing and n == len(location) - 1):
            kept.append(step)
            data = _inside(data, step)
    return tuple(kept)


def _merged(faults: Iterable[tuple[Location, str]]) -> Iterator[tuple[Location, str]]:
    """One fault a place: what each choice of a union asks, joined."""
    sentences: dict[Location, dict[str, None]] = {}
    for location, sentence in faults:
        if sentence:
            sentences.setdefault(location, {})[sentence] = None
    return ((location, "; or ".join(said)) for location, said in sentences.items())
