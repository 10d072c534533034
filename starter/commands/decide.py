"""`ncti decide`: one decision, and where the centre stands then."""

import sys
import uuid
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue, ValidationError
from rich.text import Text

from domain.decisions import Author, Decision, Receipt, faults_of
from domain.roles import Role
from domain.standing import Standing
from starter.commands.listing import AsJson
from starter.deciding import role_for, send, standing_of
from starter.exits import Misuse, Refusal, run
from starter.places import Places
from starter.profiles import adopted_profile, name_kept
from starter.speaking import day, role_zh, say, say_json
from starter.strict_yaml import NotYaml, read_yaml
from workers import register_view as view
from workers.register_rows import PersonRow
from workers.register_view import RegisterUnreachable


def decide(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The centre's code.")],
    action: Annotated[str, typer.Argument(metavar="ACTION", help="The act, such as accept_for_cultivation.")],
    person: Annotated[str, typer.Option("--as", metavar="PERSON", help="Who decides.")],
    matter: Annotated[str | None, typer.Option(help="The matter; found by itself when there is only one.")] = None,
    organisation: Annotated[
        str | None, typer.Option(help="For which organisation; the directory's when left out.")
    ] = None,
    role: Annotated[Role | None, typer.Option(help="Under which role; the one that may act when left out.")] = None,
    content: Annotated[
        str | None, typer.Option(metavar="FILE|-", help="The content, YAML or JSON; - reads it here.")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day that governs; today when left out.")
    ] = None,
    document_number: Annotated[str | None, typer.Option(help="The document number (文号).")] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    decision_id: Annotated[str | None, typer.Option(help="The decision's own id, to send the same one again.")] = None,
    as_json: AsJson = False,
) -> None:
    """Send one decision to a centre and show where it stands then."""
    carried = _content(content)

    async def _decided() -> tuple[Receipt, Standing]:
        places = Places.found()
        author = await _author(places, person, organisation, role, action, matter)
        facts: dict[str, object] = {
            "decision_id": decision_id or uuid.uuid4().hex,
            "matter": matter,
            "action": action,
            "by": author,
            "decided_on": on.date() if on else None,
            "document_number": document_number,
            "reason": reason,
            "content": carried,
        }
        client = await places.client()
        async with name_kept(places, adopted_profile(action, carried)):
            return await send(client, code, _decision(facts)), await standing_of(client, code)

    receipt, standing = run(_decided())
    if as_json:
        say_json(receipt)
    else:
        _tell(receipt, standing)


def _decision(facts: dict[str, object]) -> Decision:
    try:
        return Decision.model_validate(facts)
    except ValidationError as error:
        raise Misuse(f"The decision is malformed: {'; '.join(faults_of(error))}.") from None


def _content(source: str | None) -> dict[str, JsonValue]:
    if source is None:
        return {}
    text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    try:
        value = read_yaml(text)
    except NotYaml as fault:
        raise Misuse(f"{source}: {fault}.") from None
    if not isinstance(value, dict):
        raise Misuse(f"{source}: the content must be a mapping of fields; see `ncti schema ACTION`.")
    return value


async def _author(
    places: Places, person: str, organisation: str | None, role: Role | None, action: str, matter: str | None
) -> Author:
    if organisation and role:
        return _named(person, organisation, role)
    rows = [row for row in await _directory(places, person) if organisation in (None, row.organisation)]
    if not rows:
        where = f" for {organisation}" if organisation else ""
        mend = "launch a file that names this person, or give --organisation and --role"
        raise Refusal(f"The directory does not know {person}{where}: {mend}.")
    held = [(Role(held), row.organisation) for row in rows for held in row.roles]
    best = role or role_for(action, matter, [held_role for held_role, _ in held])
    return _named(person, next((o for r, o in held if r is best), rows[0].organisation), best)


def _named(person: str, organisation: str, role: Role) -> Author:
    try:
        return Author(person=person, organisation=organisation, role=role)
    except ValidationError as error:
        raise Misuse(f"The author is malformed: {'; '.join(faults_of(error))}.") from None


async def _directory(places: Places, person: str) -> list[PersonRow]:
    try:
        async with places.register() as db:
            return await view.person(db, person)
    except RegisterUnreachable as error:
        raise RegisterUnreachable(f"{error} Or give --organisation and --role, which need no directory.") from None


def _tell(receipt: Receipt, standing: Standing) -> None:
    zh = standing.matters[receipt.matter]["state_zh"] if receipt.matter in standing.matters else standing.state_zh
    say(Text(f"Accepted. {receipt.matter} is now {receipt.state} {zh} (revision {receipt.revision}).", style="bold"))
    for o in [o for o in standing.obligations if o.status == "open"][:8]:
        say(f"  {role_zh(o.owed_by)}: {o.title} {o.title_zh} ({o.matter}), {day(o.due, o.provisional)}")
