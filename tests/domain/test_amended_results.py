"""An issued result is amended: the history stays, and the consequences are those of the new one (E17, G-10)."""

from datetime import date, timedelta
from typing import Any

import pytest
from lives import (
    EVALUATION_STEPS,
    LEGAL,
    ML,
    MO,
    due,
    evaluating,
    lived,
    owed_keys,
    rectifying,
    refused,
    renewing,
    take,
)  # fmt: skip

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.rectification.matter import Rectification
from domain.refusals import Code
from domain.standing import standing
from domain.states import Grade, State

ATTEMPT = "evaluation/1-1"
ON = date(2026, 12, 1)
THREE_YEARS = timedelta(days=1096)
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

    def test_the_amendment_is_published_and_its_reconsideration_runs_from_its_delivery(self) -> None:
        poor = amended(renewing(), **POORER, delivered_on="2026-12-01")
        assert due(poor, ATTEMPT, "publish_decision") == date(2026, 12, 29)
        assert due(poor, ATTEMPT, "reconsideration_window") == date(2027, 2, 1)

    def test_mof_learns_of_the_amended_grade(self) -> None:
        assert amended(renewing(), **POORER).find(Subsidy, "subsidy/1").grade_at_proposal is Grade.POOR
        suspended = amended(renewing(), annul=True).find(Subsidy, "subsidy/1")
        assert suspended.state is SubsidyState.SUSPENDED

    def test_annulled_the_grade_from_before_is_in_force(self) -> None:
        legacy = take(evaluating("open_publicity").with_(grade=Grade.EXCELLENT), "issue_result", ML, date(2026, 9, 24))
        assert (legacy.grade, amended(legacy, annul=True).grade) == (Grade.GOOD, Grade.EXCELLENT)

    def test_annulled_while_rectifying_the_rectification_ends(self) -> None:
        none = amended(rectifying(), annul=True)
        assert (none.state, none.matters["rectification/1"].state) == (State.OPERATING, "CLOSED")

    def test_better_and_poor_again_the_centre_rectifies_anew(self) -> None:
        again = amended(amended(rectifying(), new_grade="good"), date(2026, 12, 7), **POORER)
        assert again.find(Rectification, "rectification/1").deadline == date(2027, 6, 7)
        assert again.matters["rectification/1"].is_open

    def test_an_attempt_whose_place_another_has_taken_is_not_amended(self) -> None:
        second = take(amended(renewing(), annul=True), "open_evaluation", MO, date(2026, 12, 7))
        late = refused(second, "amend_result", ML, date(2026, 12, 8), {"new_grade": "good"}, matter=ATTEMPT)
        assert (late.code, "evaluation/1-2" in str(late)) == (Code.WRONG_STATE, True)

    def test_after_a_confirmed_exit_nothing_is_amended(self) -> None:
        proposed = take(renewing(), "propose_revocation", MO, date(2026, 11, 2))
        closing = take(proposed, "confirm_exit", ML, date(2026, 11, 30), {"outcome": "revoked"})
        assert refused(closing, "amend_result", ML, ON, POORER, matter=ATTEMPT).code is Code.CENTRE_EXITED

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

    def test_annulled_the_cycle_runs_on_and_most_must_follow_up(self) -> None:
        none = amended(second_cycle(), annul=True)
        assert (none.state, none.conditional, none.grade) == (State.OPERATING, True, None)
        assert "result_followup" in owed_keys(none)
        assert "result_followup" not in owed_keys(amended(none, date(2026, 12, 7), new_grade="good"))

    def test_even_while_the_next_cycle_is_evaluated(self) -> None:
        called = take(second_cycle(), "open_evaluation", MO, date(2029, 3, 5))
        poor = amended(called, date(2029, 3, 12), **POORER)
        assert (poor.state, poor.conditional) == (State.EVALUATING, True)

    def test_the_plan_of_the_cycle_after_is_still_owed(self) -> None:
        called = lived(
            second_cycle(), [(a, by, on + THREE_YEARS, c) for a, by, on, c in EVALUATION_STEPS], "issue_result"
        )
        assert "next_plan_due" in owed_keys(amended(called, date(2029, 11, 1), **POORER))

    def test_the_condition_ends_with_the_cycle(self) -> None:
        called = lived(
            second_cycle(), [(a, by, on + THREE_YEARS, c) for a, by, on, c in EVALUATION_STEPS], "issue_result"
        )
        poor = amended(called, date(2029, 11, 1), **POORER)
        assert take(poor, "start_cycle", MO, date(2029, 11, 5)).conditional is False

    def test_the_status_shows_the_condition(self) -> None:
        assert standing(amended(second_cycle(), **POORER), ON).facts["conditional"] is True

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
