"""What a rehearsal found, for people and for programs."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel
from rich.console import Console
from rich.text import Text

from domain.entries import Entry


class StepReport(BaseModel):
    """One step: what was expected, and what did not hold."""

    number: int
    at: str
    on: str
    do: str | None
    by: str | None
    expected: str
    held: bool
    faults: tuple[str, ...] = ()


class LedgerLine(BaseModel):
    """One change as the register would have kept it."""

    revision: int
    recorded_at: datetime
    because: str
    matter: str
    state: str

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The line of an entry."""
        return cls.model_validate(entry.model_dump(include=set(cls.model_fields)))


class RehearsalReport(BaseModel):
    """The whole run, in the script's own years."""

    scenario: str
    held: bool
    steps: tuple[StepReport, ...]
    ledger: tuple[LedgerLine, ...] = ()
    seconds: float


def show(report: RehearsalReport, console: Console) -> None:
    """Print the report line by line."""
    for step in report.steps:
        console.print(_line(step), soft_wrap=True)
        for fault in step.faults:
            console.print(Text(f"           {fault}", style="red"), soft_wrap=True)
    console.print(Text(f"{report.scenario}: {_verdict(report)} ({report.seconds} s)", style="bold"), soft_wrap=True)


def _verdict(report: RehearsalReport) -> str:
    failed = sum(not step.held for step in report.steps)
    return f"{failed} of {len(report.steps)} steps did not hold" if failed else "every expectation held"


def _line(step: StepReport) -> Text:
    mark, style = ("held", "green") if step.held else ("FAILED", "bold red")
    what = f"{step.do} as {step.by}" if step.do else "stands"
    line = Text(f"{step.number:>3} ")
    line.append(f"{mark:<6} ", style=style)
    line.append(f"{step.at} {step.on}: {what} -> {step.expected}")
    return line
