"""A clerk's manners, whatever he keeps: messages, timers, the register, new runs. What he keeps is one frozen value.

Handlers never wait: they replace the value in one assignment and leave the rest to the loop. A workflow gives the
rules: how the value takes a decision, what time does to it, how it is shown, how its changes are written down.
"""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Generic, NoReturn, Protocol, Self, TypeVar

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError, FailureError

from domain.days.periods import shanghai_date, start_of
from domain.decisions import Decision, Receipt, read_decision
from domain.obligations import Obligation
from domain.particulars import Refusals
from domain.refusals import Code, Refused
from domain.states import Named
from workflows.signposts import Value, updates
from workflows.steps import AS_LONG_AS_IT_TAKES, ONE_QUICK_TRY
from workflows.timers import Alarm, Timers

LONG_HISTORY = 2_000
BIG_HISTORY = 2 * 1024 * 1024
BATCH = 20
DECIDE = "One human decision: {decision_id, action, by: {person, organisation, role}, decided_on, …, content}"


class Kept(Protocol):
    """What a clerk needs of the value he keeps."""

    @property
    def key(self) -> str:
        """The name under which logs speak of it."""

    @property
    def state(self) -> Named:
        """Where it stands; a final state ends the workflow."""

    @property
    def refusals(self) -> Refusals:
        """What was refused without an answer to its sender."""

    @property
    def open_obligations(self) -> tuple[Obligation, ...]:
        """What is still owed."""

    def with_(self, **facts: Any) -> Self:
        """The same value with other facts."""


class Told(Protocol):
    """What the summary of a write tells of its last entry."""

    @property
    def because(self) -> str:
        """The cause of the change."""

    @property
    def revision(self) -> int:
        """Its revision."""


K = TypeVar("K", bound=Kept)
E = TypeVar("E")
P = TypeVar("P")


def refusal(refused: Refused) -> ApplicationError:
    """The refusal as the sender of an update sees it."""
    return ApplicationError(str(refused), type=refused.code, non_retryable=True)


class Clerk(ABC, Generic[K, E]):
    """The clerk of one value; a workflow inherits from him and has its own `run`, which only calls `_serve`."""

    ENDS_BY: ClassVar[str] = "it ends by a decision"

    def __init__(self, kept: K, unrecorded: Sequence[E]) -> None:
        self._kept = kept
        self._unrecorded: list[E] = list(unrecorded)
        self._timers = Timers(self._stir)
        self._shown: dict[str, Value] | None = None
        self._stirred = True
        self._year = shanghai_date(workflow.now()).year

    @abstractmethod
    def _decided(self, kept: K, decision: Decision, now: datetime) -> tuple[K, Receipt]:
        """The value after the decision. Raises `Refused`."""

    @abstractmethod
    def _aged(self, kept: K, now: datetime) -> tuple[K, tuple[str, ...]]:
        """The value at this instant, and what time has brought."""

    @abstractmethod
    def _entry(self, before: K, after: K, because: str | Decision, now: datetime) -> E:
        """The entry of a change, brought by time or by a decision."""

    @abstractmethod
    def _signposts(self) -> dict[str, Value]:
        """The search attributes of the value."""

    @abstractmethod
    def _details(self, today: date) -> str:
        """The value's page in the Web UI."""

    @abstractmethod
    def _turn_the_page(self) -> NoReturn:
        """Continue as new with the whole value and what the register has not yet taken."""

    @abstractmethod
    async def _write_down(self, batch: tuple[E, ...]) -> None:
        """Give the entries to the register; returns when they are written."""

    def _errand(self) -> tuple[datetime, str] | None:
        """What time brings next that is no obligation's own last day: when (UTC), and what."""
        return None

    def _work(self) -> None:
        """What is begun at each turn of the loop, before it waits."""

    def _helpers(self) -> Sequence["asyncio.Task[None]"]:
        """The tasks that work beside the scribe; one that ends by itself is a fault."""
        return ()

    @workflow.update(name="decide", description=DECIDE)
    def decide(self, message: RawValue) -> Receipt:
        """Take a decision; the sender gets its receipt."""
        try:
            return self._take(message)
        except Refused as refused:
            raise refusal(refused) from None

    @decide.validator
    def _may_be_decided(self, message: RawValue) -> None:
        try:
            now = workflow.now()
            self._decided(self._aged(self._kept, now)[0], read_decision(message.payload.data), now)
        except Refused as refused:
            raise refusal(refused) from None

    @workflow.signal(name="decide", description=DECIDE)
    def decide_by_signal(self, message: RawValue) -> None:
        """Take a decision sent without waiting for an answer; a refusal is recorded."""
        try:
            self._take(message)
        except Refused as refused:
            self.quarantine(f"{refused.code}: {refused}")

    @workflow.signal(dynamic=True)
    def unknown_signal(self, _name: str, _args: Sequence[RawValue]) -> None:
        """A signal nobody knows is recorded as refused."""
        self.quarantine(f"{Code.UNKNOWN_ACTION}: a signal of an unknown name; the one signal is decide")

    @workflow.update(dynamic=True)
    def unknown_update(self, _name: str, _args: Sequence[RawValue]) -> None:
        """An update nobody knows is refused."""
        self._no_such_update(_name, _args)

    @unknown_update.validator
    def _no_such_update(self, _name: str, _args: Sequence[RawValue]) -> None:
        raise refusal(Refused(Code.UNKNOWN_ACTION, "There is no such update; the one update is decide."))

    def quarantine(self, why: str) -> None:
        """Record that a message was refused without an answer to its sender; the life goes on."""
        self._kept = self._kept.with_(refusals=self._kept.refusals.and_(why[:300]))
        self._stir()
        workflow.logger.warning("message.refused", extra={"matter": self._kept.key, "why": why[:300]})

    async def _serve(self) -> None:
        """Live on until the value is at its end and everything about it is on record."""
        scribe = asyncio.create_task(self._keep_the_register())
        scribe.add_done_callback(lambda _: self._stir())
        while not self._is_over():
            self._all_work(scribe)
            try:
                await self._live_on()
            except asyncio.CancelledError:
                self.quarantine(f"a request to cancel the workflow: {self.ENDS_BY}, not by cancelling")
        scribe.cancel()
        await workflow.wait_condition(workflow.all_handlers_finished)

    def _all_work(self, scribe: "asyncio.Task[None]") -> None:
        broken = next((task for task in (scribe, *self._helpers()) if task.done()), None)
        if broken is not None:
            raise RuntimeError("a part of the clerk's work has stopped") from broken.exception()

    def _take(self, message: RawValue) -> Receipt:
        decision, now = read_decision(message.payload.data), workflow.now()
        self._let_time_pass(now)
        before = self._kept
        after, receipt = self._decided(before, decision, now)
        if after is not before:
            self._replace(after, decision, now)
            told = {"matter": receipt.matter, "action": decision.action, "state": receipt.state}
            workflow.logger.info("decision.taken", extra={**told, "revision": receipt.revision})
        return receipt

    def _let_time_pass(self, now: datetime) -> None:
        after, brought = self._aged(self._kept, now)
        if brought:
            self._replace(after, "; ".join(brought), now)
            workflow.logger.info("time.passed", extra={"matter": after.key, "brought": list(brought)})

    def _replace(self, after: K, because: str | Decision, now: datetime) -> None:
        self._unrecorded.append(self._entry(self._kept, after, because, now))
        self._kept = after
        self._stir()

    def _stir(self) -> None:
        self._stirred = True

    def _is_over(self) -> bool:
        return self._kept.state.final and not self._unrecorded

    async def _live_on(self) -> None:
        self._stirred = False
        self._let_time_pass(workflow.now())
        self._show()
        if self._may_turn():
            self._turn_the_page()
        self._work()
        self._timers.keep(self._alarms())
        await workflow.wait_condition(lambda: self._stirred or self._is_over() or self._wakes())

    def _is_long(self) -> bool:
        info = workflow.info()
        full = info.get_current_history_length() > LONG_HISTORY or info.get_current_history_size() > BIG_HISTORY
        return full or info.is_continue_as_new_suggested()

    def _may_turn(self) -> bool:
        return self._is_long() or (self._at_a_boundary() and not self._unrecorded and not self._kept.state.final)

    def _wakes(self) -> bool:
        return self._is_long()

    def _at_a_boundary(self) -> bool:
        return shanghai_date(workflow.now()).year != self._year

    def _alarms(self) -> dict[str, Alarm]:
        if self._kept.state.final:
            return {}
        owed = (o for o in self._kept.open_obligations if not o.overdue)
        alarms = {o.name: Alarm(o.due_at, o.sentence) for o in owed if o.due_at is not None}
        return {**alarms, "errand": self._next_errand()}

    def _next_errand(self) -> Alarm:
        new_year = start_of(date(shanghai_date(workflow.now()).year + 1, 1, 1))
        errand = self._errand()
        if errand is not None and errand[0] <= new_year:
            return Alarm(errand[0], f"Next: {errand[1]}")
        return Alarm(new_year, "Next: a new year, a new run of this workflow")

    def _show(self) -> None:
        seen = self._signposts()
        changed = updates(self._shown, seen)
        if changed:
            workflow.upsert_search_attributes(changed)
        self._shown = seen
        workflow.set_current_details(self._details(shanghai_date(workflow.now())))

    async def _keep_the_register(self) -> None:
        while True:
            await workflow.wait_condition(lambda: bool(self._unrecorded))
            batch = tuple(self._unrecorded[:BATCH])
            await self._write_down(batch)
            del self._unrecorded[: len(batch)]
            self._stir()


async def written(write: Callable[[Any, P], Awaitable[None]], page: P, last: Told) -> None:
    """Write the page by a quick local try; when that fails, by an activity that is tried for as long as it takes."""
    summary = f"Write down {last.because[:120]} (revision {last.revision})"
    try:
        await workflow.execute_local_activity_method(write, page, summary=summary, **ONE_QUICK_TRY)
    except FailureError:
        await workflow.execute_activity_method(write, page, summary=summary, **AS_LONG_AS_IT_TAKES)
