"""`ncti launch`: starts every centre of the files; one bad entry starts none."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import asyncpg
import typer

from domain.days.periods import shanghai_date
from domain.formation.launching import Person
from starter.documents import DocumentFaults
from starter.exits import run
from starter.launch_checks import Placed, crowded, faults_beside, names_taken, read_launch_files, rivals_known
from starter.launching import Launched, Outcome, launch
from starter.places import Places
from starter.portfolio import everything
from starter.profiles import brought_into_use
from starter.speaking import say, say_json, warn
from workers.register_rows import PersonRow
from workers.register_view import RegisterUnreachable, save_people

EXAMPLE: Final = "Example:  ncti launch examples/centres.yaml"
SAID: Final = {
    Outcome.STARTED: "started",
    Outcome.RUNNING: "runs already; left alone",
    Outcome.ENDED: "has ended; a code is used once, for ever: give a new centre a new code",
    Outcome.KNOWN: "is in the register but not on this server; a code is used once, for ever: take a new one",
}


def launch_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Launch files (YAML or JSON).")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Start every centre of the files; all are checked first, and one bad entry starts none."""
    people, placed = read_launch_files(files)
    launched = run(start_all(Places.found(), people, placed))
    if as_json:
        say_json({"people": len(people), "centres": [one.model_dump(mode="json") for one in launched]})
    else:
        tell(launched)


def tell(launched: Sequence[Launched]) -> None:
    """Says of each centre what became of it."""
    for one in launched:
        say(f"{one.code} {one.name_zh}: {SAID[one.outcome]}")
    started = sum(one.outcome is Outcome.STARTED for one in launched)
    say(f"{started} started, {len(launched) - started} left alone.")


async def start_all(places: Places, people: Sequence[Person], placed: Sequence[Placed]) -> list[Launched]:
    """Starts the centres and enters the people in the directory; without a database the centres still start."""
    policy, today = places.policy(), shanghai_date(datetime.now(UTC))
    client = await places.client()
    known: frozenset[str] = frozenset()
    try:
        async with places.register() as db:
            known = await _known(db, placed)
            await brought_into_use(db, policy)
            await save_people(db, [_row(person) for person in people])
    except RegisterUnreachable as error:
        warn(f"The people were not entered in the directory (launch again later): {error}")
    return await launch(client, [p.entry for p in placed], today, policy, known)


def _row(person: Person) -> PersonRow:
    return PersonRow(person=person.person, organisation=person.organisation, roles=tuple(person.roles))


async def _known(db: asyncpg.Connection, placed: Sequence[Placed]) -> frozenset[str]:
    """The codes that have a life already. Raises `DocumentFaults` for a rival or a name that is taken."""
    rows = await everything(db)
    rivals = await rivals_known(db, rows)
    if faults := [*faults_beside(placed, rivals), *names_taken(placed, rows)]:
        raise DocumentFaults(faults)
    for sentence in crowded(placed, rivals):
        warn(sentence)
    return frozenset(row.code for row in rows)
