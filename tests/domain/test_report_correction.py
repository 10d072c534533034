"""Correcting a filed report: a new version beside the one on file, by the same three hands (Art 25; A08, G-18)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import LEGAL, MO, REPORTER, SD, closing, due, duty, operating, owed_keys, refused, take, until

from domain.effects import effects
from domain.refusals import Code
from domain.reports.matter import AnnualReport, ReportState
from domain.samples import sample_content
from domain.standing import actions

KEY, NEXT = "annual-report/2023", "annual-report/2024"
ON = date(2024, 9, 2)


def report(centre: Any, key: str = KEY) -> AnnualReport:
    """The annual report with that key."""
    return centre.find(AnnualReport, key)  # type: ignore[no-any-return]


def filed_from(centre: Any, key: str, year: int) -> Any:
    """The centre after the report is on file in May of that year."""
    centre = take(centre, "submit_report", REPORTER, date(year, 3, 26), matter=key)
    centre = take(centre, "endorse_report", SD, date(year, 4, 16), matter=key)
    return take(centre, "file_report", MO, date(year, 5, 14), matter=key)


@cache
def filed() -> Any:
    """The centre whose report on 2023 was filed on 14 May 2024."""
    return filed_from(operating(), KEY, 2024)


@cache
def corrected(last: str = "correct_filed_report") -> Any:
    """The centre whose correction of 2 September has come as far as the act named."""
    centre = take(filed(), "correct_filed_report", REPORTER, ON)
    for action, by, on in (("endorse_report", SD, date(2024, 9, 20)), ("file_report", MO, date(2024, 10, 15))):
        if last != "correct_filed_report":
            centre = take(centre, action, by, on)
        if action == last:
            break
    return centre


def correction(centre: Any) -> Any:
    """The correction under way."""
    return report(centre).correction


@pytest.mark.law("A08", "Art 25")
class TestOnItsWay:
    """A08: the centre corrects, the department reviews, MOST files; the version on file stays until then."""

    def test_the_version_on_file_stays(self) -> None:
        assert (report(corrected()).state, report(corrected()).version) == (ReportState.FILED, 1)
        assert report(corrected()).figures["staff_total"] == 120

    def test_the_new_version_lies_with_the_department_for_a_month(self) -> None:
        assert (correction(corrected()).state, correction(corrected()).version) == (ReportState.SUBMITTED, 2)
        assert due(corrected(), KEY, "ar_supervising_due") == date(2024, 10, 8)

    @pytest.mark.parametrize(("on", "status"), [(date(2024, 10, 8), "met"), (date(2024, 10, 9), "met_late")])
    def test_the_department_is_in_time_on_its_last_day(self, on: date, status: str) -> None:
        centre = take(corrected(), "endorse_report", SD, on)
        assert duty(centre, KEY, "ar_supervising_due").status == status

    def test_most_has_twenty_working_days_from_the_receipt(self) -> None:
        assert due(corrected("endorse_report"), KEY, "most_filing_ack") == date(2024, 10, 23)

    def test_filed_it_is_the_newest_version(self) -> None:
        after = report(corrected("file_report"))
        assert (after.version, after.filed_on, after.figures["staff_total"]) == (2, date(2024, 10, 15), 121)
        assert after.correction is None
        assert owed_keys(corrected("file_report"), KEY) == set()

    def test_every_older_version_is_kept(self) -> None:
        kept = report(corrected("file_report")).snapshots
        expected = [(1, report(filed()).snapshot_hash, date(2024, 5, 14))]
        assert [(s.version, s.snapshot_hash, s.filed_on) for s in kept] == expected

    def test_it_may_be_corrected_again(self) -> None:
        centre = take(corrected("file_report"), "correct_filed_report", REPORTER, date(2024, 11, 4))
        assert correction(centre).version == 3

    def test_the_day_of_the_first_submission_still_protects_the_centre(self) -> None:
        assert report(corrected("file_report")).submitted_on == date(2024, 3, 26)


@pytest.mark.law("A08", "A04", "A07", "G-14")
class TestSentBack:
    """A08, G-14: a correction may come back from the department and from MOST; the report stays on file."""

    def test_the_department_returns_it(self) -> None:
        centre = take(corrected(), "return_report", SD, date(2024, 9, 10))
        assert (correction(centre).state, report(centre).state) == (ReportState.RETURNED, ReportState.FILED)
        assert due(centre, KEY, "supplement") == date(2024, 9, 25)

    def test_most_returns_it(self) -> None:
        centre = take(corrected("endorse_report"), "return_incomplete", MO, date(2024, 9, 24))
        assert correction(centre).state is ReportState.MOST_RETURNED
        assert owed_keys(centre, KEY) == {"supplement"}

    def test_it_comes_again_as_the_next_version(self) -> None:
        centre = take(corrected(), "return_report", SD, date(2024, 9, 10))
        again = take(centre, "correct_filed_report", REPORTER, date(2024, 9, 19))
        assert (correction(again).version, correction(again).rounds) == (3, 1)
        assert owed_keys(again, KEY) == {"ar_supervising_due"}

    @pytest.mark.parametrize(("rounds", "told"), [(1, False), (2, True)])
    def test_most_is_told_at_the_second_return(self, rounds: int, told: bool) -> None:
        centre = take(corrected(), "return_report", SD, date(2024, 9, 10))
        if rounds == 2:
            again = take(centre, "correct_filed_report", REPORTER, date(2024, 9, 19))
            centre = take(again, "return_report", SD, date(2024, 9, 23))
        assert ("ar_rounds" in owed_keys(centre, KEY)) is told


@pytest.mark.law("A08")
class TestRefusals:
    """A08: after FILED only, by the centre, one at a time, each step in its turn."""

    def test_an_unfiled_report_is_not_corrected(self) -> None:
        opened = until(operating(), date(2024, 1, 2))
        refusal = refused(opened, "correct_filed_report", REPORTER, date(2024, 2, 1), matter=KEY)
        assert refusal.code is Code.WRONG_STATE

    @pytest.mark.parametrize("by", [SD, MO])
    def test_only_the_centre_corrects(self, by: Any) -> None:
        assert refused(filed(), "correct_filed_report", by, ON).code is Code.WRONG_ROLE

    def test_one_correction_at_a_time(self) -> None:
        refusal = refused(corrected(), "correct_filed_report", REPORTER, date(2024, 9, 3))
        assert "already SUBMITTED" in str(refusal)

    @pytest.mark.parametrize(("action", "by"), [("endorse_report", SD), ("return_report", SD), ("file_report", MO)])
    def test_without_a_correction_there_is_nothing_to_do(self, action: str, by: Any) -> None:
        assert "no correction of it is under way" in str(refused(filed(), action, by, ON))

    @pytest.mark.parametrize("action", ["file_report", "return_incomplete"])
    def test_most_waits_for_the_department(self, action: str) -> None:
        assert "needs FORWARDED" in str(refused(corrected(), action, MO, date(2024, 9, 3)))

    @pytest.mark.parametrize(("on", "held"), [(date(2024, 9, 1), False), (ON, True)])
    def test_no_step_lies_before_the_last(self, on: date, held: bool) -> None:
        if held:
            assert take(corrected(), "endorse_report", SD, on)
        else:
            refusal = refused(corrected(), "endorse_report", SD, on, entered=date(2024, 9, 3))
            assert "the last step of the correction" in str(refusal)

    @pytest.mark.parametrize("field", ["dataset", "pledge"])
    def test_the_data_is_whole_and_pledged(self, field: str) -> None:
        content = {k: v for k, v in sample_content("correct_filed_report").items() if k != field}
        assert field in str(refused(filed(), "correct_filed_report", REPORTER, ON, content))

    def test_the_data_is_checked_as_in_any_report(self) -> None:
        content = {**sample_content("correct_filed_report"), "dataset": {"staff_total": -1}}
        assert "lies below 0" in str(refused(filed(), "correct_filed_report", REPORTER, ON, content))

    def test_runs_of_the_first_practice_know_no_correction(self) -> None:
        refusal = refused(filed().with_(practice=1), "correct_filed_report", REPORTER, ON)
        assert refusal.code is Code.UNKNOWN_ACTION


@pytest.mark.law("A08")
class TestBesideOtherReports:
    """A filed report does not stand in the way of one that waits: what needs no name today needs none tomorrow."""

    def test_the_report_that_waits_is_found_without_its_name(self) -> None:
        second = take(filed(), "submit_report", REPORTER, date(2025, 3, 20))
        assert report(take(second, "endorse_report", SD, date(2025, 4, 9)), NEXT).state is ReportState.FORWARDED

    def test_where_both_wait_the_year_must_be_named(self) -> None:
        centre = take(filed(), "submit_report", REPORTER, date(2025, 3, 20))
        centre = take(centre, "correct_filed_report", REPORTER, date(2025, 3, 21))
        assert refused(centre, "endorse_report", SD, date(2025, 4, 9)).code is Code.UNKNOWN_MATTER

    def test_where_nothing_waits_the_state_is_wrong(self) -> None:
        both = filed_from(filed(), NEXT, 2025)
        assert refused(both, "endorse_report", SD, date(2025, 6, 9)).code is Code.WRONG_STATE

    def test_the_status_offers_what_is_possible(self) -> None:
        offered = {a.action for a in actions(corrected(), date(2024, 9, 3)) if a.matter == KEY}
        assert offered == {"endorse_report", "return_report"}


@pytest.mark.law("G-18", "A08")
class TestWhileAnEvaluationRuns:
    """G-18: the evaluator is told; the version that the evaluation used is kept with its figures."""

    KEY = "annual-report/2024"

    def step(self, last: str) -> tuple[Any, Any]:
        """The centre before and after the last act on the correction of the report on 2024."""
        centre = self.filed_and_evaluated()
        for action, by, on in (
            ("correct_filed_report", REPORTER, date(2026, 5, 18)),
            ("endorse_report", SD, date(2026, 5, 20)),
            ("file_report", MO, date(2026, 5, 25)),
        ):
            before, centre = until(centre, on), take(centre, action, by, on, matter=self.KEY)
            if action == last:
                break
        return before, centre

    @staticmethod
    @cache
    def filed_and_evaluated() -> Any:
        """The centre in its evaluation, materials handed in on 12 May 2026, with its report on 2024 on file."""
        centre = filed_from(operating(), "annual-report/2024", 2025)
        for action, by, on in (
            ("open_evaluation", MO, date(2026, 2, 11)),
            ("confirm_participation", LEGAL, date(2026, 2, 25)),
            ("submit_materials", REPORTER, date(2026, 5, 12)),
        ):
            centre = take(centre, action, by, on)
        return centre

    @pytest.mark.parametrize(("last", "told"), [("correct_filed_report", 1), ("endorse_report", 0), ("file_report", 1)])
    def test_the_evaluator_is_told_when_it_comes_in_and_when_it_is_filed(self, last: str, told: int) -> None:
        notices = [n for n in effects(*self.step(last)).notices if n.to_role == "evaluator_lead"]
        assert [n.kind for n in notices] == ["report"] * told

    def test_without_an_evaluation_nobody_is_told(self) -> None:
        assert not [n for n in effects(filed(), corrected()).notices if n.to_role == "evaluator_lead"]

    def test_the_version_used_keeps_its_figures(self) -> None:
        kept = report(self.step("file_report")[1], self.KEY).snapshots[0]
        assert (kept.evaluation, kept.figures["staff_total"]) == ("evaluation/1-1", 120)

    def test_a_version_that_nobody_used_keeps_its_hash_only(self) -> None:
        kept = report(corrected("file_report")).snapshots[0]
        assert (kept.evaluation, kept.figures) == (None, {})


@pytest.mark.law("A08", "A10")
def test_after_the_exit_nothing_is_corrected() -> None:
    """A10: with the exit confirmed, no report goes on."""
    assert refused(closing(), "correct_filed_report", REPORTER, date(2024, 9, 2)).code is Code.CENTRE_EXITED
