"""The day on which a decision reached its addressee, recorded when it is known (Art 6.2, F.2 rule 1; G-38)."""

from datetime import date

from domain.centre import CENTRE, Centre
from domain.content import Day, delivered_early
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.exit.matter import ExitState
from domain.fact import Command
from domain.matter import Side
from domain.operation.services import delivered
from domain.practice import WHOLE
from domain.roles import MINISTRY
from domain.rules import Act, Reach, rule
from domain.states import State

WINDOW = "reconsideration_window"


class Delivery(Command):
    """The day of delivery of the last decision of the matter."""

    delivered_on: Day


def _nothing_to_deliver(centre: Centre, matter: str, _today: date) -> str | None:
    return None if centre.obligation(matter, WINDOW) else "no decision of this matter is on record to be delivered"


def _between(centre: Centre, act: Act[Delivery]) -> list[str]:
    day, window = act.content.delivered_on, centre.obligation(act.matter, WINDOW)
    early = delivered_early(day, window.opened_on) if window else []
    return early + ([f"delivered_on: {day} lies in the future"] if day > act.today else [])


def _delivered(centre: Centre, act: Act[Delivery]) -> Centre:
    """The time for asking reconsideration runs from the delivery; a last day fixed in an order stays (F.2, G-38)."""
    day, window = act.content.delivered_on, centre.obligation(act.matter, WINDOW)
    after = _kept(centre, act.matter, day)
    return delivered(after, act.matter, window.opened_on, day) if window else after


def _kept(centre: Centre, matter: str, day: date) -> Centre:
    found = centre.matters.get(matter)
    if isinstance(found, Evaluation):
        return centre.with_matter(found.model_copy(update={"delivered_on": day}))
    if matter == CENTRE and centre.approval:
        return centre.with_(approval=centre.approval.model_copy(update={"delivered_on": day}))
    return centre


for _on, _at, _lasts in (
    (CENTRE, [state for state in State if state.in_sequence], Reach.EXIT),
    ("evaluation", [EvaluationState.ISSUED], Reach.EXIT),
    ("exit", [ExitState.CONFIRMED], Reach.CLOSING),
):
    rule(
        "F18, O02, O12",
        "record_delivery",
        "Record the delivery",
        "记录决定送达",
        "Art 6.2",
        since=WHOLE,
        on=_on,
        lasts=_lasts,
        at=_at,
        by=MINISTRY,
        side=Side.RECORD,
        content=Delivery,
        not_yet=_nothing_to_deliver,
        faults=_between,
    )(_delivered)
