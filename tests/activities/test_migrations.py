"""The migrations: applied once, in order, by one program at a time, and never changed afterwards."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from workers import migrations
from workers.migrations import Migration, MigrationChanged, apply, pending
from workers.register_view import RegisterUnreachable, connected

NewDatabase = Callable[[], Awaitable[str]]
NAMES = sorted(path.name for path in (Path(__file__).parents[2] / "activities" / "migrations").glob("*.sql"))


class TestApplying:
    """Each missing migration is applied once."""

    async def test_an_empty_database_gets_everything_once(self, new_database: NewDatabase) -> None:
        url = await new_database()
        assert await pending(url) == NAMES
        assert await apply(url) == NAMES
        assert (await apply(url), await pending(url)) == ([], [])

    async def test_two_starters_at_once_apply_it_once(self, new_database: NewDatabase) -> None:
        url = await new_database()
        done = await asyncio.gather(*(apply(url) for _ in range(4)))
        assert sorted(done) == [[], [], [], NAMES]

    async def test_a_later_one_is_applied_alone(
        self, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = await new_database()
        await apply(url)
        later = Migration(9999, "9999_later.sql", "create table later (id integer)")
        monkeypatch.setattr(migrations, "migrations", lambda known=migrations.migrations: [*known(), later])
        assert await apply(url) == ["9999_later.sql"]

    async def test_a_faulty_one_leaves_nothing_behind(
        self, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = await new_database()
        faulty = Migration(1, "0001_faulty.sql", "create table half (id integer); select no_such_thing()")
        monkeypatch.setattr(migrations, "migrations", lambda: [faulty])
        with pytest.raises(asyncpg.UndefinedFunctionError):
            await apply(url)
        async with connected(url) as database:
            assert not await database.fetchval("select to_regclass('half') is not null")
            assert await database.fetchval("select count(*) from schema_migrations") == 0


class TestChanged:
    """A migration that has been applied is never changed."""

    async def test_a_changed_file_is_named(self, new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
        url = await new_database()
        await apply(url)
        changed = [m._replace(sql=m.sql + "-- and more\n") for m in migrations.migrations()]
        monkeypatch.setattr(migrations, "migrations", lambda: changed)
        for question in (apply, pending):
            with pytest.raises(MigrationChanged, match=r"0001_register\.sql has changed"):
                await question(url)


async def test_a_database_that_is_down_is_one_sentence() -> None:
    with pytest.raises(RegisterUnreachable, match="connection refused"):
        await apply("postgresql://ncti:secret@127.0.0.1:1/ncti")


class TestTheCommand:
    """`python -m workers.migrations` is what a deployment runs before its workers: it applies, or says why not."""

    async def test_it_applies_what_is_missing(self, new_database: NewDatabase) -> None:
        url = await new_database()
        ran = await migrate(url)
        assert (ran.returncode, await pending(url)) == (0, [])

    async def test_an_unreachable_database_ends_it_with_a_sentence(self) -> None:
        ran = await migrate("postgresql://x@127.0.0.1:1/x")
        assert ran.returncode == 3
        assert ran.stderr.count(b"\n") == 1

    async def test_without_a_database_it_says_what_to_set(self) -> None:
        ran = await migrate("")
        assert (ran.returncode, b"NCTI_DATABASE_URL" in ran.stderr) == (2, True)


async def migrate(url: str) -> "subprocess.CompletedProcess[bytes]":
    """The command against this database."""
    command = [sys.executable, "-m", "workers.migrations"]
    environment = {**os.environ, "NCTI_DATABASE_URL": url}
    return await asyncio.to_thread(subprocess.run, command, env=environment, capture_output=True, check=False)
