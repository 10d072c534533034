"""`ncti rehearse`: a dated script on a private time-skipping server, line by line."""

from pathlib import Path
from typing import Annotated

import typer

from starter.commands.listing import AsJson
from starter.exits import run
from starter.rehearsal.report import show
from starter.rehearsal.runner import rehearse as play
from starter.speaking import console, say_json


def rehearse(
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO.yaml", help="The scenario file.")],
    as_json: AsJson = False,
) -> None:
    """Run a dated script of decisions and expectations on a private server and report what held."""
    report = run(play(scenario))
    if as_json:
        say_json(report)
    else:
        show(report, console())
    if not report.held:
        raise typer.Exit(1)
