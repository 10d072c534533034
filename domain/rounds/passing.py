"""What the passing of time does in a round: it reminds and flags. It never publishes, opens or closes (Art 16.1)."""

from datetime import datetime

from domain.obligations import Obligation
from domain.rounds.book import RoundBook

Due = tuple[datetime, str, Obligation, Obligation]


def next_at(book: RoundBook) -> Due | None:
    """The next thing that time brings: its instant (UTC), its name, the obligation before and after it."""
    return min(_coming(book), key=lambda due: due[0], default=None)


def pass_time(book: RoundBook, now: datetime) -> tuple[RoundBook, tuple[str, ...]]:
    """The round at this instant, and what time has brought since, in the order in which it fell due."""
    brought: list[str] = []
    while (due := next_at(book)) is not None and due[0] <= now:
        _, what, before, after = due
        book = book.with_(obligations=tuple(after if o is before else o for o in book.obligations))
        brought.append(what)
    return (book.with_(revision=book.revision + 1) if brought else book), tuple(brought)


def _coming(book: RoundBook) -> list[Due]:
    dues: list[Due] = []
    for o in book.open_obligations:
        if o.due_at is not None and not o.overdue:
            dues.append((o.due_at, f"the last day of {o.name} has passed", o, _late(o)))
        if o.next_step_at is not None:
            dues.append((o.next_step_at, f"reminder of {o.name}", o, o.model_copy(update={"reminded": o.reminded + 1})))
    return dues


def _late(o: Obligation) -> Obligation:
    return o.model_copy(update={"overdue": True, "reminded": len(o.reminders)})
