"""Staff and funding as the annual report shows them (Arts 20, 23)."""

from datetime import date
from typing import Any

import pytest
from lives import REPORTER, operating, refused, take, until

from domain.refusals import Code
from domain.reports.indicators import INCOME_PARTS
from domain.samples import sample_content

KEY = "annual-report/2023"
ON = date(2024, 3, 29)
INCOME = dict.fromkeys(INCOME_PARTS, 100)


def report(dataset: dict[str, Any]) -> tuple[Any, ...]:
    """A report with this data, ready to be submitted."""
    content = {**sample_content("submit_report"), "dataset": dataset}
    return until(operating(), date(2024, 1, 2)), "submit_report", REPORTER, ON, content


@pytest.mark.law("Art 20", "Art 10.2")
class TestStaff:
    """Art 20: fixed and mobile staff; both are counted, and their sum is the staff."""

    def test_fixed_and_mobile_staff_are_on_record(self) -> None:
        given = {"staff_total": 120, "staff_fixed": 80, "staff_mobile": 40}
        assert take(*report(given), matter=KEY).matters[KEY].state == "SUBMITTED"

    @pytest.mark.parametrize("total", [119, 121])
    def test_a_total_that_is_not_their_sum_is_refused(self, total: int) -> None:
        refusal = refused(*report({"staff_total": total, "staff_fixed": 80, "staff_mobile": 40}), matter=KEY)
        assert (refusal.code, "staff_total" in str(refusal)) == (Code.INVALID_CONTENT, True)


@pytest.mark.law("Art 23", "Art 10.3")
class TestFunding:
    """Art 23: competitive projects and market services widen the funding; the income by source sums to the whole."""

    @pytest.mark.parametrize("source", ["income_competitive_projects", "income_market_services"])
    def test_the_sources_of_the_market_are_shown_by_themselves(self, source: str) -> None:
        assert source in INCOME_PARTS

    def test_the_sources_sum_to_the_whole(self) -> None:
        given = {**INCOME, "income_total": 100 * len(INCOME)}
        assert take(*report(given), matter=KEY).matters[KEY].state == "SUBMITTED"

    @pytest.mark.parametrize("source", INCOME_PARTS)
    def test_a_source_that_is_counted_otherwise_is_refused(self, source: str) -> None:
        refusal = refused(*report({**INCOME, source: 101, "income_total": 100 * len(INCOME)}), matter=KEY)
        assert "income_total" in str(refusal)
