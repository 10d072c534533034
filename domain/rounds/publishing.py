"""The yearly list of priority fields: prepared by MOST's officers, decided by its leadership (Art 16.1, D.2)."""

from domain.rounds.book import ListedField, PublishedList, RoundBook
from domain.rounds.contents import PriorityList
from domain.rounds.rows import RoundAct
from domain.rounds.states import RoundState


def number_of(act: RoundAct[PriorityList]) -> str | None:
    """The document number of the list, in the decision or in its content (C.11)."""
    return act.decision.document_number or act.content.document_no


def list_faults(book: RoundBook, act: RoundAct[PriorityList]) -> list[str]:
    """The list is of the round's own year, and names no field twice (Art 16.1)."""
    names = [field.name for field in act.content.fields_]
    twice = [f"fields: {name} stands twice" for name in dict.fromkeys(names) if names.count(name) > 1]
    year = act.content.year
    return twice + ([] if year in (None, book.year) else [f"year: this is the round of {book.year}, not of {year}"])


def replaces_without_reason(book: RoundBook, act: RoundAct[PriorityList]) -> bool:
    """A list that replaces a published one needs a reason; it kills no candidate (G-51)."""
    return book.published is not None and not act.decision.reason


def publish(book: RoundBook, act: RoundAct[PriorityList]) -> RoundBook:
    """The fields of the year are published; what is off the list is warned, not barred (Art 16.1, G-51)."""
    fields = tuple(ListedField(code=field.code, name=field.name) for field in act.content.fields_)
    listed = PublishedList(document_number=number_of(act) or "", published_on=act.on, fields=fields)
    reminded = tuple(o.met(act.on) if o.is_open else o for o in book.obligations)
    after = book if book.state is RoundState.OPEN else book.with_(state=RoundState.OPEN, since=act.on)
    first = book.opened_on or act.on
    return after.with_(opened_on=first, lists=(*book.lists, listed), obligations=reminded)
