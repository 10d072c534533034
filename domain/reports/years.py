"""The years of annual reports: their opening, their clocks, what follows lateness (Art 25; A01, A03)."""

from datetime import date, timedelta

from domain.centre import Centre
from domain.days.periods import Deadline, add_months, after_months, after_working_days, on_day
from domain.days.spans import days_before, days_behind
from domain.obligations import Obligation, owed
from domain.reports.matter import AnnualReport, ReportState
from domain.states import State

KIND = "annual-report"
IN_EVALUATION = "the centre is in its evaluation, and the policy asks for no report then (ar_in_evaluation_year)"


def key_of(year: int) -> str:
    """The key of the report on that year."""
    return f"{KIND}/{year}"


def opened(centre: Centre, year: int, on: date) -> Centre:
    """The report on `year` is opened, or merged into the next when the first year is too short (A01, G-11)."""
    if centre.matters.get(key_of(year)):
        return centre.with_(reports_opened=year)
    state = _state_at_opening(centre, year)
    report = AnnualReport(
        key=key_of(year),
        state=state,
        since=on,
        reporting_year=year,
        period_from=_period_from(centre, year),
        period_to=date(year, 12, 31),
        waived_because=IN_EVALUATION if state is ReportState.WAIVED else None,
    )
    after = centre.with_matter(report).with_(reports_opened=year)
    return after if state.final else after.owing(centre_due(after, year, on), supervising_due(after, year, on))


def _state_at_opening(centre: Centre, year: int) -> ReportState:
    terms = centre.terms.annual_report
    first = max(centre.reports_from or date(year, 1, 1), date(1949, 10, 1))
    if first.year == year and (date(year, 12, 31) - first).days < terms.first_report_min_days:
        return ReportState.MERGED_NEXT_YEAR
    excused = centre.whole and not terms.due_in_evaluation_year and centre.state is State.EVALUATING
    return ReportState.WAIVED if excused else ReportState.OPEN


def _period_from(centre: Centre, year: int) -> date:
    before = centre.matters.get(key_of(year - 1))
    if isinstance(before, AnnualReport) and before.state is ReportState.MERGED_NEXT_YEAR:
        return before.period_from
    return max(date(year, 1, 1), centre.reports_from or date(year, 1, 1))


def _day_of(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, day)


def centre_due(centre: Centre, year: int, on: date, day: date | None = None) -> Obligation:
    """The centre's clock, with its reminders and escalations; a notice's day prevails over the policy's (A01)."""
    terms, told = centre.terms.annual_report, _told(centre, year)
    day = day or (told.centre_due if told else None) or _day_of(year + 1, terms.centre_due)
    deadline = on_day(centre.calendar, day, f"the annual report {year} is due{_by_notice(told)}")
    return owed(
        "ar_centre_due",
        key_of(year),
        deadline,
        on,
        basis="decision" if told and told.centre_due else None,
        reminders=_ahead(centre, deadline, on),
        escalations=_behind(centre, deadline),
    )


def _told(centre: Centre, year: int) -> AnnualReport | None:
    report = centre.matters.get(key_of(year))
    return report if isinstance(report, AnnualReport) and report.notice else None


def _by_notice(told: AnnualReport | None) -> str:
    return f" by {told.notice}" if told else ""


def _ahead(centre: Centre, deadline: Deadline, on: date) -> tuple[date, ...]:
    days = (days_before(centre.calendar, deadline.due, span) for span in centre.terms.annual_report.reminders)
    return tuple(sorted(day for day in days if day > on))


def _behind(centre: Centre, deadline: Deadline) -> tuple[date, ...]:
    return tuple(
        sorted(days_behind(centre.calendar, deadline.due, span) for span in centre.terms.annual_report.escalations)
    )


def supervising_due(centre: Centre, year: int, on: date) -> Obligation:
    """The supervising department's clock, as published for the year; a month behind the centre's at the least."""
    told = _told(centre, year)
    day = _day_of(year + 1, centre.terms.annual_report.supervising_due)
    if told and told.centre_due:
        day = max(day, add_months(told.centre_due, 1))
    day = (told.supervising_due if told else None) or day
    return owed(
        "ar_supervising_due",
        key_of(year),
        on_day(centre.calendar, day, f"the review of the report {year} is due{_by_notice(told)}"),
        on,
        basis="decision" if told and told.supervising_due else None,
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
