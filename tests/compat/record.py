"""Record the histories of the lives, run by run, for `test_replay.py`. Histories are added, never edited.

Run it once for a release: `PYTHONPATH=tests .venv/bin/python tests/compat/record.py 0.2.0`; it refuses to overwrite.
"""

import asyncio
import sys
import uuid
from pathlib import Path

from recorded_lives import LIVES, Life
from running import PaperRegister, runs_of
from servers import binary
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from workers.composition import centre_worker
from workers.search_attributes import add

HISTORIES = Path(__file__).parent / "histories"


async def _record(life: Life, release: str) -> None:
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=binary("temporal-test-server"), data_converter=pydantic_data_converter
    )
    await add(env.client)
    queue = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(env.client, PaperRegister(), queue):
        handle = await life(env, queue)
        for number, history in enumerate(await runs_of(env.client, handle), start=1):
            with (HISTORIES / f"{release}-{life.__name__}-{number}.json").open("x", encoding="utf-8") as file:
                file.write(history.to_json())
    await env.shutdown()


async def main(release: str) -> None:
    """Record every life for this release."""
    HISTORIES.mkdir(exist_ok=True)
    for life in LIVES:
        await _record(life, release)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
