"""The clerk of one centre: takes messages, asks the Measures, keeps the timers, writes everything down."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError, FailureError

from domain.acts import decide
from domain.centre import Centre
from domain.days.periods import shanghai_date, start_of
from domain.decisions import Decision, Receipt, read_decision
from domain.entries import Entry, Page, entry_of_decision, entry_of_event
from domain.passing import next_errand, pass_time
from domain.practice import NEWEST
from domain.refusals import Code, Refused
from domain.standing import Standing, standing
from workflows.contracts import CentreStart
from workflows.details import details
from workflows.ports import Register
from workflows.signposts import Value, signposts, updates
from workflows.steps import AS_LONG_AS_IT_TAKES, ONE_QUICK_TRY
from workflows.timers import Alarm, Timers

LONG_HISTORY = 2_000
BIG_HISTORY = 2 * 1024 * 1024
BATCH = 20
DECIDE = "One human decision: {decision_id, matter, action, by: {person, organisation, role}, decided_on, …, content}"


def refusal(refused: Refused) -> ApplicationError:
    """The refusal as the sender of an update sees it."""
    return ApplicationError(str(refused), type=refused.code, non_retryable=True)


@workflow.defn(name="Centre")
class CentreLife:
    """One centre from intent to exit. Handlers never wait: they replace the value and leave the rest to the loop."""

    @workflow.init
    def __init__(self, start: CentreStart) -> None:
        self._centre = start.centre
        self._unrecorded: list[Entry] = list(start.unrecorded)
        self._timers = Timers(self._stir)
        self._shown: dict[str, Value] | None = None
        self._stirred = True
        self._cycle_no = start.centre.cycle.no if start.centre.cycle else 0
        self._year = shanghai_date(workflow.now()).year
        if start.first:
            blank = start.centre.with_(obligations=(), matters={})
            self._replace(blank, start.centre.with_(revision=start.centre.revision + 1), "launched", workflow.now())

    @workflow.run
    async def run(self, _start: CentreStart) -> Standing:
        """Live on until the life has ended and everything about it is on record."""
        scribe = asyncio.create_task(self._keep_the_register())
        scribe.add_done_callback(lambda _: self._stir())
        while not self._is_over():
            if scribe.done():
                raise RuntimeError("the register is no longer kept") from scribe.exception()
            try:
                await self._live_on()
            except asyncio.CancelledError:
                self.quarantine(
                    "a request to cancel the workflow: a centre ends by a decision on its exit, not by cancelling"
                )
        scribe.cancel()
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._standing()

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
            decide(pass_time(self._centre, now)[0], read_decision(message.payload.data), now)
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

    @workflow.query(
        name="status", description="How the centre stands: state, matters, obligations, what may be decided"
    )
    def status(self) -> Standing:
        """How the centre stands."""
        return self._standing()

    def quarantine(self, why: str) -> None:
        """Record that a message was refused without an answer to its sender; the life goes on."""
        self._centre = self._centre.with_(refusals=self._centre.refusals.and_(why[:300]))
        self._stir()
        workflow.logger.warning("message.refused", extra={"matter": "centre", "why": why[:300]})

    def _take(self, message: RawValue) -> Receipt:
        decision = read_decision(message.payload.data)
        now = workflow.now()
        self._let_time_pass(now)
        before = self._centre
        after, receipt = decide(before, decision, now)
        if after is not before:
            self._centre = after
            self._write(entry_of_decision(before, after, decision, receipt))
            self._log_decision(decision, receipt)
        return receipt

    def _log_decision(self, decision: Decision, receipt: Receipt) -> None:
        facts = {
            "matter": receipt.matter,
            "action": decision.action,
            "state": receipt.state,
            "revision": receipt.revision,
        }
        workflow.logger.info("decision.taken", extra=facts)

    def _let_time_pass(self, now: datetime) -> None:
        before = self._centre
        after, brought = pass_time(before, now)
        if brought:
            self._replace(before, after, "; ".join(brought), now)
            workflow.logger.info("time.passed", extra={"matter": "centre", "brought": list(brought)})

    def _replace(self, before: Centre, after: Centre, because: str, now: datetime) -> None:
        self._centre = after
        self._write(entry_of_event(before, after, because, now))

    def _write(self, entry: Entry) -> None:
        self._unrecorded.append(entry)
        self._stir()

    def _stir(self) -> None:
        self._stirred = True

    def _is_over(self) -> bool:
        return self._centre.state.final and not self._unrecorded

    async def _live_on(self) -> None:
        self._stirred = False
        self._let_time_pass(workflow.now())
        self._show()
        if self._turns_a_page():
            turned = self._centre.with_(practice=NEWEST)
            workflow.continue_as_new(CentreStart(centre=turned, first=False, unrecorded=tuple(self._unrecorded)))
        self._timers.keep(self._alarms())
        await workflow.wait_condition(lambda: self._stirred or self._is_over() or self._is_long())

    def _is_long(self) -> bool:
        info = workflow.info()
        full = info.get_current_history_length() > LONG_HISTORY or info.get_current_history_size() > BIG_HISTORY
        return full or info.is_continue_as_new_suggested()

    def _turns_a_page(self) -> bool:
        if self._is_long():
            return True
        cycle_no = self._centre.cycle.no if self._centre.cycle else 0
        boundary = cycle_no != self._cycle_no or shanghai_date(workflow.now()).year != self._year
        return boundary and not self._unrecorded and not self._centre.state.final

    def _alarms(self) -> dict[str, Alarm]:
        if self._centre.state.final:
            return {}
        alarms = {
            o.name: Alarm(o.due_at, o.sentence)
            for o in self._centre.open_obligations
            if o.due_at is not None and not o.overdue
        }
        return {**alarms, "errand": self._errand()}

    def _errand(self) -> Alarm:
        new_year = start_of(date(shanghai_date(workflow.now()).year + 1, 1, 1))
        errand = next_errand(self._centre)
        if errand is not None and errand.at <= new_year:
            return Alarm(errand.at, f"Next: {errand.because}")
        return Alarm(new_year, "Next: a new year, a new run of this workflow")

    def _show(self) -> None:
        seen = signposts(self._centre)
        changed = updates(self._shown, seen)
        if changed:
            workflow.upsert_search_attributes(changed)
        self._shown = seen
        workflow.set_current_details(details(self._centre, shanghai_date(workflow.now())))

    def _standing(self) -> Standing:
        return standing(self._centre, shanghai_date(workflow.now()))

    async def _keep_the_register(self) -> None:
        while True:
            await workflow.wait_condition(lambda: bool(self._unrecorded))
            batch = tuple(self._unrecorded[:BATCH])
            await self._enter(batch)
            del self._unrecorded[: len(batch)]
            self._stir()

    async def _enter(self, batch: tuple[Entry, ...]) -> None:
        page = Page(entries=batch, standing=self._standing())
        summary = f"Write down {batch[-1].because[:120]} (revision {batch[-1].revision})"
        write = Register.enter_in_register
        try:
            await workflow.execute_local_activity_method(write, page, summary=summary, **ONE_QUICK_TRY)
        except FailureError:
            await workflow.execute_activity_method(write, page, summary=summary, **AS_LONG_AS_IT_TAKES)
