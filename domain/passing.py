"""What the passing of time does: opens, reminds, flags, asks. It never changes a legal status (B.0 rule 1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.centre import CENTRE, Centre
from domain.changes.effects import in_effect
from domain.changes.matter import Change, ChangeState
from domain.changes.opinions import unheard
from domain.days.periods import after_months, shanghai_date, start_of
from domain.evaluation.notice import last_call_expired, unanswered
from domain.evaluation.publicity import publicity_over
from domain.evaluation.withdrawal import cooled_off
from domain.obligations import Obligation, Status, owed
from domain.operation.governance_people import still_vacant
from domain.operation.governance_support import work_plan_awaited
from domain.rectification.procedure import inspection_due
from domain.reports.matter import AnnualReport
from domain.reports.years import day_after_year, followed_up, late, opened


@dataclass(frozen=True)
class Event:
    """Something that time brings: when (UTC), what it is called, and the centre after it."""

    at: datetime
    because: str
    apply: Callable[[Centre], Centre]


def agenda(centre: Centre) -> list[Event]:
    """Everything that time will bring to this centre as it stands, the earliest first."""
    return sorted([*_dues(centre), *_steps(centre), *_reports(centre), *_effects(centre)], key=lambda event: event.at)


def next_errand(centre: Centre) -> Event | None:
    """The next event that is no obligation's own last day: those have a timer each."""
    return min([*_steps(centre), *_reports(centre), *_effects(centre)], key=lambda event: event.at, default=None)


def pass_time(centre: Centre, now: datetime) -> tuple[Centre, tuple[str, ...]]:
    """The centre at this instant, and what time has brought since; both in the order in which it fell due."""
    brought: list[str] = []
    while (event := next(iter(agenda(centre)), None)) is not None and event.at <= now:
        centre = event.apply(centre)
        brought.append(event.because)
    return (centre.with_(revision=centre.revision + 1) if brought else centre), tuple(brought)


def _dues(centre: Centre) -> list[Event]:
    return [
        Event(o.due_at, f"the last day of {o.name} has passed", _expiring(o))
        for o in centre.open_obligations
        if o.due_at is not None and not o.overdue
    ]


def _expiring(obligation: Obligation) -> Callable[[Centre], Centre]:
    def expire(centre: Centre) -> Centre:
        return _following(_expired(centre, obligation), obligation)

    return expire


def _expired(centre: Centre, obligation: Obligation) -> Centre:
    if obligation.due_at is None or obligation.due is None:
        return centre
    on = shanghai_date(obligation.due_at)
    new = obligation.closed(Status.LAPSED, obligation.due) if obligation.term.lapses else _flagged(obligation)
    after = centre.with_(obligations=tuple(new if o is obligation else o for o in centre.obligations))
    if obligation.key == "deferred_review":
        return after.cancelled(CENTRE, "deferred_review", on=on).owing(_again(centre, obligation))
    return after


def _flagged(obligation: Obligation) -> Obligation:
    return obligation.model_copy(update={"overdue": True, "reminded": len(obligation.reminders)})


def _again(centre: Centre, obligation: Obligation) -> Obligation:
    day = obligation.raw_due or obligation.opened_on
    n = centre.terms.formation.deferred_review_months
    return owed("deferred_review", CENTRE, after_months(centre.calendar, day, n, "the last look"), day)


def _following(centre: Centre, obligation: Obligation) -> Centre:
    """What a passed last day asks of people (F.1, last column)."""
    if obligation.due_at is None:
        return centre
    on, matter = shanghai_date(obligation.due_at), obligation.matter
    match obligation.key:
        case "ar_centre_due":
            return late(centre, centre.find(AnnualReport, matter), on)
        case "participation_confirm":
            return unanswered(centre, matter, on)
        case "final_notice":
            return last_call_expired(centre, matter, on)
        case "withdrawal_cooling_off":
            return cooled_off(centre, matter, on)
        case "publicity":
            return publicity_over(centre, matter, on)
        case "co_opinion":
            return unheard(centre, matter, on)
        case "rectification_period":
            return inspection_due(centre, matter, on)
        case "director_vacancy_alert":
            return still_vacant(centre, on)
        case _:
            return centre


def _steps(centre: Centre) -> list[Event]:
    return [_step(o, o.next_step_at) for o in centre.open_obligations if o.next_step_at is not None]


def _step(obligation: Obligation, at: datetime) -> Event:
    what = "escalation" if obligation.overdue else "reminder"
    return Event(at, f"{what} of {obligation.name}", _stepping(obligation))


def _stepping(obligation: Obligation) -> Callable[[Centre], Centre]:
    def step(centre: Centre) -> Centre:
        field, count = ("escalated", obligation.escalated) if obligation.overdue else ("reminded", obligation.reminded)
        new = obligation.model_copy(update={field: count + 1})
        after = centre.with_(obligations=tuple(new if o is obligation else o for o in centre.obligations))
        if obligation.overdue and obligation.key == "ar_centre_due":
            return followed_up(after, obligation.matter, count, shanghai_date(start_of(obligation.escalations[count])))
        return after

    return step


def _reports(centre: Centre) -> list[Event]:
    if not centre.in_sequence or (centre.reports_opened is None and centre.reports_from is None):
        return []
    year = _next_report_year(centre)
    day = day_after_year(year)
    because = f"the annual report {year} is opened"
    return [Event(start_of(day), because, lambda c: work_plan_awaited(opened(c, year, day), day))]


def _next_report_year(centre: Centre) -> int:
    if centre.reports_opened is not None:
        return centre.reports_opened + 1
    if centre.reports_from is None:
        raise ValueError("no report is foreseen")
    return centre.reports_from.year


def _effects(centre: Centre) -> list[Event]:
    return [
        Event(start_of(c.effective_from), f"{c.key} takes effect", _taking_effect(c))
        for c in centre.open_of(Change)
        if c.state is ChangeState.APPROVED and c.effective_from is not None
    ]


def _taking_effect(change: Change) -> Callable[[Centre], Centre]:
    return lambda centre: in_effect(centre, change, change.effective_from or change.since)
