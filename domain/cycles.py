"""Construction-operation cycles: counted from a fixed anchor, never from the last computed end (B.0 rule 4, F.2)."""

from datetime import date, timedelta

from domain.days.periods import add_years
from domain.fact import Fact


class Cycle(Fact):
    """One cycle. Its bounds are not acts and never roll onto a working day (F.2 rule 5)."""

    no: int
    start: date
    end: date
    grade: str | None = None


class Anchor(Fact):
    """The day from which cycle ends are counted, and the number of the first cycle counted from it."""

    on: date
    first_no: int = 1

    def end_of(self, no: int, years: int) -> date:
        """The last day of cycle `no`."""
        return add_years(self.on, years * (no - self.first_no + 1))

    def cycle(self, no: int, years: int) -> Cycle:
        """Cycle `no`; only a first cycle begins on the anchor itself, every other on the day after an end."""
        before = self.on if no == self.first_no else self.end_of(no - 1, years)
        start = before if no == 1 else before + timedelta(days=1)
        return Cycle(no=no, start=start, end=self.end_of(no, years))
