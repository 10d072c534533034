"""A merger as its survivor records it; the absorbed centres leave by their own exit (B.12; G-36)."""

from typing import Annotated

from pydantic import Field

from domain.centre import Centre
from domain.fact import Command
from domain.formation.launching import Code as CentreCode
from domain.matter import Side
from domain.particulars import Merger
from domain.practice import WHOLE
from domain.roles import LEADERSHIP
from domain.rules import Act, always, rule
from domain.states import IN_SEQUENCE


class MergerRecord(Command):
    """The codes of the centres that go up in this one, and whether an open rectification came with them."""

    absorbed: Annotated[tuple[CentreCode, ...], Field(min_length=1, max_length=20)]
    rectification_moved: bool = False


def _absorbs_others(centre: Centre, act: Act[MergerRecord]) -> list[str]:
    before = {code for merger in centre.mergers for code in merger.absorbed}
    faults = ["absorbed: a centre does not absorb itself"] if centre.code in act.content.absorbed else []
    return faults + [f"absorbed: {code} is on record already" for code in act.content.absorbed if code in before]


@rule(
    "B.12",
    "record_merger",
    "Record a merger",
    "记录并入",
    "Art 6.2",
    since=WHOLE,
    at=sorted(IN_SEQUENCE),
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=MergerRecord,
    faults=_absorbs_others,
    document=always,
)
def record_merger(centre: Centre, act: Act[MergerRecord]) -> Centre:
    """The survivor keeps its id, its cycle and its anchor; what it takes over is on record (G-36)."""
    merger = Merger(on=act.on, document_number=act.decision.document_number, **act.content.model_dump())
    return centre.with_(mergers=(*centre.mergers, merger))
