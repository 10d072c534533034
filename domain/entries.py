"""What is written down of each change of a centre: one entry per revision, whole, in the words of that day."""

from datetime import datetime

from domain.centre import Centre
from domain.decisions import Decision
from domain.effects import Effects, effects
from domain.fact import Fact
from domain.standing import Standing


class Entry(Fact):
    """One change: its revision, its cause (a decision, time), the state of the main life after it, its effects.

    `matter_state` is the state of the decision's own matter; `policy` and `edition` are those it was made under (C.12).
    """

    code: str
    revision: int
    recorded_at: datetime
    because: str
    matter: str
    state: str
    decision: Decision | None = None
    matter_state: str | None = None
    policy: str | None = None
    edition: str | None = None
    effects: Effects


class Page(Fact):
    """What the register is given at a time: entries, the oldest first, and the standing after the newest change."""

    entries: tuple[Entry, ...]
    standing: Standing

    @property
    def code(self) -> str:
        """The centre's code."""
        return self.standing.code


def entry_of_decision(before: Centre, after: Centre, decision: Decision, now: datetime) -> Entry:
    """The entry of a decision that was taken at that instant."""
    kept = after.receipts[decision.decision_id]
    entry = _entry(before, after, now, decision.action, kept.matter, decision)
    return entry.model_copy(update={"matter_state": kept.state})


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
        policy=before.terms.profile,
        edition=before.edition,
        effects=effects(before, after),
    )
