"""The way back on the real server: a life that has ended goes on by a reinstatement, and by nothing else (B.12)."""

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
from running import PaperRegister, candidate, decision, launch, legacy, until
from servers import binary
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowHandle
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.testing import WorkflowEnvironment

from domain.centre import Centre
from domain.decisions import Decision
from domain.exit.closing import TASKS
from domain.refusals import Code, Refused
from starter.deciding import send, standing_of
from starter.sending import NotFound
from workers.composition import centre_worker
from workers.search_attributes import add
from workflows.contracts import REOPENED_FOR, CentreStart

TODAY = date(2026, 11, 24)
Handle = WorkflowHandle[Any, Any]
SETTLED = {"tasks": [{"task": task} for task in TASKS]}


def message(action: str, role: str, **facts: Any) -> Decision:
    """A decision, as the command line sends it."""
    return Decision.model_validate_json(json.dumps(decision(action, role, **facts)), strict=True)


def reinstatement(**facts: Any) -> Decision:
    """Leadership's decision to reinstate."""
    return message("reinstate", "most_leadership", **{"reason": "The removal is annulled.", **facts})


async def ended(client: Client, queue: str) -> Handle:
    """A centre whose life has ended: revoked, every closing task settled."""
    handle = await launch(client, queue, legacy(), TODAY)
    await handle.execute_update("decide", decision("propose_revocation", "most_officer"))
    await handle.execute_update("decide", decision("confirm_exit", "most_leadership"))
    await handle.execute_update("decide", decision("closing_complete", "most_officer", content=SETTLED))
    await handle.result()
    return handle


@pytest.fixture
async def gone(client: Client, queue: str) -> Handle:
    """A life that has ended."""
    return await ended(client, queue)


def code_of(handle: Handle) -> str:
    """The centre's code."""
    return handle.id.removeprefix("centre/")


async def runs(client: Client, handle: Handle) -> int:
    """How many runs the centre has had, as far as they can be seen."""
    return len([w async for w in client.list_workflows(f"WorkflowId = '{handle.id}'")])


@pytest.mark.law("B.12", "G-38")
class TestTheWayBack:
    """B.12: `reinstate` opens a new run of the same id; the whole value comes with it, every revision is on record."""

    async def test_the_life_goes_on_where_it_stood(self, client: Client, gone: Handle) -> None:
        receipt = await send(client, code_of(gone), reinstatement())
        standing = await standing_of(client, code_of(gone))
        assert (receipt.state, standing.state, standing.in_sequence) == ("OPERATING", "OPERATING", True)
        description = await client.get_workflow_handle(gone.id).describe()
        assert description.status is WorkflowExecutionStatus.RUNNING

    async def test_the_next_decision_is_taken(self, client: Client, gone: Handle) -> None:
        await send(client, code_of(gone), reinstatement())
        receipt = await send(client, code_of(gone), message("propose_revocation", "most_officer"))
        assert receipt.state == "PROPOSED"

    async def test_the_register_has_every_revision_once(
        self, client: Client, gone: Handle, paper: PaperRegister
    ) -> None:
        receipt = await send(client, code_of(gone), reinstatement())
        await until(lambda: written(paper, code_of(gone), receipt.revision))
        assert [entry.revision for entry in paper.of(code_of(gone))] == list(range(1, receipt.revision + 1))

    async def test_sent_again_it_happens_once(self, client: Client, gone: Handle) -> None:
        sent = reinstatement()
        first = await send(client, code_of(gone), sent)
        assert await send(client, code_of(gone), sent) == first

    async def test_monitors_see_the_new_run_as_it_is(self, client: Client, gone: Handle) -> None:
        await send(client, code_of(gone), reinstatement())

        async def seen() -> bool:
            description = await client.get_workflow_handle(gone.id).describe()
            found = {pair.key.name: pair.value for pair in description.typed_search_attributes}
            return found.get("LifecycleState") == "OPERATING"

        assert await until(seen)


async def written(paper: PaperRegister, code: str, revision: int) -> bool:
    """Whether the register has this revision."""
    return (code, revision) in paper.entries


@pytest.mark.law("B.0", "B.12")
class TestNothingElse:
    """B.0 rule 8: terminal is final; no other decision opens a life again, nor does a refused reinstatement keep it."""

    @pytest.mark.parametrize(
        ("action", "role"), [("submit_report", "centre_reporter"), ("record_reconsideration", "most_officer")]
    )
    async def test_another_decision_is_refused(self, client: Client, gone: Handle, action: str, role: str) -> None:
        with pytest.raises(Refused) as refusal:
            await send(client, code_of(gone), message(action, role))
        assert refusal.value.code is Code.CENTRE_EXITED
        assert (await client.get_workflow_handle(gone.id).describe()).status is WorkflowExecutionStatus.COMPLETED

    async def test_an_officer_reinstates_nobody(self, client: Client, gone: Handle) -> None:
        with pytest.raises(Refused) as refusal:
            await send(
                client, code_of(gone), message("reinstate", "most_officer", document_number="国科发区〔2027〕1号")
            )
        assert refusal.value.code is Code.WRONG_ROLE
        assert (await standing_of(client, code_of(gone))).state == "REVOKED"

    async def test_after_a_refusal_a_good_reinstatement_is_taken(self, client: Client, gone: Handle) -> None:
        with pytest.raises(Refused):
            await send(client, code_of(gone), reinstatement(reason=None))
        assert (await send(client, code_of(gone), reinstatement())).state == "OPERATING"

    async def test_a_candidate_that_was_declined_is_not_reinstated(self, client: Client, queue: str) -> None:
        handle = await launch(client, queue, candidate(), TODAY)
        await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
        await handle.execute_update("decide", decision("decline_intent", "sd_reviewer", reason="Not mature."))
        await handle.result()
        with pytest.raises(Refused, match="cannot be reinstated"):
            await send(client, code_of(handle), reinstatement())

    async def test_an_unknown_centre_is_not_found(self, client: Client, queue: str) -> None:
        with pytest.raises(NotFound):
            await send(client, "no-such-centre", reinstatement())


@pytest.fixture
async def skipping() -> AsyncIterator[Client]:
    """A server whose clock skips, with a worker."""
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=binary("temporal-test-server"), data_converter=pydantic_data_converter
    )
    await add(env.client)
    async with centre_worker(env.client, PaperRegister(), "q-moment"):
        yield env.client
    await env.shutdown()


@pytest.mark.law("B.12")
class TestTheMoment:
    """A run that was reopened and gets no accepted reinstatement ends again after ten minutes."""

    async def test_it_ends_again(self, skipping: Client) -> None:
        centre = await (await ended(skipping, "q-moment")).query("dossier", result_type=Centre)
        start = CentreStart(centre=centre, first=False, reopened=True)
        again = await skipping.start_workflow("Centre", start, id="again", task_queue="q-moment")
        assert (await again.result())["state"] == "REVOKED"
        passed = [event.event_time.ToDatetime() async for event in again.fetch_history_events()]
        assert REOPENED_FOR <= passed[-1] - passed[0] < REOPENED_FOR + timedelta(minutes=5)
