"""What people read: tables and sentences on a terminal, the same as plain lines elsewhere, JSON for programs."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pydantic import BaseModel, JsonValue
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.roles import Role
from domain.states import State
from workers.logs import on_one_line

WIDE: Final = 220
BASIS: Final = {"law": "law 法定", "policy": "policy 政策", "decision": "decision 决定"}
Cell = str | Text


def console(to_errors: bool = False) -> Console:
    """A console that never reads markup in data and never wraps what a program reads."""
    made = Console(stderr=to_errors, markup=False, highlight=False, emoji=False)
    return (
        made if made.is_terminal else Console(stderr=to_errors, markup=False, highlight=False, emoji=False, width=WIDE)
    )


def say(text: Cell = "") -> None:
    """A line for people, on standard output."""
    console().print(text, soft_wrap=True)


def warn(sentence: str) -> None:
    """A line beside the answer, on standard error."""
    console(to_errors=True).print(Text(sentence, style="yellow"), soft_wrap=True)


def complain(sentence: str) -> None:
    """What went wrong, on standard error."""
    console(to_errors=True).print(Text(on_one_line(sentence), style="red"), soft_wrap=True)


def say_json(value: BaseModel | Sequence[BaseModel] | JsonValue) -> None:
    """The same for programs."""
    print_ready = json.dumps(_plain(value), ensure_ascii=False, indent=2)
    console().print(Text(print_ready), soft_wrap=True)


def table(title: str, columns: Iterable[str], rows: Iterable[Sequence[Cell]]) -> Table:
    """A table of data; cells hold no control characters."""
    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(on_one_line(cell)) for cell in row))
    return made


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], empty: str) -> None:
    """The table, or a sentence when there is nothing in it."""
    if rows:
        console().print(table(title, columns, rows))
    else:
        say(empty)


def with_zh(state: State) -> str:
    """A state with its Chinese name."""
    return f"{state.value} {state.zh}"


def role_zh(role: str | None) -> str:
    """A role with its Chinese name."""
    return f"{role} {Role(role).zh}" if role in set(Role) else role or ""


def day(value: date | None, provisional: bool = False) -> str:
    """A civil date, marked when a holiday notice may still move it."""
    return f"{value}{' provisional' if provisional else ''}" if value else "no date set"


def _plain(value: BaseModel | Sequence[BaseModel] | JsonValue) -> JsonValue:
    if isinstance(value, BaseModel):
        plain: JsonValue = value.model_dump(mode="json")
        return plain
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value  # type: ignore[return-value]
