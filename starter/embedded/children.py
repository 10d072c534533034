"""Child processes that never outlive us, are started again when they die, and are stopped gently."""

import asyncio
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from starter.embedded.events import OnProgress, Progress, StackError, Step
from starter.embedded.logfiles import last_line, opened_log

LAUNCHER: Final = str(Path(__file__).with_name("child.py"))
FIRST_PAUSE, LONGEST_PAUSE, SETTLED_AFTER = 0.5, 30.0, 60.0
POLL: Final = 0.02
START_PATIENCE: Final = 60.0

Ready = Callable[[int], Awaitable[bool]]


class EndedEarly(StackError):
    """A child ended before it was ready."""


class User(NamedTuple):
    """Whom a child becomes when we are root; one that walks passes closed folders, such as root's home."""

    uid: int
    gid: int
    walks: bool


async def at_once(_pid: int = 0) -> bool:
    """Ready as soon as it runs."""
    return True


def environment_without(*prefixes: str) -> dict[str, str]:
    """Our environment without the variables that would steer a child elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}


@dataclass(frozen=True)
class Command:
    """How a part of the stack is run, known to be ready, and stopped."""

    step: Step
    argv: tuple[str, ...]
    log: Path
    env: Mapping[str, str] = field(default_factory=lambda: environment_without("TEMPORAL_"))
    user: User | None = None
    cwd: Path | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals = signal.SIGKILL
    grace: float = 10.0
    ready: Ready = at_once
    prepare: Callable[[], Awaitable[object]] = at_once


async def spawn(command: Command, stdin: int = DEVNULL) -> Process:
    """Starts the command in a session of its own, so that Ctrl-C reaches us alone; from the main thread."""
    user = ":".join(str(int(part)) for part in command.user) if command.user else "-"
    with opened_log(command.log) as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", LAUNCHER),
            *(str(os.getpid()), str(command.death_signal.value), user, *command.argv),
            stdin=stdin,
            stdout=log,
            stderr=log,
            env=command.env,
            cwd=command.cwd,
            start_new_session=True,
        )


async def run_to_end(command: Command, stdin: bytes = b"") -> None:
    """Runs a command that ends by itself; a failure is an error that quotes its last line."""
    process = await spawn(command, PIPE)
    try:
        await process.communicate(stdin)
    finally:
        await end(process, command)
    if process.returncode:
        raise StackError(_epitaph(command, process.returncode))


async def end(process: Process, command: Command) -> None:
    """Stops a process: the gentle signal, then after the grace period the certain one to its whole group."""
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.send_signal(command.stop_signal)
    try:
        await asyncio.wait_for(process.wait(), command.grace)
    except TimeoutError:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


@asynccontextmanager
async def kept_running(command: Command, tell: OnProgress) -> AsyncIterator[None]:
    """Runs a command until the block ends: entered when it is ready, started again whenever it dies."""
    tell(command.step, Progress.STARTING)
    await command.prepare()
    child = _Child(command, tell, await spawn(command))
    try:
        await child.until_ready()
        tell(command.step, Progress.READY)
        async with _beside(child.keep()):
            yield
        tell(command.step, Progress.STOPPING)
    finally:
        await end(child.process, command)
        tell(command.step, Progress.STOPPED)


def next_pause(pause: float, lived: float) -> float:
    """The pause before a restart doubles up to a limit; a long life starts it afresh."""
    return FIRST_PAUSE if lived >= SETTLED_AFTER else min(2 * pause, LONGEST_PAUSE)


class _Child:
    def __init__(self, command: Command, tell: OnProgress, process: Process) -> None:
        self.process = process
        self._command = command
        self._tell = tell

    async def until_ready(self) -> None:
        deadline = time.monotonic() + START_PATIENCE
        while not await self._command.ready(self.process.pid):
            if self.process.returncode is not None:
                raise EndedEarly(_epitaph(self._command, self.process.returncode))
            if time.monotonic() > deadline:
                raise StackError(f"{self._command.step} does not get ready: read {self._command.log}.")
            await asyncio.sleep(POLL)

    async def keep(self) -> None:
        pause = FIRST_PAUSE / 2
        while True:
            born = time.monotonic()
            await self.process.wait()
            pause = next_pause(pause, time.monotonic() - born)
            self._tell(self._command.step, Progress.RESTARTING)
            await asyncio.sleep(pause)
            await self._command.prepare()
            self.process = await spawn(self._command)


@asynccontextmanager
async def _beside(work: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _epitaph(command: Command, code: int) -> str:
    said = last_line(command.log)
    return f"{command.step} ended with code {code} while starting (“{said}”): read {command.log}."
