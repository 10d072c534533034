"""Rectification within a time limit and its inspection (Art 30; R01, R02, R05 to R07, O06 to O08)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import (
    INSPECTOR,
    LEGAL,
    ML,
    MO,
    REPORTER,
    SD,
    SECRETARY,
    due,
    duty,
    first_late_instant,
    last_instant,
    owed_keys,
    rectifying,
    refused,
    take,
    until,
)  # fmt: skip

from domain.policy import DEFAULT
from domain.rectification.matter import Rectification, RectificationState
from domain.refusals import Code
from domain.samples import sample_content
from domain.states import State

KEY = "rectification/1"
LAST_DAY = date(2027, 9, 24)
PLAN = "file_rectification_plan"


def matter(centre: Any) -> Rectification:
    """The rectification."""
    return centre.find(Rectification, KEY)  # type: ignore[no-any-return]


@cache
def inspected(outcome: str, by: Any = ML, on: date = date(2027, 11, 1)) -> Any:
    """The centre after its inspection."""
    return take(rectifying("open_inspection"), "record_inspection", by, on, {"outcome": outcome})


@pytest.mark.law("R01", "Art 30")
class TestR01:
    """Art 30: the centre maps each finding to a measure; the department reviews, MOST files, in turn."""

    def test_the_filed_plan_is_carried_out(self) -> None:
        centre = rectifying(PLAN)
        assert matter(centre).state is RectificationState.EXECUTING
        assert duty(centre, KEY, "rectification_plan_due").status == "met"

    @pytest.mark.parametrize(("on", "status"), [(date(2026, 10, 26), "met"), (date(2026, 10, 27), "met_late")])
    def test_it_is_in_time_on_its_last_day(self, on: date, status: str) -> None:
        assert duty(take(rectifying(), PLAN, LEGAL, on), KEY, "rectification_plan_due").status == status

    def test_without_a_measure_it_is_refused(self) -> None:
        assert "issues" in str(refused(rectifying(), PLAN, LEGAL, date(2026, 10, 20), {}))

    @pytest.mark.parametrize(("day", "taken"), [("2027-09-24", True), ("2027-09-25", False)])
    def test_no_measure_ends_after_the_last_day(self, day: str, taken: bool) -> None:
        content = {"issues": [{"finding": "Few SMEs", "measure": "Open days", "due": day}]}
        if taken:
            assert take(rectifying(), PLAN, SECRETARY, date(2026, 10, 20), content)
        else:
            assert "issues.0.due" in str(refused(rectifying(), PLAN, SECRETARY, date(2026, 10, 20), content))

    @pytest.mark.parametrize(("before", "by"), [("", SD), (PLAN, MO)])
    def test_nobody_signs_before_the_turn(self, before: str, by: Any) -> None:
        assert refused(rectifying(before), PLAN, by, date(2026, 10, 23), {}).code is Code.WRONG_STATE

    def test_department_and_most_sign_in_turn(self) -> None:
        reviewed = take(rectifying(PLAN), PLAN, SD, date(2026, 10, 22), {})
        filed = matter(take(reviewed, PLAN, MO, date(2026, 10, 23), {}))
        assert (filed.plan_on, filed.plan_reviewed_on, filed.plan_filed_on) == (
            date(2026, 10, 20), date(2026, 10, 22), date(2026, 10, 23),
        )  # fmt: skip

    def test_nobody_signs_for_two_sides(self) -> None:
        person = f"{LEGAL}.person"
        refusal = refused(rectifying(PLAN), PLAN, SD, date(2026, 10, 22), {}, person=person)
        assert refusal.code is Code.SEPARATION_OF_DUTIES


@pytest.mark.law("R02")
class TestR02:
    """Art 30: the department looks half way; nothing follows in law."""

    def test_the_check_is_met_and_the_state_stays(self) -> None:
        centre = rectifying("midterm_check")
        assert duty(centre, KEY, "rectification_midterm").status == "met"
        assert (centre.state, matter(centre).state) == (State.RECTIFYING, RectificationState.EXECUTING)


@pytest.mark.law("R05", "G-42")
class TestR05:
    """Art 30: the completion is reported; an early one may be inspected early (G-42)."""

    def test_the_period_is_met(self) -> None:
        assert duty(rectifying("submit_completion"), KEY, "rectification_period").status == "met"

    def test_the_inspection_is_due_sixty_days_after_the_last_day(self) -> None:
        assert due(rectifying("submit_completion"), KEY, "inspection_sla") == date(2027, 11, 23)

    @pytest.mark.parametrize(("on", "status"), [(LAST_DAY, "met"), (date(2027, 9, 25), "met_late")])
    def test_it_is_in_time_on_the_last_day(self, on: date, status: str) -> None:
        centre = take(rectifying(PLAN), "submit_completion", REPORTER, on)
        assert duty(centre, KEY, "rectification_period").status == status

    def test_it_may_come_without_a_plan(self) -> None:
        centre = take(rectifying(), "submit_completion", REPORTER, date(2026, 12, 1))
        assert matter(centre).state is RectificationState.REPORT_SUBMITTED


@pytest.mark.law("R06", "B.0")
class TestR06:
    """Art 30: the last day passes with nothing in: MOST is asked to inspect; the state waits for a person."""

    def test_at_the_last_instant_nothing_is_asked(self) -> None:
        assert "inspection_sla" not in owed_keys(until(rectifying(PLAN), last_instant(LAST_DAY)))

    def test_at_the_first_late_instant_the_inspection_is_asked_for(self) -> None:
        centre = until(rectifying(PLAN), first_late_instant(LAST_DAY))
        assert due(centre, KEY, "inspection_sla") == date(2027, 11, 23)
        assert (centre.state, matter(centre).state) == (State.RECTIFYING, RectificationState.EXECUTING)

    @pytest.mark.law("G-43")
    def test_most_s_own_lateness_harms_nobody(self) -> None:
        centre = until(rectifying(PLAN), date(2029, 1, 8))
        assert centre.state is State.RECTIFYING


@pytest.mark.law("O06", "SOD-7")
class TestO06:
    """Art 30, SOD-7: the inspection opens after the report or the last day, under another lead than the evaluation."""

    def test_it_opens_after_the_report(self) -> None:
        centre = rectifying("open_inspection")
        assert (centre.state, matter(centre).state) == (State.RECTIFICATION_INSPECTION, RectificationState.INSPECTION)

    @pytest.mark.parametrize(("on", "opens"), [(LAST_DAY, False), (date(2027, 9, 25), True)])
    def test_without_a_report_it_opens_the_day_after_the_last_day(self, on: date, opens: bool) -> None:
        if opens:
            assert take(rectifying(PLAN), "open_inspection", MO, on).state is State.RECTIFICATION_INSPECTION
        else:
            assert refused(rectifying(PLAN), "open_inspection", MO, on).code is Code.WRONG_STATE

    def test_the_lead_of_the_evaluation_does_not_lead_it(self) -> None:
        refusal = self.refusal(team=["inspector.one"], lead="evaluator_lead.person")
        assert (refusal.code, "SOD-7" in str(refusal)) == (Code.SEPARATION_OF_DUTIES, True)

    def test_one_inspector_at_least_is_new(self) -> None:
        refusal = self.refusal(team=["evaluator.two"], lead="evaluator.two")
        assert (refusal.code, "SOD-7" in str(refusal)) == (Code.SEPARATION_OF_DUTIES, True)

    def test_it_has_a_team(self) -> None:
        assert "team" in str(self.refusal(team=[]))

    def test_while_an_exit_is_proposed_it_does_not_open(self) -> None:
        content = {"ground": "integrity", "evidence": "Case 7"}
        leaving = take(rectifying("submit_completion"), "propose_revocation", MO, date(2027, 9, 13), content)
        assert refused(leaving, "open_inspection", MO, date(2027, 9, 20)).code is Code.WRONG_STATE

    def refusal(self, **changed: Any) -> Any:
        content = {**sample_content("open_inspection"), **changed}
        return refused(rectifying("submit_completion"), "open_inspection", MO, date(2027, 9, 20), content)


@pytest.mark.law("O07", "R07", "G-01")
class TestO07:
    """Art 30, G-01: a passed inspection is signed by leadership; a full cycle runs from its day."""

    def test_the_next_cycle_is_pending(self) -> None:
        centre = inspected("pass")
        assert (centre.state, matter(centre).state) == (State.RENEWAL_PENDING, RectificationState.PASSED)
        assert due(centre, "centre", "next_plan_due") == date(2027, 12, 31)

    def test_the_next_cycle_runs_three_years_from_the_inspection(self) -> None:
        cycle = take(inspected("pass"), "start_cycle", MO, date(2027, 12, 1)).cycle
        assert cycle is not None
        assert (cycle.no, cycle.start, cycle.end) == (2, date(2027, 11, 2), date(2030, 11, 1))

    def test_by_policy_it_runs_from_the_previous_end(self) -> None:
        anchors = DEFAULT.anchors.model_copy(update={"post_rectification": "previous_end"})
        policy = DEFAULT.model_copy(update={"anchors": anchors})
        centre = rectifying("open_inspection").with_(custom_policy=policy)
        passed = take(centre, "record_inspection", ML, date(2027, 11, 1), {"outcome": "pass"})
        cycle = take(passed, "start_cycle", MO, date(2027, 12, 1)).cycle
        assert (cycle and cycle.start, cycle and cycle.end) == (date(2026, 4, 13), date(2029, 4, 12))

    def test_an_officer_cannot_pass(self) -> None:
        refusal = refused(
            rectifying("open_inspection"), "record_inspection", MO, date(2027, 11, 1), {"outcome": "pass"}
        )
        assert refusal.code is Code.WRONG_ROLE

    @pytest.mark.parametrize("outcome", ["pass", "fail"])
    def test_the_team_s_report_moves_nothing(self, outcome: str) -> None:
        centre = inspected(outcome, INSPECTOR)
        assert (centre.state, matter(centre).outcome) == (State.RECTIFICATION_INSPECTION, outcome)

    def test_nothing_of_the_rectification_is_owed_any_more(self) -> None:
        assert owed_keys(inspected("pass"), KEY) == set()


@pytest.mark.law("O08", "R07")
class TestO08:
    """Art 30: a failed inspection proposes the exit; the centre stays in the sequence until it is confirmed."""

    @pytest.mark.parametrize("by", [MO, ML])
    def test_the_exit_is_proposed(self, by: Any) -> None:
        centre = inspected("fail", by)
        assert (centre.state, centre.in_sequence) == (State.EXIT_PROPOSED, True)
        assert centre.matters["exit"].ground == "rectification_failed"  # type: ignore[union-attr]

    def test_the_centre_may_speak_for_ten_working_days(self) -> None:
        assert due(inspected("fail"), "exit", "exit_hearing") == date(2027, 11, 15)

    @pytest.mark.parametrize("outcome", ["good", "poor", "excellent", "passed", None])
    def test_there_is_pass_and_fail_only(self, outcome: str | None) -> None:
        content = {"outcome": outcome}
        refusal = refused(rectifying("open_inspection"), "record_inspection", ML, date(2027, 11, 1), content)
        assert refusal.code is Code.INVALID_CONTENT
