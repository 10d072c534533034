"""The objective data: what can be right, what is missing, what is striking (Arts 25, 28; C.4)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import REPORTER, SD, operating, refused, take, until

from domain.policy import DEFAULT
from domain.refusals import Code
from domain.reports.datasets import ObjectiveData, data_faults, gaps
from domain.reports.indicators import CATALOGUE, INCOME_PARTS, INDICATORS, Unit, number_of, plain
from domain.reports.matter import AnnualReport
from domain.samples import sample_content
from domain.standing import standing

KEY = "annual-report/2023"
ON = date(2024, 3, 29)
PARTS = dict(zip(INCOME_PARTS, (1000, 800, 400.5, 300, 200, "99.50", 0), strict=True))
PAIRS = [
    ("national_tasks_led_count", "national_tasks_count"),
    ("key_tech_targets_met", "key_tech_targets_planned"),
    ("tech_smes_served", "enterprises_served"),
    ("companies_incubated_year", "companies_incubated_cum"),
]


def faults(not_applicable: Any = None, **dataset: Any) -> list[str]:
    """What is wrong with this data."""
    return data_faults(ObjectiveData(dataset=dataset, not_applicable=not_applicable or {}))


def content(dataset: Any, **facts: Any) -> dict[str, Any]:
    """A report with this data."""
    return {**sample_content("submit_report"), "dataset": dataset, **facts}


@cache
def opened() -> Any:
    """The centre on 2 January 2024, with the report on 2023 open."""
    return until(operating(), date(2024, 1, 2))


def refusing() -> Any:
    """The same centre under a policy that refuses gaps."""
    terms = DEFAULT.annual_report.model_copy(update={"dataset": "refuse"})
    return opened().with_(custom_policy=DEFAULT.model_copy(update={"annual_report": terms}))


@pytest.mark.law("Art 28")
class TestTheCatalogue:
    """Art 28 names five dimensions; C.4 adds people, money, facilities and governance."""

    def test_the_five_dimensions_and_the_base_groups(self) -> None:
        groups = {"national_tasks", "key_technology", "industry_progress", "services", "incubation"}
        assert {i.group for i in CATALOGUE} == groups | {"people", "money", "facilities", "governance"}

    def test_every_name_is_unique(self) -> None:
        assert len(INDICATORS) == len(CATALOGUE)

    def test_income_has_seven_parts(self) -> None:
        assert [INDICATORS[name].unit for name in INCOME_PARTS] == [Unit.MONEY] * 7


@pytest.mark.law("Art 25", "Art 28", "A02")
class TestNumbers:
    """C.4: numbers as whole, decimal or written in digits; never below zero; counts whole; shares up to 100 %."""

    @pytest.mark.parametrize("value", [0, 12, 12.5, "12", "12.50", " 7 "])
    def test_a_number_may_be_written_in_several_ways(self, value: Any) -> None:
        assert faults(rd_expenditure=value) == []

    @pytest.mark.parametrize("value", ["many", "", "1e3", "１２", True, None, [1], {"n": 1}, 10**16, "9" * 40])
    def test_what_is_no_number_is_refused(self, value: Any) -> None:
        assert faults(rd_expenditure=value)[0].startswith("dataset.rd_expenditure: is no number of 万元")

    @pytest.mark.parametrize(("value", "fault"), [(0, []), (-1, ["dataset.major_awards: -1 lies below 0"])])
    def test_nothing_lies_below_zero(self, value: int, fault: list[str]) -> None:
        assert faults(major_awards=value) == fault

    def test_a_count_is_whole(self) -> None:
        assert faults(council_meetings=2.5) == ["dataset.council_meetings: 2.5 is a count and must be whole"]
        assert faults(council_meetings=2.0) == []

    @pytest.mark.parametrize(("value", "held"), [(0, True), (100, True), ("100.01", False)])
    def test_a_share_lies_between_0_and_100_percent(self, value: Any, held: bool) -> None:
        assert (faults(equipment_open_rate=value) == []) is held

    def test_an_unknown_indicator_may_be_a_number(self) -> None:
        assert faults(pilot_lines=3) == []

    def test_an_unknown_indicator_that_is_none_names_the_nearest(self) -> None:
        assert "did you mean staff_total?" in faults(staff_totl="120 people")[0]

    def test_numbers_are_kept_exactly(self) -> None:
        given = [120, "5200.10", "1234567890123456.789"]
        assert [plain(number_of(value) or 0) for value in given] == [120, 5200.1, "1234567890123456.789"]  # type: ignore[arg-type]


@pytest.mark.law("Art 24", "Art 28", "A02")
class TestRelations:
    """C.4: led, met, SMEs and the year's companies are parts of a whole; people and income add up."""

    @pytest.mark.parametrize(("part", "whole"), PAIRS)
    @pytest.mark.parametrize(("n", "held"), [(4, True), (5, True), (6, False)])
    def test_a_part_is_at_most_the_whole(self, part: str, whole: str, n: int, held: bool) -> None:
        assert (faults(**{part: n, whole: 5}) == []) is held

    @pytest.mark.parametrize(("n", "held"), [(7, True), (8, False)])
    def test_attributed_ip_is_at_most_all_ip(self, n: int, held: bool) -> None:
        assert (faults(attributed_ip_count=n, invention_patents_granted=5, pct_applications=2) == []) is held

    def test_without_all_members_nothing_is_compared(self) -> None:
        assert faults(attributed_ip_count=9, pct_applications=2, national_tasks_led_count=3) == []
        assert faults(staff_total=10, staff_fixed=8, income_total=5, income_local=9) == []

    @pytest.mark.parametrize(("total", "held"), [(119, False), (120, True), (121, False)])
    def test_fixed_and_mobile_staff_are_the_total(self, total: int, held: bool) -> None:
        assert (faults(staff_total=total, staff_fixed=80, staff_mobile=40) == []) is held

    @pytest.mark.parametrize(("total", "held"), [("2800", True), ("2800.01", False), (2799.99, False)])
    def test_the_income_adds_up_to_the_cent(self, total: Any, held: bool) -> None:
        assert (faults(income_total=total, **PARTS) == []) is held

    def test_a_part_that_does_not_apply_counts_nothing(self) -> None:
        reason = {"staff_mobile": "All staff are fixed."}
        assert faults(reason, staff_total=80, staff_fixed=80) == []
        assert faults(reason, staff_total=81, staff_fixed=80)

    def test_nothing_is_given_and_not_applicable_at_once(self) -> None:
        assert "not_applicable.staff_total" in faults({"staff_total": "None."}, staff_total=3)[0]

    def test_a_report_that_does_not_add_up_is_refused_with_every_fault(self) -> None:
        wrong = content({"staff_total": 1, "staff_fixed": 80, "staff_mobile": 40, "site_area": -5})
        refusal = refused(opened(), "submit_report", REPORTER, ON, wrong)
        assert refusal.code is Code.INVALID_CONTENT
        assert "dataset.staff_total" in str(refusal)
        assert "dataset.site_area" in str(refusal)


@pytest.mark.law("Art 25", "A02")
class TestGaps:
    """C.3: complete, or not applicable with the reason; by default a gap is shown, under `refuse` it is a fault."""

    def test_what_is_missing_is_shown_in_the_status(self) -> None:
        centre = take(opened(), "submit_report", REPORTER, ON)
        shown: Any = standing(centre, ON).matters[KEY]["gaps"]
        assert "site_area" in shown
        assert "staff_total" not in shown

    def test_a_reason_closes_a_gap(self) -> None:
        data = ObjectiveData(dataset={"staff_total": 1}, not_applicable={"site_area": "Rented by the hour."})
        assert not {"staff_total", "site_area"} & set(gaps(data))

    def test_under_refuse_every_gap_is_named(self) -> None:
        refusal = refused(refusing(), "submit_report", REPORTER, ON)
        assert "dataset.site_area: is missing" in str(refusal)

    def test_under_refuse_complete_data_is_taken(self) -> None:
        given = sample_content("submit_report")["dataset"]
        reasons = {name: "Not in the first year." for name in INDICATORS if name not in given}
        whole = content(given, not_applicable=reasons)
        report = take(refusing(), "submit_report", REPORTER, ON, whole).find(AnnualReport, KEY)
        assert report.gaps == ()

    def test_a_reason_must_say_something(self) -> None:
        blank = content({"staff_total": 1}, not_applicable={"site_area": " "})
        assert "not_applicable" in str(refused(opened(), "submit_report", REPORTER, ON, blank))


class TestTheFirstPractice:
    """Runs of release 0.1.0 take the data as it comes, and keep no figures."""

    def test_what_is_no_number_was_taken(self) -> None:
        old = opened().with_(practice=1)
        report = take(old, "submit_report", REPORTER, ON, content({"staff_total": "many"})).find(AnnualReport, KEY)
        assert (report.figures, report.gaps) == ({}, ())

    def test_a_newer_act_is_unknown(self) -> None:
        old = take(opened().with_(practice=1), "submit_report", REPORTER, ON)
        assert refused(old, "call_in_report", SD, ON).code is Code.UNKNOWN_ACTION
