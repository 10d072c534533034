"""Annual reports: centre, then supervising department, then MOST's record (Art 25; A01 to A07)."""

from datetime import date
from typing import Any, Literal

from domain.centre import Centre
from domain.content import Day, Pledged, Reasons
from domain.days.periods import after_working_days
from domain.decisions import fingerprint
from domain.fact import Command
from domain.formation.stages import supplement
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.operation.governance_findings import governance_findings
from domain.reports.datasets import ObjectiveData, data_faults, gap_faults
from domain.reports.figures import forgotten, measured
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.years import KIND, review_due
from domain.roles import CENTRE_STAFF, MINISTRY, SUPERVISION, Role
from domain.rules import Act, rule
from domain.texts import JsonValue, Text

WITH_THE_CENTRE = (ReportState.OPEN, ReportState.RETURNED, ReportState.MOST_RETURNED)


class Report(ObjectiveData):
    """A report: its three parts, the objective data, the pledge (Art 25; C.3)."""

    progress: Text
    problems: Text
    next_steps: Text
    pledge: Pledged
    reporting_year: int | None = None
    period_from: Day | None = None
    period_to: Day | None = None
    council_informed: Literal[True] = True
    governance_summary: JsonValue = None
    change_summary: tuple[JsonValue, ...] = ()


NAMED = ("reporting_year", "period_from", "period_to")


def _holds(centre: Centre, act: Act[Report]) -> list[str]:
    """The report is on the year and the period of its matter, and its data hold (C.3)."""
    report = centre.find(AnnualReport, act.matter)
    pairs = [(name, getattr(act.content, name), getattr(report, name)) for name in NAMED]
    wrong = [(name, said, right) for name, said, right in pairs if said not in (None, right)]
    return [f"{name}: is {said}, and this report has {right}" for name, said, right in wrong] + data_holds(centre, act)


def data_holds(centre: Centre, act: Act[Any]) -> list[str]:
    """The objective data is right in itself (C.4); whether it must be complete is for the policy."""
    refusing = centre.terms.annual_report.dataset == "refuse"
    return data_faults(act.content) + (gap_faults(act.content) if refusing else [])


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
    stricter=_holds,
)
def submit_report(centre: Centre, act: Act[Report]) -> Centre:
    """The report is with the supervising department; late is not void (B.0 rule 7)."""
    report = centre.find(AnnualReport, act.matter)
    clock = review_due(centre, report, act.on)
    facts = {"submitted_on": act.on, "snapshot_hash": fingerprint(act.decision.content["dataset"])}
    if centre.whole:
        facts |= measured(centre, report.reporting_year, act.content)
        facts["governance"] = governance_findings(centre)
    report = report.at(ReportState.SUBMITTED, act.on, version=report.version + 1, **facts)
    after = centre.met(act.matter, "ar_centre_due", act.on).met(act.matter, "supplement", act.on)
    return after.met(act.matter, "ar_followup", act.on).with_matter(report).owing(clock)


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
    return after.owing(*return_clocks(centre, act.matter, report.rounds + 1, act.on))


def return_clocks(centre: Centre, matter: str, rounds: int, on: date) -> tuple[Obligation, ...]:
    """The centre's time to supplement; MOST is told when the report has come back too often (G-14)."""
    again = supplement(centre, on, Role.CENTRE_REPORTER, matter)
    if rounds < centre.terms.supplement.max_rounds:
        return (again,)
    why = "the report has been returned as often as the policy foresees"
    return again, owed("ar_rounds", matter, None, on, why=why)


class Endorsement(Command):
    """The department's endorsement, with its reservations if it has any (G-14); the day on which it reached MOST."""

    received_on: Day | None = None
    opinion: Text | None = None
    reservations: Text | None = None


def received_between(_centre: Centre, act: Act[Endorsement]) -> list[str]:
    """The receipt lies between the endorsement and today."""
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
    faults=received_between,
)
def endorse_report(centre: Centre, act: Act[Endorsement]) -> Centre:
    """The report goes on to MOST, where the filing clock starts with its receipt."""
    report = centre.find(AnnualReport, act.matter).at(ReportState.FORWARDED, act.on, **endorsed(act))
    after = centre.met(act.matter, "ar_supervising_due", act.on).with_matter(report)
    return after.owing(filing_clock(centre, act.matter, act.content.received_on or act.on, act.on))


def endorsed(act: Act[Endorsement]) -> dict[str, Any]:
    """What is kept of an endorsement."""
    received = act.content.received_on or act.on
    return {
        "endorsed_on": act.on,
        "received_on": received,
        "reviewed": True,
        "reservations": act.content.reservations,
    }


def filing_clock(centre: Centre, matter: str, received: date, on: date) -> Obligation:
    """MOST's time to file, counted from the receipt."""
    n = centre.terms.annual_report.most_filing_ack_wd
    return owed("most_filing_ack", matter, after_working_days(centre.calendar, received, n, "receipt at MOST"), on)


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
    after = centre.met(act.matter, "most_filing_ack", act.on).met(act.matter, "ar_rounds", act.on)
    return forgotten(after.with_matter(report))


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
