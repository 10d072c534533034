"""The pool of connections to PostgreSQL, and which failures mean that it cannot be reached."""

import json
from typing import Final

import asyncpg
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

PATIENCE: Final = 5.0

# asyncpg tells of one and the same outage in all these ways, depending on the moment at which it strikes.
UNREACHABLE: Final[tuple[type[Exception], ...]] = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)


def is_outage(error: Exception) -> bool:
    """Whether the database could not be reached; asyncpg's refusals of an argument or a URL are no outage."""
    return isinstance(error, UNREACHABLE) and not isinstance(error, ValueError)


def unavailable(error: Exception) -> ApplicationError:
    """The outage as an activity tells Temporal of it: retried without noise."""
    return ApplicationError(
        f"the database cannot be reached: {str(error) or type(error).__name__}",
        type="DatabaseUnavailable",
        category=ApplicationErrorCategory.BENIGN,
    )


async def open_pool(url: str, *, largest: int = 8, patience: float = PATIENCE) -> asyncpg.Pool:
    """A pool that connects only when asked: a database that is down does not keep a worker from starting."""
    return await asyncpg.create_pool(
        url,
        min_size=0,
        max_size=largest,
        timeout=patience,
        command_timeout=patience,
        init=_speak_json,
        server_settings={"application_name": "ncti", "timezone": "UTC"},
    )


async def _speak_json(connection: asyncpg.Connection) -> None:
    for kind in ("json", "jsonb"):
        await connection.set_type_codec(kind, schema="pg_catalog", encoder=json.dumps, decoder=json.loads)
