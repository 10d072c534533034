"""One attempt at the evaluation of a cycle: its states and its facts (Arts 27 to 30; B.6)."""

from datetime import date
from typing import Literal

from domain.matter import Matter
from domain.states import Grade, Named


class EvaluationState(Named):
    """A state of one attempt at the performance evaluation of a cycle (B.6)."""

    NOTIFIED = "NOTIFIED", "已通知"
    NO_RESPONSE = "NO_RESPONSE", "未回应"
    FINAL_NOTICE = "FINAL_NOTICE", "已催告"
    PARTICIPATION_CONFIRMED = "PARTICIPATION_CONFIRMED", "已确认参加"
    MATERIALS_SUBMITTED = "MATERIALS_SUBMITTED", "材料已提交"
    MATERIALS_REVIEWED = "MATERIALS_REVIEWED", "材料已审核"
    ASSESSING = "ASSESSING", "评估实施中"
    REPORTED = "REPORTED", "评估报告已提交"
    DELIBERATING = "DELIBERATING", "审议中"
    PUBLICITY = "PUBLICITY", "公示中"
    ISSUED = "ISSUED", "结果已发布", True
    ABSENT = "ABSENT", "认定不参加评估", True
    CLOSED = "CLOSED", "随退出终止", True


class Evaluation(Matter):
    """One attempt at the evaluation of a cycle (B.6)."""

    kind: Literal["evaluation"] = "evaluation"
    state: EvaluationState
    cycle_no: int
    attempt: int = 1
    window_from: date
    window_to: date
    centre_name: str
    notice: str | None = None
    evaluator: str | None = None
    team: tuple[str, ...] = ()
    mandate_no: str | None = None
    notice_delivered_on: date | None = None
    confirmed_on: date | None = None
    materials_on: date | None = None
    assessed_by: str | None = None
    draft_grade: Grade | None = None
    publicity_from: date | None = None
    publicity_to: date | None = None
    grade: Grade | None = None
    issued_on: date | None = None
    delivered_on: date | None = None
