"""The two kinds of value: facts, which outlive the code that wrote them, and commands, which people send."""

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """A value that outlives the code that wrote it: immutable, and tolerant of fields it lacks or no longer knows."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Command(BaseModel):
    """What a person sends: immutable, and refused when it holds a field nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
