"""What time does: both sides of every last day; it flags and asks, and never changes a legal status (B.0 rule 1)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from lives import (
    EVERY_LIFE,
    duty,
    first_late_instant,
    last_instant,
    nine,
    operating,
    take,
    until,
)  # fmt: skip

from domain.centre import Centre
from domain.days.periods import due_instant, start_of
from domain.obligations import Obligation
from domain.passing import agenda, next_errand, pass_time
from domain.terms import TERMS

MINUTE = timedelta(minutes=1)
LIVES = pytest.mark.parametrize("life", EVERY_LIFE.values(), ids=EVERY_LIFE.keys())


def dated(life: Callable[[], Centre]) -> tuple[Obligation, ...]:
    """What is owed with a day in that life, but for a review that waits for its report (its clock ends with A03)."""
    waiting = ("ar_supervising_due",)
    return tuple(o for o in life().open_obligations if o.due and not o.overdue and o.key not in waiting)


CLOCKS = {
    f"{name}: {o.name}": (life, o)
    for name, life in EVERY_LIFE.items()
    for o in dated(life)
}  # fmt: skip


@pytest.mark.law("B.0", "G-64")
class TestEveryLastDay:
    """F.2 rule 4 (Civil Code Art 203): the last day ends at 24:00 in Shanghai, whatever is owed."""

    @pytest.mark.parametrize(("life", "clock"), CLOCKS.values(), ids=CLOCKS.keys())
    def test_at_the_last_instant_it_is_in_time(self, life: Callable[[], Centre], clock: Obligation) -> None:
        assert clock.due is not None
        found = duty(until(life(), last_instant(clock.due)), clock.matter, clock.key)
        assert (found.is_open, found.overdue) == (True, False)

    @pytest.mark.parametrize(("life", "clock"), CLOCKS.values(), ids=CLOCKS.keys())
    def test_at_the_next_it_is_late_unless_it_simply_ends(self, life: Callable[[], Centre], clock: Obligation) -> None:
        assert clock.due is not None
        after = until(life(), first_late_instant(clock.due))
        found = next(o for o in after.obligations if o.name == clock.name and o.due == clock.due)
        if clock.term.lapses:
            assert (found.status, found.overdue) == ("lapsed", False)
        elif clock.key == "deferred_review":
            assert found.status == "cancelled"
        else:
            assert found.overdue

    @pytest.mark.parametrize("clock", [c for _, c in CLOCKS.values()], ids=CLOCKS.keys())
    def test_met_on_the_day_is_in_time_and_met_after_it_late(self, clock: Obligation) -> None:
        assert clock.due is not None
        assert clock.met(clock.due).status == "met"
        assert clock.met(clock.due + timedelta(days=1)).status == "met_late"

    def test_every_obligation_says_why(self) -> None:
        assert [name for name, (_, clock) in CLOCKS.items() if not clock.why] == []

    def test_the_last_day_of_a_report_ends_at_sixteen_hours_utc(self) -> None:
        assert due_instant(date(2026, 3, 31)).isoformat() == "2026-03-31T16:00:00+00:00"


@pytest.mark.law("B.0")
class TestSilence:
    """B.0 rule 1: timers propose, people dispose: no silence, however long, changes a legal status."""

    @LIVES
    @pytest.mark.parametrize("years", [1, 12])
    def test_the_state_of_the_main_life_stays(self, life: Callable[[], Centre], years: int) -> None:
        before = life()
        after = until(before, start_of(date(2030 + years, 1, 1)))
        assert (after.state, after.since, after.cycle, after.grade) == (
            before.state, before.since, before.cycle, before.grade,
        )  # fmt: skip

    @LIVES
    def test_no_matter_reaches_its_end_but_an_approved_change_its_day(self, life: Callable[[], Centre]) -> None:
        before, after = life(), until(life(), date(2040, 1, 2))
        ended = [key for key, m in before.matters.items() if m.is_open and not after.matters[key].is_open]
        assert ended == [key for key, m in before.matters.items() if m.state == "APPROVED"]

    @LIVES
    def test_in_one_leap_or_day_by_day_it_is_the_same(self, life: Callable[[], Centre]) -> None:
        leap, steps = life(), life()
        for month in range(1, 30):
            steps = until(steps, nine(date(2027, 1, 1)) + timedelta(days=20 * month))
        leap = until(leap, nine(date(2027, 1, 1)) + timedelta(days=20 * 29))
        assert steps.with_(revision=0) == leap.with_(revision=0)

    @LIVES
    def test_the_same_instant_twice_brings_nothing_more(self, life: Callable[[], Centre]) -> None:
        once = until(life(), date(2031, 5, 6))
        assert pass_time(once, nine(date(2031, 5, 6))) == (once, ())

    @LIVES
    def test_every_event_lies_ahead_and_names_itself(self, life: Callable[[], Centre]) -> None:
        now = nine(date(2031, 5, 6))
        assert all(event.at > now and event.because for event in agenda(until(life(), now)))


@pytest.mark.law("A01", "Art 25", "G-11", "G-20")
class TestTheOpening:
    """Art 25: the report on a year opens on 1 January, 00:00 in Shanghai; a merged year opens nothing."""

    def test_a_minute_before_the_new_year_nothing_is_open(self) -> None:
        assert until(operating(), start_of(date(2024, 1, 1)) - MINUTE).matters == {}

    def test_with_the_new_year_it_is_open(self) -> None:
        centre = until(operating(), start_of(date(2024, 1, 1)))
        assert centre.matters["annual-report/2023"].since == date(2024, 1, 1)

    @pytest.mark.parametrize(
        ("approved_on", "days", "opens"), [(date(2023, 7, 1), 183, True), (date(2023, 7, 2), 182, False)]
    )
    def test_183_days_open_a_report_and_182_merge_it(self, approved_on: date, days: int, opens: bool) -> None:
        assert (date(2023, 12, 31) - approved_on).days == days
        centre = until(operating(approved_on), date(2024, 1, 2))
        assert centre.matters["annual-report/2023"].is_open is opens

    def test_a_leap_year_counts_its_own_days(self) -> None:
        assert until(operating(date(2024, 7, 1)), date(2025, 1, 2)).matters["annual-report/2024"].is_open

    def test_approved_on_new_year_s_eve_the_year_is_merged(self) -> None:
        centre = until(operating(date(2023, 12, 31)), date(2024, 1, 2))
        assert not centre.matters["annual-report/2023"].is_open


@pytest.mark.law("A03")
class TestReminders:
    """F.1: 30, 14, 7 days and one working day ahead; then one, ten and thirty working days behind."""

    KEY = "annual-report/2023"

    @pytest.mark.parametrize(
        ("on", "count"),
        [
            ("2024-03-01", 0),
            ("2024-03-02", 1),
            ("2024-03-17", 1),
            ("2024-03-18", 2),
            ("2024-03-25", 3),
            ("2024-03-29", 4),
        ],
    )
    def test_each_comes_at_the_start_of_its_day(self, on: str, count: int) -> None:
        day = date.fromisoformat(on)
        assert duty(until(operating(), start_of(day)), self.KEY, "ar_centre_due").reminded == count

    @pytest.mark.parametrize(
        ("on", "count"),
        [
            ("2024-04-01", 0),
            ("2024-04-02", 1),
            ("2024-04-15", 1),
            ("2024-04-16", 2),
            ("2024-05-14", 2),
            ("2024-05-15", 3),
        ],
    )
    def test_each_escalation_too(self, on: str, count: int) -> None:
        day = date.fromisoformat(on)
        assert duty(until(operating(), start_of(day)), self.KEY, "ar_centre_due").escalated == count

    def test_a_met_obligation_reminds_nobody(self) -> None:
        done = take(operating(), "submit_report", _reporter(), date(2024, 2, 1))
        assert duty(until(done, date(2024, 12, 2)), self.KEY, "ar_centre_due").reminded == 0

    def test_the_next_errand_is_the_next_reminder(self) -> None:
        errand = next_errand(until(operating(), date(2024, 1, 2)))
        assert errand is not None
        assert errand.at == start_of(date(2024, 3, 2))


def _reporter() -> Any:
    from lives import REPORTER

    return REPORTER


class TestTheCatalogue:
    """F.1: every obligation of the catalogue has a Chinese title and an article."""

    @pytest.mark.parametrize("term", TERMS.values(), ids=TERMS.keys())
    def test_it_has_its_words(self, term: Any) -> None:
        assert term.title
        assert term.article.startswith("Art")
        assert any("\u4e00" <= char <= "\u9fff" for char in term.zh)
