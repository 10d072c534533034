"""One integrity case from the report to its closing (Art 31; B.9): confidential, apart from every centre's life."""

from datetime import date, datetime
from typing import NoReturn

from temporalio import workflow

from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt
from domain.integrity.acts import decide
from domain.integrity.case import Case, opened
from domain.integrity.entries import CaseEntry, CasePage, entry_of_decision, entry_of_event
from domain.integrity.passing import pass_time
from domain.integrity.standing import CaseStanding, standing
from domain.practice import NEWEST
from workflows.case_details import details, signposts
from workflows.clerk import Clerk, written
from workflows.contracts import CaseStart
from workflows.ports import CaseRegister
from workflows.signposts import Value


@workflow.defn(name="IntegrityCase")
class IntegrityCase(Clerk[Case, CaseEntry]):
    """One case. What follows on a centre is decided there by people; the case only says what is to be decided."""

    ENDS_BY = "a case ends by close_case"

    @workflow.init
    def __init__(self, start: CaseStart) -> None:
        blank = opened(start.code, start.policy, start.calendar).with_(practice=NEWEST)
        super().__init__(start.case or blank, start.unrecorded)
        self._start = start

    @workflow.run
    async def run(self, _start: CaseStart) -> CaseStanding:
        """Live on until the case is closed or not accepted, and everything about it is on record."""
        await self._serve()
        return self.status()

    @workflow.query(
        name="status", description="How the case stands: finding, handling, obligations, what may be decided"
    )
    def status(self) -> CaseStanding:
        """How the case stands; never who reported."""
        return standing(self._kept, shanghai_date(workflow.now()))

    def _decided(self, kept: Case, decision: Decision, now: datetime) -> tuple[Case, Receipt]:
        return decide(kept, decision, now)

    def _aged(self, kept: Case, now: datetime) -> tuple[Case, tuple[str, ...]]:
        return pass_time(kept, now)

    def _entry(self, before: Case, after: Case, because: str | Decision, now: datetime) -> CaseEntry:
        if isinstance(because, str):
            return entry_of_event(before, after, because, now)
        return entry_of_decision(before, after, because, now)

    def _signposts(self) -> dict[str, Value]:
        return signposts(self._kept)

    def _details(self, today: date) -> str:
        return details(self._kept, today)

    def _turn_the_page(self) -> NoReturn:
        turned = self._kept.with_(practice=NEWEST)
        facts = {"case": turned, "unrecorded": tuple(self._unrecorded)}
        workflow.continue_as_new(self._start.model_copy(update=facts))

    async def _write_down(self, batch: tuple[CaseEntry, ...]) -> None:
        await written(CaseRegister.enter_case, CasePage(entries=batch), batch[-1])
