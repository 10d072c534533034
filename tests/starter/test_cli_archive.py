"""`ncti archive`: the whole record of a centre in a folder that anybody can read and check, years later."""

import csv
import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Ncti, candidate_file

from domain.decisions import Decision
from domain.editions import EDITIONS
from starter.deciding import send
from starter.embedded.state import Stack
from workers.connection import connect

AWAY = {"NCTI_DATABASE_URL": "postgresql://x@127.0.0.1:1/x", "TEMPORAL_ADDRESS": "127.0.0.1:1"}
LETTER = {"name": "建设意向书.pdf", "sha256": "ab" * 32}


@dataclass(frozen=True)
class Archived:
    """A folder that `ncti archive` has written, and the decisions that were sent before."""

    folder: Path
    sent: list[dict[str, Any]]

    def json(self, name: str) -> Any:
        """A file of the folder, as data."""
        return json.loads((self.folder / name).read_text(encoding="utf-8"))

    def rows(self, name: str) -> list[dict[str, str]]:
        """A table of the folder."""
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def names(self) -> set[str]:
        """Every file, but for the manifest."""
        files = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        return set(files) - {"manifest.sha256"}

    @property
    def listed(self) -> dict[str, str]:
        """What the manifest says: the hash of each file."""
        lines = (self.folder / "manifest.sha256").read_text(encoding="utf-8").splitlines()
        return {line[66:]: line[:64] for line in lines}

    def check(self) -> subprocess.CompletedProcess[str]:
        """What anybody does who has the folder."""
        command = ["sha256sum", "--strict", "--check", "manifest.sha256"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)


def message(code: str, action: str, role: str, organisation: str, **facts: Any) -> dict[str, Any]:
    """A decision as it is sent."""
    by = {"person": f"{role}.{code}".replace("_", "-"), "organisation": organisation, "role": role}
    given = {"decided_on": "2026-11-02", "document_number": None, "reason": None, "attachments": [], "content": {}}
    return {"decision_id": f"{code}-{action}", "matter": "centre", "action": action, "by": by, **given, **facts}


async def archived(ncti: Ncti, stack: Stack, folder: Path, code: str, *sent: dict[str, Any]) -> Archived:
    """The archive of a candidate after these decisions."""
    assert (await ncti("launch", str(candidate_file(folder, code)))).code == 0
    client = await connect(stack.temporal_address)
    for one in sent:
        await send(client, code, Decision.model_validate_json(json.dumps(one)))
    ran = await ncti("archive", code, "--to", str(folder / "archive"))
    assert ran.code == 0, ran.err
    return Archived(folder / "archive", list(sent))


@pytest.fixture(scope="session")
async def running(ncti: Ncti, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """The archive of a candidate in cultivation."""
    code = "archived-running"
    submitted = message(code, "submit_intent", "lead_entity_applicant", "institute", attachments=[LETTER])
    taken = message(code, "accept_for_cultivation", "sd_reviewer", "jiangsu-st", document_number="苏科发〔2026〕12号",
                    reason="=条件较好")  # fmt: skip
    return await archived(ncti, stack, tmp_path_factory.mktemp("running"), code, submitted, taken)


@pytest.fixture(scope="session")
async def ended(ncti: Ncti, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Archived:
    """The archive of a candidate whose intent was declined: its life is over."""
    code = "archived-ended"
    submitted = message(code, "submit_intent", "lead_entity_applicant", "institute")
    declined = message(code, "decline_intent", "sd_reviewer", "jiangsu-st", reason="No need.")
    return await archived(ncti, stack, tmp_path_factory.mktemp("ended"), code, submitted, declined)


@pytest.mark.law("O14", "B.12")
class TestManifest:
    """Every file is listed with its hash, as `sha256sum` reads it; a changed byte is found."""

    @pytest.mark.parametrize("life", ["running", "ended"])
    def test_every_file_is_listed_and_every_hash_is_right(self, life: str, request: pytest.FixtureRequest) -> None:
        found: Archived = request.getfixturevalue(life)
        assert set(found.listed) == found.names
        hashes = {name: hashlib.sha256((found.folder / name).read_bytes()).hexdigest() for name in found.names}
        assert hashes == found.listed
        assert found.check().returncode == 0

    def test_a_changed_byte_is_found(self, ended: Archived, tmp_path: Path) -> None:
        changed = Archived(tmp_path / "copy", [])
        subprocess.run(["cp", "-r", ended.folder, changed.folder], check=True)
        path = changed.folder / "centre.json"
        path.write_bytes(path.read_bytes().replace(b"DECLINED", b"DECLINEE", 1))
        checked = changed.check()
        assert (checked.returncode, "centre.json: FAILED" in checked.stdout) == (1, True)

    def test_what_is_in_it(self, running: Archived) -> None:
        pages = {"README.txt", "centre.md", "centre.json", "timeline.html", "policy.json", "edition.txt"}
        tables = {"decisions.csv", "obligations.csv", "documents.csv", "audit-trail.csv", "audit-trail.jsonl"}
        assert pages | tables <= running.names

    def test_the_law_and_the_policy_it_lived_under(self, running: Archived) -> None:
        text = (running.folder / "edition.txt").read_bytes()
        assert hashlib.sha256(text).hexdigest() == EDITIONS[0].text_sha256
        assert running.json("policy.json")["profile"] == "cn-ncti-default-1"


@pytest.mark.law("B.0")
class TestRecord:
    """B.0 rule 2: each decision stands there as it was sent, with its receipt; nothing is left out."""

    @pytest.mark.parametrize("life", ["running", "ended"])
    def test_the_decisions_are_those_sent(self, life: str, request: pytest.FixtureRequest) -> None:
        found: Archived = request.getfixturevalue(life)
        kept = [found.json(name) for name in sorted(found.names) if name.startswith("decisions/")]
        assert [one["decision"] for one in kept] == found.sent
        assert all(one["receipt"]["accepted"] and one["policy"] == "cn-ncti-default-1" for one in kept)

    def test_a_receipt_says_where_the_matter_stood(self, running: Archived) -> None:
        receipt = running.json("decisions/0002-submit_intent.json")["receipt"]
        assert (receipt["state"], receipt["revision"], receipt["matter"]) == ("INTENT_SUBMITTED", 2, "centre")

    def test_the_tables_have_titles_in_both_languages(self, running: Archived) -> None:
        first, second = running.rows("decisions.csv")
        assert (first["action 行为"], second["document number 文号"]) == ("submit_intent", "苏科发〔2026〕12号")
        assert second["reason 理由"] == "'=条件较好"
        assert (running.folder / first["file 文件"]).is_file()

    def test_documents_by_name_and_hash(self, running: Archived) -> None:
        rows = running.rows("documents.csv")
        assert [(row["attachment 附件"], row["document number 文号"]) for row in rows] == [
            ("建设意向书.pdf", ""), ("", "苏科发〔2026〕12号"),
        ]  # fmt: skip

    def test_what_was_owed_and_how_it_ended(self, running: Archived) -> None:
        owed = {row["key 代码"]: row for row in running.rows("obligations.csv")}
        assert (owed["intent_review"]["due 期限"], owed["intent_review"]["how it ended 结果"]) == ("2026-11-30", "met")
        assert owed["cultivation_checkin"]["how it ended 结果"] == "open"

    @pytest.mark.parametrize("life", ["running", "ended"])
    def test_every_line_of_the_audit_trail_has_its_hash(self, life: str, request: pytest.FixtureRequest) -> None:
        found: Archived = request.getfixturevalue(life)
        lines = (found.folder / "audit-trail.jsonl").read_bytes().splitlines()
        known = [row["sha256 of the line in audit-trail.jsonl"] for row in found.rows("audit-trail.csv")]
        assert [hashlib.sha256(line).hexdigest() for line in lines] == known
        assert [json.loads(line)["revision"] for line in lines] == [1, 2, 3]

    def test_the_events_of_its_runs(self, ended: Archived) -> None:
        (name,) = [name for name in ended.names if name.startswith("history/")]
        events = ended.json(name)["events"]
        assert events[-1]["eventType"] == "EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED"

    def test_where_it_stood(self, ended: Archived) -> None:
        assert ended.json("centre.json")["state"] == "DECLINED"
        assert "DECLINED 意向未采纳" in (ended.folder / "centre.md").read_text(encoding="utf-8")
        assert "国家智能传感技术创新中心" in (ended.folder / "timeline.html").read_text(encoding="utf-8")


class TestWriting:
    """An archive is written into an empty folder, alike for the same record, or refused in a sentence."""

    async def test_the_same_record_gives_the_same_bytes(self, ncti: Ncti, ended: Archived, tmp_path: Path) -> None:
        assert (await ncti("archive", "archived-ended", "--to", str(tmp_path / "again"))).code == 0
        again = Archived(tmp_path / "again", [])
        assert again.listed == ended.listed

    async def test_a_folder_that_holds_something_is_refused(self, ncti: Ncti, tmp_path: Path) -> None:
        (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
        ran = await ncti("archive", "archived-ended", "--to", str(tmp_path))
        assert (ran.code, "is not empty" in ran.err, [p.name for p in tmp_path.iterdir()]) == (1, True, ["mine.txt"])

    async def test_what_was_written_is_told_as_data(self, ncti: Ncti, ended: Archived, tmp_path: Path) -> None:
        told = (await ncti("archive", "archived-ended", "--to", str(tmp_path / "a"), "--json")).data
        assert (set(told["files"]) - {"manifest.sha256"}, told["revision"]) == (ended.names, 3)

    async def test_an_unknown_centre_leaves_no_folder(self, ncti: Ncti, tmp_path: Path) -> None:
        ran = await ncti("archive", "no-such-centre", "--to", str(tmp_path / "a"))
        assert (ran.code, "no centre with the code" in ran.err, (tmp_path / "a").exists()) == (1, True, False)

    async def test_without_a_server(self, ncti: Ncti, tmp_path: Path) -> None:
        ran = await ncti("archive", "archived-ended", "--to", str(tmp_path / "a"), **AWAY)
        assert (ran.code, "Traceback" in ran.err, (tmp_path / "a").exists()) == (3, False, False)
