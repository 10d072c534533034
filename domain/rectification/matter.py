"""A rectification: its states and its facts (Art 30; B.7, C.6)."""

from datetime import date
from typing import Literal

from domain.fact import Fact
from domain.matter import Matter
from domain.states import Named


class RectificationState(Named):
    """A state of a rectification within a time limit (B.7)."""

    PLAN_PENDING = "PLAN_PENDING", "待报整改方案"
    EXECUTING = "EXECUTING", "整改实施中"
    REPORT_SUBMITTED = "REPORT_SUBMITTED", "整改报告已提交"
    INSPECTION = "INSPECTION", "整改检查中"
    PASSED = "PASSED", "检查通过", True
    FAILED = "FAILED", "检查未通过", True
    CLOSED = "CLOSED", "随退出终止", True


class Issue(Fact):
    """A finding of the evaluation, the measure against it, and how it ended (C.6)."""

    finding: str
    measure: str | None = None
    owner: str | None = None
    due: date | None = None
    done_on: date | None = None
    explanation: str | None = None
    evidence: str | None = None


class Midterm(Fact):
    """What the supervising department saw half way and reported to MOST (R02)."""

    on: date
    person: str
    finding: str | None = None


class Extension(Fact):
    """An extension: when it was asked for and why, what leadership decided (R03, R04)."""

    requested_on: date | None = None
    cause: str | None = None
    until: date | None = None
    decided_on: date | None = None
    outcome: Literal["approve", "reject"] | None = None
    new_deadline: date | None = None
    document_number: str | None = None
    override: bool = False


class Rectification(Matter):
    """The rectification ordered after a poor result (B.7)."""

    kind: Literal["rectification"] = "rectification"
    state: RectificationState
    cycle_no: int
    delivered_on: date
    cap_date: date
    deadline: date | None = None
    repeat_poor: bool = False
    issues: tuple[Issue, ...] = ()
    plan_on: date | None = None
    plan_by: str | None = None
    plan_reviewed_on: date | None = None
    plan_reviewed_by: str | None = None
    plan_filed_on: date | None = None
    midterm: tuple[Midterm, ...] = ()
    extension: Extension | None = None
    extensions: int = 0
    completed_on: date | None = None
    inspection_lead: str | None = None
    inspection_team: tuple[str, ...] = ()
    inspection_refused_on: date | None = None
    on_site_from: date | None = None
    on_site_to: date | None = None
    inspected_on: date | None = None
    outcome: Literal["pass", "fail"] | None = None
    document_number: str | None = None
    moved_to: str | None = None
    beside: bool = False

    @property
    def asked(self) -> Extension | None:
        """The extension that waits for leadership's decision, if there is one."""
        return self.extension if self.extension and self.extension.decided_on is None else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """What leadership should see: a second poor result in a row (G-03)."""
        said = f"{self.key}: the result is poor for the second cycle in a row (G-03)"
        return (said,) if self.repeat_poor and self.is_open else ()
