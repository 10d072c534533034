"""An annual report: its states and its facts (Art 25; B.5)."""

from datetime import date
from typing import Literal

from pydantic import Field

from domain.fact import Fact
from domain.matter import Matter
from domain.reports.indicators import Figures
from domain.states import Named


class ReportState(Named):
    """A state of an annual report (B.5); lateness is a flag, never a state."""

    OPEN = "OPEN", "待填报"
    SUBMITTED = "SUBMITTED", "已提交待审核"
    RETURNED = "RETURNED", "退回补正"
    FORWARDED = "FORWARDED", "已审核报备"
    MOST_RETURNED = "MOST_RETURNED", "备案退回"
    FILED = "FILED", "已备案", True
    WAIVED = "WAIVED", "免予报送", True
    MERGED_NEXT_YEAR = "MERGED_NEXT_YEAR", "并入下一年度", True
    CLOSED_UNFILED = "CLOSED_UNFILED", "退出终止", True


class Snapshot(Fact):
    """An older filed version; its figures stay as long as a running evaluation may rest on them (G-18)."""

    version: int
    snapshot_hash: str | None = None
    filed_on: date | None = None
    evaluation: str | None = None
    figures: Figures = Field(default_factory=dict)


class NewVersion(Fact):
    """A correction of a filed report on its way, beside the version on file (A08)."""

    state: ReportState
    since: date
    version: int
    rounds: int = 0
    submitted_on: date
    endorsed_on: date | None = None
    received_on: date | None = None
    reservations: str | None = None
    reviewed: bool | None = None
    snapshot_hash: str
    figures: Figures = Field(default_factory=dict)
    not_applicable: dict[str, str] = Field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    anomalies: tuple[str, ...] = ()


class AnnualReport(Matter):
    """The report of one year (B.5). Its period begins earlier when first years are merged (G-11).

    `snapshot_hash` is of the data submitted last, frozen once filed. `reviewed` is False when MOST called the
    report in (G-15); `centre_due` and `supervising_due` are the days of a notice, which prevail over the policy.
    """

    kind: Literal["annual-report"] = "annual-report"
    state: ReportState
    reporting_year: int
    period_from: date
    period_to: date
    severely_overdue: bool = False
    version: int = 0
    rounds: int = 0
    submitted_on: date | None = None
    endorsed_on: date | None = None
    received_on: date | None = None
    filed_on: date | None = None
    snapshot_hash: str | None = None
    figures: Figures = Field(default_factory=dict)
    not_applicable: dict[str, str] = Field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    anomalies: tuple[str, ...] = ()
    governance: tuple[str, ...] = ()
    reservations: str | None = None
    reviewed: bool | None = None
    notice: str | None = None
    centre_due: date | None = None
    supervising_due: date | None = None
    waived_because: str | None = None
    correction: NewVersion | None = None
    snapshots: tuple[Snapshot, ...] = ()
