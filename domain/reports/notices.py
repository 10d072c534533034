"""What MOST says about the report of a year: its notice opens and dates it, or waives it (A01, A09)."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status
from domain.practice import WHOLE
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.years import KIND, centre_due, key_of, opened, review_due, supervising_due
from domain.roles import MINISTRY
from domain.rules import Act, always, rule
from domain.states import IN_SEQUENCE
from domain.texts import Line, Text

DATED: Final = (ReportState.OPEN, ReportState.RETURNED, ReportState.MOST_RETURNED, ReportState.SUBMITTED)
UNFILED: Final = (*DATED, ReportState.FORWARDED)


class ReportNotice(Command):
    """MOST's notice on the reports of a year; the days it names prevail over the policy (A01)."""

    year: Annotated[int, Field(ge=1949, le=2199)]
    centre_due: Day | None = None
    supervising_due: Day | None = None
    notice: Line | None = None


def _report_of(centre: Centre, year: int) -> AnnualReport | None:
    report = centre.matters.get(key_of(year))
    return report if isinstance(report, AnnualReport) else None


def _notice_faults(centre: Centre, act: Act[ReportNotice]) -> list[str]:
    report = _report_of(centre, act.content.year)
    year = _year_faults(centre, act) if report is None else _redating_faults(report, act.content)
    return year or _day_faults(report, act)


def _year_faults(centre: Centre, act: Act[ReportNotice]) -> list[str]:
    year, first = act.content.year, centre.reports_from
    if year > act.on.year:
        return [f"year: {year} has not begun on {act.on}"]
    if first is not None and year < first.year:
        return [f"year: the centre was not in the sequence in {year}; its first report is on {first.year}"]
    if centre.reports_opened is not None and year <= centre.reports_opened:
        return [f"year: the reports up to {centre.reports_opened} lie before this system (G-62)"]
    return []


def _redating_faults(report: AnnualReport, content: ReportNotice) -> list[str]:
    if report.state not in DATED:
        return [f"year: the report on {content.year} is {report.state} ({report.state.zh}); nothing is left to date"]
    if content.centre_due is None and content.supervising_due is None:
        return [f"centre_due: the report on {content.year} is open already; name the day that changes"]
    handed_in = report.state is not ReportState.OPEN and content.centre_due is not None
    return ["centre_due: the centre has handed in its report; its day is behind it"] if handed_in else []


def _day_faults(report: AnnualReport | None, act: Act[ReportNotice]) -> list[str]:
    content = act.content
    days = [("centre_due", content.centre_due), ("supervising_due", content.supervising_due)]
    faults = [fault for name, day in days if day for fault in _wrong_day(name, day, _told(report, name), act.on)]
    centre = content.centre_due or _told(report, "centre_due")
    department = content.supervising_due or _told(report, "supervising_due")
    crossed = centre and department and department < centre
    return faults + ([f"supervising_due: {department} lies before the centre's day, {centre}"] if crossed else [])


def _told(report: AnnualReport | None, name: str) -> date | None:
    told: date | None = getattr(report, name, None)
    return told


def _wrong_day(name: str, day: date, told: date | None, on: date) -> list[str]:
    if day < on:
        return [f"{name}: {day} lies before the notice of {on}"]
    if told and day < told:
        return [f"{name}: {day} lies before {told}, the day already notified; a notice may only give more time"]
    return []


@rule(
    "A01",
    "open_report",
    "Open or date the annual report",
    "年度报告填报通知",
    "Art 25",
    since=WHOLE,
    at=sorted(IN_SEQUENCE),
    by=MINISTRY,
    side=Side.RECORD,
    content=ReportNotice,
    faults=_notice_faults,
)
def open_report(centre: Centre, act: Act[ReportNotice]) -> Centre:
    """The report of the year is open, and due on the days of the notice."""
    year = act.content.year
    after = centre if _report_of(centre, year) else opened(centre, year, act.on)
    report = after.find(AnnualReport, key_of(year))
    return after if report.state.final else _dated(after, report, act)


def _dated(centre: Centre, report: AnnualReport, act: Act[ReportNotice]) -> Centre:
    days = act.content.model_dump(include={"centre_due", "supervising_due"}, exclude_none=True)
    notice = act.content.notice or act.decision.document_number or "MOST's notice"
    told = report.model_copy(update={**days, "notice": notice})
    after = centre.with_matter(told)
    if report.state is ReportState.OPEN:
        return _open_clocks(after, told, act.on)
    if report.state is ReportState.SUBMITTED:
        return after.owing(review_due(after, told, told.submitted_on or act.on))
    return after


def _open_clocks(centre: Centre, report: AnnualReport, on: date) -> Centre:
    clocks = (centre_due(centre, report.reporting_year, on), supervising_due(centre, report.reporting_year, on))
    after = centre.cancelled(report.key, "ar_followup", on=on)
    return after.with_matter(report.model_copy(update={"severely_overdue": False})).owing(*clocks)


class Waiver(Command):
    """Why the report of the year is not asked for."""

    reason: Text | None = None


@rule(
    "A09",
    "waive",
    "Waive the report",
    "免予报送年度报告",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=UNFILED,
    by=MINISTRY,
    side=Side.DECIDE,
    content=Waiver,
    document=always,
)
def waive(centre: Centre, act: Act[Waiver]) -> Centre:
    """The report is not asked for, by MOST's notice; what was owed in it is waived."""
    why = act.content.reason or act.decision.reason or "waived by MOST's notice"
    report = centre.find(AnnualReport, act.matter)
    waived = report.at(ReportState.WAIVED, act.on, waived_because=why, notice=act.decision.document_number)
    return centre.ended(act.matter, Status.WAIVED, act.on).with_matter(waived)
