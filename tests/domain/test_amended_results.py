"""An issued result is amended: the history stays, and the consequences are those of the new one (E17, G-10)."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, due, evaluating, owed_keys, rectifying, refused, renewing, take

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.refusals import Code
from domain.states import Grade, State

ATTEMPT = "evaluation/1-1"
ON = date(2026, 12, 1)
POORER: dict[str, Any] = {"new_grade": "poor", "rectification_order": {"months": 6}}


def amended(centre: Centre, on: date = ON, **content: Any) -> Centre:
    """The centre after leadership has amended the result of the first cycle."""
    return take(centre, "amend_result", ML, on, content, matter=ATTEMPT)


def second_cycle() -> Centre:
    """A centre in its second cycle after a good result."""
    return take(renewing(), "start_cycle", MO, date(2026, 11, 16))


@pytest.mark.law("E17", "Art 29", "G-38")
class TestE17:
    """E17: a new grade runs the consequences of O02 and O03 again; annulled, no grade of the attempt is in force."""

    def test_to_poor_the_centre_rectifies(self) -> None:
        poor = amended(renewing(), **POORER)
        assert (poor.state, poor.grade) == (State.RECTIFYING, Grade.POOR)
        assert due(poor, "rectification/1", "rectification_period") == date(2027, 6, 1)
        assert "next_plan_due" not in owed_keys(poor)

    def test_to_good_the_rectification_ends_and_the_centre_may_go_on(self) -> None:
        good = amended(rectifying(), new_grade="good")
        assert (good.state, good.grade) == (State.RENEWAL_PENDING, Grade.GOOD)
        assert good.matters["rectification/1"].state == "CLOSED"
        assert owed_keys(good, "rectification/1") == set()
        assert "next_plan_due" in owed_keys(good)

    def test_even_while_it_is_inspected(self) -> None:
        good = amended(rectifying("open_inspection"), date(2027, 10, 8), new_grade="good")
        assert good.state is State.RENEWAL_PENDING

    def test_annulled_there_is_no_grade_and_most_must_follow_up(self) -> None:
        none = amended(renewing(), annul=True)
        assert (none.grade, none.state, "result_followup" in owed_keys(none)) == (None, State.OPERATING, True)

    def test_after_it_is_annulled_another_attempt_is_opened(self) -> None:
        again = take(amended(renewing(), annul=True), "open_evaluation", MO, date(2026, 12, 7))
        assert again.find(Evaluation, "evaluation/1-2").attempt == 2
        assert "result_followup" not in owed_keys(again)

    def test_every_result_stays_on_record(self) -> None:
        results = amended(renewing(), **POORER).find(Evaluation, ATTEMPT).results
        assert [(r.grade, r.on) for r in results] == [(Grade.GOOD, date(2026, 9, 24)), (Grade.POOR, ON)]

    @pytest.mark.parametrize(
        ("content", "field"),
        [
            ({"new_grade": "good"}, "new_grade"),
            ({}, "new_grade"),
            ({"new_grade": "poor", "annul": True}, "new_grade"),
            ({"new_grade": "poor", "rectification_order": {"months": 13}}, "rectification_order"),
            ({"new_grade": "qualified"}, "new_grade"),
        ],
    )
    def test_what_cannot_be_is_refused(self, content: dict[str, Any], field: str) -> None:
        refusal = refused(renewing(), "amend_result", ML, ON, content, matter=ATTEMPT)
        assert (refusal.code, field in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_leadership_alone_amends_with_a_number_and_a_reason(self) -> None:
        assert refused(renewing(), "amend_result", MO, ON, POORER).code is Code.WRONG_ROLE
        bare = refused(renewing(), "amend_result", ML, ON, POORER, document_number=None)
        assert bare.code is Code.DOCUMENT_NUMBER_REQUIRED
        assert refused(renewing(), "amend_result", ML, ON, POORER, reason=None).code is Code.REASON_REQUIRED

    def test_before_a_result_there_is_nothing_to_amend(self) -> None:
        running = refused(evaluating("open_publicity"), "amend_result", ML, date(2026, 9, 24), POORER, matter=ATTEMPT)
        assert running.code is Code.WRONG_STATE

    def test_while_an_exit_is_proposed_leadership_decides_on_that_first(self) -> None:
        proposed = take(renewing(), "propose_revocation", MO, date(2026, 11, 2))
        assert refused(proposed, "amend_result", ML, ON, POORER, matter=ATTEMPT).code is Code.WRONG_STATE


@pytest.mark.law("G-10", "E17")
class TestG10:
    """G-10: amended after the next cycle began, that cycle runs on, conditional; leadership may order rectification."""

    def test_the_cycle_runs_on_under_a_condition(self) -> None:
        poor = amended(second_cycle(), **POORER)
        assert (poor.state, poor.cycle, poor.conditional) == (State.OPERATING, second_cycle().cycle, True)
        assert "rectification/1" not in poor.matters

    def test_leadership_may_open_a_rectification_beside_it(self) -> None:
        beside = self.beside()
        assert (beside.state, beside.matters["rectification/1"].state) == (State.OPERATING, "PLAN_PENDING")
        assert due(beside, "rectification/1", "rectification_period") == date(2027, 6, 1)

    def test_passed_the_condition_is_gone_and_the_cycle_is_as_it_was(self) -> None:
        passed = self.inspected("pass")
        assert (passed.state, passed.conditional, passed.cycle) == (State.OPERATING, False, second_cycle().cycle)

    def test_failed_the_exit_is_proposed(self) -> None:
        assert self.inspected("fail").state is State.EXIT_PROPOSED

    def test_amended_to_a_better_grade_nothing_is_conditional(self) -> None:
        assert amended(second_cycle(), new_grade="excellent").conditional is False

    def beside(self) -> Centre:
        """A rectification of the first cycle beside the second."""
        return amended(second_cycle(), **POORER, open_rectification=True)

    def inspected(self, outcome: str) -> Centre:
        """It is carried out, inspected, and ends so."""
        plan = take(self.beside(), "file_rectification_plan", LEGAL, date(2026, 12, 21))
        opened = take(plan, "open_inspection", MO, date(2027, 6, 2))
        return take(opened, "record_inspection", ML, date(2027, 6, 21), {"outcome": outcome, "report": "On site."})
