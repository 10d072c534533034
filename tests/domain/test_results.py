"""The result of an evaluation and the next cycle (Arts 7, 29, 30; E14, O02, O03, O09)."""

from datetime import date
from typing import Any

import pytest
from lives import ML, MO, POOR, due, duty, evaluating, owed_keys, rectifying, refused, renewing, take, until

from domain.evaluation.matter import Evaluation
from domain.operation.subsidy_matter import Subsidy
from domain.policy import DEFAULT, Anchors
from domain.rectification.matter import Rectification
from domain.refusals import Code
from domain.sample_parts import PLAN
from domain.states import State

ON = date(2026, 9, 24)
KEY = "evaluation/1-1"
ORDER = "rectification/1"


def issued(content: dict[str, Any], **facts: Any) -> Any:
    """The centre after the result of 2026-09-24."""
    return take(evaluating("open_publicity"), "issue_result", ML, ON, content, **facts)


def not_issued(content: dict[str, Any], on: date = ON, **facts: Any) -> Any:
    """The refusal of the result."""
    return refused(evaluating("open_publicity"), "issue_result", ML, on, content, **facts)


@pytest.mark.law("E14", "SOD-6", "Art 29", "G-09")
class TestE14:
    """Art 29: leadership issues one of three grades after the public notice; one not drafted needs a reason."""

    @pytest.mark.parametrize(("on", "taken"), [(date(2026, 9, 22), False), (date(2026, 9, 23), True)])
    def test_the_public_notice_must_be_over(self, on: date, taken: bool) -> None:
        if taken:
            assert take(evaluating("open_publicity"), "issue_result", ML, on).grade == "good"
        else:
            assert not_issued({"grade": "good"}, on).code is Code.WRONG_STATE

    def test_the_drafted_grade_needs_no_reason(self) -> None:
        assert issued({"grade": "good"}, reason=None).grade == "good"

    @pytest.mark.parametrize("grade", ["excellent", "poor"])
    def test_another_grade_needs_a_reason(self, grade: str) -> None:
        assert not_issued({"grade": grade}, reason=None).code is Code.REASON_REQUIRED
        assert issued({"grade": grade, "grade_reason": "The site visit."}, reason=None).grade == grade

    def test_the_reason_for_another_grade_is_on_record(self) -> None:
        changed = issued({"grade": "excellent", "grade_reason": "The site visit."}, reason=None)
        (result,) = changed.find(Evaluation, KEY).results
        assert (changed.find(Evaluation, KEY).draft_grade, result.grade, result.reason) == (
            "good",
            "excellent",
            "The site visit.",
        )

    def test_it_needs_a_document_number(self) -> None:
        assert not_issued({"grade": "good"}, document_number=None).code is Code.DOCUMENT_NUMBER_REQUIRED

    @pytest.mark.parametrize("grade", ["qualified", "deferred", "合格", "GOOD", None])
    def test_there_is_no_fourth_grade(self, grade: str | None) -> None:
        assert not_issued({"grade": grade}).code is Code.INVALID_CONTENT

    def test_only_leadership_issues_it(self) -> None:
        assert refused(evaluating("open_publicity"), "issue_result", MO, ON).code is Code.WRONG_ROLE

    def test_nothing_of_the_evaluation_is_owed_any_more(self) -> None:
        assert owed_keys(renewing(), KEY) == {"publish_decision", "reconsideration_window"}

    def test_while_an_exit_is_proposed_no_result_moves_the_centre(self) -> None:
        content = {"ground": "integrity", "evidence": "Case 7"}
        leaving = take(evaluating("open_publicity"), "propose_revocation", MO, date(2026, 9, 23), content)
        assert refused(leaving, "issue_result", ML, ON).code is Code.WRONG_STATE


@pytest.mark.law("O02", "G-05", "Art 30")
class TestO02:
    """Art 30 (可): excellent and good make the centre eligible; they start no cycle by themselves."""

    @pytest.mark.parametrize("grade", ["excellent", "good"])
    def test_the_next_cycle_is_pending(self, grade: str) -> None:
        assert issued({"grade": grade}).state is State.RENEWAL_PENDING

    def test_the_plan_is_due_in_sixty_days(self) -> None:
        assert due(renewing(), "centre", "next_plan_due") == date(2026, 11, 23)

    def test_mof_is_asked_for_the_subsidy(self) -> None:
        assert renewing().find(Subsidy, "subsidy/1").grade_at_proposal == "good"
        assert "subsidy_arrangement" in owed_keys(renewing(), "subsidy/1")

    def test_without_a_plan_it_waits_for_years(self) -> None:
        centre = until(renewing(), date(2030, 1, 7))
        assert (centre.state, duty(centre, "centre", "next_plan_due").overdue) == (State.RENEWAL_PENDING, True)

    def test_the_publication_has_twenty_working_days(self) -> None:
        assert due(renewing(), KEY, "publish_decision") == date(2026, 10, 29)


@pytest.mark.law("O03", "Art 30", "Art 7")
class TestO03:
    """Art 30: a poor result must carry a time limit: as ordered, else twelve months after delivery, three at least."""

    def test_the_centre_rectifies(self) -> None:
        assert (rectifying().state, rectifying().in_sequence) == (State.RECTIFYING, True)

    @pytest.mark.parametrize(
        ("key", "day"),
        [
            ("rectification_period", date(2027, 9, 24)),
            ("rectification_plan_due", date(2026, 10, 26)),
            ("rectification_midterm", date(2027, 3, 24)),
        ],
    )
    def test_each_clock_has_its_day(self, key: str, day: date) -> None:
        assert due(rectifying(), ORDER, key) == day

    @pytest.mark.parametrize("order", [{"months": 3}, {"months": 12}, {"deadline": "2026-12-24"}])
    def test_between_three_and_twelve_months_it_stands(self, order: dict[str, Any]) -> None:
        assert issued({**POOR, "rectification_order": order}).state is State.RECTIFYING

    @pytest.mark.parametrize(
        "order", [{"months": 2}, {"months": 13}, {"deadline": "2026-12-23"}, {"deadline": "2027-09-25"}]
    )
    def test_outside_it_is_refused(self, order: dict[str, Any]) -> None:
        assert "rectification_order" in str(not_issued({**POOR, "rectification_order": order}))

    def test_the_last_day_may_stand_beside_the_order(self) -> None:
        centre = issued({**POOR, "rectification_deadline": "2027-03-31"})
        assert due(centre, ORDER, "rectification_period") == date(2027, 3, 31)

    def test_it_runs_from_the_delivery(self) -> None:
        centre = issued({**POOR, "delivered_on": "2026-09-28"}, entered=date(2026, 9, 28))
        assert centre.find(Rectification, ORDER).delivered_on == date(2026, 9, 28)
        assert due(centre, ORDER, "rectification_period") == date(2027, 9, 28)

    def test_nothing_is_delivered_before_it_is_decided(self) -> None:
        assert "delivered_on" in str(not_issued({**POOR, "delivered_on": "2026-09-23"}))

    def test_mof_learns_of_a_poor_result_too(self) -> None:
        """Art 7: the result opens a task for MOF, whatever it is; the amount is MOF's."""
        assert rectifying().matters["subsidy/1"].state == "PROPOSED"


@pytest.mark.law("O09", "G-01", "G-02", "Art 17.5")
class TestO09:
    """Arts 17.5, 30: the next cycle needs the council's plan; it is counted from the anchor, not from today."""

    def test_the_second_cycle_follows_the_first_without_a_gap(self) -> None:
        cycle = self.started().cycle
        assert (cycle.no, cycle.start, cycle.end) == (2, date(2026, 4, 13), date(2029, 4, 12))

    @pytest.mark.parametrize(("anchor", "end"), [("previous_end", "2029-04-12"), ("result_date", "2029-09-24")])
    def test_a_late_result_moves_the_next_cycle_only_by_the_switch(self, anchor: Any, end: str) -> None:
        policy = DEFAULT.model_copy(update={"anchors": Anchors(next_cycle=anchor)})
        late = take(evaluating("open_publicity").with_(custom_policy=policy), "issue_result", ML, ON)
        assert str(take(late, "start_cycle", MO, date(2026, 11, 16)).cycle.end) == end

    def test_while_it_drags_on_the_centre_is_in_the_sequence_and_its_reports_are_due(self) -> None:
        centre = until(evaluating("start_assessment"), date(2028, 1, 4))
        assert (centre.state, centre.in_sequence) == (State.EVALUATING, True)
        assert "annual-report/2027" in centre.matters

    def test_the_plan_needs_the_council(self) -> None:
        plan = {k: v for k, v in PLAN.items() if k != "council_resolution"}
        refusal = refused(renewing(), "start_cycle", MO, date(2026, 11, 16), {"plan": plan})
        assert "council_resolution" in str(refusal)

    @pytest.mark.parametrize("section", [k for k in PLAN if k not in ("targets", "council_resolution")])
    def test_the_plan_needs_each_of_its_six_contents(self, section: str) -> None:
        plan = {k: v for k, v in PLAN.items() if k != section}
        assert f"plan.{section}" in str(refused(renewing(), "start_cycle", MO, date(2026, 11, 16), {"plan": plan}))

    def test_the_plan_is_met_and_the_next_evaluation_announced(self) -> None:
        centre = self.started()
        assert duty(centre, "centre", "next_plan_due").status == "met"
        assert due(centre, "centre", "evaluation_prenotice") == date(2029, 2, 11)

    def test_before_a_result_no_cycle_starts(self) -> None:
        assert refused(evaluating(), "start_cycle", MO, date(2026, 3, 2)).code is Code.WRONG_STATE

    def started(self) -> Any:
        return take(renewing(), "start_cycle", MO, date(2026, 11, 16))
