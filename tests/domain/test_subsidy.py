"""The post-subsidy: proposed by MOST in light of a result, decided by MOF alone (Arts 7, 29; B.11, SOD-10)."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from lives import ML, MO, MOF, duty, gone, leaving, operating, owed_keys, rectifying, refused, renewing, take

from domain.centre import Centre
from domain.operation.subsidy_matter import Subsidy
from domain.refusals import Code
from domain.roles import Role

KEY, ON = "subsidy/1", date(2026, 12, 1)


@cache
def arranged(amount: str | None = "1500.00") -> Centre:
    """A centre with a subsidy arranged on 2026-11-02."""
    content = {"budget_year": 2027, "amount": amount}
    return take(renewing(), "arrange_subsidy", MOF, date(2026, 11, 2), content)


@cache
def paid(*amounts: str) -> Centre:
    """The same with these payments."""
    centre = arranged()
    for amount in amounts:
        centre = take(centre, "disburse_subsidy", MOF, ON, {"amount": amount})
    return centre


def subsidy(centre: Centre, key: str = KEY) -> Subsidy:
    """The subsidy."""
    return centre.find(Subsidy, key)


@pytest.mark.law("B.11", "Art 7", "B.13")
class TestProposing:
    """B.11, B.13: a result asks MOF by itself; MOST may ask again, in operation and before the next cycle only."""

    def test_the_result_has_asked_already(self) -> None:
        assert (subsidy(renewing()).state, subsidy(renewing()).grade_at_proposal) == ("PROPOSED", "good")

    def test_most_asks_for_another_year_of_the_same_result(self) -> None:
        centre = take(arranged(), "propose_subsidy", MO, ON)
        assert (subsidy(centre, "subsidy/2").evaluation, subsidy(centre, "subsidy/2").state) == (
            "evaluation/1-1", "PROPOSED",
        )  # fmt: skip
        assert duty(centre, "subsidy/2", "subsidy_arrangement").owed_by == MOF

    def test_not_while_one_on_the_same_result_waits(self) -> None:
        assert "already waits" in str(refused(renewing(), "propose_subsidy", MO, ON))

    def test_without_a_grade_there_is_no_light(self) -> None:
        refusal = refused(operating(), "propose_subsidy", MO, date(2024, 6, 3))
        assert (refusal.code, "grade" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_a_result_that_was_never_issued_is_none(self) -> None:
        assert "evaluation" in str(refused(arranged(), "propose_subsidy", MO, ON, {"evaluation": "evaluation/9-1"}))

    @pytest.mark.parametrize(("centre", "code"), [
        (rectifying(), Code.WRONG_STATE), (leaving(), Code.WRONG_STATE), (gone(), Code.CENTRE_EXITED),
    ])  # fmt: skip
    def test_not_in_rectification_nor_on_the_way_out(self, centre: Centre, code: Code) -> None:
        assert refused(centre, "propose_subsidy", MO, date(2027, 1, 4)).code is code

    def test_a_legacy_grade_is_light_enough(self) -> None:
        before = operating().with_(grade=renewing().grade)
        centre = take(before, "propose_subsidy", MO, date(2024, 6, 3))
        assert subsidy(centre).evaluation == "a result from before the import"


@pytest.mark.law("SOD-10", "B.11", "Art 7")
class TestSod10:
    """SOD-10: MOF decides money and MOST decides status; neither does the other's."""

    @pytest.mark.parametrize("by", [MO, ML, Role.CENTRE_DIRECTOR, Role.SD_LEADER])
    def test_only_mof_decides_money(self, by: Role) -> None:
        assert refused(renewing(), "arrange_subsidy", by, ON).code is Code.WRONG_ROLE
        for action in ("disburse_subsidy", "suspend_subsidy", "recover_subsidy"):
            assert refused(arranged(), action, by, ON).code is Code.WRONG_ROLE

    @pytest.mark.parametrize("action", ["propose_subsidy", "start_cycle", "propose_revocation"])
    def test_mof_decides_nothing_else(self, action: str) -> None:
        assert refused(arranged(), action, MOF, ON).code is Code.WRONG_ROLE

    @pytest.mark.parametrize("amount", ["0", "1", "99999999.99", None])
    def test_no_amount_follows_from_a_grade(self, amount: str | None) -> None:
        assert subsidy(arranged(amount)).amount == amount


@pytest.mark.law("B.11")
class TestPaying:
    """C.9: money is Decimal(18,2) in 万元; all payments together stay within what is arranged."""

    def test_it_is_paid_in_parts(self) -> None:
        assert (subsidy(paid("750.00", "749.99")).paid, subsidy(paid("750.00")).state) == (
            Decimal("1499.99"), "DISBURSED",
        )  # fmt: skip

    @pytest.mark.parametrize(("amount", "taken"), [("750.00", True), ("750.01", False)])
    def test_the_last_fen_counts(self, amount: str, taken: bool) -> None:
        if taken:
            assert take(paid("750.00"), "disburse_subsidy", MOF, ON, {"amount": amount})
        else:
            assert "exceeds" in str(refused(paid("750.00"), "disburse_subsidy", MOF, ON, {"amount": amount}))

    @pytest.mark.parametrize("amount", ["-1", "1.005", "1e3", "", "12345678901234567", "0", "0.00", True, None])
    def test_what_is_no_amount_is_refused(self, amount: Any) -> None:
        assert refused(arranged(), "disburse_subsidy", MOF, ON, {"amount": amount}).code is Code.INVALID_CONTENT

    @pytest.mark.parametrize(("amount", "kept"), [(750, "750"), (750.5, "750.5"), ("0.01", "0.01")])
    def test_it_may_be_written_as_a_number(self, amount: Any, kept: str) -> None:
        centre = take(arranged(), "disburse_subsidy", MOF, ON, {"amount": amount})
        assert subsidy(centre).disbursed[0].amount == kept

    @pytest.mark.parametrize(("day", "taken"), [("2026-12-01", True), ("2026-12-02", False)])
    def test_it_was_paid_by_today(self, day: str, taken: bool) -> None:
        content = {"amount": "1", "on": day}
        if taken:
            assert str(subsidy(take(arranged(), "disburse_subsidy", MOF, ON, content)).disbursed[0].on) == day
        else:
            assert "on:" in str(refused(arranged(), "disburse_subsidy", MOF, ON, content))

    def test_nothing_is_paid_before_it_is_arranged(self) -> None:
        assert refused(renewing(), "disburse_subsidy", MOF, ON).code is Code.WRONG_STATE

    def test_without_an_amount_nothing_bounds_it(self) -> None:
        assert take(arranged(None), "disburse_subsidy", MOF, ON, {"amount": "99999999.99"})


@pytest.mark.law("B.11")
class TestEnding:
    """B.11: settled, suspended and arranged again, or recovered; never more than was given."""

    def test_what_is_paid_is_settled(self) -> None:
        assert subsidy(take(paid("750.00"), "settle_subsidy", MOF, ON)).state == "SETTLED"

    def test_what_is_not_paid_has_nothing_to_settle(self) -> None:
        assert refused(arranged(), "settle_subsidy", MOF, ON).code is Code.WRONG_STATE

    def test_suspended_nothing_is_paid(self) -> None:
        suspended = take(paid("750.00"), "suspend_subsidy", MOF, ON, {})
        assert refused(suspended, "disburse_subsidy", MOF, ON).code is Code.WRONG_STATE

    def test_a_suspension_needs_a_reason(self) -> None:
        assert refused(arranged(), "suspend_subsidy", MOF, ON, {}, reason=None).code is Code.REASON_REQUIRED

    @pytest.mark.parametrize(("amount", "taken"), [("750.00", True), ("749.99", False)])
    def test_arranged_again_it_covers_what_is_paid(self, amount: str, taken: bool) -> None:
        suspended = take(paid("750.00"), "suspend_subsidy", MOF, ON, {})
        content = {"budget_year": 2028, "amount": amount}
        if taken:
            again = subsidy(take(suspended, "arrange_subsidy", MOF, ON, content))
            assert (again.state, again.budget_year, len(again.disbursed)) == ("ARRANGED", 2028, 1)
        else:
            assert "paid already" in str(refused(suspended, "arrange_subsidy", MOF, ON, content))

    @pytest.mark.parametrize(("amount", "taken"), [("750.00", True), ("750.01", False)])
    def test_no_more_is_recovered_than_was_paid(self, amount: str, taken: bool) -> None:
        content = {"recovered_amount": amount}
        if taken:
            back = subsidy(take(paid("750.00"), "recover_subsidy", MOF, ON, content))
            assert (back.state, back.recovered_amount) == ("RECOVERED", amount)
        else:
            assert "recovered_amount" in str(refused(paid("750.00"), "recover_subsidy", MOF, ON, content))

    def test_what_was_settled_may_still_be_recovered(self) -> None:
        settled = take(paid("750.00"), "settle_subsidy", MOF, ON)
        assert subsidy(take(settled, "recover_subsidy", MOF, ON, {"recovered_amount": "1"})).state == "RECOVERED"

    def test_declined_with_a_reason_it_is_over(self) -> None:
        declined = take(renewing(), "decline_subsidy", MOF, ON, {})
        assert (subsidy(declined).state, owed_keys(declined, KEY)) == ("NOT_ARRANGED", set())
