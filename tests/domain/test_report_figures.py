"""The figures of filed reports over the years: what is striking, what is kept, what a cycle adds up to (C.4; E08)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import MO, REPORTER, SD, operating, take, until

from domain.centre import Centre
from domain.reports.matter import AnnualReport
from domain.reports.prefill import prefill
from domain.samples import sample_content

FIRST = {"companies_incubated_cum": 10, "rd_expenditure": 100, "staff_total": 50, "equipment_open_rate": 60}


def with_data(centre: Centre, year: int, dataset: Any, last: str = "file_report") -> Centre:
    """The centre after its report on that year has come as far as the act named."""
    key, following = f"annual-report/{year}", year + 1
    content = {**sample_content("submit_report"), "dataset": dataset}
    steps = (
        ("submit_report", REPORTER, date(following, 3, 20), content),
        ("endorse_report", SD, date(following, 4, 9), {}),
        ("file_report", MO, date(following, 4, 20), {}),
    )
    for action, by, on, given in steps:
        centre = take(centre, action, by, on, given, matter=key)
        if action == last:
            break
    return centre


@cache
def filed(*values: tuple[tuple[str, Any], ...]) -> Any:
    """A centre with filed reports on 2023 and the years after it, with these values."""
    centre = operating()
    for n, dataset in enumerate(values):
        centre = with_data(centre, 2023 + n, dict(dataset))
    return centre


def found(year: int, *values: dict[str, Any]) -> tuple[str, ...]:
    """What is striking in the report on that year, with reports of these values from 2023 on."""
    centre = filed(*(tuple(value.items()) for value in values))
    return centre.find(AnnualReport, f"annual-report/{year}").anomalies  # type: ignore[no-any-return]


@pytest.mark.law("Art 25", "Art 28", "A02")
class TestAnomalies:
    """C.4: beyond 200 % either way, three years the same, a cumulative count that falls: shown, never a bar."""

    @pytest.mark.parametrize(("new", "flagged"), [(300, False), (301, True), (0, False)])
    def test_a_change_beyond_200_percent(self, new: int, flagged: bool) -> None:
        assert bool(found(2024, {"rd_expenditure": 100}, {"rd_expenditure": new})) is flagged

    def test_it_is_told_as_a_sentence(self) -> None:
        told = found(2024, {"rd_expenditure": 100}, {"rd_expenditure": 450})
        assert told == ("rd_expenditure: 450 in 2024 against 100 in 2023, a change of +350 %",)

    def test_from_nothing_there_is_no_rate(self) -> None:
        assert found(2024, {"major_awards": 0}, {"major_awards": 3}) == ()

    @pytest.mark.parametrize(("values", "flagged"), [((5, 5, 5), True), ((4, 5, 5), False), ((5, 5, 6), False)])
    def test_three_years_the_same(self, values: tuple[int, ...], flagged: bool) -> None:
        told = found(2025, *({"senior_staff": value} for value in values))
        assert told == (("senior_staff: 5 for the third year unchanged",) if flagged else ())

    def test_two_years_the_same_are_nothing(self) -> None:
        assert found(2024, {"senior_staff": 5}, {"senior_staff": 5}) == ()

    @pytest.mark.parametrize(("new", "flagged"), [(9, True), (10, False), (11, False)])
    def test_what_counts_from_the_beginning_cannot_fall(self, new: int, flagged: bool) -> None:
        told = found(2024, {"companies_incubated_cum": 10}, {"companies_incubated_cum": new})
        assert any("cannot fall" in sentence for sentence in told) is flagged

    def test_only_a_filed_year_is_compared(self) -> None:
        open_still = with_data(operating(), 2023, {"rd_expenditure": 1}, last="endorse_report")
        after = with_data(open_still, 2024, {"rd_expenditure": 1000})
        assert after.find(AnnualReport, "annual-report/2024").anomalies == ()


@pytest.mark.law("Art 28", "G-13")
class TestPrefill:
    """E08, G-13: filled once: counts and money add up, stocks keep the last value, shares are averaged."""

    WINDOW = (date(2023, 4, 12), date(2026, 4, 12))

    def years(self) -> Any:
        second = {**FIRST, "companies_incubated_cum": 12, "rd_expenditure": "150.5", "equipment_open_rate": 75}
        third = {"companies_incubated_cum": 15, "rd_expenditure": 200, "equipment_open_rate": 71, "pilot_lines": 2}
        return filed(*(tuple(year.items()) for year in (FIRST, second, third)))

    def test_each_kind_is_put_together_in_its_way(self) -> None:
        sums = {"rd_expenditure": 450.5, "pilot_lines": 2}
        last = {"companies_incubated_cum": 15, "staff_total": 50}
        assert prefill(self.years(), *self.WINDOW) == {**sums, **last, "equipment_open_rate": 68.67}

    def test_a_year_belongs_to_the_window_in_which_it_ends(self) -> None:
        assert prefill(self.years(), date(2023, 4, 12), date(2024, 12, 31))["rd_expenditure"] == 250.5
        assert prefill(self.years(), date(2023, 4, 12), date(2024, 12, 30))["rd_expenditure"] == 100

    def test_a_report_that_is_not_filed_adds_nothing(self) -> None:
        centre = with_data(operating(), 2023, FIRST, last="endorse_report")
        assert prefill(centre, *self.WINDOW) == {}

    def test_what_was_kept_is_read_again_as_it_was(self) -> None:
        again = Centre.model_validate_json(self.years().model_dump_json())
        assert prefill(again, *self.WINDOW) == prefill(self.years(), *self.WINDOW)


@pytest.mark.law("A06")
class TestKeeping:
    """A06: figures stay while the running cycle or the two years before need them, so that the state does not grow."""

    def test_within_the_cycle_all_stay(self) -> None:
        centre = filed(*(tuple(FIRST.items()),) * 3)
        assert all(centre.find(AnnualReport, f"annual-report/{year}").figures for year in (2023, 2024, 2025))

    @pytest.mark.parametrize(("year", "kept"), [(2025, False), (2026, True), (2027, True), (2028, True)])
    def test_before_cycle_and_two_years_they_are_dropped(self, year: int, kept: bool) -> None:
        centre = self.long_life()
        assert bool(centre.find(AnnualReport, f"annual-report/{year}").figures) is kept

    def test_the_hash_stays(self) -> None:
        assert self.long_life().find(AnnualReport, "annual-report/2023").snapshot_hash

    @staticmethod
    @cache
    def long_life() -> Any:
        centre = filed(*(tuple(FIRST.items()),) * 3)
        anchor = until(centre, date(2026, 12, 1)).anchor
        centre = centre.with_(cycle=anchor.cycle(2, 3))
        for year in (2026, 2027, 2028):
            centre = with_data(centre, year, FIRST)
        return centre
