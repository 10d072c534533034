"""MOST's rounds on real servers: every centre called once, through restarts and new runs; nothing stops them."""

import asyncio
import itertools
import uuid
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from running import PaperRegister, candidate, launch, legacy, until
from servers import binary
from temporalio import activity
from temporalio.client import Client, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment

from activities.database import open_pool
from activities.register import PostgresRegister
from domain.days.periods import shanghai_date, start_of
from domain.decisions import Author, Decision
from domain.entries import Entry
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.rounds.entries import RoundPage
from domain.rounds.standing import RoundStanding
from starter.deciding_rounds import prepare_round, round_standing, send_to_round
from workers.composition import centre_worker
from workers.register_view import audit_faults, audit_trail, connected, outstanding_notices
from workers.search_attributes import add, register
from workflows.ports import RoundRegister

TODAY = shanghai_date(datetime.now(UTC))
YEARS = itertools.count(2030)
EVALUATOR: dict[str, Any] = {
    "organisation": "Evaluation Center", "mandate_no": "M-1", "team": ["a.lead"], "conflict_declared_none": True,
}  # fmt: skip
Handle = WorkflowHandle[Any, Any]


class PaperRounds(RoundRegister):
    """A register of rounds on paper: every entry once; a second one of the same number is noted."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, int], Entry] = {}

    @activity.defn(name="enter_round_in_register")
    async def enter_round_in_register(self, page: RoundPage) -> None:
        for entry in page.entries:
            self.entries.setdefault((entry.code, entry.revision), entry)

    def of(self, key: str) -> list[Entry]:
        """The entries of one round in the order of their revisions."""
        return [self.entries[known] for known in sorted(self.entries) if known[0] == key]


@pytest.fixture
def year() -> int:
    """A year that no other test has used: a round is there once, for ever."""
    return next(YEARS)


@pytest.fixture
def rounds() -> PaperRounds:
    """A register of rounds on paper."""
    return PaperRounds()


@pytest.fixture
async def queue(client: Client, paper: PaperRegister, rounds: PaperRounds) -> AsyncIterator[str]:
    """A task queue with a worker for centres and rounds."""
    name = f"q-{uuid.uuid4().hex[:8]}"
    async with centre_worker(client, paper, name, rounds=rounds):
        yield name


def said(action: str, content: Any = None, role: Role = Role.MOST_OFFICER, **facts: Any) -> Decision:
    """A decision on a round, with an id of its own."""
    author = Author(person=facts.pop("person", f"a.{role}"), organisation="most", role=role)
    given = {"decision_id": uuid.uuid4().hex, **facts}
    return Decision(action=action, by=author, content=content or {}, **given)


async def decided(client: Client, queue: str, year: int, decision: Decision, kind: str = "evaluation") -> Any:
    """The receipt of the decision; it begins the round when nobody has."""
    return await send_to_round(client, kind, year, decision, task_queue=queue)


def opening(*codes: str, **facts: Any) -> Decision:
    """An evaluation round is opened over these centres."""
    return said("open_round", {"centres": list(codes), "evaluator": EVALUATOR}, **facts)


async def settled(client: Client, year: int, pending: int = 0, seconds: float = 60) -> RoundStanding:
    """The round's standing once only so many centres have not answered."""

    async def so() -> RoundStanding | None:
        standing = await round_standing(client, "evaluation", year)
        return standing if standing.counts["pending"] == pending else None

    found: RoundStanding = await until(so, seconds)
    return found


async def due_centre(client: Client, queue: str) -> str:
    """A centre whose cycle ends in half a year: a round may evaluate it."""
    approved = (TODAY - timedelta(days=2 * 365 + 180)).replace(day=1)
    entry = legacy(approval={"decided_on": approved.isoformat()})
    await launch(client, queue, entry, TODAY)
    return entry.code


async def young_candidate(client: Client, queue: str) -> str:
    """A candidate that nobody can evaluate."""
    entry = candidate()
    await launch(client, queue, entry, TODAY)
    return entry.code


def handle_of(client: Client, year: int, kind: str = "evaluation") -> Handle:
    """The round's workflow."""
    return client.get_workflow_handle(f"round/{kind}/{year}")


@pytest.mark.law("O01", "G-07", "Art 6.3")
class TestARoundOverManyCentres:
    """Art 6.3, G-07: one decision of MOST calls every centre once, whatever happens to the worker meanwhile."""

    async def test_twelve_centres_and_a_worker_restarted_in_the_middle(
        self, client: Client, year: int, paper: PaperRegister, rounds: PaperRounds
    ) -> None:
        here, there = (f"q-{uuid.uuid4().hex[:8]}" for _ in range(2))
        async with centre_worker(client, paper, here, rounds=rounds):
            called = await mixed_centres(client, here, there)
            await decided(client, here, year, opening(*called))
            assert counted(await settled(client, year, pending=5)) == {
                "taken": 5,
                "refused": 1,
                "unreachable": 1,
                "pending": 5,
            }
        async with centre_worker(client, paper, here, rounds=rounds), centre_worker(client, paper, there):
            assert counted(await settled(client, year)) == {"taken": 10, "refused": 1, "unreachable": 1}
            await once_each(client, called, rounds, year)

    async def test_each_outcome_has_its_reason(self, client: Client, queue: str, year: int) -> None:
        codes = [await due_centre(client, queue), await young_candidate(client, queue), "no-such-centre"]
        await decided(client, queue, year, opening(*codes))
        members = (await settled(client, year)).members
        assert [members[code].code for code in codes] == [None, "WRONG_STATE", "NOT_FOUND"]
        assert "PROSPECTIVE" in str(members[codes[1]].sentence)

    async def test_a_centre_under_evaluation_counts_as_already_open(
        self, client: Client, queue: str, year: int
    ) -> None:
        code = await due_centre(client, queue)
        await decided(client, queue, year, opening(code))
        await settled(client, year)
        await decided(client, queue, other := next(YEARS), opening(code))
        assert counted(await settled(client, other)) == {"already": 1}

    async def test_called_again_a_centre_that_has_come_since_takes_it(
        self, client: Client, queue: str, year: int
    ) -> None:
        entry = legacy(approval={"decided_on": (TODAY - timedelta(days=910)).replace(day=1).isoformat()})
        await decided(client, queue, year, opening(entry.code))
        assert counted(await settled(client, year)) == {"unreachable": 1}
        await launch(client, queue, entry, TODAY)
        await decided(client, queue, year, said("retry_round"))
        assert counted(await settled(client, year)) == {"taken": 1}

    async def test_the_centre_knows_the_round(self, client: Client, queue: str, year: int) -> None:
        code = await due_centre(client, queue)
        await decided(client, queue, year, opening(code, document_number="国科办区〔2026〕7号"))
        await settled(client, year)
        status: dict[str, Any] = await client.get_workflow_handle(f"centre/{code}").query("status")
        (found,) = [m for m in status["matters"].values() if m["kind"] == "evaluation"]
        assert (status["state"], found["notice"]) == ("EVALUATING", "国科办区〔2026〕7号")


def counted(standing: RoundStanding) -> dict[str, int]:
    """How many centres have each outcome; outcomes of none are left out."""
    return {name: n for name, n in standing.counts.items() if n}


async def mixed_centres(client: Client, here: str, there: str) -> list[str]:
    """Twelve: five here, five where no worker is yet, a candidate, and one that does not exist."""
    near = [await due_centre(client, here) for _ in range(5)]
    far = [await due_centre(client, there) for _ in range(5)]
    return [*near, await young_candidate(client, here), "no-such-centre", *far]


async def once_each(client: Client, called: list[str], rounds: PaperRounds, year: int) -> None:
    """Every centre has answered once, and is evaluated at most once; every revision is written down once."""
    key = f"round/evaluation/{year}"
    await until(lambda: _written(rounds, key, 14))
    assert [entry.revision for entry in rounds.of(key)] == list(range(1, 15))
    answers = Counter(entry.because.partition(":")[0] for entry in rounds.of(key)[2:])
    assert answers == Counter(called)
    for code in called[:5]:
        status: dict[str, Any] = await client.get_workflow_handle(f"centre/{code}").query("status")
        assert (status["state"], status["revision"]) == ("EVALUATING", 2)


async def _written(rounds: PaperRounds, key: str, revision: int) -> bool:
    return (key, revision) in rounds.entries


class TestBeginning:
    """A round begins with its first decision; a refused one begins nothing; its id is used once, for ever."""

    async def test_a_refused_first_decision_starts_nothing(self, client: Client, queue: str, year: int) -> None:
        with pytest.raises(Refused, match=r"open_round .* is for most_officer"):
            await decided(client, queue, year, opening("a-1", role=Role.SD_REVIEWER))
        with pytest.raises(RPCError, match="not found"):
            await handle_of(client, year).describe()

    async def test_nothing_but_an_opening_begins_one(self, client: Client, queue: str, year: int) -> None:
        with pytest.raises(Refused, match="There is no round round/evaluation") as refusal:
            await decided(client, queue, year, said("close_round"))
        assert refusal.value.code is Code.UNKNOWN_MATTER

    async def test_ten_at_once_begin_one(self, client: Client, queue: str, year: int) -> None:
        sent = opening("no-such-centre")
        receipts = await asyncio.gather(*(decided(client, queue, year, sent) for _ in range(10)))
        assert {receipt.revision for receipt in receipts} == {2}

    async def test_a_closed_round_is_not_begun_again(self, client: Client, queue: str, year: int) -> None:
        await decided(client, queue, year, opening("no-such-centre"))
        await decided(client, queue, year, said("close_round", reason="Nobody is there."))
        await asyncio.wait_for(handle_of(client, year).result(), 20)
        with pytest.raises(Refused, match="is closed"):
            await decided(client, queue, year, opening("another-centre"))
        assert (await round_standing(client, "evaluation", year)).state == "CLOSED"

    async def test_an_unknown_kind_is_refused(self, client: Client, queue: str, year: int) -> None:
        with pytest.raises(Refused, match="priority-list, annual-report, evaluation"):
            await decided(client, queue, year, opening("a-1"), kind="inspection")


class TestWhatMonitorsSee:
    """Search attributes of the contract's list; Current Details with every outcome; a timer with its name."""

    async def test_the_details_show_the_outcomes(self, client: Client, queue: str, year: int) -> None:
        await decided(client, queue, year, opening("no-such-centre"))
        await settled(client, year)
        page = await until(lambda: current_details(client, year, "unreachable"))
        assert "| `no-such-centre` | unreachable 未送达 |" in page
        assert "`retry_round`" in page

    async def test_the_attributes_say_who_is_waited_for(self, client: Client, queue: str, year: int) -> None:
        await prepare_round(client, "priority-list", year, task_queue=queue)
        handle = handle_of(client, year, "priority-list")
        await handle.query("status")
        seen = await until(lambda: attributes(handle))
        assert (seen["LifecycleState"], seen["WaitingFor"], seen["Overdue"]) == ("PREPARED", ["most_officer"], False)
        assert seen["NextDeadline"] >= start_of(date(year, 3, 2))

    async def test_the_timer_is_named(self, client: Client, queue: str, year: int) -> None:
        await prepare_round(client, "priority-list", year, task_queue=queue)
        handle = handle_of(client, year, "priority-list")
        await handle.query("status")
        labels = [event.user_metadata.summary.data async for event in handle.fetch_history_events()]
        assert any(b"Priority fields of the year" in label for label in labels)


async def current_details(client: Client, year: int, word: str) -> str | None:
    """The round's page, once it holds the word."""
    metadata: Any = await handle_of(client, year).query("__temporal_workflow_metadata")
    page = str(metadata["currentDetails"] if isinstance(metadata, dict) else metadata.current_details)
    return page if word in page else None


async def attributes(handle: Handle) -> dict[str, Any] | None:
    """The search attributes, once there are any."""
    description = await handle.describe()
    return {pair.key.name: pair.value for pair in description.typed_search_attributes} or None


@pytest.fixture
async def opened(client: Client, queue: str, year: int) -> Handle:
    """A round that has been opened over one centre that does not exist."""
    await decided(client, queue, year, opening("no-such-centre"))
    await settled(client, year)
    return handle_of(client, year)


GARBAGE: list[list[Any]] = [[], [1, 2], ["x"], [None], [{}], ["x" * 1_000_000], [{"action": "open_round", "by": "me"}]]


class TestNothingThatArrivesStopsIt:
    """H1 to H13: garbage, unknown names and a request to cancel leave at most a record; the next decision works."""

    @pytest.mark.parametrize("args", GARBAGE, ids=range(len(GARBAGE)))
    async def test_garbage_by_update_is_refused(self, opened: Handle, args: list[Any]) -> None:
        with pytest.raises(WorkflowUpdateFailedError) as failure:
            await opened.execute_update("decide", args=args)
        assert isinstance(failure.value.cause, ApplicationError)
        assert failure.value.cause.type == "MALFORMED"
        await lives(opened)

    async def test_garbage_and_unknown_names_by_signal_are_recorded(self, opened: Handle) -> None:
        for args in GARBAGE:
            await opened.signal("decide", args=args)
        await opened.signal("terminate", 1)
        await lives(opened, refusals=len(GARBAGE) + 1)

    async def test_a_good_signal_is_taken(self, opened: Handle) -> None:
        await opened.signal("decide", said("add_centres", {"centres": ["another-centre"]}).model_dump(mode="json"))

        async def added() -> bool:
            return len((await opened.query("status"))["members"]) == 2

        await until(added)

    async def test_a_request_to_cancel_is_only_noted(self, opened: Handle) -> None:
        await opened.cancel()
        await lives(opened, refusals=1)

    async def test_an_unknown_update_is_refused(self, opened: Handle) -> None:
        with pytest.raises(WorkflowUpdateFailedError):
            await opened.execute_update("approve", {"a": 1})
        await lives(opened)


async def lives(handle: Handle, refusals: int = 0) -> None:
    """The next good decision works, no task has failed, and so many messages were refused without an answer."""

    async def recorded() -> bool:
        return bool((await handle.query("status"))["refusals"]["count"] == refusals)

    await until(recorded)
    receipt = await handle.execute_update("decide", said("retry_round").model_dump(mode="json"))
    assert receipt["state"] == "OPEN"
    kinds = [str(event.event_type) async for event in handle.fetch_history_events()]
    assert "EVENT_TYPE_WORKFLOW_TASK_FAILED" not in kinds


@pytest.fixture(scope="module")
async def hasty() -> AsyncIterator[Client]:
    """A real server that suggests a new run after forty events."""
    env = await WorkflowEnvironment.start_local(
        dev_server_existing_path=binary("temporal"),
        data_converter=pydantic_data_converter,
        dev_server_extra_args=["--dynamic-config-value", "limit.historyCount.suggestContinueAsNew=40"],
    )
    await register(env.client)
    yield env.client
    await env.shutdown()


class TestBoundaries:
    """A round over continue-as-new: nobody is forgotten and nobody is called twice."""

    async def test_sixty_centres_over_many_runs(self, hasty: Client, paper: PaperRegister, rounds: PaperRounds) -> None:
        codes, key = [f"nobody-{n}" for n in range(60)], "round/evaluation/2027"
        async with centre_worker(hasty, paper, "hasty", rounds=rounds):
            await decided(hasty, "hasty", 2027, opening(*codes))
            standing = await settled(hasty, 2027)
            await until(lambda: _written(rounds, key, 62))
        assert (counted(standing), standing.revision) == ({"unreachable": 60}, 62)
        assert [entry.revision for entry in rounds.of(key)] == list(range(1, 63))
        assert len([run async for run in hasty.list_workflows(f"WorkflowId = '{key}'")]) >= 3


@pytest.fixture
async def skipped(paper: PaperRegister, rounds: PaperRounds) -> AsyncIterator[WorkflowEnvironment]:
    """A private server whose clock is moved by hand, and a worker on it."""
    env = await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=binary("temporal-test-server"), data_converter=pydantic_data_converter
    )
    await add(env.client)
    async with centre_worker(env.client, paper, "skipped", rounds=rounds):
        yield env
    await env.shutdown()


@pytest.mark.law("Art 16.1")
class TestTheYearlyList:
    """Art 16.1, F.1: on 1 March MOST is reminded; its passing is flagged; only leadership publishes."""

    async def test_silence_is_flagged_and_publication_ends_it(self, skipped: WorkflowEnvironment) -> None:
        year = TODAY.year + 2
        await prepare_round(skipped.client, "priority-list", year, task_queue="skipped")
        assert (await self.at(skipped, date(year, 2, 28), year)).overdue == ()
        late = await self.at(skipped, date(year, 3, 4), year)
        assert (late.overdue, late.state) == ((f"round/priority-list/{year}:priority_list_reminder",), "PREPARED")
        await self.published(skipped.client, year)
        assert (await round_standing(skipped.client, "priority-list", year)).overdue == ()

    async def at(self, env: WorkflowEnvironment, day: date, year: int) -> RoundStanding:
        await env.sleep(start_of(day) + timedelta(hours=9) - await env.get_current_time())
        return await round_standing(env.client, "priority-list", year)

    async def published(self, client: Client, year: int) -> None:
        facts: Any = {"role": Role.MOST_LEADERSHIP, "document_number": "国科发区〔2027〕1号"}
        await decided(
            client, "skipped", year, said("publish_priority_list", {"fields": ["智能传感"]}, **facts), "priority-list"
        )

    async def test_the_first_decision_begins_it_there_too(self, skipped: WorkflowEnvironment) -> None:
        await self.published(skipped.client, 2021)
        assert (await round_standing(skipped.client, "priority-list", 2021)).state == "OPEN"


class TestTheRegister:
    """Every revision of a round stands in the ledger and the audit once; MOST's notices go to the outbox."""

    async def test_it_keeps_the_round(self, client: Client, paper: PaperRegister, database_url: str, year: int) -> None:
        pool, queue = await open_pool(database_url), f"q-{uuid.uuid4().hex[:8]}"
        key, kept = f"round/priority-list/{year}", PostgresRegister(pool)
        async with centre_worker(client, paper, queue, rounds=kept):
            await prepare_round(client, "priority-list", year, task_queue=queue)
            await decided(client, queue, year, said("close_round", reason="None."), "priority-list")
            await asyncio.wait_for(handle_of(client, year, "priority-list").result(), 30)
        await pool.close()
        async with connected(database_url) as db:
            assert [row.action for row in await audit_trail(db, key)] == ["prepared", "close_round"]
            assert [row.to_role for row in await outstanding_notices(db, key)] == ["most_officer"]
            assert [fault for fault in await audit_faults(db) if fault.code == key] == []
