"""What every matter shares: a key, a state with its first day, the hands through which it has passed (SOD-1)."""

from datetime import date
from enum import StrEnum
from typing import Any, Self

from domain.fact import Fact
from domain.roles import Party
from domain.states import Named


class Side(StrEnum):
    """Which part a person plays in a matter; nobody plays two (SOD-1, SOD-5, SOD-7)."""

    SUBMIT = "submit"
    REVIEW = "review"
    PREPARE = "prepare"
    DECIDE = "decide"
    ASSESS = "assess"
    INSPECT = "inspect"
    RECORD = "record"


class Hand(Fact):
    """A person who has acted in a matter: on which side, for which organisation, of which party."""

    person: str
    side: Side
    organisation: str | None = None
    party: Party | None = None


class Matter(Fact):
    """What all matters share: a key, a state with its first day, and the hands through which it has passed."""

    key: str
    state: Named
    since: date
    hands: tuple[Hand, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the matter still goes on."""
        return not self.state.final

    @property
    def warnings(self) -> tuple[str, ...]:
        """What people should see of the matter beside its state; most matters have nothing to warn of."""
        return ()

    @property
    def invited(self) -> tuple[str, ...]:
        """The departments that are heard in this matter though they do not supervise the centre; mostly none (G-22)."""
        return ()

    def at(self, state: Named, on: date, **facts: Any) -> Self:
        """The same matter in another state from that day, with further facts."""
        return self.model_copy(update={"state": state, "since": on, **facts})

    def touched(self, hand: Hand) -> Self:
        """The same matter after it has passed through this hand."""
        return self if hand in self.hands else self.model_copy(update={"hands": (*self.hands, hand)})


def kind_of(key: str) -> str:
    """The kind of the matter with this key: the part before the slash."""
    return key.partition("/")[0]
