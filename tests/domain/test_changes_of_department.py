"""A supervising department that another one follows: by a change, or as its successor (Arts 8, 26; G-22, G-23)."""

from datetime import date
from typing import Any

import pytest
from applications import APPROVED, ENDORSED, KEY, ON, asking, change, request, submitted
from departments import LAST_DAY, addressee, saying, shared
from lives import (
    LEGAL,
    ML,
    MO,
    SD,
    due,
    duty,
    first_late_instant,
    last_instant,
    operating,
    owed_keys,
    rectifying,
    refused,
    take,
    until,
)  # fmt: skip

from domain.changes.matter import ChangeState
from domain.effects import effects
from domain.refusals import Code
from domain.standing import standing

TO_ZHEJIANG = request("supervising_department", supervising_departments=["zhejiang-st"])
RENAMED = {"organisation": "jiangsu-st", "successor": "jiangsu-sti", "name": "江苏省科学技术创新厅"}


@pytest.mark.law("G-22", "X04", "Art 8.5", "Art 26")
class TestG22:
    """G-22: both departments are heard, MOST approves, open tasks move with their clocks, history stays."""

    def applied(self) -> Any:
        return submitted(TO_ZHEJIANG)

    def rectifying(self) -> tuple[Any, Any]:
        """A centre that rectifies, before and after zhejiang-st takes over from jiangsu-st."""
        applied = take(rectifying(), "submit_change", LEGAL, date(2026, 10, 9), TO_ZHEJIANG)
        endorsed = take(applied, "endorse", SD, date(2026, 10, 19))
        return endorsed, take(endorsed, "approve", ML, date(2026, 11, 2), {})

    def test_the_new_department_is_asked_for_its_opinion(self) -> None:
        o = duty(self.applied(), KEY, "co_opinion")
        assert (o.due, addressee(self.applied(), o)) == (LAST_DAY, "zhejiang-st")

    def test_it_is_heard_though_it_does_not_supervise_yet(self) -> None:
        centre = saying(self.applied(), "zhejiang-st", True)
        assert duty(centre, KEY, "co_opinion").status == "met"
        assert change(centre).heard[0].organisation == "zhejiang-st"

    @pytest.mark.parametrize("action", ["endorse", "not_endorse", "return"])
    def test_it_does_nothing_else_yet(self, action: str) -> None:
        assert refused(self.applied(), action, SD, ENDORSED, org="zhejiang-st").code is Code.WRONG_ROLE
        assert refused(self.applied(), "record_supervision", SD, ENDORSED, org="zhejiang-st").code is Code.WRONG_ROLE

    def test_of_another_change_it_knows_nothing(self) -> None:
        centre = take(self.applied(), "submit_change", LEGAL, date(2024, 5, 7), asking("rd_direction"))
        content = {"opinion": "x"}
        refusal = refused(centre, "give_opinion", SD, ENDORSED, content, org="zhejiang-st", matter="change/2")
        assert refusal.code is Code.WRONG_ROLE

    def test_the_old_one_gives_its_opinion_and_endorses(self) -> None:
        said = saying(self.applied(), "jiangsu-st")
        centre = take(said, "endorse", SD, date(2024, 5, 15), {"opinion": "Agreed."})
        assert change(centre).opinions == ("jiangsu-st: Seen.", "jiangsu-st: Agreed.")

    def test_the_old_ones_word_alone_does_not_answer_for_the_new_one(self) -> None:
        assert duty(saying(self.applied(), "jiangsu-st"), KEY, "co_opinion").status == "open"

    def test_until_its_day_the_old_one_supervises(self) -> None:
        endorsed = take(self.applied(), "endorse", SD, ENDORSED)
        centre = take(endorsed, "approve", ML, APPROVED, {"effective_from": "2024-07-01"})
        assert until(centre, last_instant(date(2024, 6, 30))).supervising_departments == ("jiangsu-st",)
        assert until(centre, first_late_instant(date(2024, 6, 30))).supervising_departments == ("zhejiang-st",)

    def test_open_obligations_keep_their_days(self) -> None:
        before, after = self.rectifying()
        kept = {o.name: o.due for o in before.open_obligations if o.matter != KEY}
        assert {o.name: o.due for o in after.open_obligations} == kept

    def test_open_tasks_are_handed_over_with_their_clocks(self) -> None:
        before, after = self.rectifying()
        moved, old = effects(before, after), duty(before, "rectification/1", "rectification_midterm")
        assert [c.how for c in moved.closed if c.name == old.name] == ["handed_over"]
        assert [(t.organisation, t.due, t.opened_on) for t in moved.opened if t.name == old.name] == [
            ("zhejiang-st", old.due, old.opened_on)
        ]  # fmt: skip

    def test_tasks_of_others_are_not_touched(self) -> None:
        before, after = self.rectifying()
        assert {t.role for t in effects(before, after).opened} == {"sd_reviewer"}

    def test_the_new_department_acts_from_then_on_and_the_old_one_no_more(self) -> None:
        _, after = self.rectifying()
        assert refused(after, "midterm_check", SD, date(2027, 3, 24), org="jiangsu-st").code is Code.WRONG_ROLE
        assert take(after, "midterm_check", SD, date(2027, 3, 24), org="zhejiang-st", person="new.reviewer")

    def test_history_keeps_who_reviewed_what(self) -> None:
        _, after = self.rectifying()
        reviewers = {h.organisation for h in after.matters["evaluation/1-1"].hands if h.side == "review"}
        assert reviewers == {"jiangsu-st"}

    def test_who_recommended_stays_known(self) -> None:
        _, after = self.rectifying()
        shown = standing(after, date(2026, 11, 2)).facts
        assert (shown["recommending_department"], "jiangsu-st" in str(shown["aliases"])) == ("jiangsu-st", True)

    @pytest.mark.parametrize("named", [["jiangsu-st"], ["zhejiang-st", "zhejiang-st"], []])
    def test_the_same_departments_or_one_twice_or_none_are_refused(self, named: list[str]) -> None:
        content = request("supervising_department", supervising_departments=named)
        refusal = refused(operating(), "submit_change", LEGAL, ON, content)
        assert (refusal.code, "supervising_departments" in str(refusal)) == (Code.INVALID_CONTENT, True)


@pytest.mark.law("G-23", "Art 8")
class TestG23:
    """G-23: a renamed or merged department has a successor, to which authority and open tasks pass from that day."""

    def renamed(self, centre: Any = None, on: date = date(2024, 5, 8)) -> Any:
        return take(centre or operating(), "record_successor", MO, on, RENAMED)

    def test_the_successor_supervises_from_that_day(self) -> None:
        centre, record = self.renamed(), self.renamed().supervision_records[0]
        assert centre.supervising_departments == ("jiangsu-sti",)
        assert (record.subject, record.successor, record.on) == ("jiangsu-st", "jiangsu-sti", date(2024, 5, 8))

    def test_authority_passes(self) -> None:
        centre = self.renamed(submitted(asking("rd_direction")))
        assert refused(centre, "endorse", SD, ENDORSED, org="jiangsu-st").code is Code.WRONG_ROLE
        assert change(take(centre, "endorse", SD, ENDORSED, org="jiangsu-sti")).state is ChangeState.MOST_REVIEW

    def test_open_tasks_pass_with_their_clocks(self) -> None:
        before = submitted(asking("rd_direction"))
        moved = effects(before, self.renamed(before))
        assert [c.how for c in moved.closed] == ["handed_over"]
        assert [(t.organisation, t.due) for t in moved.opened] == [
            ("jiangsu-sti", due(before, KEY, "change_sd_review"))
        ]  # fmt: skip

    def test_what_the_former_one_said_is_its_successors_word(self) -> None:
        said = saying(shared("hunan-st", mode="all_consent"), "hunan-st", True)
        content = {"organisation": "hunan-st", "successor": "hunan-sti"}
        centre = take(said, "record_successor", MO, date(2024, 5, 15), content)
        assert change(take(centre, "endorse", SD, ENDORSED)).state is ChangeState.MOST_REVIEW

    def test_two_that_have_become_one_are_one(self) -> None:
        content = {"organisation": "hunan-st", "successor": "hubei-st"}
        centre = take(shared(), "record_successor", MO, date(2024, 5, 15), content)
        assert (centre.supervising_departments, "co_opinion" in owed_keys(centre)) == (("hubei-st",), False)

    @pytest.mark.parametrize(("old", "new"), [("anhui-st", "anhui-sti"), ("jiangsu-st", "jiangsu-st")])
    def test_a_stranger_or_the_same_is_refused(self, old: str, new: str) -> None:
        content = {"organisation": old, "successor": new}
        assert refused(operating(), "record_successor", MO, ON, content).code is Code.INVALID_CONTENT

    def test_a_department_does_not_name_its_own_successor(self) -> None:
        assert refused(operating(), "record_successor", SD, ON, RENAMED).code is Code.WRONG_ROLE
