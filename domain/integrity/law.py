"""The whole table of acts on an integrity case (B.9), one row an act."""

from typing import Any

from domain.integrity import acceptance, handling, investigating, reporting, reviewing
from domain.integrity.rules import CASE_RULES, CaseRule

CHAPTERS = (reporting, acceptance, investigating, handling, reviewing)
CASE_ACTIONS: dict[str, CaseRule[Any]] = {row.action: row for row in CASE_RULES}
