"""What the acts carry, where several acts share it: the plan of Art 17.5, dates, organisations, credit codes."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from domain.credit_code import fault_of_credit_code
from domain.fact import Command
from domain.texts import Line, Text

Day = Annotated[date, Field(ge=date(1949, 10, 1), le=date(2199, 12, 31))]
Some = Annotated[tuple[Line, ...], Field(min_length=1, max_length=100)]
Uscc = Annotated[str, StringConstraints(min_length=1, max_length=40)]


class KeyTask(Command):
    """A key task of the plan (重点任务)."""

    title: Line
    owner: Line | None = None
    milestones: tuple[Line, ...] = ()


class PlanMilestone(Command):
    """A dated step of the plan's schedule (工作进度)."""

    title: Line
    due: Day | None = None


class Indicator(Command):
    """An assessment indicator of the plan (考核指标)."""

    name: Line
    unit: Line | None = None
    baseline: Line | None = None
    target: Line


class Target(Command):
    """A target of the plan by its horizon (Art 15.4)."""

    horizon: Literal["short", "mid", "long"]
    text: Line


class Plan(Command):
    """A construction and operation plan with the six contents that Art 17.5 demands."""

    development_goals: Text
    key_tasks: Annotated[tuple[KeyTask, ...], Field(min_length=1, max_length=100)]
    management_mechanism: Text
    safeguards: Text
    schedule: Annotated[tuple[PlanMilestone, ...], Field(min_length=1, max_length=100)]
    assessment_indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, max_length=200)]
    targets: Annotated[tuple[Target, ...], Field(max_length=100)] = ()
    council_resolution: Line | None = None
    expert_committee_opinion: Text | None = None


class CodeOverride(Command):
    """Why a credit code that fails its check digit is taken all the same: the certificate shown (C.1.2)."""

    evidence: Line


class CreditCoded(Command):
    """Content that names an organisation by its credit code, checked by its check digit unless overridden."""

    uscc: Uscc
    uscc_override: CodeOverride | None = None

    @model_validator(mode="after")
    def _code_is_right(self) -> "CreditCoded":
        fault = fault_of_credit_code(self.uscc)
        if fault and self.uscc_override is None:
            raise ValueError(f"uscc: {fault}; show the certificate in uscc_override.evidence if it is so printed")
        return self


class Condition(Command):
    """One of the five basic conditions of Art 13 or Art 15, as assessed."""

    item: Annotated[str, StringConstraints(pattern=r"^1[35]\.[1-5]$")]
    result: Literal["met", "not_met", "waived"]
    remark: Text | None = None
    evidence: Line | None = None
    waiver_document: Line | None = None

    @model_validator(mode="after")
    def _waived_by_leadership(self) -> "Condition":
        if self.result == "waived" and self.waiver_document is None:
            raise ValueError("waiver_document: a waived condition needs the number of the leadership's document")
        return self


Conditions = Annotated[tuple[Condition, ...], Field(max_length=5)]


class Evidence(Command):
    """A preparation shown to be done: what, and where it is written (Art 16.3)."""

    done: bool
    evidence: Line

    @field_validator("done")
    @classmethod
    def _it_is_done(cls, done: bool) -> bool:
        if not done:
            raise ValueError("the preparation must be complete before the recommendation")
        return done


class Pledge(Command):
    """The integrity pledge of director and legal representative (Art 10.5); `true` where the paper itself is signed."""

    director: Line
    legal_representative: Line


Pledged = Pledge | Literal[True]


class Reasons(Command):
    """Deficiencies, all listed once and completely (一次性告知)."""

    deficiencies: Some


def delivered_early(delivered_on: date | None, on: date) -> list[str]:
    """A delivery that lies before the decision it delivers, as a fault (F.2 rule 1: day 0 is the delivery)."""
    early = delivered_on is not None and delivered_on < on
    return [f"delivered_on: {delivered_on} lies before the decision of {on}"] if early else []


def unassessed(conditions: Conditions, article: int) -> list[str]:
    """The conditions of the article that the list leaves out, as faults."""
    present = {condition.item for condition in conditions}
    wanted = [f"{article}.{number}" for number in range(1, 6)]
    return [f"conditions: item {item} of Art {article} is not assessed" for item in wanted if item not in present]


def unmet(conditions: Conditions, article: int) -> list[str]:
    """The conditions of the article that are neither met nor waived, as faults."""
    failing = [
        f"conditions: item {c.item} of Art {article} is not met and not waived"
        for c in conditions
        if c.result == "not_met"
    ]
    return unassessed(conditions, article) + failing
