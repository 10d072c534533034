"""A decision as the command line words it: who decides, for whom, under which role, with what content."""

import sys
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import JsonValue, ValidationError

from domain.decisions import Author, Decision, faults_of
from domain.roles import Role
from starter.exits import Misuse, Refusal
from starter.places import Places
from starter.strict_yaml import NotYaml, read_yaml
from workers import register_view as view
from workers.register_view import RegisterUnreachable


@dataclass(frozen=True)
class Said:
    """What the options of a command say of a decision."""

    person: str
    organisation: str | None = None
    role: Role | None = None
    on: date | None = None
    document_number: str | None = None
    reason: str | None = None
    decision_id: str | None = None


async def worded(
    places: Places,
    action: str,
    said: Said,
    content: dict[str, JsonValue],
    fitting: Callable[[Sequence[Role]], Role],
    matter: str | None = None,
) -> Decision:
    """The decision. Raises `Misuse` when it is malformed, `Refusal` when nobody knows the person.

    `fitting` chooses the role under which a person acts who holds several.
    """
    author = await _author(places, said, fitting)
    facts: dict[str, object] = {
        "decision_id": said.decision_id or uuid.uuid4().hex,
        "matter": matter,
        "action": action,
        "by": author,
        "decided_on": said.on,
        "document_number": said.document_number,
        "reason": said.reason,
        "content": content,
    }
    try:
        return Decision.model_validate(facts)
    except ValidationError as error:
        raise Misuse(f"The decision is malformed: {'; '.join(faults_of(error))}.") from None


def read_content(source: str | None) -> dict[str, JsonValue]:
    """The content in the file, or on standard input for `-`; empty when none is named."""
    if source is None:
        return {}
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    try:
        value = read_yaml(text)
    except NotYaml as fault:
        raise Misuse(f"{source}: {fault}.") from None
    if not isinstance(value, dict):
        raise Misuse(f"{source}: the content must be a mapping of fields, see `ncti schema ACTION`.")
    return value


async def _author(places: Places, said: Said, fitting: Callable[[Sequence[Role]], Role]) -> Author:
    if said.organisation and said.role:
        return _named(said.person, said.organisation, said.role)
    held = [pair for pair in await _held(places, said.person) if said.organisation in (None, pair[1])]
    if not held:
        where = f" for {said.organisation}" if said.organisation else ""
        mend = "launch a file that names this person, or give --organisation and --role"
        raise Refusal(f"The directory does not know {said.person}{where}: {mend}.")
    role = said.role or fitting([role for role, _ in held])
    return _named(said.person, next((place for r, place in held if r is role), held[0][1]), role)


async def _held(places: Places, person: str) -> list[tuple[Role, str]]:
    try:
        async with places.register() as db:
            rows = await view.person(db, person)
    except RegisterUnreachable as error:
        raise RegisterUnreachable(f"{error} Or give --organisation and --role, which need no directory.") from None
    return [(Role(role), row.organisation) for row in rows for role in row.roles]


def _named(person: str, organisation: str, role: Role) -> Author:
    try:
        return Author(person=person, organisation=organisation, role=role)
    except ValidationError as error:
        raise Misuse(f"The author is malformed: {'; '.join(faults_of(error))}.") from None
