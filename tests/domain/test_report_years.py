"""The years of annual reports: merged first years, leap years, evaluation, exit (G-11, G-13, G-19, G-20)."""

from datetime import date
from typing import Any

import lives
import pytest
from lives import ML, MO, closing, duty, leaving, operating, owed_keys, reports_of, take, until

from domain.reports.matter import AnnualReport, ReportState
from domain.states import State

KEY, NEXT = "annual-report/2023", "annual-report/2024"


def report(centre: Any, key: str = KEY) -> AnnualReport:
    """The annual report with that key."""
    return centre.find(AnnualReport, key)  # type: ignore[no-any-return]


def days_of(centre: Any, key: str) -> int:
    """How many days the report covers, both ends counted."""
    period = report(centre, key)
    return (period.period_to - period.period_from).days + 1


@pytest.mark.law("G-11", "A01")
class TestMergedFirstYears:
    """G-11: 183 days after the approval make a report of their own; fewer go into the next, of at most 549 days."""

    @pytest.mark.parametrize(("approved_on", "merged"), [(date(2023, 7, 1), False), (date(2023, 7, 2), True)])
    def test_both_sides_of_183_days(self, approved_on: date, merged: bool) -> None:
        centre = until(operating(approved_on), date(2024, 1, 2))
        assert (report(centre).state is ReportState.MERGED_NEXT_YEAR) is merged

    def test_the_longest_merged_period_has_549_days(self) -> None:
        assert days_of(until(operating(date(2023, 7, 2)), date(2025, 1, 2)), NEXT) == 549

    def test_one_day_later_it_has_548(self) -> None:
        assert days_of(until(operating(date(2023, 7, 3)), date(2025, 1, 2)), NEXT) == 548

    def test_without_a_leap_day_it_has_548(self) -> None:
        centre = until(operating(date(2022, 7, 2)), date(2024, 1, 2))
        assert days_of(centre, KEY) == 548

    def test_the_merged_year_owes_nothing_and_is_over(self) -> None:
        centre = until(operating(date(2023, 12, 31)), date(2024, 1, 2))
        assert owed_keys(centre, KEY) == set()
        assert not report(centre).is_open

    def test_the_year_after_is_a_calendar_year_again(self) -> None:
        centre = until(operating(date(2023, 8, 18)), date(2026, 1, 2))
        assert report(centre, "annual-report/2025").period_from == date(2025, 1, 1)


@pytest.mark.law("G-20")
class TestLeapYears:
    """G-20: days are counted by the calendar; a leap year's report covers 366 of them."""

    @pytest.mark.parametrize(("year", "days"), [(2024, 366), (2025, 365), (2028, 366)])
    def test_a_year_has_the_days_of_the_calendar(self, year: int, days: int) -> None:
        centre = until(operating(), date(year + 1, 1, 2))
        assert days_of(centre, f"annual-report/{year}") == days

    @pytest.mark.parametrize(("approved_on", "merged"), [(date(2024, 7, 1), False), (date(2024, 7, 2), True)])
    def test_the_leap_day_lies_before_the_half_year(self, approved_on: date, merged: bool) -> None:
        centre = until(operating(approved_on), date(2025, 1, 2))
        assert (report(centre, NEXT).state is ReportState.MERGED_NEXT_YEAR) is merged

    def test_a_centre_approved_on_the_leap_day_reports_from_it(self) -> None:
        centre = until(operating(date(2024, 2, 29)), date(2025, 1, 2))
        assert days_of(centre, NEXT) == 307


@pytest.mark.law("G-12", "G-13", "A01")
class TestBesideTheMainLife:
    """G-12, G-13: a report is due while the centre is evaluated or rectifies, and after the cycle has ended."""

    @pytest.mark.parametrize("life", ["evaluating", "rectifying", "leaving"])
    def test_the_report_opens_all_the_same(self, life: str) -> None:
        centre = getattr(lives, life)()
        year = centre.since.year
        assert f"annual-report/{year}" in reports_of(until(centre, date(year + 1, 1, 2)))


@pytest.mark.law("A10", "G-19", "A01")
class TestTheYearOfTheExit:
    """A10, G-19: an exit closes the open reports unfiled; the closing report replaces that of the year."""

    def test_an_open_report_is_closed_unfiled(self) -> None:
        assert report(closing()).state is ReportState.CLOSED_UNFILED
        assert duty(closing(), KEY, "ar_centre_due").status == "lapsed"

    def test_the_year_of_the_exit_opens_no_report(self) -> None:
        assert NEXT not in reports_of(until(closing(), date(2025, 6, 2)))

    def test_the_closing_report_is_owed_instead(self) -> None:
        assert "closing_report_due" in owed_keys(closing())

    @pytest.mark.parametrize(("on", "opened"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)])
    def test_an_exit_on_the_last_day_of_the_year_comes_before_the_report(self, on: date, opened: bool) -> None:
        gone = take(leaving(), "confirm_exit", ML, on)
        assert (gone.state, NEXT in reports_of(gone)) == (State.CLOSING, opened)

    def test_an_exit_that_is_not_confirmed_changes_nothing(self) -> None:
        stays = take(leaving(), "reject_exit", ML, date(2024, 7, 1))
        assert report(take(stays, "open_report", MO, date(2024, 11, 4), {"year": 2024}), NEXT).is_open
