"""Where a scenario is played: a private time-skipping server, the real worker, a register on paper."""

import asyncio
import json
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

from pydantic import JsonValue, ValidationError
from temporalio import activity
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.testing import WorkflowEnvironment

from domain.days.periods import shanghai_date
from domain.days.working_days import WorkingCalendar
from domain.decisions import Decision
from domain.entries import Entry, Page
from domain.formation.founding import founded
from domain.policy import DEFAULT
from starter.deciding import send, standing_of
from starter.documents import DocumentFaults, Fault, read_policy
from starter.embedded.events import StackError
from starter.rehearsal.elsewhere import is_elsewhere, send_elsewhere, standing_elsewhere
from starter.rehearsal.scenario import Scenario
from starter.rehearsal.shifting import shifted
from workers.composition import centre_worker
from workers.search_attributes import add
from workflows.contracts import TASK_QUEUE, TASK_TIMEOUT, CentreStart, centre_id
from workflows.ports import Register

SAME_WEEKDAYS: Final = 28
LAST_YEAR: Final = 2150
A_MOMENT: Final = 0.01
LONG: Final = 5
JUST_AFTER: Final = timedelta(seconds=1)  # a timer may ring so late


class PaperRegister(Register):
    """A register on paper, for a life that leaves no trace in a database."""

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}

    @activity.defn(name="enter_in_register")
    async def enter_in_register(self, page: Page) -> None:
        """Keep each entry once."""
        for entry in page.entries:
            self.entries.setdefault(entry.revision, entry)


@dataclass
class Stage:
    """The server with its clock, the script as played (in shifted years), the register, and the years between."""

    env: WorkflowEnvironment
    play: Scenario
    years: int
    paper: PaperRegister

    async def reach(self, instant: datetime) -> None:
        """Move the clock forward to the instant, and past the timers that ring at it."""
        await self.env.sleep(max(timedelta(0), instant + JUST_AFTER - await self.env.get_current_time()))

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days by which the script is played."""
        return WorkingCalendar(mode=self.play.calendar, shift_years=self.years)

    async def take(self, on: str, decision: Decision) -> None:
        """Send the decision to the centre, or to the case or the round that it names. Raises `Refused`."""
        if is_elsewhere(on):
            await send_elsewhere(self.env.client, on, decision, self.calendar)
        else:
            await send(self.env.client, self.play.centre.code, decision)

    async def standing(self, on: str) -> dict[str, JsonValue]:
        """How the centre, the case or the round stands, in the years of the script."""
        moved = shifted(await self._standing(on), -self.years)
        return moved if isinstance(moved, dict) else {}

    async def _standing(self, on: str) -> dict[str, JsonValue]:
        if is_elsewhere(on):
            return await standing_elsewhere(self.env.client, on)
        return (await standing_of(self.env.client, self.play.centre.code)).model_dump(mode="json")

    async def ledger(self) -> list[Entry]:
        """What the register was given, whole: the clerk writes a moment after the last decision."""
        last = (await standing_of(self.env.client, self.play.centre.code)).revision
        with suppress(TimeoutError):
            async with asyncio.timeout(LONG):
                while last not in self.paper.entries:
                    await asyncio.sleep(A_MOMENT)
        return [self.paper.entries[revision] for revision in sorted(self.paper.entries)]


@asynccontextmanager
async def staged(path: Path, script: Scenario) -> AsyncIterator[Stage]:
    """The scenario's stage for the block. Raises `DocumentFaults` or `StackError` when it cannot be played."""
    play = _shifted_play(path, script)
    env = await _server()
    try:
        stage = Stage(env, play, script.shift_years, PaperRegister())
        _ahead(path, script, await env.get_current_time())
        await add(env.client)
        async with centre_worker(env.client, stage.paper):
            await _begin(path, stage)
            yield stage
    finally:
        await env.shutdown()


async def _server() -> WorkflowEnvironment:
    try:
        return await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=_binary(), data_converter=pydantic_data_converter, runtime=_quiet()
        )
    except RuntimeError as error:
        why = str(error).splitlines()[0][:200]
        raise StackError(f"The time-skipping server did not start ({why}): run `make setup`.") from None


def _binary() -> str:
    beside = Path(sys.executable).parent / "temporal-test-server"
    return str(beside) if beside.exists() else shutil.which("temporal-test-server") or "temporal-test-server"


@cache
def _quiet() -> Runtime:
    """The SDK's core writes to standard output; a report stands there alone."""
    errors_only = TelemetryFilter(core_level="ERROR", other_level="ERROR")
    return Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(filter=errors_only)))


def _shifted_play(path: Path, script: Scenario) -> Scenario:
    if script.steps[-1].instant.year + script.shift_years > LAST_YEAR:
        raise DocumentFaults(
            [Fault(path, "shift_years", f"moves the last step beyond {LAST_YEAR}; write a smaller one")]
        )
    data = script.model_dump(mode="json", by_alias=True)
    try:
        return Scenario.model_validate_json(json.dumps(shifted(data, script.shift_years)), strict=True)
    except ValidationError:
        raise DocumentFaults([Fault(path, "shift_years", "moves a date too far; write a smaller one")]) from None


def _ahead(path: Path, script: Scenario, now: datetime) -> None:
    first = script.steps[0].instant
    if first.year + script.shift_years <= LAST_YEAR and _moved(first, script.shift_years) > now:
        return
    years = next(n for n in count(SAME_WEEKDAYS, SAME_WEEKDAYS) if _moved(first, n) > now)
    said = (
        f"{script.steps[0].at} lies in the past, and the server's clock only runs forward; write shift_years: {years}"
    )
    raise DocumentFaults([Fault(path, "steps.0.at", said)])


def _moved(instant: datetime, years: int) -> datetime:
    return datetime.fromisoformat(str(shifted(instant.isoformat(), years)))


async def _begin(path: Path, stage: Stage) -> None:
    play = stage.play
    first = play.steps[0].instant
    policy = read_policy(path.parent / play.policy) if play.policy else DEFAULT
    centre = founded(play.centre, shanghai_date(first), policy, stage.calendar)
    await stage.reach(first - timedelta(seconds=1))
    await stage.env.client.start_workflow(
        "Centre",
        CentreStart(centre=centre),
        id=centre_id(centre.code),
        task_queue=TASK_QUEUE,
        task_timeout=TASK_TIMEOUT,
    )
