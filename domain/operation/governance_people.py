"""The director and the expert committee (Arts 17.2, 17.3, 18, 19; B.10, G-29)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import after_days
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.operation.governance_matter import KEY, Committee, Director, Meeting, Seat, latest
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
from domain.roles import SUPERVISION, Role
from domain.rules import Act, rule
from domain.texts import JsonValue, Line


class DirectorRecord(Command):
    """The appointment of the director by a council resolution (Art 17.2), and whether full-time (Art 18)."""

    person: Line
    title: Line | None = None
    appointed_on: Day | None = None
    resolution: Line
    full_time: bool
    full_time_evidence: Line | None = None
    concurrent_posts: Annotated[tuple[Line, ...], Field(max_length=50)] = ()


def _director_faults(centre: Centre, act: Act[DirectorRecord]) -> list[str]:
    committee, person = governance_of(centre, act.on).expert_committee, act.content.person
    advises = committee is not None and committee.sits(person, act.on)
    both = [f"person: {person} sits on the expert committee and may not be the director whom it advises (B.10)"]
    return ahead(act, "appointed_on") + (both if advises else [])


@rule(
    "B.10",
    "record_director",
    "Record the director",
    "记录主任（总经理）聘任",
    "Art 17.2",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=AT_THE_CENTRE,
    side=Side.RECORD,
    content=DirectorRecord,
    faults=_director_faults,
)
def record_director(centre: Centre, act: Act[DirectorRecord]) -> Centre:
    """The council appoints the director; one who is not full-time is on record as a non-compliance (Art 18, G-29)."""
    content, since = act.content, act.content.appointed_on or act.on
    facts = content.model_dump(exclude={"appointed_on"})
    director = Director(**facts, appointed_on=since, valid=content.full_time)
    after = recorded(centre, act, director=director, vacant_since=None, former_directors=_former(centre, act, since))
    return after.met(KEY, "director_vacancy_alert", since).met(KEY, "director_vacancy_followup", since)


def _former(centre: Centre, act: Act[DirectorRecord], since: date) -> tuple[Director, ...]:
    known = governance_of(centre, act.on)
    if known.director is None or known.director.person == act.content.person:
        return known.former_directors
    return latest((*known.former_directors, _ended(known.director, since)))


def _ended(director: Director, on: date) -> Director:
    return director if director.ended_on else director.model_copy(update={"ended_on": on})


class Vacancy(Command):
    """The day on which the director left (Art 18)."""

    vacated_on: Day | None = None


@rule(
    "B.10",
    "record_director_vacancy",
    "Record the director's vacancy",
    "记录主任空缺",
    "Art 18",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=(*AT_THE_CENTRE, *SUPERVISION),
    side=Side.RECORD,
    content=Vacancy,
    faults=lambda _centre, act: ahead(act, "vacated_on"),
)
def record_director_vacancy(centre: Centre, act: Act[Vacancy]) -> Centre:
    """The post is vacant: the council has its time to appoint; no ground for exit (G-29)."""
    known = governance_of(centre, act.on)
    since = act.content.vacated_on or known.vacant_since or act.on
    former = latest((*known.former_directors, _ended(known.director, since))) if known.director else None
    n = centre.terms.governance.director_vacancy_alert_days
    deadline = after_days(centre.calendar, since, n, "the post of director fell vacant")
    facts = {"director": None, "vacant_since": since, "former_directors": former or known.former_directors}
    after = recorded(centre, act, **facts).cancelled(KEY, "director_vacancy_followup", on=act.on)
    return after.owing(owed("director_vacancy_alert", KEY, deadline, act.on))


def still_vacant(centre: Centre, on: date) -> Centre:
    """The post has been vacant too long: the supervising department looks into it (B.10). No status changes."""
    why = "the council has not appointed a director in time; a supervision matter, no ground for exit (Art 8.3, G-29)"
    return centre.owing(owed("director_vacancy_followup", KEY, None, on, why=why))


class CommitteeMember(Command):
    """An expert on the committee, for which field, since and until which day (C.10)."""

    person: Line
    field: Line | None = None
    organisation: Line | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    to: Day | None = None


class CommitteeRecord(Command):
    """The expert committee as the council has appointed it (Art 17.3)."""

    members: Annotated[tuple[CommitteeMember, ...], Field(min_length=1, max_length=100)]
    chair: Line | None = None


def _committee_faults(centre: Centre, act: Act[CommitteeRecord]) -> list[str]:
    members = act.content.members
    current = [m.person for m in members if m.to is None or m.to >= act.on]
    director = governance_of(centre, act.on).director
    spans = [fault for n, m in enumerate(members) for fault in backwards(f"members.{n}.", m.from_, m.to)]
    advised = director is not None and director.person in (*current, act.content.chair)
    both = ["members: the director may not sit on the expert committee that advises the centre (B.10)"]
    return spans + repeated("members", current) + (both if advised else [])


def _committee(centre: Centre, act: Act[CommitteeRecord]) -> Centre:
    """The council appoints the experts who advise the centre (Arts 17.3, 19)."""
    seats = tuple(
        Seat(person=m.person, organisation=m.organisation, field=m.field, since=m.from_, until=m.to)
        for m in act.content.members
    )
    return recorded(centre, act, expert_committee=Committee(chair=act.content.chair, members=seats))


for _at, _by in BY_STAGE:
    rule(
        "B.10",
        "record_expert_committee",
        "Record the expert committee",
        "记录专家委员会",
        "Art 17.3",
        since=WHOLE,
        on=KEY,
        opens=True,
        at=_at,
        by=_by,
        side=Side.RECORD,
        content=CommitteeRecord,
        faults=_committee_faults,
    )(_committee)


class MeetingRecord(Command):
    """A meeting of the expert committee: its agenda and its opinions (Art 19)."""

    date: Day | None = None
    agenda: JsonValue = None
    opinions: JsonValue = None


@rule(
    "B.10",
    "record_expert_meeting",
    "Record a meeting of the expert committee",
    "记录专家委员会会议",
    "Art 19",
    since=WHOLE,
    on=KEY,
    opens=True,
    at=KEPT_AT,
    by=(*AT_THE_CENTRE, Role.EXPERT_COMMITTEE_CHAIR),
    side=Side.RECORD,
    content=MeetingRecord,
    faults=lambda _centre, act: ahead(act, "date"),
)
def record_expert_meeting(centre: Centre, act: Act[MeetingRecord]) -> Centre:
    """The committee has advised; its opinions bind nobody and are on record (Art 19)."""
    content = act.content
    meeting = Meeting(on=content.date or act.on, agenda=in_words(content.agenda), has_opinions=bool(content.opinions))
    meetings = governance_of(centre, act.on).expert_meetings
    return recorded(centre, act, expert_meetings=latest((*meetings, meeting)))
