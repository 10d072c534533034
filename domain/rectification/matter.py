"""A rectification: its states and its facts (Art 30; B.7)."""

from datetime import date
from typing import Literal

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


class Rectification(Matter):
    """The rectification ordered after a poor result (B.7)."""

    kind: Literal["rectification"] = "rectification"
    state: RectificationState
    cycle_no: int
    delivered_on: date
    cap_date: date
    plan_on: date | None = None
    plan_by: str | None = None
    plan_reviewed_on: date | None = None
    plan_reviewed_by: str | None = None
    plan_filed_on: date | None = None
    completed_on: date | None = None
    inspection_lead: str | None = None
    inspected_on: date | None = None
    outcome: Literal["pass", "fail"] | None = None
