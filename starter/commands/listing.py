"""`ncti list`, `overdue`, `deadlines`, `tasks`: the portfolio and what is owed, from the register."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import typer

from domain.days.periods import shanghai_date
from domain.roles import Role
from domain.states import State
from starter.exits import run
from starter.places import Places
from starter.portfolio import everything, from_temporal
from starter.speaking import BASIS, day, role_zh, say_json, show_table, warn, with_zh
from workers import register_view as view
from workers.register_rows import CentreRow, OwedRow
from workers.register_view import RegisterUnreachable

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Department = Annotated[str | None, typer.Option(help="Only centres of this supervising department.")]
ForRole = Annotated[Role | None, typer.Option("--role", help="Only what this role owes.")]
Organisation = Annotated[str | None, typer.Option(help="Only what this organisation owes.")]
COLUMNS = ("code", "name", "state", "cycle", "waits for", "next deadline", "overdue")
OWED = ("by", "centre", "matter", "what", "who", "basis", "overdue")


def today() -> date:
    """Today in Shanghai."""
    return shanghai_date(datetime.now(UTC))


def list_centres(
    state: Annotated[State | None, typer.Option(help="Only centres in this state of the main life.")] = None,
    department: Department = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only centres with something overdue.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the portfolio: every centre, where it stands, who must act, what is overdue."""
    rows = run(portfolio_rows(Places.found(), state, department, overdue))
    if as_json:
        say_json(rows)
    else:
        show_portfolio("Portfolio", rows)


async def portfolio_rows(
    places: Places, state: State | None = None, department: str | None = None, overdue: bool = False
) -> list[CentreRow]:
    """The centres that fit; from Temporal's own attributes while the register cannot be read, and said so."""
    try:
        async with places.register() as db:
            return await everything(db, state, department, overdue)
    except RegisterUnreachable as error:
        rows = await from_temporal(await places.client())
        warn(f"Shown from Temporal, running centres only: {error}")
    wanted = (state, department, overdue or None)
    return [
        r
        for r in rows
        if all(w in (None, have) for w, have in zip(wanted, (r.state, r.department, r.overdue), strict=True))
    ]


def show_portfolio(title: str, rows: Sequence[CentreRow]) -> None:
    """The centres as a table."""
    show_table(title, COLUMNS, [_centre(row) for row in rows], "No centre fits; `ncti launch FILE` starts some.")


def _centre(row: CentreRow) -> tuple[str, ...]:
    cycle = f"{row.cycle_no} to {row.cycle_end}" if row.cycle_no else ""
    coming = f"{row.next_due} {row.next_title or ''}" if row.next_due else ""
    late = ", ".join(row.overdue_items)
    return (row.code, row.name_zh, with_zh(row.state), cycle, role_zh(row.next_role), coming, late)


def overdue(as_json: AsJson = False) -> None:
    """Show everything that is late, the longest first."""
    rows = run(_read_overdue(Places.found()))
    _owed("Overdue", rows, as_json, "Nothing is overdue.")


async def _read_overdue(places: Places) -> list[OwedRow]:
    async with places.register() as db:
        return await view.overdue(db)


def deadlines(
    within: Annotated[int | None, typer.Option(help="Only what is due within so many days.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only what is due by this day.")] = None,
    role: ForRole = None,
    organisation: Organisation = None,
    code: Annotated[str | None, typer.Option(help="Only this centre.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show what is due, the earliest first, overdue ones included."""
    last = until.date() if until else today() + timedelta(days=within) if within is not None else None
    rows = run(_read_deadlines(Places.found(), last, role, organisation, code))
    _owed("Deadlines", rows, as_json, "Nothing is due.")


async def _read_deadlines(
    places: Places, last: date | None, role: Role | None, organisation: str | None, code: str | None
) -> list[OwedRow]:
    async with places.register() as db:
        return await view.deadlines(db, until=last, role=role, organisation=organisation, code=code)


def tasks(
    role: ForRole = None,
    organisation: Organisation = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is late.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what waits for somebody, dated or not."""
    rows = run(_read_tasks(Places.found(), role, organisation, overdue))
    _owed("Tasks", rows, as_json, "Nobody is waited for.")


async def _read_tasks(places: Places, role: Role | None, organisation: str | None, overdue: bool) -> list[OwedRow]:
    async with places.register() as db:
        found = await view.tasks(db, role=role, organisation=organisation, overdue_only=overdue)
    return [row for row in found if not row.lapses]


def _owed(title: str, rows: Sequence[OwedRow], as_json: bool, empty: str) -> None:
    if as_json:
        say_json(rows)
    else:
        show_owed(title, rows, empty)


def show_owed(title: str, rows: Sequence[OwedRow], empty: str) -> None:
    """What is owed as a table."""
    show_table(title, OWED, [_row(row) for row in rows], empty)


def _row(row: OwedRow) -> tuple[str, ...]:
    what, who = f"{row.title} {row.title_zh}", role_zh(row.role)
    basis = f"{BASIS[row.basis]}, {row.article}"
    late = f"{(today() - row.due).days} days" if row.overdue and row.due else "late" if row.overdue else ""
    return (day(row.due, row.provisional), row.code, row.matter, what, who, basis, late)
