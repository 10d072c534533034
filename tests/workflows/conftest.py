"""Real servers for the clerk's tests: the dev server for messages, the time-skipping server for lives."""

import uuid
from collections.abc import AsyncIterator

import pytest
from running import PaperRegister
from servers import binary
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from workers.composition import centre_worker
from workers.search_attributes import register


@pytest.fixture(scope="session")
async def dev_server() -> AsyncIterator[WorkflowEnvironment]:
    """The real server, in memory."""
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=binary("temporal"),
        data_converter=pydantic_data_converter,
        dev_server_extra_args=["--dynamic-config-value", 'history.timerProcessorMaxTimeShift="10ms"'],
    )
    await register(env.client)
    yield env
    await env.shutdown()


@pytest.fixture(scope="session")
def client(dev_server: WorkflowEnvironment) -> Client:
    """A client of the real server."""
    return dev_server.client


@pytest.fixture
def paper() -> PaperRegister:
    """A register on paper."""
    return PaperRegister()


@pytest.fixture
async def queue(client: Client, paper: PaperRegister) -> AsyncIterator[str]:
    """A task queue of its own with a worker on it."""
    name = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(client, paper, name):
        yield name
