"""The options of every command that decides, worded alike."""

from datetime import datetime
from typing import Annotated

import typer

from domain.roles import Role

Person = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who decides.")]
Organisation = Annotated[str | None, typer.Option(help="For which organisation; the directory's when left out.")]
AsRole = Annotated[Role | None, typer.Option("--role", help="Under which role; the one that may act when left out.")]
Content = Annotated[str | None, typer.Option(metavar="FILE|-", help="The content, YAML or JSON; - reads it here.")]
On = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that governs; today if left out.")]
Number = Annotated[str | None, typer.Option("--document-number", help="The document number (文号).")]
Reason = Annotated[str | None, typer.Option(help="Why.")]
DecisionId = Annotated[str | None, typer.Option(help="The decision's own id, to send the same one again.")]
