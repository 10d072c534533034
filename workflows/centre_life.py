"""The clerk of one centre: takes messages, asks the Measures, keeps the timers, writes everything down."""

from contextlib import suppress
from datetime import date, datetime
from typing import NoReturn

from temporalio import workflow

from domain.acts import decide
from domain.centre import Centre
from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt
from domain.entries import Entry, Page, entry_of_decision, entry_of_event
from domain.passing import next_errand, pass_time
from domain.practice import NEWEST
from domain.standing import Standing, standing
from workflows.clerk import Clerk, written
from workflows.contracts import REOPENED_FOR, CentreStart
from workflows.details import details
from workflows.ports import Register
from workflows.signposts import Value, signposts


@workflow.defn(name="Centre")
class CentreLife(Clerk[Centre, Entry]):
    """One centre from intent to exit, with all its matters, in a run a year and a run a cycle."""

    ENDS_BY = "a centre ends by a decision on its exit"

    @workflow.init
    def __init__(self, start: CentreStart) -> None:
        blank = start.centre.with_(obligations=(), matters={})
        super().__init__(blank if start.first else start.centre, start.unrecorded)
        self._cycle_no = _cycle_no(start.centre)
        if start.first:
            self._replace(start.centre.with_(revision=start.centre.revision + 1), "launched", workflow.now())

    @workflow.run
    async def run(self, start: CentreStart) -> Standing:
        """Live on until the life has ended and everything about it is on record."""
        if start.reopened:
            await self._wait_for_the_way_back()
        await self._serve()
        return self.status()

    @workflow.query(
        name="status", description="How the centre stands: state, matters, obligations, what may be decided"
    )
    def status(self) -> Standing:
        """How the centre stands."""
        return standing(self._kept, shanghai_date(workflow.now()))

    @workflow.query(name="dossier", description="The whole value of the centre, as a new run would begin with it")
    def dossier(self) -> Centre:
        """The whole value of the centre; a reinstatement of an ended life begins with it (B.12)."""
        return self._kept

    async def _wait_for_the_way_back(self) -> None:
        """An ended life waits a moment for the reinstatement for which it was reopened, and else ends again."""
        self._show()
        label = "Reopened for a reinstatement; ends again if none is accepted"
        with suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: not self._kept.state.final, timeout=REOPENED_FOR, timeout_summary=label
            )

    def _decided(self, kept: Centre, decision: Decision, now: datetime) -> tuple[Centre, Receipt]:
        return decide(kept, decision, now)

    def _aged(self, kept: Centre, now: datetime) -> tuple[Centre, tuple[str, ...]]:
        return pass_time(kept, now)

    def _entry(self, before: Centre, after: Centre, because: str | Decision, now: datetime) -> Entry:
        if isinstance(because, str):
            return entry_of_event(before, after, because, now)
        return entry_of_decision(before, after, because, now)

    def _signposts(self) -> dict[str, Value]:
        return signposts(self._kept)

    def _details(self, today: date) -> str:
        return details(self._kept, today)

    def _errand(self) -> tuple[datetime, str] | None:
        errand = next_errand(self._kept)
        return (errand.at, errand.because) if errand else None

    def _at_a_boundary(self) -> bool:
        return _cycle_no(self._kept) != self._cycle_no or super()._at_a_boundary()

    def _turn_the_page(self) -> NoReturn:
        turned = self._kept.with_(practice=NEWEST)
        workflow.continue_as_new(CentreStart(centre=turned, first=False, unrecorded=tuple(self._unrecorded)))

    async def _write_down(self, batch: tuple[Entry, ...]) -> None:
        await written(Register.enter_in_register, Page(entries=batch, standing=self.status()), batch[-1])


def _cycle_no(centre: Centre) -> int:
    return centre.cycle.no if centre.cycle else 0
