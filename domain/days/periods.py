"""Periods and their ends (F.2; Civil Code Arts 200 to 204, by analogy).

Days are civil dates in Asia/Shanghai; instants are aware and in UTC.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Literal

from domain.days.working_days import WEEKDAYS, WorkingCalendar
from domain.days.zone import SHANGHAI
from domain.fact import Fact

_ONE_DAY: Final = timedelta(days=1)


class Reckoning(Fact):
    """How a last day is counted: so many working days, days or months from a base, or a fixed day (F.2)."""

    unit: Literal["wd", "wd_from", "d", "m", "on", "d_before"]
    base: date
    count: int = 0
    what: str


class Deadline(Fact):
    """The last day for an act: as counted, as rolled, and why, in words an official can check (F.2, F.3).

    `provisional` is true while a day it rests on lies in a year without a holiday notice: build it anew when
    one is loaded.
    """

    raw_due: date
    due: date
    provisional: bool = False
    why: str = ""
    how: Reckoning | None = None


def add_months(day: date, n: int) -> date:
    """The corresponding day n months on, else the month's last day (F.2 rule 2, Civil Code Art 202)."""
    years, month0 = divmod(day.month - 1 + n, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_years(day: date, n: int) -> date:
    """The corresponding day n years on; 29 February becomes the 28th if need be (F.2 rule 2, Art 202)."""
    return add_months(day, 12 * n)


def shift_years(day: date, n: int) -> date:
    """The day of a rehearsed life n years from the real one, as `WorkingCalendar.shift_years` undoes it."""
    return add_years(day, n)


def cycle_end(anchor: date, cycle_years: int, n: int) -> date:
    """The last day of cycle n, always counted from the anchor, never rolled (F.2 rules 5 and 7); n >= 1."""
    if n < 1:
        raise ValueError(f"cycles are counted from 1, not {n}")
    return add_years(anchor, cycle_years * n)


def cycle_start(anchor: date, cycle_years: int, n: int) -> date:
    """The first day of cycle n: the anchor, then the day after the end before (F.2 rule 7); n >= 1."""
    return anchor if n == 1 else cycle_end(anchor, cycle_years, n - 1) + _ONE_DAY


def start_of(day: date) -> datetime:
    """The instant the day begins: 00:00 in Shanghai, given in UTC."""
    return _instant(day, time.min)


def due_instant(day: date, cutoff: time | None = None) -> datetime:
    """The instant the last day ends: 24:00 or the cutoff in Shanghai, given in UTC (F.2 rule 4, Art 203)."""
    return start_of(day + _ONE_DAY) if cutoff is None else _instant(day, cutoff)


def shanghai_date(instant: datetime) -> date:
    """The civil date in Shanghai at an instant; ValueError if the instant names no zone."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} names no time zone")
    return instant.astimezone(SHANGHAI).date()


def after_working_days(cal: WorkingCalendar, day0: date, n: int, what: str) -> Deadline:
    """n working days after day 0, which is not counted (F.2 rules 1 and 6)."""
    return reckon(cal, Reckoning(unit="wd", base=day0, count=n, what=what))


def publicity(cal: WorkingCalendar, first: date, n: int, what: str) -> Deadline:
    """n working days of public notice, the first day counted (F.2 rule 1; the notice's own dates prevail)."""
    return reckon(cal, Reckoning(unit="wd_from", base=first, count=n, what=what))


def after_days(cal: WorkingCalendar, day0: date, n: int, what: str) -> Deadline:
    """n calendar days after day 0, rolled (F.2 rules 1, 3 and 6)."""
    return reckon(cal, Reckoning(unit="d", base=day0, count=n, what=what))


def after_months(cal: WorkingCalendar, day0: date, n: int, what: str) -> Deadline:
    """n months after day 0, on the corresponding day, rolled (F.2 rules 1 to 3)."""
    return reckon(cal, Reckoning(unit="m", base=day0, count=n, what=what))


def on_day(cal: WorkingCalendar, day: date, what: str) -> Deadline:
    """A civil date fixed by rule, such as 31 March, rolled (F.2 rule 3)."""
    return reckon(cal, Reckoning(unit="on", base=day, what=what))


def before_days(day: date, n: int, what: str) -> Deadline:
    """n calendar days before a day; backward counts never roll (F.2 rule 6)."""
    how = Reckoning(unit="d_before", base=day, count=n, what=what)
    due = day - timedelta(days=n)
    return Deadline(raw_due=due, due=due, why=f"{_count(n, 'day')} before {what} on {day}, never rolled", how=how)


def reckon(cal: WorkingCalendar, how: Reckoning) -> Deadline:
    """The last day that this reckoning gives under the calendar; the same again, or after its base has moved."""
    base, n = how.base, how.count
    after = f"after {how.what} on {base}"
    match how.unit:
        case "wd":
            due = cal.working_days_after(base, n)
            found = _counted(cal, base + _ONE_DAY, due, f"{_count(n, 'working day')} {after}")
        case "wd_from":
            due = cal.working_days_from(base, n)
            basis = f"{_count(n, 'working day')} of {how.what} from {base}, the first day counted"
            found = _counted(cal, base, due, basis)
        case "d":
            found = _rolled(cal, base + timedelta(days=n), f"{_count(n, 'day')} {after}")
        case "m":
            found = _rolled(cal, add_months(base, n), f"{_count(n, 'month')} {after}")
        case "on":
            found = _rolled(cal, base, f"{how.what} on {base}")
        case "d_before":
            return before_days(base, n, how.what)
    return found.model_copy(update={"how": how})


def _counted(cal: WorkingCalendar, first: date, due: date, basis: str) -> Deadline:
    provisional = _is_provisional(cal, first, due)
    return Deadline(raw_due=due, due=due, provisional=provisional, why=basis + _note_on(cal, due, due))


def _rolled(cal: WorkingCalendar, raw: date, basis: str) -> Deadline:
    due = cal.roll(raw)
    provisional = _is_provisional(cal, raw, due)
    return Deadline(raw_due=raw, due=due, provisional=provisional, why=basis + _note_on(cal, raw, due))


def _is_provisional(cal: WorkingCalendar, first: date, last: date) -> bool:
    return any(cal.is_provisional(first + k * _ONE_DAY) for k in range((last - first).days + 1))


def _note_on(cal: WorkingCalendar, raw: date, due: date) -> str:
    if due != raw:
        reason = "a statutory holiday" if cal.is_statutory_holiday(raw) else cal.explain(raw)
        return f"; {reason}, rolled to {_named(cal, due)}"
    return f"; {_named(cal, due)}" if cal.is_make_up_day(due) else ""


def _named(cal: WorkingCalendar, day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day}" + (", a make-up working day" if cal.is_make_up_day(day) else "")


def _count(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"


def _instant(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI).astimezone(UTC)
