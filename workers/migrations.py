"""Brings the register's tables to the form this program knows: numbered files, each applied once, in order."""

import asyncio
import hashlib
import sys
from importlib.resources import files
from typing import Final, NamedTuple

import asyncpg

from workers.register_view import RegisterUnreachable, connected, reaching
from workers.settings import Settings

PACKAGE: Final = "activities.migrations"
PATIENCE: Final = 120.0
LOCK: Final = 0x6E637469  # "ncti"; whoever holds it migrates, the others wait

TAKE_LOCK = "select pg_advisory_lock($1)"
HISTORY_EXISTS = "select to_regclass('schema_migrations') is not null"
MAKE_HISTORY = """
create table if not exists schema_migrations (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
)
"""
APPLIED = "select number, sha256 from schema_migrations"
RECORD = "insert into schema_migrations (number, name, sha256) values ($1, $2, $3)"


class MigrationChanged(Exception):
    """A migration that a database has applied differs from the file of this program."""


class Migration(NamedTuple):
    """A numbered file of SQL."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations() -> list[Migration]:
    """All the migrations this program knows, in order."""
    found = [place for place in files(PACKAGE).iterdir() if place.name.endswith(".sql")]
    return sorted(Migration(int(place.name[:4]), place.name, place.read_text("utf-8")) for place in found)


async def apply(url: str) -> list[str]:
    """Applies what is missing and gives the names; two programs at once are safe. Raises `MigrationChanged`."""
    async with connected(url) as connection:
        with reaching(url):
            await connection.execute(TAKE_LOCK, LOCK, timeout=PATIENCE)
            await connection.execute(MAKE_HISTORY)
            missing = await _missing(connection)
            for migration in missing:
                await _apply(connection, migration)
    return [migration.name for migration in missing]


async def pending(url: str) -> list[str]:
    """The names of the migrations that the database lacks; changes nothing. Raises `MigrationChanged`."""
    async with connected(url) as connection:
        with reaching(url):
            exists = await connection.fetchval(HISTORY_EXISTS)
            missing = await _missing(connection) if exists else migrations()
    return [migration.name for migration in missing]


async def _missing(connection: asyncpg.Connection) -> list[Migration]:
    applied = {row["number"]: row["sha256"] for row in await connection.fetch(APPLIED)}
    for migration in migrations():
        if applied.get(migration.number, migration.sha256) != migration.sha256:
            raise MigrationChanged(
                f"The migration {migration.name} has changed since this database applied it: "
                "restore the file and put the change into a new one."
            )
    return [migration for migration in migrations() if migration.number not in applied]


async def _apply(connection: asyncpg.Connection, migration: Migration) -> None:
    async with connection.transaction():
        await connection.execute(migration.sql, timeout=PATIENCE)
        await connection.execute(RECORD, migration.number, migration.name, migration.sha256)


def main() -> int:
    """Applies what the database of NCTI_DATABASE_URL lacks; gives the exit code."""
    url = Settings().database_url
    if url is None:
        sys.stderr.write("NCTI_DATABASE_URL is not set: name the database whose tables are to be made.\n")
        return 2
    try:
        applied = asyncio.run(apply(url.get_secret_value()))
    except (RegisterUnreachable, MigrationChanged) as fault:
        sys.stderr.write(f"{fault}\n")
        return 3 if isinstance(fault, RegisterUnreachable) else 1
    sys.stdout.write(f"applied: {', '.join(applied) or 'nothing, all tables are up to date'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
