"""The governance of a centre on record: council, charter, director, experts, Party (Arts 5, 17 to 19; B.10)."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeVar

from domain.fact import Fact
from domain.matter import Matter
from domain.states import Named

KEY = "governance"
LATEST = 100

T = TypeVar("T")


class GovernanceState(Named):
    """The one state of the governance records: they are kept as long as the centre lives (B.10)."""

    KEPT = "KEPT", "在册"


class Seat(Fact):
    """A seat on the council or the expert committee, and the first and last day on which it is held."""

    person: str
    organisation: str | None = None
    capacity: str | None = None
    field: str | None = None
    since: date | None = None
    until: date | None = None

    def is_held(self, on: date) -> bool:
        """Whether the person holds the seat on that day; the last day counts."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Body(Fact):
    """A body of the centre: its chair and its members."""

    chair: str | None = None
    members: tuple[Seat, ...] = ()

    def sits(self, person: str, on: date) -> bool:
        """Whether the person is a member or the chair on that day."""
        seats = [seat for seat in self.members if seat.person == person]
        return any(seat.is_held(on) for seat in seats) if seats else person == self.chair


class Council(Body):
    """The council or board as recorded last (Art 17; C.10)."""

    form: Literal["council", "board"] = "council"
    constituted_on: date | None = None
    term: str | int | None = None
    recorded_on: date


class Resolution(Fact):
    """A council resolution (Art 17.4)."""

    number: str
    on: date
    subject: str
    attendance: str | None = None
    result: str | None = None
    document: str | None = None


class CharterVersion(Fact):
    """A version of the charter: drafted by the centre (Art 10.1), adopted by the council (Art 17.1; G-30)."""

    version: str
    drafted_on: date | None = None
    adopted_on: date | None = None
    resolution: str | None = None
    document: str | None = None


class Director(Fact):
    """A director as appointed by the council; `valid` only when full-time (Arts 17.2, 18)."""

    person: str
    title: str | None = None
    appointed_on: date
    resolution: str
    full_time: bool
    valid: bool
    full_time_evidence: str | None = None
    concurrent_posts: tuple[str, ...] = ()
    ended_on: date | None = None


class Committee(Body):
    """The expert committee: it advises (Arts 17.3, 19)."""


class Meeting(Fact):
    """A meeting of the expert committee; its opinions are in the register (Art 19)."""

    on: date
    agenda: str | None = None
    has_opinions: bool = False


class WorkPlan(Fact):
    """The work plan of one year (Art 17.4)."""

    year: int
    adopted_on: date | None = None
    resolution: str | None = None
    document: str | None = None


class PartyOrganisation(Fact):
    """The Party organisation of the centre (Art 5)."""

    established: bool
    established_on: date | None = None
    type: str | None = None


class Commitment(Fact):
    """What a supervising department has promised: policy, land, money (Art 8.4)."""

    type: str
    text: str
    by: str
    amount: str | None = None
    due: date | None = None
    delivered_on: date | None = None


class Delegation(Fact):
    """A professional agency entrusted with day-to-day support; it decides nothing (Art 9)."""

    agency: str
    scope: str | None = None
    since: date | None = None
    until: date | None = None


class Governance(Matter):
    """The governance records (B.10): parallel to the main life, without effect on it. The register keeps every act."""

    kind: Literal["governance"] = "governance"
    state: GovernanceState
    council: Council | None = None
    resolutions: tuple[Resolution, ...] = ()
    charters: tuple[CharterVersion, ...] = ()
    director: Director | None = None
    former_directors: tuple[Director, ...] = ()
    vacant_since: date | None = None
    expert_committee: Committee | None = None
    expert_meetings: tuple[Meeting, ...] = ()
    work_plans: tuple[WorkPlan, ...] = ()
    party_organisation: PartyOrganisation | None = None
    support_commitments: tuple[Commitment, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the records show against Arts 5 and 17 to 19: visible, never a bar, never a ground for exit (G-29)."""
        return (*self._of_the_council(), *self._of_the_charter(), *self._of_the_director(), *self._of_the_party())

    def _of_the_council(self) -> tuple[str, ...]:
        if self.council is None:
            return ()
        held = {seat.capacity for seat in self.council.members if seat.is_held(self.council.recorded_on)}
        wanted = {"member_entity": "a member organisation", "government": "a government department"}
        return tuple(
            f"Art 17: nobody on the council represents {who}" for kind, who in wanted.items() if kind not in held
        )

    def _of_the_charter(self) -> tuple[str, ...]:
        newest = self.charters[-1] if self.charters else None
        if newest is None or newest.resolution:
            return ()
        how = "adopted without a resolution on record" if newest.adopted_on else "drafted and not yet adopted"
        return (f"Art 17.1: charter {newest.version} is {how}; the council adopts it (G-30)",)

    def _of_the_director(self) -> tuple[str, ...]:
        if self.vacant_since:
            return (f"Art 18: the post of director is vacant since {self.vacant_since} (G-29)",)
        if self.director is None or self.director.full_time:
            return ()
        return (f"Art 18: the director {self.director.person} is not full-time staff (G-29)",)

    def _of_the_party(self) -> tuple[str, ...]:
        party = self.party_organisation
        return ("Art 5: no Party organisation is established",) if party and not party.established else ()


def sits_on_council(matters: Mapping[str, Matter], person: str, on: date) -> bool:
    """Whether the person sits on the council on that day, and so acts for the centre (SOD-2, G-31)."""
    found = matters.get(KEY)
    return isinstance(found, Governance) and found.council is not None and found.council.sits(person, on)


def latest(items: tuple[T, ...]) -> tuple[T, ...]:
    """The latest hundred: what the value carries on; the register keeps them all."""
    return items[-LATEST:]
