"""Who may decide (D.1, D.2) and which duties stay apart (D.3: SOD-1, SOD-5, SOD-7)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    LE,
    LEGAL,
    ML,
    MO,
    REPORTER,
    SD,
    SD_LEADER,
    applying,
    candidate,
    changing,
    decision,
    evaluating,
    operating,
    rectifying,
    refused,
    take,
    until,
)  # fmt: skip

from domain.acts import _role_allows
from domain.law import ACTIONS
from domain.refusals import Code, Refused
from domain.roles import APPLICANT, CENTRE_STAFF, COUNCIL, LEADERSHIP, MINISTRY, SUPERVISION, Role
from domain.rules import RULES, Rule
from domain.states import State

WRONG = [(row, role) for row in RULES for role in Role if role not in row.by]
PASSIVE = (Role.SYSTEM_OPERATOR, Role.AUDITOR, Role.PUBLIC_READER, Role.DELEGATED_AGENCY, Role.ARGUMENTATION_EXPERT)


def row_of(action: str) -> Rule[Any]:
    """The first row of the action."""
    return ACTIONS[action][0]


class TestD2:
    """Decision rights: each act is for its roles and refused to every other."""

    @pytest.mark.parametrize(("row", "role"), WRONG, ids=[f"{row.action}-{row.on}-{role}" for row, role in WRONG])
    def test_every_other_role_is_refused(self, row: Rule[Any], role: Role) -> None:
        with pytest.raises(Refused) as caught:
            _role_allows(candidate(), row, decision(candidate(), row.action, role, date(2022, 3, 7)))
        assert caught.value.code is Code.WRONG_ROLE

    @pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row.action}-{row.on}")
    def test_every_role_of_the_row_is_allowed(self, row: Rule[Any]) -> None:
        for role in row.by:
            _role_allows(candidate(), row, decision(candidate(), row.action, role, date(2022, 3, 7)))

    @pytest.mark.law("SOD-9", "Art 9")
    @pytest.mark.parametrize("role", PASSIVE)
    def test_who_only_supports_or_reads_decides_nothing(self, role: Role) -> None:
        assert [row.action for row in RULES if role in row.by] == []

    @pytest.mark.parametrize("action", ["decide", "issue_result", "approve", "reject", "confirm_exit", "end_planning"])
    def test_what_leadership_decides_nobody_else_does(self, action: str) -> None:
        assert row_of(action).by == frozenset(LEADERSHIP)

    @pytest.mark.parametrize(
        ("action", "roles"),
        [
            ("submit_intent", APPLICANT),
            ("accept_for_cultivation", SUPERVISION),
            ("recommend", (Role.SD_LEADER,)),
            ("endorse_report", SUPERVISION),
            ("file_report", MINISTRY),
            ("confirm_participation", (LEGAL,)),
            ("submit_assessment", (Role.EVALUATOR_LEAD,)),
            ("decline_renewal", COUNCIL),
            ("submit_report", CENTRE_STAFF),
            ("open_evaluation", MINISTRY),
            ("arrange_subsidy", (Role.MOF_OFFICER,)),
        ],
    )
    def test_the_table_of_rights_holds(self, action: str, roles: tuple[Role, ...]) -> None:
        assert row_of(action).by == frozenset(roles)

    @pytest.mark.law("SOD-10", "Art 7")
    def test_the_ministry_of_finance_decides_money_and_nothing_else(self) -> None:
        rows = {row.on for row in RULES if Role.MOF_OFFICER in row.by}
        assert rows == {"subsidy", "exit"}

    def test_another_department_is_refused(self) -> None:
        refusal = refused(applying("submit_intent"), "accept_for_cultivation", SD, date(2022, 3, 25), org="anhui-st")
        assert (refusal.code, "jiangsu-st" in str(refusal)) == (Code.WRONG_ROLE, True)

    def test_in_the_wrong_state_the_state_is_told_first(self) -> None:
        assert refused(operating(), "submit_intent", MO, date(2023, 5, 8)).code is Code.WRONG_STATE


@pytest.mark.law("SOD-1", "SOD-2")
class TestSod1:
    """SOD-1: submitter, reviewer and decider of one matter are three persons."""

    def test_the_applicant_does_not_accept_the_own_intent(self) -> None:
        assert self.apart(applying("submit_intent"), "accept_for_cultivation", SD, LE, date(2022, 3, 25))

    def test_the_applicant_does_not_recommend(self) -> None:
        assert self.apart(applying("accept_for_cultivation"), "recommend", SD_LEADER, LE, date(2022, 11, 28))

    def test_the_recommending_leader_does_not_approve(self) -> None:
        assert self.apart(applying(), "decide", ML, SD_LEADER, date(2023, 4, 12))

    def test_the_reporter_does_not_endorse_the_own_report(self) -> None:
        assert self.apart(self.reported(), "endorse_report", SD, REPORTER, date(2024, 4, 19))

    def test_the_endorser_does_not_file(self) -> None:
        endorsed = take(self.reported(), "endorse_report", SD, date(2024, 4, 19))
        assert self.apart(endorsed, "file_report", MO, SD, date(2024, 5, 14))

    @pytest.mark.parametrize("action", ["endorse", "return", "not_endorse"])
    def test_the_applicant_does_not_review_the_own_change(self, action: str) -> None:
        assert self.apart(changing(), action, SD, REPORTER, date(2024, 5, 20))

    @pytest.mark.parametrize("who", [REPORTER, SD])
    def test_neither_applicant_nor_reviewer_approves_a_change(self, who: Role) -> None:
        assert self.apart(changing("endorse"), "approve", ML, who, date(2024, 6, 3))

    def test_the_evaluator_does_not_review_materials(self) -> None:
        assert self.apart(evaluating("submit_assessment"), "deliberate", MO, Role.EVALUATOR_LEAD, date(2026, 8, 28))

    def test_the_same_person_may_act_twice_on_one_side(self) -> None:
        back = take(applying("submit_intent"), "return_intent", SD, date(2022, 3, 14))
        assert take(back, "resubmit_intent", LE, date(2022, 3, 21)).state is State.INTENT_SUBMITTED

    def test_the_reporter_of_a_centre_reviews_none_of_its_matters(self) -> None:
        """SOD-2: a person acts for one side only on a centre."""
        centre = take(self.reported(), "submit_change", LEGAL, date(2024, 5, 6))
        assert self.apart(centre, "endorse", SD, REPORTER, date(2024, 5, 20))

    def test_an_organisation_that_submits_does_not_review(self) -> None:
        centre = take(operating(), "submit_change", LEGAL, date(2024, 5, 6), org="jiangsu-st")
        refusal = refused(centre, "endorse", SD, date(2024, 5, 20))
        assert (refusal.code, "jiangsu-st" in str(refusal)) == (Code.SEPARATION_OF_DUTIES, True)

    def test_with_the_approval_the_hands_of_the_formation_are_behind(self) -> None:
        assert [hand.person for hand in operating().hands] == [f"{ML}.person"]

    def reported(self) -> Any:
        opened = until(operating(), date(2024, 1, 2))
        return take(opened, "submit_report", REPORTER, date(2024, 3, 29), matter="annual-report/2023")

    def apart(self, centre: Any, action: str, by: Role, who: Role, on: date) -> bool:
        refusal = refused(centre, action, by, on, person=f"{who}.person")
        return refusal.code is Code.SEPARATION_OF_DUTIES and f"{who}.person" in str(refusal)


@pytest.mark.law("SOD-5")
class TestSod5:
    """SOD-5: the MOST officer who prepared a decision does not sign it as leadership."""

    @pytest.mark.parametrize(
        ("centre", "action", "on"),
        [
            (applying(), "decide", date(2023, 4, 12)),
            (evaluating("open_publicity"), "issue_result", date(2026, 9, 24)),
            (rectifying("open_inspection"), "record_inspection", date(2027, 11, 1)),
        ],
        ids=["approval", "grade", "inspection"],
    )
    def test_the_officer_does_not_sign(self, centre: Any, action: str, on: date) -> None:
        refusal = refused(centre, action, ML, on, person=f"{MO}.person")
        assert refusal.code is Code.SEPARATION_OF_DUTIES

    @pytest.mark.parametrize("action", ["confirm_exit", "reject_exit"])
    def test_who_proposed_an_exit_does_not_decide_on_it(self, action: str) -> None:
        from lives import leaving

        assert refused(leaving(), action, ML, date(2024, 7, 1), person=f"{MO}.person").code is Code.SEPARATION_OF_DUTIES


@pytest.mark.law("SOD-7")
class TestSod7:
    """SOD-7: who leads the inspection neither led the evaluation nor signs the outcome."""

    def test_the_lead_of_the_inspection_does_not_sign_as_leadership(self) -> None:
        refusal = refused(
            rectifying("open_inspection"), "record_inspection", ML, date(2027, 11, 1), person="inspector.one"
        )
        assert refusal.code is Code.SEPARATION_OF_DUTIES
