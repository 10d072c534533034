"""Voided attempts and their successors: another evaluator, tied to nobody, with new clocks (E16, SOD-3, G-46)."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, due, evaluating, owed_keys, refused, take

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.operation.governance_matter import Committee, Council, Director, Governance, GovernanceState, Seat
from domain.refusals import Code
from domain.states import State

ATTEMPT = "evaluation/1-1"


def attempt(centre: Centre, key: str = ATTEMPT) -> Evaluation:
    """The attempt."""
    return centre.find(Evaluation, key)


VOID = date(2026, 8, 31)


def voided() -> Centre:
    """A centre whose first attempt is void for the evaluator's sake."""
    return take(evaluating("submit_assessment"), "void_attempt", ML, VOID)


OTHER: dict[str, Any] = {
    "organisation": "Innovation Academy",
    "mandate_no": "M-9",
    "team": ["x"],
    "conflict_declared_none": True,
}


def another(on: date) -> Centre:
    """A second attempt by another evaluator, opened on that day."""
    return take(voided(), "open_evaluation", MO, on, {"evaluator": OTHER})


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
        second = another(date(2026, 9, 7))
        assert (attempt(second, "evaluation/1-2").attempt, second.state) == (2, State.EVALUATING)
        assert due(second, "evaluation/1-2", "participation_confirm") == date(2026, 9, 20)
        assert "new_attempt" not in owed_keys(second)

    def test_its_clocks_start_anew_from_its_notice(self) -> None:
        second = another(date(2026, 9, 7))
        assert due(second, "evaluation/1-2", "materials_due") == date(2026, 10, 8)
        assert due(second, "evaluation/1-2", "evaluation_target") == date(2027, 3, 8)

    def test_the_centre_s_grade_and_cycle_are_untouched(self) -> None:
        assert (voided().grade, voided().cycle, voided().in_sequence) == (None, evaluating().cycle, True)

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

    @pytest.mark.parametrize("name", ["jiangsu-st", "Sensing Institute", "smart-sensing", "国家智能传感技术创新中心"])
    def test_a_party_to_the_case_does_not_evaluate(self, name: str) -> None:
        assert "SOD-3" in str(self.called(organisation=name))

    def test_nor_does_a_member_organisation(self) -> None:
        centre = voided().with_(major_matters={"member_composition": ["Delta University"]})
        assert "SOD-3" in str(self.called(centre, organisation="Delta University"))

    @pytest.mark.parametrize("person", ["council.member", "expert.member", "director.name"])
    def test_who_holds_a_post_of_the_centre_is_no_member_of_the_team(self, person: str) -> None:
        assert "evaluator.team" in str(self.called(governed(), team=["x", person]))

    def test_who_acts_for_the_centre_is_no_member_of_the_team(self) -> None:
        assert "evaluator.team" in str(self.called(team=[f"{LEGAL}.person"]))

    def test_without_a_declaration_it_is_refused(self) -> None:
        assert "conflict_declared_none" in str(self.called(conflict_declared_none=None))

    def test_every_member_may_declare_alone(self) -> None:
        words = {"conflict_declared_none": None, "conflict_declarations": [{"person": "x", "none": True}]}
        assert "y" in str(self.called(team=["x", "y"], **words))
        taken = take(voided(), "open_evaluation", MO, date(2026, 9, 7), {"evaluator": {**OTHER, **words}})
        assert taken.state is State.EVALUATING

    def called(self, centre: Centre | None = None, **facts: Any) -> Any:
        """The refusal of a notice with such an evaluator, after a first attempt that was voided."""
        return refused(centre or voided(), "open_evaluation", MO, date(2026, 9, 7), {"evaluator": {**OTHER, **facts}})


def governed() -> Centre:
    """A centre between two attempts, with a council, a committee and a director on record."""
    seats = {name: Seat(person=name) for name in ("council.member", "expert.member")}
    appointed = {"appointed_on": date(2024, 1, 8), "resolution": "1", "full_time": True, "valid": True}
    records = Governance(
        key="governance",
        state=GovernanceState.KEPT,
        since=date(2024, 1, 8),
        council=Council(members=(seats["council.member"],), recorded_on=date(2024, 1, 8)),
        expert_committee=Committee(members=(seats["expert.member"],)),
        director=Director(person="director.name", **appointed),
    )
    return voided().with_matter(records)
