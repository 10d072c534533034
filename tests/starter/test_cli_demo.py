"""`ncti demo`: the main job in one command, on real servers, twice in a row."""

import shutil
from pathlib import Path

import pytest
from conftest import NCTI, ROOT, run

from starter.embedded.state import find_stack

BLOCKS = ("What is overdue", "What is due next", "Who must act", "TEMPORAL_ADDRESS=", "/workflows?query=")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with nothing but the examples."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


class TestDemo:
    """It starts everything, shows the portfolio and, told so, ends by itself; a second one carries on."""

    async def test_it_stands_twice_in_a_row(self, folder: Path) -> None:
        for _ in range(2):
            ran = await run(NCTI, "demo", "--exit", cwd=folder)
            assert ran.code == 0, ran.err
            for block in (
                "What is overdue",
                "What is due next",
                "Who must act",
                "TEMPORAL_ADDRESS=",
                "/workflows?query=",
            ):
                assert block in ran.out
            assert "refused" not in ran.err
        assert find_stack(folder / ".ncti") is None
