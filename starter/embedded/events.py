"""What the embedded stack tells while it comes up and goes down, and how it fails."""

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """A part of the stack."""

    POSTGRESQL = "postgresql"
    TEMPORAL = "temporal"
    WORKER = "worker"


class Progress(StrEnum):
    """Where a part stands."""

    PREPARING = "preparing"
    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    STOPPING = "stopping"
    STOPPED = "stopped"


OnProgress = Callable[[Step, Progress], None]


class StackError(Exception):
    """The stack cannot do what was asked; the message is one sentence that says what to do."""


def silent(_step: Step, _progress: Progress) -> None:
    """Tells nobody."""
