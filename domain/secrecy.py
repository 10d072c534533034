"""State secrets must not enter the system: marked texts and documents are refused at the door (G-65, C.1)."""

import re
from collections.abc import Iterator
from typing import Final

from domain.decisions import Decision
from domain.texts import JsonValue

_MARK: Final = re.compile(r"(绝密|机密|秘密)\s*[★☆*]|[【\[(（](绝密|机密|秘密)[】\])）]")


def secrecy_faults(decision: Decision) -> list[str]:
    """The fields that carry a mark of secrecy (绝密, 机密, 秘密), as faults that never repeat the text."""
    marked = [place for place, text in _texts(decision) if _MARK.search(text)]
    return [f"{place}: is marked as a state secret and must not enter the system (G-65)" for place in marked]


def _texts(decision: Decision) -> Iterator[tuple[str, str]]:
    yield "reason", decision.reason or ""
    for n, attachment in enumerate(decision.attachments):
        yield f"attachments.{n}.name", attachment.name
    for name, value in decision.content.items():
        yield from _within(f"content.{name}", value)


def _within(place: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _within(f"{place}.{n}", item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _within(f"{place}.{name}", item)
