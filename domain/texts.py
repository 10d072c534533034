"""What a text from outside may hold: bounded, NFC-normalised, free of control characters."""

import unicodedata
from math import isfinite
from typing import Annotated

from pydantic import JsonValue, StringConstraints

Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=8000, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.@_-]{0,79}$")]

__all__ = ["JsonValue", "Line", "Slug", "Text", "cleaned"]

DEEPEST = 20
_ALLOWED_CONTROLS = "\n\t"
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def cleaned(value: JsonValue, depth: int = 0) -> JsonValue:
    """The same JSON value with every text in NFC. Raises ValueError on control characters, NaN or absurd nesting."""
    if depth > DEEPEST:
        raise ValueError(f"the message is nested deeper than {DEEPEST} levels")
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("a number is infinite or no number, which JSON does not know")
    if isinstance(value, list):
        return [cleaned(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_clean_text(key): cleaned(item, depth + 1) for key, item in value.items()}
    return value


def _clean_text(text: str) -> str:
    found = next((char for char in text if _is_forbidden(char)), None)
    if found is not None:
        raise ValueError(f"a text holds the character U+{ord(found):04X}, which is not allowed")
    return unicodedata.normalize("NFC", text)


def _is_forbidden(char: str) -> bool:
    if char in _ALLOWED_CONTROLS:
        return False
    return char in _BIDI or unicodedata.category(char) in ("Cc", "Cs")
