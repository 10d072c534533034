"""Formation of a field centre (chapter 3; F01 to F13, F16, F19)."""

from datetime import date
from typing import Any

import pytest
from lives import LE, ML, MO, SD, SD_LEADER, applying, candidate, convert, due, duty, owed_keys, refused, take, top_down

from domain.refusals import Code
from domain.sample_parts import PLAN
from domain.samples import sample_content
from domain.states import State

REASONS = {"deficiencies": ["Section 3 is empty.", "The budget does not add up."]}


def returned() -> Any:
    """A candidate whose intent was returned on 2022-03-14."""
    return take(applying("submit_intent"), "return_intent", SD, date(2022, 3, 14), REASONS)


def returned_recommendation() -> Any:
    """A candidate whose recommendation was returned on 2022-12-01."""
    return take(applying("recommend"), "return_recommendation", MO, date(2022, 12, 1), REASONS)


@pytest.mark.law("F01", "G-51", "Art 16.2")
class TestF01:
    """Art 16.2: the construction body applies with an intent to the supervising department."""

    def test_the_intent_comes_before_the_department(self) -> None:
        assert applying("submit_intent").state is State.INTENT_SUBMITTED

    def test_the_department_has_twenty_working_days(self) -> None:
        assert due(applying("submit_intent"), "centre", "intent_review") == date(2022, 4, 2)

    def test_a_field_off_the_list_is_a_warning_and_no_bar(self) -> None:
        centre = take(candidate(), "submit_intent", LE, date(2022, 3, 7), {"off_list_reason": "Listed last year"})
        assert centre.state is State.INTENT_SUBMITTED
        assert "G-51" in centre.formation.warnings[0]

    @pytest.mark.parametrize("centre", [top_down(), convert()], ids=["comprehensive", "conversion"])
    def test_it_is_for_the_standard_route_only(self, centre: Any) -> None:
        assert refused(centre, "submit_intent", LE, date(2022, 3, 7)).code is Code.WRONG_STATE

    def test_it_happens_once(self) -> None:
        assert refused(applying("submit_intent"), "submit_intent", LE, date(2022, 3, 8)).code is Code.WRONG_STATE


@pytest.mark.law("F02", "F03", "Art 16.2")
class TestF02F03:
    """Art 16.2: an intent goes back once, with every deficiency, and comes again as its next version."""

    def test_it_goes_back(self) -> None:
        assert returned().state is State.INTENT_RETURNED

    def test_the_applicant_has_ten_working_days(self) -> None:
        duty_ = duty(returned(), "centre", "supplement")
        assert (duty_.due, duty_.owed_by) == (date(2022, 3, 28), LE)

    def test_the_reviewer_waits_no_longer(self) -> None:
        assert "intent_review" not in owed_keys(returned())

    @pytest.mark.parametrize("content", [{}, {"deficiencies": []}, {"deficiencies": [""]}])
    def test_without_a_deficiency_it_is_refused(self, content: dict[str, Any]) -> None:
        refusal = refused(applying("submit_intent"), "return_intent", SD, date(2022, 3, 14), content)
        assert refusal.code is Code.INVALID_CONTENT

    def test_it_comes_again_as_the_next_version(self) -> None:
        centre = take(returned(), "resubmit_intent", LE, date(2022, 3, 21))
        assert (centre.state, centre.formation.intent_version) == (State.INTENT_SUBMITTED, 2)
        assert duty(centre, "centre", "supplement").status == "met"

    def test_a_late_correction_is_accepted_as_late(self) -> None:
        centre = take(returned(), "resubmit_intent", LE, date(2022, 3, 29))
        assert duty(centre, "centre", "supplement").status == "met_late"


@pytest.mark.law("F04", "Art 16.3", "Art 8.2")
class TestF04:
    """Art 16.3: the department cultivates the candidate."""

    def test_the_candidate_is_cultivated(self) -> None:
        assert applying("accept_for_cultivation").state is State.CULTIVATING

    def test_the_check_in_comes_after_twelve_months_rolled(self) -> None:
        check = duty(applying("accept_for_cultivation"), "centre", "cultivation_checkin")
        assert (check.raw_due, check.due) == (date(2023, 3, 25), date(2023, 3, 27))

    def test_after_thirty_six_months_somebody_must_say_whether_it_goes_on(self) -> None:
        assert due(applying("accept_for_cultivation"), "centre", "cultivation_stale") == date(2025, 3, 25)

    def test_the_review_is_met(self) -> None:
        assert duty(applying("accept_for_cultivation"), "centre", "intent_review").status == "met"


@pytest.mark.law("F05", "Art 16.2", "Art 16.3")
class TestF05:
    """Arts 16.2, 16.3: an intent is declined or withdrawn, with a reason; nothing follows."""

    @pytest.mark.parametrize(("action", "by"), [("decline_intent", SD), ("withdraw_intent", LE)])
    @pytest.mark.parametrize("back", [False, True])
    def test_it_ends_the_candidate(self, action: str, by: Any, back: bool) -> None:
        centre = take(returned() if back else applying("submit_intent"), action, by, date(2022, 3, 20))
        assert centre.state is State.DECLINED
        assert not centre.open_obligations

    @pytest.mark.parametrize(("action", "by"), [("decline_intent", SD), ("withdraw_intent", LE)])
    def test_it_needs_a_reason(self, action: str, by: Any) -> None:
        refusal = refused(applying("submit_intent"), action, by, date(2022, 3, 20), reason=None)
        assert refusal.code is Code.REASON_REQUIRED

    def test_only_an_intent_can_be_declined(self) -> None:
        refusal = refused(applying("recommend"), "decline_intent", SD, date(2022, 12, 1))
        assert refusal.code is Code.WRONG_STATE


@pytest.mark.law("F06", "Art 16.3")
class TestF06:
    """Art 16.3: progress restarts the check-in and nothing else."""

    @pytest.mark.parametrize("by", [LE, SD, SD_LEADER])
    def test_the_check_in_starts_anew(self, by: Any) -> None:
        centre = take(applying("accept_for_cultivation"), "record_cultivation_progress", by, date(2022, 9, 1))
        assert due(centre, "centre", "cultivation_checkin") == date(2023, 9, 1)
        assert due(centre, "centre", "cultivation_stale") == date(2025, 3, 25)

    def test_the_state_stays(self) -> None:
        centre = take(applying("accept_for_cultivation"), "record_cultivation_progress", SD, date(2022, 9, 1))
        assert (centre.state, centre.since) == (State.CULTIVATING, date(2022, 3, 25))


@pytest.mark.law("F07", "Art 14", "Art 15", "Art 16.3b", "Art 17.5")
class TestF07:
    """Art 16.3: a recommendation needs the plan with its six contents, both preparations, the Art 15 assessment."""

    def test_the_recommendation_lies_with_most(self) -> None:
        centre = applying("recommend")
        assert (centre.state, due(centre, "centre", "formal_check")) == (State.RECOMMENDED, date(2022, 12, 12))

    def test_the_letter_is_on_record(self) -> None:
        assert applying("recommend").formation.recommendation_letter == "苏科函〔2026〕12号"

    @pytest.mark.parametrize("section", [k for k in PLAN if k not in ("targets", "council_resolution")])
    @pytest.mark.parametrize("how", ["missing", "empty"])
    def test_each_of_the_six_contents_is_needed(self, section: str, how: str) -> None:
        empty: Any = [] if isinstance(PLAN[section], list) else "  "
        plan = {k: v for k, v in PLAN.items() if k != section} | ({section: empty} if how == "empty" else {})
        refusal = self.refusal(plan=plan)
        assert refusal.code is Code.INVALID_CONTENT
        assert f"plan.{section}" in str(refusal)

    @pytest.mark.parametrize("part", ["council_preparation", "entity_preparation"])
    def test_a_preparation_that_is_not_done_is_named(self, part: str) -> None:
        refusal = self.refusal(**{part: {"done": False, "evidence": "Annex"}})
        assert part in str(refusal)

    @pytest.mark.parametrize("item", range(5))
    def test_each_of_the_five_conditions_is_assessed(self, item: int) -> None:
        left = list(sample_content("recommend")["condition_self_assessment"])  # type: ignore[arg-type]
        left.pop(item)
        assert f"15.{item + 1}" in str(self.refusal(condition_self_assessment=left))

    def test_every_fault_is_named_at_once(self) -> None:
        refusal = self.refusal(plan={**PLAN, "safeguards": ""}, council_preparation=None)
        assert "plan.safeguards" in str(refusal)
        assert "council_preparation" in str(refusal)

    def test_only_the_leader_of_the_department_signs(self) -> None:
        refusal = refused(applying("accept_for_cultivation"), "recommend", SD, date(2022, 11, 14))
        assert refusal.code is Code.WRONG_ROLE

    def refusal(self, **changed: Any) -> Any:
        content = {**sample_content("recommend"), **changed}
        return refused(applying("accept_for_cultivation"), "recommend", SD_LEADER, date(2022, 11, 14), content)


@pytest.mark.law("F08", "Art 8.2")
class TestF08:
    """Art 8.2: a cultivation may be ended, with a reason."""

    @pytest.mark.parametrize("by", [LE, SD, SD_LEADER])
    def test_it_ends(self, by: Any) -> None:
        centre = take(applying("accept_for_cultivation"), "end_cultivation", by, date(2022, 9, 1))
        assert (centre.state, centre.open_obligations) == (State.CULTIVATION_ENDED, ())

    def test_it_needs_a_reason(self) -> None:
        before = applying("accept_for_cultivation")
        refusal = refused(before, "end_cultivation", SD, date(2022, 9, 1), reason=None)
        assert refusal.code is Code.REASON_REQUIRED


@pytest.mark.law("F09", "F10", "F11", "Art 15", "Art 16.3")
class TestF09F10F11:
    """Arts 15, 16.3: MOST returns a recommendation once, with every defect; it is corrected or taken back."""

    def test_the_department_has_ten_working_days(self) -> None:
        supplement = duty(returned_recommendation(), "centre", "supplement")
        assert (supplement.due, supplement.owed_by) == (date(2022, 12, 15), SD)

    def test_the_formal_check_is_met(self) -> None:
        assert duty(returned_recommendation(), "centre", "formal_check").status == "met"

    def test_recommended_again_it_is_checked_again(self) -> None:
        centre = take(returned_recommendation(), "resubmit_recommendation", SD, date(2022, 12, 8))
        assert (centre.state, due(centre, "centre", "formal_check")) == (State.RECOMMENDED, date(2022, 12, 22))

    def test_taken_back_it_is_cultivated_again_with_its_clocks(self) -> None:
        centre = take(returned_recommendation(), "withdraw_recommendation", SD, date(2022, 12, 8))
        assert centre.state is State.CULTIVATING
        assert owed_keys(centre) == {"cultivation_checkin", "cultivation_stale"}


@pytest.mark.law("F12", "Art 15", "Art 16.4", "SOD-4")
class TestF12:
    """Arts 15, 16.4: argumentation needs all five conditions met or waived, and an odd panel of seven or more."""

    def test_the_experts_have_ninety_days(self) -> None:
        assert due(applying("open_argumentation"), "centre", "argumentation_sla") == date(2023, 3, 6)

    def test_a_condition_not_met_is_named(self) -> None:
        assert "15.4" in str(self.with_condition({"item": "15.4", "result": "not_met"}))

    def test_a_waiver_needs_the_document_of_the_leadership(self) -> None:
        assert "waiver_document" in str(self.with_condition({"item": "15.4", "result": "waived"}))

    def test_a_waived_condition_passes(self) -> None:
        waived = {"item": "15.4", "result": "waived", "waiver_document": "国科办函〔2022〕9号"}
        content = self.content(conditions=self.conditions(waived))
        assert take(applying("recommend"), "open_argumentation", MO, date(2022, 12, 5), content).formation.panel

    @pytest.mark.parametrize(("size", "fault"), [(5, "at least 7"), (6, "at least 7"), (8, "odd")])
    def test_the_panel_has_its_size(self, size: int, fault: str) -> None:
        assert fault in str(self.refusal(panel=self.panel(size)))

    @pytest.mark.parametrize("size", [7, 9])
    def test_an_odd_panel_of_seven_or_more_passes(self, size: int) -> None:
        content = self.content(panel=self.panel(size))
        assert take(applying("recommend"), "open_argumentation", MO, date(2022, 12, 5), content).formation.panel

    @pytest.mark.parametrize("organisation", ["jiangsu-st", "Sensing Institute"])
    def test_no_expert_comes_from_a_party_to_the_case(self, organisation: str) -> None:
        assert "SOD-4" in str(self.refusal(panel=[*self.panel(6), self.expert("partial", organisation)]))

    def test_no_expert_is_named_twice(self) -> None:
        assert "twice" in str(self.refusal(panel=[*self.panel(6), self.expert("expert.0")]))

    def test_each_expert_declares_that_there_is_no_conflict(self) -> None:
        silent = {**self.expert("expert.9"), "conflict_declared_none": False}
        assert "conflict_declared_none" in str(self.refusal(panel=[*self.panel(6), silent]))

    def test_a_new_panel_leaves_the_old_advice_behind(self) -> None:
        back = take(applying(), "decide", ML, date(2023, 3, 1), {"outcome": "return"})
        again = take(take(back, "recommend", SD_LEADER, date(2023, 6, 1)), "open_argumentation", MO, date(2023, 6, 5))
        assert (back.formation.argumentation, again.formation.argumentation) == ("recommend", None)

    def expert(self, person: str, organisation: str = "Tsinghua") -> dict[str, Any]:
        return {"person": person, "organisation": organisation, "conflict_declared_none": True}

    def panel(self, size: int) -> list[dict[str, Any]]:
        return [self.expert(f"expert.{n}") for n in range(size)]

    def conditions(self, other: dict[str, Any]) -> list[Any]:
        met = sample_content("open_argumentation")["conditions"]
        return [other if c["item"] == other["item"] else c for c in met]  # type: ignore[index,union-attr,call-overload]

    def content(self, **changed: Any) -> dict[str, Any]:
        return {**sample_content("open_argumentation"), **changed}

    def refusal(self, **changed: Any) -> Any:
        return refused(applying("recommend"), "open_argumentation", MO, date(2022, 12, 5), self.content(**changed))

    def with_condition(self, other: dict[str, Any]) -> Any:
        return self.refusal(conditions=self.conditions(other))


@pytest.mark.law("F13", "Art 16.4")
class TestF13:
    """Art 16.4: every member's opinion is on record, or the absence noted; a member signs as chair; it is advice."""

    @pytest.mark.parametrize("conclusion", ["recommend", "recommend_after_revision", "not_recommend"])
    def test_whatever_the_advice_the_decision_is_most_s(self, conclusion: str) -> None:
        centre = self.recorded(conclusion=conclusion)
        assert (centre.state, centre.formation.argumentation) == (State.DECISION_PENDING, conclusion)

    def test_the_soft_time_for_the_decision_is_sixty_days(self) -> None:
        assert due(applying(), "centre", "decision_sla") == date(2023, 4, 17)

    def test_a_noted_absence_counts(self) -> None:
        opinions = [{"person": f"expert.{n}", "opinion": "Yes."} for n in range(1, 7)]
        assert self.recorded(opinions=[*opinions, {"person": "expert.7", "absence": "ill"}]).formation.argumentation

    def test_a_silent_member_is_named(self) -> None:
        opinions = [{"person": f"expert.{n}", "opinion": "Yes."} for n in range(1, 7)]
        assert "expert.7" in str(self.refusal(opinions=[*opinions, {"person": "expert.7"}]))

    def test_a_stranger_does_not_sign(self) -> None:
        assert "chair" in str(self.refusal(chair="somebody.else"))

    @pytest.mark.parametrize("conclusion", ["approve", "excellent", "pass"])
    def test_the_panel_cannot_approve(self, conclusion: str) -> None:
        assert self.refusal(conclusion=conclusion).code is Code.INVALID_CONTENT

    def recorded(self, **changed: Any) -> Any:
        content = {**sample_content("record_argumentation"), **changed}
        return take(applying("open_argumentation"), "record_argumentation", MO, date(2023, 2, 16), content)

    def refusal(self, **changed: Any) -> Any:
        content = {**sample_content("record_argumentation"), **changed}
        return refused(applying("open_argumentation"), "record_argumentation", MO, date(2023, 2, 16), content)


@pytest.mark.law("F19", "Art 16.3")
class TestF19:
    """Art 16.3: an application is withdrawn in writing, before the decision is signed."""

    @pytest.mark.parametrize("last", ["recommend", "open_argumentation", "record_argumentation"])
    def test_it_ends_the_candidate(self, last: str) -> None:
        centre = take(applying(last), "withdraw_application", SD, date(2023, 3, 1))
        assert (centre.state, centre.open_obligations) == (State.CULTIVATION_ENDED, ())

    def test_a_returned_recommendation_may_be_withdrawn(self) -> None:
        centre = take(returned_recommendation(), "withdraw_application", SD, date(2022, 12, 8))
        assert centre.state is State.CULTIVATION_ENDED

    @pytest.mark.parametrize("last", ["submit_intent", "accept_for_cultivation", "decide"])
    def test_before_and_after_there_is_nothing_to_withdraw(self, last: str) -> None:
        refusal = refused(applying(last), "withdraw_application", SD, date(2023, 6, 1))
        assert refusal.code is Code.WRONG_STATE
