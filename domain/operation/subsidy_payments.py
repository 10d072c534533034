"""The money of a post-subsidy: paid, suspended, settled, recovered; MOF alone decides (Art 7; B.11, SOD-10, G-49)."""

from decimal import Decimal
from typing import Any

from domain.centre import Centre
from domain.content import Day
from domain.fact import Command
from domain.matter import Side
from domain.operation.subsidy import KIND, Amount, decided
from domain.operation.subsidy_matter import Payment, Subsidy, SubsidyState
from domain.practice import WHOLE
from domain.roles import Role
from domain.rules import Act, Nothing, Reach, always, rule
from domain.texts import Text


class Disbursement(Command):
    """A payment in 万元 and its day."""

    amount: Amount
    on: Day | None = None


def _within_the_arrangement(centre: Centre, act: Act[Disbursement]) -> list[str]:
    subsidy, amount = centre.find(Subsidy, act.matter), Decimal(act.content.amount)
    faults = [] if amount > 0 else ["amount: a payment is more than nothing"]
    if act.content.on and act.content.on > act.on:
        faults.append(f"on: {act.content.on} lies after {act.on}")
    if subsidy.amount is not None and subsidy.paid + amount > Decimal(subsidy.amount):
        faults.append(f"amount: with {subsidy.paid} 万元 paid it exceeds the {subsidy.amount} 万元 arranged (C.9)")
    return faults


@rule(
    "B.11",
    "disburse_subsidy",
    "Record a payment of the subsidy",
    "拨付后补助",
    "Art 7",
    since=WHOLE,
    on=KIND,
    at=[SubsidyState.ARRANGED, SubsidyState.DISBURSED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Disbursement,
    faults=_within_the_arrangement,
)
def disburse_subsidy(centre: Centre, act: Act[Disbursement]) -> Centre:
    """Money is paid after the result, never in advance; all payments together stay within the arrangement."""
    paid = Payment(on=act.content.on or act.on, amount=act.content.amount)
    return decided(centre, act, SubsidyState.DISBURSED, disbursed=(*centre.find(Subsidy, act.matter).disbursed, paid))


class Settlement(Command):
    """What the settlement says."""

    note: Text | None = None


@rule(
    "B.11",
    "settle_subsidy",
    "Settle the subsidy",
    "清算后补助",
    "Art 7",
    since=WHOLE,
    lasts=Reach.CLOSING,
    on=KIND,
    at=[SubsidyState.DISBURSED, SubsidyState.SUSPENDED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Settlement,
)
def settle_subsidy(centre: Centre, act: Act[Settlement]) -> Centre:
    """The account is closed; in the closing MOF so decides what was arranged and not paid (G-49)."""
    return _closing_settled(decided(centre, act, SubsidyState.SETTLED), act)


def _closing_settled(centre: Centre, act: Act[Any]) -> Centre:
    """The closing task of the subsidies is done with the last of them."""
    return centre if centre.open_of(Subsidy) else centre.met("exit", "subsidy_settlement", act.on)


@rule(
    "B.11",
    "suspend_subsidy",
    "Suspend the subsidy",
    "暂停后补助",
    "Art 7",
    since=WHOLE,
    on=KIND,
    at=[SubsidyState.PROPOSED, SubsidyState.ARRANGED, SubsidyState.DISBURSED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Nothing,
    reason=always,
)
def suspend_subsidy(centre: Centre, act: Act[Nothing]) -> Centre:
    """Nothing more is paid until MOF arranges again, settles or recovers."""
    return decided(centre, act, SubsidyState.SUSPENDED)


class Recovery(Command):
    """What is taken back, in 万元."""

    recovered_amount: Amount


def _no_more_than_given(centre: Centre, act: Act[Recovery]) -> list[str]:
    subsidy, back = centre.find(Subsidy, act.matter), Decimal(act.content.recovered_amount)
    given = subsidy.paid if subsidy.disbursed or subsidy.amount is None else Decimal(subsidy.amount)
    return [f"recovered_amount: {back} 万元 are more than the {given} 万元 given"] if back > given else []


@rule(
    "B.11",
    "recover_subsidy",
    "Recover the subsidy",
    "追回后补助",
    "Art 7",
    since=WHOLE,
    lasts=Reach.CLOSING,
    on=KIND,
    at=[SubsidyState.ARRANGED, SubsidyState.DISBURSED, SubsidyState.SUSPENDED, SubsidyState.SETTLED],
    by=(Role.MOF_OFFICER,),
    side=Side.DECIDE,
    content=Recovery,
    faults=_no_more_than_given,
    reason=always,
)
def recover_subsidy(centre: Centre, act: Act[Recovery]) -> Centre:
    """MOF takes money back, such as after a finding against integrity (Art 31)."""
    facts = {"recovered_amount": act.content.recovered_amount}
    return _closing_settled(decided(centre, act, SubsidyState.RECOVERED, **facts), act)
