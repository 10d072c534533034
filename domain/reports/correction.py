"""Correcting a filed report: a new version beside the one on file, by the same three hands (Art 25; A08, G-18)."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from domain.centre import Centre
from domain.content import Pledged, Reasons
from domain.days.periods import after_months
from domain.decisions import fingerprint
from domain.matter import Side
from domain.obligations import owed
from domain.practice import WHOLE
from domain.reports.datasets import ObjectiveData
from domain.reports.figures import forgotten, measured, used_by
from domain.reports.matter import AnnualReport, NewVersion, ReportState, Snapshot
from domain.reports.procedure import (
    Endorsement,
    Filing,
    data_holds,
    endorsed,
    filing_clock,
    received_between,
    return_clocks,
)
from domain.reports.years import KIND
from domain.roles import CENTRE_STAFF, MINISTRY, SUPERVISION
from domain.rules import Act, rule
from domain.texts import Text

MEASURED: Final = ("version", "snapshot_hash", "figures", "not_applicable", "gaps", "anomalies")
KEPT: Final = (*MEASURED, "reviewed", "reservations")
BACK: Final = (ReportState.RETURNED, ReportState.MOST_RETURNED)


class CorrectedReport(ObjectiveData):
    """The corrected report: its data whole and pledged anew; of the three parts those that change (A08)."""

    progress: Text | None = None
    problems: Text | None = None
    next_steps: Text | None = None
    reason: Text | None = None
    pledge: Pledged


def correction_of(centre: Centre, key: str) -> NewVersion | None:
    """The correction of this report that is under way."""
    report = centre.matters.get(key)
    return report.correction if isinstance(report, AnnualReport) else None


def lies_at(state: ReportState) -> Callable[[Centre, str, date], str | None]:
    """A check that a correction of the filed report is under way and has come to that state."""

    def objection(centre: Centre, matter: str, _today: date) -> str | None:
        found = correction_of(centre, matter)
        if found is None:
            return f"{matter} is on file and no correction of it is under way"
        where = f"the correction of {matter} is {found.state} ({found.state.zh})"
        return None if found.state is state else f"{where}; it needs {state}"

    return objection


def not_before(centre: Centre, act: Act[Any]) -> list[str]:
    """No step of a correction lies before the step that led to it."""
    found = correction_of(centre, act.matter)
    if found is None or act.on >= found.since:
        return []
    return [f"decided_on: {act.on} lies before {found.since}, the last step of the correction"]


def _with_the_centre(centre: Centre, matter: str, _today: date) -> str | None:
    found = correction_of(centre, matter)
    if found is None or found.state in BACK:
        return None
    return f"a correction of {matter} is already {found.state} ({found.state.zh}) since {found.since}"


def _faults(centre: Centre, act: Act[CorrectedReport]) -> list[str]:
    return not_before(centre, act) + data_holds(centre, act)


@rule(
    "A08",
    "correct_filed_report",
    "Correct the filed report",
    "更正已备案年度报告",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.FILED],
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=CorrectedReport,
    not_yet=_with_the_centre,
    faults=_faults,
)
def correct_filed_report(centre: Centre, act: Act[CorrectedReport]) -> Centre:
    """A new version is with the supervising department; the version on file stays until the new one is filed."""
    report = centre.find(AnnualReport, act.matter)
    before = report.correction
    new = NewVersion(
        state=ReportState.SUBMITTED,
        since=act.on,
        version=(before.version if before else report.version) + 1,
        rounds=before.rounds if before else 0,
        submitted_on=act.on,
        snapshot_hash=fingerprint(act.decision.content["dataset"]),
        **measured(centre, report.reporting_year, act.content),
    )
    review = owed("ar_supervising_due", act.matter, after_months(centre.calendar, act.on, 1, "the correction"), act.on)
    return _stepped(centre.met(act.matter, "supplement", act.on), act, new).owing(review)


def _stepped(centre: Centre, act: Act[Any], new: NewVersion) -> Centre:
    report = centre.find(AnnualReport, act.matter)
    return centre.with_matter(report.model_copy(update={"correction": new}))


def _at(centre: Centre, act: Act[Any], state: ReportState, **facts: Any) -> Centre:
    found = correction_of(centre, act.matter)
    if found is None:
        raise ValueError(f"{act.matter} has no correction under way")
    return _stepped(centre, act, found.model_copy(update={"state": state, "since": act.on, **facts}))


def _endorsable(centre: Centre, act: Act[Endorsement]) -> list[str]:
    return not_before(centre, act) + received_between(centre, act)


@rule(
    "A08",
    "endorse_report",
    "Endorse the correction",
    "审核同意年度报告",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.FILED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Endorsement,
    not_yet=lies_at(ReportState.SUBMITTED),
    faults=_endorsable,
)
def endorse_correction(centre: Centre, act: Act[Endorsement]) -> Centre:
    """The correction goes on to MOST, as the report once did."""
    after = _at(centre.met(act.matter, "ar_supervising_due", act.on), act, ReportState.FORWARDED, **endorsed(act))
    return after.owing(filing_clock(centre, act.matter, act.content.received_on or act.on, act.on))


@rule(
    "A08",
    "return_report",
    "Return the correction",
    "退回年度报告",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.FILED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Reasons,
    not_yet=lies_at(ReportState.SUBMITTED),
    faults=not_before,
)
def return_correction(centre: Centre, act: Act[Reasons]) -> Centre:
    """The correction goes back to the centre with every deficiency; the report stays on file."""
    return _returned(centre.cancelled(act.matter, "ar_supervising_due", on=act.on), act, ReportState.RETURNED)


def _returned(centre: Centre, act: Act[Reasons], state: ReportState) -> Centre:
    found = correction_of(centre, act.matter)
    rounds = (found.rounds if found else 0) + 1
    return _at(centre, act, state, rounds=rounds).owing(*return_clocks(centre, act.matter, rounds, act.on))


@rule(
    "A08",
    "return_incomplete",
    "Return the correction as incomplete",
    "备案材料不全退回",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.FILED],
    by=MINISTRY,
    side=Side.DECIDE,
    content=Reasons,
    not_yet=lies_at(ReportState.FORWARDED),
    faults=not_before,
)
def return_incomplete_correction(centre: Centre, act: Act[Reasons]) -> Centre:
    """MOST sends an incomplete correction back to the centre; the report stays on file."""
    return _returned(centre.cancelled(act.matter, "most_filing_ack", on=act.on), act, ReportState.MOST_RETURNED)


@rule(
    "A08",
    "file_report",
    "File the correction for record",
    "年度报告备案",
    "Art 25",
    since=WHOLE,
    on=KIND,
    at=[ReportState.FILED],
    by=MINISTRY,
    side=Side.DECIDE,
    content=Filing,
    not_yet=lies_at(ReportState.FORWARDED),
    faults=not_before,
)
def file_correction(centre: Centre, act: Act[Filing]) -> Centre:
    """The correction is the version on file; the older ones are kept, with what an evaluation rests on (G-18)."""
    report = centre.find(AnnualReport, act.matter)
    new = report.correction
    if new is None:
        raise ValueError(f"{act.matter} has no correction under way")
    facts = {name: getattr(new, name) for name in KEPT}
    facts |= {"filed_on": act.on, "correction": None, "snapshots": (*report.snapshots, _snapshot(centre, report))}
    filed = report.at(ReportState.FILED, act.on, **facts)
    after = centre.met(act.matter, "most_filing_ack", act.on).met(act.matter, "ar_rounds", act.on)
    return forgotten(after.with_matter(filed))


def _snapshot(centre: Centre, report: AnnualReport) -> Snapshot:
    evaluation = used_by(centre, report)
    return Snapshot(
        version=report.version,
        snapshot_hash=report.snapshot_hash,
        filed_on=report.filed_on,
        evaluation=evaluation,
        figures=report.figures if evaluation else {},
    )
