"""The portfolio: all centres from the register, or from Temporal itself while the register is away."""

from datetime import date
from typing import Any

import asyncpg
from temporalio.client import Client, WorkflowExecution

from domain.days.periods import shanghai_date
from domain.states import State
from starter.links import CENTRES
from workers.register_rows import CentreRow
from workers.register_view import portfolio

PAGE = 500


async def everything(
    db: asyncpg.Connection, state: State | None = None, department: str | None = None, overdue_only: bool = False
) -> list[CentreRow]:
    """All centres that fit, page by page, by code."""
    found: list[CentreRow] = []
    while True:
        after = found[-1].code if found else ""
        page = await portfolio(
            db, state=state, department=department, overdue_only=overdue_only, limit=PAGE, after=after
        )
        found += page
        if len(page) < PAGE:
            return found


async def from_temporal(client: Client) -> list[CentreRow]:
    """The running centres as their search attributes show them; for when the register cannot be read."""
    rows = [_row(execution) async for execution in client.list_workflows(CENTRES)]
    return sorted(rows, key=lambda row: row.code)


def _row(execution: WorkflowExecution) -> CentreRow:
    seen: dict[str, Any] = {pair.key.name: pair.value for pair in execution.typed_search_attributes}
    return CentreRow(
        code=seen.get("CentreCode", execution.id.partition("/")[2]),
        name_zh=seen.get("CentreName", ""),
        name_en=None,
        kind=seen.get("CentreKind", ""),
        route="",
        state=State(seen.get("LifecycleState", State.PROSPECTIVE)),
        since=None,
        in_sequence=bool(seen.get("InSequence")),
        revision=0,
        cycle_no=seen.get("CycleNo"),
        cycle_start=None,
        cycle_end=_day(seen.get("CycleEnd")),
        grade=seen.get("Grade"),
        department=seen.get("SupervisingDepartment"),
        overdue=bool(seen.get("Overdue")),
        overdue_items=tuple(seen.get("OverdueItems", ())),
        evaluation_overdue=False,
        recorded_at=execution.start_time,
        next_due=_day(seen.get("NextDeadline")),
        next_title=None,
        next_role=next(iter(seen.get("WaitingFor", ())), None),
    )


def _day(end: Any) -> date | None:
    return date.fromordinal(shanghai_date(end).toordinal() - 1) if end else None
