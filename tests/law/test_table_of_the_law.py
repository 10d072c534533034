"""The table of the law is whole: nothing in the Measures, the transitions or the cases is left without a test."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from law.codes import CODES
from law.declarative import DECLARATIVE, Shown

TABLE = Path(__file__).parent / "table.py"


@pytest.fixture(scope="module")
def found() -> Any:
    """What `make law` finds, as data."""
    beside = {**os.environ, "PYTHONPATH": str(TABLE.parents[1])}
    run = subprocess.run([sys.executable, TABLE, "--json"], capture_output=True, text=True, check=False, env=beside)
    return json.loads(run.stdout)


class TestTheTable:
    """Every article 1 to 34, every transition of B.2 to B.12, every G-case and duty is shown by a test or a place."""

    def test_no_code_is_left_without_a_test(self, found: Any) -> None:
        assert found["missing"] == []

    def test_no_mark_names_a_code_that_the_law_does_not_know(self, found: Any) -> None:
        assert found["unknown"] == []

    def test_every_code_is_listed_once(self) -> None:
        assert len(CODES) == len(set(CODES))

    @pytest.mark.parametrize(("code", "shown"), DECLARATIVE.items(), ids=DECLARATIVE.keys())
    def test_a_declared_rule_is_to_be_read_where_the_table_says(self, code: str, shown: Shown) -> None:
        assert shown.is_there, f"{code}: {shown.where} does not say {shown.words!r}"
