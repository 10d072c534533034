"""The table of acts on an integrity case: one row per event of B.9: who may do it, when, with what content."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from domain.decisions import Decision
from domain.fact import Command
from domain.integrity.case import Case
from domain.integrity.states import CaseState
from domain.matter import Side
from domain.roles import Role

C = TypeVar("C", bound=Command)


@dataclass(frozen=True)
class CaseAct(Generic[C]):
    """A decision that has passed the form checks: its typed content, and the day that governs periods."""

    decision: Decision
    content: C
    on: date
    today: date

    @property
    def person(self) -> str:
        """The person who decides."""
        return self.decision.by.person

    @property
    def reason(self) -> str | None:
        """Why, as the decision or its content says."""
        return self.decision.reason or getattr(self.content, "reason", None)


Apply = Callable[[Case, CaseAct[C]], Case]
Faults = Callable[[Case, CaseAct[C]], list[str]]
NotYet = Callable[[Case, date], str | None]
Roles = Callable[[Case], Collection[Role]]
Barred = Callable[[Case, CaseAct[C]], str | None]


def no_faults(_case: Case, _act: CaseAct[Any]) -> list[str]:
    """The content needs no check beyond its form."""
    return []


def at_once(_case: Case, _on: date) -> str | None:
    """Nothing but the state decides when the act is possible."""
    return None


def nobody_barred(_case: Case, _act: CaseAct[Any]) -> str | None:
    """Whoever holds one of the roles may act."""
    return None


@dataclass(frozen=True)
class CaseRule(Generic[C]):
    """One row of the table. `among` narrows the roles by the case: a review is asked by its subject.

    `barred` says why a person may not act though the role may.
    """

    code: str
    action: str
    title: str
    zh: str
    at: frozenset[CaseState]
    by: frozenset[Role]
    side: Side
    content: type[C]
    apply: Apply[C]
    not_yet: NotYet = at_once
    among: Roles | None = None
    barred: Barred[C] = nobody_barred
    faults: Faults[C] = no_faults
    document: bool = False
    reason: bool = False
    article: str = "Art 31"

    def roles(self, case: Case) -> frozenset[Role]:
        """The roles under which the act may be done on this case."""
        return self.by if self.among is None else self.by.intersection(self.among(case))


CASE_RULES: list[CaseRule[Any]] = []


def case_rule(
    code: str,
    action: str,
    title: str,
    zh: str,
    *,
    at: Collection[CaseState],
    by: Collection[Role],
    side: Side,
    content: type[C],
    not_yet: NotYet = at_once,
    among: Roles | None = None,
    barred: Barred[C] = nobody_barred,
    faults: Faults[C] = no_faults,
    document: bool = False,
    reason: bool = False,
) -> Callable[[Apply[C]], Apply[C]]:
    """Enter a function into the table as the effect of an act."""

    def enter(apply: Apply[C]) -> Apply[C]:
        row = CaseRule(
            code=code,
            action=action,
            title=title,
            zh=zh,
            at=frozenset(at),
            by=frozenset(by),
            side=side,
            content=content,
            apply=apply,
            not_yet=not_yet,
            among=among,
            barred=barred,
            faults=faults,
            document=document,
            reason=reason,
        )
        CASE_RULES.append(row)
        return apply

    return enter
