"""Ports on the loopback interface: a port in use is no failure, the next free one is taken."""

import socket
from collections.abc import Collection
from typing import Final

import psutil

LOOPBACK: Final = "127.0.0.1"
_SEARCHED: Final = 1000


class NoFreePort(Exception):
    """Every port looked at is in use."""


def free_port(preferred: int, besides: Collection[int] = ()) -> int:
    """The preferred port when it is free, else the next free one that is not in `besides`."""
    candidates = range(preferred, min(preferred + _SEARCHED, 65536))
    for port in candidates:
        if port not in besides and _is_free(port):
            return port
    raise NoFreePort(f"No port between {preferred} and {candidates[-1]} is free on {LOOPBACK}: free one of them.")


def listens(pid: int, *ports: int) -> bool:
    """Whether the process itself listens on all the ports: somebody else's answer there proves nothing."""
    try:
        sockets = psutil.Process(pid).net_connections("tcp4")
    except psutil.Error:
        return False
    return {s.laddr.port for s in sockets if s.status == psutil.CONN_LISTEN} >= set(ports)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # Servers set it too: connections that linger after a restart do not make a port taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen()
        except OSError:
            return False
    return True
