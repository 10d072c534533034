"""`ncti integrity`: reporting, deciding, reading; nothing that is printed says who reported."""

import itertools
import json
from pathlib import Path

import pytest
import yaml
from conftest import Ncti, Ran, candidate_file
from running import until

CODES = (f"2026-{n:03}" for n in itertools.count(1))
SECRET, COMPLAINANT = "The tables were invented", "ma.jun"
REPORT = json.dumps(
    {"subject_type": "centre", "subject_ref": "cli-centre", "centre": "cli-centre", "allegation": SECRET}
)
WITNESS = ("--as", COMPLAINANT, "--organisation", "university", "--role", "public_reader")
OFFICER = ("--as", "most.qi", "--organisation", "most", "--role", "integrity_officer")
LEADER = ("--as", "most.zheng", "--organisation", "most", "--role", "most_leadership")
SIGNED = ("--document-number", "国科函监〔2026〕9号", "--reason", "As the annex says.")
AWAY = {"NCTI_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}


@pytest.fixture
async def code(ncti: Ncti) -> str:
    """A case that has just been reported."""
    made = next(CODES)
    ran = await ncti("integrity", "report", made, *WITNESS, "--content", "-", stdin=REPORT)
    assert ran.code == 0, ran.err
    return made


async def decided(ncti: Ncti, code: str, action: str, *args: str, content: str = "{}") -> Ran:
    """One decision on the case."""
    return await ncti("integrity", "decide", code, action, *args, "--content", "-", stdin=content)


@pytest.mark.law("I01", "I02", "I04", "Art 31")
class TestDeciding:
    """One command is one sentence to a case: the new standing, or a refusal with exit code 1."""

    async def test_a_report_begins_the_case_and_prints_who_must_act(self, ncti: Ncti) -> None:
        ran = await ncti("integrity", "report", next(CODES), *WITNESS, "--content", "-", stdin=REPORT)
        assert (ran.code, ran.err) == (0, "")
        assert "REPORTED 已举报 (revision 1)" in ran.out
        assert "integrity_officer 科研诚信监督人员: Decision on acceptance" in ran.out

    async def test_a_case_is_decided_to_its_handling(self, ncti: Ncti, code: str) -> None:
        assert (await decided(ncti, code, "accept_case", *OFFICER)).code == 0
        assert (await decided(ncti, code, "record_finding", *OFFICER, content='{"finding": "partly"}')).code == 0
        chosen = '{"handling": [{"code": "recover_funds"}]}'
        ran = await decided(ncti, code, "decide_handling", *LEADER, *SIGNED, "--json", content=chosen)
        assert (ran.code, ran.data["state"], ran.data["revision"]) == (0, "HANDLING_DECIDED", 4)
        shown = (await ncti("integrity", "show", code)).out
        assert ("recover_subsidy" in shown, "mof_officer 财政部" in shown) == (True, True)

    async def test_a_refused_one_says_why(self, ncti: Ncti, code: str) -> None:
        ran = await decided(ncti, code, "close_case", *OFFICER)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("Refused (WRONG_STATE): close_case (结案, Art 31)")

    async def test_an_unknown_action_names_the_nearest(self, ncti: Ncti, code: str) -> None:
        ran = await decided(ncti, code, "accept_cas", *OFFICER)
        assert (ran.code, "did you mean accept_case?" in ran.err) == (1, True)

    async def test_an_unknown_case_is_not_found(self, ncti: Ncti) -> None:
        ran = await decided(ncti, "no-such-case", "accept_case", *OFFICER)
        assert (ran.code, "no integrity case with the code no-such-case" in ran.err) == (1, True)

    async def test_a_code_is_a_slug(self, ncti: Ncti) -> None:
        ran = await ncti("integrity", "report", "Forged Data!", *WITNESS, "--content", "-", stdin=REPORT)
        assert (ran.code, "no code of a case" in ran.err) == (2, True)

    async def test_the_same_id_gives_the_same_receipt_and_no_other_content(self, ncti: Ncti, code: str) -> None:
        args = (*OFFICER, "--decision-id", f"once-{code}", "--json")
        first, second = [await decided(ncti, code, "accept_case", *args) for _ in range(2)]
        assert first.data == second.data
        other = await decided(ncti, code, "accept_case", *args, content='{"investigators": []}')
        assert (other.code, "DUPLICATE_ID" in other.err) == (1, True)

    async def test_the_directory_knows_the_role(self, ncti: Ncti, code: str, tmp_path: Path) -> None:
        path = candidate_file(tmp_path, f"cand-{code}")
        launch = yaml.safe_load(path.read_text(encoding="utf-8"))
        launch["people"] = [{"person": "most.shi", "organisation": "most", "roles": ["auditor", "integrity_officer"]}]
        path.write_text(yaml.safe_dump(launch, allow_unicode=True), encoding="utf-8")
        assert (await ncti("launch", str(path))).code == 0
        assert (await decided(ncti, code, "begin_check", "--as", "most.shi")).code == 0
        stranger = await decided(ncti, code, "accept_case", "--as", "nobody.here")
        assert (stranger.code, "does not know nobody.here" in stranger.err) == (1, True)

    async def test_without_the_database_a_report_is_taken(self, ncti: Ncti) -> None:
        ran = await ncti("integrity", "report", next(CODES), *WITNESS, "--content", "-", stdin=REPORT, **AWAY)
        assert (ran.code, ran.err) == (0, "")


@pytest.mark.law("SOD-8")
class TestReading:
    """The list and one case, in words and as JSON; never who reported, nor what is alleged."""

    async def test_one_case_keeps_the_secret(self, ncti: Ncti, code: str) -> None:
        for args in ((), ("--json",)):
            ran = await ncti("integrity", "show", code, *args)
            assert ran.code == 0
            assert not any(secret in ran.out for secret in (SECRET, COMPLAINANT))

    async def test_the_list_comes_from_the_register(self, ncti: Ncti, code: str) -> None:
        async def there() -> Ran | None:
            ran = await ncti("integrity", "list", "--state", "REPORTED")
            return ran if code in ran.out else None

        ran = await until(there)
        assert "REPORTED 已举报" in ran.out
        assert COMPLAINANT not in ran.out
        rows = (await ncti("integrity", "list", "--json")).data
        assert next(row for row in rows if row["code"] == code)["centre"] == "cli-centre"

    async def test_an_unknown_case_is_one(self, ncti: Ncti) -> None:
        ran = await ncti("integrity", "show", "no-such-case")
        assert (ran.code, "no integrity case" in ran.err) == (1, True)
