"""`ncti doctor`: what is right, what is not, and how to mend it."""

import os
from collections.abc import AsyncIterator

import typer
from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from domain.days.holiday_notices import NOTICE_SETS
from domain.days.working_days import WorkingCalendar
from domain.fact import Fact
from starter.commands.listing import AsJson, today
from starter.embedded.temporal import RETENTION, retention_of
from starter.exits import run
from starter.places import Places
from starter.speaking import say, say_json
from workers.connection import CHOSEN_BY, Unreachable
from workers.migrations import pending
from workers.register_view import RegisterUnreachable
from workers.search_attributes import missing, mistyped
from workflows.contracts import TASK_QUEUE


class Check(Fact):
    """One thing looked at: what it is, whether it is right, what was found, how to mend it."""

    what: str
    ok: bool
    found: str
    mend: str = ""


def doctor(as_json: AsJson = False) -> None:
    """Check server, namespace, search attributes, database, workers and calendar; say how to mend each."""
    checks = run(_all_checks(Places.found()))
    if as_json:
        say_json(checks)
    else:
        for check in checks:
            mend = "" if check.ok else f" -> {check.mend}"
            say(f"{'ok    ' if check.ok else 'NOT OK'} {check.what}: {check.found}{mend}")
    unreachable = any(not check.ok and check.what in ("server", "database") for check in checks)
    if not all(check.ok for check in checks):
        raise typer.Exit(3 if unreachable else 1)


async def _all_checks(places: Places) -> list[Check]:
    checks = [_profile(places)]
    checks += [check async for check in _server(places)]
    checks += [check async for check in _database(places)]
    return [*checks, _calendar()]


def _profile(places: Places) -> Check:
    chosen = [f"{name}={os.environ[name]}" for name in CHOSEN_BY if os.environ.get(name)]
    found = ", ".join(chosen) or (
        f"the stack of this folder at {places.address}" if places.address else "the default profile"
    )
    return Check(what="profile", ok=True, found=found)


async def _server(places: Places) -> AsyncIterator[Check]:
    try:
        client = await places.client()
    except Unreachable as error:
        yield Check(what="server", ok=False, found=str(error), mend="start one with `ncti up` or set TEMPORAL_ADDRESS")
        return
    yield Check(what="server", ok=True, found=client.service_client.config.target_host)
    yield await _namespace(client)
    yield await _attributes(client)
    yield await _pollers(client)


async def _namespace(client: Client) -> Check:
    kept = await retention_of(client)
    mend = f"temporal operator namespace update -n {client.namespace} --retention {RETENTION.days}d"
    found = f"{client.namespace} keeps histories for {kept.days} days"
    return Check(what="namespace", ok=kept >= RETENTION, found=found, mend=mend)


async def _attributes(client: Client) -> Check:
    absent, wrong = await missing(client), await mistyped(client)
    found = f"missing {', '.join(absent) or 'none'}, of another type {', '.join(wrong) or 'none'}"
    mend = "start a worker (`ncti worker`), which adds what is missing; remove those of another type first"
    return Check(what="search attributes", ok=not absent and not wrong, found=found, mend=mend)


async def _pollers(client: Client) -> Check:
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=TASK_QUEUE),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    count = len((await client.workflow_service.describe_task_queue(request)).pollers)
    return Check(
        what="workers", ok=count > 0, found=f"{count} on the task queue {TASK_QUEUE}", mend="start one: ncti worker"
    )


async def _database(places: Places) -> AsyncIterator[Check]:
    try:
        async with places.register():
            behind = await pending(places.database_url or "")
    except RegisterUnreachable as error:
        yield Check(
            what="database", ok=False, found=str(error), mend="start one with `ncti up` or set NCTI_DATABASE_URL"
        )
        return
    found = f"lacks {', '.join(behind)}" if behind else "all tables are up to date"
    yield Check(what="database", ok=not behind, found=found, mend="start a worker, or run python -m workers.migrations")


def _calendar() -> Check:
    last = max(notice.year for notice in NOTICE_SETS[WorkingCalendar().base])
    found = f"holiday notices up to {last}; later dates are provisional"
    mend = "a newer release brings the notice; until then dates of later years are provisional"
    return Check(what="calendar", ok=last >= today().year, found=found, mend=mend)
