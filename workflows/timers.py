"""One named timer for each open obligation, so that monitors see what is due when; a moved day moves its timer."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from temporalio import workflow

ZERO = 0.0
SUMMARY_LIMIT = 200


@dataclass(frozen=True)
class Alarm:
    """When a timer rings (UTC) and what it is called in the Web UI."""

    at: datetime
    label: str


class Timers:
    """The timers that run now, by name. Ringing only wakes the clerk, who then looks at the time itself."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._running: dict[str, tuple[Alarm, asyncio.Task[None]]] = {}

    def keep(self, wanted: dict[str, Alarm]) -> None:
        """Let exactly these timers run: start the new, move the moved, stop the rest."""
        for name in [name for name, (alarm, _) in self._running.items() if wanted.get(name) != alarm]:
            self._running.pop(name)[1].cancel()
        for name, alarm in wanted.items():
            if name not in self._running:
                self._running[name] = (alarm, asyncio.create_task(self._wait(name, alarm)))

    async def _wait(self, name: str, alarm: Alarm) -> None:
        seconds = max(ZERO, (alarm.at - workflow.now()).total_seconds())
        await workflow.sleep(seconds, summary=alarm.label[:SUMMARY_LIMIT])
        self._running.pop(name, None)
        self._ring()
