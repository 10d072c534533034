"""Everything that is known of one centre, gathered for its archive: from itself, its histories and the register."""

import asyncio
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import asyncpg
from temporalio.client import Client, WorkflowHistory, WorkflowQueryFailedError
from temporalio.service import RPCError, RPCStatusCode

from domain.centre import Centre
from domain.entries import Entry
from domain.policy import PROFILES, Policy
from domain.standing import Standing
from starter.deciding import handle_of, standing_of
from starter.exits import Refusal
from starter.places import Places
from starter.sending import PATIENCE, NotFound
from starter.timelines import Moment, timeline_of
from workers import register_view as view
from workers.archive_view import EntryRow, entries
from workers.policy_register import profile_in_use
from workflows.contracts import centre_id

ATTEMPTS: Final = 40
PAUSE: Final = 0.25
FORGOTTEN: Final = "The event histories: Temporal keeps them no longer (its retention is over)."
NO_DOSSIER: Final = "dossier.json: the life of the centre no longer answers; its standing is the register's last one."


@dataclass(frozen=True)
class Record:
    """The whole record of one centre; `missing` says what could not be had, and why."""

    standing: Standing
    centre: Centre | None
    rows: tuple[EntryRow, ...]
    moments: tuple[Moment, ...]
    histories: tuple[WorkflowHistory, ...]
    policy: Policy | None
    missing: tuple[str, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the register, the oldest first."""
        return tuple(row.entry for row in self.rows)

    @property
    def decisions(self) -> tuple[Entry, ...]:
        """The entries that a decision brought."""
        return tuple(entry for entry in self.entries if entry.decision)


async def gathered(places: Places, code: str) -> Record:
    """The record, once the register has taken all that the centre has lived. Raises `Refusal` or `NotFound`."""
    client = await places.client()
    async with places.register() as db:
        standing, rows = await _in_step(client, db, code)
        moments = timeline_of(await view.ledger(db, code), standing)
        centre, histories = await dossier_of(client, code), await histories_of(client, code)
        policy = await _policy(db, centre, standing.policy)
    missing = _gaps(rows) + ([] if histories else [FORGOTTEN]) + ([] if centre else [NO_DOSSIER])
    missing += [] if policy else [f"policy.json: nobody knows the content of the profile {standing.policy} any more."]
    return Record(standing, centre, tuple(rows), tuple(moments), tuple(histories), policy, tuple(missing))


async def _in_step(client: Client, db: asyncpg.Connection, code: str) -> tuple[Standing, list[EntryRow]]:
    for _ in range(ATTEMPTS):
        standing, rows = await _standing(client, db, code), await entries(db, code)
        if rows and rows[-1].revision == standing.revision:
            return standing, rows
        await asyncio.sleep(PAUSE)
    written = rows[-1].revision if rows else 0
    raise Refusal(
        f"The register holds {code} up to revision {written}, the centre stands at {standing.revision}: archive it"
        " again when the worker has caught up (`ncti doctor`)."
    )


async def _standing(client: Client, db: asyncpg.Connection, code: str) -> Standing:
    try:
        return await standing_of(client, code)
    except NotFound as unknown:
        kept = await view.centre(db, code)
        if kept is None:
            raise unknown from None
        return kept


async def dossier_of(client: Client, code: str) -> Centre | None:
    """The whole value of the centre, asked of itself; None when it no longer answers."""
    try:
        centre: Centre = await handle_of(client, code).query("dossier", result_type=Centre, rpc_timeout=PATIENCE)
    except (RPCError, WorkflowQueryFailedError):
        return None
    return centre


async def histories_of(client: Client, code: str) -> list[WorkflowHistory]:
    """The event histories of all runs that Temporal still keeps, the first run first."""
    found: list[WorkflowHistory] = []
    run_id: str | None = None
    while run_id != "":
        try:
            history = await client.get_workflow_handle(centre_id(code), run_id=run_id).fetch_history()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                break
            raise
        found.insert(0, history)
        run_id = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id
    return found


async def _policy(db: asyncpg.Connection, centre: Centre | None, name: str) -> Policy | None:
    if centre is not None:
        return centre.terms
    used = await profile_in_use(db, name)
    return PROFILES.get(name) or (used.policy if used else None)


def _gaps(rows: list[EntryRow]) -> list[str]:
    there = {row.revision for row in rows}
    lost = [n for n in range(1, rows[-1].revision + 1) if n not in there]
    return [f"audit-trail.jsonl: the register lacks the revisions {', '.join(map(str, lost))}."] if lost else []
