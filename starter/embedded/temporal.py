"""The embedded Temporal server with its Web UI: the development server on loopback, its data in a file."""

import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from google.protobuf.duration_pb2 import Duration
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from starter.embedded.children import Command, kept_running
from starter.embedded.events import OnProgress, StackError, Step
from starter.embedded.ports import LOOPBACK, free_port, listens
from workers.search_attributes import SEARCH_ATTRIBUTES, register

PREFERRED_PORT, PREFERRED_UI_PORT, PREFERRED_HTTP_PORT = 7233, 8233, 7243
NAMESPACE: Final = "default"
RETENTION: Final = timedelta(days=4000)


@dataclass(frozen=True)
class TemporalServer:
    """Where the server and its Web UI answer."""

    address: str
    ui_address: str


@dataclass(frozen=True)
class _Ports:
    frontend: int
    ui: int
    http: int


@asynccontextmanager
async def temporal(folder: Path, tell: OnProgress) -> AsyncIterator[TemporalServer]:
    """Runs the server on the data under the folder, its namespace ready for lives of many years."""
    ports = _ports()
    address = f"{LOOPBACK}:{ports.frontend}"
    async with kept_running(_serve(folder, ports, address), tell):
        yield TemporalServer(address, f"http://{LOOPBACK}:{ports.ui}")


async def keep_histories(client: Client, retention: timedelta = RETENTION) -> None:
    """Sets how long closed runs are kept: a life is many runs, and the default deletes them after a day."""
    length = Duration()
    length.FromTimedelta(retention)
    config = NamespaceConfig(workflow_execution_retention_ttl=length)
    await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=client.namespace, config=config))


async def retention_of(client: Client) -> timedelta:
    """How long the client's namespace keeps closed runs."""
    answer = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=client.namespace))
    return answer.config.workflow_execution_retention_ttl.ToTimedelta()


def _ports() -> _Ports:
    frontend = free_port(PREFERRED_PORT)
    ui = free_port(PREFERRED_UI_PORT, {frontend})
    return _Ports(frontend, ui, free_port(PREFERRED_HTTP_PORT, {frontend, ui}))


def _serve(folder: Path, ports: _Ports, address: str) -> Command:
    async def ready(pid: int) -> bool:
        return listens(pid, ports.frontend, ports.ui, ports.http) and await _prepared(address)

    return Command(
        step=Step.TEMPORAL,
        argv=(_binary(), "server", "start-dev", *_options(folder, ports)),
        log=folder / "temporal.log",
        ready=ready,
    )


def _options(folder: Path, ports: _Ports) -> tuple[str, ...]:
    places = ("--port", ports.frontend, "--ui-port", ports.ui, "--http-port", ports.http)
    storage = (
        "--db-filename",
        folder / "temporal.db",
        *_each("--sqlite-pragma", "journal_mode=wal", "synchronous=1"),
    )
    attributes = _each("--search-attribute", *(f"{name}={kind}" for name, kind in SEARCH_ATTRIBUTES.items()))
    manners = ("--ip", LOOPBACK, "--log-level", "error", "--ui-disable-news-fetch")
    return tuple(map(str, (*manners, *places, *storage, *attributes)))


def _each(flag: str, *values: str) -> tuple[str, ...]:
    return tuple(word for value in values for word in (flag, value))


async def _prepared(address: str) -> bool:
    """Whether the server answers and its namespace has our retention and search attributes."""
    try:
        client = await Client.connect(address, namespace=NAMESPACE)
        if await retention_of(client) != RETENTION:
            await keep_histories(client)
        await register(client)
    except (RuntimeError, RPCError):
        return False
    return True


def _binary() -> str:
    beside = Path(sys.executable).with_name("temporal")
    found = str(beside) if beside.exists() else shutil.which("temporal")
    if found is None:
        raise StackError("The program `temporal` is not installed: run `make setup`.")
    return found
