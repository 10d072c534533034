"""What an obligation is pinned to when it is created: profile, edition, calendar, by name (B.0 rule 6, C.12)."""

from functools import lru_cache

from domain.days.working_days import HolidayNotice, WorkingCalendar
from domain.decisions import fingerprint
from domain.obligations import Obligation
from domain.texts import JsonValue


def calendar_version(calendar: WorkingCalendar) -> str:
    """The calendar in a word: its built-in set, the years loaded since with their fingerprint, how it is read."""
    loaded = "".join(f"+{notice.year}.{_mark(notice)}" for notice in calendar.extra)
    read = "" if calendar.mode == "projected" else f"/{calendar.mode}"
    return f"{calendar.base}{loaded}{read}" + (f"/{calendar.shift_years} years earlier" if calendar.shift_years else "")


@lru_cache(maxsize=64)
def _mark(notice: HolidayNotice) -> str:
    plain: JsonValue = notice.model_dump(mode="json")
    return fingerprint(plain)[:6]


def pinned(obligation: Obligation, profile: str, edition: str, calendar: WorkingCalendar) -> Obligation:
    """The obligation with what it was created under; one that is pinned already stays so."""
    if obligation.profile is not None:
        return obligation
    pins = {"profile": profile, "edition": edition, "calendar": calendar_version(calendar)}
    return obligation.model_copy(update=pins)
