"""Local against remote activity for the write of one change: CPU and latency of a decision, the two in turn.

Run it with `.venv/bin/python benchmarks/register_write.py [rounds]` on a quiet machine; figures are in docs/design.md.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import psutil
from temporalio import workflow
from temporalio.client import Client
from temporalio.worker import Worker

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

with workflow.unsafe.imports_passed_through():
    from running import candidate, decision, launch

    from activities.database import open_pool
    from activities.register import PostgresRegister
    from starter.embedded.stack import embedded_stack
    from workers.composition import RUNNER
    from workers.connection import connect
    from workers.guard import MessageGuard
    from workers.migrations import apply
    from workers.search_attributes import register as add_attributes

from domain.entries import Entry, Page
from domain.standing import Standing
from workflows.centre_life import CentreLife
from workflows.contracts import CentreStart
from workflows.ports import Register
from workflows.steps import AS_LONG_AS_IT_TAKES

DECISIONS = 100
PAUSE = 0.1
TODAY = date(2026, 11, 24)


@workflow.defn(name="Centre")
class RemoteLife(CentreLife):
    """The same clerk, writing through a remote activity only."""

    @workflow.init
    def __init__(self, start: CentreStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: CentreStart) -> Standing:
        """Live on as the clerk does."""
        return await super().run(start)

    async def _enter(self, batch: tuple[Entry, ...]) -> None:
        page = Page(entries=batch, standing=self._standing())
        await workflow.execute_activity_method(Register.enter_in_register, page, **AS_LONG_AS_IT_TAKES)


def cpu_seconds() -> float:
    """The processor time of this process and all its children."""
    me = psutil.Process()
    times = [process.cpu_times() for process in (me, *me.children(recursive=True))]
    return sum(t.user + t.system for t in times)


async def one_round(client: Client, register: PostgresRegister, life: type[Any]) -> tuple[float, float, int]:
    """CPU milliseconds per decision, median latency in milliseconds, events in the history."""
    queue = f"q-{uuid.uuid4().hex[:8]}"
    worker = Worker(
        client,
        task_queue=queue,
        workflows=[life],
        activities=[register.enter_in_register],
        interceptors=[MessageGuard()],
        workflow_runner=RUNNER,
    )
    async with worker:
        handle = await launch(client, queue, candidate(), TODAY)
        await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
        await handle.execute_update("decide", decision("accept_for_cultivation", "sd_reviewer"))
        before, waits = cpu_seconds(), []
        for _ in range(DECISIONS):
            start = time.perf_counter()
            await handle.execute_update("decide", decision("record_cultivation_progress", "lead_entity_applicant"))
            waits.append(time.perf_counter() - start)
            await asyncio.sleep(PAUSE)
        spent = cpu_seconds() - before
        events = len([event async for event in handle.fetch_history_events()])
    return spent / DECISIONS * 1000, statistics.median(waits) * 1000, events


async def main(rounds: int) -> None:
    """Alternate the two and print each round."""
    with tempfile.TemporaryDirectory() as folder:
        async with embedded_stack(Path(folder) / "state", worker_command=None) as stack:
            os.environ["TEMPORAL_ADDRESS"] = stack.temporal_address
            client = await connect()
            await add_attributes(client)
            await apply(stack.database_url)
            register = PostgresRegister(await open_pool(stack.database_url))
            for number in range(rounds):
                for life in (CentreLife, RemoteLife):
                    cpu, latency, events = await one_round(client, register, life)
                    line = f"round {number} {life.__name__}: {cpu:.1f} ms CPU, p50 {latency:.1f} ms, {events} events\n"
                    sys.stdout.write(line)
                    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
