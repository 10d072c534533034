"""What the register tells of integrity cases: how each stands, never who reported."""

from datetime import date, datetime
from typing import Final

import asyncpg
from pydantic import Json

from domain.fact import Fact
from domain.integrity.standing import CaseStanding
from workers.register_view import reaching

CASES: Final = """
select code, state, state_zh, since, subject_type, centre, finding, overdue, revision, recorded_at,
    standing::text as standing
from cases where ($1::text is null or state = $1) and (not $2::boolean or overdue) order by code
"""
CASE: Final = "select standing::text as standing from cases where code = $1"


class CaseRow(Fact):
    """One case at a glance."""

    code: str
    state: str
    state_zh: str
    since: date | None
    subject_type: str | None
    centre: str | None
    finding: str | None
    overdue: bool
    revision: int
    recorded_at: datetime
    standing: Json[CaseStanding]


async def cases(db: asyncpg.Connection, state: str | None = None, overdue_only: bool = False) -> list[CaseRow]:
    """The cases that fit, by code, as they stood when they last changed."""
    with reaching():
        return [CaseRow.model_validate(dict(row)) for row in await db.fetch(CASES, state, overdue_only)]


async def case(db: asyncpg.Connection, code: str) -> CaseStanding | None:
    """How the case stood when it last changed; None when the register knows no such case."""
    with reaching():
        found = await db.fetchval(CASE, code)
    return CaseStanding.model_validate_json(found) if found else None
