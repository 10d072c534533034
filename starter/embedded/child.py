"""Run as a script between us and a server: binds its life to ours, leaves root, becomes the server.

A script of its own, because code between fork and exec (`preexec_fn`) is unsafe in a process with threads.
Arguments: our pid, the signal at our death, `uid:gid:walks` to take on or `-`, the server's command line.
"""

import ctypes
import os
import struct
import sys
from typing import Final

PR_SET_PDEATHSIG: Final = 1
PR_SET_KEEPCAPS: Final = 8
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
CAP_DAC_OVERRIDE: Final = 1
CAPABILITY_VERSION_3: Final = 0x20080522
LINUX: Final = sys.platform == "linux"


def main(parent: str, death_signal: str, user: str, *command: str) -> None:
    """Becomes the command; ends at once when the parent is gone already."""
    if user != "-":
        become(*map(int, user.split(":")))
    if LINUX:  # a change of user clears the signal, so it comes second
        libc().prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != int(parent):
        sys.exit(1)
    os.execv(command[0], command)


def become(user: int, group: int, walks: int) -> None:
    """Gives root up for an ordinary user, who may, when asked for, still walk through closed folders."""
    if LINUX and walks:
        libc().prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(group)
    os.setuid(user)
    if LINUX and walks:
        keep_walking()


def keep_walking() -> None:
    """Keeps, of all of root's powers, the one over file permissions; without it we go on as we are."""
    mask = 1 << CAP_DAC_OVERRIDE
    header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
    if libc().capset(header, struct.pack("6I", mask, mask, mask, 0, 0, 0)) == 0:
        libc().prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def libc() -> ctypes.CDLL:
    """The C library of this process."""
    return ctypes.CDLL(None)


if __name__ == "__main__":
    main(*sys.argv[1:])
