"""Calling in a report that the department does not review: forwarded, and never deemed reviewed (G-15)."""

from datetime import date
from typing import Any

from domain.centre import Centre
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status
from domain.practice import WHOLE
from domain.reports.correction import lies_at, not_before
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.procedure import filing_clock
from domain.reports.years import KIND
from domain.roles import MINISTRY
from domain.rules import Act, rule
from domain.texts import Text


class CallingIn(Command):
    """Why MOST takes the report without the department's review."""

    reason: Text | None = None


def _long_unreviewed(centre: Centre, matter: str, today: date) -> str | None:
    clock = centre.open_obligation(matter, "ar_supervising_due")
    if clock is None or clock.due is None:
        return "the department's time is not running"
    n = centre.terms.annual_report.call_in_wd
    last = centre.calendar.working_days_after(clock.due, n)
    if today > last:
        return None
    return f"the department's day is {clock.due}; {n} working days after it, the report is left to it until {last}"


@rule(
    "G-15",
    "call_in_report",
    "Call in the unreviewed report",
    "调取未审核年度报告",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.SUBMITTED],
    by=MINISTRY,
    side=Side.DECIDE,
    content=CallingIn,
    not_yet=_long_unreviewed,
)
def call_in_report(centre: Centre, act: Act[CallingIn]) -> Centre:
    """The report goes on to MOST, recorded as not reviewed; the department's time has lapsed, it was not kept."""
    report = centre.find(AnnualReport, act.matter)
    return _called(centre, act, report.at(ReportState.FORWARDED, act.on, **_unreviewed(act.on)))


def _correction_unreviewed(centre: Centre, matter: str, today: date) -> str | None:
    return lies_at(ReportState.SUBMITTED)(centre, matter, today) or _long_unreviewed(centre, matter, today)


@rule(
    "G-15",
    "call_in_report",
    "Call in the unreviewed correction",
    "调取未审核年度报告",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.FILED],
    by=MINISTRY,
    side=Side.DECIDE,
    content=CallingIn,
    not_yet=_correction_unreviewed,
    faults=not_before,
)
def call_in_correction(centre: Centre, act: Act[CallingIn]) -> Centre:
    """The correction goes on to MOST in the same way; the report stays on file."""
    report = centre.find(AnnualReport, act.matter)
    if report.correction is None:
        raise ValueError(f"{act.matter} has no correction under way")
    facts = {"state": ReportState.FORWARDED, "since": act.on, **_unreviewed(act.on)}
    return _called(centre, act, report.model_copy(update={"correction": report.correction.model_copy(update=facts)}))


def _unreviewed(on: date) -> dict[str, Any]:
    return {"received_on": on, "reviewed": False}


def _called(centre: Centre, act: Act[CallingIn], report: AnnualReport) -> Centre:
    after = centre.ended(act.matter, Status.LAPSED, act.on, keeping=("ar_rounds",)).with_matter(report)
    return after.owing(filing_clock(centre, act.matter, act.on, act.on))
