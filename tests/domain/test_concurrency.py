"""What may run beside what: the table of B.13 as data, cell by cell, and how what has waited is taken up again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from applications import KEY, WAIVER, asking, change
from lives import (
    LEGAL,
    ML,
    MO,
    SD,
    applying,
    closing,
    decision,
    due,
    evaluating,
    gone,
    leaving,
    nine,
    operating,
    owed_keys,
    rectifying,
    refused,
    renewing,
    take,
    until,
)  # fmt: skip

from domain.acts import decide
from domain.changes.matter import ChangeState
from domain.changes.queue import DIRECTION, REORGANISATION
from domain.refusals import Code, Refused
from domain.standing import actions

LIVES: dict[str, Callable[[], Any]] = {
    "formation": lambda: applying("accept_for_cultivation"),
    "OPERATING": operating,
    "EVALUATING": evaluating,
    "RENEWAL_PENDING": renewing,
    "RECTIFYING": rectifying,
    "INSPECTION": lambda: rectifying("open_inspection"),
    "EXIT_PROPOSED": leaving,
    "CLOSING": closing,
    "terminal": gone,
}
NO, EXITED = "WRONG_STATE", "CENTRE_EXITED"
FIT, WAIVED = "fits_rectification", "waiver_document"
CHANGES: dict[str, tuple[str, ...]] = {
    "name": (NO, "run", "run", "run", "run", "run", "queue", EXITED, EXITED),
    "registered_place": (NO, "run", "run", "run", "warned", "warned", "queue", EXITED, EXITED),
    **dict.fromkeys(DIRECTION, (NO, "run", "queue", "warned", FIT, FIT, "queue", EXITED, EXITED)),
    **dict.fromkeys(REORGANISATION, (NO, "run", "queue", "run", WAIVED, WAIVED, "queue", EXITED, EXITED)),
    "lead_entity": (NO, "run", "run", "run", "run", "run", "queue", EXITED, EXITED),
    "voluntary_exit": (NO, "run", "run", "run", "run", "run", "queue", EXITED, EXITED),
}
BESIDE: dict[str, tuple[bool, ...]] = {
    "open_report": (False, True, True, True, True, True, True, False, False),
    "open_evaluation": (False, True, False, False, False, False, False, False, False),
    "propose_subsidy": (False, True, False, True, False, False, False, False, False),
    "record_council": (True, True, True, True, True, True, True, False, False),
    "record_work_plan": (False, True, True, True, True, True, True, False, False),
    "record_supervision": (False, True, True, True, True, True, True, True, False),
}
OPINION = {"expert_opinion": "The committee agrees"}


def cells(table: dict[str, tuple[Any, ...]]) -> list[Any]:
    """Every cell of the table: its row, its column, what stands there."""
    named = [(row, column, cell) for row, line in table.items() for column, cell in zip(LIVES, line, strict=True)]
    return [pytest.param(*cell, id=f"{cell[0]}-{cell[1]}") for cell in named]


def outcome(type_: str, column: str) -> str:
    """What becomes of an application of this type in this state of the main life."""
    centre = LIVES[column]()
    made = decision(centre, "submit_change", LEGAL, centre.since, asking(type_, **OPINION))
    try:
        after = decide(centre, made, nine(centre.since))[0]
    except Refused as refusal:
        return next((field for field in (FIT, WAIVED) if field in str(refusal)), refusal.code)
    found = change(after, [key for key in after.matters if key.startswith("change/")][-1])
    if found.state is ChangeState.QUEUED:
        return "queue"
    return "warned" if found.warnings else "run"


def queued(type_: str = "rd_direction", before: Any = None, on: date = date(2026, 3, 2), **more: Any) -> Any:
    """A centre whose change of this type waits for the result of its evaluation."""
    return take(before or evaluating(), "submit_change", LEGAL, on, asking(type_, **OPINION, **more))


def evaluated(grade: str, **more: Any) -> Any:
    """The centre with its result of 2026-09-24, where the change has waited since the notice went public."""
    before = queued(before=evaluating("open_publicity"), on=date(2026, 9, 18), **more)
    reason = {"grade_reason": "Three targets missed."} if grade == "poor" else {}
    return take(before, "issue_result", ML, date(2026, 9, 24), {"grade": grade, **reason}, matter="evaluation/1-1")


@pytest.mark.law("B.13", "X01")
class TestTheTable:
    """B.13: rows are the parallel processes, columns the states of the main life."""

    @pytest.mark.parametrize(("type_", "column", "cell"), cells(CHANGES))
    def test_a_change(self, type_: str, column: str, cell: str) -> None:
        assert outcome(type_, column) == cell

    @pytest.mark.parametrize(("action", "column", "possible"), cells(BESIDE))
    def test_what_else_may_be_begun(self, action: str, column: str, possible: bool) -> None:
        centre = LIVES[column]()
        day = max(centre.since, date(2026, 2, 11)) if column == "OPERATING" else centre.since
        assert (action in {a.action for a in actions(until(centre, day), day)}) is possible

    @pytest.mark.parametrize("column", [c for c in LIVES if c not in ("formation", "CLOSING", "terminal")])
    def test_an_annual_report_falls_due_in_every_state_of_the_sequence(self, column: str) -> None:
        centre = LIVES[column]()
        year = centre.since.year
        after = until(centre, date(year + 1, 1, 2))
        assert after.matters[f"annual-report/{year}"].state == "OPEN"

    def test_at_the_exit_the_report_is_closed_unfiled(self) -> None:
        centre = until(leaving(), date(2025, 1, 2))
        after = take(centre, "confirm_exit", ML, date(2025, 1, 6), {"outcome": "revoked"})
        assert after.matters["annual-report/2024"].state == "CLOSED_UNFILED"

    @pytest.mark.parametrize("column", [c for c in LIVES if c != "terminal"])
    def test_reconsideration_is_noted_at_any_time_and_suspends_nothing(self, column: str) -> None:
        centre = LIVES[column]()
        assert "record_reconsideration" in {a.action for a in actions(centre, centre.since)}


@pytest.mark.law("B.13", "X01", "X03")
class TestTheEvaluationComesFirst:
    """B.13: direction, goals, targets, merger and split wait until the result is issued, then are reviewed afresh."""

    def test_what_waits_owes_nothing_and_says_for_what(self) -> None:
        assert (owed_keys(queued(), KEY), change(queued()).waits_for) == (set(), "the result of the evaluation")

    @pytest.mark.parametrize("action", ["endorse", "not_endorse", "return"])
    def test_nobody_reviews_it_meanwhile(self, action: str) -> None:
        assert refused(queued(), action, SD, date(2026, 3, 9), matter=KEY).code is Code.WRONG_STATE

    def test_with_the_result_it_is_reviewed_with_fresh_clocks(self) -> None:
        centre = evaluated("good")
        assert (change(centre).state, change(centre).since) == (ChangeState.SD_REVIEW, date(2026, 9, 24))
        assert (due(centre, KEY, "change_sd_review"), change(centre).waits_for) == (date(2026, 10, 29), None)

    def test_after_a_poor_result_it_must_still_say_how_it_fits(self) -> None:
        centre = evaluated("poor")
        assert (change(centre).state, FIT in change(centre).warnings[0]) == (ChangeState.SD_REVIEW, True)
        assert change(evaluated("poor", fits_rectification="Measure 2")).warnings == ()

    def test_returned_for_that_it_comes_again_only_with_it(self) -> None:
        back = take(evaluated("poor"), "return", SD, date(2026, 10, 9), matter=KEY)
        day = date(2026, 10, 12)
        assert FIT in str(refused(back, "resubmit_change", LEGAL, day, {}, matter=KEY))
        again = take(back, "resubmit_change", LEGAL, day, {"fits_rectification": "Measure 2"}, matter=KEY)
        assert change(again).state is ChangeState.SD_REVIEW

    def test_when_the_attempt_is_voided_it_is_taken_up(self) -> None:
        centre = take(queued(), "void_attempt", ML, date(2026, 3, 9), matter="evaluation/1-1")
        assert change(centre).state is ChangeState.SD_REVIEW

    def test_it_may_be_withdrawn_while_it_waits(self) -> None:
        centre = take(queued(), "withdraw_change", LEGAL, date(2026, 3, 3), {}, matter=KEY)
        assert change(centre).state is ChangeState.WITHDRAWN

    def test_while_it_waits_the_attribute_is_taken(self) -> None:
        content = asking("rd_direction")
        assert KEY in str(refused(queued(), "submit_change", LEGAL, date(2026, 3, 3), content))

    def test_what_was_under_way_before_is_not_approved_meanwhile(self) -> None:
        before = take(operating(), "submit_change", LEGAL, date(2026, 1, 20), asking("rd_direction"))
        endorsed = take(before, "endorse", SD, date(2026, 2, 2))
        centre = take(endorsed, "open_evaluation", MO, date(2026, 2, 11))
        assert refused(centre, "approve", ML, date(2026, 2, 12), {}, matter=KEY).code is Code.WRONG_STATE

    def test_a_run_of_the_first_practice_refuses_instead(self) -> None:
        centre = evaluating().with_(practice=1)
        assert refused(centre, "submit_change", LEGAL, date(2026, 3, 2), asking("merger")).code is Code.WRONG_STATE


@pytest.mark.law("B.13", "G-32", "X06")
class TestTheExitComesFirst:
    """B.13: once an exit is proposed every change waits; it lapses with the exit, or is taken up when that fails."""

    def waiting(self) -> Any:
        return take(leaving(), "submit_change", LEGAL, date(2024, 6, 4), asking("name"))

    def test_it_waits_for_the_decision_on_the_exit(self) -> None:
        assert change(self.waiting()).waits_for == "the decision on the proposed exit"

    def test_when_the_exit_fails_it_is_reviewed_with_fresh_clocks(self) -> None:
        centre = take(self.waiting(), "reject_exit", ML, date(2024, 7, 1), {}, matter="exit")
        assert (change(centre).state, due(centre, KEY, "change_sd_review")) == (
            ChangeState.SD_REVIEW, date(2024, 7, 29),
        )  # fmt: skip

    def test_when_the_exit_is_confirmed_it_lapses(self) -> None:
        centre = take(self.waiting(), "confirm_exit", ML, date(2024, 7, 1), {"outcome": "revoked"}, matter="exit")
        assert change(centre).state is ChangeState.LAPSED

    def test_nothing_is_approved_meanwhile(self) -> None:
        endorsed = take(take(operating(), "submit_change", LEGAL, date(2024, 5, 6)), "endorse", SD, date(2024, 5, 20))
        ground = {"ground": "other", "evidence": "Report"}
        centre = take(endorsed, "propose_revocation", MO, date(2024, 6, 3), ground)
        assert refused(centre, "approve", ML, date(2024, 6, 4), {}, matter=KEY).code is Code.WRONG_STATE
        back = take(centre, "reject_exit", ML, date(2024, 7, 1), {}, matter="exit")
        assert change(take(back, "approve", ML, date(2024, 7, 2), {}, matter=KEY)).state is ChangeState.EFFECTIVE


@pytest.mark.law("B.13", "G-36")
class TestWhileItRectifies:
    """B.13: while the centre rectifies, a change of plan fits the rectification, a merger has leadership's waiver."""

    ON = date(2026, 10, 9)

    def test_a_change_of_direction_says_how_it_fits(self) -> None:
        content = asking("rd_direction", fits_rectification="Measure 2 of the plan", **OPINION)
        assert change(take(rectifying(), "submit_change", LEGAL, self.ON, content)).fits_rectification

    def test_a_merger_names_its_waiver(self) -> None:
        content = asking("merger", waiver_document=WAIVER)
        assert change(take(rectifying(), "submit_change", LEGAL, self.ON, content)).waiver_document == WAIVER

    def test_a_waiver_is_a_document_of_most(self) -> None:
        content = asking("merger", waiver_document="by telephone")
        assert WAIVED in str(refused(rectifying(), "submit_change", LEGAL, self.ON, content))

    @pytest.mark.parametrize("number", [None, "by telephone"])
    def test_a_merger_that_came_before_is_not_approved_without_it(self, number: str | None) -> None:
        waiting = queued("merger", evaluating("open_publicity"), date(2026, 9, 18))
        poor = {"grade": "poor", "grade_reason": "Three targets missed."}
        centre = take(waiting, "issue_result", ML, date(2026, 9, 24), poor, matter="evaluation/1-1")
        endorsed = take(centre, "endorse", SD, self.ON, matter=KEY)
        assert WAIVED in str(refused(endorsed, "approve", ML, date(2026, 10, 12), {"waiver_document": number}))
        after = take(endorsed, "approve", ML, date(2026, 10, 12), {"waiver_document": WAIVER})
        assert (change(after).state, change(after).waiver_document) == (ChangeState.EFFECTIVE, WAIVER)
