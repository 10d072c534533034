"""The clocks of an attempt: when they begin, how they stand still and run on (F.1; E01, E03, E15, G-46)."""

from datetime import date, timedelta

from domain.centre import Centre
from domain.days.periods import Deadline, after_days, after_working_days, on_day
from domain.evaluation.matter import Evaluation, Stopped
from domain.obligations import Obligation, owed

AWAITED = "it was awaited without a date when the clocks were stopped"


def first_clocks(centre: Centre, evaluation: Evaluation, on: date) -> tuple[Obligation, ...]:
    """What the notice asks for, each with its last day (E01)."""
    terms, calendar = centre.terms.evaluation, centre.calendar
    delivered = evaluation.notice_delivered_on or on
    clocks = {
        "participation_confirm": after_working_days(calendar, delivered, terms.confirm_wd, "delivery of the notice"),
        "materials_due": materials_day(centre, evaluation),
        "evaluation_target": _target(centre, evaluation),
    }
    return tuple(owed(key, evaluation.key, deadline, on) for key, deadline in clocks.items())


def materials_day(centre: Centre, evaluation: Evaluation) -> Deadline:
    """The usual day of the materials: some days after the cycle has ended, when its data exist.

    A notice that comes when that day has passed, and every further attempt, gives the same time anew (G-07, G-46).
    """
    n, delivered = centre.terms.evaluation.materials_days_after_cycle_end, evaluation.notice_delivered_on
    usual = after_days(centre.calendar, evaluation.window_to, n, "the end of the cycle")
    if not centre.whole or delivered is None or delivered <= evaluation.window_to:
        return usual
    if evaluation.attempt == 1 and delivered < usual.due:
        return usual
    return after_days(centre.calendar, delivered, n, "delivery of the notice, the cycle having ended")


def _target(centre: Centre, evaluation: Evaluation) -> Deadline:
    n, delivered = centre.terms.evaluation.target_days, evaluation.notice_delivered_on
    if centre.whole and evaluation.attempt > 1 and delivered and delivered > evaluation.window_to:
        return after_days(centre.calendar, delivered, n, "the notice of another attempt")
    return after_days(centre.calendar, evaluation.window_to, n, "the end of the cycle")


def stopped(centre: Centre, matter: str, on: date, keys: tuple[str, ...] | None = None) -> tuple[Stopped, ...]:
    """The open clocks of the matter (those named, or all) as they stand; one that is overdue will be so again."""
    running = [o for o in centre.open_obligations if o.matter == matter and (keys is None or o.key in keys)]
    return tuple(Stopped(key=o.key, basis=o.basis, raw_due=o.raw_due, days=_left(o, on)) for o in running)


def _left(o: Obligation, on: date) -> int | None:
    return None if o.due is None else (o.due - on).days


def standing_still(centre: Centre, matter: str, clocks: tuple[Stopped, ...], on: date) -> Centre:
    """The same centre with these clocks out of what is owed."""
    if not clocks:
        return centre
    return centre.cancelled(matter, *(clock.key for clock in clocks), on=on)


def running_again(
    centre: Centre, matter: str, clocks: tuple[Stopped, ...], since: date, on: date
) -> tuple[Obligation, ...]:
    """The clocks owed anew, each with the days it had left: the time that it stood still is added, then rolled."""
    return tuple(_again(centre, matter, clock, since, on) for clock in clocks)


def _again(centre: Centre, matter: str, clock: Stopped, since: date, on: date) -> Obligation:
    if clock.days is None:
        return owed(clock.key, matter, None, on, basis=clock.basis, why=AWAITED)
    what = f"the last day was {clock.raw_due}; the clock stood still from {since} to {on}; the new one falls"
    deadline = on_day(centre.calendar, on + timedelta(days=clock.days), what)
    return owed(clock.key, matter, deadline, on, basis=clock.basis)
