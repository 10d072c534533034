"""The register in PostgreSQL. The rule by which its rows change heads `migrations/0001_register.sql`."""

import hashlib

import asyncpg
import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.database import PATIENCE, UNREACHABLE, is_outage
from domain.entries import Entry, Page
from domain.rounds.entries import RoundPage
from domain.standing import Standing
from workflows.ports import Register, RoundRegister

log = structlog.get_logger()

APPEND = """
insert into ledger (code, revision, recorded_at, because, matter, decision_id, entry)
select code, revision, recorded_at, because, matter, decision ->> 'decision_id', $1::text::json
from json_to_record($1::text::json) as e(
    code text, revision integer, recorded_at timestamptz, because text, matter text, decision json)
on conflict do nothing
returning revision
"""

KNOWN_ALIKE = """
select decision_id is not distinct from $3 and recorded_at = $4 from ledger where code = $1 and revision = $2
"""

AUDIT = """
insert into audit (code, revision, at, actor, role, organisation, action, matter, digest)
select code, revision, recorded_at, entry #>> '{decision,by,person}', entry #>> '{decision,by,role}',
    entry #>> '{decision,by,organisation}', coalesce(entry #>> '{decision,action}', because), matter, $3
from ledger where code = $1 and revision = $2
on conflict do nothing
"""

DECISION = """
insert into decisions (code, decision_id, revision, matter, action, person, organisation, role, decided_on,
    document_number, reason, content, recorded_at)
select l.code, l.decision_id, l.revision, l.matter, d.action, d.by ->> 'person', d.by ->> 'organisation',
    d.by ->> 'role', coalesce(d.decided_on, (l.recorded_at at time zone 'Asia/Shanghai')::date),
    d.document_number, d.reason, d.content, l.recorded_at
from ledger l, json_to_record(l.entry -> 'decision') as d(
    action text, by json, decided_on date, document_number text, reason text, content jsonb)
where l.code = $1 and l.revision = $2
on conflict do nothing
"""

DOCUMENTS = """
insert into documents (code, decision_id, position, revision, sha256, name, document_number)
select l.code, l.decision_id, a.position, l.revision, a.file ->> 'sha256', a.file ->> 'name',
    l.entry #>> '{decision,document_number}'
from ledger l, json_array_elements(l.entry #> '{decision,attachments}') with ordinality as a(file, position)
where l.code = $1 and l.revision = $2
on conflict do nothing
"""

NOTIFICATIONS = """
insert into notifications (notice_id, code, revision, to_role, to_organisation, kind, text, text_zh, created_at)
select n.notice_id, l.code, l.revision, n.to_role, n.to_organisation, n.kind, n.text, n.text_zh, l.recorded_at
from ledger l, json_to_recordset(l.entry #> '{effects,notices}') as n(
    notice_id text, to_role text, to_organisation text, kind text, text text, text_zh text)
where l.code = $1 and l.revision = $2
on conflict do nothing
"""

# The row of the centre is locked whether or not it changes: entries of one centre are written one after the other.
CENTRE = """
insert into centres as known (code, revision, name_zh, name_en, kind, route, state, since, in_sequence,
    cycle_no, cycle_start, cycle_end, grade, department, departments, overdue, overdue_items,
    evaluation_overdue, recorded_at, standing)
select s.code, s.revision, s.name_zh, s.name_en, s.kind, s.route, s.state, s.since, s.in_sequence,
    (s.cycle ->> 'no')::integer, (s.cycle ->> 'start')::date, (s.cycle ->> 'end')::date, s.grade,
    s.supervising_departments[1], s.supervising_departments, cardinality(s.overdue) > 0, s.overdue,
    s.evaluation_overdue, $2, $1::text::jsonb
from json_to_record($1::text::json) as s(
    code text, revision integer, name_zh text, name_en text, kind text, route text, state text, since date,
    in_sequence boolean, cycle json, grade text, supervising_departments text[],
    overdue text[], evaluation_overdue boolean)
on conflict (code) do update set
    revision = excluded.revision, name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind,
    route = excluded.route, state = excluded.state, since = excluded.since, in_sequence = excluded.in_sequence,
    cycle_no = excluded.cycle_no, cycle_start = excluded.cycle_start, cycle_end = excluded.cycle_end,
    grade = excluded.grade, department = excluded.department, departments = excluded.departments,
    overdue = excluded.overdue, overdue_items = excluded.overdue_items,
    evaluation_overdue = excluded.evaluation_overdue, recorded_at = excluded.recorded_at,
    standing = excluded.standing
where known.revision < excluded.revision
returning revision
"""

FORGET_MATTERS = "delete from matters where code = $1"

MATTERS = """
insert into matters (code, key, revision, kind, state, state_zh, since, overdue, facts)
select c.code, m.key, c.revision, m.value ->> 'kind', m.value ->> 'state', m.value ->> 'state_zh',
    (m.value ->> 'since')::date, (m.value ->> 'overdue')::boolean, m.value
from centres c, jsonb_each(c.standing -> 'matters') as m
where c.code = $1
"""

FORGET_OBLIGATIONS = "delete from obligations where code = $1"

OBLIGATIONS = """
insert into obligations (code, position, revision, key, matter, title, title_zh, owed_by, organisation, basis,
    article, raw_due, due, provisional, why, status, overdue, reminders, policy, edition, calendar)
select c.code, o.position, c.revision, o.key, o.matter, o.title, o.title_zh, o.owed_by, o.organisation, o.basis,
    o.article, o.raw_due, o.due, o.provisional, o.why, o.status, o.overdue, coalesce(o.reminders, '{}'),
    o.policy, o.edition, o.calendar
from centres c, rows from (jsonb_to_recordset(c.standing -> 'obligations') as (
    key text, matter text, title text, title_zh text, owed_by text, organisation text, basis text, article text,
    raw_due date, due date, provisional boolean, why text, status text, overdue boolean, reminders date[],
    policy text, edition text, calendar text
)) with ordinality as o(key, matter, title, title_zh, owed_by, organisation, basis, article, raw_due, due,
    provisional, why, status, overdue, reminders, policy, edition, calendar, position)
where c.code = $1
"""

CLOSED_TASKS = """
insert into tasks as known (code, name, opened_on, closed_revision, closed_on, how)
select distinct on (t.name, t.opened_on) l.code, t.name, t.opened_on, l.revision,
    (l.recorded_at at time zone 'Asia/Shanghai')::date, t.how
from ledger l, json_to_recordset(l.entry #> '{effects,closed}') as t(name text, opened_on date, how text)
where l.code = $1 and l.revision = $2
on conflict (code, name, opened_on) do update set
    closed_revision = excluded.closed_revision, closed_on = excluded.closed_on, how = excluded.how
where known.closed_revision is null or known.closed_revision < excluded.closed_revision
"""

OPENED_TASKS = """
insert into tasks as known (code, name, opened_on, opened_revision, matter, key, title, title_zh, role,
    organisation, due)
select distinct on (t.name, t.opened_on) l.code, t.name, t.opened_on, l.revision, t.matter, t.key, t.title,
    t.title_zh, t.role, t.organisation, t.due
from ledger l, json_to_recordset(l.entry #> '{effects,opened}') as t(
    name text, matter text, key text, title text, title_zh text, role text, organisation text, due date,
    opened_on date)
where l.code = $1 and l.revision = $2
on conflict (code, name, opened_on) do update set
    opened_revision = excluded.opened_revision, matter = excluded.matter, key = excluded.key,
    title = excluded.title, title_zh = excluded.title_zh, role = excluded.role,
    organisation = excluded.organisation, due = excluded.due
where known.opened_revision is null or known.opened_revision < excluded.opened_revision
"""

OF_A_DECISION = (DECISION, DOCUMENTS)
OF_EVERY_ENTRY = (CLOSED_TASKS, OPENED_TASKS, NOTIFICATIONS)


class PostgresRegister(Register, RoundRegister):
    """The register in PostgreSQL; an outage is an error that Temporal retries without noise."""

    def __init__(self, pool: asyncpg.Pool, patience: float = PATIENCE) -> None:
        self._pool = pool
        self._patience = patience

    @activity.defn(name="enter_in_register")
    async def enter_in_register(self, page: Page) -> None:
        """Writes the entries down, oldest first, each in a transaction of its own; the last one with the standing."""
        try:
            for entry in page.entries[:-1]:
                await self._enter(entry, None)
            await self._enter(page.entries[-1], page.standing)
        except UNREACHABLE as error:
            if not is_outage(error):
                raise
            raise _unavailable(error) from error

    @activity.defn(name="enter_round_in_register")
    async def enter_round_in_register(self, page: RoundPage) -> None:
        """Writes a round's entries down under its id; a round has no row among the centres."""
        try:
            for entry in page.entries:
                await self._enter(entry, None)
        except UNREACHABLE as error:
            if not is_outage(error):
                raise
            raise _unavailable(error) from error

    async def _enter(self, entry: Entry, standing: Standing | None) -> None:
        async with self._pool.acquire(timeout=self._patience) as connection, connection.transaction():
            written = entry.model_dump_json()
            if await connection.fetchval(APPEND, written) is None:
                await _compare(connection, entry)
            else:
                await _follow_up(connection, entry, hashlib.sha256(written.encode()).hexdigest())
            if standing is not None:
                await _replace_current(connection, standing, entry)
        log.info("register.entered", centre=entry.code, matter=entry.matter, revision=entry.revision)


async def _follow_up(connection: asyncpg.Connection, entry: Entry, digest: str) -> None:
    key = (entry.code, entry.revision)
    for statement in (*(OF_A_DECISION if entry.decision else ()), *OF_EVERY_ENTRY):
        await connection.execute(statement, *key)
    await connection.execute(AUDIT, *key, digest)


async def _replace_current(connection: asyncpg.Connection, standing: Standing, entry: Entry) -> None:
    if await connection.fetchval(CENTRE, standing.model_dump_json(), entry.recorded_at) is None:
        return
    for forget, statement in ((FORGET_MATTERS, MATTERS), (FORGET_OBLIGATIONS, OBLIGATIONS)):
        await connection.execute(forget, standing.code)
        await connection.execute(statement, standing.code)


async def _compare(connection: asyncpg.Connection, entry: Entry) -> None:
    """Says so when another entry holds this number: the register never changes what it has."""
    decision_id = entry.decision.decision_id if entry.decision else None
    alike = await connection.fetchval(KNOWN_ALIKE, entry.code, entry.revision, decision_id, entry.recorded_at)
    if not alike:
        log.error("register.contradicted", centre=entry.code, revision=entry.revision)


def _unavailable(error: Exception) -> ApplicationError:
    return ApplicationError(
        f"the database cannot be reached: {str(error) or type(error).__name__}",
        type="DatabaseUnavailable",
        category=ApplicationErrorCategory.BENIGN,
    )
