"""`ncti round show`, `ncti round list`: where a round stands with every centre, and all rounds at a glance."""

from collections.abc import Sequence
from typing import Annotated, Final

import typer
from rich.text import Text

from domain.rounds.standing import RoundStanding
from domain.rounds.states import Outcome, RoundKind
from starter.commands.listing import AsJson
from starter.deciding_rounds import known_rounds, round_standing
from starter.exits import run
from starter.foreseeing import Foreseen, tally
from starter.places import Places
from starter.speaking import day, role_zh, say, say_json, show_table

OUTCOMES: Final = ("centre", "outcome", "at", "code", "why")
WOULD: Final = ("centre", "name", "state", "would be", "code", "why")
ROUNDS: Final = ("round", "", "state", "since", "centres", "not done", "overdue")

Kind = Annotated[RoundKind, typer.Argument(metavar="KIND", help="priority-list, annual-report or evaluation.")]
Year = Annotated[int, typer.Argument(metavar="YEAR", min=1949, max=2199, help="The year it is about.")]


def show(kind: Kind, year: Year, as_json: AsJson = False) -> None:
    """Show one round: its state, the outcome at every centre, what is owed, what may be decided."""
    standing = run(_read(kind, year))
    if as_json:
        say_json(standing)
    else:
        tell_round(standing)


async def _read(kind: RoundKind, year: int) -> RoundStanding:
    return await round_standing(await Places.found().client(), kind, year)


def list_rounds(as_json: AsJson = False) -> None:
    """Show every round: its state, how many centres are done, what is not done, what is overdue."""
    rounds = run(_read_all())
    if as_json:
        say_json(rounds)
    else:
        show_table("Rounds 科技部年度工作", ROUNDS, [_row(one) for one in rounds], "There is no round yet.")


async def _read_all() -> list[RoundStanding]:
    return await known_rounds(await Places.found().client())


def _row(one: RoundStanding) -> tuple[str, ...]:
    done = one.counts[Outcome.TAKEN] + one.counts[Outcome.ALREADY]
    left = len(one.members) - done
    state = f"{one.state} {one.state_zh}"
    return (
        one.code,
        one.name_zh,
        state,
        str(one.since or ""),
        str(len(one.members)),
        str(left),
        ", ".join(one.overdue),
    )


def tell_round(standing: RoundStanding) -> None:
    """The round for people."""
    say(Text(f"{standing.name_zh} ({standing.code})", style="bold"))
    notice = f" · notice {standing.notice}" if standing.notice else ""
    since = f" since {standing.since}" if standing.since else ""
    say(f"{standing.state.value} {standing.state_zh}{since}{notice} · revision {standing.revision}")
    _tell_list(standing)
    tell_outcomes(standing)
    _tell_owed(standing)
    rows = [(a.action, a.title_zh, ", ".join(map(role_zh, a.roles)), a.article) for a in standing.actions]
    show_table("May be decided now", ("action", "", "by", "under"), rows, "Nothing may be decided now.")
    for left in standing.undone:
        say(f"· left undone: {left}")


def _tell_list(standing: RoundStanding) -> None:
    if standing.published_on:
        names = "; ".join(str(field["name"]) for field in standing.fields)
        say(f"Priority fields ({standing.document_number}, {standing.published_on}): {names}")


def _tell_owed(standing: RoundStanding) -> None:
    owed = [o for o in standing.obligations if o.status == "open"]
    rows = [(day(o.due, o.provisional), f"{o.title} {o.title_zh}", role_zh(o.owed_by), o.article, o.why) for o in owed]
    if rows:
        show_table("Owed", ("by", "what", "who", "under", "why"), rows, "")


def tell_outcomes(standing: RoundStanding) -> None:
    """The outcome at every centre, those who need somebody first."""
    order = (Outcome.REFUSED, Outcome.UNREACHABLE, Outcome.PENDING, Outcome.ALREADY, Outcome.TAKEN)
    members = sorted(standing.members.items(), key=lambda item: order.index(item[1].status))
    rows = [
        (code, f"{m.status.value} {m.status_zh}", (m.at or "")[:16], m.code or "", m.sentence or "")
        for code, m in members
    ]
    if rows:
        show_table("Centres", OUTCOMES, rows, "")


def tell_foreseen(rows: Sequence[Foreseen]) -> None:
    """What a round would meet."""
    cells = [
        (r.code, r.name_zh, r.state, f"{r.status.value} {r.status.zh}", r.why or "", r.sentence or "") for r in rows
    ]
    show_table("Dry run: nothing is changed 试运行", WOULD, cells, "The round calls no centre.")
    say(f"Would be: {tally(rows)}.")
