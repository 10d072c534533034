"""`ncti decide`: one decision, and where the centre stands then."""

from typing import Annotated

import typer
from rich.text import Text

from domain.decisions import Receipt
from domain.standing import Standing
from starter.commands.listing import AsJson
from starter.commands.options import AsRole, Content, DecisionId, Number, On, Organisation, Person, Reason
from starter.deciding import role_for, send, standing_of
from starter.exits import run
from starter.places import Places
from starter.profiles import adopted_profile, name_kept
from starter.speaking import day, role_zh, say, say_json
from starter.wording import Said, read_content, worded


def decide(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The centre's code.")],
    action: Annotated[str, typer.Argument(metavar="ACTION", help="The act, such as accept_for_cultivation.")],
    person: Person,
    matter: Annotated[str | None, typer.Option(help="The matter; found by itself when there is only one.")] = None,
    organisation: Organisation = None,
    role: AsRole = None,
    content: Content = None,
    on: On = None,
    document_number: Number = None,
    reason: Reason = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Send one decision to a centre and show where it stands then."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, reason, decision_id)
    receipt, standing = run(_decided(code, action, matter, said, content))
    if as_json:
        say_json(receipt)
    else:
        _tell(receipt, standing)


async def _decided(
    code: str, action: str, matter: str | None, said: Said, content: str | None
) -> tuple[Receipt, Standing]:
    places, carried = Places.found(), read_content(content)
    decision = await worded(places, action, said, carried, lambda held: role_for(action, matter, held), matter)
    client = await places.client()
    async with name_kept(places, adopted_profile(action, carried)):
        return await send(client, code, decision), await standing_of(client, code)


def _tell(receipt: Receipt, standing: Standing) -> None:
    zh = standing.matters[receipt.matter]["state_zh"] if receipt.matter in standing.matters else standing.state_zh
    say(Text(f"Accepted. {receipt.matter} is now {receipt.state} {zh} (revision {receipt.revision}).", style="bold"))
    for o in [o for o in standing.obligations if o.status == "open"][:8]:
        say(f"  {role_zh(o.owed_by)}: {o.title} {o.title_zh} ({o.matter}), {day(o.due, o.provisional)}")
