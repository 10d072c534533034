"""Sending one decision to a centre, by update: a receipt, or a refusal in words."""

from collections.abc import Collection

from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError, RPCStatusCode

from domain.centre import Centre
from domain.decisions import Decision, Receipt
from domain.exit.reinstatement import OUT
from domain.formation.launching import Person
from domain.law import ACTIONS
from domain.practice import NEWEST
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.standing import Standing
from starter.sending import PATIENCE, NobodyThere, NotFound, asked, begun, sent
from workflows.contracts import TASK_TIMEOUT, CentreStart, centre_id

REINSTATE = "reinstate"


async def send(client: Client, code: str, decision: Decision) -> Receipt:
    """The receipt of the decision. Raises `Refused`, `NotFound` or `Unconfirmed`."""
    try:
        return await sent(client, centre_id(code), decision)
    except NobodyThere:
        if decision.action == REINSTATE:
            return await _brought_back(client, code, decision)
        await standing_of(client, code)
        raise Refused(Code.CENTRE_EXITED, f"The life of {code} has ended; nothing more is decided on it.") from None


async def _brought_back(client: Client, code: str, decision: Decision) -> Receipt:
    """A new run of a life that has ended, begun together with its reinstatement: no other decision does so (B.12)."""
    centre, queue = await _left_behind(client, code)
    if centre.state not in OUT:
        raise Refused(Code.CENTRE_EXITED, f"The life of {code} has ended as {centre.state}; it cannot be reinstated.")
    again = CentreStart(centre=centre.with_(practice=NEWEST), first=False, reopened=True)
    start: WithStartWorkflowOperation[object, object] = WithStartWorkflowOperation(
        "Centre",
        again,
        id=centre_id(code),
        task_queue=queue,
        task_timeout=TASK_TIMEOUT,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        static_summary=f"{centre.name_zh} ({code})"[:120],
    )
    return await begun(client, start, decision)


async def _left_behind(client: Client, code: str) -> tuple[Centre, str]:
    """The value with which the life ended, and the queue on which it was lived. Raises `NotFound`."""
    handle = handle_of(client, code)
    try:
        queue = (await handle.describe(rpc_timeout=PATIENCE)).task_queue
        centre: Centre = await handle.query("dossier", result_type=Centre, rpc_timeout=PATIENCE)
        return centre, queue
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound(_no_centre(code)) from None
        raise


async def standing_of(client: Client, code: str) -> Standing:
    """How the centre stands, asked of the centre itself; also after its life has ended. Raises `NotFound`."""
    return await asked(client, centre_id(code), Standing, _no_centre(code))


def handle_of(client: Client, code: str) -> WorkflowHandle[object, object]:
    """The handle of a centre's workflow."""
    return client.get_workflow_handle(centre_id(code))


def _no_centre(code: str) -> str:
    return f"there is no centre with the code {code}; `ncti list` shows those that exist"


def role_for(action: str, matter: str | None, held: Collection[Role]) -> Role:
    """The role under which a person takes the action: one that may, else the first held (the centre says why not)."""
    allowed = {role for row in ACTIONS.get(action, ()) if not matter or _is_on(row.on, matter) for role in row.by}
    return next((role for role in held if role in allowed), next(iter(held)))


def _is_on(kind: str, matter: str) -> bool:
    return kind == matter.partition("/")[0] or matter == "centre"


def roles_of(people: Collection[Person], person: str) -> Person | None:
    """The directory's row of that person, if there is one."""
    return next((row for row in people if row.person == person), None)
