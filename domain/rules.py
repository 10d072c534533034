"""The table of acts: one row per event of B.2 to B.12: who may do it, when, with what content, and what follows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, Generic, TypeVar

from domain.centre import CENTRE, Centre
from domain.decisions import Decision
from domain.fact import Command
from domain.matter import Side
from domain.practice import FIRST
from domain.roles import Role
from domain.states import Named


class Reach(IntEnum):
    """How long acts of a row remain possible: until the exit is confirmed, while it is closed, or for ever."""

    EXIT = 0
    CLOSING = 1
    EVER = 2


class Nothing(Command):
    """Content of an act that needs none."""


C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class Act(Generic[C]):
    """A decision that has passed the form checks: its typed content, its matter, the day that governs periods."""

    decision: Decision
    content: C
    matter: str
    on: date
    today: date

    @property
    def person(self) -> str:
        """The person who decides."""
        return self.decision.by.person

    @property
    def role(self) -> Role:
        """The role under which the person decides."""
        return self.decision.by.role


Apply = Callable[[Centre, Act[C]], Centre]
Faults = Callable[[Centre, Act[C]], list[str]]
NotYet = Callable[[Centre, str, date], str | None]
Needs = Callable[[Centre, Act[C]], bool]


def always(_centre: Centre, _act: Act[Any]) -> bool:
    """The need holds for every act of the row."""
    return True


def never(_centre: Centre, _act: Act[Any]) -> bool:
    """The need holds for no act of the row."""
    return False


def at_once(_centre: Centre, _matter: str, _today: date) -> str | None:
    """Nothing but the state decides when the act is possible."""
    return None


def no_faults(_centre: Centre, _act: Act[Any]) -> list[str]:
    """The content needs no check beyond its form."""
    return []


@dataclass(frozen=True)
class Rule(Generic[C]):
    """One row of the table. `opens` marks a row that begins a new matter of the kind `on`.

    `since` is the practice that brought the row, `stricter` a check that only runs of that newest practice make;
    `lasts` says how far beyond the exit the act remains possible.
    """

    code: str
    action: str
    title: str
    zh: str
    article: str
    on: str
    at: frozenset[Named]
    by: frozenset[Role]
    side: Side
    content: type[C]
    apply: Apply[C]
    opens: bool = False
    since: int = FIRST
    lasts: Reach = Reach.EXIT
    not_yet: NotYet = at_once
    faults: Faults[C] = no_faults
    stricter: Faults[C] = no_faults
    needs_document: Needs[C] = never
    needs_reason: Needs[C] = never


RULES: list[Rule[Any]] = []


def rule(
    code: str,
    action: str,
    title: str,
    zh: str,
    article: str,
    *,
    at: Sequence[Named],
    by: Sequence[Role],
    side: Side,
    content: type[C],
    on: str = CENTRE,
    opens: bool = False,
    since: int = FIRST,
    lasts: Reach = Reach.EXIT,
    not_yet: NotYet = at_once,
    faults: Faults[C] = no_faults,
    stricter: Faults[C] = no_faults,
    document: Needs[C] = never,
    reason: Needs[C] = never,
) -> Callable[[Apply[C]], Apply[C]]:
    """Enter a function into the table as the effect of an act."""

    def enter(apply: Apply[C]) -> Apply[C]:
        RULES.append(
            Rule(
                code=code,
                action=action,
                title=title,
                zh=zh,
                article=article,
                on=on,
                at=frozenset(at),
                by=frozenset(by),
                side=side,
                content=content,
                apply=apply,
                opens=opens,
                since=since,
                lasts=lasts,
                not_yet=not_yet,
                faults=faults,
                stricter=stricter,
                needs_document=document,
                needs_reason=reason,
            )
        )
        return apply

    return enter
