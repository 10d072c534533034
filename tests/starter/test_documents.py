"""Reading what people write: each fault is one sentence with the file, the place and what to do."""

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.formation.launching import LaunchEntry, Person
from domain.policy import DEFAULT
from starter.documents import DocumentFaults, read_document, read_policy
from starter.launch_checks import LaunchFile

CENTRE = """
people: [{person: li.na, organisation: jiangsu-st, roles: [sd_reviewer]}]
centres:
  - code: smart-sensing
    route: field_standard
    name_zh: 国家智能传感技术创新中心
    supervising_departments: [jiangsu-st]
    lead_entity: {name: 无锡智能传感研究院, uscc: 91320200MA1X00001H}
    technology_field: 智能传感
"""


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Writes a text or bytes to a file."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "launch.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def faults(path: Path, model: Any = LaunchFile) -> list[str]:
    """What is said of the file, without its name."""
    with pytest.raises(DocumentFaults) as found:
        read_document(path, model)
    assert all(str(fault).startswith(str(path)) for fault in found.value.faults)
    return [str(fault).removeprefix(f"{path}: ") for fault in found.value.faults]


class TestGoodDocuments:
    """What people naturally write is understood."""

    def test_a_launch_file(self, written: Any) -> None:
        file = read_document(written(CENTRE), LaunchFile)
        assert (file.people[0].person, file.centres[0].code) == ("li.na", "smart-sensing")

    def test_dates_need_no_quotes(self, written: Any) -> None:
        entry = "code: abc\nroute: legacy_import\nname_zh: 某中心\nsupervising_departments: [x]\nsince: 2024-09-27"
        assert str(read_document(written(entry), LaunchEntry).since) == "2024-09-27"

    def test_anchors_and_merges_save_writing(self, written: Any) -> None:
        text = "people:\n - &a {person: a, organisation: o, roles: [auditor]}\n - {<<: *a, person: b}\n"
        people = read_document(written(text), LaunchFile).people
        assert [(p.person, p.organisation) for p in people] == [("a", "o"), ("b", "o")]

    def test_a_byte_order_mark_is_no_fault(self, written: Any) -> None:
        assert read_document(written(b"\xef\xbb\xbf" + CENTRE.encode()), LaunchFile).people

    def test_a_policy_is_silent_where_the_built_in_one_speaks(self, written: Any) -> None:
        policy = read_policy(written("profile: local-1\nevaluation: {publicity_wd: 7}"))
        assert policy.evaluation == DEFAULT.evaluation.model_copy(update={"publicity_wd": 7})
        assert policy.rectification == DEFAULT.rectification


class TestFilesThatCannotBeRead:
    """Whatever stands at the path, one sentence and no traceback."""

    def test_no_file(self, tmp_path: Path) -> None:
        assert faults(tmp_path / "nothing.yaml") == ["there is no such file; check the path"]

    def test_a_folder(self, tmp_path: Path) -> None:
        assert faults(tmp_path) == ["is a folder; name a file in it"]

    def test_a_locked_file(self, written: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        def locked(*_: object, **__: object) -> str:
            raise PermissionError(13, "Permission denied")

        path = written(CENTRE)
        monkeypatch.setattr(Path, "read_text", locked)
        assert faults(path) == ["cannot be read (Permission denied); name another file"]

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"\x00\xff\xfe\x80", "is not a text in UTF-8; save it as such"),
            (b"a: \x00", "is not YAML: special characters are not allowed"),
            (b"a: 1\n" * (10 * 1024 * 1024 // 5), "is larger than 2 MB; split it"),
            ("", "must be a mapping with the keys people, centres"),
            ("- a\n- b", "must be a mapping with the keys people, centres"),
            ("just words", "must be a mapping with the keys people, centres"),
            ("people: [a, b", "is not YAML: line 1: expected ',' or ']', but got '<stream end>'"),
            ("people: []\n---\ncentres: []", "is not YAML: line 2: but found another document"),
            ("a: &a [*a]", "is not YAML: it is nested too deeply, or refers to itself"),
            ("[" * 20_000, "is not YAML: it is nested too deeply, or refers to itself"),
            ("? [a, b]\n: 1", "line 1: a key must be a single word; put brackets and braces in quotes"),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_its_content(self, written: Any, content: str | bytes, sentence: str) -> None:
        assert faults(written(content)) == [sentence]

    @pytest.mark.parametrize("text", ["a: !!python/object/apply:os.system [ls]", 'a: "\\ud800"', "a: !!int x", "%"])
    def test_strange_yaml(self, written: Any, text: str) -> None:
        assert faults(written(text))[0].startswith("is not YAML: ")

    def test_a_small_file_that_stands_for_an_endless_one(self, written: Any) -> None:
        lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
        assert faults(written("\n".join(lines))) == [
            "is not YAML: the document holds more than 200000 values; split it"
        ]

    def test_random_bytes(self, tmp_path: Path) -> None:
        for n in range(50):
            path = tmp_path / f"{n}.yaml"
            path.write_bytes(os.urandom(200))
            assert faults(path)


class TestKeys:
    """A key stands once and is known, at any depth."""

    def test_every_repeated_key(self, written: Any) -> None:
        assert faults(written("people: []\npeople: []\ncentres: []\ncentres: []")) == [
            "line 2: the key people stands twice in one entry; keep one of them",
            "line 4: the key centres stands twice in one entry; keep one of them",
        ]

    def test_an_unknown_key_at_the_top(self, written: Any) -> None:
        assert faults(written("centers: []")) == ["centers: unknown key; did you mean centres?"]

    def test_an_unknown_key_in_a_named_entry(self, written: Any) -> None:
        text = CENTRE.replace("technology_field", "technologyfield").replace("uscc:", "usc:")
        assert faults(written(text)) == [
            "centres.0 (smart-sensing).lead_entity.usc: unknown key; did you mean uscc?",
            "centres.0 (smart-sensing).technologyfield: unknown key; did you mean technology_field?",
        ]

    def test_an_unknown_key_that_resembles_none(self, written: Any) -> None:
        assert faults(written("zzz: 1")) == ["zzz: unknown key; known are people, centres"]

    def test_an_unknown_key_in_a_tolerant_model(self, written: Any) -> None:
        with pytest.raises(DocumentFaults) as found:
            read_policy(written("evaluation: {publicity_days: 7}\nanchor: {}"))
        assert [f"{fault.place}: {fault.sentence}" for fault in found.value.faults] == [
            "evaluation.publicity_days: unknown key; did you mean publicity_wd?",
            "anchor: unknown key; did you mean anchors?",
        ]


class TestValues:
    """A wrong value is named at its place; nothing is guessed."""

    @pytest.mark.parametrize(
        ("line", "fault"),
        [
            ("since: 2024-02-30", "since: should be a valid date in the format YYYY-MM-DD, day value is outside"),
            ("since: 27.9.2024", "since: should be a valid date in the format YYYY-MM-DD"),
            ("since: 2024", "since: should be a valid date"),
            ("cycle_years: '3'", "cycle_years: must be a whole number, without quotes"),
            ("name_en: 12", "name_en: must be a text; put it in quotes"),
            ("lead_governments: hubei-st", "lead_governments: must be a list; write it as [a, b]"),
            ("approval: 2021-03-24", "approval: must hold fields; write them as key: value"),
            ("grade: splendid", "grade: should be 'excellent', 'good' or 'poor'"),
            ("cycles: [{no: 1, start: 2021-03-24}]", "cycles.0.end: is missing; add it"),
            ("assumed: [no, on]\ncentre_id: 12:30\nstate: yes", "state: should be 'OPERATING'"),
            ("lead_entity: {name: x, uscc: 91320200MA1X00001X}", "lead_entity: uscc: The check character of"),
        ],
    )
    def test_one_fault(self, written: Any, line: str, fault: str) -> None:
        entry = f"code: abc\nroute: legacy_import\nname_zh: 某中心\nsupervising_departments: [x]\n{line}"
        said = faults(written(entry), LaunchEntry)
        assert len(said) == 1
        assert said[0].startswith(fault)

    def test_a_form_that_must_be_kept(self, written: Any) -> None:
        text = CENTRE.replace("smart-sensing", "Smart Sensing")
        assert faults(written(text)) == [
            "centres.0 (Smart Sensing).code: is not written as it must be; it must match ^[a-z0-9-]{3,40}$"
        ]

    def test_all_faults_of_all_entries(self, written: Any) -> None:
        people = [{"person": "a", "roles": ["judge"]}, {"person": "b", "organisation": 3, "roles": ["auditor"]}]
        said = faults(written(yaml.safe_dump({"people": people, "centers": []})))
        places = [sentence.partition(": ")[0] for sentence in said]
        assert places == ["centers", "people.0 (a).organisation", "people.0 (a).roles.0", "people.1 (b).organisation"]

    def test_a_choice_of_forms_is_one_fault(self, written: Any) -> None:
        said = faults(written("person: a\norganisation: [1]\nroles: []"), Person)
        assert [sentence.partition(": ")[0] for sentence in said] == ["organisation", "roles"]
