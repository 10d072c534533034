"""The way out (Arts 6.2, 30; O04, O08, O10 to O14, A10)."""

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
    SECRETARY,
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

from domain.evaluation.matter import Evaluation
from domain.exit.closing import TASKS
from domain.exit.matter import Exit, ExitState
from domain.exit.proposal import ART_30
from domain.refusals import Code
from domain.states import State

EVALUATION = "evaluation/1-1"
OTHER_GROUNDS = (
    "integrity",
    "entity_dissolved",
    "voluntary",
    "policy_adjustment",
    "conversion_to_other_platform",
    "other",
)


@cache
def called() -> Any:
    """A centre called for the last time, with the call running to 2026-03-23."""
    return take(until(evaluating(), date(2026, 3, 5)), "send_final_notice", MO, date(2026, 3, 9), {})


@cache
def absent(action: str = "establish_non_participation") -> Any:
    """A centre found on 2026-03-24 not to take part."""
    return take(called(), action, MO, date(2026, 3, 24))


@cache
def failed() -> Any:
    """A centre that has failed its inspection."""
    return take(rectifying("open_inspection"), "record_inspection", MO, date(2027, 11, 1), {"outcome": "fail"})


def ground(centre: Any) -> str:
    """The ground of the exit."""
    return centre.find(Exit, "exit").ground  # type: ignore[no-any-return]


@pytest.mark.law("O04", "E07", "Art 30")
class TestO04:
    """Art 30: non-participation is a finding of a person, after the final notice has expired."""

    @pytest.mark.parametrize("action", ["propose_exit", "establish_non_participation"])
    def test_after_the_expired_notice_the_exit_is_proposed(self, action: str) -> None:
        assert (absent(action).state, ground(absent(action))) == (State.EXIT_PROPOSED, "non_participation")

    @pytest.mark.parametrize("action", ["propose_exit", "establish_non_participation"])
    def test_on_the_last_day_of_the_notice_it_is_too_early(self, action: str) -> None:
        assert refused(called(), action, MO, date(2026, 3, 23)).code is Code.WRONG_STATE

    @pytest.mark.parametrize("action", ["propose_exit", "establish_non_participation"])
    def test_without_a_final_notice_it_is_refused(self, action: str) -> None:
        centre = until(evaluating(), date(2026, 4, 6))
        assert refused(centre, action, MO, date(2026, 4, 7)).code is Code.WRONG_STATE

    def test_whoever_takes_part_is_not_absent(self) -> None:
        assert (
            refused(evaluating("confirm_participation"), "propose_exit", MO, date(2026, 6, 1)).code is Code.WRONG_STATE
        )

    def test_the_finding_needs_evidence(self) -> None:
        assert "evidence" in str(refused(called(), "propose_exit", MO, date(2026, 3, 24), {}))

    def test_silence_for_years_is_no_finding(self) -> None:
        assert until(called(), date(2030, 1, 7)).state is State.EVALUATING

    def test_one_exit_at_a_time(self) -> None:
        content = {"ground": "integrity", "evidence": "Case 7"}
        leaving_ = take(called(), "propose_revocation", MO, date(2026, 3, 16), content)
        assert refused(leaving_, "establish_non_participation", MO, date(2026, 3, 24)).code is Code.WRONG_STATE


@pytest.mark.law("O10", "G-04")
class TestO10:
    """Art 30 (可): a centre that does not want to go on is revoked as voluntary, never removed (G-04)."""

    def test_the_council_declines(self) -> None:
        centre = take(renewing(), "decline_renewal", SECRETARY, date(2026, 10, 12))
        assert (centre.state, ground(centre)) == (State.EXIT_PROPOSED, "voluntary")

    def test_it_needs_the_resolution(self) -> None:
        refusal = refused(renewing(), "decline_renewal", SECRETARY, date(2026, 10, 12), {})
        assert "council_resolution" in str(refusal)

    def test_only_before_the_next_cycle(self) -> None:
        assert refused(operating(), "decline_renewal", SECRETARY, date(2024, 6, 3)).code is Code.WRONG_STATE


@pytest.mark.law("O11", "Art 6.2")
class TestO11:
    """Art 6.2: MOST proposes a revocation from any state in the sequence, with a ground and evidence."""

    @pytest.mark.parametrize(
        "centre", [operating(), evaluating(), renewing(), rectifying(), rectifying("open_inspection")]
    )
    def test_it_is_proposed_from_every_state_in_the_sequence(self, centre: Any) -> None:
        after = take(centre, "propose_revocation", MO, date(2028, 1, 10))
        assert (after.state, after.in_sequence) == (State.EXIT_PROPOSED, True)

    @pytest.mark.parametrize("code", ART_30)
    def test_the_grounds_of_article_30_are_no_grounds_of_revocation(self, code: str) -> None:
        content = {"ground": code, "evidence": "Annex"}
        refusal = refused(operating(), "propose_revocation", MO, date(2024, 6, 3), content)
        assert refusal.code is Code.INVALID_CONTENT

    @pytest.mark.parametrize(("key", "day"), [("exit_hearing", "2024-06-18"), ("exit_decision_sla", "2024-07-16")])
    def test_the_centre_may_speak_and_leadership_has_its_time(self, key: str, day: str) -> None:
        assert str(due(leaving(), "exit", key)) == day

    def test_undecided_the_centre_stays_in_the_sequence(self) -> None:
        assert until(leaving(), date(2027, 1, 4)).state is State.EXIT_PROPOSED


@pytest.mark.law("O12", "A10", "X06", "G-19", "Art 30")
class TestO12:
    """Arts 6.2, 30: leadership confirms with a document number; the outcome fits the ground."""

    @pytest.mark.parametrize("outcome", ["removed", "revoked", "merged"])
    @pytest.mark.parametrize("centre", [absent(), failed()], ids=["absent", "failed"])
    def test_a_ground_of_article_30_removes_and_nothing_else(self, centre: Any, outcome: str) -> None:
        if outcome == "removed":
            assert self.confirmed(centre, outcome).state is State.CLOSING
        else:
            assert "removed" in str(self.refusal(centre, outcome))

    @pytest.mark.parametrize("outcome", ["removed", "merged"])
    @pytest.mark.parametrize("code", OTHER_GROUNDS)
    def test_another_ground_revokes(self, code: str, outcome: str) -> None:
        assert self.confirmed(leaving(code), "revoked").state is State.CLOSING
        assert self.refusal(leaving(code), outcome).code is Code.INVALID_CONTENT

    @pytest.mark.parametrize("code", ["merger", "split"])
    def test_a_merger_or_split_ends_as_merged(self, code: str) -> None:
        assert self.confirmed(leaving(code), "merged", successor="other-centre").state is State.CLOSING

    def test_it_needs_a_document_number(self) -> None:
        refusal = refused(leaving(), "confirm_exit", ML, date(2024, 7, 1), document_number=None)
        assert refusal.code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_an_officer_confirms_nothing(self) -> None:
        assert refused(leaving(), "confirm_exit", MO, date(2024, 7, 1)).code is Code.WRONG_ROLE

    def test_the_centre_has_left_the_sequence(self) -> None:
        assert (closing().in_sequence, closing().state) == (False, State.CLOSING)

    def test_only_closing_tasks_are_owed(self) -> None:
        assert {o.matter for o in closing().open_obligations} == {"exit"}
        assert owed_keys(closing()) == {*TASKS, "reconsideration_window"}

    @pytest.mark.parametrize(("key", "day"), [("name_use_stop", "2024-07-31"), ("closing_report_due", "2024-08-30")])
    def test_two_of_them_have_their_days(self, key: str, day: str) -> None:
        assert str(due(closing(), "exit", key)) == day

    def test_reconsideration_runs_from_the_delivery(self) -> None:
        centre = self.confirmed(leaving(), "revoked", date(2024, 7, 1), delivered_on="2024-07-08")
        assert due(centre, "exit", "reconsideration_window") == date(2024, 9, 6)

    def test_no_report_opens_any_more_and_the_open_one_is_closed(self) -> None:
        centre = until(closing(), date(2026, 1, 5))
        states = {key: m.state for key, m in centre.matters.items() if key.startswith("annual-report/")}
        assert states == {"annual-report/2023": "CLOSED_UNFILED"}

    def test_an_unarranged_subsidy_is_suspended(self) -> None:
        declined = take(renewing(), "decline_renewal", SECRETARY, date(2026, 10, 12))
        assert self.confirmed(declined, "revoked", date(2026, 11, 2)).matters["subsidy/1"].state == "SUSPENDED"

    def confirmed(self, centre: Any, outcome: str, on: date = date(2028, 1, 10), **more: Any) -> Any:
        return take(centre, "confirm_exit", ML, on, {"outcome": outcome, **more})

    def refusal(self, centre: Any, outcome: str) -> Any:
        return refused(centre, "confirm_exit", ML, date(2028, 1, 10), {"outcome": outcome})


@pytest.mark.law("O13")
class TestO13:
    """Art 6.2: an exit that is not confirmed lets the centre go on where it stood."""

    @pytest.mark.parametrize("life", ["operating", "renewing", "rectifying"])
    def test_it_goes_on_where_it_stood(self, life: str) -> None:
        import lives

        before = getattr(lives, life)()
        proposed = take(before, "propose_revocation", MO, date(2027, 1, 4))
        after = take(proposed, "reject_exit", ML, date(2027, 2, 1))
        assert (after.state, after.find(Exit, "exit").state) == (before.state, ExitState.REJECTED)

    def test_it_needs_a_reason(self) -> None:
        assert refused(leaving(), "reject_exit", ML, date(2024, 7, 1), reason=None).code is Code.REASON_REQUIRED

    def test_a_new_exit_may_be_proposed_later(self) -> None:
        back = take(leaving(), "reject_exit", ML, date(2024, 7, 1))
        assert take(back, "propose_revocation", MO, date(2024, 9, 2)).state is State.EXIT_PROPOSED

    def test_an_absent_centre_may_still_take_part_and_owes_its_materials(self) -> None:
        back = take(absent(), "reject_exit", ML, date(2026, 4, 7))
        again = take(back, "confirm_participation", LEGAL, date(2026, 4, 14), {})
        assert again.find(Evaluation, EVALUATION).state == "PARTICIPATION_CONFIRMED"
        assert due(again, EVALUATION, "materials_due") == date(2026, 5, 12)

    def test_materials_whose_day_has_passed_have_the_days_that_were_left(self) -> None:
        back = take(absent(), "reject_exit", ML, date(2026, 6, 8))
        again = take(back, "confirm_participation", LEGAL, date(2026, 6, 9), {})
        assert due(again, EVALUATION, "materials_due") == date(2026, 7, 27)

    def test_a_failed_inspection_is_open_again(self) -> None:
        back = take(failed(), "reject_exit", ML, date(2027, 12, 1))
        assert back.state is State.RECTIFICATION_INSPECTION
        passed = take(back, "record_inspection", ML, date(2027, 12, 15), {"outcome": "pass"})
        assert passed.state is State.RENEWAL_PENDING


@pytest.mark.law("O14", "B.12")
class TestO14:
    """B.12: the life ends when every closing task is done or waived; nothing is decided after it."""

    @pytest.mark.parametrize("task", TASKS)
    def test_each_task_left_is_named(self, task: str) -> None:
        tasks = [{"task": t} for t in TASKS if t != task]
        refusal = refused(closing(), "closing_complete", MO, date(2024, 8, 1), {"tasks": tasks})
        assert task in str(refusal)

    @pytest.mark.parametrize("by", [MO, REPORTER, MOF])
    def test_a_task_is_done_by_its_owner(self, by: Any) -> None:
        centre = take(closing(), "complete_closing_task", by, date(2024, 7, 8), {"task": "subsidy_settlement"})
        assert duty(centre, "exit", "subsidy_settlement").status == "met"

    def test_a_task_may_be_waived(self) -> None:
        content = {"task": "task_handover", "waived_because": "There was none."}
        centre = take(closing(), "complete_closing_task", MO, date(2024, 7, 8), content)
        assert duty(centre, "exit", "task_handover").status == "waived"

    def test_a_task_is_settled_once(self) -> None:
        once = take(closing(), "complete_closing_task", MO, date(2024, 7, 8))
        assert "no longer owed" in str(refused(once, "complete_closing_task", MO, date(2024, 7, 9)))

    @pytest.mark.parametrize(
        ("code", "outcome", "end"), [("voluntary", "revoked", State.REVOKED), ("merger", "merged", State.MERGED)]
    )
    def test_the_end_is_named_after_the_outcome(self, code: str, outcome: str, end: State) -> None:
        content = {"outcome": outcome, "successor": "other-centre"}
        confirmed = take(leaving(code), "confirm_exit", ML, date(2024, 7, 1), content)
        tasks = {"tasks": [{"task": t} for t in TASKS]}
        assert take(confirmed, "closing_complete", MO, date(2024, 8, 1), tasks).state is end

    def test_a_removed_centre_ends_as_removed(self) -> None:
        confirmed = take(failed(), "confirm_exit", ML, date(2028, 1, 10), {"outcome": "removed"})
        tasks = {"tasks": [{"task": t} for t in TASKS]}
        assert take(confirmed, "closing_complete", MO, date(2028, 3, 1), tasks).state is State.REMOVED

    @pytest.mark.parametrize(
        "action", ["submit_report", "submit_change", "propose_revocation", "decide", "closing_complete"]
    )
    def test_after_the_end_nothing_is_decided(self, action: str) -> None:
        assert refused(gone(), action, MO, date(2025, 1, 6)).code is Code.CENTRE_EXITED

    @pytest.mark.parametrize("action", ["submit_report", "submit_change", "approve", "open_evaluation", "start_cycle"])
    def test_while_closing_only_the_exit_goes_on(self, action: str) -> None:
        assert refused(closing(), action, MO, date(2024, 7, 8)).code is Code.CENTRE_EXITED

    def test_after_the_end_nothing_is_owed(self) -> None:
        assert until(gone(), date(2040, 1, 2)) == gone()
        assert not gone().open_obligations
