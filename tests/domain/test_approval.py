"""MOST's decision on a formation and what an approval sets in motion (Arts 6.2, 16.4, 32; F14 to F18)."""

from datetime import date
from typing import Any, ClassVar

import pytest
from lives import (
    FIELD_STEPS,
    LEGAL,
    ML,
    MO,
    SD,
    applying,
    candidate,
    converting,
    due,
    duty,
    lived,
    operating,
    owed_keys,
    refused,
    take,
    until,
)  # fmt: skip

from domain.refusals import Code
from domain.states import State

ON = date(2023, 4, 12)


def decided(outcome: str, on: date = ON, **content: Any) -> Any:
    """The candidate after the decision."""
    return take(applying(), "decide", ML, on, {"outcome": outcome, **content})


def not_decided(outcome: str, facts: Any = None, **content: Any) -> Any:
    """The refusal of the decision."""
    return refused(applying(), "decide", ML, ON, {"outcome": outcome, **content}, **(facts or {}))


@pytest.mark.law("F14", "Art 16.4")
class TestF14:
    """Art 16.4: a returned candidate is cultivated again."""

    def test_it_is_cultivated_with_its_clocks(self) -> None:
        centre = decided("return")
        assert centre.state is State.CULTIVATING
        assert owed_keys(centre) == {"cultivation_checkin", "cultivation_stale"}

    def test_a_return_needs_no_reason(self) -> None:
        assert take(applying(), "decide", ML, ON, {"outcome": "return"}, reason=None).state is State.CULTIVATING


@pytest.mark.law("F15", "F16", "Art 16.4")
class TestF15F16:
    """Art 16.4 (成熟一个、启动一个): a deferred candidate is looked at every year and may be reopened."""

    def test_it_is_looked_at_after_twelve_months(self) -> None:
        centre = decided("defer")
        assert (centre.state, due(centre, "centre", "deferred_review")) == (State.DECISION_DEFERRED, date(2024, 4, 12))

    def test_a_deferral_needs_a_reason(self) -> None:
        assert not_decided("defer", {"reason": None}).code is Code.REASON_REQUIRED

    @pytest.mark.parametrize("years", [1, 2, 5])
    def test_the_look_comes_back_every_year_for_ever(self, years: int) -> None:
        centre = until(decided("defer"), date(2023 + years, 6, 1))
        look = duty(centre, "centre", "deferred_review")
        assert (centre.state, look.raw_due) == (State.DECISION_DEFERRED, date(2024 + years, 4, 12))

    def test_reopened_it_waits_for_a_decision_again(self) -> None:
        centre = take(decided("defer"), "reopen_decision", MO, date(2024, 2, 19))
        assert (centre.state, owed_keys(centre)) == (State.DECISION_PENDING, {"decision_sla"})


@pytest.mark.law("F17", "Art 6.2")
class TestF17:
    """Art 6.2: a rejection needs its reason and its document number, and ends the candidate."""

    def test_it_ends(self) -> None:
        centre = decided("reject")
        assert (centre.state, centre.open_obligations) == (State.NOT_APPROVED, ())

    def test_it_needs_a_reason(self) -> None:
        assert not_decided("reject", {"reason": None}).code is Code.REASON_REQUIRED

    def test_it_needs_a_document_number(self) -> None:
        assert not_decided("reject", {"document_number": None}).code is Code.DOCUMENT_NUMBER_REQUIRED


@pytest.mark.law("F18", "Art 6.2", "Art 16.4", "Art 32", "G-53", "G-58")
class TestF18:
    """Arts 6.2, 32: an approval forms the centre, with its document number, its names and its plan."""

    def test_the_first_cycle_runs_three_years_from_the_decision(self) -> None:
        cycle = operating().cycle
        assert cycle is not None
        assert (cycle.no, cycle.start, cycle.end) == (1, date(2023, 4, 12), date(2026, 4, 12))

    def test_it_stands_in_the_sequence(self) -> None:
        assert operating().in_sequence
        assert not applying().in_sequence

    def test_it_needs_a_document_number(self) -> None:
        assert not_decided("approve", {"document_number": None}).code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_it_needs_no_reason(self) -> None:
        assert take(applying(), "decide", ML, ON, reason=None).state is State.OPERATING

    @pytest.mark.parametrize(
        ("field", "name"),
        [
            ("name_zh", "智能传感国家技术创新中心"),
            ("name_zh", "国家技术创新中心"),
            ("name_en", "National Centre of Technology Innovation for Intelligent Sensing"),
            ("name_en", "Intelligent Sensing National Center of Technology Innovation"),
        ],
    )
    def test_a_name_against_article_32_is_refused(self, field: str, name: str) -> None:
        refusal = not_decided("approve", **{field: name})
        assert (refusal.code, f"{field}:" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_without_an_english_name_it_is_refused(self) -> None:
        centre = lived(candidate(name_en=None), FIELD_STEPS, "record_argumentation")
        assert "name_en" in str(refused(centre, "decide", ML, ON))

    def test_the_names_of_the_decision_prevail(self) -> None:
        centre = decided("approve", name_zh=" 国家 传感 技术创新中心 ")
        assert centre.name_zh == "国家传感技术创新中心"

    def test_another_cycle_length_needs_a_reason(self) -> None:
        assert not_decided("approve", {"reason": None}, cycle_years=5).code is Code.REASON_REQUIRED
        assert decided("approve", cycle_years=5).cycle.end == date(2028, 4, 12)

    def test_the_cycle_length_of_the_launch_holds_when_the_decision_is_silent(self) -> None:
        centre = lived(candidate(cycle_years=5), FIELD_STEPS, "record_argumentation")
        assert refused(centre, "decide", ML, ON, reason=None).code is Code.REASON_REQUIRED
        assert take(centre, "decide", ML, ON).cycle.end == date(2028, 4, 12)  # type: ignore[union-attr]

    @pytest.mark.parametrize("years", [0, 11, -3])
    def test_a_cycle_has_one_to_ten_years(self, years: int) -> None:
        assert not_decided("approve", cycle_years=years).code is Code.INVALID_CONTENT

    def test_against_the_experts_it_needs_a_reason(self) -> None:
        content = {"conclusion": "not_recommend", "chair": "expert.1"}
        opinions = {"opinions": [{"person": f"expert.{n}", "opinion": "No."} for n in range(1, 8)]}
        before = applying("open_argumentation")
        advised = take(before, "record_argumentation", MO, date(2023, 2, 16), {**content, **opinions})
        assert refused(advised, "decide", ML, ON, reason=None).code is Code.REASON_REQUIRED
        assert take(advised, "decide", ML, ON).state is State.OPERATING

    def test_the_first_duties_begin(self) -> None:
        keys = {"entity_registration_due", "publish_decision", "evaluation_prenotice", "reconsideration_window"}
        assert owed_keys(operating()) == keys

    @pytest.mark.parametrize(
        ("key", "day"),
        [
            ("entity_registration_due", date(2024, 4, 12)),
            ("publish_decision", date(2023, 5, 11)),
            ("evaluation_prenotice", date(2026, 2, 11)),
            ("reconsideration_window", date(2023, 6, 12)),
        ],
    )
    def test_each_duty_has_its_day(self, key: str, day: date) -> None:
        assert due(operating(), "centre", key) == day

    def test_reconsideration_runs_from_delivery(self) -> None:
        centre = decided("approve", delivered_on="2023-04-20")
        assert due(centre, "centre", "reconsideration_window") == date(2023, 6, 19)

    def test_nothing_is_delivered_before_it_is_decided(self) -> None:
        assert "delivered_on" in str(not_decided("approve", delivered_on="2023-04-11"))

    def test_a_leap_day_keeps_its_own_anchor(self) -> None:
        centre = operating(date(2024, 2, 29))
        assert centre.anchor is not None
        assert [centre.anchor.cycle(n, 3).end.isoformat() for n in (1, 2, 3, 4)] == [
            "2027-02-28", "2030-02-28", "2033-02-28", "2036-02-29",
        ]  # fmt: skip

    @pytest.mark.parametrize(("centre_id", "fits"), [("NCTI-F-2023-0001", True), ("NCTI-C-2023-0001", False)])
    def test_the_id_says_the_kind(self, centre_id: str, fits: bool) -> None:
        if fits:
            assert decided("approve", centre_id=centre_id).centre_id == centre_id
        else:
            assert "centre_id" in str(not_decided("approve", centre_id=centre_id))

    @pytest.mark.parametrize("outcome", ["approve", "reject", "return", "defer"])
    def test_only_leadership_decides(self, outcome: str) -> None:
        for by in (MO, SD):
            assert refused(applying(), "decide", by, ON, {"outcome": outcome}).code is Code.WRONG_ROLE

    @pytest.mark.parametrize("outcome", ["endorse", "file", "excellent", ""])
    def test_no_outcome_of_another_decision_type_is_taken(self, outcome: str) -> None:
        assert not_decided(outcome).code is Code.INVALID_CONTENT


@pytest.mark.law("Art 4", "G-27")
class TestTheLegalEntity:
    """Art 4: an independent legal entity, recorded after approval; a soft duty, never a ground for exit."""

    CONTENT: ClassVar = {
        "legal_entity_name": "传感创新研究院",
        "legal_entity_type": "public_institution",
        "uscc": "12110000MB1234567G",
        "entity_registered_on": "2023-09-06",
    }

    def test_the_duty_is_met_by_the_day_of_the_registration(self) -> None:
        centre = take(converting("decide"), "register_entity", LEGAL, date(2024, 1, 8), self.CONTENT)
        assert duty(centre, "centre", "entity_registration_due").status == "met_late"

    def test_on_the_last_day_it_is_in_time(self) -> None:
        content = {**self.CONTENT, "entity_registered_on": "2023-08-18"}
        centre = take(converting("decide"), "register_entity", LEGAL, date(2023, 9, 8), content)
        assert duty(centre, "centre", "entity_registration_due").status == "met"

    def test_a_wrong_check_character_needs_the_certificate(self) -> None:
        wrong = {**self.CONTENT, "uscc": "91350211M0000XUF46"}
        assert "uscc" in str(refused(operating(), "register_entity", LEGAL, date(2023, 9, 8), wrong))
        shown = {**wrong, "uscc_override": {"evidence": "Certificate, annex 1"}}
        assert take(operating(), "register_entity", LEGAL, date(2023, 9, 8), shown).entity

    def test_a_registration_to_come_is_refused(self) -> None:
        content = {**self.CONTENT, "entity_registered_on": "2023-09-09"}
        assert "entity_registered_on" in str(refused(operating(), "register_entity", LEGAL, date(2023, 9, 8), content))

    def test_the_registered_place_does_not_move_by_the_way(self) -> None:
        first = take(operating(), "register_entity", LEGAL, date(2023, 9, 8), {**self.CONTENT, "registered_place": "A"})
        again = {**self.CONTENT, "registered_place": "B"}
        assert "Art 26" in str(refused(first, "register_entity", LEGAL, date(2023, 10, 9), again))

    def test_overdue_it_changes_no_status(self) -> None:
        centre = until(operating(), date(2025, 1, 6))
        assert duty(centre, "centre", "entity_registration_due").overdue
        assert centre.state is State.OPERATING
