"""The worker process: settings, connection, preflight, pool, worker; and its end on SIGTERM or Ctrl-C."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final, NoReturn

import asyncpg
import structlog
from pydantic import ValidationError
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.case_register import PostgresCaseRegister
from activities.database import open_pool
from activities.register import PostgresRegister
from workers.composition import centre_worker
from workers.connection import Unreachable, connect
from workers.logs import configure
from workers.migrations import MigrationChanged, apply
from workers.register_view import RegisterUnreachable
from workers.search_attributes import SEARCH_ATTRIBUTES, SearchAttributeConflict, missing, register
from workers.settings import Settings
from workflows.contracts import TASK_QUEUE

DONE, REFUSED, MISUSED, UNREACHABLE = 0, 1, 2, 3
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 60.0
_ENDING: Final = (signal.SIGTERM, signal.SIGINT)

log = structlog.get_logger()


class Misconfigured(Exception):
    """The environment says something that cannot be used; the message is one sentence that says what to do."""


class NotPermitted(Exception):
    """The server does not let us prepare it; the message says what an administrator runs."""


def main(address: str | None = None, database_url: str | None = None) -> int:
    """Runs a worker until told to end; gives the exit code. The arguments serve where the environment is silent."""
    try:
        settings = read_settings()
        configure(settings.log_format)
        asyncio.run(work(address, _database(settings, database_url)))
    except Misconfigured as fault:
        return _said(MISUSED, fault)
    except (SearchAttributeConflict, NotPermitted, MigrationChanged) as fault:
        return _said(REFUSED, fault)
    except Unreachable as fault:
        return _said(UNREACHABLE, fault)
    return DONE


def leave(code: int) -> NoReturn:
    """Ends the process at once: a client's own threads may abort an orderly end (sdk-python issue 300)."""
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def read_settings() -> Settings:
    """The `NCTI_*` variables. Raises `Misconfigured`."""
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        name = f"NCTI_{'_'.join(map(str, fault['loc'])).upper()}"
        raise Misconfigured(f"{name} cannot be used ({fault['msg']}): correct or unset it.") from None


async def work(address: str | None, database_url: str) -> None:
    """Serves the task queue until SIGTERM or SIGINT; what is in hand is finished first."""
    ending = _told_to_end()
    client = await connect(address)
    await prepare(client)
    pool = await open_pool(database_url)
    register_kept = PostgresRegister(pool)
    cases = PostgresCaseRegister(pool)
    async with _tables_kept(database_url), centre_worker(client, register_kept, rounds=register_kept, cases=cases):
        log.info("worker.started", task_queue=TASK_QUEUE, namespace=client.namespace)
        await ending.wait()
        log.info("worker.stopping")
    with suppress(TimeoutError):
        await asyncio.wait_for(pool.close(), FIRST_PAUSE)
    log.info("worker.stopped")


async def prepare(client: Client) -> None:
    """Sees to the search attributes before any centre runs: an unknown one wedges a workflow."""
    try:
        await register(client)
    except RPCError as error:
        if error.status is not RPCStatusCode.PERMISSION_DENIED:
            raise Unreachable(f"Temporal's search attributes cannot be read: {error.message}.") from error
        if absent := await missing(client):
            raise NotPermitted(_commands(client.namespace, absent)) from None


def _commands(namespace: str, absent: list[str]) -> str:
    create = f"temporal operator search-attribute create --namespace {namespace}"
    wanted = " ".join(f"--name {name} --type {SEARCH_ATTRIBUTES[name]}" for name in absent)
    return f"This worker may not add search attributes; let an administrator run `{create} {wanted}`."


@asynccontextmanager
async def _tables_kept(url: str) -> AsyncIterator[None]:
    """Brings the tables up to date now or, while the database is away, as soon as it answers."""
    later = None if await _migrated(url) else asyncio.create_task(_migrated_at_last(url))
    try:
        yield
    finally:
        if later is not None:
            later.cancel()


async def _migrated_at_last(url: str) -> None:
    pause = FIRST_PAUSE
    while True:
        await asyncio.sleep(pause)
        if await _migrated(url):
            return
        pause = min(2 * pause, LONGEST_PAUSE)


async def _migrated(url: str) -> bool:
    try:
        applied = await apply(url)
    except (RegisterUnreachable, asyncpg.PostgresError) as error:
        log.warning("register.unprepared", why=str(error))
        return False
    log.info("register.prepared", applied=applied)
    return True


def _database(settings: Settings, fallback: str | None) -> str:
    given = settings.database_url.get_secret_value() if settings.database_url else fallback
    if given is None:
        raise Misconfigured("No database is configured: set NCTI_DATABASE_URL or run `ncti up` in this folder.")
    return given


def _told_to_end() -> asyncio.Event:
    ending, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in _ENDING:
        loop.add_signal_handler(number, ending.set)
    return ending


def _said(code: int, fault: Exception) -> int:
    sys.stderr.write(f"{fault}\n")
    return code
