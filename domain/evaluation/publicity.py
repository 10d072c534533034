"""Deliberation and public notice of a result (Art 29; E13)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import Deadline, after_working_days, publicity
from domain.evaluation.matter import KIND, Evaluation, EvaluationState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.roles import MINISTRY
from domain.rules import Act, Nothing, rule


@rule(
    "E13",
    "deliberate",
    "Begin the deliberation",
    "评估结果审议",
    "Art 29",
    on=KIND,
    at=[EvaluationState.REPORTED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Nothing,
)
def deliberate(centre: Centre, act: Act[Nothing]) -> Centre:
    """MOST deliberates on the report."""
    return centre.with_matter(centre.find(Evaluation, act.matter).at(EvaluationState.DELIBERATING, act.on))


class PublicNotice(Command):
    """The public notice; dates written in the notice prevail over the policy (F.2)."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


def _notice_runs_forward(_centre: Centre, act: Act[PublicNotice]) -> list[str]:
    first, last = act.content.from_ or act.on, act.content.to
    return [f"to: lies before the first day of the notice ({first})"] if last and last < first else []


@rule(
    "E13",
    "open_publicity",
    "Open the public notice",
    "公示",
    "Art 29",
    on=KIND,
    at=[EvaluationState.DELIBERATING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=PublicNotice,
    faults=_notice_runs_forward,
)
def open_publicity(centre: Centre, act: Act[PublicNotice]) -> Centre:
    """The result is on public notice; its first day counts."""
    first = act.content.from_ or act.on
    span = _span(centre, first, act.content.to)
    evaluation = centre.find(Evaluation, act.matter)
    evaluation = evaluation.at(EvaluationState.PUBLICITY, act.on, publicity_from=first, publicity_to=span.due)
    after = centre.met(act.matter, "deliberation", act.on).with_matter(evaluation)
    return after.owing(owed("publicity", act.matter, span, act.on))


def _span(centre: Centre, first: date, last: date | None) -> Deadline:
    if last is not None:
        return Deadline(raw_due=last, due=last, why=f"public notice from {first} to {last}, as the notice says")
    terms, calendar = centre.terms.evaluation, centre.calendar
    if terms.publicity_counts_first_day:
        return publicity(calendar, first, terms.publicity_wd, "public notice")
    return after_working_days(calendar, first, terms.publicity_wd, "the public notice opened")


def publicity_over(centre: Centre, matter: str, on: date) -> Centre:
    """The public notice has ended: leadership is asked for the result (E14)."""
    return centre.owing(owed("result", matter, None, on, why="the public notice has ended"))
