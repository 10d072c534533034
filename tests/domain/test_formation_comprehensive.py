"""Formation of a comprehensive centre, top-down, one case one discussion (Arts 12, 13; C01 to C09)."""

from datetime import date
from typing import Any

import pytest
from lives import LE, ML, MO, SD, SD_LEADER, due, owed_keys, planning, refused, take, top_down

from domain.refusals import Code
from domain.sample_parts import PLAN
from domain.samples import sample_content
from domain.states import State

ON = date(2021, 4, 26)


def letter(**changed: Any) -> dict[str, Any]:
    """The governments' letter with some parts changed."""
    return {**sample_content("submit_case"), **changed}


@pytest.mark.law("C01", "Art 3.1", "Art 12", "Art 13.2")
class TestC01:
    """Art 12: MOST begins the layout; nobody applies."""

    def test_most_begins(self) -> None:
        assert planning("initiate_top_down").state is State.TOP_DOWN_PLANNING

    def test_strategy_and_governments_hold_as_launched(self) -> None:
        centre = take(top_down(), "initiate_top_down", MO, date(2020, 12, 1), {})
        assert centre.lead_governments == ("hubei-st", "hunan-st")

    @pytest.mark.parametrize("action", ["submit_intent", "submit_conversion"])
    def test_nobody_applies(self, action: str) -> None:
        assert refused(top_down(), action, LE, date(2020, 12, 1)).code is Code.WRONG_STATE

    def test_planning_waits_for_most_to_open_the_case_without_a_day(self) -> None:
        (owed,) = planning("initiate_top_down").open_obligations
        assert (owed.key, owed.owed_by, owed.due) == ("case_opening", "most_officer", None)


@pytest.mark.law("C02", "C03", "Art 12")
class TestC02C03:
    """Art 12: the milestones of the case are data; they are added, completed and dropped at any time."""

    def test_the_case_opens_with_its_milestones(self) -> None:
        assert [m.title for m in planning("open_case").formation.milestones] == ["Layout agreed"]

    def test_a_case_without_milestones_is_refused(self) -> None:
        refusal = refused(planning("initiate_top_down"), "open_case", MO, date(2021, 1, 18), {"milestones": []})
        assert refusal.code is Code.INVALID_CONTENT

    @pytest.mark.parametrize("by", [MO, SD, SD_LEADER])
    def test_a_milestone_is_added(self, by: Any) -> None:
        centre = take(planning("open_case"), "add_milestone", by, date(2021, 2, 22))
        assert [m.title for m in centre.formation.milestones] == ["Layout agreed", "Land assigned"]

    def test_a_milestone_is_completed(self) -> None:
        centre = take(planning("open_case"), "complete_milestone", SD, date(2021, 2, 22))
        assert centre.formation.milestones[0].done_on == date(2021, 2, 22)

    def test_a_milestone_is_dropped(self) -> None:
        centre = take(planning("open_case"), "drop_milestone", MO, date(2021, 2, 22), {"title": "Layout agreed"})
        assert centre.formation.milestones == ()

    @pytest.mark.parametrize("action", ["complete_milestone", "drop_milestone"])
    def test_an_unknown_milestone_is_refused_with_the_known_ones(self, action: str) -> None:
        refusal = refused(planning("open_case"), action, MO, date(2021, 2, 22), {"title": "Nothing"})
        assert "Layout agreed" in str(refusal)


@pytest.mark.law("C04", "Art 13", "Art 13.5", "Art 17.5", "G-21")
class TestC04:
    """Art 13: every lead government submits, jointly or each for itself, with the plan and the layout."""

    def test_a_joint_letter_opens_the_review(self) -> None:
        centre = planning("submit_case")
        assert (centre.state, due(centre, "centre", "formal_check")) == (State.CONDITIONS_REVIEW, date(2021, 5, 12))

    def test_one_letter_of_two_is_not_enough(self) -> None:
        centre = take(planning("open_case"), "submit_case", SD, ON, letter(governments=[]))
        assert (centre.state, centre.formation.governments_submitted) == (State.CASE_DESIGN, ("hubei-st",))

    def test_the_second_letter_opens_the_review(self) -> None:
        first = take(planning("open_case"), "submit_case", SD, ON, letter(governments=[]))
        second = letter(governments=[], institutes=[])
        both = take(first, "submit_case", SD, date(2021, 4, 28), second, org="hunan-st", person="wang.hunan")
        assert (both.state, len(both.institutes)) == (State.CONDITIONS_REVIEW, 2)

    def test_a_stranger_is_refused(self) -> None:
        refusal = refused(planning("open_case"), "submit_case", SD, ON, letter(governments=["anhui-st"]))
        assert "anhui-st" in str(refusal)

    @pytest.mark.parametrize(("count", "warned"), [(0, True), (1, True), (2, False)])
    def test_fewer_than_two_institutes_are_a_warning_and_no_bar(self, count: int, warned: bool) -> None:
        institutes = [{"name": f"Institute {n}"} for n in range(count)]
        centre = take(planning("open_case"), "submit_case", SD, ON, letter(institutes=institutes))
        assert (centre.state, bool(centre.formation.warnings)) == (State.CONDITIONS_REVIEW, warned)

    @pytest.mark.parametrize("section", [k for k in PLAN if k not in ("targets", "council_resolution")])
    def test_the_plan_has_its_six_contents(self, section: str) -> None:
        plan = {k: v for k, v in PLAN.items() if k != section}
        assert f"plan.{section}" in str(refused(planning("open_case"), "submit_case", SD, ON, letter(plan=plan)))


@pytest.mark.law("C05", "Art 13")
class TestC05:
    """Art 13: a case goes back to its design and the governments submit anew."""

    def test_it_goes_back(self) -> None:
        centre = take(planning("submit_case"), "return_case", MO, date(2021, 5, 6))
        assert (centre.state, centre.formation.governments_submitted) == (State.CASE_DESIGN, ())
        assert [o.key for o in centre.open_obligations] == ["case_submission"]

    def test_it_needs_its_reasons(self) -> None:
        assert refused(planning("submit_case"), "return_case", MO, date(2021, 5, 6), {}).code is Code.INVALID_CONTENT


@pytest.mark.law("C06", "Art 16.4")
class TestC06:
    """Art 16.4 does not demand an argumentation of a comprehensive case; it may be held."""

    def test_it_may_be_held_and_then_the_conditions_are_confirmed(self) -> None:
        argued = take(self.opened(), "record_argumentation", MO, date(2021, 5, 20))
        assert owed_keys(argued) == {"formal_check"}
        assert self.confirmed(argued).state is State.DECISION_PENDING

    def test_without_the_panel_s_word_the_conditions_wait(self) -> None:
        refusal = refused(self.opened(), "conditions_confirmed", MO, date(2021, 5, 20))
        assert (refusal.code, "no recorded conclusion" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_the_word_of_an_earlier_panel_does_not_do(self) -> None:
        argued = self.confirmed(take(self.opened(), "record_argumentation", MO, date(2021, 5, 20)))
        back = take(argued, "decide", ML, date(2021, 6, 3), {"outcome": "return"})
        again = take(take(back, "submit_case", SD, date(2021, 7, 1)), "open_argumentation", MO, date(2021, 7, 5))
        assert refused(again, "conditions_confirmed", MO, date(2021, 7, 6)).code is Code.WRONG_STATE

    def opened(self) -> Any:
        return take(planning("submit_case"), "open_argumentation", MO, date(2021, 5, 6))

    def confirmed(self, centre: Any) -> Any:
        return take(centre, "conditions_confirmed", MO, date(2021, 5, 24))


@pytest.mark.law("C07", "Art 13")
class TestC07:
    """Art 13: the five conditions are met, or waived by leadership."""

    def test_the_case_waits_for_the_decision(self) -> None:
        centre = planning("conditions_confirmed")
        assert (centre.state, due(centre, "centre", "decision_sla")) == (State.DECISION_PENDING, date(2021, 7, 9))

    @pytest.mark.parametrize("n", range(1, 6))
    def test_each_condition_must_hold(self, n: int) -> None:
        given = [{"item": f"13.{k}", "result": "not_met" if k == n else "met"} for k in range(1, 6)]
        refusal = refused(planning("submit_case"), "conditions_confirmed", MO, date(2021, 5, 10), {"conditions": given})
        assert f"13.{n}" in str(refusal)

    def test_the_conditions_of_a_field_centre_do_not_count(self) -> None:
        given = [{"item": f"15.{k}", "result": "met"} for k in range(1, 6)]
        refusal = refused(planning("submit_case"), "conditions_confirmed", MO, date(2021, 5, 10), {"conditions": given})
        assert "13.1" in str(refusal)


@pytest.mark.law("C08", "Art 6.2", "Art 32")
class TestC08:
    """Art 6.2: leadership decides; a returned case goes back to its design."""

    def test_an_approved_case_operates(self) -> None:
        centre = planning("decide")
        assert (centre.state, centre.cycle and centre.cycle.end) == (State.OPERATING, date(2024, 6, 3))

    def test_the_two_departments_stay(self) -> None:
        assert planning("decide").supervising_departments == ("hubei-st", "hunan-st")

    def test_a_returned_case_is_designed_again(self) -> None:
        centre = take(planning(), "decide", ML, date(2021, 6, 3), {"outcome": "return"})
        assert (centre.state, centre.formation.governments_submitted) == (State.CASE_DESIGN, ())

    def test_a_name_in_the_form_of_a_field_is_refused(self) -> None:
        content = {"outcome": "approve", "name_en": "National Center of Technology Innovation for Middle Yangtze"}
        assert "name_en" in str(refused(planning(), "decide", ML, date(2021, 6, 3), content))

    @pytest.mark.parametrize("last", ["submit_case", "conditions_confirmed"])
    def test_a_case_is_no_application_and_cannot_be_withdrawn(self, last: str) -> None:
        refusal = refused(planning(last), "withdraw_application", SD, date(2021, 6, 1), person="other.person")
        assert refusal.code is Code.WRONG_STATE


@pytest.mark.law("C09", "Art 12")
class TestC09:
    """Art 12: leadership may give a layout up, with a reason, while it is planned or designed."""

    @pytest.mark.parametrize("last", ["initiate_top_down", "open_case"])
    def test_it_ends(self, last: str) -> None:
        assert take(planning(last), "end_planning", ML, date(2021, 2, 1)).state is State.PLANNING_ENDED

    def test_it_needs_a_reason(self) -> None:
        refusal = refused(planning("open_case"), "end_planning", ML, date(2021, 2, 1), reason=None)
        assert refusal.code is Code.REASON_REQUIRED

    def test_a_submitted_case_is_decided_not_ended(self) -> None:
        assert refused(planning("submit_case"), "end_planning", ML, date(2021, 5, 1)).code is Code.WRONG_STATE
