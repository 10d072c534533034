"""The register of integrity cases on a real PostgreSQL: written once, never changed, the complainant apart."""

import asyncio
import hashlib
import itertools
import json
from collections.abc import AsyncIterator

import asyncpg
import pytest
from cases import SECRET, entries_of

from activities.case_register import PostgresCaseRegister
from activities.database import open_pool
from domain.integrity.entries import CaseEntry, CasePage
from workers import case_view

CODES = (f"case-register-{n}" for n in itertools.count())
COMPLAINANT = "ma.jun"


@pytest.fixture(scope="module")
async def pool(database_url: str) -> AsyncIterator[asyncpg.Pool]:
    """Connections to the shared database."""
    opened = await open_pool(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def life(pool: asyncpg.Pool) -> list[CaseEntry]:
    """A whole case, written down."""
    entries = entries_of(next(CODES))
    await write(pool, entries)
    return entries


async def write(pool: asyncpg.Pool, entries: list[CaseEntry]) -> None:
    """Give the register these entries at once."""
    await PostgresCaseRegister(pool).enter_case(CasePage(entries=tuple(entries)))


async def kept(pool: asyncpg.Pool, code: str) -> list[CaseEntry]:
    """The entries as the register has them."""
    rows = await pool.fetch("select entry::text from case_entries where code = $1 order by revision", code)
    return [CaseEntry.model_validate_json(row["entry"]) for row in rows]


class TestWriting:
    """One transaction an entry; whatever comes twice, late or at once is one row."""

    async def test_every_entry_is_kept_whole_but_for_who_reported(
        self, pool: asyncpg.Pool, life: list[CaseEntry]
    ) -> None:
        assert await kept(pool, life[0].code) == [entry.model_copy(update={"reporter": None}) for entry in life]

    async def test_written_again_backwards_and_by_many_it_is_one_row(
        self, pool: asyncpg.Pool, life: list[CaseEntry]
    ) -> None:
        await asyncio.gather(*(write(pool, life[::-1]) for _ in range(5)))
        assert len(await kept(pool, life[0].code)) == len(life)
        told = "select count(*) from notifications where code = $1"
        assert await pool.fetchval(told, f"integrity/{life[0].code}") == sum(len(entry.notices) for entry in life)

    async def test_another_entry_under_the_same_number_changes_nothing(
        self, pool: asyncpg.Pool, life: list[CaseEntry]
    ) -> None:
        await write(pool, [life[1].model_copy(update={"because": "something else"})])
        assert (await kept(pool, life[0].code))[1].because == life[1].because

    async def test_the_digest_is_of_the_exact_bytes(self, pool: asyncpg.Pool, life: list[CaseEntry]) -> None:
        rows = await pool.fetch("select entry::text, digest from case_entries where code = $1", life[0].code)
        assert all(hashlib.sha256(row["entry"].encode()).hexdigest() == row["digest"] for row in rows)

    @pytest.mark.parametrize("table", ["case_entries", "case_reporters"])
    @pytest.mark.parametrize("change", ["update {} set code = 'x'", "delete from {}", "truncate {}"])
    async def test_nothing_is_ever_changed(
        self, pool: asyncpg.Pool, life: list[CaseEntry], table: str, change: str
    ) -> None:
        with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
            await pool.execute(change.format(table))


@pytest.mark.law("SOD-8")
class TestTheComplainant:
    """Who reported stands in a table of its own, and nowhere else; what is alleged is shown by no view."""

    async def test_stands_apart(self, pool: asyncpg.Pool, life: list[CaseEntry]) -> None:
        row = await pool.fetchrow("select person, role from case_reporters where code = $1", life[0].code)
        assert dict(row or {}) == {"person": COMPLAINANT, "role": "most_officer"}
        entries = await pool.fetch("select entry::text from case_entries where code = $1", life[0].code)
        assert not any(COMPLAINANT in row["entry"] for row in entries)

    async def test_is_not_in_the_view_nor_is_the_allegation(self, pool: asyncpg.Pool, life: list[CaseEntry]) -> None:
        row = await pool.fetchrow("select * from cases where code = $1", life[0].code)
        shown = json.dumps(dict(row or {}), default=str)
        assert not any(secret in shown for secret in (COMPLAINANT, SECRET))


class TestReading:
    """The current view says how each case stood when it last changed."""

    async def test_one_case_is_its_newest_standing(self, pool: asyncpg.Pool, life: list[CaseEntry]) -> None:
        async with pool.acquire() as connection:
            assert await case_view.case(connection, life[0].code) == life[-1].standing
            assert await case_view.case(connection, "no-such-case") is None

    async def test_the_list_is_filtered(self, pool: asyncpg.Pool, life: list[CaseEntry]) -> None:
        late = next(CODES)
        await write(pool, entries_of(late)[:1])
        async with pool.acquire() as connection:
            open_ones = {row.code for row in await case_view.cases(connection, "REPORTED")}
            assert await case_view.cases(connection, overdue_only=True) == []
        assert (late in open_ones, life[0].code in open_ones) == (True, False)
