"""`ncti round …`: what a round would meet, opening it, its outcomes, and its end, as people run it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Ncti, candidate_file
from running import until

from domain.days.periods import shanghai_date

TODAY = shanghai_date(datetime.now(UTC))
OPERATING = ("round-one", "round-two", "round-three")
EVALUATOR: dict[str, Any] = {
    "organisation": "Evaluation Center", "mandate_no": "M-1", "team": ["a.lead"], "conflict_declared_none": True,
}  # fmt: skip
FIELDS = json.dumps({"fields": [{"code": "03", "name": "智能传感"}, "轨道交通"]})
NUMBER = ("--document-number", "国科发区〔2027〕1号")


def in_operation(code: str) -> dict[str, Any]:
    """A centre whose cycle ends in half a year."""
    approved = (TODAY - timedelta(days=2 * 365 + 180)).replace(day=1)
    return {
        "code": code, "route": "legacy_import", "kind": "field", "name_zh": "国家智能传感技术创新中心",
        "supervising_departments": ["jiangsu-st"], "technology_field": code,
        "approval": {"decided_on": approved.isoformat()},
    }  # fmt: skip


@pytest.fixture(scope="session")
async def most(ncti: Ncti, tmp_path_factory: pytest.TempPathFactory) -> str:
    """MOST's people, three centres in operation and a candidate, launched; gives the codes."""
    folder = tmp_path_factory.mktemp("rounds")
    people = [
        {"person": "round.wu", "organisation": "most", "roles": ["most_officer"]},
        {"person": "round.zheng", "organisation": "most", "roles": ["most_leadership"]},
    ]
    file = folder / "operating.yaml"
    file.write_text(yaml.safe_dump({"people": people, "centres": [in_operation(code) for code in OPERATING]}))
    ran = await ncti("launch", str(file), str(candidate_file(folder, "round-candidate")))
    assert ran.code == 0, ran.err
    return ",".join((*OPERATING, "round-candidate", "round-nobody"))


@pytest.fixture
def evaluator(tmp_path: Path) -> str:
    """A content that names the evaluator of all centres."""
    (tmp_path / "evaluator.yaml").write_text(yaml.safe_dump({"evaluator": EVALUATOR}))
    return str(tmp_path / "evaluator.yaml")


class TestDryRun:
    """It says who would be taken, who refused and why, and changes nothing."""

    async def test_every_centre_is_told_apart(self, ncti: Ncti, most: str, evaluator: str) -> None:
        ran = await ncti(*opening("evaluation", 2031), "--centres", most, "--content", evaluator, "--dry-run", "--json")
        assert ran.code == 0, ran.err
        found = {row["code"]: (row["status"], row["why"]) for row in ran.data}
        assert found["round-one"] == ("taken", None)
        assert (found["round-candidate"], found["round-nobody"]) == (
            ("refused", "WRONG_STATE"),
            ("unreachable", "NOT_FOUND"),
        )

    async def test_the_table_counts(self, ncti: Ncti, most: str, evaluator: str) -> None:
        ran = await ncti(*opening("evaluation", 2031), "--centres", most, "--content", evaluator, "--dry-run")
        assert "Would be: 3 taken 已办理, 1 refused 被拒绝, 1 unreachable 未送达." in ran.out

    async def test_nothing_is_changed(self, ncti: Ncti, most: str, evaluator: str) -> None:
        before = (await ncti("show", "round-one", "--json")).data
        await ncti(*opening("evaluation", 2031), "--centres", most, "--content", evaluator, "--dry-run")
        ran = await ncti("round", "show", "evaluation", "2031")
        assert (ran.code, "there is no round round/evaluation/2031" in ran.err.lower()) == (1, True)
        assert (await ncti("show", "round-one", "--json")).data == before

    async def test_a_content_with_faults_is_refused_as_in_earnest(self, ncti: Ncti, most: str) -> None:
        ran = await ncti(*opening("evaluation", 2031), "--centres", most, "--dry-run")
        assert (ran.code, "evaluators.round-one: is missing (Art 27)" in ran.err) == (1, True)

    async def test_all_are_those_in_the_sequence(self, ncti: Ncti, most: str, evaluator: str) -> None:
        async def known() -> bool:
            ran = await ncti(*opening("evaluation", 2031), "--all", "--content", evaluator, "--dry-run", "--json")
            codes = {row["code"] for row in ran.data} if ran.code == 0 else set()
            return set(OPERATING) <= codes and "round-candidate" not in codes

        assert await until(known, 30)

    async def test_a_query_finds_them(self, ncti: Ncti, most: str, evaluator: str) -> None:
        async def found() -> bool:
            query = ("--query", "CentreCode = 'round-two'")
            ran = await ncti(*opening("evaluation", 2031), *query, "--content", evaluator, "--dry-run", "--json")
            return ran.code == 0 and [row["code"] for row in ran.data] == ["round-two"]

        assert await until(found, 30)


class TestOpening:
    """One command opens the round; each centre's outcome is shown; those left are called again or listed at the end."""

    async def test_from_the_opening_to_the_end(self, ncti: Ncti, most: str, evaluator: str) -> None:
        ran = await ncti(*opening("evaluation", 2032), "--centres", "round-three,round-nobody", "--content", evaluator)
        assert ran.code == 0, ran.err
        assert "Accepted. round/evaluation/2032 is now OPEN 进行中 (revision 2)." in ran.out
        assert (await ncti("show", "round-three", "--json")).data["state"] == "EVALUATING"
        shown = await ncti("round", "show", "evaluation", "2032", "--json")
        assert (shown.data["counts"]["taken"], shown.data["counts"]["unreachable"]) == (1, 1)
        await self.ends(ncti)

    async def ends(self, ncti: Ncti) -> None:
        """Called again in vain, the round is closed with a reason."""
        assert (await ncti("round", "retry", "evaluation", "2032", "--as", "round.wu")).code == 0
        close = ("round", "close", "evaluation", "2032", "--as", "round.wu")
        assert "REASON_REQUIRED" in (await ncti(*close)).err
        assert (await ncti(*close, "--reason", "Not launched.")).code == 0
        ran = await ncti("round", "show", "evaluation", "2032")
        assert "left undone: round-nobody: unreachable" in ran.out

    async def test_the_reports_of_a_year(self, ncti: Ncti, most: str) -> None:
        kind = ("annual-report", TODAY.year)
        assert (await ncti(*opening(*kind), "--centres", "round-one", *NUMBER)).code == 0
        report = (await ncti("show", "round-one", "--json")).data["matters"][f"annual-report/{TODAY.year}"]
        assert report["state"] == "OPEN"
        added = await ncti(
            "round", "add", "annual-report", str(TODAY.year), "--as", "round.wu", "--centres", "round-two"
        )
        assert (added.code, "round-two" in added.out) == (0, True)

    async def test_rounds_are_listed(self, ncti: Ncti, most: str) -> None:
        await ncti("round", "prepare", "annual-report", "2034")

        async def listed() -> bool:
            ran = await ncti("round", "list", "--json")
            return ran.code == 0 and "round/annual-report/2034" in [one["code"] for one in ran.data]

        assert await until(listed, 30)
        assert "2034年年度报告工作" in (await ncti("round", "list")).out

    async def test_the_same_id_gives_the_same_receipt(self, ncti: Ncti, most: str, evaluator: str) -> None:
        args = (*opening("evaluation", 2033), "--centres", "round-nobody", "--content", evaluator)
        first, second = [await ncti(*args, "--decision-id", "round-once", "--json") for _ in range(2)]
        assert (first.data, first.data["accepted"]) == (second.data, True)


@pytest.mark.law("Art 16.1")
class TestPriorityFields:
    """Art 16.1: prepared by anybody at the desk, published by leadership under a number."""

    async def test_from_the_preparation_to_the_list(self, ncti: Ncti, most: str) -> None:
        assert "prepared" in (await ncti("round", "prepare", "priority-list", "2035")).out
        assert "left alone" in (await ncti("round", "prepare", "priority-list", "2035")).out
        ran = await ncti("round", "publish", "2035", "--as", "round.zheng", "--content", "-", *NUMBER, stdin=FIELDS)
        assert (ran.code, ran.err) == (0, "")
        assert "智能传感; 轨道交通" in (await ncti("round", "show", "priority-list", "2035")).out

    async def test_an_officer_does_not_publish(self, ncti: Ncti, most: str) -> None:
        ran = await ncti("round", "publish", "2036", "--as", "round.wu", "--content", "-", *NUMBER, stdin=FIELDS)
        assert (ran.code, ran.err.startswith("Refused (WRONG_ROLE): publish_priority_list")) == (1, True)

    async def test_the_number_is_needed(self, ncti: Ncti, most: str) -> None:
        ran = await ncti("round", "publish", "2036", "--as", "round.zheng", "--content", "-", stdin=FIELDS)
        assert (ran.code, "DOCUMENT_NUMBER_REQUIRED" in ran.err) == (1, True)


class TestHowItEnds:
    """Contract: 1 refused or not found, 2 wrong usage, 3 a server cannot be reached; one sentence each."""

    @pytest.mark.parametrize("args", [
        ("open", "inspection", "2037", "--as", "round.wu"),
        ("open", "evaluation", "20370", "--as", "round.wu"),
        ("open", "evaluation", "2037", "--as", "round.wu", "--all", "--centres", "a-1"),
        ("open", "evaluation", "2037", "--as", "round.wu", "--content", "no-such-file.yaml"),
        ("open", "evaluation", "2037"),
    ], ids=["kind", "year", "twice", "file", "nobody"])  # fmt: skip
    async def test_wrong_usage(self, ncti: Ncti, most: str, args: tuple[str, ...]) -> None:
        ran = await ncti("round", *args)
        assert (ran.code, ran.err.count("\n")) == (2, 1)

    async def test_a_person_nobody_knows(self, ncti: Ncti, most: str) -> None:
        ran = await ncti("round", "open", "evaluation", "2037", "--as", "nobody.here", "--centres", "round-one")
        assert (ran.code, "does not know nobody.here" in ran.err) == (1, True)

    async def test_a_round_that_is_not_there(self, ncti: Ncti, most: str) -> None:
        for verb in ("retry", "close"):
            ran = await ncti("round", verb, "evaluation", "2037", "--as", "round.wu")
            assert (ran.code, "There is no round round/evaluation/2037" in ran.err) == (1, True)

    async def test_a_server_out_of_reach(self, ncti: Ncti) -> None:
        ran = await ncti("round", "show", "evaluation", "2037", TEMPORAL_ADDRESS="127.0.0.1:1")
        assert (ran.code, ran.err.count("\n")) == (3, 1)

    async def test_without_the_directory_organisation_and_role_do(self, ncti: Ncti) -> None:
        author = ("--organisation", "most", "--role", "most_leadership")
        away = {"NCTI_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}
        args = ("round", "publish", "2038", "--as", "zheng", "--content", "-", *NUMBER, *author)
        assert (await ncti(*args, stdin=FIELDS, **away)).code == 0


def opening(kind: str, year: int) -> tuple[str, ...]:
    """The beginning of an opening by MOST's officer."""
    return ("round", "open", kind, str(year), "--as", "round.wu")
