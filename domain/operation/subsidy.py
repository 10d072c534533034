"""The post-subsidy that MOF arranges in light of a result (Art 7; B.11, SOD-10). No amount follows from a grade."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from domain.centre import Centre
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.practice import WHOLE
from domain.roles import MINISTRY, Role
from domain.rules import Act, Nothing, always, rule
from domain.states import State
from domain.texts import Line, Text

KIND = "subsidy"
BEFORE_THE_SYSTEM = "a result from before the import"


def _as_written(value: object) -> object:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


FORM = r"^\d{1,16}(\.\d{1,2})?$"
Amount = Annotated[
    str,
    BeforeValidator(_as_written),
    StringConstraints(pattern=FORM),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": FORM}, {"type": "number", "minimum": 0}]}),
]


def next_key(centre: Centre) -> str:
    """The key of the subsidy that would be proposed now."""
    return f"{KIND}/{1 + sum(1 for key in centre.matters if key.startswith(KIND + '/'))}"


class Proposal(Command):
    """The evaluation in whose light MOF is asked; the latest one issued when none is named."""

    evaluation: Line | None = None
    condition: Text | None = None


def _latest_result(centre: Centre) -> str:
    issued = [k for k, m in centre.matters.items() if isinstance(m, Evaluation) and m.state is EvaluationState.ISSUED]
    return issued[-1] if issued else BEFORE_THE_SYSTEM


def _proposal_faults(centre: Centre, act: Act[Proposal]) -> list[str]:
    named = act.content.evaluation or _latest_result(centre)
    known = named == BEFORE_THE_SYSTEM or (named in centre.matters and centre.matters[named].state == "ISSUED")
    faults = [] if centre.grade else ["grade: no result is in force, and a subsidy is proposed in light of one (Art 7)"]
    faults += [] if known else [f"evaluation: {named} has no issued result"]
    waiting = [m.key for m in centre.open_of(Subsidy) if m.evaluation == named and m.state is SubsidyState.PROPOSED]
    return faults + [f"evaluation: {key} already waits for MOF on the same result" for key in waiting]


@rule(
    "B.11",
    "propose_subsidy",
    "Propose a post-subsidy",
    "提请安排后补助",
    "Art 7",
    since=WHOLE,
    on=KIND,
    opens=True,
    at=[State.OPERATING, State.RENEWAL_PENDING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Proposal,
    faults=_proposal_faults,
)
def propose_subsidy(centre: Centre, act: Act[Proposal]) -> Centre:
    """MOF is asked again in light of a result, such as for another budget year."""
    named = act.content.evaluation or _latest_result(centre)
    source = centre.matters.get(named)
    grade = source.grade if isinstance(source, Evaluation) else None
    if (grade or centre.grade) is None:
        raise ValueError("a subsidy is proposed in light of a grade")
    subsidy = Subsidy.model_validate(
        {
            "key": act.matter,
            "state": SubsidyState.PROPOSED,
            "since": act.on,
            "evaluation": named,
            "grade_at_proposal": grade or centre.grade,
            "condition": act.content.condition,
        }
    )
    return centre.with_matter(subsidy).owing(owed("subsidy_arrangement", act.matter, None, act.on))


class Arrangement(Command):
    """MOF's arrangement: the budget year and, when known, the amount in 万元."""

    budget_year: Annotated[int, Field(ge=2016, le=2199)]
    amount: Amount | None = None
    condition: Text | None = None


def _covers_what_is_paid(centre: Centre, act: Act[Arrangement]) -> list[str]:
    paid, amount = centre.find(Subsidy, act.matter).paid, act.content.amount
    less = amount is not None and Decimal(amount) < paid
    return [f"amount: {paid} 万元 have been paid already, more than {amount}"] if less else []


def decided(centre: Centre, act: Act[Any], state: SubsidyState, **facts: Any) -> Centre:
    """MOF has decided: the state, the facts, and nothing more to arrange or to recover."""
    number = act.decision.document_number or centre.find(Subsidy, act.matter).document_number
    subsidy = centre.find(Subsidy, act.matter).at(state, act.on, document_number=number, **facts)
    after = centre.met(act.matter, "subsidy_arrangement", act.on).with_matter(subsidy)
    return after.met(act.matter, "subsidy_recovery", act.on) if state.final else after


@rule(
    "B.11",
    "arrange_subsidy",
    "Arrange the post-subsidy",
    "安排后补助",
    "Art 7",
    on=KIND,
    at=[SubsidyState.PROPOSED, SubsidyState.SUSPENDED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Arrangement,
    faults=_covers_what_is_paid,
)
def arrange_subsidy(centre: Centre, act: Act[Arrangement]) -> Centre:
    """MOF decides the money (SOD-10)."""
    return decided(centre, act, SubsidyState.ARRANGED, **act.content.model_dump(exclude_none=True))


@rule(
    "B.11",
    "decline_subsidy",
    "Arrange no post-subsidy",
    "不予安排后补助",
    "Art 7",
    on=KIND,
    at=[SubsidyState.PROPOSED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Nothing,
    reason=always,
)
def decline_subsidy(centre: Centre, act: Act[Nothing]) -> Centre:
    """MOF arranges nothing, and says why."""
    return decided(centre, act, SubsidyState.NOT_ARRANGED)
