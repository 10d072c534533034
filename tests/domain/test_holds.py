"""Holds and objections: what stops a result (E13, E15; G-38, G-45)."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, REASON, due, duty, evaluating, owed_keys, refused, take, until

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.refusals import Code
from domain.roles import Role
from domain.samples import sample_content
from domain.states import State

ATTEMPT = "evaluation/1-1"
OFFICER = Role.INTEGRITY_OFFICER


def attempt(centre: Centre, key: str = ATTEMPT) -> Evaluation:
    """The attempt."""
    return centre.find(Evaluation, key)


def held(last: str = "start_assessment", on: date = date(2026, 6, 22)) -> Centre:
    """A centre whose evaluation is held from that day."""
    return take(evaluating(last), "place_hold", OFFICER, on)


@pytest.mark.law("E15", "G-45", "Art 31")
class TestE15:
    """E15, G-45: while the evaluation is held its clocks stand still and no result is issued."""

    @pytest.mark.parametrize("last", ["open_evaluation", "submit_materials", "submit_assessment", "open_publicity"])
    def test_any_running_attempt_may_be_held(self, last: str) -> None:
        assert attempt(held(last, date(2026, 9, 18))).state == "ON_HOLD"

    def test_its_clocks_stand_still(self) -> None:
        assert owed_keys(held(), ATTEMPT) == set()
        assert attempt(until(held(), date(2026, 12, 1))).state == "ON_HOLD"

    def test_lifted_each_clock_has_the_days_it_had_left(self) -> None:
        assert due(evaluating("start_assessment"), ATTEMPT, "assessment") == date(2026, 8, 31)
        freed = take(held(), "lift_hold", OFFICER, date(2026, 7, 22))
        assert (attempt(freed).state, due(freed, ATTEMPT, "assessment")) == ("ASSESSING", date(2026, 9, 30))

    def test_the_public_notice_runs_on_with_the_days_it_had_left(self) -> None:
        freed = take(held("open_publicity", date(2026, 9, 18)), "lift_hold", ML, date(2026, 10, 12))
        assert attempt(freed).publicity_to == due(freed, ATTEMPT, "publicity") == date(2026, 10, 16)

    def test_while_it_is_held_no_result_is_issued(self) -> None:
        centre = held("open_publicity", date(2026, 9, 18))
        assert refused(centre, "issue_result", ML, date(2026, 10, 26), {"grade": "good"}).code is Code.WRONG_STATE

    def test_after_the_result_nothing_can_be_held(self) -> None:
        late = refused(evaluating("issue_result"), "place_hold", OFFICER, date(2026, 9, 25))
        assert late.code is Code.WRONG_STATE

    def test_it_needs_a_reason_and_an_integrity_officer_or_leadership(self) -> None:
        centre = evaluating("start_assessment")
        bare = refused(centre, "place_hold", OFFICER, date(2026, 6, 22), {}, reason=None)
        assert bare.code is Code.REASON_REQUIRED
        assert refused(centre, "place_hold", MO, date(2026, 6, 22)).code is Code.WRONG_ROLE

    def test_leadership_may_place_and_lift_it_too(self) -> None:
        centre = take(evaluating("start_assessment"), "place_hold", ML, date(2026, 6, 22))
        assert attempt(take(centre, "lift_hold", ML, date(2026, 7, 22))).state == "ASSESSING"

    def test_lifting_it_needs_a_reason(self) -> None:
        bare = refused(held(), "lift_hold", OFFICER, date(2026, 7, 22), {}, reason=None)
        assert bare.code is Code.REASON_REQUIRED

    def test_what_was_late_before_it_is_late_after_it(self) -> None:
        late = held("confirm_participation", date(2026, 6, 22))
        freed = until(take(late, "lift_hold", OFFICER, date(2026, 7, 22)), date(2026, 7, 23))
        clock = duty(freed, ATTEMPT, "materials_due")
        assert (clock.due, clock.overdue) == (date(2026, 6, 11), True)

    def test_the_new_day_is_rolled_and_says_why(self) -> None:
        freed = take(held(), "lift_hold", OFFICER, date(2026, 7, 21))
        clock = duty(freed, ATTEMPT, "assessment")
        assert (clock.raw_due, clock.due) == (date(2026, 9, 29), date(2026, 9, 29))
        assert "stood still from 2026-06-22 to 2026-07-21" in clock.why

    def test_laid_on_a_withdrawal_it_gives_that_back_with_its_time(self) -> None:
        filed = take(evaluating("start_assessment"), "file_withdrawal", LEGAL, date(2026, 6, 8))
        freed = take(take(filed, "place_hold", OFFICER, date(2026, 6, 15)), "lift_hold", OFFICER, date(2026, 7, 1))
        assert (attempt(freed).state, due(freed, ATTEMPT, "withdrawal_cooling_off")) == (
            "WITHDRAWAL_FILED",
            date(2026, 7, 9),
        )
        assert attempt(take(freed, "rescind_withdrawal", LEGAL, date(2026, 7, 9))).state == "ASSESSING"

    def test_laid_on_a_deferral_that_waits_it_gives_that_back(self) -> None:
        asked = take(evaluating("confirm_participation"), "request_deferral", LEGAL, date(2026, 3, 2))
        freed = take(take(asked, "place_hold", OFFICER, date(2026, 3, 4)), "lift_hold", OFFICER, date(2026, 3, 11))
        back = take(freed, "decide_deferral", ML, date(2026, 3, 16), {"outcome": "reject"})
        assert (attempt(back).state, due(back, ATTEMPT, "materials_due")) == (
            "PARTICIPATION_CONFIRMED",
            date(2026, 5, 19),
        )

    def test_a_fraud_found_under_the_hold_may_void_the_attempt(self) -> None:
        void = take(held(), "void_attempt", ML, date(2026, 7, 22), {"cause": "fraud"})
        assert (attempt(void).state, attempt(void).void_cause, void.state) == ("VOIDED", "fraud", State.OPERATING)

    def test_every_hold_stays_on_record(self) -> None:
        freed = take(held(), "lift_hold", OFFICER, date(2026, 7, 22))
        (hold,) = attempt(freed).holds
        assert (hold.placed_on, hold.lifted_on, hold.case) == (date(2026, 6, 22), date(2026, 7, 22), "forged-data-2026")

    def test_held_twice_the_clock_still_has_its_days(self) -> None:
        freed = take(held(), "lift_hold", OFFICER, date(2026, 7, 22))
        again = take(take(freed, "place_hold", OFFICER, date(2026, 7, 24)), "lift_hold", OFFICER, date(2026, 7, 31))
        assert due(again, ATTEMPT, "assessment") == date(2026, 10, 8)


def objected(on: date = date(2026, 9, 18), **content: Any) -> Centre:
    """An objection recorded during the public notice (2026-09-17 to 2026-09-22)."""
    return take(
        evaluating("open_publicity"), "record_objection", MO, on, {**sample_content("record_objection"), **content}
    )


@pytest.mark.law("E13", "G-38", "Art 29")
class TestObjections:
    """E13, G-38: objections are named, written and within the public notice; each is decided before the result."""

    def test_it_is_on_record_and_must_be_decided(self) -> None:
        assert due(objected(), ATTEMPT, "objection_review") == date(2026, 10, 15)

    def test_an_anonymous_one_is_refused(self) -> None:
        content = {"by": "匿名", "text": "Too high."}
        refusal = refused(evaluating("open_publicity"), "record_objection", MO, date(2026, 9, 18), content)
        assert "anonymous" in str(refusal)

    @pytest.mark.parametrize("day", ["2026-09-17", "2026-09-22"])
    def test_on_the_first_and_the_last_day_it_is_in_time(self, day: str) -> None:
        assert objected(date(2026, 9, 23), received_on=day)

    @pytest.mark.parametrize("day", ["2026-09-16", "2026-09-23"])
    def test_outside_the_notice_it_is_refused(self, day: str) -> None:
        content = {**sample_content("record_objection"), "received_on": day}
        refusal = refused(evaluating("open_publicity"), "record_objection", MO, date(2026, 9, 24), content)
        assert "received_on" in str(refusal)

    def test_while_one_is_undecided_no_result_is_issued(self) -> None:
        waiting = refused(objected(), "issue_result", ML, date(2026, 9, 24), {"grade": "good"})
        assert (waiting.code, "objection" in str(waiting)) == (Code.WRONG_STATE, True)

    def test_once_decided_the_result_may_be_issued(self) -> None:
        decided = take(objected(), "decide_objection", MO, date(2026, 9, 23))
        assert "objection_review" not in owed_keys(decided)
        assert take(decided, "issue_result", ML, date(2026, 9, 24), {"grade": "good"}).grade == "good"

    def test_each_has_its_own_time_and_all_must_be_decided(self) -> None:
        two = take(objected(), "record_objection", MO, date(2026, 9, 22))
        one_left = take(two, "decide_objection", MO, date(2026, 9, 23), {"objection": 1, "outcome": "dismissed"})
        assert (due(two, ATTEMPT, "objection_review"), due(one_left, ATTEMPT, "objection_review")) == (
            date(2026, 10, 15),
            date(2026, 10, 20),
        )
        assert refused(one_left, "issue_result", ML, date(2026, 9, 24), {"grade": "good"}).code is Code.WRONG_STATE

    def test_upheld_it_is_answered_and_leadership_may_still_grade(self) -> None:
        decided = take(objected(), "decide_objection", ML, date(2026, 9, 23), {"objection": 1, "outcome": "upheld"})
        (objection,) = attempt(decided).objections
        assert (objection.outcome, objection.why) == ("upheld", REASON)

    def test_a_decision_needs_a_reason(self) -> None:
        content = {"objection": 1, "outcome": "upheld"}
        bare = refused(objected(), "decide_objection", MO, date(2026, 9, 23), content, reason=None)
        assert bare.code is Code.REASON_REQUIRED

    def test_an_objection_that_is_not_there_cannot_be_decided(self) -> None:
        content = {"objection": 2, "outcome": "upheld"}
        assert "objection" in str(refused(objected(), "decide_objection", MO, date(2026, 9, 23), content))
