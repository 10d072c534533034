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


MEASURES: Final = "docs/measures.md"
DECLARATIVE: dict[str, Shown] = {
    "Art 1": Shown(MEASURES, "| 1 | 制定目的 | *Declarative.*"),
    "Art 2": Shown(MEASURES, "| 2 | 定位与使命：从科学到技术的转化 | *Declarative.*"),
    "Art 11": Shown(MEASURES, "| 11 | 少而精 | *Declarative.*"),
    "Art 21": Shown(MEASURES, "| 21 | 成果转化奖励、股权分红激励 | *Declarative.*"),
    "Art 22": Shown(MEASURES, "| 22 | 协同攻关 | *Declarative.*"),
    "Art 33": Shown(MEASURES, "| 33 | 解释权 | *Declarative.*"),
}
