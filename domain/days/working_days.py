"""Which days are worked, and counting by them (F.2 rules 3 and 6, F.3; Civil Code Arts 201 and 203).

All values are civil dates in Asia/Shanghai. A rest day is one actually arranged: make-up days are worked.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple, Self

from pydantic import field_validator

from domain.days.festivals import FESTIVALS
from domain.days.holiday_notices import NOTICE_SETS, days_written
from domain.fact import Fact

Mode = Literal["projected", "fixed"]

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIXED_HOLIDAYS: Final = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
_ONE_DAY: Final = timedelta(days=1)


class HolidayNotice(Fact):
    """One year's arrangement by the General Office of the State Council, possibly amended later (F.3)."""

    year: int
    document: str
    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


class WorkingCalendar(Fact):
    """The calendar a centre lives by: a named set of built-in notices and those loaded since (F.3).

    A later notice for a year replaces the earlier one whole. A year without a notice has weekends, the fixed
    holidays and, in mode "projected", the festivals (2027 to 2099). With `shift_years` n (a rehearsal) a day
    is judged by the day n years earlier, and notices keep their own years; 28 keeps weekdays and leap days up
    to 28 February 2100.
    """

    base: str = "2026"
    mode: Mode = "projected"
    shift_years: int = 0
    extra: tuple[HolidayNotice, ...] = ()

    @field_validator("base")
    @classmethod
    def _is_built_in(cls, base: str) -> str:
        if base not in NOTICE_SETS:
            raise ValueError(f"no built-in set of holiday notices is named {base!r}; there are {[*NOTICE_SETS]}")
        return base

    def with_notice(self, notice: HolidayNotice) -> Self:
        """The calendar after a notice is loaded; it replaces one loaded before for the same year (F.3)."""
        others = tuple(loaded for loaded in self.extra if loaded.year != notice.year)
        return self.model_copy(update={"extra": (*others, notice)})

    def is_make_up_day(self, day: date) -> bool:
        """Whether a notice names the day as worked in exchange for a day off (F.3)."""
        return self._judged(day) in _listed(self.base, self.extra).worked

    def is_statutory_holiday(self, day: date) -> bool:
        """Whether a notice or, without one, the Holiday Measures (of 2024-11-10, Art 2) give the day off."""
        judged, listed = self._judged(day), _listed(self.base, self.extra)
        if judged in listed.off or judged in listed.worked or judged.year in listed.years:
            return judged in listed.off
        return judged in _holidays_without_notice(judged.year, self.mode)

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked: a make-up day, or a weekday that is no holiday (F.2 rule 3)."""
        if self._judged(day).weekday() < 5:
            return not self.is_statutory_holiday(day)
        return self.is_make_up_day(day)

    def is_provisional(self, day: date) -> bool:
        """Whether no notice covers the day; one a notice lists in the December before is covered (F.3)."""
        judged, listed = self._judged(day), _listed(self.base, self.extra)
        return not (judged.year in listed.years or judged in listed.off or judged in listed.worked)

    def roll(self, day: date) -> date:
        """The day itself or, if it is a rest day, the next that is not (F.2 rule 3, Civil Code Art 203)."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def working_days_after(self, day0: date, n: int) -> date:
        """The n-th working day after day 0, which is not counted (F.2 rules 1 and 6); ValueError if n < 1."""
        return self._nth_working_day(day0, n, _ONE_DAY)

    def working_days_from(self, first: date, n: int) -> date:
        """The n-th working day from `first`, which counts if worked (F.2 rule 1); ValueError if n < 1."""
        return self._nth_working_day(first - _ONE_DAY, n, _ONE_DAY)

    def working_days_before(self, day: date, n: int) -> date:
        """The n-th working day before a day, which is not counted (F.2 rule 6); ValueError if n < 1."""
        return self._nth_working_day(day, n, -_ONE_DAY)

    def explain(self, day: date) -> str:
        """What the day is, in words: "make-up working day", "statutory holiday", or its weekday."""
        if self.is_make_up_day(day):
            return "make-up working day"
        return "statutory holiday" if self.is_statutory_holiday(day) else WEEKDAYS[self._judged(day).weekday()]

    def _nth_working_day(self, day: date, n: int, step: timedelta) -> date:
        if n < 1:
            raise ValueError(f"working days are counted from 1, not {n}")
        for _ in range(n):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def _judged(self, day: date) -> date:
        return _years_earlier(day, self.shift_years) if self.shift_years else day


def faults_of_notice(notice: HolidayNotice) -> list[str]:
    """What an official should check before a notice is loaded, as sentences; empty if nothing (F.3)."""
    december, year_end = date(notice.year - 1, 12, 1), date(notice.year, 12, 31)
    strays = [day for day in (*notice.off, *notice.worked) if not december <= day <= year_end]
    both = set(notice.off) & set(notice.worked)
    needless = [day for day in notice.worked if day.weekday() < 5]
    return [
        *([] if notice.off else [f"The notice for {notice.year} lists no day off."]),
        *_each(strays, f"is neither in {notice.year} nor in the December before"),
        *_each(both, "is listed both as off and as worked"),
        *_each(needless, "is a weekday and cannot be a make-up working day"),
    ]


def _each(days: Iterable[date], fault: str) -> list[str]:
    return [f"{day} {fault}." for day in sorted(days)]


class _Listed(NamedTuple):
    years: frozenset[int]
    off: frozenset[date]
    worked: frozenset[date]


@lru_cache(maxsize=64)
def _listed(base: str, extra: tuple[HolidayNotice, ...]) -> _Listed:
    """The notices in force, merged; where two list one day, the notice of the later year prevails."""
    in_force = {notice.year: notice for notice in (*_built_in(base), *extra)}
    works: dict[date, bool] = {}
    for _, notice in sorted(in_force.items()):
        works |= dict.fromkeys(notice.off, False) | dict.fromkeys(notice.worked, True)
    off = frozenset(day for day, worked in works.items() if not worked)
    return _Listed(frozenset(in_force), off, frozenset(works) - off)


@lru_cache(maxsize=8)
def _built_in(base: str) -> tuple[HolidayNotice, ...]:
    return tuple(
        HolidayNotice(
            year=row.year,
            document=row.document,
            off=days_written(row.year, row.off),
            worked=days_written(row.year, row.worked),
        )
        for row in NOTICE_SETS[base]
    )


@lru_cache(maxsize=256)
def _holidays_without_notice(year: int, mode: Mode) -> frozenset[date]:
    fixed = frozenset(date(year, month, day) for month, day in _FIXED_HOLIDAYS)
    if mode == "fixed" or year not in FESTIVALS:
        return fixed
    return fixed | FESTIVALS[year].days_off()


def _years_earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
