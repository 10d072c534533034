"""Starting centres: each once, for ever; those that live or have lived are left alone."""

import asyncio
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import BaseModel
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from domain.formation.founding import founded
from domain.formation.launching import LaunchEntry
from domain.policy import Policy
from workflows.centre_life import CentreLife
from workflows.contracts import TASK_QUEUE, TASK_TIMEOUT, CentreStart, centre_id

AT_ONCE: Final = 16


class Outcome(StrEnum):
    """What became of an entry."""

    STARTED = "started"
    RUNNING = "runs already"
    ENDED = "has ended"
    KNOWN = "known of old"


class Launched(BaseModel):
    """An entry's code and name, and what became of it."""

    code: str
    name_zh: str
    outcome: Outcome


async def launch(
    client: Client, entries: Sequence[LaunchEntry], today: date, policy: Policy, known: frozenset[str] = frozenset()
) -> list[Launched]:
    """Starts the centres side by side; those that live or have lived are left alone (`known`: in the register)."""
    room = asyncio.Semaphore(AT_ONCE)
    centres = [(entry, CentreStart(centre=founded(entry, today, policy))) for entry in entries]

    async def _one(entry: LaunchEntry, start: CentreStart) -> Launched:
        async with room:
            outcome = await _launched(client, start, entry.code in known)
        return Launched(code=entry.code, name_zh=entry.name_zh, outcome=outcome)

    return list(await asyncio.gather(*(_one(entry, start) for entry, start in centres)))


async def _launched(client: Client, start: CentreStart, known: bool) -> Outcome:
    if known:
        return await _standing(client, start.centre.code)
    try:
        await client.start_workflow(
            CentreLife.run,
            start,
            id=centre_id(start.centre.code),
            task_queue=TASK_QUEUE,
            task_timeout=TASK_TIMEOUT,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            static_summary=f"{start.centre.name_zh} ({start.centre.code})"[:120],
        )
    except WorkflowAlreadyStartedError:
        return await _standing(client, start.centre.code)
    return Outcome.STARTED


async def _standing(client: Client, code: str) -> Outcome:
    try:
        described = await client.get_workflow_handle(centre_id(code)).describe()
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
        return Outcome.KNOWN
    return Outcome.RUNNING if described.status is WorkflowExecutionStatus.RUNNING else Outcome.ENDED
