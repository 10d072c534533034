"""Appeals: a register of what reconsideration and courts have decided; it suspends nothing by itself (G-38)."""

from domain.centre import CENTRE, Centre
from domain.fact import Command
from domain.matter import Side
from domain.particulars import Reconsideration
from domain.practice import WHOLE
from domain.roles import MINISTRY, Role
from domain.rules import Act, Reach, rule
from domain.states import State
from domain.texts import Line, Text


class ReconsiderationOutcome(Command):
    """How a reconsideration or a court has decided, about which matter, and whether it has ordered a stay."""

    outcome: Text
    decision_no: Line | None = None
    about: Line = CENTRE
    stay: bool = False


def _about_something(centre: Centre, act: Act[ReconsiderationOutcome]) -> list[str]:
    about = act.content.about
    return [] if about == CENTRE or about in centre.matters else [f"about: the centre has no matter {about}"]


@rule(
    "B.12",
    "record_reconsideration",
    "Record the outcome of an appeal",
    "记录复议诉讼结果",
    "Art 33",
    since=WHOLE,
    lasts=Reach.CLOSING,
    at=[state for state in State if not state.final],
    by=(Role.RECONSIDERATION_OFFICER, *MINISTRY),
    side=Side.RECORD,
    content=ReconsiderationOutcome,
    faults=_about_something,
)
def record_reconsideration(centre: Centre, act: Act[ReconsiderationOutcome]) -> Centre:
    """The register of outcomes: nothing is suspended, whatever is recorded, unless leadership acts upon it (G-38)."""
    told = Reconsideration(on=act.on, **act.content.model_dump())
    return centre.with_(reconsiderations=(*centre.reconsiderations, told))
