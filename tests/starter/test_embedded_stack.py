"""The embedded stack, with real processes: up, found, carried on, killed, stopped."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import psutil
import pytest
from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.workflowservice.v1 import GetSystemInfoRequest, RegisterNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from starter.embedded.children import next_pause
from starter.embedded.events import Progress, StackError, Step
from starter.embedded.ports import free_port, listens
from starter.embedded.stack import embedded_stack
from starter.embedded.state import AlreadyRunning, Stack, find_stack, stop
from starter.embedded.temporal import retention_of
from starter.links import filtered_links
from workers.search_attributes import SearchAttributeConflict, missing, mistyped, register

IDLE = (sys.executable, "-c", "import signal; signal.pause()")
UP = """
import asyncio, sys
from pathlib import Path
from starter.embedded.stack import cancelled_by_signals, embedded_stack
async def up():
    with cancelled_by_signals():
        async with embedded_stack(Path(sys.argv[1]), (sys.executable, "-c", "import signal; signal.pause()")):
            await asyncio.Event().wait()
asyncio.run(up())
"""


async def eventually(condition: Callable[[], bool], patience: float = 20.0) -> None:
    """Polls until the condition holds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "never came true"
        await asyncio.sleep(0.02)


@contextmanager
def supervisor(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that runs a stack in the folder, as `ncti up` does."""
    process = subprocess.Popen([sys.executable, "-c", UP, str(folder)])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def one(stack: Stack, query: str) -> object:
    """The answer of the stack's database to a query."""
    connection = await asyncpg.connect(stack.database_url, timeout=5)
    try:
        return await connection.fetchval(query, timeout=5)
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("a folder 中心") / ".ncti"


@pytest.fixture(scope="module")
async def stack(folder: Path) -> AsyncIterator[Stack]:
    async with embedded_stack(folder, IDLE) as running:
        yield running


@pytest.fixture(scope="module")
async def client(stack: Stack) -> Client:
    return await Client.connect(stack.temporal_address)


class TestARunningStack:
    """What runs answers, and is ready for lives of many years."""

    async def test_postgresql_answers(self, stack: Stack) -> None:
        assert await one(stack, "select 1") == 1

    async def test_the_database_has_its_name_and_writes_chinese(self, stack: Stack) -> None:
        assert await one(stack, "select current_database() || '国家'") == "ncti国家"

    async def test_postgresql_asks_for_the_password(self, stack: Stack) -> None:
        parts = urlsplit(stack.database_url)
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(stack.database_url.replace(str(parts.password), "guess"), timeout=5)

    async def test_temporal_answers(self, client: Client) -> None:
        assert (await client.workflow_service.get_system_info(GetSystemInfoRequest())).server_version

    async def test_the_search_attributes_are_registered(self, client: Client) -> None:
        assert await missing(client) == await mistyped(client) == []

    async def test_registering_them_again_is_harmless(self, client: Client) -> None:
        await register(client)

    async def test_another_type_is_refused_and_named(self, client: Client) -> None:
        other = await Client.connect(client.service_client.config.target_host, namespace="other")
        await other.workflow_service.register_namespace(
            RegisterNamespaceRequest(namespace="other", workflow_execution_retention_period=Duration(seconds=86400))
        )
        await known(other)
        grade = {"Grade": IndexedValueType.INDEXED_VALUE_TYPE_INT}
        await other.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace="other", search_attributes=grade)
        )
        with pytest.raises(SearchAttributeConflict, match=r"^Namespace other has Grade with another type: .*\.$"):
            await register(other)
        assert len(await missing(other)) == 14

    async def test_closed_runs_are_kept_for_4000_days(self, client: Client) -> None:
        assert await retention_of(client) == timedelta(days=4000)

    async def test_every_link_holds_a_query_the_server_understands(self, stack: Stack, client: Client) -> None:
        for _, url in filtered_links(stack.ui_address, today=date(2027, 3, 1)):
            assert (await client.count_workflows(parse_qs(urlsplit(url).query)["query"][0])).count == 0

    async def test_everything_listens_on_loopback_only(self, stack: Stack) -> None:
        children = psutil.Process().children(recursive=True)
        heard = [c.laddr.ip for p in children for c in p.net_connections() if c.status == psutil.CONN_LISTEN]
        assert heard
        assert set(heard) == {"127.0.0.1"}

    async def test_other_commands_find_it(self, folder: Path, stack: Stack) -> None:
        assert find_stack(folder) == stack

    async def test_its_password_is_for_the_owner_alone(self, folder: Path, stack: Stack) -> None:
        modes = {(folder / name).stat().st_mode & 0o077 for name in ("stack.json", "postgres.password")}
        assert modes == {0}

    async def test_a_second_one_in_the_folder_is_refused(self, folder: Path, stack: Stack) -> None:
        with pytest.raises(AlreadyRunning) as refused:
            await embedded_stack(folder, None).__aenter__()
        assert stack.temporal_address in str(refused.value)
        assert str(refused.value).endswith("`ncti down`.")


class TestASecondStart:
    """State lives under the folder; ports in use are no failure."""

    async def test_it_carries_on_from_the_state_on_other_ports(self, tmp_path: Path) -> None:
        async with embedded_stack(tmp_path, IDLE) as first:
            await one(first, "create table kept as select 7 as n")
            client = await Client.connect(first.temporal_address)
            await client.start_workflow("Centre", id="centre/kept", task_queue="ncti")
        with occupied(first):
            async with embedded_stack(tmp_path, IDLE) as second:
                assert await one(second, "select n from kept") == 7
                client = await Client.connect(second.temporal_address)
                assert (await client.get_workflow_handle("centre/kept").describe()).id == "centre/kept"
        assert not set(ports(first)) & set(ports(second))

    async def test_a_stale_record_with_a_pid_of_somebody_else_is_survived(self, tmp_path: Path) -> None:
        async with embedded_stack(tmp_path, None):
            record = (tmp_path / "postgres" / "postmaster.pid").read_text().split("\n")
        stale = "\n".join([str(os.getpid()), *record[1:]])
        (tmp_path / "postgres" / "postmaster.pid").write_text(stale)
        async with embedded_stack(tmp_path, None) as stack:
            assert await one(stack, "select 1") == 1

    async def test_two_that_start_at_once_in_two_folders_do_not_mix(self, tmp_path: Path) -> None:
        async with AsyncExitStack() as both:
            starts = [both.enter_async_context(embedded_stack(tmp_path / name, None)) for name in "ab"]
            first, second = await asyncio.gather(*starts)
            assert await one(first, "select 1") == await one(second, "select 1") == 1
            assert not set(ports(first)) & set(ports(second))

    def test_an_answer_by_somebody_else_is_not_taken_for_ours(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            assert listens(os.getpid(), port)
            assert not listens(os.getppid(), port)
            assert not listens(os.getpid(), port, 1)

    def test_the_next_free_port_is_taken(self) -> None:
        port = free_port(20433)
        with socket.create_server(("127.0.0.1", port)):
            assert free_port(port) > port
            assert free_port(port, {port + 1}) > port + 1


class TestTheEnd:
    """Nothing outlives its supervisor; `down` waits for the end."""

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
    async def test_a_killed_supervisor_leaves_no_orphan_and_its_state_is_usable(self, tmp_path: Path) -> None:
        with supervisor(tmp_path) as process:
            await eventually(lambda: find_stack(tmp_path) is not None)
            children = psutil.Process(process.pid).children(recursive=True)
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert find_stack(tmp_path) is None
            async with embedded_stack(tmp_path, None) as stack:
                assert await one(stack, "select 1") == 1
        assert len(children) > 3
        await eventually(lambda: not any(gone.is_running() for gone in children))

    async def test_down_ends_the_stack_and_says_when_there_is_none(self, tmp_path: Path) -> None:
        with supervisor(tmp_path) as process:
            await eventually(lambda: find_stack(tmp_path) is not None)
            children = psutil.Process(process.pid).children(recursive=True)
            assert await stop(tmp_path) is True
            process.wait(5)
        assert not any(gone.is_running() for gone in children)
        assert not (tmp_path / "stack.json").exists()
        assert await stop(tmp_path) is False

    async def test_nothing_runs_in_a_folder_that_does_not_exist(self, tmp_path: Path) -> None:
        assert find_stack(tmp_path / "none") is None
        assert await stop(tmp_path / "none") is False


class TestAChildThatDies:
    """A part that dies is started again with growing pauses; one that cannot start is an error."""

    async def test_each_part_is_started_again(self, tmp_path: Path) -> None:
        told: list[tuple[Step, Progress]] = []
        before = set(psutil.Process().children())
        async with embedded_stack(tmp_path, IDLE, lambda *event: told.append(event)) as stack:
            for child in set(psutil.Process().children()) - before:
                child.kill()
            await eventually(lambda: {(step, Progress.RESTARTING) for step in Step} <= set(told))
            await answering(stack)

    async def test_data_that_cannot_be_used_are_told_in_a_sentence_and_all_is_stopped(self, tmp_path: Path) -> None:
        (tmp_path / "postgres").mkdir()
        (tmp_path / "postgres.password").write_text("x")
        before = psutil.Process().children()
        with pytest.raises(StackError, match=r"postgresql ended with code 2 .*: read .*postgres\.log\.$"):
            await embedded_stack(tmp_path, IDLE).__aenter__()
        assert psutil.Process().children() == before
        assert find_stack(tmp_path) is None

    def test_the_pauses_grow_to_a_limit_and_start_afresh_after_a_long_life(self) -> None:
        assert [next_pause(0.5, 1), next_pause(20, 1), next_pause(30, 3600)] == [1.0, 30.0, 0.5]


def ports(stack: Stack) -> list[int]:
    """The ports on which the parts of the stack answer."""
    addresses = (stack.database_url, stack.ui_address, f"tcp://{stack.temporal_address}")
    return [port for address in addresses if (port := urlsplit(address).port)]


@contextmanager
def occupied(stack: Stack) -> Iterator[None]:
    """Takes the ports of a stack that has ended."""
    takers = [socket.create_server(("127.0.0.1", port)) for port in ports(stack)]
    try:
        yield
    finally:
        for taker in takers:
            taker.close()


async def known(client: Client) -> None:
    """Polls until the server knows the client's namespace."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            await missing(client)
        except RPCError:
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError("the namespace never came")


async def answering(stack: Stack) -> None:
    """Polls until the stack's database and server answer."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            assert await one(stack, "select 1") == 1
            await Client.connect(stack.temporal_address)
        except (OSError, RuntimeError, asyncpg.PostgresError, asyncpg.InterfaceError):
            await asyncio.sleep(0.05)
        else:
            return
    raise AssertionError("the stack never answered")
