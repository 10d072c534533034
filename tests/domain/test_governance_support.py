"""The work plan of the year, commitments of support, the delegation to an agency (Arts 8.4, 9, 17.4; B.10)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    DOCUMENT,
    MO,
    SD,
    SECRETARY,
    applying,
    closing,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    operating,
    owed_keys,
    refused,
    take,
    until,
)

from domain.centre import Centre
from domain.operation.governance_matter import Governance
from domain.practice import FIRST
from domain.refusals import Code
from domain.samples import sample_content
from domain.standing import next_due, standing, waiting_for
from domain.states import State

ON = date(2024, 3, 4)
NEW_YEAR = date(2024, 1, 1)
KEY, PLAN = "governance", "annual_work_plan_due"


def kept(centre: Centre) -> Governance:
    """The governance records of the centre."""
    return centre.find(Governance, KEY)


def planned(centre: Centre, on: date, **content: Any) -> Centre:
    """The centre after the council's work plan is on record."""
    return take(centre, "record_work_plan", SECRETARY, on, {"year": 2024, **content})


@pytest.mark.law("Art 17.4", "B.10")
class TestWorkPlan:
    """Art 17.4: the council fixes the work plan every year; with the new year it is reminded; nothing is ever late."""

    def test_with_the_new_year_the_council_is_reminded_until_31_january(self) -> None:
        reminder = duty(until(operating(), NEW_YEAR), KEY, PLAN)
        assert (reminder.owed_by, reminder.due, reminder.opened_on) == (SECRETARY, date(2024, 1, 31), NEW_YEAR)

    def test_in_the_year_of_the_approval_there_is_none(self) -> None:
        assert owed_keys(until(operating(), date(2023, 12, 31)), KEY) == set()

    def test_on_31_january_it_still_stands(self) -> None:
        assert duty(until(operating(), last_instant(date(2024, 1, 31))), KEY, PLAN).status == "open"

    def test_the_day_after_it_has_simply_ended(self) -> None:
        after = until(operating(), first_late_instant(date(2024, 1, 31)))
        assert (duty(after, KEY, PLAN).status, duty(after, KEY, PLAN).overdue) == ("lapsed", False)
        assert f"{KEY}:{PLAN}" not in standing(after, date(2024, 2, 1)).overdue

    def test_a_rest_day_is_rolled(self) -> None:
        assert duty(until(operating(), date(2026, 1, 5)), KEY, PLAN).due == date(2026, 2, 2)

    @pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
    def test_it_comes_every_year(self, year: int) -> None:
        assert duty(until(operating(), date(year, 1, 2)), KEY, PLAN).opened_on == date(year, 1, 1)

    def test_a_plan_meets_it(self) -> None:
        centre = planned(until(operating(), NEW_YEAR), date(2024, 1, 15), resolution="2024-1")
        assert (duty(centre, KEY, PLAN).status, kept(centre).work_plans[0].resolution) == ("met", "2024-1")

    def test_the_plan_of_another_year_does_not(self) -> None:
        assert duty(planned(until(operating(), NEW_YEAR), date(2024, 1, 15), year=2023), KEY, PLAN).status == "open"

    def test_a_plan_made_ahead_needs_no_reminder(self) -> None:
        assert owed_keys(until(planned(operating(), date(2023, 12, 20)), date(2024, 1, 2)), KEY) == set()

    def test_a_plan_after_31_january_is_on_record(self) -> None:
        assert kept(planned(operating(), ON)).work_plans[0].year == 2024

    def test_the_same_year_again_puts_it_right(self) -> None:
        again = planned(planned(operating(), ON), date(2024, 5, 6), document="Plan B")
        assert [p.document for p in kept(again).work_plans] == ["Plan B"]

    def test_nobody_is_kept_waiting_by_a_reminder(self) -> None:
        centre = until(operating(), NEW_YEAR)
        assert SECRETARY not in waiting_for(centre)
        assert next_due(centre).key != PLAN  # type: ignore[union-attr]

    def test_an_older_run_is_not_reminded(self) -> None:
        older = until(operating().with_(practice=FIRST), date(2024, 1, 2))
        assert KEY not in older.matters

    @pytest.mark.parametrize("life", [applying, closing])
    def test_outside_the_sequence_nobody_is_reminded(self, life: Any) -> None:
        assert PLAN not in owed_keys(until(life(), date(2025, 1, 2)))

    def test_a_plan_to_come_is_refused(self) -> None:
        content = {"year": 2024, "adopted_on": "2024-03-05"}
        assert "adopted_on" in str(refused(operating(), "record_work_plan", SECRETARY, ON, content))


@pytest.mark.law("Art 8.4", "B.10")
class TestCommitments:
    """Art 8.4: what the department has promised is tracked; nothing follows from it."""

    def test_it_is_on_record(self) -> None:
        promise = kept(self.promised()).support_commitments[0]
        assert (promise.type, promise.amount, promise.by) == ("land", "3000.00", "jiangsu-st")

    def test_delivered_it_is_the_same_promise(self) -> None:
        (promise,) = kept(self.promised(self.promised(), delivered_on="2024-03-04")).support_commitments
        assert promise.delivered_on == ON

    def test_a_broken_promise_changes_nothing(self) -> None:
        later = until(self.promised(due="2024-04-01"), date(2024, 6, 3))
        assert (later.state, owed_keys(later, KEY)) == (State.OPERATING, set())

    @pytest.mark.parametrize("amount", ["-1", "1.234", "much"])
    def test_the_amount_is_money(self, amount: str) -> None:
        assert "amount" in str(self.refusal(amount=amount))

    def test_there_are_four_kinds(self) -> None:
        assert "type" in str(self.refusal(type="people"))

    @pytest.mark.parametrize(("day", "fits"), [("2024-03-04", True), ("2024-03-05", False)])
    def test_it_has_been_delivered(self, day: str, fits: bool) -> None:
        if fits:
            assert self.promised(delivered_on=day)
        else:
            assert "delivered_on" in str(self.refusal(delivered_on=day))

    def content(self, **changed: Any) -> dict[str, Any]:
        return {**sample_content("record_support_commitment"), **changed}

    def promised(self, centre: Centre | None = None, **changed: Any) -> Centre:
        return take(centre or operating(), "record_support_commitment", SD, ON, self.content(**changed))

    def refusal(self, **changed: Any) -> Any:
        return refused(operating(), "record_support_commitment", SD, ON, self.content(**changed))


@pytest.mark.law("Art 9", "SOD-3", "B.10")
class TestDelegation:
    """Art 9: MOST entrusts an agency with support; it has no decision rights and does not evaluate the centre."""

    def test_the_agency_serves_the_centre(self) -> None:
        centre = self.entrusted()
        assert (centre.delegated_agency, kept(centre).delegations[0].agency) == ("Service Agency", "Service Agency")

    @pytest.mark.parametrize(("to", "serves"), [("2024-03-04", "Service Agency"), ("2024-03-03", None)])
    def test_its_last_day_counts(self, to: str, serves: str | None) -> None:
        assert self.entrusted(self.entrusted(), to=to).delegated_agency == serves

    def test_the_end_of_another_agency_leaves_it(self) -> None:
        assert (
            self.entrusted(self.entrusted(), agency="Old Agency", to="2023-12-29").delegated_agency == "Service Agency"
        )

    def test_it_does_not_evaluate_the_centre_it_serves(self) -> None:
        notice: Any = {**sample_content("open_evaluation")}
        notice["evaluator"] = {**notice["evaluator"], "organisation": "Service Agency"}
        refusal = refused(self.entrusted(), "open_evaluation", MO, date(2026, 2, 11), notice)
        assert "SOD-3" in str(refusal)

    def test_nor_serve_the_centre_it_evaluates(self) -> None:
        evaluator = sample_content("open_evaluation")["evaluator"]["organisation"]  # type: ignore[index,call-overload]
        refusal = refused(evaluating(), "record_delegation", MO, date(2026, 3, 2), {"agency": evaluator})
        assert (refusal.code, "SOD-3" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_it_does_not_end_before_it_begins(self) -> None:
        content = {"agency": "Service Agency", "from": "2024-03-01", "to": "2024-02-29"}
        assert "to:" in str(refused(operating(), "record_delegation", MO, ON, content))

    def entrusted(self, centre: Centre | None = None, **changed: Any) -> Centre:
        content = {**sample_content("record_delegation"), **changed}
        return take(centre or operating(), "record_delegation", MO, ON, content, document_number=DOCUMENT)
