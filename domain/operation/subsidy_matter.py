"""A post-subsidy: its states and its facts (Art 7; B.11)."""

from typing import Literal

from domain.matter import Matter
from domain.states import Grade, Named


class SubsidyState(Named):
    """A state of a post-subsidy proposal (B.11)."""

    PROPOSED = "PROPOSED", "已提请财政部"
    ARRANGED = "ARRANGED", "已安排", True
    NOT_ARRANGED = "NOT_ARRANGED", "不予安排", True
    SUSPENDED = "SUSPENDED", "暂停"


class Subsidy(Matter):
    """A post-subsidy proposed to MOF after a result (B.11); no rule ties an amount to a grade."""

    kind: Literal["subsidy"] = "subsidy"
    state: SubsidyState
    evaluation: str
    grade_at_proposal: Grade
    budget_year: int | None = None
    amount: str | None = None
    document_number: str | None = None
