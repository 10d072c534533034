"""A short script of decisions, such as the demo's: who decides what on which centre, and from which day."""

from datetime import date
from pathlib import Path

from pydantic import JsonValue

from domain.fact import Command
from domain.formation.launching import Code
from domain.texts import Line, Slug
from starter.documents import read_document


class Scripted(Command):
    """One decision of the script; the sample content of its action unless another is given."""

    code: Code
    action: Line
    person: Slug
    organisation: Slug
    role: Line
    on: date | None = None
    content: dict[str, JsonValue] | None = None


class Script(Command):
    """The script's file."""

    decisions: tuple[Scripted, ...]


def read_script(path: Path) -> tuple[Scripted, ...]:
    """The decisions of the file, in their order. Raises `DocumentFaults`."""
    return read_document(path, Script).decisions
