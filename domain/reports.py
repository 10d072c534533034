"""Annual reports: centre, then supervising department, then MOST's record (Art 25; A01 to A07)."""

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day, Reasons
from domain.fact import Command
from domain.matters import AnnualReport, Side
from domain.obligations import Obligation, owed
from domain.periods import Deadline, after_months, after_working_days, on_day
from domain.policy import Policy
from domain.roles import CENTRE_STAFF, MINISTRY, SUPERVISION, Role
from domain.rules import Act, rule
from domain.spans import days_before, days_behind
from domain.stages import supplement
from domain.states import ReportState
from domain.texts import JsonValue, Line, Text

KIND = "annual-report"
WITH_THE_CENTRE = (ReportState.OPEN, ReportState.RETURNED, ReportState.MOST_RETURNED)


def key_of(year: int) -> str:
    """The key of the report on that year."""
    return f"{KIND}/{year}"


def opened(centre: Centre, year: int, on: date) -> Centre:
    """The report on `year` is opened, or merged into the next when the first year is too short (A01, G-11)."""
    if centre.matters.get(key_of(year)):
        return centre.with_(reports_opened=year)
    first = max(centre.reports_from or date(year, 1, 1), date(1949, 10, 1))
    short = first.year == year and (date(year, 12, 31) - first).days < centre.terms.annual_report.first_report_min_days
    state = ReportState.MERGED_NEXT_YEAR if short else ReportState.OPEN
    report = AnnualReport(
        key=key_of(year),
        state=state,
        since=on,
        reporting_year=year,
        period_from=_period_from(centre, year),
        period_to=date(year, 12, 31),
    )
    after = centre.with_matter(report).with_(reports_opened=year)
    return after if short else after.owing(centre_due(centre, year, on), supervising_due(centre, year, on))


def _period_from(centre: Centre, year: int) -> date:
    before = centre.matters.get(key_of(year - 1))
    if isinstance(before, AnnualReport) and before.state is ReportState.MERGED_NEXT_YEAR:
        return before.period_from
    return max(date(year, 1, 1), centre.reports_from or date(year, 1, 1))


def _day_of(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, day)


def centre_due(centre: Centre, year: int, on: date, day: date | None = None) -> Obligation:
    """The centre's clock, with its reminders and escalations; `day` when a notice names another one."""
    terms = centre.terms.annual_report
    deadline = on_day(centre.calendar, day or _day_of(year + 1, terms.centre_due), f"the annual report {year} is due")
    return owed(
        "ar_centre_due",
        key_of(year),
        deadline,
        on,
        reminders=_ahead(centre, deadline, on),
        escalations=_behind(centre, deadline),
    )


def _ahead(centre: Centre, deadline: Deadline, on: date) -> tuple[date, ...]:
    days = (days_before(centre.calendar, deadline.due, span) for span in centre.terms.annual_report.reminders)
    return tuple(sorted(day for day in days if day > on))


def _behind(centre: Centre, deadline: Deadline) -> tuple[date, ...]:
    return tuple(
        sorted(days_behind(centre.calendar, deadline.due, span) for span in centre.terms.annual_report.escalations)
    )


def supervising_due(centre: Centre, year: int, on: date) -> Obligation:
    """The supervising department's clock, as published for the year."""
    day = _day_of(year + 1, centre.terms.annual_report.supervising_due)
    return owed(
        "ar_supervising_due",
        key_of(year),
        on_day(centre.calendar, day, f"the review of the report {year} is due"),
        on,
    )


def review_due(centre: Centre, report: AnnualReport, on: date) -> Obligation:
    """The department's clock after a submission: the year's own day, or later when the report came late (G-17)."""
    usual = supervising_due(centre, report.reporting_year, on)
    if report.rounds:
        fair = after_working_days(centre.calendar, on, centre.terms.supplement.wd, "the report came back")
    else:
        fair = after_months(centre.calendar, on, 1, "the report came in")
    late = usual.due is not None and (report.rounds > 0 or _is_late(centre, report, on)) and fair.due > usual.due
    return owed("ar_supervising_due", report.key, fair, on) if late else usual


def _is_late(centre: Centre, report: AnnualReport, on: date) -> bool:
    usual = centre_due(centre, report.reporting_year, on).due
    return usual is not None and on > usual


class Pledge(Command):
    """The integrity pledge: signed by the director and the legal representative (Art 10.5)."""

    director: Line
    legal_representative: Line


class Report(Command):
    """A report: its three parts, the objective data, the pledge (Art 25)."""

    progress: Text
    problems: Text
    next_steps: Text
    dataset: Annotated[dict[str, JsonValue], Field(min_length=1, max_length=200)]
    pledge: Pledge
    council_informed: Literal[True] = True


@rule(
    "A02",
    "submit_report",
    "Submit the annual report",
    "提交年度报告",
    "Art 25",
    on=KIND,
    at=WITH_THE_CENTRE,
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=Report,
)
def submit_report(centre: Centre, act: Act[Report]) -> Centre:
    """The report is with the supervising department; late is not void (B.0 rule 7)."""
    report = centre.find(AnnualReport, act.matter)
    clock = review_due(centre, report, act.on)
    report = report.at(ReportState.SUBMITTED, act.on, version=report.version + 1, submitted_on=act.on)
    after = centre.met(act.matter, "ar_centre_due", act.on).met(act.matter, "supplement", act.on)
    return after.met(act.matter, "ar_followup", act.on).with_matter(report).owing(clock)


def _rounds_left(policy: Policy, report: AnnualReport) -> bool:
    return report.rounds + 1 < policy.supplement.max_rounds


@rule(
    "A04",
    "return_report",
    "Return the report",
    "退回年度报告",
    "Art 25",
    on=KIND,
    at=[ReportState.SUBMITTED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Reasons,
)
def return_report(centre: Centre, act: Act[Reasons]) -> Centre:
    """The report goes back to the centre with every deficiency; too many rounds reach MOST (G-14)."""
    return _returned(centre, act, ReportState.RETURNED)


def _returned(centre: Centre, act: Act[Reasons], state: ReportState) -> Centre:
    report = centre.find(AnnualReport, act.matter)
    after = centre.cancelled(act.matter, "ar_supervising_due", on=act.on)
    after = after.with_matter(report.at(state, act.on, rounds=report.rounds + 1))
    after = after.owing(supplement(centre, act.on, Role.CENTRE_REPORTER, act.matter))
    if _rounds_left(centre.terms, report):
        return after
    return after.owing(
        owed(
            "ar_rounds",
            act.matter,
            None,
            act.on,
            why="the report has been returned as often as the policy foresees",
        )
    )


class Endorsement(Command):
    """The department's endorsement; the day on which it reached MOST, when that is a later one."""

    received_on: Day | None = None
    opinion: Text | None = None


def _received_between(_centre: Centre, act: Act[Endorsement]) -> list[str]:
    day = act.content.received_on
    if day is None or act.on <= day <= act.today:
        return []
    return [f"received_on: must lie between the endorsement ({act.on}) and today ({act.today})"]


@rule(
    "A05",
    "endorse_report",
    "Endorse the report",
    "审核同意年度报告",
    "Art 25",
    on=KIND,
    at=[ReportState.SUBMITTED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Endorsement,
    faults=_received_between,
)
def endorse_report(centre: Centre, act: Act[Endorsement]) -> Centre:
    """The report goes on to MOST, where the filing clock starts with its receipt."""
    received = act.content.received_on or act.on
    report = centre.find(AnnualReport, act.matter).at(
        ReportState.FORWARDED, act.on, endorsed_on=act.on, received_on=received
    )
    n = centre.terms.annual_report.most_filing_ack_wd
    filing = owed(
        "most_filing_ack",
        act.matter,
        after_working_days(centre.calendar, received, n, "receipt at MOST"),
        act.on,
    )
    return centre.met(act.matter, "ar_supervising_due", act.on).with_matter(report).owing(filing)


class Filing(Command):
    """The entry into MOST's record."""

    note: Text | None = None


@rule(
    "A06",
    "file_report",
    "File the report for record",
    "年度报告备案",
    "Art 25",
    on=KIND,
    at=[ReportState.FORWARDED],
    by=MINISTRY,
    side=Side.DECIDE,
    content=Filing,
)
def file_report(centre: Centre, act: Act[Filing]) -> Centre:
    """The report is on record; filing is no approval (Art 25)."""
    report = centre.find(AnnualReport, act.matter).at(ReportState.FILED, act.on, filed_on=act.on)
    return centre.met(act.matter, "most_filing_ack", act.on).met(act.matter, "ar_rounds", act.on).with_matter(report)


@rule(
    "A07",
    "return_incomplete",
    "Return as incomplete",
    "备案材料不全退回",
    "Art 25",
    on=KIND,
    at=[ReportState.FORWARDED],
    by=MINISTRY,
    side=Side.DECIDE,
    content=Reasons,
)
def return_incomplete(centre: Centre, act: Act[Reasons]) -> Centre:
    """MOST sends an incomplete report back to the centre; it cannot reject one."""
    return _returned(centre.cancelled(act.matter, "most_filing_ack", on=act.on), act, ReportState.MOST_RETURNED)


def late(centre: Centre, report: AnnualReport, on: date) -> Centre:
    """The centre's day has passed: the department's clock cannot run before there is something to review (G-17)."""
    return centre.cancelled(report.key, "ar_supervising_due", on=on)


def followed_up(centre: Centre, matter: str, step: int, on: date) -> Centre:
    """The ladder behind a late report: MOST's task at the second step, the severe flag at the last (A03)."""
    report = centre.find(AnnualReport, matter)
    last = len(centre.terms.annual_report.escalations) - 1
    if step == last:
        return centre.with_matter(report.model_copy(update={"severely_overdue": True}))
    if step == 1:
        why = "the report is ten working days late; a supervision matter, no ground for exit (Art 8.3)"
        return centre.owing(owed("ar_followup", matter, None, on, why=why))
    return centre


def day_after_year(year: int) -> date:
    """The default opening day of the report on `year`: the first of January that follows."""
    return date(year, 12, 31) + timedelta(days=1)
