"""The course of a change between the desks: returned, withdrawn, extended, never deemed approved (X01 to X03)."""

from datetime import date
from typing import Any

import pytest
from applications import KEY, NEW_NAME, ON, asking, change, request, submitted
from lives import (
    LEGAL,
    ML,
    MO,
    REPORTER,
    SD,
    changing,
    due,
    duty,
    operating,
    owed_keys,
    refused,
    take,
    until,
)  # fmt: skip

from domain.changes.matter import ChangeState
from domain.policy import Policy, SupplementTerms
from domain.refusals import Code


@pytest.mark.law("X01", "Art 26")
class TestWithdrawal:
    """B.8: before MOST decides, the centre may take its application back; nothing is owed on it any more."""

    @pytest.mark.parametrize("last", ["submit_change", "endorse"])
    def test_it_is_withdrawn(self, last: str) -> None:
        centre = take(changing(last), "withdraw_change", REPORTER, date(2024, 5, 21), {})
        assert (change(centre).state, owed_keys(centre, KEY)) == (ChangeState.WITHDRAWN, set())

    def test_returned_it_may_be_withdrawn_too(self) -> None:
        back = take(changing(), "return", SD, date(2024, 5, 20))
        assert change(take(back, "withdraw_change", LEGAL, date(2024, 5, 21), {})).state is ChangeState.WITHDRAWN

    def test_once_approved_it_is_not(self) -> None:
        assert refused(changing("approve"), "withdraw_change", LEGAL, date(2024, 6, 4), {}).code is Code.WRONG_STATE

    def test_another_application_may_follow(self) -> None:
        centre = take(changing(), "withdraw_change", REPORTER, date(2024, 5, 21), {})
        assert change(take(centre, "submit_change", REPORTER, date(2024, 5, 22)), "change/2").state == "SD_REVIEW"

    @pytest.mark.parametrize("by", [SD, MO])
    def test_nobody_else_withdraws_it(self, by: Any) -> None:
        assert refused(changing(), "withdraw_change", by, date(2024, 5, 21), {}).code is Code.WRONG_ROLE


@pytest.mark.law("X02", "X03", "G-14")
class TestReturns:
    """B.8: returned with every deficiency, corrected within ten working days, and reviewed anew."""

    def test_the_deficiencies_or_the_reason_must_say_why(self) -> None:
        refusal = refused(changing(), "return", SD, date(2024, 5, 20), {}, reason=None)
        assert (refusal.code, "deficiencies" in str(refusal)) == (Code.INVALID_CONTENT, True)
        assert take(changing(), "return", SD, date(2024, 5, 20), {}, reason="The lease is missing.")

    def test_what_was_missing_is_added(self) -> None:
        back = take(submitted(asking("rd_direction")), "return", SD, date(2024, 5, 20))
        added = {"corrections": "The opinion is attached", "expert_opinion": "The committee agrees"}
        again = take(back, "resubmit_change", REPORTER, date(2024, 5, 27), added)
        assert (change(again).expert_opinion, change(again).warnings) == ("The committee agrees", ())

    @pytest.mark.parametrize(("on", "status"), [(date(2024, 6, 3), "met"), (date(2024, 6, 4), "met_late")])
    def test_the_supplement_is_late_after_ten_working_days_and_taken(self, on: date, status: str) -> None:
        back = take(changing(), "return", SD, date(2024, 5, 20))
        again = take(back, "resubmit_change", REPORTER, on)
        assert (duty(again, KEY, "supplement").status, change(again).state) == (status, ChangeState.SD_REVIEW)

    def test_returned_once_too_often_it_carries_a_warning(self) -> None:
        centre = changing().with_(custom_policy=Policy(supplement=SupplementTerms(max_rounds=1)))
        once = take(centre, "return", SD, date(2024, 5, 20))
        again = take(once, "resubmit_change", REPORTER, date(2024, 5, 27))
        twice = take(again, "return", SD, date(2024, 5, 28))
        assert (change(once).warnings, len(change(twice).warnings)) == ((), 1)


@pytest.mark.law("X03", "Art 26")
class TestExtension:
    """F.1: MOST has twenty working days, and ten more once; they are taken before the last day has passed."""

    def extended(self, on: date = date(2024, 6, 18), by: Any = MO) -> Any:
        return take(changing("endorse"), "extend_change_decision", by, on)

    @pytest.mark.parametrize("by", [MO, ML])
    def test_it_is_ten_working_days_longer(self, by: Any) -> None:
        centre = self.extended(by=by)
        assert (due(centre, KEY, "change_most_decision"), change(centre).extended_on) == (
            date(2024, 7, 2), date(2024, 6, 18),
        )  # fmt: skip

    def test_the_day_after_the_last_it_is_too_late(self) -> None:
        refusal = refused(changing("endorse"), "extend_change_decision", MO, date(2024, 6, 19))
        assert (refusal.code, "2024-06-18" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_a_second_time_is_refused(self) -> None:
        assert refused(self.extended(), "extend_change_decision", MO, date(2024, 6, 19)).code is Code.WRONG_STATE

    def test_the_centre_is_told_why(self) -> None:
        refusal = refused(changing("endorse"), "extend_change_decision", MO, date(2024, 6, 18), {}, reason=None)
        assert "reason" in str(refusal)

    @pytest.mark.parametrize(("on", "status"), [(date(2024, 7, 2), "met"), (date(2024, 7, 3), "met_late")])
    def test_the_decision_is_in_time_until_the_longer_day(self, on: date, status: str) -> None:
        centre = take(self.extended(), "approve", ML, on, {})
        assert duty(centre, KEY, "change_most_decision").status == status

    def test_overdue_all_the_same_it_stays_with_most(self) -> None:
        centre = until(self.extended(), date(2024, 7, 3))
        assert (change(centre).state, duty(centre, KEY, "change_most_decision").overdue) == ("MOST_REVIEW", True)

    def test_where_policy_knows_no_extension_there_is_none(self) -> None:
        terms = Policy().change.model_copy(update={"most_extension_wd": 0})
        centre = changing("endorse").with_(custom_policy=Policy(change=terms))
        assert refused(centre, "extend_change_decision", MO, date(2024, 6, 18)).code is Code.WRONG_STATE


@pytest.mark.law("X02", "X03", "X04", "Art 26")
class TestAsInH8:
    """H8: submitted 2026-10-12, endorsed 11-06, due at MOST 12-04 (+10 wd 12-18), approved 2027-01-20."""

    def endorsed(self) -> Any:
        before = operating(date(2024, 2, 29))
        applied = take(before, "submit_change", LEGAL, date(2026, 10, 12), request("name", new_name=NEW_NAME))
        assert due(applied, KEY, "change_sd_review") == date(2026, 11, 9)
        return take(applied, "endorse", SD, date(2026, 11, 6))

    def test_the_days_are_those_of_the_scenario(self) -> None:
        longer = take(self.endorsed(), "extend_change_decision", MO, date(2026, 12, 4))
        assert due(self.endorsed(), KEY, "change_most_decision") == date(2026, 12, 4)
        assert due(longer, KEY, "change_most_decision") == change(longer).latest_decision == date(2026, 12, 18)

    def test_no_consent_is_deemed_and_the_late_approval_holds(self) -> None:
        late = until(self.endorsed(), date(2027, 1, 19))
        centre = take(late, "approve", ML, date(2027, 1, 20), {"effective_from": "2027-01-20"})
        assert change(late).state is ChangeState.MOST_REVIEW
        assert (centre.name_zh, duty(centre, KEY, "change_most_decision").status) == (NEW_NAME["name_zh"], "met_late")


class TestTheFirstPractice:
    """Runs of release 0.1.0 keep their ways until they turn a page."""

    def old(self) -> Any:
        return operating().with_(practice=1)

    @pytest.mark.parametrize("action", ["withdraw_change", "classify_change", "report_unapproved_change"])
    def test_they_know_no_later_act(self, action: str) -> None:
        centre = take(self.old(), "submit_change", REPORTER, ON)
        assert refused(centre, action, LEGAL, date(2024, 5, 7), {}).code in (Code.UNKNOWN_ACTION, Code.WRONG_STATE)

    def test_a_reporter_may_apply_for_an_exit(self) -> None:
        assert take(self.old(), "submit_change", REPORTER, ON, request("voluntary_exit", new_value="Leave"))

    def test_once_an_exit_is_proposed_none_is_submitted(self) -> None:
        leaving = take(self.old(), "propose_revocation", MO, ON, {"ground": "other", "evidence": "Report"})
        assert refused(leaving, "submit_change", REPORTER, date(2024, 5, 7)).code is Code.WRONG_STATE
