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
LEADING_NOWHERE = ("governance",)
OTHERWISE: dict[str, tuple[Content, ...]] = {
    "decide": ({"outcome": "defer"}, {"outcome": "return"}),
    "issue_result": (
        {"grade": "poor", "grade_reason": "Three targets missed."},
        {"grade": "poor", "grade_reason": "Three targets missed.", "rectification_order": {"months": 6}},
    ),
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
        yield from (child for child in _followed(later, offered, on) if _is_new(child, on, seen))


def _is_new(centre: Centre, on: date, seen: set[frozenset[str]]) -> bool:
    signature = frozenset(f"{action.matter.partition('/')[0]}:{action.action}" for action in actions(centre, on))
    fresh = signature not in seen
    seen.add(signature)
    return fresh


def _followed(centre: Centre, offered: tuple[ActionStanding, ...], on: date) -> Iterator[Centre]:
    for action in (a for a in offered if a.matter not in LEADING_NOWHERE):
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
