"""The practice under which a run lives: what came with a later release waits until its run turns a page."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, SD, applying, changing, operating, refused, take

from domain.centre import Centre
from domain.practice import FIRST, NEWEST
from domain.refusals import Code
from domain.rules import RULES
from domain.standing import actions

NEW = sorted({row.action for row in RULES if row.since > FIRST} - {row.action for row in RULES if row.since == FIRST})


def of_the_first_release(centre: Centre) -> Centre:
    """The same centre in a run that began under release 0.1.0."""
    return centre.with_(practice=FIRST)


class TestAnOlderRun:
    """P25: what a run has begun with holds until its page turns; a new centre lives under the newest practice."""

    def test_a_new_centre_lives_under_the_newest(self) -> None:
        assert operating().practice == NEWEST

    @pytest.mark.parametrize("action", NEW)
    def test_a_new_act_is_refused_with_the_day_on_which_it_comes(self, action: str) -> None:
        refusal = refused(of_the_first_release(operating()), action, MO, date(2024, 5, 6))
        assert (refusal.code, "1 January" in str(refusal)) == (Code.UNKNOWN_ACTION, True)

    def test_a_new_act_is_not_offered(self) -> None:
        offered = {a.action for a in actions(of_the_first_release(operating()), date(2024, 5, 6))}
        assert not offered & set(NEW)

    @pytest.mark.parametrize("number", ["17", "MOST letter"])
    def test_a_stricter_check_holds_only_in_newer_runs(self, number: str) -> None:
        def given(centre: Centre) -> Any:
            return take(centre, "decide", ML, date(2023, 4, 12), document_number=number)

        assert given(of_the_first_release(applying())).approval.document_number == number
        assert refused(applying(), "decide", ML, date(2023, 4, 12), document_number=number).code is Code.INVALID_CONTENT

    def test_one_person_for_two_parties_is_refused_only_in_newer_runs(self) -> None:
        old = of_the_first_release(changing())
        assert take(old, "endorse", SD, date(2024, 5, 20), person=f"{LEGAL}.person")
