"""The one message: every human act on a centre is a `Decision`; a receipt answers it."""

import hashlib
import json
from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints, ValidationError

from domain.fact import Command, Fact
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.texts import JsonValue, Line, Slug, Text, cleaned

LARGEST = 64 * 1024

DecisionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,80}$")]


def fingerprint(value: JsonValue) -> str:
    """The SHA-256 of a JSON value in its canonical form, in hexadecimal."""
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class Author(Command):
    """Who decides: a person, for an organisation, under a role (D.1)."""

    person: Slug
    organisation: Slug
    role: Role


class Attachment(Command):
    """A document by reference; its bytes never travel with the decision."""

    name: Line
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Decision(Command):
    """A human act. `decided_on` is the Asia/Shanghai date that governs periods (G-59); today when absent."""

    decision_id: DecisionId
    matter: Annotated[str, StringConstraints(max_length=80)] | None = None
    action: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    by: Author
    decided_on: date | None = None
    document_number: Line | None = None
    reason: Text | None = None
    attachments: tuple[Attachment, ...] = Field(default=(), max_length=50)
    content: dict[str, JsonValue] = Field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A fingerprint of the whole message: the same id with another digest is another decision (G-61)."""
        return fingerprint(self.model_dump(mode="json"))[:16]


class Receipt(Fact):
    """What the decider learns: taken, in which matter, where that stands now. `recorded_at` is an instant in UTC."""

    decision_id: str
    accepted: bool = True
    matter: str
    state: str
    revision: int
    recorded_at: datetime


def read_decision(data: bytes) -> Decision:
    """The decision in a message as it arrived. Raises `Refused` (MALFORMED) naming what is wrong with its form."""
    if len(data) > LARGEST:
        raise Refused(
            Code.MALFORMED,
            f"The decision is larger than {LARGEST // 1024} KB; attach documents by hash and name.",
        )
    try:
        value = cleaned(json.loads(data))
        return Decision.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        raise Refused(Code.MALFORMED, "The decision is malformed: " + "; ".join(faults_of(error)) + ".") from None
    except (ValueError, RecursionError) as error:
        raise Refused(
            Code.MALFORMED, f"The decision is not a JSON object of the agreed form: {_short(error)}."
        ) from None


def faults_of(error: ValidationError) -> list[str]:
    """Each fault as `field: what is wrong`, in the order of the fields, never echoing the input."""
    return [
        f"{_place(fault['loc'])}: {_lower(fault['msg'])}"
        for fault in error.errors(include_input=False, include_url=False)
    ][:20]


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location)[:120] or "decision"


def _lower(message: str) -> str:
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _short(error: Exception) -> str:
    return str(error).split(": line")[0][:120] or type(error).__name__
