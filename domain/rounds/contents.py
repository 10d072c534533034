"""What the acts of a round carry (Arts 6.3, 16.1, 27)."""

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from domain.content import Day
from domain.evaluation.independence import Evaluator
from domain.fact import Command
from domain.texts import JsonValue, Line, Text

MOST_CENTRES = 1000

CentreCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{3,40}$")]
Codes = Annotated[tuple[CentreCode, ...], Field(max_length=MOST_CENTRES)]


def _named(value: JsonValue) -> JsonValue:
    """A field given by its bare name is a field without a code."""
    return {"name": value} if isinstance(value, str) else value


class PriorityField(Command):
    """A field of priority layout: its name and, where the list has one, its code."""

    code: Line | None = None
    name: Line


class PriorityList(Command):
    """The priority fields of the year (C.11); the number stands here or in the decision's document_number."""

    fields_: Annotated[
        tuple[Annotated[PriorityField, BeforeValidator(_named)], ...],
        Field(alias="fields", min_length=1, max_length=500),
    ]
    year: int | None = None
    document_no: Line | None = None


class Sending(Command):
    """What is sent to centres. Evaluators only in an evaluation, days only for annual reports."""

    centres: Codes = ()
    notice: Line | None = None
    centre_due: Day | None = None
    supervising_due: Day | None = None
    evaluator: Evaluator | None = None
    evaluators: dict[CentreCode, Evaluator] = Field(default_factory=dict)


class Closing(Command):
    """The end of the round; the reason may stand here or in the decision."""

    reason: Text | None = None
