"""The whole embedded stack in one block: PostgreSQL and Temporal side by side, then the worker."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Final, TypeVar

from starter.embedded.children import Command, EndedEarly, environment_without, kept_running
from starter.embedded.events import OnProgress, Step, silent
from starter.embedded.postgres import postgres
from starter.embedded.state import STATE_FOLDER, Stack, held, published
from starter.embedded.temporal import NAMESPACE, TemporalServer, temporal

WORKER: Final = (sys.executable, "-m", "workers")
ATTEMPTS: Final = 6
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Server = TypeVar("Server", str, TemporalServer)


@asynccontextmanager
async def embedded_stack(
    folder: Path = STATE_FOLDER,
    worker_command: Sequence[str] | None = WORKER,
    on_progress: OnProgress = silent,
) -> AsyncIterator[Stack]:
    """Runs the stack on the state in the folder while the block lasts; `None` runs it without a worker."""
    folder = folder.resolve()
    with held(folder):
        async with AsyncExitStack() as children:
            stack = await _servers(children, folder, on_progress)
            if worker_command is not None:
                worker = _worker(folder, stack, tuple(worker_command))
                await children.enter_async_context(kept_running(worker, on_progress))
            with published(folder, stack):
                yield stack


@contextmanager
def cancelled_by_signals() -> Iterator[None]:
    """Turns Ctrl-C, SIGTERM and SIGHUP into the cancellation of the current task, so that all is wound up."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    heeded = [number for number in _ENDING if signal.getsignal(number) is not signal.SIG_IGN]
    for number in heeded:
        loop.add_signal_handler(number, task.cancel)
    try:
        yield
    finally:
        for number in heeded:
            loop.remove_signal_handler(number)


async def _servers(children: AsyncExitStack, folder: Path, tell: OnProgress) -> Stack:
    try:
        async with asyncio.TaskGroup() as group:
            database = group.create_task(_started(children, lambda: postgres(folder, tell)))
            server = group.create_task(_started(children, lambda: temporal(folder, tell)))
    except BaseExceptionGroup as failures:
        raise failures.exceptions[0] from None
    found = server.result()
    return Stack(
        temporal_address=found.address,
        ui_address=found.ui_address,
        database_url=database.result(),
        pid=os.getpid(),
    )


async def _started(children: AsyncExitStack, attempt: Callable[[], AbstractAsyncContextManager[Server]]) -> Server:
    """Starts a server; one that ends early is tried again, since another program may have taken its port."""
    for _ in range(ATTEMPTS - 1):
        try:
            return await children.enter_async_context(attempt())
        except EndedEarly:
            continue
    return await children.enter_async_context(attempt())


def _worker(folder: Path, stack: Stack, argv: tuple[str, ...]) -> Command:
    return Command(
        step=Step.WORKER,
        argv=argv,
        log=folder / "worker.log",
        env=_worker_environment(folder, stack),
        grace=15.0,
    )


def _worker_environment(folder: Path, stack: Stack) -> Mapping[str, str]:
    """The worker's variables: this stack's, and nothing of a profile meant for another server."""
    profile = folder / "temporal.toml"
    profile.write_text(f'[profile.default]\naddress = "{stack.temporal_address}"\nnamespace = "{NAMESPACE}"\n')
    chosen = {"TEMPORAL_ADDRESS": stack.temporal_address, "TEMPORAL_NAMESPACE": NAMESPACE}
    own = {"TEMPORAL_CONFIG_FILE": str(profile), "NCTI_DATABASE_URL": stack.database_url}
    return environment_without("TEMPORAL_") | chosen | own
