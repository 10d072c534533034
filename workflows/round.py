"""The clerk of one of MOST's rounds: calls the centres, a few at a time, and writes down what each answers."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from typing import NoReturn

from temporalio import workflow
from temporalio.exceptions import ActivityError

from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt
from domain.entries import Entry
from domain.rounds.acts import decide
from domain.rounds.book import RoundBook, begun
from domain.rounds.entries import RoundPage, entry_of, words_of
from domain.rounds.letters import Answer, answered, letter_to, silence_of
from domain.rounds.passing import next_at, pass_time
from domain.rounds.standing import RoundStanding, standing
from workflows.clerk import Clerk, written
from workflows.contracts import RoundStart
from workflows.ports import Messenger, RoundRegister
from workflows.round_details import details, signposts
from workflows.signposts import Value
from workflows.steps import A_FEW_TRIES

AT_ONCE = 10


@workflow.defn(name="Round")
class RoundLife(Clerk[RoundBook, Entry]):
    """One round from its preparation to its end; a new run begins only when no centre is being asked."""

    ENDS_BY = "a round ends by close_round"

    @workflow.init
    def __init__(self, start: RoundStart) -> None:
        super().__init__(start.book, start.unrecorded)
        self._asked: dict[str, asyncio.Task[None]] = {}
        if start.first:
            now = workflow.now()
            self._replace(begun(start.book, shanghai_date(now)), "prepared", now)

    @workflow.run
    async def run(self, _start: RoundStart) -> RoundStanding:
        """Go on until the round is closed, every answer is heard and everything is on record."""
        await self._serve()
        return self.status()

    @workflow.query(name="status", description="How the round stands: outcomes by centre, what may be decided")
    def status(self) -> RoundStanding:
        """How the round stands."""
        return standing(self._kept)

    def _decided(self, kept: RoundBook, decision: Decision, now: datetime) -> tuple[RoundBook, Receipt]:
        return decide(kept, decision, now)

    def _aged(self, kept: RoundBook, now: datetime) -> tuple[RoundBook, tuple[str, ...]]:
        return pass_time(kept, now)

    def _entry(self, before: RoundBook, after: RoundBook, because: str | Decision, now: datetime) -> Entry:
        if isinstance(because, str):
            return entry_of(before, after, because, now)
        return entry_of(before, after, because.action, now, because)

    def _signposts(self) -> dict[str, Value]:
        return signposts(self._kept)

    def _details(self, today: date) -> str:  # noqa: ARG002 - a round looks the same on every day
        return details(self._kept)

    def _errand(self) -> tuple[datetime, str] | None:
        coming = next_at(self._kept)
        return coming[:2] if coming else None

    def _helpers(self) -> Sequence["asyncio.Task[None]"]:
        return tuple(self._asked.values())

    def _is_over(self) -> bool:
        return super()._is_over() and not self._asked

    def _may_turn(self) -> bool:
        return super()._may_turn() and not self._asked

    def _wakes(self) -> bool:
        return self._may_turn()

    def _turn_the_page(self) -> NoReturn:
        workflow.continue_as_new(RoundStart(book=self._kept, first=False, unrecorded=tuple(self._unrecorded)))

    def _work(self) -> None:
        """Call the next centres; before a new run begins, nobody new is called."""
        room = 0 if super()._may_turn() else AT_ONCE - len(self._asked)
        waiting = [code for code in self._kept.pending if code not in self._asked]
        for code in waiting[:room]:
            self._asked[code] = asyncio.create_task(self._ask(code))
            self._asked[code].add_done_callback(lambda _: self._stir())

    async def _ask(self, code: str) -> None:
        answer = await self._answer_of(code)
        now = workflow.now()
        after = answered(self._kept, answer, now)
        if after is not self._kept:
            self._replace(after, words_of(answer), now)
        del self._asked[code]

    async def _answer_of(self, code: str) -> Answer:
        letter = letter_to(self._kept, code)
        summary = f"{letter.decision.action}: {code}"
        try:
            return await workflow.execute_activity_method(
                Messenger.deliver_to_centre, letter, summary=summary, **A_FEW_TRIES
            )
        except ActivityError:
            return silence_of(code)

    async def _write_down(self, batch: tuple[Entry, ...]) -> None:
        await written(RoundRegister.enter_round_in_register, RoundPage(entries=batch), batch[-1])
