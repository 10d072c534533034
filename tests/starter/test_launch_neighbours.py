"""What a launch finds beside its entries: a name that is taken, a field that is sought twice (C.1, Art 11, G-52)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.formation.launching import LaunchEntry
from domain.states import State
from starter.launch_checks import Placed, Rivalry, crowded, faults_beside, names_taken
from workers.register_rows import CentreRow

NAME = "国家智能传感技术创新中心"
USCC, OTHER = "91350100M000100Y43", "12110000MB1234567G"


def placed(code: str, uscc: str = USCC, field: str = "Sensing", name: str = NAME) -> Placed:
    """An entry of a launch file."""
    facts: dict[str, Any] = {
        "code": code,
        "route": "field_standard",
        "name_zh": name,
        "supervising_departments": ("jiangsu-st",),
        "lead_entity": {"name": "Institute", "uscc": uscc},
        "technology_field": field,
    }
    return Placed(Path("launch.yaml"), f"centres.0 ({code})", LaunchEntry.model_validate(facts))


def row(code: str, *, in_sequence: bool, name: str = NAME) -> CentreRow:
    """A centre of the register."""
    state = State.OPERATING if in_sequence else State.CULTIVATING
    facts = dict.fromkeys(CentreRow.model_fields)
    told = {"code": code, "name_zh": name, "kind": "field", "route": "field_standard", "state": state, "revision": 1}
    flags = {"in_sequence": in_sequence, "overdue": False, "overdue_items": (), "evaluation_overdue": False}
    return CentreRow.model_validate({**facts, **told, **flags, "recorded_at": datetime(2026, 11, 24, tzinfo=UTC)})


@pytest.mark.law("Art 32", "F18")
class TestNames:
    """C.1, Art 32: a Chinese name is unique among the centres in sequence."""

    def test_the_name_of_a_centre_in_sequence_is_taken(self) -> None:
        (fault,) = names_taken([placed("new")], [row("old", in_sequence=True)])
        assert (fault.place, "old" in fault.sentence) == ("centres.0 (new).name_zh", True)

    def test_the_name_of_a_candidate_is_free(self) -> None:
        assert names_taken([placed("new")], [row("old", in_sequence=False)]) == []

    def test_a_centre_keeps_its_own(self) -> None:
        assert names_taken([placed("old")], [row("old", in_sequence=True)]) == []


@pytest.mark.law("G-52", "Art 11", "F01")
class TestOneField:
    """G-52: two lead entities in one field are told of and both run; one lead entity has one candidate in it (F01)."""

    def test_two_lead_entities_are_told_of(self) -> None:
        (sentence,) = crowded([placed("one"), placed("two", OTHER)], {})
        assert sentence.startswith("one, two apply for one field")

    def test_so_is_one_beside_a_running_candidate(self) -> None:
        assert crowded([placed("one")], self.known(OTHER))[0].startswith("known, one")

    def test_nobody_is_refused_for_it(self) -> None:
        assert faults_beside([placed("one")], self.known(OTHER)) == []

    def test_one_lead_entity_has_one_candidate_in_it(self) -> None:
        assert len(faults_beside([placed("one")], self.known(USCC))) == 1

    @pytest.mark.parametrize("field", ["Rails", "Dairy"])
    def test_another_field_is_no_neighbour(self, field: str) -> None:
        assert crowded([placed("one", field=field)], self.known(OTHER)) == []

    def known(self, uscc: str) -> dict[Rivalry, str]:
        return {(uscc, "sensing"): "known"}
