"""`ncti policy show`, `check`, `diff`: the policy profiles, and what another one would do to running centres."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer
from pydantic import JsonValue
from temporalio.client import Client

from domain.centre import Centre
from domain.fact import Fact
from domain.policies.catalogue import source_of
from domain.policies.moving import SET_BY_DECISION, Move, moved
from domain.policies.values import values_of
from domain.policy import Policy
from starter.commands.listing import AsJson, portfolio_rows
from starter.deciding import handle_of
from starter.documents import read_profile
from starter.exits import run
from starter.places import Places
from starter.profiles import found
from starter.sending import PATIENCE
from starter.speaking import say, say_json, show_table

AT_ONCE: Final = 16
VALUES: Final = ("value", "", "set by", "key", "article")
DIFFERENCES: Final = ("value", "before", "after", "key", "article")
MOVES: Final = ("centre", "matter", "obligation", "old day", "new day", "days moved")
LEFT: Final = ("centre", "matter", "obligation", "day", "not recomputed")

Name = Annotated[str, typer.Argument(metavar="PROFILE|FILE", help="A profile by name, or its file.")]
MaybeName = Annotated[str | None, typer.Argument(metavar="[PROFILE|FILE]", help="The one for new centres if left out.")]


class Described(Fact):
    """One value of a profile: where it comes from, and what another profile says instead."""

    path: str
    value: JsonValue
    other: JsonValue = None
    basis: str
    key: str
    article: str


def show(name: MaybeName = None, as_json: AsJson = False) -> None:
    """Show every value of a profile: statutory or a default of the house, its key in F.1, its article."""
    policy = run(found(Places.found(), name))
    rows = [described(path, value) for path, value in values_of(policy).items()]
    if as_json:
        say_json(rows)
    else:
        cells = [(row.path, _text(row.value), row.basis, row.key, row.article) for row in rows]
        show_table(f"Policy profile {policy.profile} 政策口径", VALUES, cells, "")


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of a profile.")], as_json: AsJson = False
) -> None:
    """Check the file of a profile: every unknown key, every value out of bounds; exit code 1 when there is a fault."""
    policy = read_profile(file)
    if as_json:
        say_json({"profile": policy.profile, "faults": []})
    else:
        say(f"{file}: the profile {policy.profile} is in order.")


def diff(
    before: Name,
    after: Name,
    centres: Annotated[
        bool, typer.Option("--centres", help="Also the open days of running centres that would move.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show which values differ; with --centres, which open days would move if the second one were adopted."""
    one, other, moves = run(_compared(Places.found(), before, after, centres))
    rows = differences(one, other)
    if as_json:
        plain: list[JsonValue] = [move.model_dump(mode="json") | {"days": move.days} for move in moves]
        say_json({"differences": [row.model_dump(mode="json") for row in rows], "centres": plain if centres else None})
        return
    cells = [(row.path, _text(row.value), _text(row.other), row.key, row.article) for row in rows]
    show_table(
        f"{one.profile} → {other.profile}",
        DIFFERENCES,
        cells,
        "The two profiles differ in nothing but perhaps their name.",
    )
    if centres:
        _tell(moves)


async def _compared(places: Places, before: str, after: str, centres: bool) -> tuple[Policy, Policy, list[Move]]:
    one, other = await found(places, before), await found(places, after)
    return one, other, await _moves(places, other) if centres else []


def described(path: str, value: JsonValue, other: JsonValue = None) -> Described:
    """The value with where it comes from."""
    source = source_of(path)
    basis, key, article = (
        (source.basis, source.key, source.article) if source else ("default of the house 默认", "", "")
    )
    return Described(path=path, value=value, other=other, basis=basis, key=key, article=article)


def differences(one: Policy, other: Policy) -> list[Described]:
    """The values that differ; the name is none of them."""
    theirs = values_of(other)
    mine = [(path, value) for path, value in values_of(one).items() if path != "profile"]
    return [described(path, value, theirs[path]) for path, value in mine if value != theirs[path]]


async def _moves(places: Places, other: Policy) -> list[Move]:
    rows, client = await portfolio_rows(places), await places.client()
    room = asyncio.Semaphore(AT_ONCE)

    async def _of(code: str) -> tuple[Move, ...]:
        async with room:
            return moved(await dossier(client, code), other)

    of_each = await asyncio.gather(*(_of(row.code) for row in rows if not row.state.final))
    return [move for moves in of_each for move in moves if move.not_recomputed != SET_BY_DECISION]


async def dossier(client: Client, code: str) -> Centre:
    """The whole value of a centre, asked of itself."""
    centre: Centre = await handle_of(client, code).query("dossier", result_type=Centre, rpc_timeout=PATIENCE)
    return centre


def _tell(moves: Sequence[Move]) -> None:
    shifted = [move for move in moves if move.after]
    cells = [(m.centre, m.matter, m.key, str(m.before), str(m.after), f"{m.days:+d}") for m in shifted]
    show_table("Open days that would move, if recomputed 将变动的期限", MOVES, cells, "No open day would move.")
    left = [(m.centre, m.matter, m.key, str(m.before), m.not_recomputed or "") for m in moves if not m.after]
    if left:
        show_table("Not recomputed 不重新计算", LEFT, left, "")
    say("What is open stays as it is unless a decision adopt_policy asks for it with recompute: true (B.0 rule 6).")


def _text(value: JsonValue) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
