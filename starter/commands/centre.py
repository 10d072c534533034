"""`ncti show`, `timeline`: one centre, as it stands and through the years."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from domain.cycles import Cycle
from domain.standing import ObligationStanding, Standing
from starter.commands.listing import AsJson
from starter.deciding import standing_of
from starter.exits import run
from starter.life_page import page
from starter.places import Places
from starter.sending import NotFound
from starter.speaking import BASIS, day, role_zh, say, say_json, show_table, warn
from starter.timelines import Moment, timeline_of
from workers import register_view as view

Code = Annotated[str, typer.Argument(metavar="CODE", help="The centre's code.")]


def show(code: Code, as_json: AsJson = False) -> None:
    """Show one centre: its state, its matters, what is owed and why, what may be decided."""
    standing = run(read_standing(Places.found(), code))
    if as_json:
        say_json(standing)
        return
    _head(standing)
    _matters(standing)
    _owed(standing)
    _possible(standing)
    _notes(standing)


async def read_standing(places: Places, code: str) -> Standing:
    """How the centre stands, from itself; from the register when Temporal has forgotten its life."""
    try:
        return await standing_of(await places.client(), code)
    except NotFound as unknown:
        async with places.register() as db:
            kept = await view.centre(db, code)
        if kept is None:
            raise unknown from None
        warn("Shown from the register: the life of this centre is no longer on the server.")
        return kept


def _head(standing: Standing) -> None:
    say(Text(f"{standing.name_zh}  {standing.name_en or ''}", style="bold"))
    since = f" since {standing.since}" if standing.since else ""
    kind, state = f"{standing.kind.value} {standing.kind_zh}", f"{standing.state.value} {standing.state_zh}"
    say(f"{standing.code} · {kind} · {state}{since}")
    sequence = "in the sequence 在序列" if standing.in_sequence else "not in the sequence 不在序列"
    grade = f" · last grade {standing.grade.value} {standing.grade.zh}" if standing.grade else ""
    say(f"{sequence}{_cycle(standing.cycle)}{grade} · revision {standing.revision}")


def _cycle(cycle: Cycle | None) -> str:
    return f" · cycle {cycle.no}: {cycle.start} to {cycle.end}" if cycle else ""


def _matters(standing: Standing) -> None:
    rows = [
        (key, f"{matter['state']} {matter['state_zh']}", str(matter["since"]), "overdue" if matter["overdue"] else "")
        for key, matter in standing.matters.items()
    ]
    show_table("Matters", ("matter", "state", "since", ""), rows, "")


def _owed(standing: Standing) -> None:
    owed = [o for o in standing.obligations if o.status == "open"]
    show_table("Owed", ("by", "what", "who", "basis", "why", ""), [_obligation(o) for o in owed], "Nothing is owed.")


def _obligation(o: ObligationStanding) -> tuple[str, ...]:
    what = f"{o.title} {o.title_zh} ({o.matter})"
    basis = f"{BASIS[o.basis]}, {o.article}"
    return (day(o.due, o.provisional), what, role_zh(o.owed_by), basis, o.why, "OVERDUE" if o.overdue else "")


def _possible(standing: Standing) -> None:
    rows = [(a.action, a.title_zh, a.matter, ", ".join(map(role_zh, a.roles)), a.article) for a in standing.actions]
    show_table("May be decided now", ("action", "", "matter", "by", "under"), rows, "Nothing may be decided now.")


def _notes(standing: Standing) -> None:
    for note in (*standing.warnings, *(f"assumed: {fact}" for fact in standing.assumed)):
        say(f"· {note}")
    if standing.refusals.count:
        say(f"· {standing.refusals.count} messages refused, the last: {standing.refusals.last}")


def timeline(
    code: Code,
    html: Annotated[Path | None, typer.Option(help="Write the timeline to this HTML file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the life so far and what lies ahead; with --html as one self-contained page."""
    standing, moments = run(_read_life(Places.found(), code))
    if html:
        html.write_text(page(standing, moments), encoding="utf-8")
        say(f"Written to {html}.")
    if as_json:
        say_json(moments)
    elif not html:
        rows = [(str(m.on), "ahead" if m.ahead else "", m.what, m.who) for m in moments]
        show_table(f"{standing.name_zh} ({code})", ("day", "", "what", "who"), rows, "Nothing has happened yet.")


async def _read_life(places: Places, code: str) -> tuple[Standing, list[Moment]]:
    standing = await read_standing(places, code)
    async with places.register() as db:
        return standing, timeline_of(await view.ledger(db, code), standing)
