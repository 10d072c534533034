"""After the exit is decided: kept changes, suspended money, plaques, tasks waived (B.12; G-32, G-49, G-50, O14)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import ML, MO, MOF, SD, changing, closing, duty, owed_keys, refused, renewing, take, until

from domain.centre import Centre
from domain.exit.closing import TASKS
from domain.exit.matter import Exit
from domain.refusals import Code
from domain.states import State

SETTLED: dict[str, Any] = {"tasks": [{"task": task} for task in TASKS], "archive_manifest": "manifest-2024"}
GROUND = {"ground": "policy_adjustment", "evidence": "Annex"}


@cache
def out(kept: tuple[str, ...] = ()) -> Centre:
    """A centre whose approved change of place (from 2024-07-01) waits, revoked on 2024-06-10."""
    proposed = take(changing("approve"), "propose_revocation", MO, date(2024, 6, 4), GROUND)
    return take(proposed, "confirm_exit", ML, date(2024, 6, 10), {"outcome": "revoked", "changes_kept": list(kept)})


@pytest.mark.law("G-32", "X06")
class TestG32:
    """G-32: a change approved and not yet in effect lapses with the exit, unless leadership says otherwise."""

    def test_it_lapses(self) -> None:
        assert until(out(), date(2024, 7, 1)).matters["change/1"].state == "LAPSED"

    def test_kept_it_takes_effect_on_its_day(self) -> None:
        before, after = (until(out(("change/1",)), date(2024, m, d)) for m, d in ((6, 28), (7, 1)))
        assert [c.matters["change/1"].state for c in (before, after)] == ["APPROVED", "EFFECTIVE"]

    def test_kept_it_does_not_outlive_the_centre(self) -> None:
        ended = take(out(("change/1",)), "closing_complete", MO, date(2024, 6, 24), SETTLED)
        assert ended.matters["change/1"].state == "LAPSED"
        assert until(ended, date(2025, 1, 6)) == ended

    @pytest.mark.parametrize("key", ["change/2", "evaluation/1-1"])
    def test_only_an_approved_change_is_kept(self, key: str) -> None:
        proposed = take(changing("approve"), "propose_revocation", MO, date(2024, 6, 4), GROUND)
        content = {"outcome": "revoked", "changes_kept": [key]}
        assert "changes_kept" in str(refused(proposed, "confirm_exit", ML, date(2024, 6, 10), content))


@cache
def arranged(ground: str = "policy_adjustment") -> Centre:
    """A centre whose subsidy is arranged and not paid, revoked on 2026-11-09 on this ground."""
    centre = take(renewing(), "arrange_subsidy", MOF, date(2026, 10, 20))
    centre = take(centre, "propose_revocation", MO, date(2026, 11, 2), {**GROUND, "ground": ground})
    return take(centre, "confirm_exit", ML, date(2026, 11, 9))


@pytest.mark.law("G-49", "B.11", "SOD-10", "Art 7")
class TestG49:
    """G-49: what is arranged and unpaid is suspended; MOF decides, and so settles its closing task."""

    def test_it_is_suspended(self) -> None:
        assert arranged().matters["subsidy/1"].state == "SUSPENDED"

    @pytest.mark.parametrize(
        ("action", "content", "state"),
        [("settle_subsidy", {}, "SETTLED"), ("recover_subsidy", {"recovered_amount": "10"}, "RECOVERED")],
    )
    def test_mof_settles_or_recovers(self, action: str, content: dict[str, Any], state: str) -> None:
        centre = take(arranged(), action, MOF, date(2026, 11, 16), content)
        assert centre.matters["subsidy/1"].state == state
        assert duty(centre, "exit", "subsidy_settlement").status == "met"

    def test_nothing_is_arranged_or_paid_any_more(self) -> None:
        for action in ("arrange_subsidy", "disburse_subsidy", "propose_subsidy"):
            assert refused(arranged(), action, MOF, date(2026, 11, 16)).code is Code.CENTRE_EXITED

    def test_most_does_not_decide_it(self) -> None:
        assert refused(arranged(), "settle_subsidy", MO, date(2026, 11, 16), {}).code is Code.WRONG_ROLE

    @pytest.mark.parametrize(("ground", "asked"), [("integrity", True), ("policy_adjustment", False)])
    def test_after_a_breach_of_integrity_mof_is_asked_to_recover(self, ground: str, asked: bool) -> None:
        assert ("subsidy_recovery" in owed_keys(arranged(ground), "subsidy/1")) is asked

    def test_the_recovery_is_met_by_mof_and_ends_with_the_centre(self) -> None:
        back = take(arranged("integrity"), "recover_subsidy", MOF, date(2026, 11, 16), {"recovered_amount": "10"})
        assert duty(back, "subsidy/1", "subsidy_recovery").status == "met"
        ended = take(arranged("integrity"), "closing_complete", MO, date(2026, 12, 21), SETTLED)
        assert not ended.open_obligations


@pytest.mark.law("G-50", "Art 24")
class TestG50:
    """G-50: plaques still in use are put on record; the closing task stays open, the state as it is."""

    @pytest.mark.parametrize("by", [SD, MO])
    def test_it_is_on_record_and_the_task_stays_open(self, by: Any) -> None:
        content = {"kind": "name_use", "text": "The plaque still hangs at the gate."}
        late = take(until(closing(), date(2024, 8, 5)), "record_supervision", by, date(2024, 8, 5), content)
        assert (late.state, duty(late, "exit", "name_use_stop").overdue) == (State.CLOSING, True)
        assert "plaque" in str(late.supervision_records[-1])


@pytest.mark.law("O14", "B.12")
class TestO14:
    """O14: who settled what and why it was waived is kept, with the archive's manifest."""

    def test_a_waived_task_keeps_its_reason(self) -> None:
        content = {"task": "task_handover", "waived_because": "There was none."}
        (task,) = (
            take(closing(), "complete_closing_task", MO, date(2024, 7, 8), content).find(Exit, "exit").tasks_settled
        )
        assert (task.task, task.on, task.waived_because) == ("task_handover", date(2024, 7, 8), "There was none.")

    def test_the_manifest_is_kept(self) -> None:
        ended = take(closing(), "closing_complete", MO, date(2024, 8, 1), SETTLED)
        assert ended.find(Exit, "exit").archive_manifest == "manifest-2024"
