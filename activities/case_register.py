"""The register of integrity cases in PostgreSQL. The rule by which its rows change heads `0003_cases.sql`."""

import hashlib

import asyncpg
import structlog
from temporalio import activity

from activities.database import PATIENCE, UNREACHABLE, is_outage, unavailable
from domain.integrity.entries import CaseEntry, CasePage
from workflows.ports import CaseRegister

log = structlog.get_logger()

APPEND = """
insert into case_entries (code, revision, recorded_at, because, state, decision_id, entry, digest)
select code, revision, recorded_at, because, state, decision ->> 'decision_id', $1::text::json, $2
from json_to_record($1::text::json) as e(
    code text, revision integer, recorded_at timestamptz, because text, state text, decision json)
on conflict do nothing
returning revision
"""

KNOWN_ALIKE = """
select decision_id is not distinct from $3 and recorded_at = $4 from case_entries where code = $1 and revision = $2
"""

REPORTER = """
insert into case_reporters (code, decision_id, person, organisation, role, recorded_at)
values ($1, $2, $3, $4, $5, $6)
on conflict do nothing
"""

NOTIFICATIONS = """
insert into notifications (notice_id, code, revision, to_role, to_organisation, kind, text, text_zh, created_at)
select n.notice_id, 'integrity/' || c.code, c.revision, n.to_role, n.to_organisation, n.kind, n.text, n.text_zh,
    c.recorded_at
from case_entries c, json_to_recordset(c.entry -> 'notices') as n(
    notice_id text, to_role text, to_organisation text, kind text, text text, text_zh text)
where c.code = $1 and c.revision = $2
on conflict do nothing
"""


class PostgresCaseRegister(CaseRegister):
    """The register of cases; an outage is an error that Temporal retries without noise."""

    def __init__(self, pool: asyncpg.Pool, patience: float = PATIENCE) -> None:
        self._pool = pool
        self._patience = patience

    @activity.defn(name="enter_case")
    async def enter_case(self, page: CasePage) -> None:
        """Writes the entries down, oldest first, each in a transaction of its own."""
        try:
            for entry in page.entries:
                await self._enter(entry)
        except UNREACHABLE as error:
            if not is_outage(error):
                raise
            raise unavailable(error) from error

    async def _enter(self, entry: CaseEntry) -> None:
        written = entry.model_dump_json(exclude={"reporter"})
        digest = hashlib.sha256(written.encode()).hexdigest()
        async with self._pool.acquire(timeout=self._patience) as connection, connection.transaction():
            if await connection.fetchval(APPEND, written, digest) is None:
                await _compare(connection, entry)
            else:
                await _follow_up(connection, entry)
        log.info("case.entered", case=entry.code, revision=entry.revision)


async def _follow_up(connection: asyncpg.Connection, entry: CaseEntry) -> None:
    await connection.execute(NOTIFICATIONS, entry.code, entry.revision)
    by, decision = entry.reporter, entry.decision
    if by is not None and decision is not None:
        row = (entry.code, decision.decision_id, by.person, by.organisation, by.role, entry.recorded_at)
        await connection.execute(REPORTER, *row)


async def _compare(connection: asyncpg.Connection, entry: CaseEntry) -> None:
    """Says so when another entry holds this number: the register never changes what it has."""
    decision_id = entry.decision.decision_id if entry.decision else None
    if not await connection.fetchval(KNOWN_ALIKE, entry.code, entry.revision, decision_id, entry.recorded_at):
        log.error("case.contradicted", case=entry.code, revision=entry.revision)
