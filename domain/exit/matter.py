"""The way out: its states and its facts (Arts 6.2, 30; B.12)."""

from datetime import date
from typing import Literal

from domain.matter import Matter
from domain.states import Named, State


class ExitState(Named):
    """A state of the exit matter (B.12)."""

    PROPOSED = "PROPOSED", "拟退出"
    CONFIRMED = "CONFIRMED", "已决定退出"
    REJECTED = "REJECTED", "未予确认", True
    COMPLETED = "COMPLETED", "处理完毕", True


class Exit(Matter):
    """The way out (B.12): a ground, a proposal, a decision, closing tasks."""

    kind: Literal["exit"] = "exit"
    state: ExitState
    ground: str
    before: State
    outcome: Literal["removed", "revoked", "merged"] | None = None
    decided_on: date | None = None
    document_number: str | None = None
    successor: str | None = None
