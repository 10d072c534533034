"""Spoiling a content, field by field: left out, of another type, beyond its bounds (read off its JSON Schema)."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

Schema = dict[str, Any]
PER_TYPE: dict[str, Any] = {
    "string": 17,
    "integer": "many",
    "number": "many",
    "boolean": "perhaps",
    "array": 17,
    "object": "flat",
}


class Spoilt(NamedTuple):
    """A content with one thing wrong: where, what, and the content."""

    field: str
    how: str
    content: Any


def spoilings(schema: Schema, sample: Any) -> Iterator[Spoilt]:
    """Every way in which this content can be wrong, one at a time."""
    yield from _object(schema, _resolved(schema, schema), sample, ())


def _object(root: Schema, schema: Schema, sample: Any, path: tuple[Any, ...]) -> Iterator[Spoilt]:
    for name, raw in schema.get("properties", {}).items():
        here, part = (*path, name), _resolved(root, raw)
        if name in schema.get("required", ()) and name in _at(sample, path):
            yield Spoilt(_name(here), "left out", _without(sample, here))
        for how, value in _wrong(part, _at(sample, path).get(name)):
            yield Spoilt(_name(here), how, _with(sample, here, value))
        if name in _at(sample, path):
            yield from _deeper(root, part, sample, here)


def _deeper(root: Schema, part: Schema, sample: Any, here: tuple[Any, ...]) -> Iterator[Spoilt]:
    value = _at(sample, here)
    if isinstance(value, dict) and part.get("properties"):
        yield from _object(root, part, sample, here)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        items = _resolved(root, part.get("items", {}))
        yield from _object(root, items, sample, (*here, 0))


def _resolved(root: Schema, schema: Schema) -> Schema:
    if "$ref" in schema:
        return _resolved(root, root["$defs"][schema["$ref"].rpartition("/")[2]])
    kinds = [s for s in schema.get("anyOf", ()) if s.get("type") != "null"]
    return _resolved(root, {**schema, "anyOf": (), **kinds[0]}) if len(kinds) == 1 else schema


def _wrong(schema: Schema, value: Any) -> Iterator[tuple[str, Any]]:
    kind = schema.get("type")
    if kind in PER_TYPE:
        yield "of another type", PER_TYPE[kind]
    if "enum" in schema or "const" in schema:
        yield "not of the list", "no-such-value" if kind != "boolean" else schema.get("const") is not True
    if kind == "string":
        yield from _wrong_texts(schema)
    if kind in ("integer", "number"):
        yield from _wrong_numbers(schema)
    if kind == "array":
        yield from _wrong_lists(schema, value)


def _wrong_texts(schema: Schema) -> Iterator[tuple[str, Any]]:
    if "maxLength" in schema:
        yield "too long", "x" * (schema["maxLength"] + 1)
    if schema.get("minLength"):
        yield "empty", ""
    if "pattern" in schema:
        yield "of another form", "!"
    if schema.get("format") == "date":
        yield "a day that does not exist", "2023-02-30"


def _wrong_numbers(schema: Schema) -> Iterator[tuple[str, Any]]:
    if "maximum" in schema:
        yield "too large", schema["maximum"] + 1
    if "minimum" in schema:
        yield "too small", schema["minimum"] - 1


def _wrong_lists(schema: Schema, value: Any) -> Iterator[tuple[str, Any]]:
    if schema.get("minItems"):
        yield "empty", []
    if "maxItems" in schema and value:
        yield "too many", [value[0]] * (schema["maxItems"] + 1)


def _at(sample: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        sample = sample[part]
    return sample


def _with(sample: Any, path: tuple[Any, ...], value: Any) -> Any:
    copy = deepcopy(sample)
    _at(copy, path[:-1])[path[-1]] = value
    return copy


def _without(sample: Any, path: tuple[Any, ...]) -> Any:
    copy = deepcopy(sample)
    del _at(copy, path[:-1])[path[-1]]
    return copy


def _name(path: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in path)
