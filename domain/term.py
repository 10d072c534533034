"""One kind of obligation: what a key of F.1 is called, who owes it, and under which article."""

from dataclasses import dataclass
from typing import Literal

from domain.roles import Role


@dataclass(frozen=True)
class Term:
    """One kind of obligation. `lapses`: a span that simply ends (no lateness); otherwise its passing is flagged."""

    key: str
    title: str
    zh: str
    owed_by: Role
    article: str
    basis: Literal["law", "policy", "decision"] = "policy"
    lapses: bool = False
