"""Rehearsing a scenario: each step at its time, and what held."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

from domain.decisions import Author, Decision
from domain.formation.launching import Person, faults_of_entry
from domain.refusals import Refused
from starter.deciding import roles_of
from starter.documents import DocumentFaults, Fault, read_document
from starter.rehearsal.elsewhere import role_in
from starter.rehearsal.expecting import differences
from starter.rehearsal.report import LedgerLine, RehearsalReport, StepReport
from starter.rehearsal.scenario import ACCEPTED, Scenario, Step
from starter.rehearsal.shifting import shifted, shifted_text
from starter.rehearsal.stage import Stage, staged


async def rehearse(path: Path) -> RehearsalReport:
    """Play the file and report line by line what held. Raises `DocumentFaults` when the file cannot be played."""
    began = time.perf_counter()
    script = read_scenario(path)
    async with staged(path, script) as stage:
        steps = tuple([await _played(stage, n, step) for n, step in enumerate(script.steps)])
        ledger = await _ledger(stage)
    seconds = round(time.perf_counter() - began, 2)
    held = all(step.held for step in steps)
    return RehearsalReport(scenario=script.scenario, held=held, steps=steps, ledger=ledger, seconds=seconds)


def read_scenario(path: Path) -> Scenario:
    """The script, checked as a launch file is. Raises `DocumentFaults`."""
    script = read_document(path, Scenario)
    if faults := [*_entry_faults(path, script), *_strangers(path, script)]:
        raise DocumentFaults(faults)
    return script


def _entry_faults(path: Path, script: Scenario) -> Iterator[Fault]:
    for fault in faults_of_entry(script.centre):
        field, _, sentence = fault.partition(": ")
        yield Fault(path, f"centre.{field}", sentence)


def _strangers(path: Path, script: Scenario) -> Iterator[Fault]:
    for n, step in enumerate(script.steps):
        if step.as_ and roles_of(script.people, step.as_) is None:
            yield Fault(path, f"steps.{n}.as", f"{step.as_} is not among the people of this file; add the person there")


async def _played(stage: Stage, n: int, step: Step) -> StepReport:
    played = stage.play.steps[n]
    await stage.reach(played.instant)
    found = await _decided(stage, n, played)
    wanted = step.expect if isinstance(step.expect, str) else ACCEPTED
    faults = [] if found.partition(":")[0] == wanted else [f"expected {wanted}, found {found}"]
    if isinstance(step.expect, dict) and not faults:
        faults = differences(await stage.standing(played.on), step.on, step.expect)
    return StepReport(
        number=n + 1,
        at=str(step.at),
        on=step.on,
        do=step.do,
        by=step.as_,
        expected=step.expect if isinstance(step.expect, str) else json.dumps(step.expect, ensure_ascii=False),
        held=not faults,
        faults=tuple(faults),
    )


async def _decided(stage: Stage, n: int, step: Step) -> str:
    person = roles_of(stage.play.people, step.as_ or "")
    if person is None or step.do is None:
        return ACCEPTED
    try:
        await stage.take(step.on, _decision(stage.play, n, step, person))
    except Refused as refused:
        return f"{refused.code}: {shifted_text(str(refused), -stage.years)}"
    return ACCEPTED


def _decision(play: Scenario, n: int, step: Step, person: Person) -> Decision:
    name = re.sub(r"[^A-Za-z0-9._:-]", "-", play.scenario)[:60]
    role = step.role or role_in(step.on, step.do or "", person.roles)
    return Decision(
        decision_id=f"{name}-{n + 1}",
        matter=step.on,
        action=step.do or "",
        by=Author(person=person.person, organisation=person.organisation, role=role),
        decided_on=step.decided_on,
        document_number=step.document_number,
        reason=step.reason,
        attachments=step.attachments,
        content=step.content,
    )


async def _ledger(stage: Stage) -> tuple[LedgerLine, ...]:
    lines = [LedgerLine.of(entry).model_dump(mode="json") for entry in await stage.ledger()]
    return tuple(LedgerLine.model_validate(shifted(line, -stage.years)) for line in lines)
