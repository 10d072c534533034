"""Several supervising departments: one leads, the others are heard (Arts 8, 26; G-21)."""

from datetime import date

import pytest
from applications import ENDORSED, KEY, change
from departments import LAST_DAY, addressee, saying, shared
from lives import (
    REPORTER,
    SD,
    due,
    duty,
    first_late_instant,
    last_instant,
    owed_keys,
    refused,
    take,
    until,
)  # fmt: skip

from domain.changes.matter import ChangeState
from domain.effects import effects
from domain.refusals import Code


@pytest.mark.law("G-21", "X02", "Art 26")
class TestG21:
    """G-21: one department leads; the others give opinions in ten working days; silence is recorded as no opinion."""

    @pytest.mark.parametrize("action", ["endorse", "not_endorse", "return"])
    def test_the_second_department_does_not_lead(self, action: str) -> None:
        assert refused(shared(), action, SD, ENDORSED, org="hunan-st").code is Code.WRONG_ROLE

    def test_the_leading_department_gives_no_opinion(self) -> None:
        assert refused(shared(), "give_opinion", SD, ENDORSED).code is Code.WRONG_ROLE

    def test_a_strange_department_says_nothing(self) -> None:
        assert refused(shared(), "give_opinion", SD, date(2024, 5, 14), org="anhui-st").code is Code.WRONG_ROLE

    def test_a_government_that_does_not_lead_the_supervision_does_not_endorse(self) -> None:
        centre = shared().with_(lead_governments=("jiangxi-st",))
        assert refused(centre, "endorse", SD, ENDORSED, org="jiangxi-st").code is Code.WRONG_ROLE

    def test_the_second_department_gives_its_opinion(self) -> None:
        centre = take(shared(), "give_opinion", SD, date(2024, 5, 16), org="hunan-st")
        assert change(centre).opinions == ("hunan-st: No objection.",)
        assert duty(centre, KEY, "co_opinion").status == "met"

    def test_with_three_departments_each_must_have_spoken(self) -> None:
        one = saying(shared("hunan-st", "jiangxi-st"), "hunan-st")
        both = saying(one, "jiangxi-st")
        assert [duty(c, KEY, "co_opinion").status for c in (one, both)] == ["open", "met"]

    def test_the_task_lies_with_who_has_not_spoken(self) -> None:
        before = shared("hunan-st", "jiangxi-st")
        after = saying(before, "hunan-st")
        assert [addressee(c, duty(c, KEY, "co_opinion")) for c in (before, after)] == ["hunan-st", "jiangxi-st"]

    def test_each_of_them_is_told(self) -> None:
        after = shared("hunan-st", "jiangxi-st")
        notices = [n for n in effects(after.with_(obligations=()), after).notices if "co_opinion" in n.notice_id]
        assert [n.to_organisation for n in notices] == ["hunan-st", "jiangxi-st"]
        assert len({n.notice_id for n in notices}) == len(notices)

    def test_on_the_last_day_silence_is_not_yet_an_answer(self) -> None:
        centre = until(shared(), last_instant(LAST_DAY))
        assert (due(centre, KEY, "co_opinion"), change(centre).heard) == (LAST_DAY, ())

    def test_the_day_after_it_is_recorded_as_no_opinion(self) -> None:
        centre = until(shared(), first_late_instant(LAST_DAY))
        assert change(centre).opinions == ("hunan-st: no opinion (silent)",)
        assert (duty(centre, KEY, "co_opinion").status, change(centre).state) == ("lapsed", ChangeState.SD_REVIEW)

    def test_a_late_opinion_is_still_heard(self) -> None:
        centre = saying(until(shared(), date(2024, 5, 18)), "hunan-st", on=ENDORSED)
        assert change(centre).opinions[-1] == "hunan-st: Seen."

    def test_it_is_heard_even_while_the_change_lies_with_most(self) -> None:
        endorsed = take(shared(), "endorse", SD, date(2024, 5, 14))
        centre = saying(endorsed, "hunan-st")
        assert (change(centre).state, duty(centre, KEY, "co_opinion").status) == (ChangeState.MOST_REVIEW, "met")

    def test_a_return_asks_all_of_them_anew(self) -> None:
        back = take(saying(shared(), "hunan-st"), "return", SD, date(2024, 5, 15))
        again = take(back, "resubmit_change", REPORTER, date(2024, 5, 20))
        assert ("co_opinion" in owed_keys(back), "co_opinion" in owed_keys(again)) == (False, True)

    def test_where_the_lead_decides_silence_does_not_hinder(self) -> None:
        centre = take(until(shared(), date(2024, 5, 18)), "endorse", SD, ENDORSED)
        assert change(centre).state is ChangeState.MOST_REVIEW

    @pytest.mark.parametrize("consent", [False, None])
    def test_where_all_must_consent_an_opinion_without_consent_hinders(self, consent: bool | None) -> None:
        centre = saying(shared(mode="all_consent"), "hunan-st", consent)
        refusal = refused(centre, "endorse", SD, ENDORSED)
        assert (refusal.code, "hunan-st" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_there_silence_is_no_consent(self) -> None:
        centre = until(shared(mode="all_consent"), date(2024, 5, 18))
        assert refused(centre, "endorse", SD, ENDORSED).code is Code.WRONG_STATE

    def test_there_the_last_word_counts(self) -> None:
        centre = saying(saying(shared(mode="all_consent"), "hunan-st", False), "hunan-st", True)
        assert change(take(centre, "endorse", SD, ENDORSED)).state is ChangeState.MOST_REVIEW

    def test_there_all_of_several_must_consent(self) -> None:
        one = saying(shared("hunan-st", "jiangxi-st", mode="all_consent"), "hunan-st", True)
        assert "jiangxi-st" in str(refused(one, "endorse", SD, ENDORSED))
        assert take(saying(one, "jiangxi-st", True), "endorse", SD, ENDORSED)

    def test_there_the_lead_may_still_return_or_decline(self) -> None:
        centre = shared(mode="all_consent")
        assert change(take(centre, "not_endorse", SD, ENDORSED)).state is ChangeState.NOT_ENDORSED
        assert change(take(centre, "return", SD, ENDORSED)).state is ChangeState.RETURNED
