"""The milestones of a comprehensive case as data, and the clock of the next dated one (Art 12; C02, C03)."""

from datetime import date

from domain.centre import CENTRE, Centre
from domain.days.periods import on_day
from domain.obligations import owed
from domain.particulars import Milestone
from domain.roles import Role

KEY = "case_milestone"


def with_milestones(centre: Centre, milestones: tuple[Milestone, ...], on: date) -> Centre:
    """The case with these milestones; the earliest dated one that is not reached is owed (C02, C03)."""
    before = awaited(centre)
    after = centre.with_(formation=centre.formation.model_copy(update={"milestones": milestones}))
    if awaited(after) == before and after.open_obligation(CENTRE, KEY):
        return after
    if before and before.title in {m.title for m in milestones if m.done_on}:
        after = after.met(CENTRE, KEY, on)
    return clocked(after.cancelled(CENTRE, KEY, on=on), on)


def awaited(centre: Centre) -> Milestone | None:
    """The earliest dated milestone that is not reached."""
    dated = [m for m in centre.formation.milestones if m.due and m.done_on is None]
    return min(dated, key=lambda m: m.due or date.max, default=None)


def clocked(centre: Centre, on: date) -> Centre:
    """The centre with the clock of its next dated milestone, owed by the government that owns it, else by MOST."""
    following = awaited(centre)
    if not centre.whole or following is None or following.due is None:
        return centre
    governments = (*centre.lead_governments, *centre.supervising_departments)
    by = Role.SD_REVIEWER if following.owner in governments else Role.MOST_OFFICER
    deadline = on_day(centre.calendar, following.due, f"the milestone {following.title!r} of the case is due")
    return centre.owing(owed(KEY, CENTRE, deadline, on, by=by))
