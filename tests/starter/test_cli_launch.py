"""`ncti launch`: all files are checked first, every fault is named with its place, and one bad entry starts none."""

from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Ncti, Ran, candidate_file

BAD: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown key": ({"name_cn": "x"}, "name_cn: unknown key; did you mean name_"),
    "a name against Art 32": ({"name_zh": "智能传感中心"}, "name_zh"),
    "a wrong credit code": ({"lead_entity": {"name": "X", "uscc": "91310115MA1H8R7C6D"}}, "uscc"),
    "a field of another route": ({"grade": "good"}, "legacy import"),
    "a wrong date": (
        {"route": "legacy_import", "kind": "field", "approval": {"decided_on": "2021-02-30"}},
        "decided_on",
    ),
}


class TestTheExamples:
    """The example centres start whole; launched again, each is left alone."""

    async def test_every_centre_starts(self, launched: Ran) -> None:
        assert "16 started, 0 left alone" in launched.out

    async def test_a_second_launch_leaves_them_alone(self, ncti: Ncti, launched: Ran) -> None:
        again = await ncti("launch", str(ROOT / "examples" / "centres.yaml"))
        assert (again.code, "0 started, 16 left alone" in again.out) == (0, True)


class TestFaults:
    """Each fault is one line with file, entry and field, and nothing starts."""

    @pytest.mark.parametrize(("facts", "says"), BAD.values(), ids=BAD)
    async def test_it_is_named_and_nothing_starts(
        self, ncti: Ncti, tmp_path: Path, facts: dict[str, Any], says: str
    ) -> None:
        path = candidate_file(tmp_path, "bad-one", **facts)
        ran = await ncti("launch", str(path))
        assert (ran.code, ran.out) == (1, "")
        assert any(str(path) in line and says in line for line in ran.err.splitlines())
        assert "Traceback" not in ran.err

    async def test_a_good_entry_beside_a_bad_one_does_not_start(self, ncti: Ncti, tmp_path: Path) -> None:
        good, bad = candidate_file(tmp_path, "good-beside"), candidate_file(tmp_path, "bad-beside", name_zh="中心")
        assert (await ncti("launch", str(good), str(bad))).code == 1
        assert (await ncti("show", "good-beside")).code == 1

    async def test_a_code_given_twice_is_a_fault(self, ncti: Ncti, tmp_path: Path) -> None:
        first = candidate_file(tmp_path, "twice")
        second = tmp_path / "again.yaml"
        second.write_text(first.read_text(encoding="utf-8").replace("Sensing twice", "Sensing more"), encoding="utf-8")
        ran = await ncti("launch", str(first), str(second))
        assert (ran.code, "already the code of" in ran.err) == (1, True)

    async def test_a_missing_file_is_a_fault(self, ncti: Ncti, tmp_path: Path) -> None:
        ran = await ncti("launch", str(tmp_path / "nowhere.yaml"))
        assert ran.code in (1, 2)
        assert "nowhere.yaml" in ran.err
