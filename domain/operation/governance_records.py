"""How governance records are kept: at which states, by whom, and the form that their checks share (B.10, B.13)."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from domain.centre import Centre
from domain.operation.governance_matter import KEY, Governance, GovernanceState
from domain.roles import APPLICANT, CENTRE_STAFF, COUNCIL
from domain.rules import Act
from domain.states import IN_SEQUENCE, State
from domain.texts import JsonValue

PREPARED_AT = (State.CULTIVATING, State.CASE_DESIGN)
KEPT_AT = tuple(sorted(IN_SEQUENCE))
AT_THE_CENTRE = (*COUNCIL, *CENTRE_STAFF)
BY_STAGE = ((PREPARED_AT, (*APPLICANT, *COUNCIL)), (KEPT_AT, AT_THE_CENTRE))


def governance_of(centre: Centre, on: date) -> Governance:
    """The governance records of the centre; empty ones from that day when nothing is recorded yet."""
    found = centre.matters.get(KEY)
    return found if isinstance(found, Governance) else Governance(key=KEY, state=GovernanceState.KEPT, since=on)


def recorded(centre: Centre, act: Act[Any], **facts: Any) -> Centre:
    """The centre with these facts on its governance record; no status changes (B.10)."""
    return centre.with_matter(governance_of(centre, act.on).model_copy(update=facts))


def ahead(act: Act[Any], *fields: str) -> list[str]:
    """The days of the content that lie in the future, as faults: a record tells what has happened."""
    days = ((field, getattr(act.content, field)) for field in fields)
    return [
        f"{field}: {day} lies in the future; record it when it has happened" for field, day in days if _later(day, act)
    ]


def _later(day: date | None, act: Act[Any]) -> bool:
    return day is not None and day > act.today


def backwards(place: str, since: date | None, until: date | None) -> list[str]:
    """A span whose last day lies before its first, as a fault."""
    wrong = since is not None and until is not None and until < since
    return [f"{place}to: {until} lies before {since}, the first day"] if wrong else []


def repeated(field: str, names: Iterable[str]) -> list[str]:
    """The names that stand twice, as faults."""
    return [f"{field}: {name} is named twice" for name, times in Counter(names).items() if times > 1]


def in_words(value: JsonValue) -> str | None:
    """A free value in a short line, as the record shows it."""
    return None if value is None else str(value)[:300]
