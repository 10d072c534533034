"""Where the servers' binaries are: beside this Python, or on the path."""

import shutil
import sys
from pathlib import Path


def binary(name: str) -> str:
    """The path of a server's binary."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.exists() else shutil.which(name) or name
