"""What people ask: the portfolio, one centre, what is owed, schemas; in words and as JSON."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Ncti, Ran
from running import until

from starter.cli import COMMANDS, GROUPS, outcome

MEMBERS = [(group, name) for group, _, members in GROUPS for name, _, _ in members]
NAMES = [*((name,) for name, _, _ in COMMANDS), *MEMBERS]
AWAY = {"NCTI_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}
NOWHERE = {"TEMPORAL_ADDRESS": "127.0.0.1:1", **AWAY}
Here = Callable[..., Ran]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """`ncti …` within this process, for what asks no server."""

    def call(*args: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["ncti", *args])
        code = outcome()
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture(scope="session")
async def recorded(ncti: Ncti, launched: Ran) -> Ran:
    """The register has taken all the example centres."""

    async def all_there() -> bool:
        rows = (await ncti("list", "--json")).data
        return {"marine-materials", "high-speed-train", "cold-chain"} <= {row["code"] for row in rows}

    await until(all_there)
    return launched


class TestReading:
    """Every state and act carries its Chinese name; every answer is there as JSON too."""

    async def test_the_portfolio(self, ncti: Ncti, recorded: Ran) -> None:
        ran = await ncti("list", "--state", "RECTIFYING")
        assert "RECTIFYING 限期整改中" in ran.out
        rows = (await ncti("list", "--overdue", "--json")).data
        assert [row["code"] for row in rows if row["code"] == "marine-materials"] == ["marine-materials"]

    async def test_what_is_overdue(self, ncti: Ncti, recorded: Ran) -> None:
        rows = (await ncti("overdue", "--json")).data
        late = next(row for row in rows if row["code"] == "marine-materials")
        assert (late["matter"], late["key"], late["due"]) == ("annual-report/2025", "ar_centre_due", "2026-09-30")

    async def test_nothing_is_overdue_for_a_real_centre(self, ncti: Ncti, recorded: Ran) -> None:
        real = {"high-speed-train", "new-energy-vehicle", "jing-jin-ji", "biologics", "dairy", "synthetic-biology"}
        rows = (await ncti("overdue", "--json")).data
        assert not real & {row["code"] for row in rows}

    async def test_what_is_due_and_who_must_act(self, ncti: Ncti, recorded: Ran) -> None:
        due = (await ncti("deadlines", "--until", "2027-03-31", "--json")).data
        assert all(row["due"] <= "2027-03-31" for row in due)
        tasks = (await ncti("tasks", "--role", "council_secretary", "--json")).data
        assert {(row["code"], row["key"]) for row in tasks} == {("cold-chain", "next_plan_due")}

    async def test_one_centre(self, ncti: Ncti, recorded: Ran) -> None:
        shown = (await ncti("show", "high-speed-train")).out
        assert "OPERATING 建设运行中" in shown
        assert "assumed: " in shown
        status = (await ncti("show", "high-speed-train", "--json")).data
        assert (status["code"], status["in_sequence"], status["refusals"]["count"]) == ("high-speed-train", True, 0)

    async def test_the_timeline_as_a_page_that_needs_nothing_else(
        self, ncti: Ncti, recorded: Ran, tmp_path: Path
    ) -> None:
        assert (await ncti("timeline", "deep-drilling", "--html", str(tmp_path / "life.html"))).code == 0
        text = (tmp_path / "life.html").read_text(encoding="utf-8")
        assert "国家深部钻探技术创新中心" in text
        assert "http" not in text
        assert (await ncti("timeline", "deep-drilling", "--json")).data[0]["what"].startswith("launched")

    @pytest.mark.parametrize(
        ("action", "title"),
        [("submit_report", "提交年度报告"), ("report_integrity", "举报科研失信"), ("open_round", "启动工作")],
    )
    async def test_a_schema_with_its_example(self, ncti: Ncti, action: str, title: str) -> None:
        described = (await ncti("schema", action, "--json")).data
        assert set(described["schema"].get("required", ())) <= set(described["example"])
        assert title in (await ncti("schema", action)).out

    async def test_an_unknown_act_is_told_the_nearest(self, ncti: Ncti) -> None:
        unknown = await ncti("schema", "report_integrit")
        assert (unknown.code, "report_integrity" in unknown.err) == (1, True)

    async def test_without_the_register_the_portfolio_comes_from_temporal(self, ncti: Ncti, recorded: Ran) -> None:
        ran = await ncti("list", **AWAY)
        assert (ran.code, "marine-materials" in ran.out, "Shown from Temporal" in ran.err) == (0, True, True)


class TestExitCodes:
    """0 done, 1 refused or not found, 2 wrong usage, 3 a server cannot be reached; one sentence on standard error."""

    @pytest.mark.parametrize("command", NAMES, ids=" ".join)
    def test_help_shows_an_example(self, here: Here, command: tuple[str, ...]) -> None:
        ran = here(*command, "--help")
        assert (ran.code, "Example:" in ran.out) == (0, True)

    @pytest.mark.parametrize("args", [("frobnicate",), ("list", "--colour"), ("decide", "x"), ("list", "--state", "X")])
    def test_wrong_usage_is_two(self, here: Here, args: tuple[str, ...]) -> None:
        ran = here(*args)
        assert (ran.code, len(ran.err.strip().splitlines())) == (2, 1)

    @pytest.mark.parametrize(
        "args", [("list",), ("show", "x-1"), ("tasks",), ("decide", "x-1", "submit_intent", "--as", "a")]
    )
    async def test_no_server_is_three(self, ncti: Ncti, args: tuple[str, ...]) -> None:
        ran = await ncti(*args, **NOWHERE)
        assert (ran.code, "Traceback" in ran.err, len(ran.err.strip().splitlines())) == (3, False, 1)

    async def test_an_unknown_centre_is_one(self, ncti: Ncti, recorded: Ran) -> None:
        ran = await ncti("show", "no-such-centre")
        assert (ran.code, "no centre with the code" in ran.err) == (1, True)


class TestDoctor:
    """The doctor says what is right, what is not, and how to mend it."""

    async def test_all_is_well(self, ncti: Ncti, recorded: Ran) -> None:
        ran = await ncti("doctor")
        assert (ran.code, "NOT OK" in ran.out) == (0, False)

    async def test_an_absent_server_and_database_are_named_with_the_remedy(self, ncti: Ncti) -> None:
        ran = await ncti("doctor", **NOWHERE)
        assert ran.code == 3
        assert [line for line in ran.out.splitlines() if line.startswith("NOT OK server") and "ncti up" in line]
        assert [line for line in ran.out.splitlines() if line.startswith("NOT OK database")]


class TestRehearsing:
    """A rehearsal ends with 0 when every expectation held, else with 1 and the step that did not."""

    async def test_an_acceptance_life_holds(self, ncti: Ncti) -> None:
        ran = await ncti("rehearse", str(ROOT / "examples" / "scenarios" / "h4-previous-end.yaml"), "--json")
        assert (ran.code, ran.data["held"]) == (0, True)

    async def test_a_scenario_that_is_none_is_a_fault_with_its_place(self, ncti: Ncti, tmp_path: Path) -> None:
        (tmp_path / "s.yaml").write_text("scenario: X\nstep: []\n", encoding="utf-8")
        ran = await ncti("rehearse", str(tmp_path / "s.yaml"))
        assert (ran.code, "step" in ran.err, "Traceback" in ran.err) == (1, True, False)
