"""Rehearsing a scenario: a private time-skipping server, the real worker, a register on paper."""

import json
import shutil
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from pydantic import JsonValue
from temporalio import activity
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import LoggingConfig, Runtime, TelemetryConfig, TelemetryFilter
from temporalio.testing import WorkflowEnvironment

from domain.decisions import Author, Decision
from domain.entries import Entry, Page
from domain.founding import founded
from domain.launching import faults_of_entry
from domain.periods import shanghai_date
from domain.policy import DEFAULT
from domain.refusals import Refused
from domain.roles import Role
from domain.working_days import WorkingCalendar
from starter.deciding import role_for, roles_of, send, standing_of
from starter.documents import DocumentFaults, Fault, read_document, read_policy
from starter.rehearsal.expecting import differences
from starter.rehearsal.report import RehearsalReport, StepReport
from starter.rehearsal.scenario import ACCEPTED, Scenario, Step
from starter.rehearsal.shifting import shifted
from workers.composition import centre_worker
from workers.search_attributes import add
from workflows.contracts import TASK_QUEUE, TASK_TIMEOUT, CentreStart, centre_id
from workflows.ports import Register

LEAP_AND_WEEK = 28


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
    """The server with its clock, the script as played (in shifted years), and by how much it is shifted."""

    env: WorkflowEnvironment
    play: Scenario
    years: int

    async def reach(self, instant: datetime) -> None:
        """Move the clock forward to the instant."""
        await self.env.sleep(max(timedelta(0), instant - await self.env.get_current_time()))

    async def standing(self) -> dict[str, JsonValue]:
        """How the centre stands, in the years of the script."""
        found = await standing_of(self.env.client, self.play.centre.code)
        moved = shifted(found.model_dump(mode="json"), -self.years)
        return moved if isinstance(moved, dict) else {}


async def rehearse(path: Path) -> RehearsalReport:
    """Play the file and report line by line what held. Raises `DocumentFaults` when the file cannot be played."""
    began = time.perf_counter()
    script = read_scenario(path)
    async with _stage(path, script) as stage:
        steps = [await _played(stage, n, step) for n, step in enumerate(script.steps)]
    seconds = round(time.perf_counter() - began, 2)
    return RehearsalReport(
        scenario=script.scenario, held=all(s.held for s in steps), steps=tuple(steps), seconds=seconds
    )


def read_scenario(path: Path) -> Scenario:
    """The script, checked as a launch file is. Raises `DocumentFaults`."""
    script = read_document(path, Scenario)
    if faults := faults_of_entry(script.centre):
        raise DocumentFaults([Fault(path, "centre", fault) for fault in faults])
    known = {row.person for row in script.people}
    strangers = [
        Fault(path, f"steps.{n}.as", f"{step.as_} is not among the people of this file")
        for n, step in enumerate(script.steps)
        if step.as_ and step.as_ not in known
    ]
    if strangers:
        raise DocumentFaults(strangers)
    return script


def _shifted_play(script: Scenario) -> Scenario:
    data = script.model_dump(mode="json", by_alias=True)
    return Scenario.model_validate_json(json.dumps(shifted(data, script.shift_years)), strict=True)


@asynccontextmanager
async def _stage(path: Path, script: Scenario) -> AsyncIterator[Stage]:
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=_binary(), data_converter=pydantic_data_converter, runtime=_quiet()
    )
    try:
        stage = Stage(env, _shifted_play(script), script.shift_years)
        await _ahead(path, stage)
        await add(env.client)
        async with centre_worker(env.client, PaperRegister()):
            await _begin(path, stage)
            yield stage
    finally:
        await env.shutdown()


@cache
def _quiet() -> Runtime:
    """The SDK's core writes to standard output; a report stands there alone."""
    errors_only = TelemetryFilter(core_level="ERROR", other_level="ERROR")
    return Runtime(telemetry=TelemetryConfig(logging=LoggingConfig(filter=errors_only)))


def _binary() -> str:
    beside = Path(sys.executable).parent / "temporal-test-server"
    return str(beside) if beside.exists() else shutil.which("temporal-test-server") or "temporal-test-server"


async def _ahead(path: Path, stage: Stage) -> None:
    now, first = await stage.env.get_current_time(), stage.play.steps[0].instant
    if first > now:
        return
    behind = (shanghai_date(now) - shanghai_date(first)).days // 365 + 1
    years = stage.years + -(-behind // LEAP_AND_WEEK) * LEAP_AND_WEEK
    said = f"the first step lies in the past of the server's clock, which runs only forward; write shift_years: {years}"
    raise DocumentFaults([Fault(path, "steps.0.at", said)])


async def _begin(path: Path, stage: Stage) -> None:
    play = stage.play
    first = play.steps[0].instant
    await stage.reach(first - timedelta(minutes=1))
    policy = read_policy(path.parent / play.policy) if play.policy else DEFAULT
    calendar = WorkingCalendar(mode=play.calendar, shift_years=stage.years)
    centre = founded(play.centre, shanghai_date(first), policy, calendar)
    await stage.env.client.start_workflow(
        "Centre",
        CentreStart(centre=centre),
        id=centre_id(centre.code),
        task_queue=TASK_QUEUE,
        task_timeout=TASK_TIMEOUT,
    )


async def _played(stage: Stage, n: int, step: Step) -> StepReport:
    played = stage.play.steps[n]
    await stage.reach(played.instant)
    found = await _decided(stage, n, played) if played.do else ACCEPTED
    wanted = step.expect if isinstance(step.expect, str) else ACCEPTED
    faults = [] if found.partition(":")[0] == wanted else [f"expected {wanted}, found {found}"]
    if isinstance(step.expect, dict) and not faults:
        faults = differences(await stage.standing(), step.on, step.expect)
    return StepReport(
        number=n + 1,
        at=str(step.at),
        on=step.on,
        do=step.do,
        by=step.as_,
        expected=_expected(step),
        held=not faults,
        faults=tuple(faults),
    )


def _expected(step: Step) -> str:
    return step.expect if isinstance(step.expect, str) else json.dumps(step.expect, ensure_ascii=False)


async def _decided(stage: Stage, n: int, step: Step) -> str:
    person = roles_of(stage.play.people, step.as_ or "")
    if person is None or step.do is None:
        return ACCEPTED
    decision = Decision(
        decision_id=f"step-{n + 1}",
        matter=step.on,
        action=step.do,
        by=Author(person=person.person, organisation=person.organisation, role=_role(step, person.roles)),
        decided_on=step.decided_on,
        document_number=step.document_number,
        reason=step.reason,
        attachments=step.attachments,
        content=step.content,
    )
    try:
        await send(stage.env.client, stage.play.centre.code, decision)
    except Refused as refused:
        return f"{refused.code}: {shifted(str(refused), -stage.years)}"
    return ACCEPTED


def _role(step: Step, held: tuple[Role, ...]) -> Role:
    return Role(step.role) if step.role else role_for(step.do or "", step.on, held)
