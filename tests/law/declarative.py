"""What the Measures declare without asking anybody to act: where a person reads it in the product."""

from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[2]


class Shown(NamedTuple):
    """A place in the project, and the words that stand there."""

    where: str
    words: str

    @property
    def is_there(self) -> bool:
        """Whether the place exists and holds the words."""
        path = ROOT / self.where
        return path.is_file() and self.words in path.read_text(encoding="utf-8")


DECLARATIVE: dict[str, Shown] = {}
