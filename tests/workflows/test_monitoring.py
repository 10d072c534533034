"""What monitors see, on the real server: search attributes, named timers, summaries, Current Details."""

import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from running import PaperRegister, candidate, decision, launch, legacy, until
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowHandle

from domain.days.periods import due_instant
from workers.composition import centre_worker
from workers.search_attributes import SEARCH_ATTRIBUTES

TODAY = date(2026, 11, 24)
Handle = WorkflowHandle[Any, Any]


async def pending_timers(handle: Handle) -> dict[str, datetime]:
    """The timers that run now: summary and the instant at which each fires."""
    running: dict[int, tuple[str, datetime]] = {}
    async for event in handle.fetch_history_events():
        if event.event_type == EventType.EVENT_TYPE_TIMER_STARTED:
            wait = event.timer_started_event_attributes.start_to_fire_timeout.ToTimedelta()
            summary = event.user_metadata.summary.data.decode().strip('"')
            running[event.event_id] = (summary, event.event_time.ToDatetime(UTC) + wait)
        elif event.event_type == EventType.EVENT_TYPE_TIMER_CANCELED:
            running.pop(event.timer_canceled_event_attributes.started_event_id)
        elif event.event_type == EventType.EVENT_TYPE_TIMER_FIRED:
            running.pop(event.timer_fired_event_attributes.started_event_id)
    return dict(running.values())


async def attributes(handle: Handle) -> dict[str, Any]:
    """The search attributes of the centre as the server has them."""
    description = await handle.describe()
    seen = {pair.key.name: pair.value for pair in description.typed_search_attributes}
    return {name: value for name, value in seen.items() if name != "BuildIds"}


@pytest.fixture
async def cultivated(client: Client, queue: str) -> Handle:
    """A candidate in cultivation."""
    handle = await launch(client, queue, candidate(), TODAY)
    await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
    await handle.execute_update("decide", decision("accept_for_cultivation", "sd_reviewer"))
    return handle


class TestTimers:
    """Each open obligation is a timer of its own, with a summary a person understands; a moved day moves its timer."""

    async def test_every_dated_obligation_has_its_timer(self, cultivated: Handle) -> None:
        status: dict[str, Any] = await cultivated.query("status")
        owed = [o for o in status["obligations"] if o["status"] == "open"]
        timers = await pending_timers(cultivated)
        assert len(owed) == 2
        for obligation in owed:
            label = next(label for label in timers if label.startswith(obligation["title"]))
            assert label.endswith(f"by {obligation['due']}")
            due = due_instant(date.fromisoformat(obligation["due"]))
            assert abs(timers[label] - due) < timedelta(seconds=2)

    async def test_progress_moves_the_timer(self, cultivated: Handle) -> None:
        before = await pending_timers(cultivated)
        sent = decision("record_cultivation_progress", "lead_entity_applicant", decided_on="2026-11-24")
        await cultivated.execute_update("decide", sent)
        await cultivated.execute_update("decide", decision("end_cultivation", "sd_leader", reason="given up"))
        after = await pending_timers(cultivated)
        assert len(before) == 3
        assert not after

    async def test_an_annual_report_reads_as_the_contract_says(self, client: Client, queue: str) -> None:
        owed = {"owed": [{"year": 2025, "due": "2028-03-31"}]}
        handle = await launch(client, queue, legacy(reports=owed), TODAY)
        await handle.query("status")

        async def labels() -> list[str]:
            return list(await pending_timers(handle))

        assert "Annual report 2025 due from the centre by 2028-03-31" in await until(labels)


class TestSearchAttributes:
    """All attributes of the contract are set, can be filtered by, and are unset when there is nothing to show."""

    async def test_a_centre_in_operation_shows_all_it_has(self, client: Client, queue: str) -> None:
        handle = await launch(client, queue, legacy(), TODAY)
        seen = await until(lambda: attributes(handle))
        assert set(seen) <= set(SEARCH_ATTRIBUTES)
        assert (seen["LifecycleState"], seen["InSequence"], seen["CycleNo"]) == ("OPERATING", True, 1)
        assert seen["CycleEnd"] == due_instant(date(2028, 3, 10))
        assert seen["NextDeadline"] == due_instant(date(2028, 1, 10))
        assert seen["WaitingFor"] == ["most_officer"]

    async def test_what_is_overdue_is_found_by_a_filter(self, client: Client, queue: str) -> None:
        entry = legacy(reports={"owed": [{"year": 2025, "due": "2026-10-30"}]})
        await launch(client, queue, entry, TODAY)
        query = f"CentreCode = '{entry.code}' AND Overdue = true AND OverdueItems = 'annual-report/2025:ar_centre_due'"

        async def found() -> list[str]:
            return [w.id async for w in client.list_workflows(query)]

        assert await until(found) == [f"centre/{entry.code}"]

    async def test_what_ends_is_unset(self, cultivated: Handle) -> None:
        await cultivated.execute_update("decide", decision("end_cultivation", "sd_leader", reason="given up"))

        async def ended() -> dict[str, Any] | None:
            seen = await attributes(cultivated)
            return seen if seen["LifecycleState"] == "CULTIVATION_ENDED" else None

        seen = await until(ended)
        assert "NextDeadline" not in seen
        assert not seen.get("WaitingFor")


class TestCurrentDetails:
    """Current Details say where the centre stands and give a decision to paste; right again after a restart."""

    @pytest.fixture
    async def restarted(self, client: Client, paper: PaperRegister) -> AsyncIterator[Handle]:
        """A candidate whose first worker is gone and whose second one holds nothing in its cache."""
        queue = f"q-{uuid.uuid4().hex[:8]}"
        async with centre_worker(client, paper, queue):
            handle = await launch(client, queue, candidate(), TODAY)
            await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
        async with centre_worker(client, paper, queue, cached=0):
            yield handle

    async def test_they_are_right_after_a_restart(self, restarted: Handle) -> None:
        details = await restarted.query("__temporal_workflow_metadata")
        text = str(details["currentDetails"] if isinstance(details, dict) else details.current_details)
        assert "**INTENT_SUBMITTED** 建设意向已申请" in text
        assert '"action": "accept_for_cultivation"' in text

    async def test_the_payload_is_accepted_as_it_stands(self, restarted: Handle) -> None:
        details = await restarted.query("__temporal_workflow_metadata")
        text = str(details["currentDetails"] if isinstance(details, dict) else details.current_details)
        payload = json.loads(text.split("```json\n")[1].split("```")[0])
        receipt = await restarted.execute_update("decide", payload)
        assert receipt["accepted"] is True


class TestSummaries:
    """Whatever the clerk asks of the world carries a summary."""

    async def test_the_handlers_describe_themselves_to_the_picker(self, cultivated: Handle) -> None:
        meta = await cultivated.query("__temporal_workflow_metadata")
        assert "decide" in str(meta)
        assert "One human decision" in str(meta)
