"""Holds, objections and voided attempts: what stops a result, and what makes an attempt count for nothing."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, due, evaluating, owed_keys, refused, take, until

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

    def test_an_objection_that_is_not_there_cannot_be_decided(self) -> None:
        content = {"objection": 2, "outcome": "upheld"}
        assert "objection" in str(refused(objected(), "decide_objection", MO, date(2026, 9, 23), content))


VOID = date(2026, 8, 31)


def voided() -> Centre:
    """A centre whose first attempt is void for the evaluator's sake."""
    return take(evaluating("submit_assessment"), "void_attempt", ML, VOID)


@pytest.mark.law("E16", "G-46", "SOD-3")
class TestE16:
    """E16, G-46: a voided attempt harms nobody; another evaluator begins anew and all its clocks with it."""

    def test_the_centre_operates_on_and_most_is_asked_for_another_attempt(self) -> None:
        assert (voided().state, attempt(voided()).state) == (State.OPERATING, "VOIDED")
        assert "new_attempt" in owed_keys(voided())
        assert owed_keys(voided(), ATTEMPT) == set()

    def test_the_same_evaluator_is_refused(self) -> None:
        again = refused(voided(), "open_evaluation", MO, date(2026, 9, 7))
        assert (again.code, "voided" in str(again)) == (Code.INVALID_CONTENT, True)

    def test_another_one_begins_the_second_attempt(self) -> None:
        other = {
            "organisation": "Innovation Academy",
            "mandate_no": "M-9",
            "team": ["x"],
            "conflict_declared_none": True,
        }
        second = take(voided(), "open_evaluation", MO, date(2026, 9, 7), {"evaluator": other})
        assert (attempt(second, "evaluation/1-2").attempt, second.state) == (2, State.EVALUATING)
        assert due(second, "evaluation/1-2", "participation_confirm") == date(2026, 9, 20)
        assert "new_attempt" not in owed_keys(second)

    def test_leadership_voids_with_a_number_and_a_reason(self) -> None:
        centre = evaluating("submit_assessment")
        assert refused(centre, "void_attempt", MO, VOID).code is Code.WRONG_ROLE
        assert refused(centre, "void_attempt", ML, VOID, document_number=None).code is Code.DOCUMENT_NUMBER_REQUIRED
        assert refused(centre, "void_attempt", ML, VOID, reason=None).code is Code.REASON_REQUIRED

    def test_an_issued_result_is_amended_not_voided(self) -> None:
        assert refused(evaluating("issue_result"), "void_attempt", ML, date(2026, 9, 25)).code is Code.WRONG_STATE


@pytest.mark.law("SOD-3", "E01", "Art 27")
class TestSod3:
    """SOD-3: the evaluator is tied to none of the parties, and every member declares so."""

    @pytest.mark.parametrize("name", ["jiangsu-st", "Sensing Institute"])
    def test_a_party_to_the_case_does_not_evaluate(self, name: str) -> None:
        assert "SOD-3" in str(self.called(organisation=name))

    def test_who_acts_for_the_centre_is_no_member_of_the_team(self) -> None:
        assert "evaluator.team" in str(self.called(team=[f"{LEGAL}.person"]))

    def test_without_a_declaration_it_is_refused(self) -> None:
        assert "conflict_declared_none" in str(self.called(conflict_declared_none=None))

    def called(self, **facts: Any) -> Any:
        """The refusal of a notice with such an evaluator, after a first attempt that was voided."""
        other = {"organisation": "Academy", "mandate_no": "M-9", "team": ["x"], "conflict_declared_none": True, **facts}
        return refused(voided(), "open_evaluation", MO, date(2026, 9, 7), {"evaluator": other})
