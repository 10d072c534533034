"""Withdrawing midway: a council's resolution, ten working days to change one's mind, a finding (E10 to E12)."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, due, evaluating, last_instant, owed_keys, refused, take, until

from domain.centre import Centre
from domain.evaluation.matter import Evaluation
from domain.exit.matter import Exit
from domain.refusals import Code
from domain.roles import Role
from domain.states import State

ATTEMPT = "evaluation/1-1"
CHAIR = Role.COUNCIL_CHAIR
FILED, LAST = date(2026, 6, 8), date(2026, 6, 23)  # the Dragon Boat festival lies between


def filed(last: str = "start_assessment", on: date = FILED, by: Role = CHAIR, **content: Any) -> Centre:
    """A withdrawal filed on that day."""
    given = {"council_resolution": "Council resolution 2026-6", "legal_representative": "legal.name", **content}
    return take(evaluating(last), "file_withdrawal", by, on, given)


def state(centre: Centre) -> str:
    """The state of the attempt."""
    return centre.find(Evaluation, ATTEMPT).state


@pytest.mark.law("E10", "G-37", "SOD-12")
class TestE10:
    """E10, G-37: midway is from the confirmed participation to the result; before, it is non-participation."""

    @pytest.mark.parametrize(("last", "on"), [("confirm_participation", date(2026, 3, 2)), ("start_assessment", FILED)])
    def test_it_may_be_filed_midway(self, last: str, on: date) -> None:
        assert (state(filed(last, on)), filed(last, on).state) == ("WITHDRAWAL_FILED", State.EVALUATING)

    def test_even_during_the_public_notice(self) -> None:
        assert state(filed("open_publicity", date(2026, 9, 18))) == "WITHDRAWAL_FILED"

    def test_before_taking_part_it_is_refused(self) -> None:
        content = {"council_resolution": "Council resolution 2026-6"}
        refusal = refused(evaluating("open_evaluation"), "file_withdrawal", LEGAL, date(2026, 2, 20), content)
        assert refusal.code is Code.WRONG_STATE

    def test_after_the_result_it_is_refused(self) -> None:
        content = {"council_resolution": "Council resolution 2026-6"}
        assert refused(evaluating("issue_result"), "file_withdrawal", LEGAL, date(2026, 9, 25), content)

    def test_council_and_legal_representative_both_sign(self) -> None:
        refusal = refused(evaluating("start_assessment"), "file_withdrawal", CHAIR, FILED, {"council_resolution": "6"})
        assert "legal_representative" in str(refusal)
        assert filed(by=LEGAL, legal_representative=None)

    def test_without_a_resolution_it_is_refused(self) -> None:
        assert "council_resolution" in str(refused(evaluating("start_assessment"), "file_withdrawal", LEGAL, FILED, {}))

    def test_both_names_are_on_record(self) -> None:
        for centre, name in ((filed(), "legal.name"), (filed(by=LEGAL, legal_representative=None), f"{LEGAL}.person")):
            withdrawal = centre.find(Evaluation, ATTEMPT).withdrawal
            assert withdrawal
            assert (withdrawal.council_resolution, withdrawal.legal_representative) == (
                "Council resolution 2026-6",
                name,
            )

    def test_ten_working_days_to_change_ones_mind(self) -> None:
        assert due(filed(), ATTEMPT, "withdrawal_cooling_off") == LAST


@pytest.mark.law("E11")
class TestE11:
    """E11: until the end of the cooling-off the centre may rescind, and the evaluation goes on where it stood."""

    def test_on_the_last_day_it_is_rescinded(self) -> None:
        back = take(filed(), "rescind_withdrawal", LEGAL, LAST)
        assert (state(back), "withdrawal_finding" in owed_keys(back)) == ("ASSESSING", False)

    def test_on_the_day_after_it_is_too_late(self) -> None:
        late = refused(filed(), "rescind_withdrawal", LEGAL, date(2026, 6, 24))
        assert (late.code, str(LAST) in str(late)) == (Code.WRONG_STATE, True)

    def test_a_deferral_that_was_asked_for_still_waits_and_refused_the_centre_takes_part(self) -> None:
        back = take(self.filed_while_a_deferral_waits(), "rescind_withdrawal", LEGAL, date(2026, 3, 10))
        assert state(back) == "DEFERRAL_REQUESTED"
        refused_ = take(back, "decide_deferral", ML, date(2026, 3, 16), {"outcome": "reject"})
        assert state(refused_) == "PARTICIPATION_CONFIRMED"

    def filed_while_a_deferral_waits(self) -> Centre:
        """A withdrawal filed while leadership has not decided on the deferral."""
        asked = take(evaluating("confirm_participation"), "request_deferral", LEGAL, date(2026, 3, 2))
        content = {"council_resolution": "Council resolution 2026-6"}
        return take(asked, "file_withdrawal", LEGAL, date(2026, 3, 4), content)

    def test_it_may_be_filed_again_afterwards(self) -> None:
        back = take(filed(), "rescind_withdrawal", LEGAL, LAST)
        content = {"council_resolution": "Council resolution 2026-8"}
        assert state(take(back, "file_withdrawal", LEGAL, date(2026, 7, 6), content)) == "WITHDRAWAL_FILED"


@pytest.mark.law("E12", "O05", "Art 30")
class TestE12:
    """E12, O05: after the cooling-off a person establishes the withdrawal; the timer only asks."""

    def test_at_the_last_instant_nobody_is_asked(self) -> None:
        assert "withdrawal_finding" not in owed_keys(until(filed(), last_instant(LAST)))

    def test_from_the_next_day_most_is_asked_and_no_status_changes(self) -> None:
        over = until(filed(), date(2026, 6, 24))
        assert "withdrawal_finding" in owed_keys(over)
        assert (over.state, state(over)) == (State.EVALUATING, "WITHDRAWAL_FILED")

    @pytest.mark.parametrize("action", ["establish_withdrawal", "propose_exit"])
    def test_it_is_established_after_the_cooling_off(self, action: str) -> None:
        content = {"evidence": "The written withdrawal"}
        if action == "propose_exit":
            content["ground"] = "midway_withdrawal"
        gone = take(filed(), action, MO, date(2026, 6, 24), content)
        assert (gone.state, gone.find(Exit, "exit").ground) == (State.EXIT_PROPOSED, "midway_withdrawal")
        assert (state(gone), gone.in_sequence) == ("WITHDRAWN", True)

    def test_on_the_last_day_of_the_cooling_off_it_is_not(self) -> None:
        early = refused(filed(), "establish_withdrawal", MO, LAST)
        assert (early.code, str(LAST) in str(early)) == (Code.WRONG_STATE, True)

    def test_it_is_for_most_to_establish(self) -> None:
        early = refused(filed(), "establish_withdrawal", LEGAL, date(2026, 6, 24))
        assert early.code is Code.WRONG_ROLE

    def test_silence_of_most_removes_nobody(self) -> None:
        waiting = until(filed(), date(2028, 1, 4))
        assert (waiting.state, state(waiting)) == (State.EVALUATING, "WITHDRAWAL_FILED")

    def test_confirmed_it_is_a_removal(self) -> None:
        proposed = take(filed(), "establish_withdrawal", MO, date(2026, 6, 24))
        confirmed = take(proposed, "confirm_exit", ML, date(2026, 7, 20), {"outcome": "removed"})
        assert confirmed.state is State.CLOSING
        assert refused(proposed, "confirm_exit", ML, date(2026, 7, 20), {"outcome": "revoked"})
