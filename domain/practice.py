"""The practice under which a run lives: what the software did when the run began. It is data, so old runs replay.

A run keeps its practice until it turns a page, at the latest on New Year's Day; the next run takes the newest. What
differs between practices asks `centre.practice`; when no run of the older one is left, the question leaves the code.
"""

from typing import Final

FIRST: Final = 1  # release 0.1.0; no run of it is left after 2027-01-01
WHOLE: Final = 2  # all of the Measures: stricter checks, deferral, holds, corrections, queues, governance reminders
NEWEST: Final = WHOLE
