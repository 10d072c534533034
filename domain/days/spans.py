"""Spans as the policy writes them: `-30d`, `-1wd` before a day, `+10wd` after it; backward counts never roll (F.2)."""

import re
from datetime import date, timedelta

from domain.days.working_days import WorkingCalendar

_SPAN = re.compile(r"[-+]([0-9]{1,3})(d|wd)")


def days_before(calendar: WorkingCalendar, day: date, span: str) -> date:
    """The day that lies the span before. Raises ValueError when the span is not of the form `-30d` or `-1wd`."""
    count, unit = _read(span)
    return day - timedelta(days=count) if unit == "d" else calendar.working_days_before(day, count)


def days_behind(calendar: WorkingCalendar, day: date, span: str) -> date:
    """The day that lies the span after. Raises ValueError when the span is not of the form `+30d` or `+1wd`."""
    count, unit = _read(span)
    return day + timedelta(days=count) if unit == "d" else calendar.working_days_after(day, count)


def _read(span: str) -> tuple[int, str]:
    found = _SPAN.fullmatch(span)
    if found is None:
        raise ValueError(f"{span!r} is no span; write it like -30d, -1wd or +10wd")
    return int(found[1]), found[2]
