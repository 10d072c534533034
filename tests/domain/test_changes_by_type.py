"""What each type of change carries and what it brings about on its day (B.8; X01, X04; G-24, G-28, G-36)."""

from datetime import date
from typing import Any, get_args

import pytest
from applications import APPROVED, EACH, KEY, NEW_NAME, ON, approved, asking, change, request, submitted
from lives import (
    LEGAL,
    MO,
    SECRETARY,
    duty,
    operating,
    owed_keys,
    planning,
    refused,
    take,
    until,
)  # fmt: skip

from domain.changes.contents import ChangeType
from domain.changes.matter import ChangeState
from domain.changes.present import present_value
from domain.refusals import Code
from domain.standing import standing

ENTITY = {
    "legal_entity_name": "Sensing Co",
    "legal_entity_type": "company",
    "uscc": "91110000101623741K",
    "entity_registered_on": "2024-05-02",
}
REGISTERED = {
    "legal_entity_name": "Sensing Institute",
    "legal_entity_type": "public_institution",
    "uscc": "12110000MB00000120",
    "entity_registered_on": "2023-09-06",
}


def registered() -> Any:
    """A field centre whose legal entity is a public institution."""
    return take(operating(), "register_entity", LEGAL, date(2023, 9, 7), REGISTERED)


@pytest.mark.law("X01", "X04", "Art 26", "Art 8.3")
class TestEveryType:
    """B.8: fourteen types; each is applied for with its value or a text, and stands in the register on its day."""

    def test_the_types_are_those_of_the_reference(self) -> None:
        assert set(EACH) == set(get_args(ChangeType))

    @pytest.mark.parametrize("type_", EACH)
    def test_it_is_approved_and_takes_effect(self, type_: str) -> None:
        centre = planning("decide") if type_ == "institute_add_close" else operating()
        assert change(approved(asking(type_), centre)).state is ChangeState.EFFECTIVE

    @pytest.mark.parametrize("type_", EACH)
    def test_a_text_says_it_as_well(self, type_: str) -> None:
        text = {"name": NEW_NAME["name_zh"], "supervising_department": "zhejiang-st"}.get(type_, "As resolved")
        assert change(approved(request(type_, new_value=text))).state is ChangeState.EFFECTIVE

    @pytest.mark.parametrize(
        "type_",
        ["legal_representative_or_director", "member_composition", "rd_direction", "development_goals",
         "plan_targets", "organisation_structure", "merger", "split", "voluntary_exit"],
    )  # fmt: skip
    def test_what_has_no_field_of_its_own_stands_among_the_major_matters(self, type_: str) -> None:
        centre = approved(asking(type_))
        assert centre.major_matters[type_] == change(centre).new_value
        assert present_value(centre, type_) == change(centre).new_value
        assert type_ in str(standing(centre, APPROVED).facts["major_matters"])

    def test_before_its_day_it_does_not(self) -> None:
        centre = approved(asking("rd_direction"), effective_from="2024-07-01")
        assert "rd_direction" not in until(centre, date(2024, 6, 30)).major_matters
        assert "rd_direction" in until(centre, date(2024, 7, 1)).major_matters

    def test_the_next_application_sees_the_value_in_force(self) -> None:
        before = approved(asking("rd_direction"))
        content = request("rd_direction", new_value="Chips", old_value="Sensors")
        assert "old_value" in str(refused(before, "submit_change", LEGAL, date(2024, 7, 1), content))
        content["old_value"] = EACH["rd_direction"]
        after = take(before, "submit_change", LEGAL, date(2024, 7, 1), content)
        assert change(after, "change/2").old_value == EACH["rd_direction"]

    def test_documents_to_be_issued_anew_are_listed(self) -> None:
        centre = submitted(asking("name", affected_documents=["Plaque", "Charter"]))
        assert change(centre).affected_documents == ("Plaque", "Charter")

    @pytest.mark.parametrize("bad", [{"name": "x", "uscc": "91310115MA1H8R7C6D"}, {"uscc": "91110000101623741K"}, 7])
    def test_a_bad_generic_value_is_refused_as_the_field_of_its_type(self, bad: Any) -> None:
        refusal = refused(operating(), "submit_change", LEGAL, ON, request("lead_entity", new_value=bad))
        assert refusal.code is Code.INVALID_CONTENT


@pytest.mark.law("G-24", "X04")
class TestLeadEntity:
    """G-24: a lead entity is replaced by a change; the former one stays on record."""

    def test_the_new_one_leads(self) -> None:
        centre = approved(asking("lead_entity"))
        assert centre.lead_entity is not None
        assert (centre.lead_entity.name, centre.lead_entity.uscc) == ("Another Institute", "91110000101623741K")
        assert [(a.what, a.value, a.change) for a in centre.aliases] == [("lead_entity", "Sensing Institute", KEY)]


@pytest.mark.law("G-28", "X04", "Art 4")
class TestEntityType:
    """G-28: a public institution becomes a company under another credit code; both codes are kept."""

    def test_both_codes_are_kept(self) -> None:
        centre = approved(request("organisation_structure", entity=ENTITY), registered())
        assert centre.entity is not None
        assert (centre.entity.uscc, centre.entity.entity_type) == ("91110000101623741K", "company")
        assert [(e.uscc, e.until, e.change) for e in centre.former_entities] == [
            ("12110000MB00000120", APPROVED, KEY)
        ]  # fmt: skip

    def test_an_entity_never_recorded_before_leaves_nothing_behind(self) -> None:
        centre = approved(request("organisation_structure", entity=ENTITY))
        assert (centre.entity is not None, centre.former_entities) == (True, ())

    def test_the_change_keeps_what_it_replaced(self) -> None:
        centre = submitted(request("organisation_structure", entity=ENTITY), registered())
        assert change(centre).old_value == {
            "legal_entity_name": "Sensing Institute", "legal_entity_type": "public_institution",
            "uscc": "12110000MB00000120",
        }  # fmt: skip

    def test_a_wrong_code_is_refused_unless_the_certificate_is_shown(self) -> None:
        wrong = {**ENTITY, "uscc": "91350211M0000XUF46"}
        shown = {**wrong, "uscc_override": {"evidence": "Certificate of 2015"}}
        content = request("organisation_structure", entity=wrong)
        assert "uscc" in str(refused(operating(), "submit_change", LEGAL, ON, content))
        centre = approved(request("organisation_structure", entity=shown))
        assert centre.entity is not None
        assert centre.entity.override_evidence == "Certificate of 2015"


@pytest.mark.law("X04", "Art 13.5")
class TestInstitutes:
    """B.3: the institutes of a comprehensive centre open, move and close by a change."""

    def content(self, action: str, name: str, **more: str) -> dict[str, Any]:
        return request("institute_add_close", institute={"action": action, "name": name, **more})

    def test_one_moves(self) -> None:
        content = self.content("relocate", "Institute of Optics", place="Yichang")
        assert ("Institute of Optics", "Yichang") in [
            (i.name, i.place) for i in approved(content, planning("decide")).institutes
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("action", "name", "word"),
        [("add", "Institute of Optics", "institute.name"), ("close", "Institute of Waves", "institute.name"),
         ("relocate", "Institute of Optics", "institute.place")],
    )  # fmt: skip
    def test_what_cannot_be_is_refused(self, action: str, name: str, word: str) -> None:
        assert word in str(refused(planning("decide"), "submit_change", LEGAL, ON, self.content(action, name)))

    def test_a_field_centre_is_told_that_institutes_are_of_the_other_kind(self) -> None:
        centre = submitted(self.content("add", "Institute of Waves"))
        assert "Art 13.5" in change(centre).warnings[0]


@pytest.mark.law("G-22", "X01")
class TestPlaceCode:
    """C.7: a GB/T 2260 code is checked for its form; another province than before is warned of."""

    def moved(self, code: str, centre: Any = None) -> Any:
        return submitted(request("registered_place", new_place="X", new_place_code=code), centre)

    @pytest.mark.parametrize(("code", "warnings"), [("320500", 0), ("330100", 1)])
    def test_another_province_is_warned_of(self, code: str, warnings: int) -> None:
        assert len(change(self.moved(code, operating().with_(registered_place_code="320100"))).warnings) == warnings

    def test_where_the_old_code_is_unknown_nothing_is_said(self) -> None:
        assert change(self.moved("330100")).warnings == ()

    @pytest.mark.parametrize("code", ["32010", "0320100", "032010", "南京"])
    def test_another_form_is_refused(self, code: str) -> None:
        content = request("registered_place", new_place="X", new_place_code=code)
        assert "new_place_code" in str(refused(operating(), "submit_change", LEGAL, ON, content))

    def test_the_code_stands_from_the_day_of_effect(self) -> None:
        content = request("registered_place", new_place="苏州市", new_place_code="320500")
        assert approved(content).registered_place_code == "320500"


@pytest.mark.law("G-36", "B.12", "X04")
class TestWhatLeadsOut:
    """G-36, B.12: who survives keeps number, anchor and cycle; who does not is proposed for exit, by a person."""

    @pytest.mark.parametrize("type_", ["merger", "split"])
    def test_the_survivor_keeps_its_anchor_and_its_cycle(self, type_: str) -> None:
        before, after = operating(), approved(asking(type_))
        assert (after.anchor, after.cycle, after.centre_id) == (before.anchor, before.cycle, before.centre_id)
        assert "exit_after_change" not in owed_keys(after)

    @pytest.mark.parametrize(
        ("type_", "value"),
        [("merger", {"partners": ["rail"], "survivor": "rail"}), ("split", {"into": ["a-part", "b-part"]}),
         ("voluntary_exit", EACH["voluntary_exit"])],
    )  # fmt: skip
    def test_who_does_not_survive_waits_for_mosts_proposal(self, type_: str, value: Any) -> None:
        centre = approved(request(type_, new_value=value))
        assert (centre.state, duty(centre, KEY, "exit_after_change").status) == (operating().state, "open")

    def test_the_proposal_answers_it(self) -> None:
        content = {"ground": "voluntary", "evidence": "change/1", "council_resolution": "Resolution 5",
                   "legal_representative": "Wang Ming"}  # fmt: skip
        centre = take(approved(asking("voluntary_exit")), "propose_revocation", MO, date(2024, 6, 10), content)
        assert duty(centre, KEY, "exit_after_change").status == "met"

    def test_the_council_alone_does_not_apply(self) -> None:
        assert refused(operating(), "submit_change", SECRETARY, ON, asking("merger")).code is Code.WRONG_ROLE
