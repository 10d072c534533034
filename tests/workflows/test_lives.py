"""Whole lives on skipped time, against a register on paper. Silence is tested as carefully as action."""

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from running import PaperRegister, candidate, decision, launch, legacy, runs_of, until
from servers import binary
from temporalio.client import WorkflowHandle, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from domain.centre import Centre
from domain.days.periods import SHANGHAI, shanghai_date
from domain.practice import FIRST, NEWEST
from workers.composition import centre_worker
from workers.search_attributes import add

LATE = "ar_centre_due"


@dataclass
class Skipped:
    """A private server whose clock is moved by hand, and a worker on it."""

    env: WorkflowEnvironment
    queue: str
    paper: PaperRegister

    async def today(self) -> date:
        """The server's date in Shanghai."""
        return shanghai_date(await self.env.get_current_time())

    async def reach(self, day: date) -> None:
        """Move the clock to nine o'clock of that day."""
        at = datetime.combine(day, time(9), SHANGHAI)
        await self.env.sleep(max(timedelta(0), at - await self.env.get_current_time()))

    async def begin(self, **facts: Any) -> WorkflowHandle[Any, Any]:
        """A legacy centre approved two years ago."""
        today = await self.today()
        facts = {"approval": {"decided_on": today.replace(year=today.year - 2, day=1).isoformat()}, **facts}
        return await launch(self.env.client, self.queue, legacy(**facts), today)


@pytest.fixture
async def skipped(paper: PaperRegister) -> AsyncIterator[Skipped]:
    """The time-skipping server with a worker."""
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=binary("temporal-test-server"), data_converter=pydantic_data_converter
    )
    await add(env.client)
    queue = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(env.client, paper, queue):
        yield Skipped(env, queue, paper)
    await env.shutdown()


async def report(handle: WorkflowHandle[Any, Any], year: int) -> None:
    """One annual report, all the way to MOST's record."""
    matter = f"annual-report/{year}"
    await handle.execute_update("decide", decision("submit_report", "centre_reporter", matter=matter))
    await handle.execute_update("decide", decision("endorse_report", "sd_reviewer", matter=matter))
    await handle.execute_update("decide", decision("file_report", "most_officer", matter=matter))


@pytest.mark.law("B.0")
class TestSilence:
    """Timers remind; only people decide (B.0 rule 1)."""

    async def test_twenty_five_years_of_silence_never_change_a_status(self, skipped: Skipped) -> None:
        handle = await skipped.begin()
        start = await skipped.today()
        await skipped.reach(date(start.year + 25, 6, 1))
        status: dict[str, Any] = await handle.query("status")
        assert (status["state"], status["in_sequence"], status["cycle"]["no"]) == ("OPERATING", True, 1)
        late = [name for name in status["overdue"] if name.endswith(LATE)]
        assert len(late) == 25

    async def test_a_silent_candidate_is_asked_about_and_stays(self, skipped: Skipped) -> None:
        today = await skipped.today()
        handle = await launch(skipped.env.client, skipped.queue, candidate(), today)
        await handle.execute_update("decide", decision("submit_intent", "lead_entity_applicant"))
        await handle.execute_update("decide", decision("accept_for_cultivation", "sd_reviewer"))
        await skipped.reach(date(today.year + 4, 1, 10))
        status: dict[str, Any] = await handle.query("status")
        assert status["state"] == "CULTIVATING"
        assert set(status["overdue"]) == {"centre:cultivation_checkin", "centre:cultivation_stale"}


@pytest.mark.law("A01", "A03", "A06")
class TestADecadeOfReports:
    """Every January opens a report (A01); each one filed closes its clocks, and every change is written down once."""

    async def test_ten_reports_are_opened_and_filed(self, skipped: Skipped) -> None:
        handle = await skipped.begin()
        first = (await skipped.today()).year
        for year in range(first, first + 10):
            await skipped.reach(date(year + 1, 2, 20))
            await report(handle, year)
        status: dict[str, Any] = await handle.query("status")
        states = {m["state"] for key, m in status["matters"].items() if key.startswith("annual-report/")}
        assert states == {"FILED"}
        code = handle.id.removeprefix("centre/")
        assert [e.revision for e in skipped.paper.of(code)] == list(range(1, status["revision"] + 1))

    async def test_a_late_report_is_flagged_followed_up_and_taken(self, skipped: Skipped) -> None:
        handle = await skipped.begin()
        year = (await skipped.today()).year
        matter = f"annual-report/{year}"
        await skipped.reach(date(year + 1, 6, 15))
        before: dict[str, Any] = await handle.query("status")
        await handle.execute_update("decide", decision("submit_report", "centre_reporter", matter=matter))
        after: dict[str, Any] = await handle.query("status")
        assert before["matters"][matter]["overdue"] is True
        assert before["matters"][matter]["severely_overdue"] is True
        assert f"{matter}:ar_followup" not in after["overdue"]
        clock = next(o for o in after["obligations"] if o["matter"] == matter and o["key"] == LATE)
        assert clock["status"] == "met_late"


@pytest.mark.law("O14")
class TestTheEnd:
    """A life ends when everything about it is on record; its last standing can still be asked for."""

    async def test_an_exit_closes_the_workflow(self, skipped: Skipped) -> None:
        handle = await skipped.begin()
        await handle.execute_update("decide", decision("propose_revocation", "most_officer"))
        await handle.execute_update("decide", decision("confirm_exit", "most_leadership"))
        tasks = ["publish_decision", "name_use_stop", "closing_report_due", "task_handover"]
        tasks += ["subsidy_settlement", "archive", "register_update"]
        done = {"tasks": [{"task": task} for task in tasks], "archive_manifest": "m-1"}
        await handle.execute_update("decide", decision("closing_complete", "most_officer", content=done))
        standing: dict[str, Any] = await handle.result()
        assert (standing["state"], standing["in_sequence"]) == ("REVOKED", False)
        assert skipped.paper.of(handle.id.removeprefix("centre/"))[-1].because == "closing_complete"


class TestNewRuns:
    """A life goes on in a new run at every new year and at every cycle boundary, with everything it had."""

    async def test_each_new_year_begins_a_run(self, skipped: Skipped) -> None:
        handle = await skipped.begin()
        year = (await skipped.today()).year
        await skipped.reach(date(year + 3, 2, 1))
        assert len(await runs_of(skipped.env.client, handle)) == 4

    async def test_a_candidate_too_lives_in_a_run_a_year(self, skipped: Skipped) -> None:
        today = await skipped.today()
        handle = await launch(skipped.env.client, skipped.queue, candidate(), today)
        await skipped.reach(date(today.year + 2, 2, 1))
        assert len(await runs_of(skipped.env.client, handle)) == 3

    async def test_a_new_cycle_begins_a_run(self, skipped: Skipped) -> None:
        handle = await skipped.begin(state="RENEWAL_PENDING", grade="good")
        await handle.execute_update("decide", decision("start_cycle", "most_officer"))

        async def two_runs() -> bool:
            return len(await runs_of(skipped.env.client, handle)) == 2

        await until(two_runs)
        status: dict[str, Any] = await handle.query("status")
        assert (status["state"], status["cycle"]["no"]) == ("OPERATING", 2)


class TestAnUpgrade:
    """P25: a run begun by release 0.1.0 goes on as it began; its next run lives under the practice of today."""

    async def test_the_next_new_year_brings_what_is_new(self, skipped: Skipped) -> None:
        today = await skipped.today()
        handle = await launch(skipped.env.client, skipped.queue, legacy(), today, practice=FIRST)
        assert await self.refused(handle) == "UNKNOWN_ACTION"
        await skipped.reach(date(today.year + 1, 1, 4))
        assert (await handle.query("dossier", result_type=Centre)).practice == NEWEST
        await handle.execute_update("decide", decision("record_council", "council_secretary"))

    async def refused(self, handle: WorkflowHandle[Any, Any]) -> str | None:
        """The code with which an act of a later release is refused."""
        with pytest.raises(WorkflowUpdateFailedError) as failure:
            await handle.execute_update("decide", decision("record_council", "council_secretary"))
        return failure.value.cause.type if isinstance(failure.value.cause, ApplicationError) else None
