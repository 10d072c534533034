"""The work plan of the year, what supports the centre, and who serves it (Arts 8.4, 9, 17.4; B.10)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import on_day
from domain.evaluation.matter import Evaluation
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.operation.governance_matter import KEY, Commitment, Delegation, WorkPlan, latest
from domain.operation.governance_records import AT_THE_CENTRE, KEPT_AT, ahead, backwards, governance_of, recorded
from domain.practice import WHOLE
from domain.roles import MINISTRY, SUPERVISION
from domain.rules import Act, rule
from domain.texts import Line, Text

Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=2)]


class WorkPlanRecord(Command):
    """The work plan that the council has fixed for a year (Art 17.4)."""

    year: Annotated[int, Field(ge=2016, le=2199)]
    adopted_on: Day | None = None
    resolution: Line | None = None
    document: Line | None = None


@rule(
    "B.10",
    "record_work_plan",
    "Record the annual work plan",
    "记录年度工作计划",
    "Art 17.4",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=AT_THE_CENTRE,
    side=Side.RECORD,
    content=WorkPlanRecord,
    faults=lambda _centre, act: ahead(act, "adopted_on"),
)
def record_work_plan(centre: Centre, act: Act[WorkPlanRecord]) -> Centre:
    """The council has fixed the plan of the year; the reminder of that year is met (Art 17.4)."""
    plan = WorkPlan(**act.content.model_dump())
    others = tuple(p for p in governance_of(centre, act.on).work_plans if p.year != plan.year)
    after = recorded(centre, act, work_plans=latest((*others, plan)))
    reminder = centre.open_obligation(KEY, "annual_work_plan_due")
    awaited = reminder is not None and reminder.opened_on.year == plan.year
    return after.met(KEY, "annual_work_plan_due", plan.adopted_on or act.on) if awaited else after


def work_plan_awaited(centre: Centre, on: date) -> Centre:
    """With the new year the council is reminded of its work plan (Art 17.4): a reminder, nothing is ever late."""
    governance = governance_of(centre, on)
    if not centre.whole or any(plan.year == on.year for plan in governance.work_plans):
        return centre
    month, day = (int(part) for part in centre.terms.governance.work_plan_reminder.split("-"))
    deadline = on_day(centre.calendar, date(on.year, month, day), f"the council is reminded of the work plan {on.year}")
    return centre.with_matter(governance).owing(owed("annual_work_plan_due", KEY, deadline, on))


class CommitmentRecord(Command):
    """A promise of support: policy, land or money, by when, and whether it has been kept (Art 8.4)."""

    type: Literal["policy", "land", "money", "other"]
    text: Text
    amount: Amount | None = None
    due: Day | None = None
    delivered_on: Day | None = None


@rule(
    "B.10",
    "record_support_commitment",
    "Record a commitment of support",
    "记录支持条件落实",
    "Art 8.4",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=SUPERVISION,
    side=Side.RECORD,
    content=CommitmentRecord,
    faults=lambda _centre, act: ahead(act, "delivered_on"),
)
def record_support_commitment(centre: Centre, act: Act[CommitmentRecord]) -> Centre:
    """The promise is tracked, without consequence; the same words again say how it stands now (Art 8.4)."""
    content = act.content
    kept = Commitment(
        type=content.type,
        text=content.text[:300],
        by=act.decision.by.organisation,
        amount=None if content.amount is None else str(content.amount),
        due=content.due,
        delivered_on=content.delivered_on,
    )
    known = governance_of(centre, act.on).support_commitments
    others = tuple(c for c in known if (c.type, c.text, c.by) != (kept.type, kept.text, kept.by))
    return recorded(centre, act, support_commitments=latest((*others, kept)))


class DelegationRecord(Command):
    """The agency that MOST entrusts with day-to-day support, for what, since and until when (Art 9)."""

    agency: Line
    scope: Text | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


def _delegation_faults(centre: Centre, act: Act[DelegationRecord]) -> list[str]:
    agency = act.content.agency
    judges = [e.key for e in centre.open_of(Evaluation) if e.evaluator == agency]
    both = [f"agency: {agency} evaluates the centre ({key}) and may not serve it as well (SOD-3)" for key in judges]
    return backwards("", act.content.from_, act.content.to) + both


@rule(
    "B.10",
    "record_delegation",
    "Record the delegation to an agency",
    "记录委托专业化机构",
    "Art 9",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=MINISTRY,
    side=Side.RECORD,
    content=DelegationRecord,
    faults=_delegation_faults,
)
def record_delegation(centre: Centre, act: Act[DelegationRecord]) -> Centre:
    """The agency supports and decides nothing (Art 9); one whose time is over serves the centre no more."""
    content = act.content
    scope = content.scope[:300] if content.scope else None
    kept = Delegation(agency=content.agency, scope=scope, since=content.from_, until=content.to)
    others = tuple(d for d in governance_of(centre, act.on).delegations if d.agency != kept.agency)
    after = recorded(centre, act, delegations=latest((*others, kept)))
    if kept.until is None or kept.until >= act.on:
        return after.with_(delegated_agency=kept.agency)
    return after.with_(delegated_agency=None) if centre.delegated_agency == kept.agency else after
