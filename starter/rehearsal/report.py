"""What a rehearsal found, for people and for programs."""

from pydantic import BaseModel
from rich.console import Console
from rich.text import Text


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


class RehearsalReport(BaseModel):
    """The whole run."""

    scenario: str
    held: bool
    steps: tuple[StepReport, ...]
    seconds: float


def show(report: RehearsalReport, console: Console) -> None:
    """Print the report line by line."""
    for step in report.steps:
        console.print(_line(step))
        for fault in step.faults:
            console.print(Text(f"       {fault}", style="red"))
    count = sum(step.held for step in report.steps)
    verdict = (
        "every expectation held"
        if report.held
        else f"{len(report.steps) - count} of {len(report.steps)} steps did not hold"
    )
    console.print(Text(f"{report.scenario}: {verdict} ({report.seconds} s)", style="bold"))


def _line(step: StepReport) -> Text:
    mark, style = ("held", "green") if step.held else ("FAILED", "bold red")
    what = f"{step.do} as {step.by}" if step.do else "stands"
    line = Text(f"{step.number:>3} ")
    line.append(f"{mark:<6} ", style=style)
    line.append(f"{step.at} {step.on}: {what} -> {step.expected}")
    return line
