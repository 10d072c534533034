"""The composition root: one function builds the worker, for the process and for the tests alike."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.round_messenger import RoundMessenger
from domain.integrity.entries import CasePage
from domain.rounds.entries import RoundPage
from workers.guard import MessageGuard
from workflows.centre_life import CentreLife
from workflows.contracts import TASK_QUEUE
from workflows.integrity_case import IntegrityCase
from workflows.ports import CaseRegister, Register, RoundRegister
from workflows.round import RoundLife

RUNNER = SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules("domain"))
QUICK = timedelta(seconds=2)


class UnkeptRounds(RoundRegister):
    """Keeps no rounds, where nobody will ask for them: rehearsals, tests of other things."""

    @activity.defn(name="enter_round_in_register")
    async def enter_round_in_register(self, page: RoundPage) -> None:
        """Let the page go."""


class UnkeptCases(CaseRegister):
    """Keeps no integrity cases, where nobody will ask for them: rehearsals, tests of other things."""

    @activity.defn(name="enter_case")
    async def enter_case(self, page: CasePage) -> None:
        """Let the page go."""


def centre_worker(
    client: Client,
    register: Register,
    task_queue: str = TASK_QUEUE,
    cached: int = 1000,
    rounds: RoundRegister | None = None,
    cases: CaseRegister | None = None,
) -> Worker:
    """A worker for the lives of centres. Fail-over within seconds: short sticky time-out, a grace at the end."""
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[CentreLife, RoundLife, IntegrityCase],
        activities=[
            register.enter_in_register,
            *_of_rounds(client, rounds or UnkeptRounds()),
            (cases or UnkeptCases()).enter_case,
        ],
        interceptors=[MessageGuard()],
        workflow_runner=RUNNER,
        max_cached_workflows=cached,
        sticky_queue_schedule_to_start_timeout=QUICK,
        graceful_shutdown_timeout=timedelta(seconds=5),
    )


def _of_rounds(client: Client, register: RoundRegister) -> list[Callable[..., Any]]:
    """What MOST's rounds ask of the world."""
    return [register.enter_round_in_register, RoundMessenger(client).deliver_to_centre]
