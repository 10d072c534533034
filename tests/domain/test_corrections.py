"""A decision entered wrongly is corrected by two persons, and every day that hangs on it is reckoned anew."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, REPORTER, applying, decision, due, duty, nine, operating, refused, take, until

from domain.acts import decide
from domain.centre import Centre
from domain.refusals import Code

APPROVAL, FILING = "the-approval", "the-report"


def approved(on: date) -> Centre:
    """A centre approved on that day, under a known decision id."""
    return take(applying(), "decide", ML, on, decision_id=APPROVAL)


def corrected(centre: Centre, on: date, **right: Any) -> Centre:
    """The centre after both persons have sent the correction."""
    content = {"decision_id": APPROVAL, **right}
    half = take(centre, "correct_decision", MO, on, content, person="most.one", decision_id="c1")
    return take(half, "correct_decision", MO, on, content, person="most.two", decision_id="c2")


@pytest.mark.law("G-60")
class TestG60:
    """G-60: `correct_decision` takes two persons; the history stays, consequences are recomputed, never silently."""

    def test_one_person_only_proposes(self) -> None:
        content = {"decision_id": APPROVAL, "decided_on": "2023-04-10"}
        half = take(approved(date(2023, 4, 12)), "correct_decision", MO, date(2023, 5, 4), content)
        assert half.cycle == approved(date(2023, 4, 12)).cycle
        assert [c.confirmed_on for c in half.corrections] == [None]

    def test_the_same_person_does_not_confirm(self) -> None:
        content = {"decision_id": APPROVAL, "decided_on": "2023-04-10"}
        half = take(approved(date(2023, 4, 12)), "correct_decision", MO, date(2023, 5, 4), content)
        again = refused(half, "correct_decision", MO, date(2023, 5, 5), content, decision_id="again")
        assert again.code is Code.SEPARATION_OF_DUTIES

    def test_a_corrected_approval_moves_the_cycle_and_every_day_that_hangs_on_it(self) -> None:
        right = corrected(approved(date(2023, 4, 12)), date(2023, 5, 4), decided_on="2023-04-10")
        wanted = approved(date(2023, 4, 10))
        assert (right.cycle, right.anchor, right.since) == (wanted.cycle, wanted.anchor, wanted.since)
        for key in ("entity_registration_due", "publish_decision"):
            assert due(right, "centre", key) == due(wanted, "centre", key)

    def test_what_moved_is_told(self) -> None:
        right = corrected(approved(date(2023, 4, 12)), date(2023, 5, 4), decided_on="2023-04-10")
        (correction,) = right.corrections
        assert any(line.startswith("centre:entity_registration_due: 2024-04-12") for line in correction.moved)
        assert "corrected, before 2024-04-12" in duty(right, "centre", "entity_registration_due").why

    def test_a_report_handed_in_in_time_but_entered_late_is_judged_in_time(self) -> None:
        assert self.judged("2024-04-01") == "met"

    def test_on_the_day_after_its_last_it_stays_late(self) -> None:
        assert self.judged("2024-04-02") == "met_late"

    def judged(self, right: str) -> str:
        opened = until(operating(), date(2024, 1, 2))
        late = take(opened, "submit_report", REPORTER, date(2024, 4, 3), decision_id=FILING)
        content = {"decision_id": FILING, "decided_on": right}
        half = take(late, "correct_decision", MO, date(2024, 4, 8), content, person="most.one", decision_id="c1")
        done = take(half, "correct_decision", MO, date(2024, 4, 8), content, person="most.two", decision_id="c2")
        return duty(done, "annual-report/2023", "ar_centre_due").status

    def test_a_wrong_person_is_corrected_on_the_record(self) -> None:
        right = corrected(approved(date(2023, 4, 12)), date(2023, 5, 4), person="most.right")
        assert right.receipts[APPROVAL].person == "most.right"

    @pytest.mark.parametrize(
        ("content", "field"),
        [
            ({"decision_id": "nobody-knows", "decided_on": "2023-04-10"}, "decision_id"),
            ({"decision_id": APPROVAL}, "decided_on"),
            ({"decision_id": APPROVAL, "decided_on": "2023-05-05"}, "decided_on"),
        ],
    )
    def test_what_cannot_be_corrected_is_refused(self, content: dict[str, Any], field: str) -> None:
        refusal = refused(approved(date(2023, 4, 12)), "correct_decision", MO, date(2023, 5, 4), content)
        assert (refusal.code, field in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_only_most_corrects(self) -> None:
        content = {"decision_id": APPROVAL, "decided_on": "2023-04-10"}
        refusal = refused(approved(date(2023, 4, 12)), "correct_decision", LEGAL, date(2023, 5, 4), content)
        assert refusal.code is Code.WRONG_ROLE

    def test_the_corrected_decision_sent_again_still_gets_its_receipt(self) -> None:
        right = corrected(approved(date(2023, 4, 12)), date(2023, 5, 4), decided_on="2023-04-10")
        same = decision(applying(), "decide", ML, date(2023, 4, 12), decision_id=APPROVAL)
        assert decide(right, same, nine(date(2023, 6, 1)))[0] == right
