"""Periods and their ends (F.2; Civil Code Arts 200 to 204; the vectors of F.3)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.days.periods import (
    Deadline,
    add_months,
    add_years,
    after_days,
    after_months,
    after_working_days,
    before_days,
    cycle_end,
    cycle_start,
    due_instant,
    on_day,
    publicity,
    shanghai_date,
    shift_years,
    start_of,
)
from domain.days.working_days import HolidayNotice, WorkingCalendar

CALENDAR = WorkingCalendar()
REHEARSAL = WorkingCalendar(shift_years=28)
LEAP_DAY = date(2024, 2, 29)
DAYS = st.dates(date(2018, 1, 1), date(2071, 12, 31))


class TestRule2MonthsAndYears:
    """F.2 rule 2, Civil Code Art 202: the corresponding day; if there is none, the month's last."""

    @pytest.mark.parametrize(
        ("day", "months", "end"),
        [
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2024, 1, 31), 1, date(2024, 2, 29)),
            (date(2023, 1, 31), 1, date(2023, 2, 28)),
            (date(2024, 1, 30), 1, date(2024, 2, 29)),
            (date(2024, 1, 28), 1, date(2024, 2, 28)),
            (date(2024, 11, 30), 3, date(2025, 2, 28)),
            (date(2024, 12, 31), 12, date(2025, 12, 31)),
            (date(2024, 3, 31), -1, date(2024, 2, 29)),
            (date(2024, 1, 31), -2, date(2023, 11, 30)),
        ],
    )
    def test_months_end_on_the_corresponding_day(self, day: date, months: int, end: date) -> None:
        assert add_months(day, months) == end

    def test_a_leap_day_returns_in_leap_years_only(self) -> None:
        assert [add_years(LEAP_DAY, n) for n in (3, 4)] == [date(2027, 2, 28), date(2028, 2, 29)]


@pytest.mark.law("B.0", "Art 17.5", "Art 29", "G-58")
class TestRule7Cycles:
    """F.2 rules 5 and 7: always from the anchor, the next cycle the day after, never rolled."""

    @pytest.mark.parametrize(
        ("n", "end"),
        [
            (1, date(2027, 2, 28)),
            (2, date(2030, 2, 28)),
            (3, date(2033, 2, 28)),
            (4, date(2036, 2, 29)),
        ],
    )
    def test_a_leap_day_anchor_finds_its_day_again(self, n: int, end: date) -> None:
        assert cycle_end(LEAP_DAY, 3, n) == end

    def test_the_first_cycle_starts_on_the_anchor(self) -> None:
        assert cycle_start(LEAP_DAY, 3, 1) == LEAP_DAY

    @given(DAYS, st.integers(1, 10), st.integers(1, 5))
    def test_each_cycle_starts_the_day_after_the_one_before(self, anchor: date, years: int, n: int) -> None:
        assert cycle_start(anchor, years, n + 1) - cycle_end(anchor, years, n) == timedelta(days=1)

    def test_an_end_on_a_rest_day_stays(self) -> None:
        assert cycle_end(date(2023, 5, 1), 3, 1) == date(2026, 5, 1)

    @pytest.mark.parametrize("n", [0, -1])
    def test_there_is_no_cycle_before_the_first(self, n: int) -> None:
        with pytest.raises(ValueError, match="cycles are counted from 1"):
            cycle_start(LEAP_DAY, 3, n)


class TestRule4TheLastDayEnds:
    """F.2 rule 4, Civil Code Art 203: at 24:00 in Shanghai, or when the window closes."""

    def test_2026_03_31_ends_at_16_hours_utc(self) -> None:
        assert due_instant(date(2026, 3, 31)) == datetime(2026, 3, 31, 16, tzinfo=UTC)
        assert due_instant(date(2026, 3, 31)).isoformat() == "2026-03-31T16:00:00+00:00"

    def test_a_window_may_close_at_15_hours(self) -> None:
        assert due_instant(date(2017, 6, 22), time(15)) == datetime(2017, 6, 22, 7, tzinfo=UTC)

    def test_a_day_starts_when_the_one_before_ends(self) -> None:
        assert start_of(date(2026, 4, 1)) == due_instant(date(2026, 3, 31))

    def test_the_last_second_and_the_next_are_on_different_days(self) -> None:
        end = due_instant(date(2026, 3, 31))
        assert shanghai_date(end - timedelta(seconds=1)) == date(2026, 3, 31)
        assert shanghai_date(end) == date(2026, 4, 1)

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="names no time zone"):
            shanghai_date(datetime(2026, 3, 31))  # noqa: DTZ001


@pytest.mark.law("G-41", "G-20")
class TestDeadlinesInMonthsAndDays:
    """F.2 rules 1 to 3 and 6: day 0 is not counted, and a last day of rest is rolled."""

    def test_12_months_after_2024_09_27_end_on_a_make_up_sunday(self) -> None:
        deadline = after_months(CALENDAR, date(2024, 9, 27), 12, "delivery")
        assert (deadline.raw_due, deadline.due) == (date(2025, 9, 27), date(2025, 9, 28))
        assert deadline.why == (
            "12 months after delivery on 2024-09-27; Saturday, rolled to Sunday 2025-09-28, a make-up working day"
        )

    def test_180_days_after_2025_08_18_end_on_a_make_up_saturday_and_stay(self) -> None:
        deadline = after_days(CALENDAR, date(2025, 8, 18), 180, "the end of the cycle")
        assert deadline.raw_due == deadline.due == date(2026, 2, 14)
        assert deadline.why.endswith("on 2025-08-18; Saturday 2026-02-14, a make-up working day")

    def test_12_months_after_a_leap_day_end_on_the_28th(self) -> None:
        assert after_months(CALENDAR, LEAP_DAY, 12, "delivery").due == date(2025, 2, 28)

    def test_1_month_after_31_january_ends_on_the_leap_day(self) -> None:
        deadline = after_months(CALENDAR, date(2024, 1, 31), 1, "delivery")
        assert (deadline.due, deadline.why) == (LEAP_DAY, "1 month after delivery on 2024-01-31")

    def test_60_days_after_2024_09_27_end_on_a_tuesday(self) -> None:
        assert after_days(CALENDAR, date(2024, 9, 27), 60, "delivery").due == date(2024, 11, 26)

    def test_a_holiday_is_named_as_the_reason(self) -> None:
        deadline = on_day(CALENDAR, date(2023, 4, 30), "report due")
        assert deadline.due == date(2023, 5, 4)
        assert deadline.why == "report due on 2023-04-30; a statutory holiday, rolled to Thursday 2023-05-04"

    @pytest.mark.parametrize(
        ("raw", "due"), [(date(2024, 3, 31), date(2024, 4, 1)), (date(2025, 3, 31), date(2025, 3, 31))]
    )
    def test_31_march_is_rolled_in_2024_only(self, raw: date, due: date) -> None:
        assert on_day(CALENDAR, raw, "report due").due == due

    @given(DAYS, st.integers(1, 48))
    def test_no_deadline_falls_on_a_rest_day(self, day0: date, n: int) -> None:
        deadline = after_months(CALENDAR, day0, n, "delivery")
        assert deadline.raw_due <= deadline.due
        assert CALENDAR.is_working_day(deadline.due)


class TestDeadlinesInWorkingDays:
    """F.2 rules 1 and 6: day 0 is not counted; in publicity the first day is."""

    def test_20_after_2022_09_05_end_on_a_make_up_sunday(self) -> None:
        deadline = after_working_days(CALENDAR, date(2022, 9, 5), 20, "receipt")
        assert deadline.raw_due == deadline.due == date(2022, 10, 9)
        assert deadline.why == ("20 working days after receipt on 2022-09-05; Sunday 2022-10-09, a make-up working day")

    def test_10_after_2026_02_11_span_the_spring_festival(self) -> None:
        assert after_working_days(CALENDAR, date(2026, 2, 11), 10, "receipt").due == date(2026, 3, 3)

    def test_5_of_publicity_from_2022_10_08_count_that_saturday(self) -> None:
        deadline = publicity(CALENDAR, date(2022, 10, 8), 5, "publicity")
        assert deadline.due == date(2022, 10, 12)
        assert deadline.why == "5 working days of publicity from 2022-10-08, the first day counted"

    def test_1_is_written_in_the_singular(self) -> None:
        deadline = after_working_days(CALENDAR, date(2026, 3, 30), 1, "receipt")
        assert deadline.why == "1 working day after receipt on 2026-03-30"


class TestBackwardCounts:
    """F.2 rule 6: backward counts never roll."""

    def test_30_days_before_an_end_may_be_a_sunday(self) -> None:
        deadline = before_days(date(2026, 3, 31), 30, "the report is due")
        assert deadline.raw_due == deadline.due == date(2026, 3, 1)
        assert deadline.why == "30 days before the report is due on 2026-03-31, never rolled"


@pytest.mark.law("G-56")
class TestProvisionalDeadlines:
    """F.3: provisional while the raw day, the rolled day or a counted day has no notice."""

    @pytest.mark.parametrize(("day", "provisional"), [(date(2026, 12, 31), False), (date(2027, 1, 4), True)])
    def test_a_fixed_day_is_as_its_year(self, day: date, provisional: bool) -> None:
        assert on_day(CALENDAR, day, "report due").provisional is provisional

    def test_a_period_in_months_rests_only_on_its_end(self) -> None:
        assert not after_months(CALENDAR, date(2018, 3, 1), 60, "approval").provisional
        assert after_months(CALENDAR, date(2024, 3, 1), 36, "approval").provisional

    @pytest.mark.parametrize(("n", "provisional"), [(3, False), (4, True)])
    def test_working_days_rest_on_every_day_counted(self, n: int, provisional: bool) -> None:
        deadline = after_working_days(CALENDAR, date(2026, 12, 28), n, "receipt")
        assert deadline.provisional is provisional

    @pytest.mark.parametrize(("first", "provisional"), [(date(2020, 12, 31), True), (date(2021, 1, 4), False)])
    def test_the_first_day_of_publicity_is_one_of_them(self, first: date, provisional: bool) -> None:
        assert publicity(CALENDAR, first, 2, "publicity").provisional is provisional

    def test_day_0_is_not(self) -> None:
        assert not after_working_days(CALENDAR, date(2020, 12, 31), 2, "receipt").provisional

    def test_a_stored_deadline_may_lack_what_came_later(self) -> None:
        stored = Deadline.model_validate_json('{"raw_due": "2026-03-31", "due": "2026-03-31", "old": 1}')
        assert stored == Deadline(raw_due=date(2026, 3, 31), due=date(2026, 3, 31))


class TestARehearsal:
    """Shifted by 28 years, a life has the real weekdays, leap days, notices and festivals, until 2100."""

    @given(DAYS)
    def test_a_day_keeps_its_name_and_its_weekday(self, day: date) -> None:
        shifted = shift_years(day, 28)
        assert (shifted.month, shifted.day, shifted.weekday()) == (day.month, day.day, day.weekday())

    def test_every_day_from_2018_to_2035_is_explained_alike(self) -> None:
        days = [date(2018, 1, 1) + timedelta(days=k) for k in range(18 * 365)]
        differing = [d for d in days if REHEARSAL.explain(shift_years(d, 28)) != CALENDAR.explain(d)]
        assert differing == []

    @given(DAYS, st.integers(1, 40))
    def test_working_days_are_counted_alike(self, day: date, n: int) -> None:
        real = CALENDAR.working_days_after(day, n)
        assert REHEARSAL.working_days_after(shift_years(day, 28), n) == shift_years(real, 28)

    def test_it_is_provisional_where_the_real_one_is(self) -> None:
        assert not REHEARSAL.is_provisional(date(2054, 12, 31))
        assert REHEARSAL.is_provisional(date(2055, 1, 1))

    def test_a_notice_loaded_keeps_its_own_years(self) -> None:
        loaded = REHEARSAL.with_notice(HolidayNotice(year=2027, document="2027", off=(date(2027, 2, 5),)))
        assert loaded.explain(date(2055, 2, 5)) == "statutory holiday"
        assert not loaded.is_provisional(date(2055, 1, 1))

    def test_a_leap_day_shifted_to_a_common_year_is_judged_as_the_28th(self) -> None:
        assert WorkingCalendar(shift_years=3).explain(LEAP_DAY) == "Sunday"
