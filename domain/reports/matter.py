"""An annual report: its states and its facts (Art 25; B.5)."""

from datetime import date
from typing import Literal

from domain.matter import Matter
from domain.states import Named


class ReportState(Named):
    """A state of an annual report (B.5); lateness is a flag, never a state."""

    OPEN = "OPEN", "待填报"
    SUBMITTED = "SUBMITTED", "已提交待审核"
    RETURNED = "RETURNED", "退回补正"
    FORWARDED = "FORWARDED", "已审核报备"
    MOST_RETURNED = "MOST_RETURNED", "备案退回"
    FILED = "FILED", "已备案", True
    MERGED_NEXT_YEAR = "MERGED_NEXT_YEAR", "并入下一年度", True
    CLOSED_UNFILED = "CLOSED_UNFILED", "退出终止", True


class AnnualReport(Matter):
    """The report of one year (B.5). Its period begins earlier when first years are merged (G-11).

    `snapshot_hash` is of the data submitted last, frozen once filed.
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
