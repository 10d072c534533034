"""Messages, on the real server: decisions by every door, and whatever else may arrive."""

import asyncio
import random
from datetime import date
from typing import Any

import pytest
from running import PaperRegister, candidate, decision, launch, until
from temporalio.api.common.v1 import Payload
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError

TODAY = date(2026, 11, 24)
Handle = WorkflowHandle[Any, Any]
LONG = "x" * 1_000_000
GARBAGE: list[list[Any]] = [
    [], [1, 2], ["x"], [None], [True], [[]], [{}], [{"decision_id": 1}], [LONG], [{"a": "\u0000"}],
    [{"decision_id": "d", "action": "submit_intent", "by": "me"}],
    [{**decision("submit_intent", "lead_entity_applicant"), "nobody_knows": 1}],
    [{**decision("submit_intent", "lead_entity_applicant"), "reason": "a\u0000b"}],
    [{**decision("submit_intent", "lead_entity_applicant"), "decided_on": "yesterday"}],
    [{**decision("submit_intent", "lead_entity_applicant"), "decided_on": "2026-02-30"}],
    [{**decision("submit_intent", "lead_entity_applicant"), "content": {"text": LONG}}],
    [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b"{not json"))],
    [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b"\xff\xfe"))],
    [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b"[" * 100_000))],
    [RawValue(Payload(metadata={"encoding": b"json/plain"}, data=b'{"a": NaN, "b": 1e999}'))],
    [RawValue(Payload(metadata={"encoding": b"binary/unknown"}, data=b"\x00\x01"))],
    [RawValue(Payload(data=b"no metadata"))],
]  # fmt: skip


@pytest.fixture
async def centre(client: Client, queue: str) -> Handle:
    """A candidate that has just been launched."""
    return await launch(client, queue, candidate(), TODAY)


async def refused(handle: Handle, *args: Any, name: str = "decide") -> str:
    """The type of the refusal of an update."""
    with pytest.raises(WorkflowUpdateFailedError) as failure:
        await handle.execute_update(name, args=list(args))
    assert isinstance(failure.value.cause, ApplicationError)
    return str(failure.value.cause.type)


async def state(handle: Handle) -> str:
    """The state of the centre."""
    status: dict[str, Any] = await handle.query("status")
    return str(status["state"])


async def lives(handle: Handle) -> None:
    """The next good decision works, and no task of the workflow has failed."""
    receipt = await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
    assert receipt["state"] == "INTENT_SUBMITTED"
    kinds = [event.event_type async for event in handle.fetch_history_events()]
    assert "EVENT_TYPE_WORKFLOW_TASK_FAILED" not in map(str, kinds)


class TestOneDecisionByEveryDoor:
    """An update and a signal carry the same message and do the same."""

    async def test_an_update_gives_a_receipt(self, centre: Handle) -> None:
        sent = decision("submit_intent", "lead_entity_applicant")
        receipt = await centre.execute_update("decide", sent)
        assert receipt["accepted"] is True
        assert (receipt["decision_id"], receipt["matter"], receipt["revision"]) == (sent["decision_id"], "centre", 2)

    async def test_a_signal_is_taken_too(self, centre: Handle) -> None:
        await centre.signal("decide", decision("submit_intent", "lead_entity_applicant"))

        async def submitted() -> bool:
            return await state(centre) == "INTENT_SUBMITTED"

        await until(submitted)

    async def test_a_refused_signal_is_recorded_and_changes_no_state(
        self, centre: Handle, paper: PaperRegister
    ) -> None:
        await centre.signal("decide", decision("accept_for_cultivation", "sd_reviewer"))
        status: dict[str, Any] = await until(lambda: refusals(centre))
        assert status["last"].startswith("WRONG_STATE")
        assert await state(centre) == "PROSPECTIVE"

    async def test_a_refused_update_says_why_and_leaves_no_event(self, centre: Handle) -> None:
        await state(centre)
        before = [event.event_id async for event in centre.fetch_history_events()]
        assert await refused(centre, decision("accept_for_cultivation", "sd_reviewer")) == "WRONG_STATE"
        after = [event async for event in centre.fetch_history_events()]
        assert not [event for event in after if event.HasField("workflow_execution_update_accepted_event_attributes")]
        assert len(after) >= len(before)


async def refusals(handle: Handle) -> Any:
    """The refusals of the centre, once there is one."""
    status: dict[str, Any] = await handle.query("status")
    return status["refusals"] if status["refusals"]["count"] else None


class TestNothingThatArrivesStopsACentre:
    """No input, two inputs, garbage, unknown names, 1 MB, a thousand times: the next good decision works."""

    @pytest.mark.parametrize("args", GARBAGE, ids=range(len(GARBAGE)))
    async def test_garbage_by_update_is_refused(self, centre: Handle, args: list[Any]) -> None:
        assert await refused(centre, *args) in {"MALFORMED", "INVALID_CONTENT", "SEPARATION_OF_DUTIES"}
        await lives(centre)

    async def test_garbage_by_signal_leaves_at_most_one_record_each(self, centre: Handle) -> None:
        for args in GARBAGE:
            await centre.signal("decide", args=args)
        await lives(centre)
        status: dict[str, Any] = await centre.query("status")
        assert 0 < status["refusals"]["count"] <= len(GARBAGE)

    @pytest.mark.parametrize("name", ["Decide", "", "終了", "x" * 300, "decide\n"])
    async def test_an_unknown_update_is_refused(self, centre: Handle, name: str) -> None:
        if name:
            assert await refused(centre, {"a": 1}, name=name) in {"UNKNOWN_ACTION", "MALFORMED"}
        await lives(centre)

    async def test_an_unknown_signal_is_recorded(self, centre: Handle) -> None:
        for name in ("terminate", "終了", "decide ", "x" * 300):
            await centre.signal(name, args=[1, "two", {}])
        await lives(centre)
        status: dict[str, Any] = await centre.query("status")
        assert status["refusals"]["count"] == 4

    async def test_the_same_message_a_thousand_times_happens_once(self, centre: Handle) -> None:
        sent = decision("submit_intent", "lead_entity_applicant")
        await asyncio.gather(*(centre.signal("decide", sent) for _ in range(1000)))
        receipt = await centre.execute_update("decide", sent)
        assert receipt["revision"] == 2
        status: dict[str, Any] = await centre.query("status")
        assert (status["revision"], status["refusals"]["count"]) == (2, 0)

    async def test_a_request_to_cancel_is_recorded_and_the_life_goes_on(self, centre: Handle) -> None:
        await state(centre)
        await centre.cancel()
        status: dict[str, Any] = await until(lambda: refusals(centre))
        assert "cancel" in status["last"]
        await lives(centre)

    @pytest.mark.parametrize("seed", [20261124, 7, 1949])
    async def test_two_hundred_random_messages_leave_it_alive(self, centre: Handle, seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(200):
            await centre.signal(chance.choice(["decide", "decide", "other"]), args=nonsense(chance))
        await lives(centre)


def nonsense(chance: random.Random) -> list[Any]:
    """Zero to three arguments of no sense."""
    good = decision("submit_intent", "lead_entity_applicant")
    good.pop(chance.choice(["decision_id", "action", "by"]))
    pool: list[Any] = [None, 0, -1.5, "text", [], {}, {"action": "decide"}, good, {"by": [1]}, "\u202e", "𝄞" * 50]
    return [chance.choice(pool) for _ in range(chance.choice([0, 1, 1, 1, 2, 3]))]


@pytest.mark.law("G-61")
class TestTheSameIdTwice:
    """The decision's id is its idempotency key for the whole life (G-61)."""

    async def test_the_same_decision_gives_the_same_receipt(self, centre: Handle) -> None:
        sent = decision("submit_intent", "lead_entity_applicant")
        first, second = [await centre.execute_update("decide", sent) for _ in range(2)]
        assert first == second

    async def test_the_same_id_with_another_content_is_refused(self, centre: Handle) -> None:
        sent = decision("submit_intent", "lead_entity_applicant")
        await centre.execute_update("decide", sent)
        assert await refused(centre, {**sent, "content": {"text": "another"}}) == "DUPLICATE_ID"

    async def test_fifty_at_once_give_one_effect(self, centre: Handle) -> None:
        sent = decision("submit_intent", "lead_entity_applicant")
        receipts = await asyncio.gather(*(centre.execute_update("decide", sent) for _ in range(50)))
        assert {receipt["revision"] for receipt in receipts} == {2}
