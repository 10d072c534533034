"""A change request: its states and its facts (Art 26; B.8)."""

from datetime import date
from typing import Literal

from domain.matter import Matter
from domain.states import Named
from domain.texts import JsonValue


class ChangeState(Named):
    """A state of a change request (B.8)."""

    SD_REVIEW = "SD_REVIEW", "主管部门审核中"
    RETURNED = "RETURNED", "退回补正"
    MOST_REVIEW = "MOST_REVIEW", "科技部审批中"
    APPROVED = "APPROVED", "已批准待生效"
    EFFECTIVE = "EFFECTIVE", "已生效", True
    NOT_ENDORSED = "NOT_ENDORSED", "审核不同意", True
    REJECTED = "REJECTED", "不予批准", True
    LAPSED = "LAPSED", "失效", True


class Change(Matter):
    """A change request (B.8): master data changes only on approval, and only from its day."""

    kind: Literal["change"] = "change"
    state: ChangeState
    type: str
    old_value: JsonValue = None
    new_value: JsonValue = None
    submitted_on: date
    rounds: int = 0
    latest_decision: date | None = None
    opinions: tuple[str, ...] = ()
    document_number: str | None = None
    effective_from: date | None = None
