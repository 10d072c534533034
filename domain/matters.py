"""The matters of a centre: procedures with their own states, within the centre's one value (B.5 to B.8, B.11, B.12)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from domain.fact import Fact
from domain.states import (
    ChangeState,
    EvaluationState,
    ExitState,
    Grade,
    Named,
    RectificationState,
    ReportState,
    State,
    SubsidyState,
)
from domain.texts import JsonValue


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
    """A person who has acted in a matter, and on which side."""

    person: str
    side: Side


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

    def at(self, state: Named, on: date, **facts: Any) -> Self:
        """The same matter in another state from that day, with further facts."""
        return self.model_copy(update={"state": state, "since": on, **facts})

    def touched(self, person: str, side: Side) -> Self:
        """The same matter after this person has acted on this side."""
        hand = Hand(person=person, side=side)
        return self if hand in self.hands else self.model_copy(update={"hands": (*self.hands, hand)})


class AnnualReport(Matter):
    """The report of one year (B.5). Its period begins earlier when first years are merged (G-11).

    `snapshot_hash` is of the data submitted last, frozen once filed.
    """

    kind: Literal["annual-report"] = "annual-report"
    state: ReportState
    reporting_year: int
    period_from: date
    period_to: date
    severely_overdue: bool = False
    version: int = 0
    rounds: int = 0
    submitted_on: date | None = None
    endorsed_on: date | None = None
    received_on: date | None = None
    filed_on: date | None = None
    snapshot_hash: str | None = None


class Evaluation(Matter):
    """One attempt at the evaluation of a cycle (B.6)."""

    kind: Literal["evaluation"] = "evaluation"
    state: EvaluationState
    cycle_no: int
    attempt: int = 1
    window_from: date
    window_to: date
    centre_name: str
    notice: str | None = None
    evaluator: str | None = None
    team: tuple[str, ...] = ()
    mandate_no: str | None = None
    notice_delivered_on: date | None = None
    confirmed_on: date | None = None
    materials_on: date | None = None
    assessed_by: str | None = None
    draft_grade: Grade | None = None
    publicity_from: date | None = None
    publicity_to: date | None = None
    grade: Grade | None = None
    issued_on: date | None = None
    delivered_on: date | None = None


class Rectification(Matter):
    """The rectification ordered after a poor result (B.7)."""

    kind: Literal["rectification"] = "rectification"
    state: RectificationState
    cycle_no: int
    delivered_on: date
    cap_date: date
    plan_on: date | None = None
    plan_by: str | None = None
    plan_reviewed_on: date | None = None
    plan_reviewed_by: str | None = None
    plan_filed_on: date | None = None
    completed_on: date | None = None
    inspection_lead: str | None = None
    inspected_on: date | None = None
    outcome: Literal["pass", "fail"] | None = None


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


class Subsidy(Matter):
    """A post-subsidy proposed to MOF after a result (B.11); no rule ties an amount to a grade."""

    kind: Literal["subsidy"] = "subsidy"
    state: SubsidyState
    evaluation: str
    grade_at_proposal: Grade
    budget_year: int | None = None
    amount: str | None = None
    document_number: str | None = None


AnyMatter = Annotated[AnnualReport | Evaluation | Rectification | Change | Exit | Subsidy, Field(discriminator="kind")]


def kind_of(key: str) -> str:
    """The kind of the matter with this key: the part before the slash."""
    return key.partition("/")[0]
