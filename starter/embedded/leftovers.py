"""What a killed run leaves on PostgreSQL's data: a server that shuts down, or the record of one gone."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

_MEASURES: Final = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
_POLL: Final = 0.02


@dataclass(frozen=True)
class Postmaster:
    """What `postmaster.pid` says: whose data these are, and whether connections are taken."""

    pid: int
    ready: bool


def recorded(data: Path) -> Postmaster | None:
    """The server which the data folder names, alive or not."""
    try:
        lines = (data / "postmaster.pid").read_text().split("\n")
        return Postmaster(int(lines[0]), len(lines) > 7 and lines[7].strip() == "ready")
    except (FileNotFoundError, ValueError):
        return None


async def settle(data: Path) -> None:
    """Ends a server that still runs on the data; forgets one whose pid is gone or means another."""
    if (found := recorded(data)) is not None:
        await _end(found.pid, data)
    (data / "postmaster.pid").unlink(missing_ok=True)


async def _end(pid: int, data: Path) -> None:
    for measure, patience in _MEASURES:
        if not _serves(pid, data):
            return
        with suppress(ProcessLookupError):
            os.kill(pid, measure)
        await _until(lambda: not _serves(pid, data), patience)


def _serves(pid: int, data: Path) -> bool:
    """Whether the process is a PostgreSQL on these data: its working folder is theirs."""
    try:
        return Path(psutil.Process(pid).cwd()) == data.resolve()
    except psutil.Error:
        return False


async def _until(condition: Callable[[], bool], patience: float) -> None:
    deadline = time.monotonic() + patience
    while not condition() and time.monotonic() < deadline:
        await asyncio.sleep(_POLL)
