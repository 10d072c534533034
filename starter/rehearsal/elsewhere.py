"""Steps that belong to no centre: integrity cases and MOST's rounds, which are workflows of their own (contract)."""

from collections.abc import Collection
from typing import Final

from pydantic import JsonValue
from temporalio.client import Client

from domain.days.working_days import WorkingCalendar
from domain.decisions import Decision
from domain.integrity.law import CASE_ACTIONS
from domain.roles import Role
from domain.rounds.table import ACTIONS as ROUND_ACTIONS
from starter.deciding import role_for
from starter.deciding_cases import send_to_case
from starter.deciding_rounds import send_to_round
from starter.sending import PATIENCE

CASE: Final = "integrity/"
ROUND: Final = "round/"


def is_elsewhere(on: str) -> bool:
    """Whether the matter is a workflow of its own rather than a matter of the centre."""
    return on.startswith((CASE, ROUND))


async def send_elsewhere(client: Client, on: str, decision: Decision, calendar: WorkingCalendar) -> None:
    """The decision, taken by the case or the round, which begins with it. Raises `Refused`."""
    if on.startswith(CASE):
        await send_to_case(client, on.removeprefix(CASE), decision, calendar=calendar)
        return
    kind, _, year = on.removeprefix(ROUND).partition("/")
    await send_to_round(client, kind, int(year), decision, calendar)


async def standing_elsewhere(client: Client, on: str) -> dict[str, JsonValue]:
    """How the case or the round stands."""
    found: dict[str, JsonValue] = await client.get_workflow_handle(on).query(
        "status", result_type=dict, rpc_timeout=PATIENCE
    )
    return found


def role_in(on: str, action: str, held: Collection[Role]) -> Role:
    """The role under which a person takes the action there: one that may, else the first held."""
    if not is_elsewhere(on):
        return role_for(action, on, held)
    table = CASE_ACTIONS if on.startswith(CASE) else ROUND_ACTIONS
    row = table.get(action)
    return next((role for role in held if row and role in row.by), next(iter(held)))
