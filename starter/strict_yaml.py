"""YAML as people mean it: a key stands once, dates and `on` and 15:00 stay texts, no file can exhaust the machine."""

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml
from pydantic import JsonValue

MOST_VALUES: Final = 200_000
_GUESSED: Final = ("bool", "int", "float", "timestamp")
_WORDS: Final = (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(0|[1-9][0-9]{0,17})", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
)


class NotYaml(Exception):
    """The text is no usable YAML; each sentence says where and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


class _Loader(yaml.SafeLoader):
    """As YAML 1.2 reads it; a date stays a text, so that a wrong one is found at its place."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.faults: list[str] = []

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        """A mapping as written, its faulty keys noted; what a merge (`<<`) brings may be written anew."""
        node = super().compose_mapping_node(anchor)
        self.faults += _faulty_keys(node)
        node.value = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        return node


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag.rpartition(":")[2] not in _GUESSED]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for _tag, _pattern, _first in _WORDS:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first))


def _faulty_keys(node: yaml.MappingNode) -> Iterator[str]:
    seen: set[str] = set()
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            yield f"line {line}: a key must be a single word; put brackets and braces in quotes"
        elif key.value in seen:
            yield f"line {line}: the key {key.value[:60]} stands twice in one entry; keep one of them"
        else:
            seen.add(key.value)


def read_yaml(text: str) -> JsonValue:
    """The document as JSON would hold it. Raises `NotYaml` with every fault found."""
    try:
        loader = _Loader(text)
        value = loader.get_single_data()
        if loader.faults:
            raise NotYaml(*loader.faults)
        return _Plain().of(value)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise NotYaml(f"is not YAML: {_short(error)}") from None


class _Plain:
    """Copies into JSON, counting: aliases can make a small file stand for an endless document."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def of(self, value: object) -> JsonValue:
        """The value with texts for keys. Raises ValueError when there is no end to it."""
        self._left -= 1
        if self._left < 0:
            raise ValueError(f"the document holds more than {MOST_VALUES} values; split it")
        if isinstance(value, dict):
            return {str(key): self.of(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.of(item) for item in value]
        return value if value is None or isinstance(value, (bool, int, float)) else _text(str(value))


def _text(text: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("a text holds half a character (\\ud800 to \\udfff); write the character itself")
    return text


def _short(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply, or refers to itself"
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    where = f"line {mark.line + 1}: " if mark else ""
    return where + str(problem or getattr(error, "reason", None) or error).splitlines()[0][:200]
