"""Annual reports: centre, supervising department, MOST's record (Art 25; A01 to A07)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import MO, REPORTER, SD, due, duty, operating, owed_keys, refused, reports_of, take, until

from domain.refusals import Code
from domain.reports.matter import AnnualReport, ReportState
from domain.samples import sample_content
from domain.standing import standing
from domain.states import State

KEY = "annual-report/2023"
LAST_DAY = date(2024, 4, 1)


def report(centre: Any, key: str = KEY) -> AnnualReport:
    """The annual report with that key."""
    return centre.find(AnnualReport, key)  # type: ignore[no-any-return]


@cache
def opened() -> Any:
    """The centre on 2 January 2024, with the report on 2023 open."""
    return until(operating(), date(2024, 1, 2))


@cache
def submitted(on: date = date(2024, 3, 29)) -> Any:
    """The centre whose report on 2023 came in on that day."""
    return take(opened(), "submit_report", REPORTER, on)


@cache
def endorsed() -> Any:
    """The centre whose report on 2023 was endorsed on 19 April and received on the 22nd."""
    content = {"received_on": "2024-04-22"}
    return take(submitted(), "endorse_report", SD, date(2024, 4, 19), content, entered=date(2024, 4, 22))


@cache
def returned(on: date = date(2024, 4, 10)) -> Any:
    """The centre whose report was returned by the department on that day."""
    return take(submitted(), "return_report", SD, on)


@pytest.mark.law("A01", "Art 25", "G-11", "B.0")
class TestA01:
    """Art 25, G-11: the report on a year opens on 1 January; a first year shorter than 183 days is merged."""

    def test_it_opens_with_both_clocks(self) -> None:
        assert report(opened()).state is ReportState.OPEN
        assert (due(opened(), KEY, "ar_centre_due"), due(opened(), KEY, "ar_supervising_due")) == (
            LAST_DAY,
            date(2024, 4, 30),
        )

    def test_the_rolled_day_keeps_its_raw_day(self) -> None:
        clock = duty(opened(), KEY, "ar_centre_due")
        assert (clock.raw_due, clock.due) == (date(2024, 3, 31), LAST_DAY)

    def test_the_reminders_never_roll(self) -> None:
        days = [date(2024, 3, 2), date(2024, 3, 18), date(2024, 3, 25), date(2024, 3, 29)]
        assert list(duty(opened(), KEY, "ar_centre_due").reminders) == days

    def test_the_first_period_begins_with_the_approval(self) -> None:
        assert report(opened()).period_from == date(2023, 4, 12)

    def test_the_next_period_is_a_calendar_year(self) -> None:
        second = report(until(operating(), date(2025, 1, 2)), "annual-report/2024")
        assert (second.period_from, second.period_to) == (date(2024, 1, 1), date(2024, 12, 31))

    @pytest.mark.parametrize(
        ("approved_on", "state"),
        [(date(2023, 7, 1), ReportState.OPEN), (date(2023, 7, 2), ReportState.MERGED_NEXT_YEAR)],
    )
    def test_183_days_make_a_report_and_182_do_not(self, approved_on: date, state: ReportState) -> None:
        assert report(until(operating(approved_on), date(2024, 1, 2))).state == state

    def test_a_merged_year_is_covered_by_the_next_report(self) -> None:
        centre = until(operating(date(2023, 8, 18)), date(2025, 1, 2))
        assert report(centre, "annual-report/2024").period_from == date(2023, 8, 18)
        assert "ar_centre_due" not in owed_keys(centre, KEY)

    def test_there_is_one_report_a_year_for_a_decade(self) -> None:
        keys = [f"annual-report/{year}" for year in range(2023, 2033)]
        assert reports_of(until(operating(), date(2033, 1, 2))) == keys

    def test_a_candidate_owes_none(self) -> None:
        from lives import applying

        assert reports_of(until(applying(), date(2030, 1, 2))) == []


@pytest.mark.law("A02", "Art 25", "B.0")
class TestA02:
    """Art 25: three parts, objective data, the pledge; late is not void (B.0 rule 7)."""

    @pytest.mark.parametrize(
        ("on", "status"), [(date(2024, 3, 29), "met"), (LAST_DAY, "met"), (date(2024, 4, 2), "met_late")]
    )
    def test_the_last_day_is_in_time_and_the_day_after_late(self, on: date, status: str) -> None:
        assert duty(submitted(on), KEY, "ar_centre_due").status == status
        assert report(submitted(on)).state is ReportState.SUBMITTED

    @pytest.mark.parametrize("part", ["progress", "problems", "next_steps"])
    @pytest.mark.parametrize("how", ["missing", "blank"])
    def test_each_of_the_three_parts_is_needed(self, part: str, how: str) -> None:
        content = {k: v for k, v in sample_content("submit_report").items() if k != part}
        content |= {part: "   "} if how == "blank" else {}
        assert part in str(refused(opened(), "submit_report", REPORTER, date(2024, 3, 29), content))

    @pytest.mark.parametrize("part", ["dataset", "pledge"])
    def test_the_data_and_the_pledge_are_needed(self, part: str) -> None:
        content = {**sample_content("submit_report"), part: {}}
        assert part in str(refused(opened(), "submit_report", REPORTER, date(2024, 3, 29), content))

    def test_a_pledge_signed_on_the_paper_is_one(self) -> None:
        content = {**sample_content("submit_report"), "pledge": True, "reporting_year": 2023}
        assert take(opened(), "submit_report", REPORTER, date(2024, 3, 29), content)

    @pytest.mark.parametrize("said", [{"reporting_year": 2024}, {"period_from": "2023-01-01"}])
    def test_a_report_on_another_year_or_period_is_refused(self, said: dict[str, Any]) -> None:
        content = {**sample_content("submit_report"), **said}
        refusal = refused(opened(), "submit_report", REPORTER, date(2024, 3, 29), content, matter=KEY)
        assert next(iter(said)) in str(refusal)

    def test_an_early_report_leaves_the_department_until_the_published_day(self) -> None:
        assert due(submitted(), KEY, "ar_supervising_due") == date(2024, 4, 30)

    def test_a_late_report_gives_the_department_a_month(self) -> None:
        assert due(submitted(date(2024, 5, 13)), KEY, "ar_supervising_due") == date(2024, 6, 13)

    def test_a_submitted_report_is_not_submitted_again(self) -> None:
        assert refused(submitted(), "submit_report", REPORTER, date(2024, 3, 30)).code is Code.WRONG_STATE

    def test_before_the_year_is_over_there_is_no_report(self) -> None:
        refusal = refused(operating(), "submit_report", REPORTER, date(2023, 12, 31), matter=KEY)
        assert refusal.code is Code.UNKNOWN_MATTER

    def test_with_two_reports_open_the_year_must_be_named(self) -> None:
        assert refused(opened(), "submit_report", REPORTER, date(2025, 2, 3)).code is Code.UNKNOWN_MATTER
        assert take(opened(), "submit_report", REPORTER, date(2025, 2, 3), matter="annual-report/2024")


@pytest.mark.law("A03", "Art 8.3", "Art 25")
class TestA03:
    """Art 25 names no sanction: a late report is flagged, followed up, severely late; the status never changes."""

    def test_on_the_last_day_nothing_is_late(self) -> None:
        assert f"{KEY}:ar_centre_due" not in standing(until(opened(), LAST_DAY), LAST_DAY).overdue

    def test_the_day_after_it_is_overdue(self) -> None:
        after = until(opened(), date(2024, 4, 2))
        assert f"{KEY}:ar_centre_due" in standing(after, date(2024, 4, 2)).overdue

    def test_the_department_is_not_late_with_what_it_never_got(self) -> None:
        centre = until(opened(), date(2024, 6, 3))
        assert "ar_supervising_due" not in owed_keys(centre, KEY)

    @pytest.mark.parametrize(("on", "asked"), [(date(2024, 4, 15), False), (date(2024, 4, 16), True)])
    def test_after_ten_working_days_most_follows_up(self, on: date, asked: bool) -> None:
        assert ("ar_followup" in owed_keys(until(opened(), on), KEY)) is asked

    @pytest.mark.parametrize(("on", "severe"), [(date(2024, 5, 14), False), (date(2024, 5, 15), True)])
    def test_after_thirty_working_days_it_is_severe(self, on: date, severe: bool) -> None:
        assert report(until(opened(), on)).severely_overdue is severe

    def test_the_state_of_report_and_centre_stay(self) -> None:
        centre = until(opened(), date(2024, 12, 30))
        assert (report(centre).state, centre.state) == (ReportState.OPEN, State.OPERATING)

    def test_a_submission_ends_the_lateness_and_the_follow_up(self) -> None:
        centre = take(opened(), "submit_report", REPORTER, date(2024, 5, 30))
        assert owed_keys(centre, KEY) == {"ar_supervising_due"}
        assert report(centre).severely_overdue


@pytest.mark.law("A04", "Art 25", "G-14")
class TestA04:
    """Art 25: the department returns a report with every deficiency; too many rounds reach MOST (G-14)."""

    def test_the_centre_has_ten_working_days(self) -> None:
        supplement = duty(returned(), KEY, "supplement")
        assert (supplement.due, supplement.owed_by) == (date(2024, 4, 24), REPORTER)

    def test_the_centre_that_was_in_time_stays_in_time(self) -> None:
        assert duty(returned(), KEY, "ar_centre_due").status == "met"

    def test_it_comes_again_as_the_next_version(self) -> None:
        again = take(returned(), "submit_report", REPORTER, date(2024, 4, 22))
        assert (report(again).version, report(again).state) == (2, ReportState.SUBMITTED)
        assert due(again, KEY, "ar_supervising_due") == date(2024, 5, 8)

    @pytest.mark.parametrize(("rounds", "told"), [(1, False), (2, True)])
    def test_most_is_told_at_the_second_return(self, rounds: int, told: bool) -> None:
        centre = returned()
        if rounds == 2:
            again = take(centre, "submit_report", REPORTER, date(2024, 4, 22))
            centre = take(again, "return_report", SD, date(2024, 4, 25))
        assert ("ar_rounds" in owed_keys(centre, KEY)) is told

    def test_without_a_deficiency_it_is_refused(self) -> None:
        refusal = refused(submitted(), "return_report", SD, date(2024, 4, 10), {"deficiencies": []})
        assert refusal.code is Code.INVALID_CONTENT


@pytest.mark.law("A05", "A06", "Art 25", "G-16")
class TestA05A06:
    """Art 25: endorsed by the department, filed by MOST for record; the clock starts with the receipt."""

    def test_most_has_twenty_working_days_from_the_receipt(self) -> None:
        assert due(endorsed(), KEY, "most_filing_ack") == date(2024, 5, 21)

    def test_a_receipt_to_come_is_refused(self) -> None:
        refusal = refused(submitted(), "endorse_report", SD, date(2024, 4, 19), {"received_on": "2024-04-20"})
        assert "received_on" in str(refusal)

    def test_a_receipt_before_the_endorsement_is_refused(self) -> None:
        refusal = refused(submitted(), "endorse_report", SD, date(2024, 4, 19), {"received_on": "2024-04-18"})
        assert "received_on" in str(refusal)

    @pytest.mark.parametrize(("on", "status"), [(date(2024, 5, 21), "met"), (date(2024, 5, 22), "met_late")])
    def test_filing_is_in_time_on_its_last_day(self, on: date, status: str) -> None:
        centre = take(endorsed(), "file_report", MO, on)
        assert (report(centre).state, duty(centre, KEY, "most_filing_ack").status) == (ReportState.FILED, status)

    def test_nothing_is_deemed_filed(self) -> None:
        assert report(until(endorsed(), date(2026, 1, 5))).state is ReportState.FORWARDED

    def test_a_filed_report_owes_nothing(self) -> None:
        assert owed_keys(take(endorsed(), "file_report", MO, date(2024, 5, 14)), KEY) == set()

    def test_unreviewed_it_cannot_be_filed(self) -> None:
        assert refused(submitted(), "file_report", MO, date(2024, 4, 10)).code is Code.WRONG_STATE

    def test_there_is_no_rejection(self) -> None:
        assert refused(endorsed(), "reject", MO, date(2024, 5, 14), {}, matter=KEY).code is Code.UNKNOWN_MATTER


@pytest.mark.law("A07", "Art 25")
class TestA07:
    """Art 25: MOST may send an incomplete report back to the centre."""

    def test_it_goes_back_to_the_centre_and_through_the_department_again(self) -> None:
        back = take(endorsed(), "return_incomplete", MO, date(2024, 5, 14))
        again = take(back, "submit_report", REPORTER, date(2024, 5, 20))
        assert (report(back).state, report(again).state) == (ReportState.MOST_RETURNED, ReportState.SUBMITTED)

    def test_most_waits_no_longer(self) -> None:
        back = take(endorsed(), "return_incomplete", MO, date(2024, 5, 14))
        assert owed_keys(back, KEY) == {"supplement"}
