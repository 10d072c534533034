"""A life over continue-as-new: nothing is lost at a boundary, and what was decided before is still known after it."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
from running import PaperRegister, candidate, decision, launch, until
from servers import binary
from temporalio.client import Client, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from workers.composition import centre_worker
from workers.search_attributes import register

TODAY = date(2026, 11, 24)
Handle = WorkflowHandle[Any, Any]


@pytest.fixture(scope="module")
async def hasty() -> AsyncIterator[Client]:
    """A real server that suggests a new run after forty events."""
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=binary("temporal"),
        data_converter=pydantic_data_converter,
        dev_server_extra_args=["--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40"],
    )
    await register(env.client)
    yield env.client
    await env.shutdown()


@pytest.fixture
async def centre(hasty: Client, paper: PaperRegister) -> AsyncIterator[Handle]:
    """A candidate in cultivation on the hasty server."""
    queue = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(hasty, paper, queue):
        handle = await launch(hasty, queue, candidate(), TODAY)
        await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
        await handle.execute_update("decide", decision("accept_for_cultivation", "sd_reviewer"))
        yield handle


async def runs(client: Client, handle: Handle) -> int:
    """How many runs the centre has had."""
    return len([w async for w in client.list_workflows(f"WorkflowId = '{handle.id}'")])


def progress(number: int) -> dict[str, Any]:
    """One of many progress records."""
    sent = decision("record_cultivation_progress", "lead_entity_applicant")
    return {**sent, "content": {"progress": f"step {number}"}}


class TestBoundaries:
    """Handlers are synchronous, so a new run begins with everything that was ever taken."""

    async def test_sixty_decisions_survive_many_boundaries(
        self, hasty: Client, centre: Handle, paper: PaperRegister
    ) -> None:
        sent = [progress(n) for n in range(60)]
        for group in range(0, 60, 6):
            await asyncio.gather(*(centre.execute_update("decide", one) for one in sent[group : group + 6]))
        status: dict[str, Any] = await centre.query("status")
        assert status["revision"] == 63
        assert await runs(hasty, centre) >= 4
        code = centre.id.removeprefix("centre/")
        await until(lambda: _written(paper, code, 63))
        assert [entry.revision for entry in paper.of(code)] == list(range(1, 64))

    async def test_a_stream_of_signals_loses_none(self, hasty: Client, centre: Handle) -> None:
        for burst in range(1, 5):
            await asyncio.gather(*(centre.signal("decide", progress(n)) for n in range(20)))
            await until(lambda burst=burst: _has_reached(centre, 3 + 20 * burst))
        assert await runs(hasty, centre) >= 2

    async def test_an_old_decision_sent_again_gets_its_old_receipt(self, hasty: Client, centre: Handle) -> None:
        first = progress(0)
        receipt = await centre.execute_update("decide", first)
        for number in range(1, 20):
            await centre.execute_update("decide", progress(number))
        assert await runs(hasty, centre) >= 2
        assert await centre.execute_update("decide", first) == receipt

    async def test_the_signposts_are_right_again_in_the_new_run(self, centre: Handle) -> None:
        for number in range(20):
            await centre.execute_update("decide", progress(number))
        description = await centre.describe()
        seen = {pair.key.name: pair.value for pair in description.typed_search_attributes}
        assert (seen["LifecycleState"], seen["CentreCode"]) == ("CULTIVATING", centre.id.removeprefix("centre/"))


async def _has_reached(centre: Handle, revision: int) -> bool:
    status: dict[str, Any] = await centre.query("status")
    return bool(status["revision"] == revision)


async def _written(paper: PaperRegister, code: str, revision: int) -> bool:
    return (code, revision) in paper.entries
