"""What the passing of time does to a case: flags what is late, ends a window, asks for the closing; no more (B.0)."""

from datetime import datetime

from domain.days.periods import shanghai_date
from domain.integrity.case import Case
from domain.obligations import Obligation, Status, owed


def pass_time(case: Case, now: datetime) -> tuple[Case, tuple[str, ...]]:
    """The case at this instant, and what time has brought since, in the order in which it fell due."""
    brought: list[str] = []
    while (passed := _first_passed(case, now)) is not None:
        case = _expired(case, passed)
        brought.append(f"the last day of {passed.name} has passed")
    return (case.with_(revision=case.revision + 1) if brought else case), tuple(brought)


def _first_passed(case: Case, now: datetime) -> Obligation | None:
    passed = [(o.due_at, o) for o in case.open_obligations if o.due_at is not None and not o.overdue]
    at, first = min(passed, key=lambda pair: pair[0], default=(None, None))
    return first if at is not None and at <= now else None


def _expired(case: Case, passed: Obligation) -> Case:
    if passed.due is None or passed.due_at is None:
        return case
    if not passed.term.lapses:
        return case.replacing(passed, passed.model_copy(update={"overdue": True}))
    lapsed = case.replacing(passed, passed.closed(Status.LAPSED, passed.due))
    return lapsed.owing(owed("integrity_closure", case.key, None, shanghai_date(passed.due_at)))
