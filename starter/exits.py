"""How a command ends: an exit code, and for each foreseeable fault one sentence that says what to do."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

import asyncpg
import typer
from temporalio.client import WorkflowQueryFailedError, WorkflowQueryRejectedError
from temporalio.service import RPCError, RPCStatusCode
from typer.exceptions import TyperException

from domain.refusals import Refused
from starter.documents import DocumentFaults
from starter.embedded.events import StackError
from starter.embedded.ports import NoFreePort
from starter.sending import NotFound, Unconfirmed
from workers.connection import Unreachable
from workers.migrations import MigrationChanged
from workers.process import DONE, MISUSED, REFUSED, UNREACHABLE, Misconfigured
from workers.register_view import RegisterUnreachable
from workers.search_attributes import SearchAttributeConflict

T = TypeVar("T")

NO_ANSWER: Final = "No worker answers: start one with `ncti worker`, or ask `ncti doctor` what is wrong."
INTERRUPTED: Final = 130


class Refusal(Exception):
    """What was asked cannot be done; the message is one sentence that says what to do."""


class Misuse(Exception):
    """The command was called wrongly; the message is one sentence that says what to do."""


CODES: Final[tuple[tuple[tuple[type[BaseException], ...], int], ...]] = (
    ((Unreachable, RegisterUnreachable, Unconfirmed, RPCError, WorkflowQueryFailedError), UNREACHABLE),
    ((Misuse, Misconfigured, FileNotFoundError, IsADirectoryError, PermissionError, TyperException), MISUSED),
    ((Refused, NotFound, Refusal, DocumentFaults, StackError, NoFreePort), REFUSED),
    ((MigrationChanged, SearchAttributeConflict, WorkflowQueryRejectedError, asyncpg.PostgresError), REFUSED),
    ((BrokenPipeError,), DONE),
    ((KeyboardInterrupt, asyncio.CancelledError, typer.Abort), INTERRUPTED),
)
FORESEEN: Final = tuple(kind for kinds, _ in CODES for kind in kinds)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Carries out the asynchronous part of a command."""
    return asyncio.run(work)


def code_of(error: BaseException) -> int:
    """The exit code of a foreseen fault."""
    return next(code for kinds, code in CODES if isinstance(error, kinds))


def sentences_of(error: BaseException) -> list[str]:
    """What is said of a foreseen fault: one sentence, or one for each fault of a document."""
    if isinstance(error, DocumentFaults):
        return [str(fault) for fault in error.faults]
    if isinstance(error, (BrokenPipeError, KeyboardInterrupt, asyncio.CancelledError, typer.Abort)):
        return []
    return [_sentence(error)]


def _sentence(error: BaseException) -> str:
    if isinstance(error, Refused):
        return f"Refused ({error.code}): {error}"
    if isinstance(error, RPCError):
        return _of_the_server(error)
    if isinstance(error, WorkflowQueryFailedError):
        return NO_ANSWER
    if isinstance(error, TyperException):
        return f"{error.format_message().rstrip('.')}; `ncti --help` and `ncti COMMAND --help` show what is possible."
    if isinstance(error, OSError):
        return f"{error.filename} cannot be read ({error.strerror}): name another file."
    text = str(error)
    return text[:1].upper() + text[1:]


def _of_the_server(error: RPCError) -> str:
    if error.status in (RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED, RPCStatusCode.FAILED_PRECONDITION):
        return NO_ANSWER
    if error.status is RPCStatusCode.UNAVAILABLE:
        return "Temporal does not answer any more: check that the server runs, or start one with `ncti up`."
    if error.status is RPCStatusCode.NOT_FOUND:
        return f"Temporal does not know it ({error.message}): check TEMPORAL_NAMESPACE."
    return f"Temporal refused ({error.message}): check TEMPORAL_NAMESPACE and the credentials of the profile."
