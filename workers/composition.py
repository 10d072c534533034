"""The composition root: one function builds the worker, for the process and for the tests alike."""

from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from workers.guard import MessageGuard
from workflows.centre_life import CentreLife
from workflows.contracts import TASK_QUEUE
from workflows.ports import Register

RUNNER = SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules("domain"))
QUICK = timedelta(seconds=2)


def centre_worker(client: Client, register: Register, task_queue: str = TASK_QUEUE, cached: int = 1000) -> Worker:
    """A worker for the lives of centres. Fail-over within seconds: short sticky time-out, a grace at the end."""
    return Worker(
        client,
        task_queue=task_queue,
        workflows=[CentreLife],
        activities=[register.enter_in_register],
        interceptors=[MessageGuard()],
        workflow_runner=RUNNER,
        max_cached_workflows=cached,
        sticky_queue_schedule_to_start_timeout=QUICK,
        graceful_shutdown_timeout=timedelta(seconds=5),
    )
