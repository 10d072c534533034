"""What a running stack leaves in its folder: where it answers, and a lock that says it lives."""

import asyncio
import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from pydantic import BaseModel, ConfigDict, ValidationError

from starter.embedded.events import StackError

STATE_FOLDER: Final = Path(".ncti")
STOP_PATIENCE: Final = 40.0
_LOCK_PATIENCE, _POLL = 1.0, 0.05


class Stack(BaseModel):
    """Where a running stack answers, and the process that holds it together."""

    model_config = ConfigDict(frozen=True)

    temporal_address: str
    ui_address: str
    database_url: str
    pid: int


class AlreadyRunning(StackError):
    """Another process runs a stack in this folder."""


def find_stack(folder: Path = STATE_FOLDER) -> Stack | None:
    """The stack that runs in the folder; what a killed one has left behind does not count."""
    try:
        stack = Stack.model_validate_json((folder / "stack.json").read_text())
    except (FileNotFoundError, PermissionError, ValidationError):
        return None
    return stack if holder(folder) == stack.pid else None


async def stop(folder: Path = STATE_FOLDER, patience: float = STOP_PATIENCE) -> bool:
    """Stops the stack that runs or starts in the folder and waits for its end; False when there is none."""
    pid = holder(folder)
    if pid is None:
        return False
    _signal(pid)
    deadline = time.monotonic() + patience
    while holder(folder) == pid:
        if time.monotonic() > deadline:
            raise StackError(f"The stack (process {pid}) has not ended after {patience:.0f} s: end it yourself.")
        await asyncio.sleep(_POLL)
    return True


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Holds the folder for one stack; a second one is refused and told where the first is."""
    with _lock_file(folder) as lock:
        if not _locked(lock.fileno()):
            raise AlreadyRunning(_refusal(folder))
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


@contextmanager
def published(folder: Path, stack: Stack) -> Iterator[None]:
    """Says where the stack answers as long as the block lasts; readers see all of it or nothing."""
    place, draft = folder / "stack.json", folder / "stack.json.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(stack.model_dump_json(indent=2) + "\n")
    draft.replace(place)
    try:
        yield
    finally:
        place.unlink(missing_ok=True)


def holder(folder: Path) -> int | None:
    """The process that holds the folder; the lock goes with its process, however that ends."""
    try:
        with (folder / "lock").open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return _number((folder / "lock").read_text())
    return None


def _lock_file(folder: Path) -> TextIO:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / "lock").open("a+")
    except PermissionError:
        raise StackError(f"{folder.resolve()} is not ours to write: start as its owner or in another folder.") from None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _locked(descriptor: int) -> bool:
    """Whether we got the lock; tries for a moment, since `holder` takes it too for an instant."""
    deadline = time.monotonic() + _LOCK_PATIENCE
    while time.monotonic() < deadline:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_POLL)
        else:
            return True
    return False


def _refusal(folder: Path) -> str:
    stack = find_stack(folder)
    if stack is None:
        return f"A stack is starting or stopping in {folder.resolve()}: wait for it or run `ncti down`."
    where = f"Temporal at {stack.temporal_address}, Web UI at {stack.ui_address}"
    return f"A stack runs in {folder.resolve()} already ({where}): use it or stop it with `ncti down`."


def _signal(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    except PermissionError:
        raise StackError(f"The stack (process {pid}) belongs to another user: ask them to stop it.") from None
