"""A scenario file: a dated script of decisions and expectations (public contract)."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, JsonValue, StringConstraints, model_validator

from domain.days.zone import SHANGHAI
from domain.decisions import Attachment
from domain.fact import Command
from domain.formation.launching import LaunchEntry, Person
from domain.refusals import Code
from domain.roles import Role
from domain.texts import Line, Slug, Text

NINE: Final = time(9)
ACCEPTED: Final = "accepted"
EARLIEST: Final = 1949
LATEST: Final = 2199

Matter = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Action = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class Step(Command):
    """One line of the script: a decision with what it should meet, or an expectation of a matter, or both."""

    at: date | datetime
    on: Matter = "centre"
    do: Action | None = None
    as_: Annotated[Slug | None, Field(alias="as")] = None
    role: Role | None = None
    content: dict[str, JsonValue] = Field(default_factory=dict)
    reason: Text | None = None
    document_number: Line | None = None
    decided_on: date | None = None
    attachments: tuple[Attachment, ...] = ()
    expect: str | dict[str, JsonValue] = ACCEPTED

    @model_validator(mode="after")
    def _makes_sense(self) -> "Step":
        if not EARLIEST <= self.instant.year <= LATEST:
            raise ValueError(f"at: {self.at} cannot be right; write a day from {EARLIEST} to {LATEST}")
        if self.do and not self.as_:
            raise ValueError("as: say which person decides")
        if isinstance(self.expect, str) and self.expect not in (ACCEPTED, *Code):
            raise ValueError(f"expect: {self.expect} is neither accepted nor a refusal code ({', '.join(Code)})")
        if not self.do and isinstance(self.expect, str):
            raise ValueError("expect: a step without do expects fields of its matter, such as {state: OPERATING}")
        return self

    @property
    def instant(self) -> datetime:
        """When the step is taken: nine o'clock in Shanghai unless it names a time."""
        if isinstance(self.at, datetime):
            return self.at if self.at.tzinfo else self.at.replace(tzinfo=SHANGHAI)
        return datetime.combine(self.at, NINE, SHANGHAI)


class Scenario(Command):
    """The whole script of one centre's life."""

    scenario: Line
    shift_years: Annotated[int, Field(ge=0, le=140)] = 0
    calendar: Literal["fixed", "projected"] = "projected"
    policy: Path | None = None
    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    centre: LaunchEntry
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _in_order(self) -> "Scenario":
        for n, (a, b) in enumerate(zip(self.steps, self.steps[1:], strict=False), start=1):
            if b.instant < a.instant:
                raise ValueError(f"steps.{n}.at: its time ({b.at}) lies before that of the step before ({a.at})")
        return self
