"""`ncti demo`: the embedded stack with the example centres, a few decisions, the portfolio on the screen."""

import asyncio
import time
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from domain.decisions import Author, Decision
from domain.refusals import Refused
from domain.roles import Role
from domain.samples import sample_content
from starter.commands.launch import start_all
from starter.commands.listing import show_owed, show_portfolio, today
from starter.commands.stack import ended_quietly, running_stack, tell_addresses, tell_links
from starter.deciding import send
from starter.embedded.stack import cancelled_by_signals
from starter.embedded.state import Stack
from starter.exits import Refusal
from starter.launch_checks import read_launch_files
from starter.places import Places
from starter.portfolio import everything
from starter.script import Scripted, read_script
from starter.speaking import say, warn
from workers import register_view as view

CENTRES: Final = Path("examples/centres.yaml")
SCRIPT: Final = Path("examples/demo.yaml")
SHOWN: Final = 8
PATIENCE: Final = 30.0


def demo(
    exit_: Annotated[bool, typer.Option("--exit", help="End by itself once the portfolio stands.")] = False,
) -> None:
    """Start everything here, bring in the example centres, make a few decisions, show the portfolio."""

    async def _play() -> None:
        with cancelled_by_signals():
            async with running_stack() as stack:
                await _set_the_scene(stack)
                if not exit_:
                    say("\nCtrl-C ends it; a second `make demo` carries on, `make clean-state` begins anew.")
                    await asyncio.Event().wait()

    ended_quietly(_play())


async def _set_the_scene(stack: Stack) -> None:
    places = Places(stack, stack.database_url)
    people, placed = read_launch_files([CENTRES])
    launched = await start_all(places, people, placed)
    await _decisions(places)
    await _recorded(places, {one.code for one in launched})
    await _tell(places, stack)


async def _decisions(places: Places) -> None:
    client = await places.client()
    for line in read_script(SCRIPT):
        try:
            await send(client, line.code, _decision(line))
        except Refused as refused:
            warn(f"{line.code}: {line.action} was refused: {refused}")


def _decision(line: Scripted) -> Decision:
    return Decision(
        decision_id=f"demo-{line.code}-{line.action}",
        action=line.action,
        by=Author(person=line.person, organisation=line.organisation, role=Role(line.role)),
        decided_on=line.on,
        content=sample_content(line.action) if line.content is None else line.content,
    )


async def _recorded(places: Places, codes: set[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        async with places.register() as db:
            if codes <= {row.code for row in await everything(db)}:
                return
        await asyncio.sleep(0.1)
    raise Refusal("The register has not taken all centres yet; see .ncti/worker.log for the reason.")


async def _tell(places: Places, stack: Stack) -> None:
    async with places.register() as db:
        centres, late = await everything(db), await view.overdue(db)
        coming = [row for row in await view.deadlines(db) if not row.overdue and not row.lapses]
        waiting = await view.tasks(db)
    say()
    show_portfolio(f"{len(centres)} centres 创新中心", centres)
    say()
    show_owed("What is overdue 已逾期", late, "Nothing is overdue.")
    show_owed("What is due next 近期到期", coming[:SHOWN], "Nothing is due.")
    show_owed("Who must act, without a day 待办", [row for row in waiting if row.due is None][:SHOWN], "Nobody.")
    say()
    tell_addresses(stack)
    say(Text("\nLook at the centres in the Web UI:", style="bold"))
    tell_links(stack, today())
    say(Text("\nDecide something and see the centre move (in another terminal, in this folder):", style="bold"))
    say("  .venv/bin/ncti decide smart-sensing accept_for_cultivation --as li.na")
    say("  .venv/bin/ncti show smart-sensing")
