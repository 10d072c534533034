"""The State Council's yearly holiday notices as data (F.3), in append-only, named sets.

A day is written MM-DD, a run of days MM-DD..DD or MM-DD..MM-DD (both ends included); a day of another year
than the notice's is written YYYY-MM-DD. Days are civil dates. Never edit a set: append a new one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple


class PublishedNotice(NamedTuple):
    """One notice as published: its year, its days off, and its make-up working days."""

    year: int
    off: str
    worked: str

    @property
    def document(self) -> str:
        """The notice's title; the titles follow one pattern."""
        return f"国务院办公厅关于{self.year}年部分节假日安排的通知"


NOTICE_SETS: Final[Mapping[str, tuple[PublishedNotice, ...]]] = MappingProxyType(
    {
        "2026": (
            PublishedNotice(
                2021,
                off="01-01..03 02-11..17 04-03..05 05-01..05 06-12..14 09-19..21 10-01..07",
                worked="02-07 02-20 04-25 05-08 09-18 09-26 10-09",
            ),
            PublishedNotice(
                2022,
                off="01-01..03 01-31..02-06 04-03..05 04-30..05-04 06-03..05 09-10..12 10-01..07",
                worked="01-29 01-30 04-02 04-24 05-07 10-08 10-09",
            ),
            PublishedNotice(
                2023,
                off="2022-12-31..01-02 01-21..27 04-05 04-29..05-03 06-22..24 09-29..10-06",
                worked="01-28 01-29 04-23 05-06 06-25 10-07 10-08",
            ),
            PublishedNotice(
                2024,
                off="01-01 02-10..17 04-04..06 05-01..05 06-10 09-15..17 10-01..07",
                worked="02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
            ),
            PublishedNotice(
                2025,
                off="01-01 01-28..02-04 04-04..06 05-01..05 05-31..06-02 10-01..08",
                worked="01-26 02-08 04-27 09-28 10-11",
            ),
            PublishedNotice(
                2026,
                off="01-01..03 02-15..23 04-04..06 05-01..05 06-19..21 09-25..27 10-01..07",
                worked="01-04 02-14 02-28 05-09 09-20 10-10",
            ),
        ),
    }
)


def days_written(year: int, text: str) -> tuple[date, ...]:
    """The days a notice of `year` lists in `text`, in the order written; ValueError if one is no day."""
    return tuple(day for run in text.split() for day in _days_of_run(year, run))


def _days_of_run(year: int, run: str) -> Iterator[date]:
    first, _, last = run.partition("..")
    day, end = _day(year, first), _day(year, _completed(first, last))
    while day <= end:
        yield day
        day += timedelta(days=1)


def _completed(first: str, last: str) -> str:
    return first[: -len("DD")] + last if len(last) == len("DD") else last or first


def _day(year: int, text: str) -> date:
    return date.fromisoformat(text if len(text) > len("MM-DD") else f"{year}-{text}")
