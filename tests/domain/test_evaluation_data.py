"""What the evaluation rests on: data of the filed reports, weights, and what is missing (Art 28; E08, E09)."""

from datetime import date, timedelta
from typing import Any

import pytest
from lives import EVALUATION_STEPS, EVALUATOR, LEGAL, MO, REPORTER, SD, evaluating, lived, operating, refused, take

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.refusals import Code
from domain.samples import sample_content
from domain.standing import matter_standing

ATTEMPT = "evaluation/1-1"


def reported(year: int, centre: Centre, staff: int) -> Centre:
    """The report on that year, handed in, reviewed and filed, with so many people and contracts."""
    key, content = f"annual-report/{year}", sample_content("submit_report")
    data = {"staff_total": staff, "service_contracts": 10}
    centre = take(centre, "submit_report", REPORTER, date(year + 1, 3, 20), {**content, "dataset": data}, matter=key)
    centre = take(centre, "endorse_report", SD, date(year + 1, 4, 8), matter=key)
    return take(centre, "file_report", MO, date(year + 1, 4, 20), matter=key)


def reported_on(year: int, centre: Centre, on: date) -> Centre:
    """The report on that year, handed in on that day, reviewed and filed soon after."""
    key = f"annual-report/{year}"
    centre = take(centre, "submit_report", REPORTER, on, matter=key)
    centre = take(centre, "endorse_report", SD, on + timedelta(days=7), matter=key)
    return take(centre, "file_report", MO, on + timedelta(days=14), matter=key)


def called() -> Centre:
    """A centre with two filed reports of its cycle, called to its evaluation and taking part."""
    centre = reported(2024, reported(2023, operating(), 100), 120)
    centre = take(centre, "open_evaluation", MO, date(2026, 2, 11))
    return take(centre, "confirm_participation", LEGAL, date(2026, 2, 25))


@pytest.mark.law("E08", "Art 28", "G-13")
class TestPrefill:
    """E08: materials are prefilled from the filed reports; what differs from them must be explained."""

    def test_while_materials_are_awaited_the_status_shows_them(self) -> None:
        assert matter_standing(called(), ATTEMPT)["prefill"] == {"staff_total": 120, "service_contracts": 20}

    def test_nothing_given_the_filed_data_count(self) -> None:
        assert self.handed_in({}).find(Evaluation, ATTEMPT).figures == {"staff_total": 120, "service_contracts": 20}

    def test_the_same_numbers_need_no_word(self) -> None:
        assert self.handed_in({"staff_total": 120})

    def test_another_number_is_refused_unless_explained(self) -> None:
        content = {"pledge": True, "dataset": {"service_contracts": 25}}
        refusal = refused(called(), "submit_materials", REPORTER, date(2026, 5, 12), content)
        assert (refusal.code, "dataset.service_contracts" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_explained_it_counts(self) -> None:
        done = self.handed_in({"service_contracts": 25}, differences_explained="Five were signed in December.")
        assert done.find(Evaluation, ATTEMPT).figures["service_contracts"] == 25

    def handed_in(self, dataset: dict[str, Any], **facts: Any) -> Centre:
        """The materials with these data."""
        content = {"pledge": True, "dataset": dataset, **facts}
        return take(called(), "submit_materials", REPORTER, date(2026, 5, 12), content)


@pytest.mark.law("G-12", "A03", "E09")
class TestDossier:
    """G-12: a report that is missing or was late goes into the dossier; it never stops the evaluation."""

    def test_missing_reports_are_told(self) -> None:
        dossier = evaluating("submit_assessment").find(Evaluation, ATTEMPT).dossier
        assert len([remark for remark in dossier if "is not on file" in remark]) == 3

    @pytest.mark.law("Art 5", "Art 18", "G-29")
    def test_what_the_governance_lacks_is_told_too(self) -> None:
        dossier = evaluating("submit_assessment").find(Evaluation, ATTEMPT).dossier
        assert dossier[-1] == "Art 5: no Party organisation is on record"

    def test_a_report_in_time_and_on_file_is_no_remark(self) -> None:
        assert self.dossier(date(2024, 4, 1)) == ["2024", "2025"]

    def test_one_that_came_a_day_late_is(self) -> None:
        assert self.dossier(date(2024, 4, 2)) == ["2023 came late", "2024", "2025"]

    @pytest.mark.parametrize(("on", "severe"), [(date(2024, 5, 14), False), (date(2024, 5, 16), True)])
    def test_severe_lateness_is_told(self, on: date, severe: bool) -> None:
        assert ("severely overdue" in self.remarks(on)[0]) is severe

    def test_filed_after_the_result_it_changes_neither_dossier_nor_grade(self) -> None:
        before = evaluating("issue_result")
        after = reported_on(2025, before, date(2026, 10, 12))
        assert after.matters["annual-report/2025"].state == "FILED"
        assert after.find(Evaluation, ATTEMPT) == before.find(Evaluation, ATTEMPT)

    def dossier(self, on: date) -> list[str]:
        """Which years the dossier names, and which of them as late, when the first report came in on that day."""
        told = [remark.removeprefix("the report ") for remark in self.remarks(on)]
        return [remark.partition(" is not on file")[0] for remark in told]

    def remarks(self, on: date) -> tuple[str, ...]:
        """The dossier when the first report came in on that day and no other."""
        centre = lived(reported_on(2023, operating(), on), EVALUATION_STEPS, "submit_assessment")
        return tuple(r for r in centre.find(Evaluation, ATTEMPT).dossier if "on file" in r or "late" in r)


def weighed(*weights: dict[str, Any]) -> dict[str, Any]:
    """An assessment whose dimensions carry these weights, in their order."""
    sample = sample_content("submit_assessment")
    pairs = zip(sample["dimension_results"], weights, strict=True)
    return {**sample, "dimension_results": [{**dimension, **weight} for dimension, weight in pairs]}


def assessed(*weights: dict[str, Any]) -> Evaluation:
    """The attempt after such an assessment."""
    content = weighed(*(weights or ({},) * 5))
    centre = take(evaluating("start_assessment"), "submit_assessment", EVALUATOR, date(2026, 8, 27), content)
    return centre.find(Evaluation, ATTEMPT)


def not_assessed(*weights: dict[str, Any]) -> str:
    """The sentence with which such weights are refused."""
    centre, content = evaluating("start_assessment"), weighed(*weights)
    return str(refused(centre, "submit_assessment", EVALUATOR, date(2026, 8, 27), content))


@pytest.mark.law("E09", "Art 28")
class TestWeights:
    """Art 28, C.5: objective data are the main basis: more than one half of the weight."""

    def test_a_little_more_than_half_is_enough(self) -> None:
        weights = [{"weight": 20, "objective_weight": weight} for weight in (10, 10, 10, 10, 10.2)]
        assert assessed(*weights).objective_share == 0.502

    def test_exactly_half_is_not(self) -> None:
        assert "more than 50%" in not_assessed(*[{"weight": 20, "objective_weight": 10}] * 5)

    def test_they_may_sum_to_one(self) -> None:
        assert assessed(*[{"weight": 0.2, "objective_weight": 0.15}] * 5).objective_share == 0.75

    def test_no_part_exceeds_the_whole(self) -> None:
        assert "exceeds its weight" in not_assessed(*[{"weight": 20, "objective_weight": 21}] * 5)

    def test_data_are_weighed_in_every_dimension_or_in_none(self) -> None:
        some = [{"weight": 20, "objective_weight": 20}] * 4
        assert "every dimension" in not_assessed(*some, {"weight": 20})

    def test_the_weights_sum_to_a_hundred(self) -> None:
        assert "sum to 95" in not_assessed(*[{"weight": 19}] * 5)

    def test_every_dimension_is_weighed_or_none(self) -> None:
        assert "every dimension" in not_assessed({"weight": 100}, {}, {}, {}, {})

    @pytest.mark.parametrize("weights", [{}, {"weight": 20}])
    def test_where_the_evaluator_is_silent_no_share_is_invented(self, weights: dict[str, Any]) -> None:
        assert assessed(*[weights] * 5).objective_share is None

    def test_the_site_visit_may_be_told_with_its_days(self) -> None:
        visit = {"from": "2026-07-14", "to": "2026-07-16", "participants": ["evaluator.lead"]}
        content = {**sample_content("submit_assessment"), "site_visit": visit}
        assert take(evaluating("start_assessment"), "submit_assessment", EVALUATOR, date(2026, 8, 27), content)
