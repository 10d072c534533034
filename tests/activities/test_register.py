"""The register on a real PostgreSQL: written once, whatever comes twice, late or in the middle of a crash."""

import asyncio
import hashlib
import itertools
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registering import Life, Pen, candidates_life, operating_life, write
from running import candidate
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.database import open_pool
from activities.register import PostgresRegister
from domain.effects import ClosedTask, Effects, Task
from domain.entries import Entry, Page
from starter.embedded.leftovers import recorded
from workers.migrations import apply

CODES = (f"register-{n}" for n in itertools.count())
ADDED = ("ledger", "decisions", "documents", "audit")
CURRENT = ("centres", "matters", "obligations", "tasks", "notifications")


@pytest.fixture(scope="session")
async def pool(database_url: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to the shared database."""
    opened = await open_pool(database_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def register(pool: asyncpg.Pool) -> PostgresRegister:
    """The register under test."""
    return PostgresRegister(pool)


async def rows(pool: asyncpg.Pool, table: str, code: str) -> list[Any]:
    """The rows of the centre, in an order of their own, its code left out."""
    found = await pool.fetch(f"select to_jsonb(t) - 'code' as row from {table} t where code = $1", code)
    return sorted(json.dumps(row["row"], sort_keys=True).replace(code, "CODE") for row in found)


async def everything(pool: asyncpg.Pool, code: str, tables: Sequence[str] = (*ADDED, *CURRENT)) -> dict[str, list[Any]]:
    """All the rows of the centre by table."""
    return {table: await rows(pool, table, code) for table in tables}


class TestWriting:
    """One transaction per entry writes the ledger row and all that follows from it."""

    async def test_a_life_fills_every_table(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        first, second = candidates_life(next(CODES)), operating_life(next(CODES))
        await write(register, first + second)
        both = [await everything(pool, life[0].code) for life in (first, second)]
        assert all(both[0][table] or both[1][table] for table in (*ADDED, *CURRENT))
        assert [len(both[n]["ledger"]) for n in (0, 1)] == [len(first), len(second)]

    async def test_the_current_rows_say_what_the_newest_standing_says(
        self, pool: asyncpg.Pool, register: PostgresRegister
    ) -> None:
        life = operating_life(next(CODES))
        await write(register, life)
        newest, code = life[-1].standing, life[0].code
        found = await pool.fetch("select * from obligations where code = $1 order by position", code)
        for row, owed in zip(found, newest.obligations, strict=True):
            assert {**row, "reminders": tuple(row["reminders"])}.items() >= owed.model_dump().items()
        matters = {r["key"]: r["facts"] for r in await pool.fetch("select * from matters where code = $1", code)}
        assert matters == newest.matters

    async def test_open_tasks_are_the_open_obligations(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        life = operating_life(next(CODES))
        await write(register, life)
        code, owed = life[0].code, life[-1].standing.obligations
        names = await pool.fetch("select name from tasks where code = $1 and is_open", code)
        assert sorted(r["name"] for r in names) == sorted(f"{o.matter}:{o.key}" for o in owed if o.status == "open")

    async def test_the_audit_knows_the_exact_bytes(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        life = candidates_life(next(CODES))
        await write(register, life)
        found = await pool.fetch("select digest from audit where code = $1 order by revision", life[0].code)
        assert [r["digest"] for r in found] == [
            hashlib.sha256(e.entries[0].model_dump_json().encode()).hexdigest() for e in life
        ]

    async def test_chinese_text_comes_back_as_it_was(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        reason, code = "同意。𠮷野家“引号”\n第二行 \\u4e2d 'x' %s $1", next(CODES)
        pen = Pen(candidate(code), date(2026, 3, 2)).act(
            date(2026, 3, 2), "submit_intent", "lead_entity_applicant", reason=reason
        )
        await write(register, pen.pages)
        assert await pool.fetchval("select reason from decisions where code = $1", code) == reason
        kept = await pool.fetchval("select entry::text from ledger where code = $1 and revision = 2", code)
        assert Entry.model_validate_json(kept) == pen.pages[1].entries[0]


class TestTwiceAndLate:
    """A write may be repeated and may arrive in any order."""

    async def test_an_entry_written_twice_is_one_row_everywhere(
        self, pool: asyncpg.Pool, register: PostgresRegister
    ) -> None:
        life = candidates_life(next(CODES))
        await write(register, life)
        once = await everything(pool, life[0].code)
        await write(register, life)
        assert await everything(pool, life[0].code) == once

    async def test_written_by_many_at_once_it_is_one_row(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        life, again = operating_life(next(CODES)), operating_life(next(CODES))
        await write(register, life)
        await asyncio.gather(*(write(register, again[n % 3 :] + again[: n % 3]) for n in range(8)))
        assert await everything(pool, again[0].code, CURRENT) == await everything(pool, life[0].code, CURRENT)

    async def test_a_late_older_entry_overwrites_nothing(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        *older, newest = candidates_life(next(CODES))
        await write(register, (newest,))
        before = await everything(pool, newest.code, ("centres", "matters", "obligations"))
        await write(register, tuple(older))
        assert await everything(pool, newest.code, ("centres", "matters", "obligations")) == before

    async def test_a_task_whose_opening_arrives_last_ends_closed(
        self, pool: asyncpg.Pool, register: PostgresRegister
    ) -> None:
        life = candidates_life(next(CODES))
        await write(register, tuple(reversed(life)))
        found = await pool.fetch("select is_open, title from tasks where code = $1", life[0].code)
        assert not any(r["title"] is None for r in found)
        assert {r["is_open"] for r in found} == {True, False}

    @pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
    async def test_a_task_that_moved_and_was_met_is_closed_with_its_last_day(
        self, pool: asyncpg.Pool, register: PostgresRegister, order: tuple[int, ...]
    ) -> None:
        moved = a_moved_task(next(CODES))
        await write(register, tuple(moved[n] for n in order))
        found = await pool.fetchrow("select is_open, due, how from tasks where code = $1", moved[0].code)
        assert tuple(found) == (False, date(2026, 4, 2), "met")

    async def test_the_order_of_arrival_does_not_matter(self, pool: asyncpg.Pool, register: PostgresRegister) -> None:
        lives = {make: make(next(CODES)) for make in (candidates_life, operating_life)}
        await write(register, [page for life in lives.values() for page in life])
        expected = {make: await everything(pool, life[0].code) for make, life in lives.items()}

        async def arrives(order: list[int], make: Any) -> None:
            life = make(code := next(CODES))
            await write(register, tuple(life[n % len(life)] for n in [*order, *range(len(life))][::-1]))
            assert without_ids(await everything(pool, code)) == without_ids(expected[make])

        await every_order(arrives)

    async def test_another_entry_of_the_same_number_changes_nothing(
        self, pool: asyncpg.Pool, register: PostgresRegister
    ) -> None:
        life = candidates_life(next(CODES))
        await write(register, life)
        before = await everything(pool, life[0].code)
        await write(register, (forged(life[-1], life[1]),))
        assert await everything(pool, life[0].code) == before


class TestAppendOnly:
    """What has happened is never changed and never deleted."""

    @pytest.mark.parametrize("table", ADDED)
    @pytest.mark.parametrize("change", ["update {} set code = 'x'", "delete from {}", "truncate {}"])
    async def test_a_change_is_refused(self, pool: asyncpg.Pool, table: str, change: str) -> None:
        with pytest.raises(asyncpg.RestrictViolationError, match=f"{table} is append-only"):
            await pool.execute(change.format(table))

    async def test_a_replica_role_does_not_get_round_it(self, pool: asyncpg.Pool) -> None:
        async with pool.acquire() as connection, connection.transaction():
            await connection.execute("set local session_replication_role = replica")
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("delete from ledger")


class TestOutage:
    """An outage is a quiet, retried error; a fault of ours is a loud one."""

    async def test_no_server_at_all(self) -> None:
        pool = await open_pool("postgresql://ncti:secret@127.0.0.1:1/ncti")
        with pytest.raises(ApplicationError, match="the database cannot be reached") as refused:
            await write(PostgresRegister(pool), candidates_life(next(CODES)))
        assert (refused.value.type, refused.value.category) == ("DatabaseUnavailable", ApplicationErrorCategory.BENIGN)
        assert not refused.value.non_retryable
        assert "secret" not in str(refused.value)

    async def test_a_frozen_server_costs_no_more_than_the_patience(self, database_url: str) -> None:
        pool, life = await open_pool(database_url, patience=0.5), candidates_life(next(CODES))
        frozen = await pool.fetchval("select pg_backend_pid()")
        os.kill(frozen, signal.SIGSTOP)
        try:
            async with asyncio.timeout(5):
                with pytest.raises(ApplicationError, match="cannot be reached"):
                    await write(PostgresRegister(pool, 0.5), life)
        finally:
            os.kill(frozen, signal.SIGCONT)
        await write(PostgresRegister(pool, 5), life)
        assert len(await rows(pool, "ledger", life[0].code)) == len(life)
        await pool.close()

    async def test_missing_tables_are_no_outage(self, postgres_url: str) -> None:
        pool = await open_pool(postgres_url)
        with pytest.raises(asyncpg.UndefinedTableError):
            await write(PostgresRegister(pool), candidates_life(next(CODES)))
        await pool.close()

    async def test_killed_in_the_middle_nothing_is_lost_and_nothing_twice(
        self, doomed_postgres: tuple[str, Path]
    ) -> None:
        url, data = doomed_postgres
        lives = [candidates_life(f"killed-{n}") for n in range(25)]
        await apply(url)
        pool = await open_pool(url, patience=2.0)
        failures = await persist(PostgresRegister(pool, 2.0), lives, data)
        assert await pool.fetchval("select count(*) from ledger") == sum(map(len, lives))
        states = {json.dumps(without_ids(await everything(pool, life[0].code))) for life in lives}
        await pool.close()
        assert len(states) == 1
        assert failures > 0


def a_moved_task(code: str) -> Life:
    """A task is opened, gets another last day, is met: the first days of one life with these effects."""
    task = Task(
        name="centre:intent_review",
        matter="centre",
        key="intent_review",
        title="Review",
        title_zh="审核",
        role="sd_reviewer",
        organisation=None,
        due=date(2026, 4, 1),
        opened_on=date(2026, 3, 2),
    )
    later = task.model_copy(update={"due": date(2026, 4, 2)})
    replaced, met = (ClosedTask(name=task.name, opened_on=task.opened_on, how=how) for how in ("replaced", "met"))
    told = (Effects(opened=(task,)), Effects(closed=(replaced,), opened=(later,)), Effects(closed=(met,)))
    life = candidates_life(code)
    return tuple(with_effects(page, said) for page, said in zip(life, told, strict=False))


def with_effects(page: Page, said: Effects) -> Page:
    """The page whose entry has these effects."""
    return page.model_copy(update={"entries": (page.entries[0].model_copy(update={"effects": said}),)})


def forged(page: Page, other: Page) -> Page:
    """The page under its own number with the decision of another."""
    entry = page.entries[0].model_copy(update={"because": "forged", "decision": other.entries[0].decision})
    return page.model_copy(update={"entries": (entry,)})


async def persist(register: PostgresRegister, lives: list[Life], data: Path) -> int:
    """Writes all lives by four hands, as Temporal would: again until done. Kills the server at the 60th entry."""
    waiting, failures, written = list(lives), 0, 0

    async def insist(page: Page) -> None:
        nonlocal failures
        deadline = time.monotonic() + 60
        while True:
            try:
                return await register.enter_in_register(page)
            except ApplicationError:
                failures += 1
                assert time.monotonic() < deadline, "never came back"
                await asyncio.sleep(0.05)

    async def hand() -> None:
        nonlocal written
        while waiting:
            for page in waiting.pop():
                await insist(page)
                written += 1
                if written == 60:
                    os.kill(recorded(data).pid, signal.SIGKILL)

    await asyncio.gather(*(hand() for _ in range(4)))
    return failures


async def every_order(arrives: Any) -> None:
    """Tries many orders, with repetitions; the loop is the test's own, so hypothesis draws first."""
    drawn: list[tuple[list[int], Any]] = []

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.integers(0, 11), max_size=20), st.sampled_from([candidates_life, operating_life]))
    def draw(order: list[int], make: Any) -> None:
        drawn.append((order, make))

    draw()
    for order, make in drawn:
        await arrives(order, make)


def without_ids(tables: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rows without what differs between two lives of one kind: decision ids and the digests over them."""
    return {table: sorted(scrubbed(json.loads(row)) for row in found) for table, found in tables.items()}


def scrubbed(row: dict[str, Any]) -> str:
    """One row without ids."""
    kept = {key: value for key, value in row.items() if key not in ("decision_id", "digest", "entry")}
    return json.dumps(kept, sort_keys=True)
