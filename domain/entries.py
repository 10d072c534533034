"""What is written down of each change of a centre: one entry per revision, whole, in the words of that day."""

from datetime import datetime

from domain.centre import Centre
from domain.decisions import Decision, Receipt
from domain.effects import Effects, effects
from domain.fact import Fact
from domain.standing import Standing


class Entry(Fact):
    """One change: its revision, its cause (a decision, time), the state of the main life after it, its effects."""

    code: str
    revision: int
    recorded_at: datetime
    because: str
    matter: str
    state: str
    decision: Decision | None = None
    effects: Effects


class Page(Fact):
    """What the register is given at a time: entries, the oldest first, and the standing after the newest change."""

    entries: tuple[Entry, ...]
    standing: Standing

    @property
    def code(self) -> str:
        """The centre's code."""
        return self.standing.code


def entry_of_decision(before: Centre, after: Centre, decision: Decision, receipt: Receipt) -> Entry:
    """The entry of a decision that was taken."""
    return _entry(before, after, receipt.recorded_at, decision.action, receipt.matter, decision)


def entry_of_event(before: Centre, after: Centre, because: str, now: datetime) -> Entry:
    """The entry of a change that no decision brought: a launch, the passing of time."""
    return _entry(before, after, now, because, "centre", None)


def _entry(before: Centre, after: Centre, now: datetime, because: str, matter: str, decision: Decision | None) -> Entry:
    return Entry(
        code=after.code,
        revision=after.revision,
        recorded_at=now,
        because=because,
        matter=matter,
        state=after.state,
        decision=decision,
        effects=effects(before, after),
    )
