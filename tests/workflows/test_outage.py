"""A database that is away holds up nothing but the register: decisions are taken, and every row arrives afterwards."""

import os
import signal
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import psutil
import pytest
from running import candidate, decision, launch, until
from temporalio.client import Client, WorkflowHandle

from activities.database import open_pool
from activities.register import PostgresRegister
from starter.embedded.leftovers import recorded
from workers.composition import centre_worker
from workers.migrations import apply

TODAY = date(2026, 11, 24)
PROGRESS = ("record_cultivation_progress", "lead_entity_applicant")


@dataclass
class Frail:
    """A centre in cultivation whose register is a PostgreSQL that can be frozen or killed."""

    handle: WorkflowHandle[Any, Any]
    pool: asyncpg.Pool
    data: Path

    async def progress(self, times: int) -> None:
        """Decide so often."""
        for _ in range(times):
            await self.handle.execute_update("decide", decision(*PROGRESS))

    async def revisions(self) -> list[int]:
        """The revisions that the ledger has."""
        code = self.handle.id.removeprefix("centre/")
        rows = await self.pool.fetch("select revision from ledger where code = $1 order by revision", code)
        return [row["revision"] for row in rows]

    async def has(self, last: int) -> bool:
        """Whether the ledger has every revision up to this one."""
        try:
            return await self.revisions() == list(range(1, last + 1))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The server and all its backends stand still."""
        server = psutil.Process(recorded(self.data).pid)
        everyone = [server, *server.children(recursive=True)]
        for process in everyone:
            os.kill(process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in everyone:
                os.kill(process.pid, signal.SIGCONT)


@pytest.fixture
async def frail(client: Client, doomed_postgres: tuple[str, Path]) -> AsyncIterator[Frail]:
    """A worker with a register on the server that may be killed."""
    url, data = doomed_postgres
    await apply(url)
    pool, queue = await open_pool(url, patience=1.0), f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(client, PostgresRegister(pool, 1.0), queue):
        handle = await launch(client, queue, candidate(), TODAY)
        await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
        await handle.execute_update("decide", decision("accept_for_cultivation", "sd_reviewer"))
        yield Frail(handle, pool, data)
    await pool.close()


class TestOutage:
    """Decisions need Temporal only (P13, F34, F40); the register follows, with every row once."""

    async def test_decisions_are_taken_while_the_database_stands_still(self, frail: Frail) -> None:
        await until(lambda: frail.has(3))
        with frail.frozen():
            await frail.progress(5)
            status: dict[str, Any] = await frail.handle.query("status")
        assert status["revision"] == 8
        await until(lambda: frail.has(8), seconds=60)

    async def test_a_killed_database_comes_back_to_every_row(self, frail: Frail) -> None:
        await frail.progress(3)
        os.kill(recorded(frail.data).pid, signal.SIGKILL)
        await frail.progress(20)
        await until(lambda: frail.has(26), seconds=60)

    async def test_the_write_that_waits_can_be_seen_with_its_fault(self, frail: Frail) -> None:
        await until(lambda: frail.has(3))
        with frail.frozen():
            await frail.progress(1)
            pending = await until(lambda: waiting(frail.handle))
        assert pending.last_failure.message.startswith("the database cannot be reached")
        await until(lambda: frail.has(4), seconds=60)


async def waiting(handle: WorkflowHandle[Any, Any]) -> Any:
    """The pending activity that has failed at least once."""
    description = await handle.describe()
    pending = description.raw_description.pending_activities
    return next((activity for activity in pending if activity.last_failure.message), None)
