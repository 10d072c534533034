"""Working days, holidays and make-up days (F.2 rules 3 and 6, F.3)."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.days.festivals import FESTIVALS
from domain.days.holiday_notices import NOTICE_SETS, days_written
from domain.days.working_days import HolidayNotice, WorkingCalendar, faults_of_notice

CALENDAR = WorkingCalendar()
FIXED = WorkingCalendar(mode="fixed")
DAYS = st.dates(date(2018, 1, 1), date(2110, 12, 31))
COUNTS = st.integers(1, 40)


def days_of(first_year: int, last_year: int) -> list[date]:
    first, end = date(first_year, 1, 1), date(last_year + 1, 1, 1)
    return [first + timedelta(days=k) for k in range((end - first).days)]


def notice(year: int, document: str, off: str, worked: str) -> HolidayNotice:
    lists = {"off": days_written(year, off), "worked": days_written(year, worked)}
    return HolidayNotice(year=year, document=document, **lists)


OF_2019 = notice(
    2019,
    "国务院办公厅关于2019年部分节假日安排的通知",
    off="2018-12-30..01-01 02-04..10 04-05..07 05-01 06-07..09 09-13..15 10-01..07",
    worked="2018-12-29 02-02 02-03 09-29 10-12",
)
OF_2019_AMENDED = notice(
    2019,
    "国务院办公厅关于调整2019年劳动节假期安排的通知",
    off="2018-12-30..01-01 02-04..10 04-05..07 05-01..04 06-07..09 09-13..15 10-01..07",
    worked="2018-12-29 02-02 02-03 04-28 05-05 09-29 10-12",
)
OF_2020 = notice(
    2020,
    "国务院办公厅关于2020年部分节假日安排的通知",
    off="01-01 01-24..30 04-04..06 05-01..05 06-25..27 10-01..08",
    worked="01-19 02-01 04-26 05-09 06-28 09-27 10-10",
)
OF_2020_AMENDED = notice(
    2020,
    "国务院办公厅关于延长2020年春节假期的通知",
    off="01-01 01-24..02-02 04-04..06 05-01..05 06-25..27 10-01..08",
    worked="01-19 04-26 05-09 06-28 09-27 10-10",
)
OF_2027 = notice(2027, "a notice made up for the tests", off="2026-12-31..01-02 02-05..12", worked="02-13")


class TestTheNoticesOf2021To2026:
    """F.3: a day is worked or not as the year's notice arranges."""

    def test_they_agree_with_the_chinesecalendar_package_on_every_day(self) -> None:
        differing = [d for d in days_of(2021, 2026) if CALENDAR.is_working_day(d) != chinese_calendar.is_workday(d)]
        assert differing == []

    def test_no_day_of_theirs_is_provisional(self) -> None:
        assert not any(map(CALENDAR.is_provisional, days_of(2021, 2026)))
        assert CALENDAR.is_provisional(date(2020, 12, 31))
        assert CALENDAR.is_provisional(date(2027, 1, 1))

    def test_the_notice_of_2023_gives_the_last_day_of_2022_off(self) -> None:
        assert CALENDAR.is_statutory_holiday(date(2022, 12, 31))
        assert not CALENDAR.is_statutory_holiday(date(2022, 12, 30))

    def test_they_lie_in_their_own_years_or_the_december_before(self) -> None:
        rows = NOTICE_SETS["2026"]
        built_in = [notice(row.year, row.document, row.off, row.worked) for row in rows]
        assert [fault for each in built_in for fault in faults_of_notice(each)] == []

    def test_only_a_built_in_set_can_be_named(self) -> None:
        with pytest.raises(ValidationError, match="no built-in set of holiday notices is named '2020'"):
            WorkingCalendar(base="2020")


@pytest.mark.law("G-41")
class TestRule3Roll:
    """F.2 rule 3, Civil Code Art 203: a rest day gives way to the next day that is none."""

    @pytest.mark.parametrize(
        ("raw", "due"),
        [
            (date(2022, 4, 30), date(2022, 5, 5)),
            (date(2023, 4, 30), date(2023, 5, 4)),
            (date(2024, 3, 31), date(2024, 4, 1)),
            (date(2025, 9, 27), date(2025, 9, 28)),
            (date(2026, 2, 14), date(2026, 2, 14)),
            (date(2026, 10, 9), date(2026, 10, 9)),
        ],
    )
    def test_it_lands_on_the_next_day_actually_worked(self, raw: date, due: date) -> None:
        assert CALENDAR.roll(raw) == due

    @given(DAYS)
    def test_it_never_goes_back_and_lands_on_a_working_day(self, day: date) -> None:
        assert CALENDAR.roll(day) >= day
        assert CALENDAR.is_working_day(CALENDAR.roll(day))


class TestRule6Counting:
    """F.2 rules 1 and 6, Civil Code Art 201: day 0 is not counted; in publicity the first day is."""

    def test_twenty_after_2022_09_05_end_on_a_make_up_sunday(self) -> None:
        assert CALENDAR.working_days_after(date(2022, 9, 5), 20) == date(2022, 10, 9)

    def test_ten_after_2026_02_11_span_the_spring_festival(self) -> None:
        assert CALENDAR.working_days_after(date(2026, 2, 11), 10) == date(2026, 3, 3)

    def test_five_from_a_make_up_saturday_count_it(self) -> None:
        assert CALENDAR.working_days_from(date(2022, 10, 8), 5) == date(2022, 10, 12)

    def test_the_first_day_of_publicity_does_not_count_if_it_is_a_rest_day(self) -> None:
        assert CALENDAR.working_days_from(date(2022, 10, 7), 5) == date(2022, 10, 12)

    def test_one_before_a_monday_is_the_friday_or_the_make_up_sunday(self) -> None:
        assert CALENDAR.working_days_before(date(2026, 3, 30), 1) == date(2026, 3, 27)
        assert CALENDAR.working_days_before(date(2025, 9, 29), 1) == date(2025, 9, 28)

    @given(DAYS, COUNTS)
    def test_one_more_day_is_always_later(self, day: date, n: int) -> None:
        assert CALENDAR.working_days_after(day, n) < CALENDAR.working_days_after(day, n + 1)

    @given(DAYS, COUNTS)
    def test_a_later_start_is_never_sooner(self, day: date, n: int) -> None:
        tomorrow = day + timedelta(days=1)
        assert CALENDAR.working_days_after(day, n) <= CALENDAR.working_days_after(tomorrow, n)

    @given(DAYS, COUNTS)
    def test_counting_back_undoes_counting_on(self, day: date, n: int) -> None:
        start = CALENDAR.roll(day)
        assert CALENDAR.working_days_before(CALENDAR.working_days_after(start, n), n) == start

    @pytest.mark.parametrize("n", [0, -1])
    def test_nothing_is_counted_from_zero(self, n: int) -> None:
        with pytest.raises(ValueError, match="counted from 1"):
            CALENDAR.working_days_after(date(2026, 3, 30), n)


@pytest.mark.law("G-57")
class TestNoticesLoadedLater:
    """F.3: calendars are amended mid-year; a later notice for a year replaces the earlier one whole."""

    def test_the_amendment_of_2019_03_22_moves_2_may_to_the_make_up_sunday(self) -> None:
        before, after = (WorkingCalendar(extra=extra) for extra in [(OF_2019,), (OF_2019, OF_2019_AMENDED)])
        assert before.roll(date(2019, 5, 2)) == date(2019, 5, 2)
        assert after.roll(date(2019, 5, 2)) == date(2019, 5, 5)

    def test_the_notice_of_2020_01_27_moves_31_january_to_monday(self) -> None:
        before, after = (WorkingCalendar(extra=extra) for extra in [(OF_2020,), (OF_2020, OF_2020_AMENDED)])
        assert before.roll(date(2020, 1, 31)) == date(2020, 1, 31)
        assert after.roll(date(2020, 1, 31)) == date(2020, 2, 3)

    def test_the_amended_years_agree_with_the_chinesecalendar_package(self) -> None:
        calendar = WorkingCalendar(extra=(OF_2019_AMENDED, OF_2020_AMENDED))
        differing = [d for d in days_of(2019, 2020) if calendar.is_working_day(d) != chinese_calendar.is_workday(d)]
        assert differing == []

    def test_loading_an_amendment_keeps_one_notice_a_year(self) -> None:
        calendar = CALENDAR.with_notice(OF_2019).with_notice(OF_2020).with_notice(OF_2019_AMENDED)
        assert calendar.extra == (OF_2020, OF_2019_AMENDED)
        assert CALENDAR.extra == ()

    def test_a_loaded_year_is_no_longer_provisional(self) -> None:
        loaded = CALENDAR.with_notice(OF_2027)
        assert CALENDAR.is_provisional(date(2027, 3, 1))
        assert not loaded.is_provisional(date(2027, 3, 1))

    def test_the_notice_of_2027_may_rearrange_the_end_of_2026(self) -> None:
        assert CALENDAR.is_working_day(date(2026, 12, 31))
        assert not CALENDAR.with_notice(OF_2027).is_working_day(date(2026, 12, 31))

    def test_where_two_notices_list_a_day_the_later_years_prevails(self) -> None:
        of_2026 = notice(2026, "made up", off="10-01..07", worked="12-31")
        assert not CALENDAR.with_notice(OF_2027).with_notice(of_2026).is_working_day(date(2026, 12, 31))

    def test_a_listed_december_day_of_a_year_without_notice_is_not_provisional(self) -> None:
        calendar = CALENDAR.with_notice(OF_2019)
        assert calendar.is_provisional(date(2018, 12, 28))
        assert not calendar.is_provisional(date(2018, 12, 29))
        assert calendar.is_working_day(date(2018, 12, 29))

    def test_it_survives_being_stored(self) -> None:
        calendar = CALENDAR.with_notice(OF_2027)
        assert WorkingCalendar.model_validate_json(calendar.model_dump_json()) == calendar

    def test_the_built_in_notices_are_not_stored(self) -> None:
        assert len(CALENDAR.model_dump_json()) < 100


class TestFaultsOfANotice:
    """F.3: a notice lists days of its year and of the December before."""

    def test_a_sound_notice_has_none(self) -> None:
        assert faults_of_notice(OF_2019_AMENDED) == []

    def test_every_slip_is_named(self) -> None:
        slips = notice(2027, "with slips", off="2026-11-30 02-13", worked="02-13 02-15 2028-01-01")
        faults = " ".join(faults_of_notice(slips))
        assert "2026-11-30 is neither" in faults
        assert "2028-01-01 is neither" in faults
        assert "2027-02-13 is listed both" in faults
        assert "2027-02-15 is a weekday" in faults

    def test_an_empty_notice_is_named(self) -> None:
        assert faults_of_notice(HolidayNotice(year=2027, document="empty")) == ["The notice for 2027 lists no day off."]


@pytest.mark.law("G-56")
class TestYearsWithoutNotice:
    """F.3: weekends and 1 Jan, 1-2 May, 1-3 Oct; projected also the festivals (Holiday Measures, Art 2)."""

    @pytest.mark.parametrize("calendar", [CALENDAR, FIXED])
    def test_the_fixed_holidays_are_off_and_their_neighbours_are_not(self, calendar: WorkingCalendar) -> None:
        off = [d for d in days_of(2029, 2029) if d.month in (1, 5, 10) and calendar.is_statutory_holiday(d)]
        assert [(d.month, d.day) for d in off] == [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]

    def test_projected_spring_festival_lasts_from_the_eve_to_the_third_day(self) -> None:
        spring = [date(2029, 2, day) for day in range(11, 18) if CALENDAR.is_statutory_holiday(date(2029, 2, day))]
        assert spring == [date(2029, 2, day) for day in (12, 13, 14, 15)]
        assert FIXED.is_working_day(date(2029, 2, 13))

    def test_the_festivals_agree_with_the_holidays_package(self) -> None:
        differing = [year for year in FESTIVALS if set(FESTIVALS[year].days_off()) != festivals_of(year)]
        assert differing == []
        assert [*FESTIVALS] == [*range(2027, 2100)]

    def test_beyond_the_table_only_the_fixed_holidays_are_known(self) -> None:
        days = days_of(2100, 2100)
        assert [CALENDAR.is_working_day(d) for d in days] == [FIXED.is_working_day(d) for d in days]


def festivals_of(year: int) -> set[date]:
    names = ("Chinese New Year", "Tomb-Sweeping Day", "Dragon Boat Festival", "Mid-Autumn Festival")
    known = holidays.country_holidays("CN", years=year, language="en_US")
    named = [(day, name) for day in known for name in known.get_list(day) if name.startswith(names)]
    return {day for day, name in named if "observed" not in name}


class TestExplanation:
    """F.3: an official is told what a day is."""

    @pytest.mark.parametrize(
        ("day", "words"),
        [
            (date(2025, 9, 27), "Saturday"),
            (date(2026, 3, 29), "Sunday"),
            (date(2025, 9, 28), "make-up working day"),
            (date(2025, 10, 8), "statutory holiday"),
            (date(2027, 2, 8), "statutory holiday"),
            (date(2025, 9, 26), "Friday"),
        ],
    )
    def test_a_day_is_explained(self, day: date, words: str) -> None:
        assert CALENDAR.explain(day) == words
