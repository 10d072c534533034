"""Names in time: which name held on a day, and whether a text carries a name that counts then (Art 24; G-25)."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from domain.centre import Centre
from domain.days.periods import add_months
from domain.names import normalise

GRACE_MONTHS: Final = 12


class Span(NamedTuple):
    """A name and the days on which it held: from the first, before the last; None where it is open."""

    name: str
    first: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        """Whether this was the name on that day; on the day of the change the new one is."""
        return (self.first is None or day >= self.first) and (self.until is None or day < self.until)

    def counts_on(self, day: date) -> bool:
        """Whether works of that day may carry it: while it holds, and twelve months after its end (G-25)."""
        begun = self.first is None or day >= self.first
        return begun and (self.until is None or day <= add_months(self.until, GRACE_MONTHS))


def name_valid_on(centre: Centre, day: date, what: str = "name_zh") -> str | None:
    """The Chinese name (or `name_en`) that held on that day; None before the first one on record."""
    return next((span.name for span in _spans(centre, what) if span.holds_on(day)), None)


def carries_name(centre: Centre, text: str, day: date) -> bool:
    """Whether a work of that day carries a name of the centre that counts then (Art 24: 标注创新中心名称)."""
    said = normalise(text)
    spans = (span for what in ("name_zh", "name_en") for span in _spans(centre, what))
    return any(normalise(span.name) in said and span.counts_on(day) for span in spans)


def _spans(centre: Centre, what: str) -> Iterator[Span]:
    former = [alias for alias in centre.aliases if alias.what == what]
    for alias in former:
        yield Span(alias.value, alias.since, alias.until)
    present = centre.name_zh if what == "name_zh" else centre.name_en
    if present:
        yield Span(present, max((alias.until for alias in former), default=None), None)
