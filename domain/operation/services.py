"""Making a decision known: its delivery, its publication, the time for asking reconsideration (Art 6.2, G-38)."""

from datetime import date

from domain.centre import CENTRE, Centre
from domain.content import Day
from domain.days.periods import after_days, after_working_days
from domain.evaluation.matter import EvaluationState
from domain.exit.matter import ExitState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.roles import MINISTRY
from domain.rules import Act, Reach, rule
from domain.states import State
from domain.texts import Line


def publication(centre: Centre, matter: str, on: date) -> Obligation:
    """MOST's time to publish the decision."""
    n = centre.terms.publication.publish_wd
    return owed("publish_decision", matter, after_working_days(centre.calendar, on, n, "the decision"), on)


def delivered(centre: Centre, matter: str, on: date, delivered_on: date) -> Centre:
    """The addressee knows the decision since that day; the information window of reconsideration runs."""
    n = centre.terms.reconsideration.inform_days
    deadline = after_days(centre.calendar, delivered_on, n, "delivery")
    return centre.owing(owed("reconsideration_window", matter, deadline, on))


class Publication(Command):
    """Where and when the decision was published."""

    published_on: Day | None = None
    where: Line | None = None


def _unpublished(centre: Centre, matter: str, _today: date) -> str | None:
    return (
        None
        if centre.open_obligation(matter, "publish_decision")
        else "no decision of this matter waits for publication"
    )


def _published(centre: Centre, act: Act[Publication]) -> Centre:
    return centre.met(act.matter, "publish_decision", act.content.published_on or act.on)


for _on, _at, _lasts in (
    (CENTRE, [state for state in State if state.in_sequence], Reach.EXIT),
    ("evaluation", [EvaluationState.ISSUED], Reach.EXIT),
    ("exit", [ExitState.CONFIRMED], Reach.CLOSING),
):
    rule(
        "F18, O02, O12",
        "record_publication",
        "Record the publication",
        "记录决定公布",
        "Art 6.2",
        on=_on,
        lasts=_lasts,
        at=_at,
        by=MINISTRY,
        side=Side.RECORD,
        content=Publication,
        not_yet=_unpublished,
    )(_published)
