"""More time to rectify: asked for in time, granted once and up to the cap (Art 30; R03, R04, G-44)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import LEGAL, ML, MO, POOR, REPORTER, SD, due, duty, evaluating, owed_keys, refused, take, until

from domain.centre import Centre
from domain.rectification.matter import Extension, Rectification
from domain.refusals import Code

KEY = "rectification/1"
LAST, CAP = date(2027, 3, 24), date(2027, 9, 24)
ASK, DECIDE = "request_extension", "decide_extension"
OWN_ACCORD: dict[str, Any] = {"override": True, "new_deadline": "2027-06-24"}


@cache
def ordered(last: str = "2027-03-24") -> Centre:
    """A centre with a poor result delivered on 2026-09-24 and this last day to rectify; the cap is 2027-09-24."""
    content = {**POOR, "rectification_order": {"deadline": last}}
    return take(evaluating("open_publicity"), "issue_result", ML, date(2026, 9, 24), content)


@cache
def asked() -> Centre:
    """A centre that has asked for more time on 2027-02-01."""
    return take(ordered(), ASK, LEGAL, date(2027, 2, 1))


@cache
def extended() -> Centre:
    """A centre whose time was extended to the cap on 2027-02-10."""
    return take(asked(), DECIDE, ML, date(2027, 2, 10), {})


def matter(centre: Centre) -> Rectification:
    """The rectification."""
    return centre.find(Rectification, KEY)


@pytest.mark.law("R03", "Art 30")
class TestR03:
    """R03, F.2: thirty days before the last day at the latest, a backward count that never rolls; with a cause."""

    @pytest.mark.parametrize(
        ("last", "on", "taken"),
        [
            ("2027-03-24", date(2027, 2, 22), True),
            ("2027-03-24", date(2027, 2, 23), False),
            ("2027-04-06", date(2027, 3, 7), True),  # a Sunday
            ("2027-04-06", date(2027, 3, 8), False),
        ],
    )
    def test_the_last_day_to_ask(self, last: str, on: date, taken: bool) -> None:
        if taken:
            assert matter(take(ordered(last), ASK, LEGAL, on)).asked
        else:
            refusal = refused(ordered(last), ASK, LEGAL, on)
            assert (refusal.code, "G-44" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_leadership_is_asked_to_decide(self) -> None:
        assert duty(asked(), KEY, "extension_decision").owed_by == ML
        assert due(asked(), KEY, "rectification_period") == LAST

    def test_the_cause_may_stand_in_the_content_or_beside_it(self) -> None:
        beside = take(ordered(), ASK, REPORTER, date(2027, 2, 1), {}, reason="Late equipment.")
        within = take(ordered(), ASK, REPORTER, date(2027, 2, 1), {"cause": "Late equipment."}, reason=None)
        assert [matter(c).asked and matter(c).asked.cause for c in (beside, within)] == ["Late equipment."] * 2

    def test_without_a_cause_it_is_refused(self) -> None:
        assert refused(ordered(), ASK, LEGAL, date(2027, 2, 1), {}, reason=None).code is Code.REASON_REQUIRED

    def test_one_request_at_a_time(self) -> None:
        assert "waits for leadership" in str(refused(asked(), ASK, LEGAL, date(2027, 2, 2)))

    @pytest.mark.parametrize(
        ("until_", "fault"), [("2027-03-24", "no later than"), ("2027-09-24", None), ("2027-09-25", "beyond the cap")]
    )
    def test_the_day_asked_for_lies_after_the_last_day_and_within_the_cap(self, until_: str, fault: str | None) -> None:
        content = {"cause": "Late equipment.", "until": until_}
        if fault is None:
            assert take(ordered(), ASK, LEGAL, date(2027, 2, 1), content)
        else:
            assert fault in str(refused(ordered(), ASK, LEGAL, date(2027, 2, 1), content))

    def test_a_second_extension_is_not_to_be_had(self) -> None:
        refusal = refused(extended(), ASK, LEGAL, date(2027, 6, 1))
        assert (refusal.code, "1 at most" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_at_the_cap_there_is_nothing_to_extend(self) -> None:
        refusal = refused(ordered("2027-09-24"), ASK, LEGAL, date(2027, 2, 1))
        assert (refusal.code, "reached the cap" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_the_department_does_not_ask(self) -> None:
        assert refused(ordered(), ASK, SD, date(2027, 2, 1)).code is Code.WRONG_ROLE


@pytest.mark.law("R04", "Art 30")
class TestR04:
    """R04: leadership moves the last day, to the cap when it names none; nothing else moves."""

    def test_to_the_cap_when_no_day_is_named(self) -> None:
        assert (due(extended(), KEY, "rectification_period"), matter(extended()).deadline) == (CAP, CAP)
        assert duty(extended(), KEY, "rectification_period").basis == "decision"

    def test_the_extension_is_on_record(self) -> None:
        known = matter(extended()).extension
        assert known is not None
        assert (known.requested_on, known.decided_on, known.outcome, known.new_deadline) == (
            date(2027, 2, 1), date(2027, 2, 10), "approve", CAP,
        )  # fmt: skip

    def test_a_named_day_is_rolled(self) -> None:
        centre = take(asked(), DECIDE, ML, date(2027, 2, 10), {"new_deadline": "2027-06-26"})
        period = duty(centre, KEY, "rectification_period")
        assert (period.raw_due, period.due) == (date(2027, 6, 26), date(2027, 6, 28))

    @pytest.mark.parametrize(("day", "taken"), [("2027-09-24", True), ("2027-09-25", False)])
    def test_the_cap_bounds_it(self, day: str, taken: bool) -> None:
        content = {"new_deadline": day}
        if taken:
            assert due(take(asked(), DECIDE, ML, date(2027, 2, 10), content), KEY, "rectification_period") == CAP
        else:
            assert refused(asked(), DECIDE, ML, date(2027, 2, 10), content).code is Code.INVALID_CONTENT

    def test_refused_the_last_day_stands_and_may_be_asked_again(self) -> None:
        centre = take(asked(), DECIDE, ML, date(2027, 2, 10), {"outcome": "reject"})
        assert due(centre, KEY, "rectification_period") == LAST
        assert take(centre, ASK, LEGAL, date(2027, 2, 15))

    def test_a_refusal_needs_a_reason(self) -> None:
        content = {"outcome": "reject"}
        assert refused(asked(), DECIDE, ML, date(2027, 2, 10), content, reason=None).code is Code.REASON_REQUIRED

    def test_it_needs_a_document_number(self) -> None:
        refusal = refused(asked(), DECIDE, ML, date(2027, 2, 10), {}, document_number=None)
        assert refusal.code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_an_officer_does_not_decide(self) -> None:
        assert refused(asked(), DECIDE, MO, date(2027, 2, 10), {}).code is Code.WRONG_ROLE

    def test_a_check_that_is_done_stays_done(self) -> None:
        checked = take(ordered(), "midterm_check", SD, date(2026, 12, 24))
        centre = take(take(checked, ASK, LEGAL, date(2027, 2, 1)), DECIDE, ML, date(2027, 2, 10), {})
        assert duty(centre, KEY, "rectification_midterm").status == "met"

    def test_a_check_that_is_late_stays_late(self) -> None:
        assert duty(until(extended(), date(2027, 2, 11)), KEY, "rectification_midterm").due == date(2026, 12, 24)

    def test_a_check_to_come_moves_to_the_new_half(self) -> None:
        early = take(take(ordered(), ASK, LEGAL, date(2026, 11, 2)), DECIDE, ML, date(2026, 11, 9), {})
        assert due(early, KEY, "rectification_midterm") == date(2027, 3, 24)

    def test_a_completion_ends_the_waiting_for_a_decision(self) -> None:
        centre = take(asked(), "submit_completion", REPORTER, date(2027, 3, 1), person="a.reporter")
        assert "extension_decision" not in owed_keys(centre, KEY)


@pytest.mark.law("G-44", "R04")
class TestG44:
    """G-44: asked for too late it is refused; leadership alone may extend by an override, with reason and number."""

    def test_without_a_request_there_is_nothing_to_decide(self) -> None:
        assert refused(ordered(), DECIDE, ML, date(2027, 3, 1), {}).code is Code.WRONG_STATE

    def test_after_the_last_day_the_centre_does_not_ask(self) -> None:
        assert "G-44" in str(refused(ordered(), ASK, LEGAL, date(2027, 3, 25)))

    def test_leadership_extends_of_its_own_accord(self) -> None:
        centre = take(until(ordered(), date(2027, 3, 29)), DECIDE, ML, date(2027, 3, 29), OWN_ACCORD)
        assert (due(centre, KEY, "rectification_period"), matter(centre).extensions) == (date(2027, 6, 24), 1)

    def test_the_inspection_is_no_longer_asked_for_and_nothing_is_late(self) -> None:
        late = until(ordered(), date(2027, 3, 29))
        centre = take(late, DECIDE, ML, date(2027, 3, 29), OWN_ACCORD)
        assert ("inspection_sla" in owed_keys(late, KEY), "inspection_sla" in owed_keys(centre, KEY)) == (True, False)
        assert not duty(centre, KEY, "rectification_period").overdue

    def test_it_goes_beyond_the_cap_only_so(self) -> None:
        content = {"override": True, "new_deadline": "2027-12-24"}
        assert due(take(extended(), DECIDE, ML, date(2027, 6, 1), content), KEY, "rectification_period") == date(
            2027, 12, 24
        )

    def test_it_needs_a_reason(self) -> None:
        refusal = refused(ordered(), DECIDE, ML, date(2027, 3, 1), OWN_ACCORD, reason=None)
        assert refusal.code is Code.REASON_REQUIRED

    def test_the_reason_may_stand_in_the_content(self) -> None:
        content = {**OWN_ACCORD, "override_reason": "Flood."}
        known = matter(take(ordered(), DECIDE, ML, date(2027, 3, 1), content, reason=None)).extension
        assert isinstance(known, Extension)
        assert known.override

    def test_the_new_day_does_not_lie_behind(self) -> None:
        refusal = refused(until(ordered(), date(2027, 7, 1)), DECIDE, ML, date(2027, 7, 1), OWN_ACCORD)
        assert "before the decision" in str(refusal)
