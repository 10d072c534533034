"""`ncti archive`: the whole record of one centre in a folder that can be read without this software."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue

from starter.archive.folder import MANIFEST, files_of, refuse_unless_empty, written
from starter.archive.record import Record, gathered
from starter.commands.centre import Code
from starter.commands.listing import AsJson
from starter.exits import run
from starter.places import Places
from starter.speaking import say, say_json, warn


def archive(
    code: Code,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder, empty or not there yet; archive-CODE if left out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the whole record of one centre, running or ended, into a folder with a manifest of hashes."""
    folder = to or Path(f"archive-{code}")
    refuse_unless_empty(folder)
    record = run(gathered(Places.found(), code))
    contents = files_of(record)
    written(folder, contents)
    if as_json:
        names: list[JsonValue] = [*sorted([*contents, MANIFEST])]
        missing: list[JsonValue] = [*record.missing]
        revision = record.standing.revision
        say_json({"folder": str(folder), "revision": revision, "files": names, "missing": missing})
    else:
        _tell(folder, record, len(contents))


def _tell(folder: Path, record: Record, files: int) -> None:
    for missing in record.missing:
        warn(f"Not in the archive: {missing}")
    decided, revision = len(record.decisions), record.standing.revision
    say(f"{folder}: {files} files and {MANIFEST}, {decided} decisions, revision {revision}.")
    say(f"Check it with `cd {folder} && sha256sum --strict --check {MANIFEST}`.")
