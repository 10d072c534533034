"""An integrity case as a workflow of its own: a life on the real server, its secrets, its timers, its new runs."""

import json
import uuid
from collections.abc import AsyncIterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from cases import CENTRE, HANDLING, REPORT, SECRET
from running import PaperRegister, runs_of, until
from servers import binary
from temporalio import activity
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from domain.days.periods import SHANGHAI, shanghai_date
from domain.decisions import Author, Decision, Receipt
from domain.integrity.entries import CaseEntry, CasePage
from domain.integrity.samples import sample_case_content
from domain.refusals import Code, Refused
from starter.deciding_cases import case_standing, send_to_case
from starter.sending import NotFound
from workers.composition import centre_worker
from workers.search_attributes import add
from workflows.contracts import case_id
from workflows.ports import CaseRegister

PEOPLE = {"most_officer": "ma.jun", "integrity_officer": "most.qi", "most_leadership": "most.zheng"}
SHOWN = {"LifecycleState", "WaitingFor", "OverdueItems", "NextDeadline", "Overdue", "CentreCode"}
STEPS: tuple[tuple[str, str, Any], ...] = (
    ("report_integrity", "most_officer", REPORT),
    ("accept_case", "integrity_officer", {"hold": True}),
    ("record_finding", "integrity_officer", {"finding": "partly"}),
    ("decide_handling", "most_leadership", HANDLING),
    ("request_review", "centre_legal_representative", {}),
    ("decide_review", "most_leadership", {"outcome": "upheld"}),
    ("close_case", "integrity_officer", {}),
)
Handle = WorkflowHandle[Any, Any]


class PaperCases(CaseRegister):
    """A register of cases on paper."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, int], CaseEntry] = {}

    @activity.defn(name="enter_case")
    async def enter_case(self, page: CasePage) -> None:
        for entry in page.entries:
            self.entries.setdefault((entry.code, entry.revision), entry)


class Desk:
    """A case and those who decide on it."""

    def __init__(self, client: Client, queue: str, code: str | None = None) -> None:
        self.client, self.queue, self.code = client, queue, code or f"case-{uuid.uuid4().hex[:8]}"

    @property
    def handle(self) -> Handle:
        """The case's workflow."""
        return self.client.get_workflow_handle(case_id(self.code))

    async def whole_life(self) -> Handle:
        """The case's workflow from its first run on."""
        started = (await self.handle.fetch_history()).events[0].workflow_execution_started_event_attributes
        return self.client.get_workflow_handle(self.handle.id, first_execution_run_id=started.first_execution_run_id)

    async def send(self, action: str, role: str, content: Any = None, **facts: Any) -> Receipt:
        """One decision in order, sent as the command line sends it."""
        carried = sample_case_content(action) if content is None else content
        sent = Decision(
            **{
                "decision_id": f"{self.code}-{action}",
                "action": action,
                "by": Author(person=PEOPLE.get(role, f"a.{role}"), organisation=f"{role}-office", role=role),
                "document_number": "国科函监〔2036〕9号",
                "reason": "As the annex says.",
                "content": carried,
                **facts,
            }
        )
        return await send_to_case(self.client, self.code, sent, task_queue=self.queue)

    async def play(self, last: str) -> None:
        """The steps up to and including the last one named."""
        for action, role, content in STEPS:
            await self.send(action, role, content)
            if action == last:
                return

    async def page(self) -> str:
        """Current Details as the Web UI shows them."""
        told = await self.handle.query("__temporal_workflow_metadata")
        return str(told["currentDetails"] if isinstance(told, dict) else told.current_details)

    async def attributes(self) -> dict[str, Any]:
        """The search attributes as the server has them."""
        described = await self.handle.describe()
        return {pair.key.name: pair.value for pair in described.typed_search_attributes if pair.key.name in SHOWN}


@pytest.fixture
def cases() -> PaperCases:
    """A register of cases on paper."""
    return PaperCases()


@pytest.fixture
async def desk(client: Client, paper: PaperRegister, cases: PaperCases) -> AsyncIterator[Desk]:
    """A case nobody has reported yet, on a queue of its own."""
    queue = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(client, paper, queue, cases=cases):
        yield Desk(client, queue)


async def refusal_of(sending: Any) -> Code:
    """The code of the refusal."""
    with pytest.raises(Refused) as refused:
        await sending
    return refused.value.code


@pytest.mark.law("I01", "I02", "I03", "I04", "I05", "Art 31")
class TestALife:
    """B.9: a case from the report to its closing is one workflow; it ends when everything about it is on record."""

    async def test_it_goes_through_all_its_states_and_ends(self, desk: Desk, cases: PaperCases) -> None:
        await desk.play("close_case")
        standing: dict[str, Any] = await desk.handle.result()
        assert (standing["state"], standing["revision"], standing["obligations"][-1]["status"]) == ("CLOSED", 7, "met")
        assert [revision for _, revision in sorted(cases.entries)] == [1, 2, 3, 4, 5, 6, 7]

    async def test_a_report_starts_it_with_nothing_but_its_code_and_profile(self, desk: Desk) -> None:
        receipt = await desk.send("report_integrity", "most_officer", REPORT)
        assert (receipt.state, receipt.matter, receipt.revision) == ("REPORTED", f"integrity/{desk.code}", 1)
        first = (await desk.handle.fetch_history()).events[0].workflow_execution_started_event_attributes
        start = json.loads(first.input.payloads[0].data)
        assert (start["code"], start["case"], start["unrecorded"]) == (desk.code, None, [])

    async def test_nothing_else_starts_it(self, desk: Desk) -> None:
        with pytest.raises(NotFound):
            await desk.send("accept_case", "integrity_officer", {})

    async def test_a_bad_report_starts_nothing(self, desk: Desk) -> None:
        assert await refusal_of(desk.send("report_integrity", "most_officer", {})) is Code.INVALID_CONTENT
        with pytest.raises(NotFound):
            await case_standing(desk.client, desk.code)

    async def test_the_same_report_twice_is_one(self, desk: Desk) -> None:
        first, second = [await desk.send("report_integrity", "most_officer", REPORT) for _ in range(2)]
        assert first == second
        other = {**REPORT, "allegation": "Another matter"}
        assert await refusal_of(desk.send("report_integrity", "most_officer", other)) is Code.DUPLICATE_ID

    async def test_a_code_is_used_once_for_ever(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)
        await desk.send("refuse_case", "integrity_officer")
        await desk.handle.result()
        for again in ("report_integrity", "begin_check"):
            assert await refusal_of(desk.send(again, "integrity_officer", decision_id="again")) is Code.WRONG_STATE
        assert (await case_standing(desk.client, desk.code)).state == "NOT_ACCEPTED"


class TestMessages:
    """Whatever arrives, the next good decision works; a refused signal is recorded without a name."""

    async def test_garbage_stops_nothing(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)
        for args in ([], [1, 2], [{}], ["x" * 100_000], [None]):
            await desk.handle.signal("decide", args=args)
            with pytest.raises(WorkflowUpdateFailedError):
                await desk.handle.execute_update("decide", args=args)
        await desk.handle.signal("terminate", args=[])
        assert (await desk.send("accept_case", "integrity_officer", {})).state == "INVESTIGATING"

    async def test_an_unknown_update_is_refused(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)
        with pytest.raises(WorkflowUpdateFailedError) as failure:
            await desk.handle.execute_update("close", {})
        assert isinstance(failure.value.cause, ApplicationError)
        assert failure.value.cause.type == "UNKNOWN_ACTION"

    async def test_a_request_to_cancel_is_recorded_and_the_case_goes_on(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)
        await desk.handle.cancel()
        assert "cancel" in await until(lambda: self.last_refusal(desk))
        assert (await desk.send("begin_check", "integrity_officer", {})).state == "PRELIMINARY_CHECK"

    @pytest.mark.law("SOD-8")
    async def test_a_signal_is_taken_and_a_refused_one_names_nobody(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)
        author = {"person": "ma.jun", "organisation": "most", "role": "integrity_officer"}
        await desk.handle.signal("decide", {"decision_id": "s-1", "action": "begin_check", "by": author})
        told = await until(lambda: self.last_refusal(desk))
        assert (told.startswith("SEPARATION_OF_DUTIES"), "ma.jun" in told) == (True, False)
        good = {**author, "person": "most.qi"}
        await desk.handle.signal("decide", {"decision_id": "s-2", "action": "begin_check", "by": good})
        assert (await desk.send("accept_case", "integrity_officer", {})).revision == 3

    @staticmethod
    async def last_refusal(desk: Desk) -> str:
        """The last refusal that had no answer; empty when there is none."""
        return (await case_standing(desk.client, desk.code)).refusals.last or ""


@pytest.mark.law("SOD-8")
class TestWhatMonitorsSee:
    """Search attributes, timers and Current Details say who must act by when; never who reported, nor what."""

    async def test_the_search_attributes(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)

        async def seen() -> Any:
            found = await desk.attributes()
            return found if found.get("LifecycleState") == "REPORTED" else None

        found = await until(seen)
        assert (found["CentreCode"], found["WaitingFor"], found["Overdue"]) == (CENTRE, ["integrity_officer"], False)
        assert found["NextDeadline"] > datetime.now(SHANGHAI)

    async def test_current_details_can_be_pasted_and_keep_the_secret(self, desk: Desk) -> None:
        await desk.send("report_integrity", "most_officer", REPORT)
        page = await desk.page()
        assert "**REPORTED** 已举报" in page
        assert not any(secret in page for secret in (SECRET, "ma.jun"))
        payload = json.loads(page.split("```json\n")[1].split("```")[0])
        assert (await desk.handle.execute_update("decide", payload))["accepted"] is True

    async def test_they_name_what_is_to_be_decided_elsewhere(self, desk: Desk) -> None:
        await desk.play("decide_handling")
        page = await desk.page()
        assert f"`propose_revocation` 提出撤销建议 on `exit` of the centre `{CENTRE}`: most_officer" in page

    async def test_no_summary_of_a_timer_or_write_tells_the_secret(self, desk: Desk) -> None:
        await desk.play("close_case")
        await desk.handle.result()
        events = (await desk.handle.fetch_history()).events
        summaries = [event.user_metadata.summary.data.decode() for event in events]
        assert any("Decision on acceptance" in text for text in summaries)
        assert not any(secret in text for text in summaries for secret in (SECRET, "ma.jun"))


@pytest.mark.law("B.0", "I05")
class TestTime:
    """On skipped time: the window lapses by itself, the case is closed by people, a new year begins a new run."""

    @pytest.fixture
    async def later(self, paper: PaperRegister, cases: PaperCases) -> AsyncIterator[tuple[WorkflowEnvironment, Desk]]:
        """A desk on a private server whose clock is moved by hand."""
        env = await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=binary("temporal-test-server"), data_converter=pydantic_data_converter
        )
        await add(env.client)
        queue = f"q-{uuid.uuid4().hex[:8]}"
        async with centre_worker(env.client, paper, queue, cases=cases):
            yield env, Desk(env.client, queue)
        await env.shutdown()

    async def test_three_silent_years_lapse_the_window_and_close_nothing(
        self, later: tuple[WorkflowEnvironment, Desk], cases: PaperCases
    ) -> None:
        env, desk = later
        await desk.play("decide_handling")
        year = shanghai_date(await env.get_current_time()).year
        await env.sleep(datetime.combine(date(year + 3, 2, 1), time(9), SHANGHAI) - await env.get_current_time())
        standing = await case_standing(env.client, desk.code)
        assert (standing.state, standing.obligations[-1].key) == ("HANDLING_DECIDED", "integrity_closure")
        assert len(await runs_of(env.client, await desk.whole_life())) == 4
        assert (await desk.send("close_case", "integrity_officer", {})).revision == 6
        assert len(cases.entries) in (5, 6)

    async def test_what_is_late_is_flagged_for_monitors(self, later: tuple[WorkflowEnvironment, Desk]) -> None:
        env, desk = later
        await desk.send("report_integrity", "most_officer", REPORT)
        await env.sleep(timedelta(days=60))
        standing = await case_standing(env.client, desk.code)
        assert standing.overdue == (f"integrity/{desk.code}:integrity_acceptance",)
        assert "**OVERDUE** Decision on acceptance" in await desk.page()
