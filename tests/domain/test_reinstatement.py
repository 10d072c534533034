"""The way back: what the exit found is restored with the days left; the gap stays visible (B.12, G-38)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import (
    LEGAL,
    ML,
    MO,
    MOF,
    REPORTER,
    changing,
    closing,
    due,
    duty,
    evaluating,
    gone,
    leaving,
    operating,
    owed_keys,
    rectifying,
    refused,
    renewing,
    take,
    until,
)  # fmt: skip

from domain.centre import Centre
from domain.exit.closing import TASKS
from domain.exit.matter import Exit
from domain.refusals import Code
from domain.roles import Role
from domain.standing import standing
from domain.states import State

SETTLED: dict[str, Any] = {"tasks": [{"task": task} for task in TASKS]}
GROUND = {"ground": "other", "evidence": "Annex"}
OUTCOME: dict[str, Any] = {"outcome": "The removal is upheld.", "decision_no": "复议决定 2024-1", "about": "exit"}
BACK = date(2024, 9, 2)


@cache
def back(on: date = BACK) -> Centre:
    """A centre revoked from 2024-07-01, ended on 2024-08-01, reinstated on that day."""
    return take(gone(), "reinstate", ML, on)


def out(centre: Centre, on: date) -> Centre:
    """The centre after a revocation proposed and confirmed on that day."""
    return take(take(centre, "propose_revocation", MO, on, GROUND), "confirm_exit", ML, on, {"outcome": "revoked"})


@cache
def removed() -> Centre:
    """A centre removed on 2027-12-01 after a failed inspection."""
    failed = take(rectifying("open_inspection"), "record_inspection", MO, date(2027, 11, 1), {"outcome": "fail"})
    return take(failed, "confirm_exit", ML, date(2027, 12, 1), {"outcome": "removed"})


@pytest.mark.law("B.12", "B.0", "Art 6.2")
class TestWhoAndWhen:
    """B.12: leadership only, with number and reason; while closing and after the end, and nowhere else."""

    @pytest.mark.parametrize("centre", [closing(), gone()], ids=["closing", "ended"])
    def test_it_is_possible_while_closing_and_after_the_end(self, centre: Centre) -> None:
        again = take(centre, "reinstate", ML, BACK)
        assert (again.state, again.in_sequence, again.since) == (State.OPERATING, True, BACK)

    @pytest.mark.parametrize("by", [MO, MOF, Role.RECONSIDERATION_OFFICER, LEGAL])
    def test_nobody_else_reinstates(self, by: Role) -> None:
        assert refused(gone(), "reinstate", by, BACK).code is Code.WRONG_ROLE

    def test_it_needs_a_document_number(self) -> None:
        assert refused(gone(), "reinstate", ML, BACK, document_number=None).code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_it_needs_a_reason(self) -> None:
        assert refused(gone(), "reinstate", ML, BACK, reason=None).code is Code.REASON_REQUIRED

    @pytest.mark.parametrize("centre", [operating(), leaving()], ids=["operating", "proposed"])
    def test_who_has_not_left_does_not_come_back(self, centre: Centre) -> None:
        assert refused(centre, "reinstate", ML, BACK).code is Code.WRONG_STATE

    @pytest.mark.parametrize("action", ["submit_report", "propose_revocation", "record_reconsideration"])
    def test_nothing_else_moves_a_life_that_has_ended(self, action: str) -> None:
        assert refused(gone(), action, MO, BACK).code is Code.CENTRE_EXITED

    @pytest.mark.parametrize(
        ("day", "taken"), [("2024-06-30", False), ("2024-07-01", True), ("2024-09-02", True), ("2024-09-03", False)]
    )
    def test_its_effect_lies_between_the_exit_and_the_decision(self, day: str, taken: bool) -> None:
        if taken:
            assert str(take(gone(), "reinstate", ML, BACK, {"effective_from": day}).gaps[0].back_on) == day
        else:
            assert "effective_from" in str(refused(gone(), "reinstate", ML, BACK, {"effective_from": day}))


@pytest.mark.law("B.12")
class TestTheGap:
    """B.12: the days out of the sequence stay visible, with the exit that was undone."""

    def test_the_gap_is_told(self) -> None:
        (gap,) = back().gaps
        assert (gap.out_on, gap.back_on, gap.ended_as) == (date(2024, 7, 1), BACK, "REVOKED")
        assert gap.decision_no == "复议决定 2027-3"
        assert standing(back(), BACK).facts["gaps"]

    def test_the_exit_is_undone_and_its_tasks_are_over(self) -> None:
        assert back().matters["exit"].state == "REINSTATED"
        assert owed_keys(take(closing(), "reinstate", ML, date(2024, 7, 8)), "exit") == set()

    def test_a_later_exit_remembers_it(self) -> None:
        again = take(back(), "propose_revocation", MO, date(2025, 3, 3), GROUND)
        (past,) = again.find(Exit, "exit").exit_history
        assert (past.state, past.outcome, past.decided_on) == ("REINSTATED", "revoked", date(2024, 7, 1))

    def test_it_may_end_again(self) -> None:
        ended = take(out(back(), date(2025, 3, 3)), "closing_complete", MO, date(2025, 4, 7), SETTLED)
        assert (ended.state, ended.open_obligations) == (State.REVOKED, ())

    def test_the_decision_is_to_be_published(self) -> None:
        assert "publish_decision" in owed_keys(back(), "centre")


@pytest.mark.law("B.12", "G-19")
class TestOperating:
    """B.12: in operation the notice of the evaluation and the reports are owed again."""

    def test_the_notice_keeps_its_day(self) -> None:
        assert due(back(), "centre", "evaluation_prenotice") == date(2026, 2, 11)

    def test_a_notice_whose_day_has_passed_is_awaited(self) -> None:
        assert due(back(date(2026, 3, 2)), "centre", "evaluation_prenotice") is None

    def test_the_cycle_is_the_one_that_ran(self) -> None:
        assert (back().cycle, back().anchor) == (operating().cycle, operating().anchor)

    def test_no_report_is_owed_for_the_years_in_between(self) -> None:
        later = until(back(date(2027, 5, 3)), date(2028, 1, 4))
        opened = {key for key, m in later.matters.items() if key.startswith("annual-report/") and m.is_open}
        assert opened == {"annual-report/2023", "annual-report/2027"}

    def test_a_report_that_was_open_has_the_days_that_were_left(self) -> None:
        left = out(until(operating(), date(2024, 3, 1)), date(2024, 3, 1))
        again = take(left, "reinstate", ML, date(2024, 5, 6))
        assert again.matters["annual-report/2023"].state == "OPEN"
        assert due(again, "annual-report/2023", "ar_centre_due") == date(2024, 6, 6)
        assert (
            take(again, "submit_report", REPORTER, date(2024, 5, 20)).matters["annual-report/2023"].state == "SUBMITTED"
        )

    def test_what_was_late_before_the_exit_is_awaited(self) -> None:
        assert due(back(), "annual-report/2023", "ar_centre_due") is None

    def test_a_change_that_lapsed_stays_lapsed(self) -> None:
        again = take(out(changing("endorse"), date(2024, 6, 3)), "reinstate", ML, BACK)
        assert (again.matters["change/1"].state, owed_keys(again, "change/1")) == ("LAPSED", set())


@pytest.mark.law("B.12", "SOD-10")
class TestOtherStates:
    """B.12: the matter goes on in the state in which the exit found it, its clocks with the days that were left."""

    def test_an_evaluation_goes_on(self) -> None:
        again = take(out(evaluating("review_materials"), date(2026, 6, 8)), "reinstate", ML, date(2026, 9, 7))
        assert (again.state, again.matters["evaluation/1-1"].state) == (State.EVALUATING, "MATERIALS_REVIEWED")
        assert due(again, "evaluation/1-1", "assessment") == date(2026, 11, 30)

    def test_a_rectification_has_the_days_that_were_left(self) -> None:
        again = take(out(rectifying("file_rectification_plan"), date(2027, 3, 1)), "reinstate", ML, date(2027, 6, 1))
        assert (again.state, again.matters["rectification/1"].state) == (State.RECTIFYING, "EXECUTING")
        assert due(again, "rectification/1", "rectification_period") == date(2027, 12, 27)

    def test_a_failed_inspection_is_held_anew(self) -> None:
        again = take(removed(), "reinstate", ML, date(2028, 2, 1))
        assert (again.state, again.matters["rectification/1"].state) == (State.RECTIFICATION_INSPECTION, "INSPECTION")
        assert due(again, "rectification/1", "inspection_sla") == date(2028, 4, 3)

    def test_the_plan_of_the_next_cycle_has_the_days_that_were_left(self) -> None:
        again = take(out(renewing(), date(2026, 10, 5)), "reinstate", ML, date(2026, 12, 1))
        assert (again.state, due(again, "centre", "next_plan_due")) == (State.RENEWAL_PENDING, date(2027, 1, 19))

    def test_suspended_money_waits_for_mof(self) -> None:
        again = take(out(renewing(), date(2026, 10, 5)), "reinstate", ML, date(2026, 12, 1))
        assert again.matters["subsidy/1"].state == "SUSPENDED"
        assert duty(again, "subsidy/1", "subsidy_arrangement").owed_by == MOF
        assert take(again, "arrange_subsidy", MOF, date(2026, 12, 8)).matters["subsidy/1"].state == "ARRANGED"

    @pytest.mark.parametrize("state", ["OPERATING", "RENEWAL_PENDING"])
    def test_leadership_may_restore_a_plainer_state(self, state: str) -> None:
        again = take(removed(), "reinstate", ML, date(2028, 2, 1), {"restore_state": state})
        assert (again.state, again.matters["rectification/1"].state) == (state, "FAILED")
        assert {"evaluation_prenotice", "next_plan_due"} & owed_keys(again, "centre")

    @pytest.mark.parametrize("state", ["EVALUATING", "RECTIFYING", "EXIT_PROPOSED", "CLOSING", "REMOVED"])
    def test_but_none_that_lacks_its_matter(self, state: str) -> None:
        refusal = refused(gone(), "reinstate", ML, BACK, {"restore_state": state})
        assert (refusal.code, "restore_state" in str(refusal)) == (Code.INVALID_CONTENT, True)


@pytest.mark.law("B.12")
class TestAnExitOfTheFirstRelease:
    """An exit confirmed by the first release kept no states; the matter takes up the earliest it can have had."""

    @pytest.mark.parametrize(
        ("life", "key", "state"),
        [
            (evaluating("submit_materials"), "evaluation/1-1", "PARTICIPATION_CONFIRMED"),
            (evaluating(), "evaluation/1-1", "NOTIFIED"),
            (rectifying("file_rectification_plan"), "rectification/1", "EXECUTING"),
            (rectifying(), "rectification/1", "PLAN_PENDING"),
            (rectifying("open_inspection"), "rectification/1", "INSPECTION"),
        ],
    )
    def test_it_comes_back(self, life: Centre, key: str, state: str) -> None:
        left = out(life, date(2027, 10, 4))
        old = left.with_matter(left.find(Exit, "exit").model_copy(update={"lapsed": {}}))
        again = take(old, "reinstate", ML, date(2027, 11, 1))
        assert (again.state, again.matters[key].state) == (life.state, state)


@pytest.mark.law("G-38", "Art 33")
class TestG38:
    """G-38: outcomes of appeals are on record; nothing is suspended by them, and a stay is shown as a warning."""

    @pytest.mark.parametrize("by", [Role.RECONSIDERATION_OFFICER, MO])
    def test_an_outcome_is_on_record_and_suspends_nothing(self, by: Role) -> None:
        after = take(closing(), "record_reconsideration", by, date(2024, 7, 8), OUTCOME)
        assert after.reconsiderations[0].decision_no == "复议决定 2024-1"
        assert (after.state, after.open_obligations) == (closing().state, closing().open_obligations)

    def test_it_may_concern_any_matter_in_any_state(self) -> None:
        content = {**OUTCOME, "about": "evaluation/1-1"}
        assert take(rectifying(), "record_reconsideration", MO, date(2026, 12, 1), content).reconsiderations

    def test_it_concerns_a_matter_that_there_is(self) -> None:
        content = {**OUTCOME, "about": "evaluation/7-1"}
        assert "about" in str(refused(closing(), "record_reconsideration", MO, date(2024, 7, 8), content))

    def test_a_stay_is_a_warning_until_it_ends(self) -> None:
        stayed = take(closing(), "record_reconsideration", MO, date(2024, 7, 8), {**OUTCOME, "stay": True})
        over = take(stayed, "record_reconsideration", MO, date(2024, 7, 15), OUTCOME)
        told = [[w for w in standing(c, date(2024, 7, 15)).warnings if "stay" in w] for c in (stayed, over)]
        assert [len(warnings) for warnings in told] == [1, 0]

    def test_the_centre_does_not_record_it(self) -> None:
        assert refused(closing(), "record_reconsideration", LEGAL, date(2024, 7, 8), OUTCOME).code is Code.WRONG_ROLE
