"""The unified social credit code of an organisation (GB 32100-2015; C.1.2).

A failed check character alone must be overridable with evidence: early codes with a wrong one are in use.
"""

import re
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH: Final = 18

_FORM: Final = re.compile(f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(LENGTH - 1))


def check_character(first17: str) -> str:
    """The 18th character for the first 17 (GB 32100-2015); ValueError if they are not 17 of its alphabet."""
    if len(first17) != LENGTH - 1 or _strangers(first17):
        raise ValueError(f"{first17!r} is not 17 characters of {ALPHABET}")
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_well_formed(code: str) -> bool:
    """Whether the code has the form of GB 32100-2015, whatever its check character."""
    return _FORM.fullmatch(code) is not None


def fault_of_credit_code(code: str) -> str | None:
    """What is wrong with the code, first things first, as a sentence; None if nothing is (GB 32100-2015)."""
    if len(code) != LENGTH:
        return f"A unified social credit code has 18 characters; {code!r} has {len(code)}."
    if strangers := _strangers(code):
        return f"A unified social credit code has digits and capitals without I, O, S, V, Z; not {strangers}."
    if not is_well_formed(code):
        return f"Characters 3 to 8 of {code} must be the digits of an administrative division; not {code[2:8]}."
    return _fault_of_check(code)


def _fault_of_check(code: str) -> str | None:
    expected = check_character(code[:-1])
    if code[-1] == expected:
        return None
    return f"The check character of {code} should be {expected}, not {code[-1]}; check the certificate."


def _strangers(text: str) -> str:
    return ", ".join(sorted({repr(char) for char in text if char not in ALPHABET}))
