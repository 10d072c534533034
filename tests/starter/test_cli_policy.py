"""`ncti policy`: every value with its source, every fault of a file, and what another profile would move."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, Ncti, Ran, candidate_file

from domain.policies.values import values_of
from domain.policy import DEFAULT
from starter.cli import outcome

SHARED = ROOT / "examples" / "scenarios" / "previous-end.policy.yaml"


def policy_file(folder: Path, profile: str | None, **terms: Any) -> Path:
    """A file of a profile with these terms."""
    path = folder / f"{profile}.yaml"
    named = {"profile": profile} if profile else {}
    path.write_text(yaml.safe_dump({**named, **terms}), encoding="utf-8")
    return path


class Here:
    """`ncti …` within this process, for what asks no server."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._said = monkeypatch, capsys

    def __call__(self, *args: str) -> Ran:
        self._patch.setattr(sys, "argv", ["ncti", *args])
        code = outcome()
        said = self._said.readouterr()
        return Ran(code, said.out, said.err)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Here:
    monkeypatch.chdir(tmp_path)
    for name in ("NCTI_POLICY", "NCTI_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return Here(monkeypatch, capsys)


@pytest.mark.law("Art 6.1")
class TestShow:
    """Every value of a profile: statutory or a default of the house, its key of F.1, its article."""

    def test_every_value_is_shown(self, here: Here) -> None:
        shown = here("policy", "show", "--json").data
        assert [row["path"] for row in shown] == list(values_of(DEFAULT))

    def test_a_value_of_the_law_and_one_of_the_house(self, here: Here) -> None:
        lines = {line.split()[0]: line for line in here("policy", "show").out.splitlines() if line.strip()}
        assert "statutory 法定" in lines["cycle_years.value"]
        assert "default of the house 默认" in lines["rectification.default_months"]
        assert lines["rectification.default_months"].split()[-3:] == ["rectification_period", "Art", "30"]

    def test_a_file_is_shown_too(self, here: Here) -> None:
        shown = {row["path"]: row["value"] for row in here("policy", "show", str(SHARED), "--json").data}
        assert (shown["profile"], shown["anchors.post_rectification"]) == ("previous-end-1", "previous_end")

    def test_a_name_nobody_knows(self, here: Here) -> None:
        ran = here("policy", "show", "nobody-knows")
        assert (ran.code, "built in are cn-ncti-default-1" in ran.err) == (1, True)


@pytest.mark.law("Art 6.1")
class TestCheck:
    """A file is checked whole: 0 when it is in order, else 1 with every fault at its place."""

    def test_a_good_file(self, here: Here) -> None:
        assert here("policy", "check", str(SHARED)).code == 0

    def test_every_fault_at_once(self, here: Here, tmp_path: Path) -> None:
        path = policy_file(
            tmp_path, "our-1", formation={"panel_minn": 3, "intent_review_wd": 0}, renewal={"plan_days": "x"}
        )
        ran = here("policy", "check", str(path))
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 3)
        assert "formation.panel_minn: unknown key; did you mean panel_min?" in ran.err

    @pytest.mark.parametrize(("days", "code"), [(3660, 0), (3661, 1)])
    def test_bounds(self, here: Here, tmp_path: Path, days: int, code: int) -> None:
        path = policy_file(tmp_path, "our-1", evaluation={"assessment_days": days})
        assert here("policy", "check", str(path)).code == code

    def test_a_built_in_name_with_other_content(self, here: Here, tmp_path: Path) -> None:
        path = policy_file(tmp_path, "cn-ncti-default-1", renewal={"plan_days": 61})
        ran = here("policy", "check", str(path))
        assert (ran.code, "give this one a new name, such as cn-ncti-default-2" in ran.err) == (1, True)

    def test_a_profile_without_a_name_gets_one_from_its_content(self, here: Here, tmp_path: Path) -> None:
        names = [
            here("policy", "check", str(policy_file(tmp_path, None, renewal={"plan_days": days})), "--json").data[
                "profile"
            ]
            for days in (61, 62, 61)
        ]
        assert names[0].startswith("unnamed-")
        assert (names[0] == names[2], names[0] == names[1]) == (True, False)


@pytest.mark.law("Art 6.1", "B.0")
class TestDiff:
    """What differs between two profiles; with --centres, whose open days would move, and by how much."""

    def test_the_values_that_differ(self, here: Here) -> None:
        differs = here("policy", "diff", "cn-ncti-default-1", str(SHARED), "--json").data
        (one,) = differs["differences"]
        assert (one["path"], one["value"], one["other"]) == (
            "anchors.post_rectification", "inspection_decision_date", "previous_end",
        )  # fmt: skip
        assert differs["centres"] is None

    def test_a_profile_and_itself(self, here: Here) -> None:
        assert "differ in nothing" in here("policy", "diff", "cn-ncti-default-1", "cn-ncti-default-1").out

    async def test_the_days_of_running_centres(self, ncti: Ncti, tmp_path: Path) -> None:
        code = "moved-by-policy"
        assert (await ncti("launch", str(candidate_file(tmp_path, code)))).code == 0
        await ncti("decide", code, "submit_intent", "--as", f"le.{code}", "--on", "2026-11-02")
        quicker = policy_file(tmp_path, "quicker-1", formation={"intent_review_wd": 10})
        ran = await ncti("policy", "diff", "cn-ncti-default-1", str(quicker), "--centres", "--json")
        (move,) = [m for m in ran.data["centres"] if m["centre"] == code]
        assert (move["key"], move["before"], move["after"], move["days"]) == (
            "intent_review", "2026-11-30", "2026-11-16", -14,
        )  # fmt: skip
        told = await ncti("policy", "diff", "cn-ncti-default-1", str(quicker), "--centres")
        assert "-14" in told.out


@pytest.mark.law("B.0", "G-63")
class TestUse:
    """B.0 rule 6: the name of a profile in use never gets another content; running centres change by a decision."""

    async def test_a_name_in_use_with_other_content_starts_nothing(self, ncti: Ncti, tmp_path: Path) -> None:
        ours = policy_file(tmp_path, "ours-1", renewal={"plan_days": 61})
        assert (await ncti("launch", str(candidate_file(tmp_path, "under-ours")), NCTI_POLICY=str(ours))).code == 0
        assert (await ncti("show", "under-ours", "--json")).data["policy"] == "ours-1"
        policy_file(tmp_path, "ours-1", renewal={"plan_days": 62})
        ran = await ncti("launch", str(candidate_file(tmp_path, "under-other")), NCTI_POLICY=str(ours))
        assert (ran.code, ran.out, "give the changed one a new name, such as ours-2" in ran.err) == (1, "", True)
        assert (await ncti("show", "under-other")).code == 1

    async def test_a_worker_does_not_start_with_it_either(self, ncti: Ncti, tmp_path: Path) -> None:
        ours = policy_file(tmp_path, "theirs-1", renewal={"plan_days": 61})
        assert (await ncti("launch", str(candidate_file(tmp_path, "under-theirs")), NCTI_POLICY=str(ours))).code == 0
        policy_file(tmp_path, "theirs-1", renewal={"plan_days": 62})
        ran = await ncti("worker", NCTI_POLICY=str(ours))
        assert (ran.code, "such as theirs-2" in ran.err) == (1, True)

    async def test_a_profile_in_use_is_shown_by_its_name(self, ncti: Ncti, tmp_path: Path) -> None:
        shown = policy_file(tmp_path, "shown-1", renewal={"plan_days": 63})
        await ncti("launch", str(candidate_file(tmp_path, "under-shown")), NCTI_POLICY=str(shown))
        rows = {row["path"]: row["value"] for row in (await ncti("policy", "show", "shown-1", "--json")).data}
        assert rows["renewal.plan_days"] == 63

    async def test_a_running_centre_adopts_one_by_a_decision(self, ncti: Ncti, tmp_path: Path) -> None:
        code = "adopts-policy"
        assert (await ncti("launch", str(candidate_file(tmp_path, code)))).code == 0
        assert (await self.adopt(ncti, code, 64)).code == 0
        assert (await ncti("show", code, "--json")).data["policy"] == "adopted-1"
        again = await self.adopt(ncti, code, 65)
        assert (again.code, "such as adopted-2" in again.err) == (1, True)

    async def adopt(self, ncti: Ncti, code: str, days: int) -> Ran:
        content = yaml.safe_dump({"policy": {"profile": "adopted-1", "renewal": {"plan_days": days}}})
        author = ("--as", "leader.wang", "--organisation", "most", "--role", "most_leadership")
        papers = ("--document-number", "国科发区〔2026〕9号", "--reason", "New periods.")
        return await ncti("decide", code, "adopt_policy", *author, *papers, "--content", "-", stdin=content)
