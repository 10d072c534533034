"""The way out: its states and its facts (Arts 6.2, 30; B.12)."""

from datetime import date
from typing import Literal

from pydantic import Field

from domain.fact import Fact
from domain.matter import Matter
from domain.states import Named, State


class ExitState(Named):
    """A state of the exit matter (B.12)."""

    PROPOSED = "PROPOSED", "拟退出"
    CONFIRMED = "CONFIRMED", "已决定退出"
    REJECTED = "REJECTED", "未予确认", True
    COMPLETED = "COMPLETED", "处理完毕", True
    REINSTATED = "REINSTATED", "已恢复", True


class SettledTask(Fact):
    """A closing task that is done, or waived with a reason (O14)."""

    task: str
    on: date
    waived_because: str | None = None
    evidence: str | None = None


class PastExit(Fact):
    """An exit that did not last: not confirmed, or undone by a reinstatement (O13, B.12)."""

    ground: str
    state: str
    since: date
    outcome: str | None = None
    decided_on: date | None = None
    document_number: str | None = None


class Exit(Matter):
    """The way out (B.12): a ground, a proposal, a decision, closing tasks.

    `lapsed` keeps the state in which the confirmed exit found each matter that it ended, for a reinstatement.
    """

    kind: Literal["exit"] = "exit"
    state: ExitState
    ground: str
    before: State
    additional_grounds: tuple[str, ...] = ()
    council_resolution: str | None = None
    legal_representative: str | None = None
    proposed_on: date | None = None
    statement: str | None = None
    heard_on: date | None = None
    outcome: Literal["removed", "revoked", "merged"] | None = None
    decided_on: date | None = None
    document_number: str | None = None
    successor: str | None = None
    lapsed: dict[str, str] = Field(default_factory=dict)
    tasks_settled: tuple[SettledTask, ...] = ()
    archive_manifest: str | None = None
    reinstated_on: date | None = None
    exit_history: tuple[PastExit, ...] = ()

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground that has been proposed, the first one first (G-47)."""
        return (self.ground, *self.additional_grounds)

    @property
    def past(self) -> PastExit:
        """What is kept of this exit when another one takes its key."""
        kept = self.model_dump(include={"ground", "since", "outcome", "decided_on", "document_number"})
        return PastExit(state=self.state, **kept)
