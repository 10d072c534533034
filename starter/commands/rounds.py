"""`ncti round prepare`, `open`, `add`, `retry`, `close`, `publish`: MOST's rounds (Arts 6.3, 16.1)."""

import asyncio
from typing import Annotated, Final

import typer
from pydantic import JsonValue
from rich.text import Text
from temporalio.client import Client, WorkflowExecution

from domain.decisions import Decision, Receipt
from domain.refusals import Code, Refused
from domain.rounds.book import RoundBook
from domain.rounds.standing import RoundStanding
from domain.rounds.states import Outcome, RoundKind, RoundState
from starter.commands.listing import AsJson, portfolio_rows
from starter.commands.options import AsRole, Content, DecisionId, Number, On, Organisation, Person, Reason
from starter.commands.round_views import Kind, Year, tell_foreseen, tell_outcomes
from starter.deciding_rounds import prepare_round, round_role_for, round_standing, send_to_round, would_be_taken
from starter.exits import Misuse, run
from starter.foreseeing import Foreseen, foreseen
from starter.links import CENTRES
from starter.places import Places
from starter.sending import NotFound
from starter.speaking import say, say_json
from starter.wording import Said, read_content, worded

OPENING: Final = "open_round"
MOMENTS: Final = 40
A_MOMENT: Final = 0.25

Centres = Annotated[str | None, typer.Option(metavar="A,B", help="The centres, by their codes.")]
Everybody = Annotated[bool, typer.Option("--all", help="Every centre in the sequence.")]
Query = Annotated[str | None, typer.Option(help="The running centres that this query of the Web UI finds.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what each centre would answer; change nothing.")]


def prepare(kind: Kind, year: Year, as_json: AsJson = False) -> None:
    """Begin a round before anything is decided on it; the list of priority fields is then asked for by 1 March."""

    async def _prepared() -> tuple[bool, RoundStanding]:
        client = await Places.found().client()
        return await prepare_round(client, kind, year), await round_standing(client, kind, year)

    fresh, standing = run(_prepared())
    if as_json:
        say_json(standing)
    else:
        say(f"{standing.code} {standing.name_zh}: {'prepared' if fresh else 'is there already; left alone'}.")


def open_round(
    kind: Kind,
    year: Year,
    person: Person,
    content: Content = None,
    centres: Centres = None,
    everybody: Everybody = False,
    query: Query = None,
    dry_run: DryRun = False,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    document_number: Number = None,
    reason: Reason = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Open a round and call its centres; with --dry-run say what each would answer, and change nothing."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, reason, decision_id)
    places, carried = Places.found(), read_content(content)

    async def _decision(client: Client) -> Decision:
        called = await _called(places, client, centres, everybody, query)
        return await worded(
            places, "open_round", said, {**carried, **called}, lambda held: round_role_for("open_round", held)
        )

    async def _foreseen() -> list[Foreseen]:
        client = await places.client()
        book = await _unopened(client, kind, year)
        return await foreseen(client, would_be_taken(book, await _decision(client)))

    async def _opened() -> tuple[Receipt, RoundStanding]:
        client = await places.client()
        return await _sent(client, kind, year, await _decision(client), as_json)

    if not dry_run:
        _tell(*run(_opened()), as_json)
    elif as_json:
        say_json(run(_foreseen()))
    else:
        tell_foreseen(run(_foreseen()))


def add(
    kind: Kind,
    year: Year,
    person: Person,
    content: Content = None,
    centres: Centres = None,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    document_number: Number = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Call further centres in an open round."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, None, decision_id)
    _decide(kind, year, "add_centres", said, {**read_content(content), **_codes(centres)}, as_json)


def retry(
    kind: Kind,
    year: Year,
    person: Person,
    content: Content = None,
    centres: Centres = None,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    document_number: Number = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Call again the centres that refused or were not reached: all of them, or those named."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, None, decision_id)
    _decide(kind, year, "retry_round", said, {**read_content(content), **_codes(centres)}, as_json)


def close(
    kind: Kind,
    year: Year,
    person: Person,
    reason: Reason = None,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    document_number: Number = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """End a round; what is left undone is listed and needs a reason."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, reason, decision_id)
    _decide(kind, year, "close_round", said, {}, as_json)


def publish(
    year: Year,
    person: Person,
    content: Content = None,
    document_number: Number = None,
    reason: Reason = None,
    organisation: Organisation = None,
    role: AsRole = None,
    on: On = None,
    decision_id: DecisionId = None,
    as_json: AsJson = False,
) -> None:
    """Publish the priority fields of the year, as MOST's leadership (Art 16.1)."""
    said = Said(person, organisation, role, on.date() if on else None, document_number, reason, decision_id)
    _decide(RoundKind.PRIORITY_LIST, year, "publish_priority_list", said, read_content(content), as_json)


def _decide(kind: RoundKind, year: int, action: str, said: Said, content: dict[str, JsonValue], as_json: bool) -> None:
    async def _decided() -> tuple[Receipt, RoundStanding]:
        places = Places.found()
        decision = await worded(places, action, said, content, lambda held: round_role_for(action, held))
        return await _sent(await places.client(), kind, year, decision, as_json)

    _tell(*run(_decided()), as_json)


async def _sent(
    client: Client, kind: RoundKind, year: int, decision: Decision, at_once: bool
) -> tuple[Receipt, RoundStanding]:
    """The receipt, and the round's standing; for people, after the centres have had a moment to answer."""
    receipt = await send_to_round(client, kind, year, decision)
    standing = await round_standing(client, kind, year)
    for _ in range(0 if at_once else MOMENTS):
        if not standing.counts[Outcome.PENDING] or standing.state.final:
            break
        await asyncio.sleep(A_MOMENT)
        standing = await round_standing(client, kind, year)
    return receipt, standing


async def _unopened(client: Client, kind: RoundKind, year: int) -> RoundBook:
    """The book of a round that is still to be opened. Raises `Refused` when it is open or closed."""
    try:
        standing = await round_standing(client, kind, year)
    except NotFound:
        return RoundBook(kind=kind, year=year)
    if standing.state is not RoundState.PREPARED:
        where = f"{standing.state} ({standing.state_zh})"
        raise Refused(Code.WRONG_STATE, f"The round {standing.code} is {where}; only what is not open can be opened.")
    return RoundBook(kind=kind, year=year)


async def _called(
    places: Places, client: Client, centres: str | None, everybody: bool, query: str | None
) -> dict[str, JsonValue]:
    if sum((centres is not None, everybody, query is not None)) > 1:
        raise Misuse("Say once which centres are called: --centres, --all or --query.")
    if query is not None:
        found = client.list_workflows(f"({query}) AND {CENTRES}")
        return {"centres": [_code(execution) async for execution in found]}
    if everybody:
        return {"centres": [row.code for row in await portfolio_rows(places) if row.in_sequence]}
    return _codes(centres)


def _code(execution: WorkflowExecution) -> str:
    return execution.id.removeprefix("centre/")


def _codes(centres: str | None) -> dict[str, JsonValue]:
    return {} if centres is None else {"centres": [code.strip() for code in centres.split(",") if code.strip()]}


def _tell(receipt: Receipt, standing: RoundStanding, as_json: bool) -> None:
    if as_json:
        say_json(receipt)
        return
    where = f"{receipt.state} {RoundState(receipt.state).zh}"
    say(Text(f"Accepted. {receipt.matter} is now {where} (revision {receipt.revision}).", style="bold"))
    tell_outcomes(standing)
    if standing.counts[Outcome.PENDING] and not standing.state.final:
        say(f"{standing.counts[Outcome.PENDING]} centres are still being called; see `ncti round show`.")
