"""The performance evaluation of a cycle (chapter 5, Arts 27 to 29; E01, E02, E05 to E09, E13)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    EVALUATOR,
    LEGAL,
    MO,
    REPORTER,
    due,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    operating,
    owed_keys,
    refused,
    renewing,
    take,
    until,
)  # fmt: skip

from domain.evaluation.matter import Evaluation, EvaluationState
from domain.refusals import Code
from domain.samples import sample_content
from domain.standing import standing
from domain.states import State

KEY = "evaluation/1-1"


def evaluation(centre: Any) -> Evaluation:
    """The evaluation of the first cycle."""
    return centre.find(Evaluation, KEY)  # type: ignore[no-any-return]


def silent() -> Any:
    """A centre that has not answered the notice of 2026-02-11."""
    return until(evaluating(), date(2026, 3, 5))


def called() -> Any:
    """A centre called for the last time on 2026-03-09; the call runs to 2026-03-23."""
    return take(silent(), "send_final_notice", MO, date(2026, 3, 9), {})


@pytest.mark.law("E01", "O01", "Art 27", "G-07", "SOD-3")
class TestE01:
    """Art 27: MOST gives notice; a third party with a mandate and no conflict evaluates the data of the cycle."""

    def test_the_centre_is_evaluated(self) -> None:
        assert (evaluating().state, evaluation(evaluating()).state) == (State.EVALUATING, EvaluationState.NOTIFIED)

    def test_the_window_is_the_cycle(self) -> None:
        found = evaluation(evaluating())
        assert (found.window_from, found.window_to) == (date(2023, 4, 12), date(2026, 4, 12))

    @pytest.mark.parametrize(
        ("key", "day"),
        [
            ("participation_confirm", date(2026, 3, 3)),
            ("materials_due", date(2026, 5, 12)),
            ("evaluation_target", date(2026, 10, 9)),
        ],
    )
    def test_each_clock_has_its_day(self, key: str, day: date) -> None:
        assert due(evaluating(), KEY, key) == day

    def test_the_announcement_is_met(self) -> None:
        assert duty(evaluating(), "centre", "evaluation_prenotice").status == "met"

    def test_the_confirmation_runs_from_the_delivery(self) -> None:
        content = {**sample_content("open_evaluation"), "delivered_on": "2026-02-12"}
        centre = take(operating(), "open_evaluation", MO, date(2026, 2, 11), content)
        assert due(centre, KEY, "participation_confirm") == date(2026, 3, 4)

    @pytest.mark.parametrize(("on", "round_", "code"), [
        (date(2025, 4, 11), "2025", Code.WRONG_STATE),
        (date(2025, 4, 12), None, Code.INVALID_CONTENT),
        (date(2026, 2, 10), None, Code.INVALID_CONTENT),
    ])  # fmt: skip
    def test_too_early_it_is_refused(self, on: date, round_: str | None, code: Code) -> None:
        content = {**sample_content("open_evaluation"), "round": round_}
        assert refused(operating(), "open_evaluation", MO, on, content).code is code

    @pytest.mark.parametrize("on", [date(2025, 4, 12), date(2026, 2, 10), date(2027, 6, 1)])
    def test_a_round_may_pull_it_ahead_or_leave_it_behind(self, on: date) -> None:
        content = {**sample_content("open_evaluation"), "round": "2026"}
        assert take(operating(), "open_evaluation", MO, on, content).state is State.EVALUATING

    @pytest.mark.parametrize(("on", "due_on"), [
        (date(2026, 4, 20), date(2026, 5, 12)),
        (date(2026, 5, 11), date(2026, 5, 12)),
        (date(2026, 5, 12), date(2026, 6, 11)),
        (date(2027, 4, 12), date(2027, 5, 12)),
    ])  # fmt: skip
    def test_left_behind_it_has_thirty_days_for_its_materials(self, on: date, due_on: date) -> None:
        assert due(take(operating(), "open_evaluation", MO, on), KEY, "materials_due") == due_on

    def test_the_end_of_the_cycle_stays(self) -> None:
        content = {**sample_content("open_evaluation"), "round": "2025"}
        assert take(operating(), "open_evaluation", MO, date(2025, 4, 14), content).cycle == operating().cycle

    def test_the_delegated_agency_does_not_evaluate(self) -> None:
        centre = operating().with_(delegated_agency="National Science and Technology Evaluation Center")
        assert "SOD-3" in str(refused(centre, "open_evaluation", MO, date(2026, 2, 11)))

    def test_a_conflict_must_be_denied(self) -> None:
        evaluator: Any = {**sample_content("open_evaluation")["evaluator"], "conflict_declared_none": False}  # type: ignore[dict-item]
        refusal = refused(operating(), "open_evaluation", MO, date(2026, 2, 11), {"evaluator": evaluator})
        assert "conflict_declared_none" in str(refusal)

    def test_one_is_open_at_a_time(self) -> None:
        assert refused(evaluating(), "open_evaluation", MO, date(2026, 2, 12)).code is Code.WRONG_STATE

    def test_a_new_evaluation_never_replaces_an_old_one(self) -> None:
        second = take(renewing(), "start_cycle", MO, date(2026, 11, 16))
        refusal = refused(second, "open_evaluation", MO, date(2029, 3, 5), matter=KEY)
        assert refusal.code is Code.UNKNOWN_MATTER

    def test_unopened_the_centre_operates_with_a_flag(self) -> None:
        on_the_day, after = date(2026, 4, 12), date(2026, 4, 13)
        assert not standing(until(operating(), on_the_day), on_the_day).evaluation_overdue
        assert standing(until(operating(), after), after).evaluation_overdue
        assert until(operating(), date(2029, 1, 1)).state is State.OPERATING


@pytest.mark.law("E02", "Art 10", "G-37")
class TestE02:
    """Art 10.4: the legal representative confirms; from then on leaving is withdrawal midway (G-37)."""

    def test_it_is_confirmed(self) -> None:
        centre = evaluating("confirm_participation")
        assert evaluation(centre).state is EvaluationState.PARTICIPATION_CONFIRMED
        assert duty(centre, KEY, "participation_confirm").status == "met"

    def test_only_the_legal_representative_confirms(self) -> None:
        assert refused(evaluating(), "confirm_participation", REPORTER, date(2026, 2, 25), {}).code is Code.WRONG_ROLE


@pytest.mark.law("E05", "E06", "E07", "Art 30")
class TestE05E06:
    """Art 30: nobody is absent unheard: no answer, a final notice with a date, and still time to take part."""

    def test_at_the_last_instant_the_centre_is_still_notified(self) -> None:
        assert evaluation(until(evaluating(), last_instant(date(2026, 3, 3)))).state is EvaluationState.NOTIFIED

    def test_at_the_first_late_instant_most_is_asked_for_the_final_notice(self) -> None:
        centre = until(evaluating(), first_late_instant(date(2026, 3, 3)))
        assert evaluation(centre).state is EvaluationState.NO_RESPONSE
        assert (duty(centre, KEY, "no_response").owed_by, centre.state) == (MO, State.EVALUATING)

    def test_the_final_notice_has_ten_working_days(self) -> None:
        assert (evaluation(called()).state, due(called(), KEY, "final_notice")) == (
            EvaluationState.FINAL_NOTICE,
            date(2026, 3, 23),
        )

    def test_before_there_is_no_answer_no_final_notice_goes_out(self) -> None:
        assert refused(evaluating(), "send_final_notice", MO, date(2026, 2, 20), {}).code is Code.WRONG_STATE

    @pytest.mark.parametrize("on", [date(2026, 3, 23), date(2026, 3, 24), date(2026, 6, 1)])
    def test_a_late_confirmation_is_accepted(self, on: date) -> None:
        centre = take(called(), "confirm_participation", LEGAL, on, {})
        assert evaluation(centre).state is EvaluationState.PARTICIPATION_CONFIRMED
        assert owed_keys(centre, KEY) == {"materials_due", "evaluation_target"}

    def test_without_an_answer_a_person_must_say_whether_the_absence_is_justified(self) -> None:
        assert "absence" not in owed_keys(until(called(), last_instant(date(2026, 3, 23))))
        centre = until(called(), first_late_instant(date(2026, 3, 23)))
        assert ("absence" in owed_keys(centre), centre.state) == (True, State.EVALUATING)


@pytest.mark.law("E08", "Art 28", "Art 8.5")
class TestE08:
    """Arts 8.5, 28: the materials come in with the pledge and are reviewed by the department."""

    def test_the_department_has_fifteen_working_days(self) -> None:
        assert due(evaluating("submit_materials"), KEY, "materials_review") == date(2026, 6, 2)

    @pytest.mark.parametrize(("on", "status"), [(date(2026, 5, 12), "met"), (date(2026, 5, 13), "met_late")])
    def test_they_are_in_time_on_the_last_day(self, on: date, status: str) -> None:
        centre = take(evaluating("confirm_participation"), "submit_materials", REPORTER, on)
        assert duty(centre, KEY, "materials_due").status == status

    def test_the_pledge_is_needed(self) -> None:
        before = evaluating("confirm_participation")
        assert "pledge" in str(refused(before, "submit_materials", REPORTER, date(2026, 5, 12), {"summary": "Data."}))

    def test_without_confirmation_nothing_comes_in(self) -> None:
        assert refused(evaluating(), "submit_materials", REPORTER, date(2026, 2, 20)).code is Code.WRONG_STATE

    def test_the_reviewed_materials_start_the_evaluator_s_time(self) -> None:
        assert due(evaluating("review_materials"), KEY, "assessment") == date(2026, 8, 31)


@pytest.mark.law("E09", "Art 28", "G-09")
class TestE09:
    """Arts 27, 28: the third party assesses all five dimensions and drafts one of three grades."""

    def test_the_draft_binds_nobody(self) -> None:
        centre = evaluating("submit_assessment")
        assert (evaluation(centre).draft_grade, centre.grade) == ("good", None)

    def test_most_has_thirty_working_days_to_deliberate(self) -> None:
        assert due(evaluating("submit_assessment"), KEY, "deliberation") == date(2026, 10, 14)

    @pytest.mark.parametrize(
        "missing", ["national_tasks", "key_technology", "industry_progress", "services", "incubation"]
    )
    def test_each_dimension_is_needed(self, missing: str) -> None:
        given: Any = sample_content("submit_assessment")["dimension_results"]
        content = {"dimension_results": [d for d in given if d["dimension"] != missing]}
        assert missing in str(self.refusal(content))

    def test_a_further_dimension_is_allowed(self) -> None:
        given: Any = sample_content("submit_assessment")["dimension_results"]
        more = {**sample_content("submit_assessment"), "dimension_results": [*given, {"dimension": "x", "text": "y"}]}
        assert take(evaluating("start_assessment"), "submit_assessment", EVALUATOR, date(2026, 8, 27), more)

    @pytest.mark.parametrize("grade", ["qualified", "deferred", "fail", "优秀", "", None])
    def test_there_is_no_fourth_grade(self, grade: str | None) -> None:
        assert "draft_grade" in str(self.refusal({"draft_grade": grade}))

    def test_a_started_assessment_comes_first(self) -> None:
        refusal = refused(evaluating("review_materials"), "submit_assessment", EVALUATOR, date(2026, 8, 27))
        assert refusal.code is Code.WRONG_STATE

    def refusal(self, changed: dict[str, Any]) -> Any:
        content = {**sample_content("submit_assessment"), **changed}
        return refused(evaluating("start_assessment"), "submit_assessment", EVALUATOR, date(2026, 8, 27), content)


@pytest.mark.law("E13", "Art 29")
class TestE13:
    """Art 29: the result is on public notice; the first day counts; dates in the notice prevail (F.2)."""

    def test_five_working_days_run_to_the_make_up_sunday_and_beyond(self) -> None:
        assert evaluation(evaluating("open_publicity")).publicity_to == date(2026, 9, 22)

    def test_the_deliberation_is_met(self) -> None:
        assert duty(evaluating("open_publicity"), KEY, "deliberation").status == "met"

    def test_dates_in_the_notice_prevail(self) -> None:
        content = {"from": "2026-09-18", "to": "2026-09-27"}
        centre = take(evaluating("deliberate"), "open_publicity", MO, date(2026, 9, 17), content)
        assert evaluation(centre).publicity_to == date(2026, 9, 27)

    def test_a_notice_runs_forward(self) -> None:
        content = {"from": "2026-09-18", "to": "2026-09-17"}
        assert "to:" in str(refused(evaluating("deliberate"), "open_publicity", MO, date(2026, 9, 17), content))

    def test_at_its_end_leadership_is_asked_for_the_result(self) -> None:
        before, over = evaluating("open_publicity"), first_late_instant(date(2026, 9, 22))
        assert "result" not in owed_keys(until(before, last_instant(date(2026, 9, 22))))
        assert "result" in owed_keys(until(before, over))
        assert f"{KEY}:publicity" not in standing(until(before, over), date(2026, 9, 23)).overdue
