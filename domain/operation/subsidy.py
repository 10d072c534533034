"""The post-subsidy that MOF arranges in light of a result (Art 7; B.11). No amount follows from a grade."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from domain.centre import Centre
from domain.fact import Command
from domain.matter import Side
from domain.operation.subsidy_matter import Subsidy, SubsidyState
from domain.roles import Role
from domain.rules import Act, Nothing, always, rule

KIND = "subsidy"


class Arrangement(Command):
    """MOF's arrangement: the budget year and, when known, the amount in 万元."""

    budget_year: Annotated[int, Field(ge=2016, le=2199)]
    amount: Annotated[str, StringConstraints(pattern=r"^\d{1,16}(\.\d{1,2})?$")] | None = None


def _settled(centre: Centre, act: Act[Any], state: SubsidyState, **facts: Any) -> Centre:
    subsidy = centre.find(Subsidy, act.matter).at(state, act.on, document_number=act.decision.document_number, **facts)
    return centre.met(act.matter, "subsidy_arrangement", act.on).with_matter(subsidy)


@rule(
    "B.11",
    "arrange_subsidy",
    "Arrange the post-subsidy",
    "安排后补助",
    "Art 7",
    on=KIND,
    at=[SubsidyState.PROPOSED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Arrangement,
)
def arrange_subsidy(centre: Centre, act: Act[Arrangement]) -> Centre:
    """MOF decides the money (SOD-10)."""
    return _settled(centre, act, SubsidyState.ARRANGED, budget_year=act.content.budget_year, amount=act.content.amount)


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
    return _settled(centre, act, SubsidyState.NOT_ARRANGED)
