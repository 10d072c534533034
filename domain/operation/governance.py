"""The council, its resolutions, the charter and the Party organisation (Arts 5, 10.1, 17; B.10, G-30, G-31)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.fact import Command
from domain.matter import Side
from domain.operation.governance_matter import KEY, CharterVersion, Council, PartyOrganisation, Resolution, Seat, latest
from domain.operation.governance_records import (
    AT_THE_CENTRE,
    BY_STAGE,
    KEPT_AT,
    ahead,
    backwards,
    governance_of,
    in_words,
    recorded,
    repeated,
)
from domain.practice import WHOLE
from domain.roles import COUNCIL
from domain.rules import Act, rule
from domain.texts import JsonValue, Line


class CouncilMember(Command):
    """A member of the council, for whom, and since and until which day (C.10)."""

    person: Line
    organisation: Line | None = None
    capacity: Literal["member_entity", "government", "other"] = "other"
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


class CouncilRecord(Command):
    """The council as constituted, renewed or changed; what is left out stays as recorded (Art 17)."""

    form: Literal["council", "board"] | None = None
    constituted_on: Day | None = None
    term: Line | Annotated[int, Field(ge=1, le=20)] | None = None
    chair: Line | None = None
    members: Annotated[tuple[CouncilMember, ...], Field(max_length=100)] = ()


def _council_faults(_centre: Centre, act: Act[CouncilRecord]) -> list[str]:
    members = act.content.members
    spans = [fault for n, m in enumerate(members) for fault in backwards(f"members.{n}.", m.from_, m.to)]
    current = [m.person for m in members if m.to is None or m.to >= act.on]
    return ahead(act, "constituted_on") + spans + repeated("members", current)


def _council(centre: Centre, act: Act[CouncilRecord]) -> Centre:
    """The council is on record as it stands now; its members act for the centre (SOD-2, G-31)."""
    before = governance_of(centre, act.on).council or Council(recorded_on=act.on)
    given = act.content.model_dump(include={"form", "constituted_on", "term", "chair"}, exclude_none=True)
    if act.content.members:
        given["members"] = tuple(_seat(member) for member in act.content.members)
    return recorded(centre, act, council=before.model_copy(update={**given, "recorded_on": act.on}))


def _seat(member: CouncilMember) -> Seat:
    return Seat(
        person=member.person,
        organisation=member.organisation,
        capacity=member.capacity,
        since=member.from_,
        until=member.to,
    )


for _at, _by in BY_STAGE:
    rule(
        "B.10",
        "record_council",
        "Record the council",
        "记录理事会（董事会）",
        "Art 17",
        since=WHOLE,
        on=KEY,
        opens=True,
        at=_at,
        by=_by,
        side=Side.RECORD,
        content=CouncilRecord,
        faults=_council_faults,
    )(_council)


class ResolutionRecord(Command):
    """A resolution of the council (Art 17.4; C.10)."""

    number: Line
    date: Day | None = None
    subject: Line
    attendance: JsonValue = None
    result: Line | None = None
    document: Line | None = None


@rule(
    "B.10",
    "record_council_resolution",
    "Record a council resolution",
    "记录理事会决议",
    "Art 17.4",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=AT_THE_CENTRE,
    side=Side.RECORD,
    content=ResolutionRecord,
    faults=lambda _centre, act: ahead(act, "date"),
)
def record_council_resolution(centre: Centre, act: Act[ResolutionRecord]) -> Centre:
    """The council decides the major issues; the same number again puts the record right."""
    content = act.content
    kept = Resolution(
        number=content.number,
        on=content.date or act.on,
        subject=content.subject,
        attendance=in_words(content.attendance),
        result=content.result,
        document=content.document,
    )
    others = tuple(r for r in governance_of(centre, act.on).resolutions if r.number != kept.number)
    return recorded(centre, act, resolutions=latest((*others, kept)))


class CharterRecord(Command):
    """A version of the charter: a draft, or with its adoption when the council has resolved (G-30)."""

    version: Line | None = None
    adopted_on: Day | None = None
    resolution: Line | None = None
    document: Line | None = None


def _adopts(act: Act[CharterRecord]) -> bool:
    return bool(act.content.adopted_on or act.content.resolution) or act.role in COUNCIL


def _charter(centre: Centre, act: Act[CharterRecord]) -> Centre:
    """The centre drafts the charter, the council adopts it: both are on record (G-30)."""
    charters = governance_of(centre, act.on).charters
    version = act.content.version or _meant(charters, _adopts(act))
    before = next((c for c in charters if c.version == version), CharterVersion(version=version))
    day: dict[str, Any] = (
        {"adopted_on": act.content.adopted_on or act.on}
        if _adopts(act)
        else {"drafted_on": before.drafted_on or act.on}
    )
    given = act.content.model_dump(include={"resolution", "document"}, exclude_none=True)
    others = tuple(c for c in charters if c.version != version)
    return recorded(centre, act, charters=latest((*others, before.model_copy(update={**given, **day}))))


def _meant(charters: tuple[CharterVersion, ...], adopts: bool) -> str:
    """The version that is meant when none is named: the draft that waits for its adoption, else a new one."""
    waiting = charters[-1] if charters and charters[-1].adopted_on is None else None
    return waiting.version if waiting and adopts else str(len(charters) + 1)


for _at, _by in BY_STAGE:
    rule(
        "B.10",
        "record_charter",
        "Record the charter",
        "记录章程",
        "Art 17.1",
        since=WHOLE,
        on=KEY,
        opens=True,
        at=_at,
        by=_by,
        side=Side.RECORD,
        content=CharterRecord,
        faults=lambda _centre, act: ahead(act, "adopted_on"),
    )(_charter)


class PartyRecord(Command):
    """Whether a Party organisation is established, since when and of which type (Art 5)."""

    established: bool
    established_on: Day | None = None
    type: Line | None = None


@rule(
    "B.10",
    "record_party_organisation",
    "Record the Party organisation",
    "记录党组织设立",
    "Art 5",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=AT_THE_CENTRE,
    side=Side.RECORD,
    content=PartyRecord,
    faults=lambda _centre, act: ahead(act, "established_on"),
)
def record_party_organisation(centre: Centre, act: Act[PartyRecord]) -> Centre:
    """The Party organisation is on record; without one there is a warning, no gate (Art 5)."""
    return recorded(centre, act, party_organisation=PartyOrganisation(**act.content.model_dump()))
