"""The form of the table of a round's acts: who may do what, when, with what content, and what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from domain.decisions import Decision
from domain.fact import Command
from domain.roles import Role
from domain.rounds.book import RoundBook
from domain.rounds.states import RoundKind, RoundState

C = TypeVar("C", bound=Command)

CALLING = (RoundKind.ANNUAL_REPORT, RoundKind.EVALUATION)
LISTING = (RoundKind.PRIORITY_LIST,)


@dataclass(frozen=True)
class RoundAct(Generic[C]):
    """A decision on a round that has passed the form checks: its typed content and the day that governs."""

    decision: Decision
    content: C
    on: date


Apply = Callable[[RoundBook, RoundAct[C]], RoundBook]
Faults = Callable[[RoundBook, RoundAct[C]], list[str]]
NotYet = Callable[[RoundBook], str | None]
Number = Callable[[RoundAct[C]], str | None]
Lacks = Callable[[RoundBook, RoundAct[C]], bool]


def no_faults(_book: RoundBook, _act: RoundAct[Any]) -> list[str]:
    """The content needs no check beyond its form."""
    return []


def at_once(_book: RoundBook) -> str | None:
    """Nothing but the state decides when the act is possible."""
    return None


def nothing_lacks(_book: RoundBook, _act: RoundAct[Any]) -> bool:
    """The act needs no reason."""
    return False


@dataclass(frozen=True)
class RoundRule(Generic[C]):
    """One row of the table. `begins`: the act may be the first of a round that nobody has prepared.

    `number` finds the document number of a decision that must have one.
    """

    action: str
    title: str
    zh: str
    article: str
    kinds: tuple[RoundKind, ...]
    at: tuple[RoundState, ...]
    by: tuple[Role, ...]
    content: type[C]
    apply: Apply[C]
    begins: bool = False
    faults: Faults[C] = no_faults
    not_yet: NotYet = at_once
    lacks_reason: Lacks[C] = nothing_lacks
    number: Number[C] | None = None
