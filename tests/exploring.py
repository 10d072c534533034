"""Where every act is possible: lives reached from the known ones by taking whatever is offered, breadth first."""

from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from lives import EVERY_LIFE, convert, decision, nine, top_down

from domain.acts import decide
from domain.centre import Centre
from domain.law import ACTIONS
from domain.passing import pass_time
from domain.refusals import Refused
from domain.roles import Role
from domain.sample_parts import Content
from domain.samples import sample_content
from domain.standing import ActionStanding, actions

LATER = (0, 30, 200, 800)
ENOUGH = 3_000
OTHERWISE: dict[str, tuple[Content, ...]] = {
    "decide": ({"outcome": "defer"}, {"outcome": "return"}),
    "issue_result": ({"grade": "poor", "grade_reason": "Three targets missed."},),
    "record_inspection": ({"outcome": "fail"},),
}


class Place(NamedTuple):
    """Where an act is possible: a life, its matter, a role that may act, a day."""

    centre: Centre
    matter: str
    role: Role
    on: date


@cache
def places() -> dict[str, Place]:
    """For every act of the table a life that has come to where it is possible; what is missing was not found."""
    found: dict[str, Place] = {}
    lives = deque([top_down(), convert(), *(life() for life in EVERY_LIFE.values())])
    seen: set[frozenset[str]] = set()
    for _ in range(ENOUGH):
        if not lives or len(found) == len(ACTIONS):
            break
        lives.extend(_explored(lives.popleft(), found, seen))
    return found


def _explored(centre: Centre, found: dict[str, Place], seen: set[frozenset[str]]) -> Iterator[Centre]:
    for days in LATER:
        on = max(centre.since or date(2022, 1, 4), date(2020, 1, 6)) + timedelta(days=days)
        later = pass_time(centre, nine(on))[0]
        offered = actions(later, on)
        for action in offered:
            found.setdefault(action.action, Place(later, action.matter, Role(action.roles[0]), on))
        signature = frozenset(action.action for action in offered)
        if signature not in seen:
            seen.add(signature)
            yield from _followed(later, offered, on)


def _followed(centre: Centre, offered: tuple[ActionStanding, ...], on: date) -> Iterator[Centre]:
    for action in offered:
        for n, variant in enumerate(({}, *OTHERWISE.get(action.action, ()))):
            yield from _taken(centre, action, on, {**sample_content(action.action), **variant}, n)


def _taken(centre: Centre, action: ActionStanding, on: date, content: Content, n: int) -> Iterator[Centre]:
    for role in action.roles:
        name = f"{centre.revision}-{action.action}-{role}-{n}"
        made = decision(centre, action.action, Role(role), on, content, matter=action.matter, decision_id=name)
        try:
            yield decide(centre, made, nine(on))[0]
        except Refused:
            continue
        break
