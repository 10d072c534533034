"""The log files of the children: appended to, and turned over before they grow large."""

from pathlib import Path
from typing import BinaryIO, Final

LIMIT: Final = 5_000_000


def opened_log(path: Path) -> BinaryIO:
    """The log opened for appending; one that has grown past the limit becomes `<name>.1` first."""
    if path.exists() and path.stat().st_size > LIMIT:
        path.replace(path.with_name(path.name + ".1"))
    return path.open("ab")


def last_line(path: Path, longest: int = 200) -> str:
    """The last line that says anything."""
    lines = path.read_bytes()[-8192:].decode("utf-8", "replace").splitlines() if path.exists() else []
    return next((line.strip()[:longest] for line in reversed(lines) if line.strip()), "")
