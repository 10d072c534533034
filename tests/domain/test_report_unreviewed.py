"""When the department or MOST is slow: reservations, calling in, no deemed review, no deemed filing (G-12 to G-16)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import MO, REPORTER, SD, due, duty, operating, owed_keys, refused, renewing, take, until

from domain.effects import effects
from domain.policy import DEFAULT
from domain.refusals import Code
from domain.reports.matter import AnnualReport, ReportState
from domain.states import Grade, State

KEY = "annual-report/2023"
LEFT_UNTIL, FIRST = date(2024, 6, 14), date(2024, 6, 15)


def report(centre: Any, key: str = KEY) -> AnnualReport:
    """The annual report with that key."""
    return centre.find(AnnualReport, key)  # type: ignore[no-any-return]


@cache
def submitted() -> Any:
    """The centre whose report on 2023 came in on 29 March 2024; the department's day is 30 April."""
    return take(until(operating(), date(2024, 1, 2)), "submit_report", REPORTER, date(2024, 3, 29))


@cache
def called_in(on: date = FIRST) -> Any:
    """The centre whose report MOST called in on that day."""
    return take(submitted(), "call_in_report", MO, on)


@pytest.mark.law("G-17", "Art 8.3")
class TestTheDepartmentsClock:
    """G-17: three clocks: the department is late with its own, and the centre is not flagged for it."""

    @pytest.mark.parametrize(("on", "status"), [(date(2024, 4, 30), "met"), (date(2024, 5, 1), "met_late")])
    def test_it_is_in_time_on_its_last_day(self, on: date, status: str) -> None:
        centre = take(submitted(), "endorse_report", SD, on)
        assert duty(centre, KEY, "ar_supervising_due").status == status

    def test_its_lateness_is_not_the_centre_s(self) -> None:
        late = until(submitted(), date(2024, 5, 6))
        assert duty(late, KEY, "ar_supervising_due").overdue
        assert duty(late, KEY, "ar_centre_due").status == "met"


@pytest.mark.law("G-14", "A05")
class TestReservations:
    """G-14: the department may endorse with reservations; they are kept."""

    def test_they_are_kept(self) -> None:
        content = {"reservations": "The income of the second platform is an estimate."}
        after = report(take(submitted(), "endorse_report", SD, date(2024, 4, 19), content))
        assert (after.state, after.reviewed) == (ReportState.FORWARDED, True)
        assert after.reservations == content["reservations"]

    def test_without_any_there_are_none(self) -> None:
        assert report(take(submitted(), "endorse_report", SD, date(2024, 4, 19), {})).reservations is None


@pytest.mark.law("G-14", "A04")
class TestRounds:
    """G-14: two rounds at most, then MOST's officer is told; the department may still return or endorse."""

    @staticmethod
    def returned(rounds: int, most: int) -> Any:
        """The centre whose report was returned so often, under a policy of so many rounds."""
        supplement = DEFAULT.supplement.model_copy(update={"max_rounds": most})
        policy = DEFAULT.model_copy(update={"supplement": supplement})
        centre = submitted().with_(custom_policy=policy)
        for n in range(rounds):
            centre = take(centre, "return_report", SD, date(2024, 4, 8 + n))
            if n + 1 < rounds:
                centre = take(centre, "submit_report", REPORTER, date(2024, 4, 8 + n))
        return centre

    @pytest.mark.parametrize(("rounds", "most", "told"), [(1, 2, False), (2, 2, True), (1, 1, True), (2, 3, False)])
    def test_the_round_after_which_most_is_told(self, rounds: int, most: int, told: bool) -> None:
        assert ("ar_rounds" in owed_keys(self.returned(rounds, most), KEY)) is told

    def test_after_it_the_department_may_still_endorse(self) -> None:
        again = take(self.returned(2, 2), "submit_report", REPORTER, date(2024, 4, 12))
        after = take(again, "endorse_report", SD, date(2024, 4, 15), {"reservations": "Two figures stay open."})
        assert report(after).state is ReportState.FORWARDED


@pytest.mark.law("G-15", "G-17")
class TestCallingIn:
    """G-15: thirty working days after the department's day MOST may call the report in: forwarded, not reviewed."""

    def test_on_the_thirtieth_working_day_it_is_left_to_the_department(self) -> None:
        refusal = refused(submitted(), "call_in_report", MO, LEFT_UNTIL)
        assert refusal.code is Code.WRONG_STATE
        assert str(LEFT_UNTIL) in str(refusal)

    def test_the_day_after_it_is_called_in(self) -> None:
        assert report(called_in()).state is ReportState.FORWARDED

    def test_it_is_never_deemed_reviewed(self) -> None:
        assert (report(called_in()).reviewed, report(called_in()).endorsed_on) == (False, None)
        assert duty(called_in(), KEY, "ar_supervising_due").status == "lapsed"

    def test_the_centre_was_in_time(self) -> None:
        assert duty(called_in(), KEY, "ar_centre_due").status == "met"

    def test_most_s_own_time_begins(self) -> None:
        assert due(called_in(date(2024, 6, 17)), KEY, "most_filing_ack") == date(2024, 7, 15)

    def test_the_officer_who_called_it_in_may_file_it(self) -> None:
        filed = take(called_in(), "file_report", MO, date(2024, 6, 20))
        assert (report(filed).state, report(filed).reviewed) == (ReportState.FILED, False)

    def test_time_alone_calls_nothing_in(self) -> None:
        assert report(until(submitted(), date(2025, 6, 2))).state is ReportState.SUBMITTED

    def test_the_department_cannot_call_in(self) -> None:
        assert refused(submitted(), "call_in_report", SD, FIRST).code is Code.WRONG_ROLE

    def test_late_the_department_may_still_endorse(self) -> None:
        assert report(take(submitted(), "endorse_report", SD, FIRST)).reviewed is True

    @pytest.mark.parametrize(("on", "held"), [(date(2024, 5, 8), False), (date(2024, 5, 9), True)])
    def test_the_policy_sets_the_span(self, on: date, held: bool) -> None:
        terms = DEFAULT.annual_report.model_copy(update={"call_in_wd": 3})
        centre = submitted().with_(custom_policy=DEFAULT.model_copy(update={"annual_report": terms}))
        if held:
            assert take(centre, "call_in_report", MO, on)
        else:
            assert refused(centre, "call_in_report", MO, on)

    @pytest.mark.parametrize(("on", "held"), [(date(2024, 11, 18), False), (date(2024, 11, 19), True)])
    def test_a_correction_is_called_in_alike(self, on: date, held: bool) -> None:
        filed = take(called_in(), "file_report", MO, date(2024, 6, 20))
        centre = take(filed, "correct_filed_report", REPORTER, date(2024, 9, 2))
        if held:
            assert report(take(centre, "call_in_report", MO, on)).correction.reviewed is False  # type: ignore[union-attr]
        else:
            assert "is left to it" in str(refused(centre, "call_in_report", MO, on))


@pytest.mark.law("G-16", "A06")
class TestMostNeverFiles:
    """G-16: nothing is deemed filed; the day of submission protects the centre."""

    def test_years_later_it_is_forwarded_still(self) -> None:
        centre = until(take(submitted(), "endorse_report", SD, date(2024, 4, 19), {}), date(2027, 3, 1))
        assert report(centre).state is ReportState.FORWARDED
        assert duty(centre, KEY, "most_filing_ack").overdue

    def test_the_centre_is_in_time_by_its_submission(self) -> None:
        centre = until(submitted(), date(2026, 3, 2))
        assert report(centre).submitted_on == date(2024, 3, 29)
        assert duty(centre, KEY, "ar_centre_due").status == "met"


@pytest.mark.law("G-12", "A03")
class TestAfterTheCycle:
    """G-12: what is owed survives the end of the cycle; a report filed after the result changes no grade."""

    def test_it_is_still_owed_in_the_next_cycle(self) -> None:
        centre = take(renewing(), "start_cycle", MO, date(2026, 11, 16))
        assert (centre.state, centre.cycle.no if centre.cycle else 0) == (State.OPERATING, 2)
        assert duty(centre, KEY, "ar_centre_due").overdue

    def test_it_is_handed_in_and_filed_after_the_result(self) -> None:
        centre = take(renewing(), "submit_report", REPORTER, date(2026, 10, 12), matter=KEY)
        centre = take(centre, "endorse_report", SD, date(2026, 10, 19), {}, matter=KEY)
        filed = take(centre, "file_report", MO, date(2026, 10, 26), matter=KEY)
        assert (report(filed).state, filed.grade) == (ReportState.FILED, Grade.GOOD)


@pytest.mark.law("A03", "A07")
class TestTheDepartmentIsTold:
    """A03, A07: the department has a copy when the centre is late and when MOST returns a report."""

    @staticmethod
    def told(before: Any, after: Any) -> list[str]:
        """The copies that the department is sent."""
        return [n.text for n in effects(before, after).notices if (n.kind, n.to_role) == ("report", "sd_reviewer")]

    @pytest.mark.parametrize(("on", "copies"), [(date(2024, 4, 1), 0), (date(2024, 4, 2), 1)])
    def test_the_day_after_the_last_day(self, on: date, copies: int) -> None:
        before = until(operating(), date(2024, 1, 2))
        assert len(self.told(before, until(before, on))) == copies

    def test_when_most_returns_it(self) -> None:
        before = take(submitted(), "endorse_report", SD, date(2024, 4, 19), {})
        after = take(before, "return_incomplete", MO, date(2024, 4, 22))
        assert "incomplete" in self.told(before, after)[0]
