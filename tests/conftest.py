"""A real PostgreSQL for every test that asks for one."""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from starter.embedded.children import EndedEarly
from starter.embedded.events import silent
from starter.embedded.postgres import postgres
from workers.migrations import apply

NewDatabase = Callable[[], Awaitable[str]]


@pytest.fixture(scope="session")
async def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """A server of its own for this run of the tests."""
    async with AsyncExitStack() as stack:
        yield await started(stack, tmp_path_factory.mktemp("postgres"))


@pytest.fixture
async def doomed_postgres(tmp_path: Path) -> AsyncIterator[tuple[str, Path]]:
    """A server that a test may kill: its URL and the folder of its data; it is started again when it dies."""
    async with AsyncExitStack() as stack:
        yield await started(stack, tmp_path), tmp_path / "postgres"


async def started(stack: AsyncExitStack, folder: Path, attempts: int = 6) -> str:
    """Starts PostgreSQL; another program may take its port first, then the next free one is tried."""
    for _ in range(attempts - 1):
        with suppress(EndedEarly):
            return await stack.enter_async_context(postgres(folder, silent))
    return await stack.enter_async_context(postgres(folder, silent))


@pytest.fixture(scope="session")
def new_database(postgres_url: str) -> NewDatabase:
    """Makes a fresh, empty database on each call and gives its URL."""
    numbers = itertools.count(1)

    async def make() -> str:
        name = f"fresh_{next(numbers)}"
        connection = await asyncpg.connect(postgres_url, timeout=10)
        try:
            await connection.execute(f"create database {name}")
        finally:
            await connection.close()
        return urlunsplit(urlsplit(postgres_url)._replace(path=f"/{name}"))

    return make


@pytest.fixture(scope="session")
async def database_url(new_database: NewDatabase) -> str:
    """A database with the register's tables, shared by all tests: use a centre code of your own."""
    url = await new_database()
    await apply(url)
    return url
