"""What an act in one matter brings about in others: each reaction sees the centre before and after the act (B.13)."""

from collections.abc import Callable
from datetime import date

from domain.centre import Centre
from domain.changes.effects import exit_begun
from domain.changes.queue import released
from domain.rectification.ordering import ordered

Reaction = Callable[[Centre, Centre, date], Centre]

REACTIONS: tuple[Reaction, ...] = (ordered, exit_begun, released)


def followed(before: Centre, after: Centre, on: date) -> Centre:
    """The centre after every reaction to the act; runs of the first practice know none."""
    if not before.whole:
        return after
    for reaction in REACTIONS:
        after = reaction(before, after, on)
    return after
