"""Where the servers answer: as the environment says, else the stack that runs in this folder."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import asyncpg
from temporalio.client import Client

from domain.policy import DEFAULT, Policy
from starter.documents import read_profile
from starter.embedded.state import STATE_FOLDER, Stack, find_stack
from workers.connection import CHOSEN_BY, connect
from workers.process import read_settings
from workers.register_view import RegisterUnreachable, connected


@dataclass(frozen=True)
class Places:
    """The servers of this command: what the folder's stack offers, and the database to read."""

    stack: Stack | None
    database_url: str | None
    policy_file: Path | None = None

    @classmethod
    def found(cls, folder: Path = STATE_FOLDER) -> Self:
        """What the environment chooses, else the folder's stack. Never one's server with the other's data."""
        settings, stack = read_settings(), _stack_here(folder)
        given = settings.database_url.get_secret_value() if settings.database_url else None
        return cls(stack, given or (stack.database_url if stack else None), settings.policy)

    @property
    def address(self) -> str | None:
        """Temporal's address when the environment names none."""
        return self.stack.temporal_address if self.stack else None

    async def client(self) -> Client:
        """A connection to Temporal. Raises `Unreachable`."""
        return await connect(self.address)

    @asynccontextmanager
    async def register(self) -> AsyncIterator[asyncpg.Connection]:
        """A connection to the register for the block. Raises `RegisterUnreachable`."""
        if self.database_url is None:
            raise RegisterUnreachable("No database is configured: set NCTI_DATABASE_URL or run `ncti up` here.")
        async with connected(self.database_url) as connection:
            yield connection

    def policy(self) -> Policy:
        """The policy profile for new centres: NCTI_POLICY's, else the built-in one."""
        return read_profile(self.policy_file) if self.policy_file else DEFAULT


def _stack_here(folder: Path) -> Stack | None:
    """The folder's stack, unless the environment chooses another server."""
    stack, chosen = find_stack(folder), os.environ.get("TEMPORAL_ADDRESS")
    elsewhere = any(os.environ.get(name) for name in CHOSEN_BY)
    return None if stack and elsewhere and chosen != stack.temporal_address else stack
