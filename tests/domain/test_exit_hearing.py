"""Before the exit is decided: withdrawal, two signatures, the hearing, several grounds (O05, O08, O13, G-37, G-47)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import (
    LEGAL,
    ML,
    MO,
    MOF,
    SECRETARY,
    due,
    duty,
    evaluating,
    leaving,
    operating,
    owed_keys,
    rectifying,
    refused,
    take,
    until,
)  # fmt: skip

from domain.centre import Centre
from domain.exit.matter import Exit
from domain.refusals import Code
from domain.states import State

EVALUATION = "evaluation/1-1"
MIDWAY: dict[str, Any] = {"ground": "midway_withdrawal", "evidence": "Withdrawal of 2026-06-08"}


@cache
def withdrawing() -> Centre:
    """A centre that has filed its withdrawal on 2026-06-08, while its materials were reviewed; cooling to 06-23."""
    signed = {"council_resolution": "Council resolution 2026-6", "legal_representative": "wang.legal"}
    return take(evaluating("review_materials"), "file_withdrawal", SECRETARY, date(2026, 6, 8), signed)


@cache
def withdrawn() -> Centre:
    """A centre found to have withdrawn on 2026-06-24."""
    return take(until(withdrawing(), date(2026, 6, 24)), "propose_exit", MO, date(2026, 6, 24), MIDWAY)


@cache
def failed() -> Centre:
    """A centre that has failed its inspection on 2027-11-01; it may speak until 2027-11-15."""
    return take(rectifying("open_inspection"), "record_inspection", MO, date(2027, 11, 1), {"outcome": "fail"})


def exit_of(centre: Centre) -> Exit:
    """The exit."""
    return centre.find(Exit, "exit")


@pytest.mark.law("O05", "G-37", "Art 30")
class TestO05:
    """O05: a withdrawal not rescinded is a ground of removal; a person finds it once the cooling-off is over."""

    LAST = date(2026, 6, 23)

    def test_the_cooling_off_ends_ten_working_days_later(self) -> None:
        assert due(withdrawing(), EVALUATION, "withdrawal_cooling_off") == self.LAST

    def test_within_it_nothing_is_found(self) -> None:
        assert refused(withdrawing(), "propose_exit", MO, self.LAST, MIDWAY).code is Code.WRONG_STATE

    def test_after_it_the_exit_is_proposed(self) -> None:
        assert (withdrawn().state, exit_of(withdrawn()).ground) == (State.EXIT_PROPOSED, "midway_withdrawal")
        assert owed_keys(withdrawn(), EVALUATION) == set()

    def test_the_ground_is_the_one_that_holds(self) -> None:
        content = {"ground": "non_participation", "evidence": "Absent"}
        refusal = refused(withdrawing(), "propose_exit", MO, date(2026, 6, 24), content)
        assert (refusal.code, "midway_withdrawal" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_without_a_withdrawal_there_is_none(self) -> None:
        assert refused(evaluating(), "propose_exit", MO, date(2026, 6, 24), MIDWAY).code is Code.WRONG_STATE

    def test_it_is_removed_never_revoked(self) -> None:
        refusal = refused(withdrawn(), "confirm_exit", ML, date(2026, 7, 20), {"outcome": "revoked"})
        assert "removed only" in str(refusal)


@pytest.mark.law("O13")
class TestO13:
    """O13: not confirmed, the matter goes on where it stood, with the days it had left."""

    def test_a_withdrawn_centre_is_evaluated_again(self) -> None:
        back = take(withdrawn(), "reject_exit", ML, date(2026, 7, 13))
        assert (back.state, back.matters[EVALUATION].state) == (State.EVALUATING, "MATERIALS_REVIEWED")

    def test_a_clock_whose_day_is_ahead_keeps_it(self) -> None:
        before = due(withdrawing(), EVALUATION, "assessment")
        back = take(withdrawn(), "reject_exit", ML, date(2026, 7, 13))
        assert due(back, EVALUATION, "assessment") == before == date(2026, 8, 31)

    def test_a_clock_whose_day_has_passed_has_the_days_that_were_left(self) -> None:
        back = take(until(withdrawn(), date(2026, 11, 2)), "reject_exit", ML, date(2026, 11, 2))
        assert due(back, EVALUATION, "assessment") == date(2027, 1, 11)

    def test_a_failed_inspection_has_its_time_anew(self) -> None:
        back = take(failed(), "reject_exit", ML, date(2027, 12, 1))
        assert due(back, "rectification/1", "inspection_sla") == date(2028, 1, 31)

    def test_the_plan_of_the_next_cycle_is_still_owed(self) -> None:
        declined = take(evaluating("issue_result"), "decline_renewal", SECRETARY, date(2026, 10, 12))
        back = take(declined, "reject_exit", ML, date(2026, 11, 2))
        assert due(back, "centre", "next_plan_due") == date(2026, 11, 23)

    def test_the_exit_that_was_not_confirmed_is_remembered_by_the_next(self) -> None:
        back = take(leaving(), "reject_exit", ML, date(2024, 7, 1))
        again = take(back, "propose_revocation", MO, date(2024, 9, 2), {"ground": "integrity", "evidence": "Case 7"})
        (past,) = exit_of(again).exit_history
        assert (past.ground, past.state) == ("voluntary", "REJECTED")


@pytest.mark.law("O08", "Art 30")
class TestO08:
    """O08: before a removal the centre may speak for ten working days; spoken, leadership need not wait."""

    @pytest.mark.parametrize(("on", "taken"), [(date(2027, 11, 15), False), (date(2027, 11, 16), True)])
    def test_leadership_waits_for_the_end_of_the_hearing(self, on: date, taken: bool) -> None:
        content = {"outcome": "removed"}
        if taken:
            assert take(failed(), "confirm_exit", ML, on, content).state is State.CLOSING
        else:
            assert refused(failed(), "confirm_exit", ML, on, content).code is Code.WRONG_STATE

    def test_a_statement_ends_the_waiting(self) -> None:
        heard = take(failed(), "record_statement", LEGAL, date(2027, 11, 3))
        assert (duty(heard, "exit", "exit_hearing").status, exit_of(heard).heard_on) == ("met", date(2027, 11, 3))
        assert take(heard, "confirm_exit", ML, date(2027, 11, 4), {"outcome": "removed"}).state is State.CLOSING

    def test_a_revocation_is_not_held_up(self) -> None:
        proposed = take(
            operating(), "propose_revocation", MO, date(2024, 6, 3), {"ground": "integrity", "evidence": "C"}
        )
        assert take(proposed, "confirm_exit", ML, date(2024, 6, 3), {"outcome": "revoked"}).state is State.CLOSING

    def test_silence_decides_nothing(self) -> None:
        assert until(failed(), date(2028, 5, 8)).state is State.EXIT_PROPOSED

    def test_nothing_is_said_to_a_decided_exit(self) -> None:
        closed = take(failed(), "confirm_exit", ML, date(2027, 11, 16), {"outcome": "removed"})
        assert refused(closed, "record_statement", LEGAL, date(2027, 11, 17)).code is Code.CENTRE_EXITED


@pytest.mark.law("SOD-12", "O11")
class TestSod12:
    """SOD-12: the centre's own wish is shown by the council and the legal representative: two signatures."""

    @pytest.mark.parametrize("ground", ["voluntary", "merger", "split"])
    def test_a_resolution_alone_does_not_do(self, ground: str) -> None:
        content = {"ground": ground, "council_resolution": "Resolution 2024-3"}
        assert "legal_representative" in str(self.refusal(content))

    def test_both_do(self) -> None:
        signed = {"council_resolution": "Resolution 2024-3", "legal_representative": "wang.legal"}
        centre = take(operating(), "propose_revocation", MO, date(2024, 6, 3), {"ground": "voluntary", **signed})
        assert exit_of(centre).legal_representative == "wang.legal"

    def test_neither_evidence_nor_resolution_is_nothing(self) -> None:
        assert "evidence" in str(self.refusal({"ground": "voluntary"}))

    def refusal(self, content: dict[str, Any]) -> Any:
        return refused(operating(), "propose_revocation", MO, date(2024, 6, 3), content)


@cache
def doubly() -> Centre:
    """A centre to be removed for a failed inspection, then also to be revoked for integrity."""
    content = {"ground": "integrity", "evidence": "Case 7"}
    return take(failed(), "propose_revocation", MO, date(2027, 11, 8), content)


@pytest.mark.law("G-47", "SOD-10")
class TestG47:
    """G-47: there is one exit; a second proposal is a further ground of it, and the one confirmed first wins."""

    def test_it_is_a_further_ground_of_the_same_exit(self) -> None:
        exit_ = exit_of(doubly())
        assert (exit_.ground, exit_.additional_grounds) == ("rectification_failed", ("integrity",))
        assert (exit_.state, due(doubly(), "exit", "exit_hearing")) == ("PROPOSED", date(2027, 11, 15))

    @pytest.mark.parametrize(
        ("outcome", "ground", "other"),
        [("removed", "rectification_failed", "integrity"), ("revoked", "integrity", "rectification_failed")],
    )
    def test_either_may_be_confirmed(self, outcome: str, ground: str, other: str) -> None:
        exit_ = exit_of(take(doubly(), "confirm_exit", ML, date(2027, 11, 16), {"outcome": outcome}))
        assert (exit_.ground, exit_.additional_grounds) == (ground, (other,))

    def test_what_neither_allows_is_refused(self) -> None:
        assert "outcome" in str(refused(doubly(), "confirm_exit", ML, date(2027, 11, 16), {"outcome": "merged"}))

    def test_the_same_ground_twice_is_refused(self) -> None:
        content = {"ground": "integrity", "evidence": "Case 7 again"}
        assert "already" in str(refused(doubly(), "propose_revocation", MO, date(2027, 11, 9), content))

    def test_after_the_confirmation_there_is_none(self) -> None:
        closed = take(doubly(), "confirm_exit", ML, date(2027, 11, 16), {"outcome": "removed"})
        assert refused(closed, "propose_revocation", MO, date(2027, 11, 17)).code is Code.CENTRE_EXITED

    def test_mof_decides_no_status(self) -> None:
        assert refused(doubly(), "confirm_exit", MOF, date(2027, 11, 16)).code is Code.WRONG_ROLE
