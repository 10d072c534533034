"""Moving a life to other years and back: dates, matters named by a year, years as numbers. Document numbers stay."""

import re
from datetime import date
from typing import Final

from pydantic import JsonValue

from domain.days.periods import shift_years

DAY: Final = re.compile(r"\b([12][0-9]{3})-([0-9]{2})-([0-9]{2})(?=\b|T)")
REPORT: Final = re.compile(r"\b(annual-report/|report |round/[a-z-]+/)([12][0-9]{3})\b")
YEARS: Final = frozenset({"filed", "reporting_year", "budget_year", "year", "priority_list_year"})


def shifted(value: JsonValue, years: int, key: str = "") -> JsonValue:
    """The same JSON value, so many years later (or earlier)."""
    if isinstance(value, str):
        return shifted_text(value, years)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value + years if key in YEARS else value
    if isinstance(value, list):
        return [shifted(item, years, key) for item in value]
    if isinstance(value, dict):
        return {shifted_text(name, years): shifted(item, years, name) for name, item in value.items()}
    return value


def shifted_text(text: str, years: int) -> str:
    """The same text with its days and the years of its reports moved."""
    moved = DAY.sub(lambda found: _day(found, years), text)
    return REPORT.sub(lambda found: f"{found[1]}{int(found[2]) + years}", moved)


def _day(found: re.Match[str], years: int) -> str:
    try:
        return shift_years(date.fromisoformat(found[0]), years).isoformat()
    except ValueError:
        return found[0]
