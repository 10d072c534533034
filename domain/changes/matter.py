"""A change request: its states and its facts (Art 26; B.8)."""

from datetime import date
from typing import Literal

from domain.fact import Fact
from domain.matter import Matter
from domain.states import Named
from domain.texts import JsonValue


class ChangeState(Named):
    """A state of a change request (B.8)."""

    QUEUED = "QUEUED", "排队待审"
    SD_REVIEW = "SD_REVIEW", "主管部门审核中"
    RETURNED = "RETURNED", "退回补正"
    MOST_REVIEW = "MOST_REVIEW", "科技部审批中"
    APPROVED = "APPROVED", "已批准待生效"
    EFFECTIVE = "EFFECTIVE", "已生效", True
    NOT_ENDORSED = "NOT_ENDORSED", "审核不同意", True
    REJECTED = "REJECTED", "不予批准", True
    WITHDRAWN = "WITHDRAWN", "已撤回", True
    NOTICED = "NOTICED", "已备注（非重大事项）", True
    LAPSED = "LAPSED", "失效", True


class Heard(Fact):
    """What a supervising department said of a change; silence is no opinion and no consent (G-21)."""

    organisation: str
    on: date
    opinion: str | None = None
    consent: bool | None = None


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
    reason: str | None = None
    new_place_code: str | None = None
    expert_opinion: str | None = None
    resolved_on: date | None = None
    planned_effective_on: date | None = None
    retroactive: bool = False
    affected_documents: tuple[str, ...] = ()
    fits_rectification: str | None = None
    waiver_document: str | None = None
    extended_on: date | None = None
    classified: Literal["major", "minor"] | None = None
    note: str | None = None
    heard: tuple[Heard, ...] = ()
    waits_for: str | None = None
    cautions: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What whoever reviews or decides the change should see (B.13, Art 19)."""
        return self.cautions

    @property
    def invited(self) -> tuple[str, ...]:
        """The departments that would supervise: they are heard before they do (G-22)."""
        named = self.new_value if self.type == "supervising_department" and self.is_open else None
        return tuple(str(name) for name in named) if isinstance(named, list) else ()
