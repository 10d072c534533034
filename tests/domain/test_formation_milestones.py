"""Dated milestones of a comprehensive case are owed, the earliest first (Art 12; C02, C03)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    ML,
    MO,
    SD,
    duty,
    first_late_instant,
    last_instant,
    owed_keys,
    planning,
    refused,
    take,
    top_down,
    until,
)

from domain.centre import Centre
from domain.practice import FIRST
from domain.samples import sample_content
from domain.states import State

OPENED = date(2021, 1, 18)
LAYOUT: dict[str, Any] = {"title": "Layout", "owner": "most", "due": "2021-02-26"}
PACT: dict[str, Any] = {"title": "Pact", "owner": "hubei-st", "due": "2021-03-31"}
LAND: dict[str, Any] = {"title": "Land", "owner": "hunan-st"}
KEY = "case_milestone"


def opened(*milestones: dict[str, Any], before: Centre | None = None) -> Centre:
    """A case opened on 2021-01-18 with these milestones."""
    return take(before or planning("initiate_top_down"), "open_case", MO, OPENED, {"milestones": list(milestones)})


def step(centre: Centre, action: str, on: date, **content: Any) -> Centre:
    """The case after a milestone was added, completed or dropped."""
    return take(centre, action, MO, on, content)


@pytest.mark.law("C02", "C03", "Art 12")
class TestTheNextMilestone:
    """C02, C03: one case, one discussion; the earliest dated milestone that is not reached is owed by its owner."""

    def test_the_earliest_is_owed(self) -> None:
        owed = duty(opened(PACT, LAYOUT, LAND), "centre", KEY)
        assert (owed.due, owed.owed_by, owed.basis) == (date(2021, 2, 26), MO, "decision")
        assert "Layout" in owed.why

    def test_a_government_owes_its_own(self) -> None:
        assert duty(opened(PACT), "centre", KEY).owed_by is SD

    def test_one_without_a_day_is_not_owed(self) -> None:
        assert owed_keys(opened(LAND)) == {"case_submission"}

    def test_reached_it_gives_way_to_the_next(self) -> None:
        centre = step(opened(LAYOUT, PACT), "complete_milestone", date(2021, 2, 22), title="Layout", evidence="Minutes")
        assert duty(centre, "centre", KEY).due == date(2021, 3, 31)
        assert centre.formation.milestones[0].evidence == "Minutes"

    @pytest.mark.parametrize(("on", "status"), [(date(2021, 2, 26), "met"), (date(2021, 2, 27), "met_late")])
    def test_it_is_met_in_time_or_late(self, on: date, status: str) -> None:
        assert duty(step(opened(LAYOUT), "complete_milestone", on, title="Layout"), "centre", KEY).status == status

    def test_on_its_last_day_it_is_not_late(self) -> None:
        assert not duty(until(opened(LAYOUT), last_instant(date(2021, 2, 26))), "centre", KEY).overdue

    def test_the_day_after_it_is_and_no_status_changes(self) -> None:
        late = until(opened(LAYOUT), first_late_instant(date(2021, 2, 26)))
        assert (duty(late, "centre", KEY).overdue, late.state) == (True, State.CASE_DESIGN)

    def test_a_later_step_leaves_the_late_one_late(self) -> None:
        late = until(opened(LAYOUT, PACT), date(2021, 3, 1))
        assert duty(step(late, "complete_milestone", date(2021, 3, 1), title="Pact"), "centre", KEY).overdue

    def test_dropped_it_is_no_longer_owed(self) -> None:
        centre = step(opened(LAYOUT), "drop_milestone", date(2021, 2, 22), title="Layout")
        assert (duty(centre, "centre", KEY).status, owed_keys(centre)) == ("cancelled", {"case_submission"})

    def test_an_earlier_one_added_comes_first(self) -> None:
        centre = step(opened(PACT), "add_milestone", date(2021, 2, 1), title="Land", due="2021-02-10")
        assert duty(centre, "centre", KEY).due == date(2021, 2, 10)

    def test_a_later_one_added_changes_nothing(self) -> None:
        centre = step(opened(LAYOUT), "add_milestone", date(2021, 2, 1), title="Land", due="2021-06-30")
        assert duty(centre, "centre", KEY) == duty(opened(LAYOUT), "centre", KEY)

    def test_a_submitted_case_owes_none(self) -> None:
        assert owed_keys(take(opened(LAYOUT), "submit_case", SD, date(2021, 2, 22))) == {"formal_check"}

    @pytest.mark.parametrize("how", ["return_case", "decide"])
    def test_a_returned_case_owes_it_again(self, how: str) -> None:
        case = take(opened(PACT), "submit_case", SD, date(2021, 2, 22))
        if how == "return_case":
            back = take(case, "return_case", MO, date(2021, 3, 1))
        else:
            pending = take(case, "conditions_confirmed", MO, date(2021, 3, 1))
            back = take(pending, "decide", ML, date(2021, 3, 8), {"outcome": "return"})
        assert owed_keys(back) == {"case_submission", KEY}

    def test_the_owner_of_the_case_is_on_record(self) -> None:
        assert planning("open_case").formation.case_owner == "MOST"

    def test_an_older_run_owes_none(self) -> None:
        before = take(top_down().with_(practice=FIRST), "initiate_top_down", MO, date(2020, 12, 1))
        assert owed_keys(opened(LAYOUT, before=before)) == {"case_submission"}


@pytest.mark.law("C04", "Art 13.3", "Art 13.4", "Art 13.5")
class TestTheLayout:
    """Art 13.4: several strategic areas are meant; fewer than two are a warning and no bar."""

    @pytest.mark.parametrize(("count", "warned"), [(0, True), (1, True), (2, False)])
    def test_fewer_than_two_areas_are_a_warning(self, count: int, warned: bool) -> None:
        content = {**sample_content("submit_case"), "strategic_areas": [f"Area {n}" for n in range(count)]}
        centre = take(planning("open_case"), "submit_case", SD, date(2021, 4, 26), content)
        assert (centre.state, any("Art 13.4" in w for w in centre.formation.warnings)) == (
            State.CONDITIONS_REVIEW, warned,
        )  # fmt: skip

    def test_the_headquarters_are_described(self) -> None:
        content = {k: v for k, v in sample_content("submit_case").items() if k != "hq"}
        assert "hq" in str(refused(planning("open_case"), "submit_case", SD, date(2021, 4, 26), content))
