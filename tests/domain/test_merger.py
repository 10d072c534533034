"""Merger and split: one survivor keeps its id and anchor, the others end as merged (Art 6.2; B.12, G-36, G-48)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import FIELD_ENTRY, ML, MO, candidate, leaving, operating, rectifying, refused, take

from domain.centre import Centre
from domain.exit.closing import TASKS
from domain.exit.matter import Exit
from domain.formation.launching import LaunchEntry, faults_of_entry
from domain.rectification.matter import Rectification
from domain.refusals import Code
from domain.standing import standing
from domain.states import State

MERGED = {"outcome": "merged", "successor": "other-centre"}
SETTLED: dict[str, Any] = {"tasks": [{"task": task} for task in TASKS]}


@cache
def survivor() -> Centre:
    """A centre that has taken over another one on 2024-07-01."""
    return take(operating(), "record_merger", ML, date(2024, 7, 1), {"absorbed": ["other-centre"]})


def going(successor: str | None = None) -> Centre:
    """A centre whose merger is proposed while it rectifies, on 2027-02-01."""
    content = {"ground": "merger", "evidence": "Merger plan", "successor": successor}
    return take(rectifying(), "propose_revocation", MO, date(2027, 2, 1), content)


@pytest.mark.law("B.12", "O12", "Art 6.2")
class TestTheAbsorbed:
    """B.12: the absorbed centre leaves by its own exit and names its successor."""

    def test_it_ends_as_merged(self) -> None:
        confirmed = take(leaving("merger"), "confirm_exit", ML, date(2024, 7, 1), MERGED)
        ended = take(confirmed, "closing_complete", MO, date(2024, 8, 1), SETTLED)
        assert (ended.state, ended.find(Exit, "exit").successor) == (State.MERGED, "other-centre")

    def test_a_merger_names_its_successor(self) -> None:
        refusal = refused(leaving("merger"), "confirm_exit", ML, date(2024, 7, 1), {"outcome": "merged"})
        assert (refusal.code, "successor" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_the_proposal_may_have_named_it(self) -> None:
        confirmed = take(going("other-centre"), "confirm_exit", ML, date(2027, 3, 1), {"outcome": "merged"})
        assert confirmed.find(Exit, "exit").successor == "other-centre"

    def test_a_split_may_leave_none(self) -> None:
        confirmed = take(leaving("split"), "confirm_exit", ML, date(2024, 7, 1), {"outcome": "merged"})
        assert confirmed.find(Exit, "exit").successor is None

    def test_nobody_succeeds_oneself(self) -> None:
        content = {"ground": "merger", "evidence": "Plan", "successor": "smart-sensing"}
        assert "successor" in str(refused(operating(), "propose_revocation", MO, date(2024, 6, 3), content))
        own = {"outcome": "merged", "successor": "smart-sensing"}
        assert "successor" in str(refused(leaving("merger"), "confirm_exit", ML, date(2024, 7, 1), own))


@pytest.mark.law("B.12", "G-36")
class TestTheSurvivor:
    """B.12, G-36: the survivor keeps its id, its cycle and its anchor; what it has taken over is on record."""

    def test_its_cycle_and_anchor_stand(self) -> None:
        before, after = operating(), survivor()
        assert (after.centre_id, after.cycle, after.anchor, after.state) == (
            before.centre_id, before.cycle, before.anchor, before.state,
        )  # fmt: skip

    def test_the_merger_is_shown(self) -> None:
        (merger,) = survivor().mergers
        assert (merger.absorbed, merger.on) == (("other-centre",), date(2024, 7, 1))
        assert standing(survivor(), date(2024, 7, 1)).facts["mergers"]

    def test_leadership_decides_it_with_a_number(self) -> None:
        content = {"absorbed": ["other-centre"]}
        assert refused(operating(), "record_merger", MO, date(2024, 7, 1), content).code is Code.WRONG_ROLE
        refusal = refused(operating(), "record_merger", ML, date(2024, 7, 1), content, document_number=None)
        assert refusal.code is Code.DOCUMENT_NUMBER_REQUIRED

    @pytest.mark.parametrize(("centre", "code"), [(operating(), "smart-sensing"), (survivor(), "other-centre")])
    def test_no_centre_absorbs_itself_or_another_twice(self, centre: Centre, code: str) -> None:
        assert "absorbed" in str(refused(centre, "record_merger", ML, date(2024, 7, 8), {"absorbed": [code]}))

    def test_an_open_rectification_moves_with_the_centre(self) -> None:
        confirmed = take(going(), "confirm_exit", ML, date(2027, 3, 1), MERGED)
        moved = confirmed.find(Rectification, "rectification/1")
        assert (moved.state, moved.moved_to) == ("CLOSED", "other-centre")

    def test_unless_leadership_waives_it(self) -> None:
        confirmed = take(going(), "confirm_exit", ML, date(2027, 3, 1), {**MERGED, "rectification_waived": True})
        assert confirmed.find(Rectification, "rectification/1").moved_to is None

    @pytest.mark.parametrize("moved", [True, False])
    def test_the_survivor_sees_that_it_came(self, moved: bool) -> None:
        content = {"absorbed": ["other-centre"], "rectification_moved": moved}
        centre = take(operating(), "record_merger", ML, date(2024, 7, 1), content)
        assert any("G-36" in w for w in standing(centre, date(2024, 7, 1)).warnings) is moved


@pytest.mark.law("G-48", "B.12")
class TestTheNewCentre:
    """G-48: a new application is a new centre; it may name the one before it, and begins with cycle 1."""

    def test_it_names_its_predecessor(self) -> None:
        assert candidate(predecessor="old-centre").predecessor == "old-centre"
        assert standing(candidate(predecessor="old-centre"), date(2024, 7, 1)).facts["predecessor"] == "old-centre"

    def test_it_need_not(self) -> None:
        assert candidate().predecessor is None

    def test_it_is_not_its_own(self) -> None:
        entry = {"route": "field_standard", **FIELD_ENTRY, "predecessor": "smart-sensing"}
        assert any(fault.startswith("predecessor") for fault in faults_of_entry(LaunchEntry.model_validate(entry)))
