"""Documents that people write (launch, scenario, policy files): read strictly, every fault named with its place and remedy."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from domain.policy import Policy

LARGEST = 4 * 1024 * 1024

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


class _Strict(yaml.SafeLoader):
    """YAML in which a key stands once, `on` and `no` are words, and 15:00 is no number (as in YAML 1.2)."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rules if tag.rpartition(":")[2] not in ("bool", "int", "float")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    _Strict.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if not isinstance(key, (str, int, float, bool, date)) or key in seen:
            line = key_node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(None, None, f"line {line}: the key {key} stands twice", None)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_document(path: Path, model: type[T]) -> T:
    """The document as a value of the model. Raises `DocumentFaults` with every fault found."""
    data = _loaded(path)
    if not isinstance(data, dict):
        raise DocumentFaults([Fault(path, "", f"must be a mapping with the keys {', '.join(_known(model))}")])
    strangers = [Fault(path, place, sentence) for place, sentence in _strangers(data, model, "")]
    try:
        value = model.model_validate_json(json.dumps(data, default=_json), strict=True)
    except ValidationError as error:
        raise DocumentFaults([*strangers, *_faults(path, error)]) from None
    if strangers:
        raise DocumentFaults(strangers)
    return value


def read_policy(path: Path) -> Policy:
    """A policy profile, its terms as in the built-in one where it is silent. Raises `DocumentFaults`."""
    return read_document(path, Policy)


def _loaded(path: Path) -> object:
    if not path.is_file():
        raise DocumentFaults([Fault(path, "", "there is no such file; check the path")])
    if path.stat().st_size > LARGEST:
        raise DocumentFaults([Fault(path, "", f"is larger than {LARGEST // 1024 // 1024} MB; split it")])
    try:
        loaded: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_Strict)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError:
        raise DocumentFaults([Fault(path, "", "is not a text in UTF-8; save it as such")]) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DocumentFaults([Fault(path, "", f"is not YAML: {_short(error)}")]) from None
    return loaded


def _short(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}: " if mark else ""
    return (where + str(getattr(error, "problem", None) or error)).splitlines()[0][:200]


def _json(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def _known(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _strangers(value: object, kind: object, place: str) -> list[tuple[str, str]]:
    """The keys nobody knows, at any depth, each with the nearest known one."""
    if isinstance(value, list):
        return [s for n, item in enumerate(value) for s in _strangers(item, _item(kind), _at(place, _name(n, item)))]
    model = _model(kind)
    if not isinstance(value, dict) or model is None:
        return []
    known = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
    unknown = [(_at(place, key), _unknown(str(key), list(known))) for key in value if key not in known]
    inside = [s for key, item in value.items() if key in known for s in _strangers(item, known[key], _at(place, key))]
    return unknown + inside


def _unknown(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return f"unknown key; {hint}"


def _at(place: str, key: object) -> str:
    return f"{place}.{key}" if place else str(key)


def _name(n: int, item: object) -> str:
    code = item.get("code") or item.get("person") if isinstance(item, dict) else None
    return f"{n} ({code})" if code else str(n)


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


def _faults(path: Path, error: ValidationError) -> list[Fault]:
    kept = (
        fault for fault in error.errors(include_input=False, include_url=False) if fault["type"] != "extra_forbidden"
    )
    return [Fault(path, ".".join(map(str, fault["loc"])), _said(fault["msg"])) for fault in kept]


def _said(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
