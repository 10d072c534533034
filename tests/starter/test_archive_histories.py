"""An archive holds the event histories of every run of a centre, the first run first."""

import uuid
from datetime import date

from running import PaperRegister, candidate, decision, launch, runs_of
from servers import binary
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from starter.archive.record import dossier_of, histories_of
from workers.composition import centre_worker
from workers.search_attributes import register

SOON_FULL = ["--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40"]


async def test_a_life_of_several_runs_is_gathered_whole() -> None:
    """The chain of runs is walked back from the newest one to the first."""
    queue, code = f"q-{uuid.uuid4().hex[:8]}", f"c-{uuid.uuid4().hex[:12]}"
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=binary("temporal"),
        data_converter=pydantic_data_converter,
        dev_server_extra_args=SOON_FULL,
    )
    async with env:
        await register(env.client)
        async with centre_worker(env.client, PaperRegister(), queue):
            handle = await launch(env.client, queue, candidate(code), date(2026, 11, 24))
            await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
            await handle.execute_update("decide", decision("accept_for_cultivation", "sd_reviewer"))
            for _ in range(30):
                await handle.execute_update("decide", decision("record_cultivation_progress", "sd_reviewer"))
            found, dossier = await histories_of(env.client, code), await dossier_of(env.client, code)
            wanted = await runs_of(env.client, handle)
    assert [history.run_id for history in found] == [history.run_id for history in wanted]
    assert len(found) > 1
    assert dossier is not None
    assert len(dossier.receipts) == 32
