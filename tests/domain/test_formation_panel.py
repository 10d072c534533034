"""Recommendation, panel, conclusion, reopening, conversion: what is kept and warned of (C.11; F07 to F16, SOD-4)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    LE,
    ML,
    MO,
    SD,
    SD_LEADER,
    SECRETARY,
    applying,
    convert,
    converting,
    due,
    duty,
    operating,
    owed_keys,
    planning,
    refused,
    take,
    until,
)

from domain.centre import Centre
from domain.effects import effects
from domain.refusals import Code
from domain.sample_parts import EXPERTS, PLAN
from domain.samples import sample_content
from domain.states import State

REASONS = {"deficiencies": ["Section 3 is empty."]}


@pytest.mark.law("F07", "F10", "Art 8.5", "Art 15.4", "Art 16.3")
class TestRecommendation:
    """F07 (C.11): letter, day, signer and assessment are kept; a missing horizon of the targets is a warning."""

    def test_it_is_on_record(self) -> None:
        record = self.recommended(date="2022-11-25", signer="Director Wu").formation.recommendation
        assert record is not None
        assert (record.letter_no, record.on, record.signer) == ("苏科函〔2026〕12号", date(2022, 11, 25), "Director Wu")
        assert record.self_assessment == {f"15.{n}": "met" for n in range(1, 6)}

    def test_the_department_that_recommends_is_kept(self) -> None:
        assert applying("recommend").recommending_department == "jiangsu-st"

    def test_a_letter_to_come_is_refused(self) -> None:
        content = {**sample_content("recommend"), "date": "2022-11-29"}
        before = applying("accept_for_cultivation")
        assert "date" in str(refused(before, "recommend", SD_LEADER, date(2022, 11, 28), content))

    @pytest.mark.parametrize("horizon", ["short", "mid", "long"])
    def test_a_missing_horizon_is_a_warning_and_no_bar(self, horizon: str) -> None:
        centre = self.recommended(plan=self.plan_without(horizon))
        assert centre.state is State.RECOMMENDED
        assert centre.formation.warnings == (f"Art 15.4: the plan states no {horizon}-term target",)

    def test_with_all_three_there_is_none(self) -> None:
        assert self.recommended().formation.warnings == ()

    def test_the_corrected_plan_ends_the_warning(self) -> None:
        lacking = self.recommended(plan=self.plan_without("long"))
        back = take(lacking, "return_recommendation", MO, date(2022, 12, 1), REASONS)
        again = take(back, "resubmit_recommendation", SD, date(2022, 12, 8), {"plan": PLAN})
        assert again.formation.warnings == ()

    def test_the_assessment_may_be_corrected_too(self) -> None:
        back = take(applying("recommend"), "return_recommendation", MO, date(2022, 12, 1), REASONS)
        content = {"condition_self_assessment": [{"item": "15.4", "result": "not_met"}]}
        record = take(back, "resubmit_recommendation", SD, date(2022, 12, 8), content).formation.recommendation
        assert record is not None
        assert (record.self_assessment["15.4"], record.self_assessment["15.1"]) == ("not_met", "met")

    def test_the_applicant_does_not_recommend(self) -> None:
        before = applying("accept_for_cultivation")
        refusal = refused(before, "recommend", SD_LEADER, date(2022, 11, 28), person=f"{LE}.person")
        assert refusal.code is Code.SEPARATION_OF_DUTIES

    def recommended(self, **changed: Any) -> Centre:
        content = {**sample_content("recommend"), **changed}
        return take(applying("accept_for_cultivation"), "recommend", SD_LEADER, date(2022, 11, 28), content)

    def plan_without(self, horizon: str) -> dict[str, Any]:
        targets: Any = PLAN["targets"]
        return {**PLAN, "targets": [t for t in targets if t["horizon"] != horizon]}


@pytest.mark.law("F12", "SOD-4", "Art 16.4")
class TestThePanel:
    """SOD-4: nobody argues a case to which the person belongs: member, council, committee, department, a hand in it."""

    @pytest.mark.parametrize("person", ["zhao.min", "qian.ping", "zhou.yan"])
    def test_nobody_of_the_council_or_the_committee(self, person: str) -> None:
        assert f"panel: {person}" in str(self.refusal(person=person))

    def test_nobody_of_a_member_organisation(self) -> None:
        assert "SOD-4" in str(self.refusal(organisation="Sensing Institute"))

    def test_nobody_of_the_department_that_recommended(self) -> None:
        moved = self.prepared().with_(recommending_department="shanghai-st")
        assert "SOD-4" in str(self.refusal(moved, organisation="shanghai-st"))

    def test_nobody_who_has_had_a_hand_in_it(self) -> None:
        assert "SOD-4" in str(self.refusal(person=f"{SD}.person"))

    def test_nobody_of_a_lead_government(self) -> None:
        content = {"panel": [*self.panel()[:-1], {**self.panel()[-1], "organisation": "hunan-st"}]}
        assert "SOD-4" in str(refused(planning("submit_case"), "open_argumentation", MO, date(2021, 5, 6), content))

    def test_others_do(self) -> None:
        assert take(self.prepared(), "open_argumentation", MO, date(2022, 12, 5)).state is State.ARGUMENTATION

    def prepared(self) -> Centre:
        centre = applying("accept_for_cultivation")
        for action in ("record_council", "record_expert_committee"):
            centre = take(centre, action, SECRETARY, date(2022, 9, 1))
        return take(centre, "recommend", SD_LEADER, date(2022, 11, 28))

    def panel(self) -> list[dict[str, Any]]:
        return [{"person": e, "organisation": "Fudan", "conflict_declared_none": True} for e in EXPERTS]

    def refusal(self, centre: Centre | None = None, **changed: Any) -> Any:
        panel = [*self.panel()[:-1], {**self.panel()[-1], **changed}]
        content = {**sample_content("open_argumentation"), "panel": panel}
        return refused(centre or self.prepared(), "open_argumentation", MO, date(2022, 12, 5), content)


@pytest.mark.law("F13", "Art 16.4")
class TestTheConclusion:
    """F13 (C.11): days, mode, chair, who spoke and who was absent are kept; one who was absent does not sign."""

    def test_it_is_on_record(self) -> None:
        argued = self.concluded(dates=["2023-02-14", "2023-02-15"], mode="on site").formation.argued
        assert argued is not None
        assert (argued.dates[0], argued.mode, argued.chair, len(argued.heard)) == (
            date(2023, 2, 14), "on site", "expert.1", 7,
        )  # fmt: skip

    def test_the_absent_are_named(self) -> None:
        argued = self.concluded(opinions=self.opinions("expert.7")).formation.argued
        assert argued is not None
        assert (argued.absent, len(argued.heard)) == (("expert.7",), 6)

    def test_an_absent_chair_does_not_sign(self) -> None:
        content = {**sample_content("record_argumentation"), "opinions": self.opinions("expert.1")}
        assert "chair" in str(self.refusal(content))

    @pytest.mark.parametrize(("day", "fits"), [("2023-02-16", True), ("2023-02-17", False)])
    def test_it_was_held_before_it_was_concluded(self, day: str, fits: bool) -> None:
        if fits:
            assert self.concluded(dates=[day]).formation.argued
        else:
            assert "dates" in str(self.refusal({**sample_content("record_argumentation"), "dates": [day]}))

    def opinions(self, absent: str) -> list[dict[str, Any]]:
        return [{"person": e, "absence": "ill"} if e == absent else {"person": e, "opinion": "Yes."} for e in EXPERTS]

    def concluded(self, **changed: Any) -> Centre:
        content = {**sample_content("record_argumentation"), **changed}
        return take(applying("open_argumentation"), "record_argumentation", MO, date(2023, 2, 16), content)

    def refusal(self, content: Any) -> Any:
        return refused(applying("open_argumentation"), "record_argumentation", MO, date(2023, 2, 16), content)


@pytest.mark.law("F15", "F16", "Art 16.4")
class TestReopening:
    """F16: fresh data when those of the case are older than twelve months, a warning otherwise; argued again or not."""

    @pytest.mark.parametrize(("on", "stale"), [(date(2024, 2, 16), False), (date(2024, 2, 17), True)])
    def test_data_of_more_than_twelve_months_are_a_warning(self, on: date, stale: bool) -> None:
        centre = take(self.deferred(), "reopen_decision", MO, on, {})
        assert (centre.state, bool(centre.formation.warnings)) == (State.DECISION_PENDING, stale)

    def test_fresh_data_end_it(self) -> None:
        assert take(self.deferred(), "reopen_decision", MO, date(2024, 6, 3)).formation.warnings == ()

    def test_a_reopened_case_may_be_argued_again(self) -> None:
        again = take(self.reopened(), "open_argumentation", MO, date(2024, 6, 10))
        assert (again.state, owed_keys(again), again.formation.argumentation) == (
            State.ARGUMENTATION, {"argumentation_sla"}, None,
        )  # fmt: skip
        concluded = take(again, "record_argumentation", MO, date(2024, 7, 8))
        assert (concluded.state, concluded.formation.data_of) == (State.DECISION_PENDING, date(2024, 7, 8))

    def test_once_is_enough(self) -> None:
        again = take(self.reopened(), "open_argumentation", MO, date(2024, 6, 10))
        concluded = take(again, "record_argumentation", MO, date(2024, 7, 8))
        assert refused(concluded, "open_argumentation", MO, date(2024, 7, 9)).code is Code.WRONG_STATE

    def test_a_case_that_was_not_deferred_is_not_argued_again(self) -> None:
        assert refused(applying(), "open_argumentation", MO, date(2023, 3, 1)).code is Code.WRONG_STATE

    def test_it_may_be_decided_without(self) -> None:
        assert take(self.reopened(), "decide", ML, date(2024, 6, 10)).state is State.OPERATING

    @pytest.mark.parametrize(("on", "again"), [(date(2024, 4, 12), False), (date(2024, 4, 13), True)])
    def test_until_then_it_is_looked_at_every_year(self, on: date, again: bool) -> None:
        look = duty(until(self.deferred(), on), "centre", "deferred_review")
        assert look.raw_due == (date(2025, 4, 12) if again else date(2024, 4, 12))

    def deferred(self) -> Centre:
        return take(applying(), "decide", ML, date(2023, 4, 12), {"outcome": "defer"})

    def reopened(self) -> Centre:
        return take(self.deferred(), "reopen_decision", MO, date(2024, 6, 3))


@pytest.mark.law("V01", "V02", "V03", "V05", "Art 6.2")
class TestConversionRecords:
    """V01 to V05: nothing lies in the future; MOST is informed; the fast way leaves a recommendation on record."""

    def test_most_is_informed_of_the_acceptance(self) -> None:
        before = converting("submit_conversion")
        after = take(before, "accept_conversion", SD, date(2021, 10, 11))
        assert "most_officer" in {notice.to_role for notice in effects(before, after).notices}

    def test_of_other_steps_it_is_not(self) -> None:
        before = applying("accept_for_cultivation")
        after = take(before, "end_cultivation", SD, date(2022, 9, 1))
        assert "most_officer" not in {notice.to_role for notice in effects(before, after).notices}

    def test_the_fast_way_leaves_a_recommendation(self) -> None:
        content = {"outcome": "fast", **sample_content("recommend")}
        centre = take(converting("submit_conversion"), "accept_conversion", SD, date(2021, 10, 11), content)
        assert centre.formation.recommendation.department == "jiangsu-st"  # type: ignore[union-attr]
        assert (centre.state, due(centre, "centre", "formal_check")) == (State.RECOMMENDED, date(2021, 10, 25))

    @pytest.mark.parametrize(("day", "fits"), [("2021-09-13", True), ("2021-09-14", False)])
    def test_the_predecessor_was_accepted_before(self, day: str, fits: bool) -> None:
        source: Any = {**sample_content("submit_conversion")["conversion_source"], "accepted_on": day}  # type: ignore[dict-item]
        before = convert()
        if fits:
            assert take(before, "submit_conversion", LE, date(2021, 9, 13), {"conversion_source": source})
        else:
            refusal = refused(before, "submit_conversion", LE, date(2021, 9, 13), {"conversion_source": source})
            assert "accepted_on" in str(refusal)

    @pytest.mark.parametrize(("day", "fits"), [("2022-09-05", True), ("2022-09-06", False)])
    def test_the_old_title_has_ended(self, day: str, fits: bool) -> None:
        args = (converting("decide"), "record_predecessor_retirement", MO, date(2022, 9, 5), {"retired_on": day})
        if fits:
            assert take(*args).formation.predecessor_retired_on
        else:
            assert "retired_on" in str(refused(*args))

    def test_an_approved_centre_keeps_what_its_formation_gathered(self) -> None:
        assert operating().formation.recommendation is not None
