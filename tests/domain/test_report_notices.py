"""MOST's word on the report of a year: its notice opens and dates it, or waives it (Art 25; A01, A09)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import DOCUMENT, MO, REPORTER, SD, closing, due, duty, evaluating, operating, owed_keys, refused, take, until

from domain.policy import DEFAULT
from domain.refusals import Code
from domain.reports.matter import AnnualReport, ReportState
from domain.states import State

KEY, NEXT = "annual-report/2023", "annual-report/2024"
ON = date(2024, 2, 1)
DAYS = {"centre_due": "2024-03-15", "supervising_due": "2024-04-19"}


def report(centre: Any, key: str = KEY) -> AnnualReport:
    """The annual report with that key."""
    return centre.find(AnnualReport, key)  # type: ignore[no-any-return]


@cache
def opened() -> Any:
    """The centre on 2 January 2024, with the report on 2023 open."""
    return until(operating(), date(2024, 1, 2))


def noticed(centre: Any = None, on: date = ON, year: int = 2023, **days: Any) -> Any:
    """The centre after MOST's notice on the reports of that year."""
    return take(centre or opened(), "open_report", MO, on, {"year": year, **days})


def unwanted(centre: Any = None, on: date = ON, year: int = 2023, **days: Any) -> str:
    """Why the notice is refused."""
    return str(refused(centre or opened(), "open_report", MO, on, {"year": year, **days}))


@pytest.mark.law("A01", "Art 25")
class TestDating:
    """A01: each year's notice prevails over the policy's days, and says so; it may come early or late."""

    def test_the_days_are_those_of_the_notice(self) -> None:
        centre = noticed(**DAYS)
        assert due(centre, KEY, "ar_centre_due") == date(2024, 3, 15)
        assert due(centre, KEY, "ar_supervising_due") == date(2024, 4, 19)

    def test_they_rest_on_a_decision_and_name_it(self) -> None:
        clock = duty(noticed(**DAYS, notice="国科办函区〔2024〕8号"), KEY, "ar_centre_due")
        assert clock.basis == "decision"
        assert "国科办函区〔2024〕8号" in clock.why

    def test_without_a_name_the_document_names_the_notice(self) -> None:
        assert DOCUMENT in duty(noticed(**DAYS), KEY, "ar_centre_due").why

    @pytest.mark.parametrize(("on", "status"), [(date(2024, 3, 15), "met"), (date(2024, 3, 16), "met_late")])
    def test_its_last_day_is_in_time_and_the_day_after_late(self, on: date, status: str) -> None:
        centre = take(noticed(**DAYS), "submit_report", REPORTER, on)
        assert duty(centre, KEY, "ar_centre_due").status == status

    def test_the_reminders_follow(self) -> None:
        days = [date(2024, 2, 14), date(2024, 3, 1), date(2024, 3, 8), date(2024, 3, 14)]
        assert list(duty(noticed(**DAYS), KEY, "ar_centre_due").reminders) == days

    def test_the_department_keeps_its_day_after_a_submission_in_time(self) -> None:
        centre = take(noticed(**DAYS), "submit_report", REPORTER, date(2024, 3, 11))
        assert due(centre, KEY, "ar_supervising_due") == date(2024, 4, 19)

    def test_a_later_day_of_the_centre_gives_the_department_its_month(self) -> None:
        assert due(noticed(centre_due="2024-06-14"), KEY, "ar_supervising_due") == date(2024, 7, 15)

    def test_a_day_off_rolls(self) -> None:
        assert due(noticed(centre_due="2024-03-16"), KEY, "ar_centre_due") == date(2024, 3, 18)

    def test_more_time_ends_the_lateness(self) -> None:
        late = until(opened(), date(2024, 5, 20))
        centre = noticed(late, date(2024, 5, 20), centre_due="2024-06-14")
        assert not duty(centre, KEY, "ar_centre_due").overdue
        assert (report(centre).severely_overdue, "ar_followup" in owed_keys(centre, KEY)) == (False, False)

    def test_a_submitted_report_gets_a_new_day_of_the_department_only(self) -> None:
        centre = take(opened(), "submit_report", REPORTER, date(2024, 3, 11))
        after = noticed(centre, date(2024, 3, 12), supervising_due="2024-05-17")
        assert due(after, KEY, "ar_supervising_due") == date(2024, 5, 17)
        assert "handed in" in unwanted(centre, date(2024, 3, 12), centre_due="2024-05-17")


@pytest.mark.law("A01")
class TestAgain:
    """A01: after the first notice a day may be moved later, never earlier."""

    @pytest.mark.parametrize(("day", "held"), [("2024-03-14", False), ("2024-03-15", True), ("2024-03-29", True)])
    def test_a_second_notice_gives_more_time_only(self, day: str, held: bool) -> None:
        first = noticed(**DAYS)
        if held:
            assert due(noticed(first, date(2024, 2, 5), centre_due=day), KEY, "ar_centre_due") == date.fromisoformat(
                day
            )
        else:
            assert "already notified" in unwanted(first, date(2024, 2, 5), centre_due=day)

    @pytest.mark.parametrize(("day", "held"), [("2024-01-31", False), ("2024-02-01", True)])
    def test_a_day_before_the_notice_is_refused(self, day: str, held: bool) -> None:
        if held:
            assert due(noticed(centre_due=day), KEY, "ar_centre_due") == ON
        else:
            assert "lies before the notice" in unwanted(centre_due=day)

    def test_the_department_s_day_is_not_before_the_centre_s(self) -> None:
        assert "centre's day" in unwanted(centre_due="2024-04-19", supervising_due="2024-04-18")
        assert noticed(centre_due="2024-04-19", supervising_due="2024-04-19")

    def test_an_open_report_needs_a_day(self) -> None:
        assert "open already" in unwanted()

    def test_a_filed_report_has_nothing_to_date(self) -> None:
        centre = take(opened(), "submit_report", REPORTER, date(2024, 3, 11))
        centre = take(centre, "endorse_report", SD, date(2024, 3, 12))
        assert "nothing is left to date" in unwanted(centre, date(2024, 3, 13), **DAYS)


@pytest.mark.law("A01", "G-19", "G-62")
class TestOpening:
    """A01: a notice opens the report of a begun year in which the centre stood in the sequence; once."""

    def test_the_running_year_may_open_early(self) -> None:
        centre = noticed(opened(), date(2024, 11, 4), 2024, centre_due="2025-02-14")
        assert report(centre, NEXT).state is ReportState.OPEN
        assert due(until(centre, date(2025, 1, 2)), NEXT, "ar_centre_due") == date(2025, 2, 14)

    def test_without_days_those_of_the_policy_hold(self) -> None:
        clock = duty(noticed(opened(), date(2024, 11, 4), 2024), NEXT, "ar_centre_due")
        assert (clock.due, clock.basis) == (date(2025, 3, 31), "policy")

    def test_the_year_after_opens_as_ever(self) -> None:
        centre = noticed(opened(), date(2024, 11, 4), 2024)
        assert "annual-report/2025" in until(centre, date(2026, 1, 2)).matters

    @pytest.mark.parametrize(("on", "held"), [(date(2024, 12, 31), False), (date(2025, 1, 1), True)])
    def test_the_year_must_have_begun(self, on: date, held: bool) -> None:
        if held:
            assert report(noticed(on=on, year=2025), "annual-report/2025").state is ReportState.OPEN
        else:
            assert "has not begun" in unwanted(on=on, year=2025)

    def test_before_the_approval_there_is_no_report(self) -> None:
        assert "not in the sequence in 2022" in unwanted(year=2022)

    def test_a_first_year_too_short_is_merged_all_the_same(self) -> None:
        centre = noticed(operating(date(2023, 8, 18)), date(2023, 11, 6), 2023, centre_due="2024-02-15")
        assert report(centre).state is ReportState.MERGED_NEXT_YEAR
        assert owed_keys(centre, KEY) == set()

    def test_a_centre_that_has_left_is_not_called(self) -> None:
        assert refused(closing(), "open_report", MO, date(2024, 11, 4), {"year": 2024}).code is Code.CENTRE_EXITED

    def test_only_most_gives_notice(self) -> None:
        refusal = refused(opened(), "open_report", SD, ON, {"year": 2023, **DAYS})
        assert refusal.code is Code.WRONG_ROLE


@pytest.mark.law("A09")
class TestWaiving:
    """A09: MOST waives the report by its notice; what was owed in it is waived."""

    def test_the_report_is_waived_and_says_why(self) -> None:
        centre = take(opened(), "waive", MO, ON)
        assert (report(centre).state, report(centre).notice) == (ReportState.WAIVED, DOCUMENT)
        assert report(centre).waived_because

    def test_what_was_owed_is_waived(self) -> None:
        centre = take(opened(), "waive", MO, ON)
        assert owed_keys(centre, KEY) == set()
        assert duty(centre, KEY, "ar_centre_due").status == "waived"

    def test_it_needs_the_number_of_the_notice(self) -> None:
        assert refused(opened(), "waive", MO, ON, document_number=None).code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_a_waived_report_is_not_handed_in(self) -> None:
        centre = take(opened(), "waive", MO, ON)
        assert refused(centre, "submit_report", REPORTER, ON, matter=KEY).code is Code.WRONG_STATE

    def test_only_most_waives(self) -> None:
        assert refused(opened(), "waive", SD, ON).code is Code.WRONG_ROLE

    def test_the_next_year_is_owed_as_ever(self) -> None:
        centre = until(take(opened(), "waive", MO, ON), date(2025, 1, 2))
        assert "ar_centre_due" in owed_keys(centre, NEXT)


@pytest.mark.law("G-13", "A01", "A09")
class TestTheYearOfTheEvaluation:
    """G-13, ar_in_evaluation_year: due by default; switched off, the report opened meanwhile is waived at once."""

    @staticmethod
    def under(asked: bool) -> Any:
        """The centre in its evaluation over New Year, under that switch."""
        terms = DEFAULT.annual_report.model_copy(update={"due_in_evaluation_year": asked})
        policy = DEFAULT.model_copy(update={"annual_report": terms})
        return until(evaluating("start_assessment").with_(custom_policy=policy), date(2027, 1, 4))

    @pytest.mark.parametrize(("asked", "state"), [(True, ReportState.OPEN), (False, ReportState.WAIVED)])
    def test_the_switch_decides(self, asked: bool, state: ReportState) -> None:
        centre = self.under(asked)
        assert centre.state is State.EVALUATING
        assert report(centre, "annual-report/2026").state is state

    def test_a_waiver_says_why_and_owes_nothing(self) -> None:
        centre = self.under(False)
        assert "evaluation" in str(report(centre, "annual-report/2026").waived_because)
        assert owed_keys(centre, "annual-report/2026") == set()

    def test_reports_opened_before_stay_due(self) -> None:
        assert report(self.under(False), "annual-report/2025").state is ReportState.OPEN
