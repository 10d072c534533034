"""Names that live longer than the code: the task queue, workflow ids, what a run is started with."""

from datetime import timedelta

from domain.centre import Centre
from domain.entries import Entry
from domain.fact import Fact

TASK_QUEUE = "ncti"
TASK_TIMEOUT = timedelta(seconds=5)


def centre_id(code: str) -> str:
    """The workflow id of a centre, for ever."""
    return f"centre/{code}"


class CentreStart(Fact):
    """What a run of a centre begins with: its whole standing, and entries the register has not yet taken."""

    centre: Centre
    first: bool = True
    unrecorded: tuple[Entry, ...] = ()
