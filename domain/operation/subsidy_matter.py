"""A post-subsidy: its states and its facts (Art 7; B.11, C.9)."""

from datetime import date
from decimal import Decimal
from typing import Literal

from domain.fact import Fact
from domain.matter import Matter
from domain.states import Grade, Named


class SubsidyState(Named):
    """A state of a post-subsidy proposal (B.11). `ARRANGED` counts as final: MOST waits for nothing more."""

    PROPOSED = "PROPOSED", "已提请财政部"
    ARRANGED = "ARRANGED", "已安排", True
    NOT_ARRANGED = "NOT_ARRANGED", "不予安排", True
    SUSPENDED = "SUSPENDED", "暂停"
    DISBURSED = "DISBURSED", "已拨付"
    SETTLED = "SETTLED", "已清算", True
    RECOVERED = "RECOVERED", "已追回", True


class Payment(Fact):
    """Money paid on a day, in 万元."""

    on: date
    amount: str


class Subsidy(Matter):
    """A post-subsidy proposed to MOF after a result (B.11); no rule ties an amount to a grade. Amounts in 万元."""

    kind: Literal["subsidy"] = "subsidy"
    state: SubsidyState
    evaluation: str
    grade_at_proposal: Grade
    budget_year: int | None = None
    amount: str | None = None
    document_number: str | None = None
    condition: str | None = None
    disbursed: tuple[Payment, ...] = ()
    recovered_amount: str | None = None

    @property
    def paid(self) -> Decimal:
        """What has been paid so far."""
        return sum((Decimal(payment.amount) for payment in self.disbursed), Decimal(0))
