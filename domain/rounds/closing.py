"""The end of a round: what is left undone is listed, and needs a reason (Art 6.3)."""

from domain.obligations import Status
from domain.rounds.book import RoundBook
from domain.rounds.contents import Closing
from domain.rounds.rows import RoundAct
from domain.rounds.states import UNDONE, RoundKind, RoundState


def undone(book: RoundBook) -> tuple[str, ...]:
    """What the round has not brought about: centres not called with success, a list not published."""
    if book.kind is RoundKind.PRIORITY_LIST:
        return () if book.published else ("the list of priority fields is not published",)
    return tuple(f"{code}: {book.members[code].status}" for code in book.those(*UNDONE))


def closes_without_reason(book: RoundBook, act: RoundAct[Closing]) -> bool:
    """A round with something left undone is closed with a reason only."""
    return bool(undone(book)) and not _reason(act)


def close_round(book: RoundBook, act: RoundAct[Closing]) -> RoundBook:
    """The round ends; centres not yet called are called no more, what was asked may still be answered."""
    ended = tuple(o.closed(Status.CANCELLED, act.on) if o.is_open else o for o in book.obligations)
    after = book.with_(state=RoundState.CLOSED, since=act.on, closed_on=act.on, close_reason=_reason(act))
    return after.with_(undone=undone(book), obligations=ended)


def _reason(act: RoundAct[Closing]) -> str | None:
    return act.decision.reason or act.content.reason
