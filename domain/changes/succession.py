"""A department that is renamed or succeeded: its authority passes to the successor from that day (G-23)."""

from datetime import date

from domain.centre import Centre
from domain.changes.matter import Change
from domain.changes.review import awaited
from domain.changes.supervision import recorded
from domain.fact import Command
from domain.matter import Side
from domain.practice import WHOLE
from domain.roles import MINISTRY
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line, Slug


class Succession(Command):
    """Which department, and which one has taken its place; `name` as it is called now."""

    organisation: Slug
    successor: Slug
    name: Line | None = None


def _succession_faults(centre: Centre, act: Act[Succession]) -> list[str]:
    content = act.content
    if content.organisation not in (*centre.supervising_departments, *centre.lead_governments):
        return [f"organisation: {content.organisation} does not supervise this centre"]
    return ["successor: is the department itself"] if content.successor == content.organisation else []


@rule(
    "G-23",
    "record_successor",
    "Record the successor of a department",
    "记录主管部门承继",
    "Art 8",
    since=WHOLE,
    at=[state for state in State if not state.final and state is not State.CLOSING],
    by=MINISTRY,
    side=Side.RECORD,
    content=Succession,
    faults=_succession_faults,
)
def record_successor(centre: Centre, act: Act[Succession]) -> Centre:
    """The successor supervises from that day and takes over what is open; who reviewed before stays on record."""
    old, new = act.content.organisation, act.content.successor
    text = f"{new} has taken the place of {old}" + (f" ({act.content.name})" if act.content.name else "")
    after = recorded(centre, act, "successor", text, subject=old, successor=new)
    after = after.with_(
        supervising_departments=_replaced(centre.supervising_departments, old, new),
        lead_governments=_replaced(centre.lead_governments, old, new),
        recommending_department=centre.recommending_department or next(iter(centre.supervising_departments), None),
    )
    return _unasked(after, act.on)


def _unasked(centre: Centre, on: date) -> Centre:
    """Where two departments have become one, nobody may be left to be heard."""
    for change in centre.open_of(Change):
        if not awaited(centre, change):
            centre = centre.cancelled(change.key, "co_opinion", on=on)
    return centre


def _replaced(departments: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if name == old else name for name in departments))
