"""The delivery of a decision, recorded when it is known (Art 6.2, F.2 rule 1, G-38)."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, MO, applying, closing, due, operating, owed_keys, refused, renewing, take, until

from domain.centre import Centre
from domain.refusals import Code

ON = date(2023, 5, 4)
WINDOW = "reconsideration_window"


def told(centre: Centre, day: str, on: date = ON, **facts: Any) -> Centre:
    """The centre after the delivery of its decision is on record."""
    return take(centre, "record_delivery", MO, on, {"delivered_on": day}, **facts)


@pytest.mark.law("Art 6.2", "F18", "G-38")
class TestDelivery:
    """F.2 rule 1: the time for asking reconsideration runs from the delivery, which is day 0."""

    def test_the_window_runs_from_the_delivery(self) -> None:
        centre = told(operating(), "2023-04-20", matter="centre")
        assert due(centre, "centre", WINDOW) == date(2023, 6, 19)
        assert centre.approval.delivered_on == date(2023, 4, 20)  # type: ignore[union-attr]

    def test_no_other_clock_moves(self) -> None:
        centre, before = told(operating(), "2023-04-20"), until(operating(), ON)
        others = [[o for o in c.open_obligations if o.key != WINDOW] for c in (centre, before)]
        assert others[0] == others[1]

    @pytest.mark.parametrize(("day", "fits"), [("2023-04-11", False), ("2023-04-12", True), ("2023-05-05", False)])
    def test_it_lies_between_the_decision_and_today(self, day: str, fits: bool) -> None:
        if fits:
            assert told(operating(), day)
        else:
            assert "delivered_on" in str(refused(operating(), "record_delivery", MO, ON, {"delivered_on": day}))

    def test_one_that_is_known_late_ends_at_once_when_it_is_past(self) -> None:
        late = told(operating(), "2023-04-20", date(2024, 3, 4))
        assert WINDOW not in owed_keys(until(late, date(2024, 3, 5)), "centre")

    def test_a_result_is_delivered_too(self) -> None:
        centre = told(renewing(), "2026-09-30", date(2026, 10, 9), matter="evaluation/1-1")
        assert due(centre, "evaluation/1-1", WINDOW) == date(2026, 11, 30)

    def test_so_is_an_exit(self) -> None:
        assert due(told(closing(), "2024-07-08", date(2024, 7, 9)), "exit", WINDOW) == date(2024, 9, 6)

    def test_it_is_for_the_officer(self) -> None:
        assert refused(operating(), "record_delivery", LEGAL, ON).code is Code.WRONG_ROLE

    def test_without_a_decision_there_is_nothing_to_deliver(self) -> None:
        assert refused(applying(), "record_delivery", MO, ON, {"delivered_on": "2023-05-04"}).code is Code.WRONG_STATE
