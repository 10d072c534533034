"""`ncti up`, `down`, `worker`: the embedded stack in this folder, and a worker on the profile's server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date

import typer
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from starter.commands.listing import today
from starter.embedded.events import OnProgress, Progress, Step
from starter.embedded.stack import cancelled_by_signals, embedded_stack
from starter.embedded.state import STATE_FOLDER, Stack, stop
from starter.exits import Refusal
from starter.links import filtered_links
from starter.places import Places
from starter.profiles import checked_for_use
from starter.speaking import console, say
from workers.connection import connect
from workers.migrations import apply
from workers.process import main as work
from workers.search_attributes import register

WORDS = {
    Step.POSTGRESQL: "PostgreSQL 数据库",
    Step.TEMPORAL: "Temporal server and Web UI 工作流服务",
    Step.WORKER: "worker 工作进程",
}


@contextmanager
def shown_progress() -> Iterator[OnProgress]:
    """Progress on a terminal; plain lines elsewhere."""
    out = console(to_errors=True)
    if not out.is_terminal:
        yield lambda step, state: out.print(f"{WORDS[step]}: {state}")
        return
    with Bar(
        SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=out, transient=True
    ) as bar:
        tasks = {step: bar.add_task(f"{words}: waiting", total=1) for step, words in WORDS.items()}
        yield lambda step, state: bar.update(
            tasks[step], description=f"{WORDS[step]}: {state}", completed=int(state is Progress.READY)
        )


@asynccontextmanager
async def running_stack() -> AsyncIterator[Stack]:
    """The embedded stack, its tables and search attributes in place, until the block ends."""
    with shown_progress() as told:
        stack = embedded_stack(STATE_FOLDER, on_progress=told)
        started = await stack.__aenter__()
    try:
        await apply(started.database_url)
        await register(await connect(started.temporal_address))
        yield started
    finally:
        await stack.__aexit__(None, None, None)


def up() -> None:
    """Run the embedded stack in the foreground until Ctrl-C: PostgreSQL, Temporal with its Web UI, a worker."""

    async def _stay() -> None:
        with cancelled_by_signals():
            async with running_stack() as stack:
                tell_addresses(stack)
                tell_links(stack, today())
                say("\nCtrl-C ends it; the state stays under .ncti/.")
                await asyncio.Event().wait()

    ended_quietly(_stay())


def ended_quietly(stay: "asyncio._CoroutineLike[None]") -> None:
    """Run until told to end; Ctrl-C is the ordinary end."""
    try:
        asyncio.run(stay)  # type: ignore[arg-type]
    except asyncio.CancelledError:
        say("Ended.")


def tell_addresses(stack: Stack) -> None:
    """Where everything answers, one a line, as other programs read it."""
    say(f"TEMPORAL_ADDRESS={stack.temporal_address}")
    say(f"NCTI_DATABASE_URL={stack.database_url}")
    say(stack.ui_address)


def tell_links(stack: Stack, day: date) -> None:
    """Ready-made views of the Web UI."""
    for label, url in filtered_links(stack.ui_address, today=day):
        say(f"  {label}: {url}")


def down() -> None:
    """Stop the embedded stack of this folder."""
    if not asyncio.run(stop(STATE_FOLDER)):
        raise Refusal("No stack runs in this folder; `ncti up` starts one.")
    say("Stopped.")


def worker() -> None:
    """Run a worker on the profile's server until Ctrl-C."""
    places = Places.found()
    asyncio.run(checked_for_use(places, places.policy()))
    code = work(places.address, places.database_url)
    if code:
        raise typer.Exit(code)
