"""A centre that really runs: a client, a worker, messages to it, and polling until something is so."""

import asyncio
import itertools
import json
import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

from temporalio import activity
from temporalio.client import Client, WorkflowHandle, WorkflowHistory
from temporalio.common import WorkflowIDReusePolicy

from domain.entries import Entry, Page
from domain.formation.founding import founded
from domain.formation.launching import LaunchEntry
from domain.practice import NEWEST
from domain.samples import sample_content
from workflows.contracts import TASK_TIMEOUT, CentreStart, centre_id
from workflows.ports import Register

ORGANISATION = {"sd_reviewer": "jiangsu-st", "sd_leader": "jiangsu-st"}
NUMBERS = itertools.count(1)


class PaperRegister(Register):
    """A register on paper: keeps every entry it is given, once, in the order of arrival."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, int], Entry] = {}

    @activity.defn(name="enter_in_register")
    async def enter_in_register(self, page: Page) -> None:
        for entry in page.entries:
            self.entries.setdefault((entry.code, entry.revision), entry)

    def of(self, code: str) -> list[Entry]:
        """The entries of one centre in the order of their revisions."""
        return [self.entries[key] for key in sorted(self.entries) if key[0] == code]


def candidate(code: str | None = None, **facts: Any) -> LaunchEntry:
    """A field candidate; other facts as given."""
    entry = {
        "code": code or f"c-{uuid.uuid4().hex[:12]}",
        "route": "field_standard",
        "name_zh": "国家智能传感技术创新中心",
        "name_en": "National Center of Technology Innovation for Intelligent Sensing",
        "supervising_departments": ["jiangsu-st"],
        "lead_entity": {"name": "Sensing Institute", "uscc": "91350100M000100Y43"},
        "technology_field": "Intelligent sensing",
        **facts,
    }
    return LaunchEntry.model_validate_json(json.dumps(entry, default=str), strict=True)


def legacy(code: str | None = None, **facts: Any) -> LaunchEntry:
    """A centre in operation since 2025; other facts as given."""
    known = {"route": "legacy_import", "kind": "field", "lead_entity": None, "approval": {"decided_on": "2025-03-10"}}
    return candidate(code, **{**known, **facts})


async def launch(
    client: Client, queue: str, entry: LaunchEntry, today: date, practice: int = NEWEST
) -> WorkflowHandle[Any, Any]:
    """Start the centre's workflow on the queue, as a release of that practice did."""
    return await client.start_workflow(
        "Centre",
        CentreStart(centre=founded(entry, today).with_(practice=practice)),
        id=centre_id(entry.code),
        task_queue=queue,
        task_timeout=TASK_TIMEOUT,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
    )


def decision(action: str, role: str, person: str | None = None, **facts: Any) -> dict[str, Any]:
    """A decision as JSON, with the sample content of its action unless another is given."""
    organisation = ORGANISATION.get(role, "most" if role.startswith("most") else "centre")
    return {
        "decision_id": f"d-{next(NUMBERS)}",
        "matter": None,
        "action": action,
        "by": {"person": person or f"a.{role}", "organisation": organisation, "role": role},
        "document_number": "国科发区〔2026〕1号" if role == "most_leadership" else None,
        "content": sample_content(action),
        **facts,
    }


async def until(so: Callable[[], Awaitable[Any]], seconds: float = 20) -> Any:
    """The first truthy answer; fails when there is none in time."""
    async with asyncio.timeout(seconds):
        while not (answer := await so()):
            await asyncio.sleep(0.02)
    return answer


async def runs_of(client: Client, handle: WorkflowHandle[Any, Any]) -> list[WorkflowHistory]:
    """The histories of all runs of the centre, the first run first."""
    found: list[WorkflowHistory] = []
    started = (await handle.fetch_history()).events[0].workflow_execution_started_event_attributes
    run_id: str | None = started.first_execution_run_id
    while run_id:
        found.append(await client.get_workflow_handle(handle.id, run_id=run_id).fetch_history())
        last = found[-1].events[-1]
        run_id = last.workflow_execution_continued_as_new_event_attributes.new_execution_run_id or None
    return found
