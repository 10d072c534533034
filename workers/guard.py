"""The one guard on every message: whatever arrives, a centre is neither stopped nor ended by it (RELIABILITY H3)."""

from collections.abc import Sequence
from typing import Any

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError, FailureError
from temporalio.worker import (
    HandleSignalInput,
    HandleUpdateInput,
    Interceptor,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

ONE_MESSAGE = "MALFORMED: send exactly one JSON object, the decision"


class MessageGuard(Interceptor):
    """Puts the guard before every workflow of a worker, and of a replayer."""

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: ARG002 - the interface gives it
    ) -> type[WorkflowInboundInterceptor] | None:
        """The guard's class, as the worker asks for it."""
        return GuardedMessages


class GuardedMessages(WorkflowInboundInterceptor):
    """Catches what a handler lets through: wrong arity, the unforeseen. Never cancellation or continue-as-new."""

    async def handle_signal(self, input: HandleSignalInput) -> None:
        """A signal never fails a task: what cannot be handled is put into the quarantine."""
        if not _well_formed(input.args):
            _quarantine(ONE_MESSAGE)
            return
        try:
            await super().handle_signal(input)
        except Exception as error:  # noqa: BLE001 - the one guard: any other exception would wedge the centre
            _quarantine(f"INTERNAL: {type(error).__name__}")

    def handle_update_validator(self, input: HandleUpdateInput) -> None:
        """An update that is not one message is refused before any code of ours sees it."""
        if not _well_formed(input.args):
            raise ApplicationError(ONE_MESSAGE.partition(": ")[2], type="MALFORMED", non_retryable=True)
        try:
            super().handle_update_validator(input)
        except FailureError:
            raise
        except Exception as error:
            raise _internal(error) from error

    async def handle_update_handler(self, input: HandleUpdateInput) -> Any:
        """An update never fails a task: the unforeseen becomes a refusal."""
        try:
            return await super().handle_update_handler(input)
        except FailureError:
            raise
        except Exception as error:
            raise _internal(error) from error


def _well_formed(args: Sequence[Any]) -> bool:
    one_raw = len(args) == 1 and isinstance(args[0], RawValue)
    by_unknown_name = len(args) == 2 and isinstance(args[0], str)
    return one_raw or by_unknown_name


def _quarantine(why: str) -> None:
    workflow.instance().quarantine(why)


def _internal(error: Exception) -> ApplicationError:
    workflow.logger.error("message.failed", exc_info=error)
    return ApplicationError(
        "This message met a fault of the software; nothing was changed. Tell the operator.",
        type="INTERNAL",
        non_retryable=True,
    )
