"""What is written down of each change of a centre: one entry per revision, whole, in the words of that day."""

from datetime import datetime

from domain.centre import Centre
from domain.decisions import Decision, Receipt
from domain.effects import Effects, effects
from domain.fact import Fact
from domain.periods import shanghai_date
from domain.standing import Standing, standing


class Entry(Fact):
    """One change: its revision, its cause (a decision, time, a message refused), the standing after it, its effects."""

    code: str
    revision: int
    recorded_at: datetime
    because: str
    matter: str
    decision: Decision | None = None
    standing: Standing
    effects: Effects


def entry_of_decision(before: Centre, after: Centre, decision: Decision, receipt: Receipt) -> Entry:
    """The entry of a decision that was taken."""
    return _entry(before, after, receipt.recorded_at, decision.action, receipt.matter, decision)


def entry_of_event(before: Centre, after: Centre, because: str, now: datetime) -> Entry:
    """The entry of a change that no decision brought: a launch, the passing of time, a refused message."""
    return _entry(before, after, now, because, "centre", None)


def _entry(before: Centre, after: Centre, now: datetime, because: str, matter: str, decision: Decision | None) -> Entry:
    return Entry(
        code=after.code,
        revision=after.revision,
        recorded_at=now,
        because=because,
        matter=matter,
        decision=decision,
        standing=standing(after, shanghai_date(now)),
        effects=effects(before, after),
    )
