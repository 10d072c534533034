"""Conversion of a National Engineering Research Center of Technology (Art 6.2; V01 to V05)."""

from datetime import date
from typing import Any

import pytest
from lives import LE, MO, SD, candidate, convert, converting, due, duty, operating, owed_keys, refused, take

from domain.refusals import Code
from domain.samples import sample_content
from domain.states import State

ON = date(2021, 10, 11)


@pytest.mark.law("V01", "Art 6.2")
class TestV01:
    """Art 6.2: a conversion names the predecessor and the document that approved or accepted it."""

    def test_it_is_screened_within_twenty_working_days(self) -> None:
        centre = converting("submit_conversion")
        assert centre.state is State.CONVERSION_SCREENING
        assert due(centre, "centre", "conversion_screening") == date(2021, 10, 15)

    def test_the_source_is_on_record(self) -> None:
        source = converting("submit_conversion").formation.conversion_source
        assert source is not None
        assert source["approval_no"] == "国科发计〔2005〕100号"

    @pytest.mark.parametrize("part", ["name", "approval_no"])
    def test_each_part_of_the_source_is_needed(self, part: str) -> None:
        source: Any = {**sample_content("submit_conversion")["conversion_source"]}  # type: ignore[dict-item]
        del source[part]
        refusal = refused(convert(), "submit_conversion", LE, date(2021, 9, 13), {"conversion_source": source})
        assert part in str(refusal)

    def test_it_is_for_the_conversion_route_only(self) -> None:
        assert refused(candidate(), "submit_conversion", LE, date(2021, 9, 13)).code is Code.WRONG_STATE


@pytest.mark.law("V02", "Art 6.2")
class TestV02:
    """Art 6.2: priority, not exemption: the full way goes through cultivation."""

    def test_it_is_cultivated_with_priority(self) -> None:
        centre = converting("accept_conversion")
        assert (centre.state, centre.formation.priority_flag) == (State.CULTIVATING, True)

    def test_the_plan_is_still_to_come(self) -> None:
        assert not converting("accept_conversion").formation.plan_ready

    def test_the_screening_is_met(self) -> None:
        assert duty(converting("accept_conversion"), "centre", "conversion_screening").status == "met"


@pytest.mark.law("V03", "Art 16.3b")
class TestV03:
    """Art 16.3: the fast way needs the preparations of 16.3b now."""

    def test_complete_evidence_makes_it_recommended_at_once(self) -> None:
        centre = take(converting("submit_conversion"), "accept_conversion", SD, ON, self.content())
        assert (centre.state, centre.formation.plan_ready) == (State.RECOMMENDED, True)

    @pytest.mark.parametrize("part", ["plan", "council_preparation", "entity_preparation", "condition_self_assessment"])
    def test_each_missing_piece_is_named(self, part: str) -> None:
        content = {k: v for k, v in self.content().items() if k != part}
        refusal = refused(converting("submit_conversion"), "accept_conversion", SD, ON, content)
        assert part.removesuffix("_self_assessment") in str(refusal)

    def content(self) -> dict[str, Any]:
        given = {k: v for k, v in sample_content("recommend").items() if k != "letter_no"}
        return {"outcome": "fast", **given}


@pytest.mark.law("V04", "Art 6.2")
class TestV04:
    """Art 6.2: a conversion is declined with a reason; the old centre keeps its status."""

    @pytest.mark.parametrize("by", [SD, MO])
    def test_it_ends_the_candidate(self, by: Any) -> None:
        centre = take(converting("submit_conversion"), "decline_conversion", by, ON)
        assert (centre.state, centre.open_obligations) == (State.DECLINED, ())

    def test_it_needs_a_reason(self) -> None:
        refusal = refused(converting("submit_conversion"), "decline_conversion", SD, ON, reason=None)
        assert refusal.code is Code.REASON_REQUIRED


@pytest.mark.law("V05", "G-54", "Art 6.2")
class TestV05:
    """Art 6.2 (G-54): the old title must not run beside the new one."""

    def test_the_approval_asks_for_its_end(self) -> None:
        assert duty(converting("decide"), "centre", "predecessor_retirement").owed_by is MO

    def test_a_standard_centre_has_no_predecessor(self) -> None:
        assert "predecessor_retirement" not in owed_keys(operating())

    def test_its_end_is_recorded_with_its_day(self) -> None:
        content = {"retired_on": "2022-09-01"}
        centre = take(converting("decide"), "record_predecessor_retirement", MO, date(2022, 9, 5), content)
        assert centre.formation.predecessor_retired_on == date(2022, 9, 1)
        assert "predecessor_retirement" not in owed_keys(centre)

    def test_without_a_predecessor_there_is_nothing_to_record(self) -> None:
        refusal = refused(operating(), "record_predecessor_retirement", MO, date(2023, 9, 5), {})
        assert refusal.code is Code.WRONG_STATE
