"""What the register tells people: each question one statement, each answer frozen rows."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import date
from typing import Final, Protocol, TypeVar
from urllib.parse import urlsplit

import asyncpg

from activities.database import UNREACHABLE, is_outage
from domain.fact import Fact
from domain.standing import Standing
from domain.states import State
from workers.register_rows import (
    LAPSING,
    AuditFault,
    AuditRow,
    CentreRow,
    DecisionRow,
    LedgerRow,
    NoticeRow,
    OwedRow,
    PersonRow,
)

PATIENCE: Final = 3.0
REMEDY: Final = "check NCTI_DATABASE_URL and that PostgreSQL runs, or start one with `ncti up`."
NO_URL: Final = "NCTI_DATABASE_URL is no URL of a database: it looks like postgresql://user:password@host:5432/ncti."
OLD_TABLES: Final = "The register's tables are missing or old: start a worker, which makes them."
NO_SUCH_PLACE: Final = (asyncpg.InvalidAuthorizationSpecificationError, asyncpg.InvalidCatalogNameError)
NO_TABLES: Final = (asyncpg.UndefinedTableError, asyncpg.UndefinedColumnError)

PORTFOLIO = """
select c.code, c.name_zh, c.name_en, c.kind, c.route, c.state, c.since, c.in_sequence, c.revision, c.cycle_no,
    c.cycle_start, c.cycle_end, c.grade, c.department, c.overdue, c.overdue_items, c.evaluation_overdue, c.recorded_at,
    n.due as next_due, n.title as next_title, n.owed_by as next_role
from centres c left join lateral (
    select o.due, o.title, o.owed_by from obligations o
    where o.code = c.code and o.status = 'open' and not o.overdue and o.due is not null and o.key <> all($6)
    order by o.due, o.position limit 1
) n on true
where ($1::text is null or c.state = $1) and (not $2::boolean or c.overdue or c.evaluation_overdue)
    and ($3::text is null or $3 = any(c.departments)) and c.code > $4
order by c.code limit $5
"""
CENTRE = "select standing::text from centres where code = $1"
OWED = """
select o.code, c.name_zh, o.matter, o.key, o.title, o.title_zh, o.owed_by as role, o.organisation, o.basis, o.article,
    o.raw_due, o.due, o.provisional, o.why, o.overdue, (
        select max(t.opened_on) from tasks t where t.code = o.code and t.name = o.matter || ':' || o.key
    ) as opened_on
from obligations o join centres c using (code)
where o.status = 'open'
"""
OVERDUE = f"{OWED} and o.overdue order by o.due, o.code, o.position"
DEADLINES = f"""{OWED} and o.due is not null and ($1::date is null or o.due <= $1)
    and ($2::text is null or o.owed_by = $2) and ($3::text is null or o.organisation = $3)
    and ($4::text is null or o.code = $4)
order by o.due, o.code, o.position
"""
TASKS = f"""{OWED} and ($1::text is null or o.owed_by = $1) and ($2::text is null or o.organisation = $2)
    and (not $3::boolean or o.overdue)
order by o.due nulls last, o.code, o.position
"""
DECISIONS = """
select d.decision_id, d.revision, d.matter, d.action, d.person, d.organisation, d.role, d.decided_on,
    d.document_number, d.reason, d.content::text as content, d.recorded_at, coalesce((
        select json_agg(json_build_object('name', f.name, 'sha256', f.sha256) order by f.position)
        from documents f where f.code = d.code and f.decision_id = d.decision_id
    ), '[]')::text as documents
from decisions d where d.code = $1 order by d.revision
"""
LEDGER = """
select revision, recorded_at, because, matter, decision_id, entry #>> '{decision,by,person}' as person,
    entry ->> 'state' as state
from ledger where code = $1 order by revision
"""
AUDIT_TRAIL = """
select code, revision, at, actor, role, organisation, action, matter, digest from audit
where code = $1 order by revision
"""
AUDIT_FAULTS = """
select coalesce(l.code, a.code) as code, coalesce(l.revision, a.revision) as revision
from ledger l full join audit a on a.code = l.code and a.revision = l.revision
where a.digest is distinct from encode(sha256(convert_to(l.entry::text, 'UTF8')), 'hex') order by 1, 2
"""
NOTICES = """
select notice_id, code, revision, to_role, to_organisation, kind, text, text_zh, created_at, attempts
from notifications where state = 'pending' and ($1::text is null or code = $1) order by created_at, notice_id
"""
PEOPLE = "select person, organisation, roles from people order by person, organisation"
PERSON = "select person, organisation, roles from people where person = $1 order by organisation"
SAVE_PERSON = """
insert into people (person, organisation, roles) values ($1, $2, $3)
on conflict (person, organisation) do update set roles = excluded.roles, updated_at = now()
"""


class RegisterUnreachable(Exception):
    """The register cannot be read; the message is one sentence that says what to do."""


class Database(Protocol):
    """What a read needs of asyncpg's connection or pool."""

    async def fetch(self, query: str, *args: object) -> Sequence[Mapping[str, object]]:
        """The rows of the answer."""

    async def executemany(self, command: str, args: Iterable[Sequence[object]]) -> None:
        """Carries the command out for each of the arguments, for all or for none."""


Row = TypeVar("Row", bound=Fact)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection for as long as the block lasts. Raises `RegisterUnreachable` within seconds."""
    try:
        with reaching(url):
            connection = await asyncpg.connect(url, timeout=PATIENCE, command_timeout=PATIENCE)
    except ValueError:
        raise RegisterUnreachable(NO_URL) from None
    try:
        yield connection
    finally:
        with suppress(*UNREACHABLE):
            await connection.close(timeout=1)


@contextmanager
def reaching(url: str = "") -> Iterator[None]:
    """Turns asyncpg's many ways to fail into one sentence; faults of our own stay what they are."""
    try:
        yield
    except NO_TABLES:
        raise RegisterUnreachable(OLD_TABLES) from None
    except NO_SUCH_PLACE as error:
        raise RegisterUnreachable(
            f"PostgreSQL{_at(url)} lets nobody in ({error}): correct NCTI_DATABASE_URL."
        ) from None
    except UNREACHABLE as error:
        if not is_outage(error):
            raise
        raise RegisterUnreachable(f"The register{_at(url)} cannot be reached ({_brief(error)}): {REMEDY}") from None


async def portfolio(
    db: Database,
    *,
    state: State | None = None,
    overdue_only: bool = False,
    department: str | None = None,
    limit: int = 100,
    after: str = "",
) -> list[CentreRow]:
    """The centres by code, a page at a time: `after` is the last code of the page before."""
    return await _rows(db, CentreRow, PORTFOLIO, state, overdue_only, department, after, limit, LAPSING)


async def centre(db: Database, code: str) -> Standing | None:
    """How the centre stood when it last changed; None when the register knows no such centre."""
    found = await _fetch(db, CENTRE, code)
    return Standing.model_validate_json(str(found[0]["standing"])) if found else None


async def overdue(db: Database) -> list[OwedRow]:
    """Everything that is late, the longest first."""
    return await _rows(db, OwedRow, OVERDUE)


async def deadlines(
    db: Database,
    *,
    until: date | None = None,
    role: str | None = None,
    organisation: str | None = None,
    code: str | None = None,
) -> list[OwedRow]:
    """Everything that is due, late or not, the earliest first."""
    return await _rows(db, OwedRow, DEADLINES, until, role, organisation, code)


async def tasks(
    db: Database, *, role: str | None = None, organisation: str | None = None, overdue_only: bool = False
) -> list[OwedRow]:
    """Everything that waits for somebody, dated or not, the earliest first."""
    return await _rows(db, OwedRow, TASKS, role, organisation, overdue_only)


async def decisions(db: Database, code: str) -> list[DecisionRow]:
    """The decisions on the centre, the oldest first."""
    return await _rows(db, DecisionRow, DECISIONS, code)


async def ledger(db: Database, code: str) -> list[LedgerRow]:
    """Every change of the centre, the oldest first."""
    return await _rows(db, LedgerRow, LEDGER, code)


async def audit_trail(db: Database, code: str) -> list[AuditRow]:
    """Who did what to the centre, the oldest first."""
    return await _rows(db, AuditRow, AUDIT_TRAIL, code)


async def audit_faults(db: Database) -> list[AuditFault]:
    """The entries that are missing in the ledger or the audit, or differ from their fingerprint."""
    return await _rows(db, AuditFault, AUDIT_FAULTS)


async def outstanding_notices(db: Database, code: str | None = None) -> list[NoticeRow]:
    """The notices not delivered yet, of one centre or of all, the oldest first."""
    return await _rows(db, NoticeRow, NOTICES, code)


async def people(db: Database) -> list[PersonRow]:
    """The development directory."""
    return await _rows(db, PersonRow, PEOPLE)


async def person(db: Database, name: str) -> list[PersonRow]:
    """For whom the person may act and under which roles: one row per organisation."""
    return await _rows(db, PersonRow, PERSON, name)


async def save_people(db: Database, rows: Iterable[PersonRow]) -> None:
    """Enters people in the directory; the roles given replace those known for the same organisation."""
    with reaching():
        await db.executemany(SAVE_PERSON, [(row.person, row.organisation, list(row.roles)) for row in rows])


async def _rows(db: Database, kind: type[Row], statement: str, *values: object) -> list[Row]:
    return [kind.model_validate(dict(row)) for row in await _fetch(db, statement, *values)]


async def _fetch(db: Database, statement: str, *values: object) -> Sequence[Mapping[str, object]]:
    with reaching():
        async with asyncio.timeout(PATIENCE):
            return await db.fetch(statement, *values)


def _at(url: str) -> str:
    """Where the URL points, without its password."""
    try:
        parts = urlsplit(url)
        return f" at {parts.hostname}:{parts.port or 5432}{parts.path}" if parts.hostname else ""
    except ValueError:
        return ""


def _brief(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return (str(error).splitlines() or [type(error).__name__])[0][:160]
