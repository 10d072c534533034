"""A deferred evaluation: asked for in time, decided by leadership with a new day; the cycle's end stays (E03, E04)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    LEGAL,
    ML,
    MO,
    REPORTER,
    SD,
    due,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    owed_keys,
    refused,
    take,
    until,
)  # fmt: skip

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.refusals import Code
from domain.states import State

ATTEMPT = "evaluation/1-1"
LAST = date(2026, 5, 12)
WHY: dict[str, Any] = {"reason": "The test line was destroyed."}


def asked(on: date = date(2026, 3, 2), last: str = "confirm_participation", **facts: Any) -> Centre:
    """A deferral asked for on that day."""
    return take(evaluating(last), "request_deferral", LEGAL, on, WHY, **facts)


def granted(new_due: str = "2026-10-30", on: date = date(2026, 3, 16)) -> Centre:
    """A deferral granted until that day."""
    return take(asked(), "decide_deferral", ML, on, {"new_due": new_due})


def called() -> Centre:
    """A silent centre called for the last time on 2026-03-06; the call runs to 2026-03-20."""
    return take(until(evaluating("open_evaluation"), date(2026, 3, 5)), "send_final_notice", MO, date(2026, 3, 6))


def rejected(centre: Centre, on: date) -> Centre:
    """The deferral refused on that day."""
    return take(centre, "decide_deferral", ML, on, {"outcome": "reject"})


def state(centre: Centre) -> str:
    """The state of the attempt."""
    return centre.find(Evaluation, ATTEMPT).state


@pytest.mark.law("E03", "G-39", "Art 29")
class TestE03:
    """E03: asked for with a reason before the materials are due, once; a justified absence is no non-participation."""

    @pytest.mark.parametrize("last", ["open_evaluation", "confirm_participation"])
    def test_before_and_after_taking_part_it_may_be_asked_for(self, last: str) -> None:
        assert state(asked(last=last)) == "DEFERRAL_REQUESTED"

    def test_on_the_last_day_it_is_in_time(self) -> None:
        assert due(evaluating("confirm_participation"), ATTEMPT, "materials_due") == LAST
        assert state(asked(LAST)) == "DEFERRAL_REQUESTED"

    def test_on_the_day_after_it_is_too_late(self) -> None:
        late = refused(evaluating("confirm_participation"), "request_deferral", LEGAL, date(2026, 5, 13), WHY)
        assert (late.code, str(LAST) in str(late)) == (Code.WRONG_STATE, True)

    def test_without_a_reason_it_is_refused(self) -> None:
        centre = evaluating("confirm_participation")
        assert refused(centre, "request_deferral", LEGAL, LAST, {}, reason=None).code is Code.REASON_REQUIRED

    def test_even_after_the_final_notice_an_absence_may_be_justified(self) -> None:
        assert state(take(called(), "request_deferral", LEGAL, date(2026, 3, 10), WHY)) == "DEFERRAL_REQUESTED"

    def test_while_it_waits_nobody_is_held_to_have_stayed_away(self) -> None:
        waiting = until(asked(last="open_evaluation"), date(2026, 4, 30))
        assert (state(waiting), waiting.state) == ("DEFERRAL_REQUESTED", State.EVALUATING)
        assert owed_keys(waiting, ATTEMPT) == {"deferral_decision", "materials_due", "evaluation_target"}

    def test_not_even_when_the_final_notice_would_have_expired(self) -> None:
        waiting = until(take(called(), "request_deferral", LEGAL, date(2026, 3, 20), WHY), date(2026, 4, 30))
        assert not owed_keys(waiting, ATTEMPT) & {"final_notice", "absence"}

    def test_a_second_deferral_is_refused(self) -> None:
        called_again = take(granted("2026-06-30"), "send_final_notice", MO, date(2026, 7, 1))
        again = refused(called_again, "request_deferral", LEGAL, date(2026, 7, 2), WHY)
        assert (again.code, "1 at most" in str(again)) == (Code.WRONG_STATE, True)

    def test_the_department_s_word_and_the_day_asked_for_are_on_record(self) -> None:
        content = {**WHY, "sd_opinion": "The damage is as described.", "requested_until": "2026-10-30"}
        centre = take(evaluating("confirm_participation"), "request_deferral", LEGAL, LAST, content)
        found = centre.find(Evaluation, ATTEMPT).deferral
        assert found
        assert (found.sd_opinion, found.requested_until) == (content["sd_opinion"], date(2026, 10, 30))

    def test_only_the_centre_asks(self) -> None:
        assert refused(evaluating("confirm_participation"), "request_deferral", SD, LAST, WHY).code is Code.WRONG_ROLE


@pytest.mark.law("E04", "G-02", "Art 29")
class TestE04:
    """E04: leadership grants a new day, at most twelve months on; the cycle's end is unchanged."""

    def test_granted_the_materials_have_a_new_day_by_decision(self) -> None:
        clock = duty(granted(), ATTEMPT, "materials_due")
        assert (state(granted()), clock.due, clock.basis) == ("DEFERRED", date(2026, 10, 30), "decision")

    def test_the_cycle_ends_as_before_and_the_centre_is_evaluated_on(self) -> None:
        assert (granted().cycle, granted().state) == (evaluating().cycle, State.EVALUATING)

    @pytest.mark.parametrize("day", ["2026-05-13", "2027-05-12"])
    def test_from_the_day_after_the_old_one_to_twelve_months_on_it_is_granted(self, day: str) -> None:
        assert state(granted(day)) == "DEFERRED"

    @pytest.mark.parametrize("day", ["2026-05-12", "2027-05-13"])
    def test_outside_it_is_refused(self, day: str) -> None:
        refusal = refused(asked(), "decide_deferral", ML, date(2026, 3, 16), {"new_due": day})
        assert (refusal.code, "new_due" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_a_rest_day_is_rolled(self) -> None:
        assert due(granted("2026-10-31"), ATTEMPT, "materials_due") == date(2026, 11, 2)

    def test_without_a_day_it_is_not_granted(self) -> None:
        refusal = refused(asked(), "decide_deferral", ML, date(2026, 3, 16), {"outcome": "approve"})
        assert "new_due" in str(refusal)

    def test_refused_the_attempt_is_where_it_was(self) -> None:
        back = rejected(asked(), date(2026, 3, 16))
        assert state(back) == "PARTICIPATION_CONFIRMED"
        assert due(back, ATTEMPT, "materials_due") == LAST

    def test_refused_the_centre_has_the_days_it_had_left_to_answer(self) -> None:
        assert due(evaluating(), ATTEMPT, "participation_confirm") == date(2026, 3, 3)
        back = rejected(asked(last="open_evaluation"), date(2026, 3, 16))
        assert (state(back), due(back, ATTEMPT, "participation_confirm")) == ("NOTIFIED", date(2026, 3, 17))
        assert state(until(back, first_late_instant(date(2026, 3, 17)))) == "NO_RESPONSE"

    def test_refused_after_the_final_notice_that_runs_on_and_then_a_person_is_asked(self) -> None:
        back = rejected(take(called(), "request_deferral", LEGAL, date(2026, 3, 18), WHY), date(2026, 3, 30))
        assert (state(back), due(back, ATTEMPT, "final_notice")) == ("FINAL_NOTICE", date(2026, 4, 1))
        assert "absence" not in owed_keys(until(back, last_instant(date(2026, 4, 1))))
        assert "absence" in owed_keys(until(back, first_late_instant(date(2026, 4, 1))))

    def test_refused_the_silence_before_is_as_it_was(self) -> None:
        silent = until(evaluating("open_evaluation"), date(2026, 3, 5))
        back = rejected(take(silent, "request_deferral", LEGAL, date(2026, 3, 6), WHY), date(2026, 3, 16))
        assert (state(back), "no_response" in owed_keys(back)) == ("NO_RESPONSE", True)

    def test_a_refusal_needs_a_reason(self) -> None:
        content = {"outcome": "reject"}
        refusal = refused(asked(), "decide_deferral", ML, date(2026, 3, 16), content, reason=None)
        assert refusal.code is Code.REASON_REQUIRED

    def test_leadership_alone_decides_with_a_number(self) -> None:
        content = {"new_due": "2026-10-30"}
        assert refused(asked(), "decide_deferral", MO, date(2026, 3, 16), content).code is Code.WRONG_ROLE
        bare = refused(asked(), "decide_deferral", ML, date(2026, 3, 16), content, document_number=None)
        assert bare.code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_the_materials_come_in_from_there(self) -> None:
        handed_in = take(granted(), "submit_materials", REPORTER, date(2026, 10, 30), {"pledge": True})
        assert duty(handed_in, ATTEMPT, "materials_due").status == "met"

    def test_who_has_not_confirmed_confirms_first(self) -> None:
        centre = take(
            asked(last="open_evaluation"), "decide_deferral", ML, date(2026, 3, 16), {"new_due": "2026-10-30"}
        )
        early = refused(centre, "submit_materials", REPORTER, date(2026, 10, 29), {"pledge": True})
        confirmed = take(centre, "confirm_participation", LEGAL, date(2026, 4, 1))
        assert (early.code, state(confirmed)) == (Code.WRONG_STATE, "DEFERRED")
        assert take(confirmed, "submit_materials", REPORTER, date(2026, 10, 29), {"pledge": True})

    def test_nothing_of_the_silence_before_is_held_against_the_centre(self) -> None:
        silent = until(evaluating("open_evaluation"), date(2026, 3, 5))
        justified = take(silent, "request_deferral", LEGAL, date(2026, 3, 6), WHY)
        centre = take(justified, "decide_deferral", ML, date(2026, 3, 16), {"new_due": "2026-10-30"})
        assert not owed_keys(centre, ATTEMPT) & {"no_response", "final_notice", "absence", "participation_confirm"}


@pytest.mark.law("E05", "E06")
class TestLateMaterials:
    """F.1 materials_due: after its day MOST may send the final notice; late materials are taken all the same."""

    def test_before_the_day_has_passed_no_notice_is_sent(self) -> None:
        early = refused(evaluating("confirm_participation"), "send_final_notice", MO, LAST)
        assert early.code is Code.WRONG_STATE

    def test_on_the_day_after_it_is_sent_and_the_materials_still_come_in(self) -> None:
        called = take(evaluating("confirm_participation"), "send_final_notice", MO, date(2026, 5, 13))
        assert state(called) == "FINAL_NOTICE"
        late = take(called, "submit_materials", REPORTER, date(2026, 5, 18), {"pledge": True})
        assert (state(late), duty(late, ATTEMPT, "materials_due").status) == ("MATERIALS_SUBMITTED", "met_late")
        assert "final_notice" not in owed_keys(late, ATTEMPT)

    def test_confirming_once_more_is_no_answer_to_it(self) -> None:
        called = take(evaluating("confirm_participation"), "send_final_notice", MO, date(2026, 5, 13))
        again = refused(called, "confirm_participation", LEGAL, date(2026, 5, 18))
        assert (again.code, "materials" in str(again)) == (Code.WRONG_STATE, True)
