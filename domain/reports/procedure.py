"""Annual reports: centre, then supervising department, then MOST's record (Art 25; A01 to A07)."""

from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day, Reasons
from domain.days.periods import after_working_days
from domain.decisions import fingerprint
from domain.fact import Command
from domain.formation.stages import supplement
from domain.matter import Side
from domain.obligations import owed
from domain.policy import Policy
from domain.reports.matter import AnnualReport, ReportState
from domain.reports.years import KIND, review_due
from domain.roles import CENTRE_STAFF, MINISTRY, SUPERVISION, Role
from domain.rules import Act, rule
from domain.texts import JsonValue, Line, Text

WITH_THE_CENTRE = (ReportState.OPEN, ReportState.RETURNED, ReportState.MOST_RETURNED)


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
    facts = {"submitted_on": act.on, "snapshot_hash": fingerprint(act.decision.content["dataset"])}
    report = report.at(ReportState.SUBMITTED, act.on, version=report.version + 1, **facts)
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
