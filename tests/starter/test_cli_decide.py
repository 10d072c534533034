"""`ncti decide`, and the same decision by the `temporal` command: accepted, refused, unknown, repeated."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import TEMPORAL, Ncti, candidate_file, run
from running import until

from starter.embedded.state import Stack


@pytest.fixture(scope="session")
async def candidates(ncti: Ncti, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Candidates for the tests of this file, launched at once; each test takes the next."""
    codes = [f"candidate-{n}" for n in range(12)]
    folder = tmp_path_factory.mktemp("candidates")
    ran = await ncti("launch", *(str(candidate_file(folder, code)) for code in codes))
    assert ran.code == 0, ran.err
    return iter(codes)


@pytest.fixture
def code(candidates: Iterator[str]) -> str:
    """A candidate that no other test has touched."""
    return next(candidates)


class TestDeciding:
    """One command is one sentence to the centre: the new standing, or a refusal with exit code 1."""

    async def test_an_accepted_decision_prints_the_new_standing(self, ncti: Ncti, code: str) -> None:
        ran = await ncti("decide", code, "submit_intent", "--as", f"le.{code}", "--on", "2026-11-02")
        assert (ran.code, ran.err) == (0, "")
        assert "INTENT_SUBMITTED 建设意向已申请" in ran.out
        assert "sd_reviewer 主管部门经办" in ran.out

    async def test_a_refused_one_says_why(self, ncti: Ncti, code: str) -> None:
        ran = await ncti("decide", code, "accept_for_cultivation", "--as", f"sd.{code}")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("Refused (WRONG_STATE): accept_for_cultivation (纳入培育, Art 16.3)")

    async def test_an_unknown_action_names_the_nearest(self, ncti: Ncti, code: str) -> None:
        ran = await ncti("decide", code, "submit_intend", "--as", f"le.{code}")
        assert (ran.code, "submit_intent" in ran.err) == (1, True)

    async def test_an_unknown_person_is_told_what_to_do(self, ncti: Ncti, code: str) -> None:
        ran = await ncti("decide", code, "submit_intent", "--as", "nobody.here")
        assert (ran.code, "does not know nobody.here" in ran.err) == (1, True)

    async def test_an_unknown_centre_is_not_found(self, ncti: Ncti, code: str) -> None:
        ran = await ncti("decide", "no-such-centre", "submit_intent", "--as", f"le.{code}")
        assert (ran.code, "no centre with the code no-such-centre" in ran.err) == (1, True)

    async def test_the_same_id_gives_the_same_receipt(self, ncti: Ncti, code: str) -> None:
        args = ("decide", code, "submit_intent", "--as", f"le.{code}", "--decision-id", f"once-{code}", "--json")
        first, second = await ncti(*args), await ncti(*args)
        assert first.data == second.data
        assert (first.data["accepted"], first.data["revision"]) == (True, 2)

    async def test_the_same_id_with_another_content_is_refused(self, ncti: Ncti, code: str) -> None:
        args = ("decide", code, "submit_intent", "--as", f"le.{code}", "--decision-id", f"twice-{code}")
        assert (await ncti(*args, "--content", "-", stdin='{"text": "one"}')).code == 0
        again = await ncti(*args, "--content", "-", stdin='{"text": "two"}')
        assert (again.code, "DUPLICATE_ID" in again.err) == (1, True)

    async def test_content_comes_from_a_file_or_from_here(self, ncti: Ncti, code: str, tmp_path: Path) -> None:
        (tmp_path / "intent.yaml").write_text("technology_field: Sensing\npriority_list_year: 2026\n", encoding="utf-8")
        file = str(tmp_path / "intent.yaml")
        assert (await ncti("decide", code, "submit_intent", "--as", f"le.{code}", "--content", file)).code == 0
        returned = ("decide", code, "return_intent", "--as", f"sd.{code}", "--content", "-")
        assert (await ncti(*returned, stdin='{"deficiencies": ["no schedule"]}')).code == 0

    async def test_without_the_directory_organisation_and_role_do(self, ncti: Ncti, code: str) -> None:
        author = ("--organisation", "institute", "--role", "lead_entity_applicant")
        away = {"NCTI_DATABASE_URL": "postgresql://x@127.0.0.1:1/x"}
        ran = await ncti("decide", code, "submit_intent", "--as", f"le.{code}", *author, **away)
        assert (ran.code, ran.err) == (0, "")


class TestTheTemporalCommand:
    """An update or a signal sent by the `temporal` command does what `ncti decide` does."""

    @pytest.mark.parametrize("door", ["update", "signal"])
    async def test_it_decides(self, ncti: Ncti, stack: Stack, code: str, door: str) -> None:
        author = {"person": f"le.{code}", "organisation": "institute", "role": "lead_entity_applicant"}
        sent = json.dumps({"decision_id": f"{door}-{code}", "action": "submit_intent", "by": author})
        verb = ("update", "execute") if door == "update" else ("signal",)
        args = ("workflow", *verb, "-w", f"centre/{code}", "--name", "decide", "--input", sent)
        ran = await run(TEMPORAL, *args, "--address", stack.temporal_address)
        assert ran.code == 0, ran.err

        async def submitted() -> bool:
            return bool((await ncti("show", code, "--json")).data["state"] == "INTENT_SUBMITTED")

        await until(submitted)
