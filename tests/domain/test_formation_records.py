"""An intent and a cultivation on record, and what is only warned of (C.11; F01 to F06, G-51, G-52, G-55)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    FIELD_ENTRY,
    LE,
    ML,
    MO,
    SD,
    SD_LEADER,
    USCC,
    applying,
    candidate,
    duty,
    owed_keys,
    take,
    until,
)

from domain.centre import Centre
from domain.effects import effects
from domain.formation.launching import LaunchEntry, faults_of_entry
from domain.formation.records import KEPT
from domain.practice import FIRST
from domain.states import State

REASONS = {"deficiencies": ["Section 3 is empty."]}


def submitted(on: date = date(2022, 3, 7), **content: Any) -> Centre:
    """A candidate whose intent came in with this content."""
    return take(candidate(), "submit_intent", LE, on, content)


def returned(times: int) -> Centre:
    """A candidate whose intent has been returned so often."""
    centre = submitted(priority_list_year=2022)
    for n in range(times):
        centre = take(centre, "resubmit_intent", LE, date(2022, 3, 9 + 2 * n)) if n else centre
        centre = take(centre, "return_intent", SD, date(2022, 3, 10 + 2 * n), REASONS)
    return centre


@pytest.mark.law("F01", "G-51", "Art 16.1", "Art 16.2")
class TestThePriorityList:
    """Art 16.1 (G-51): a field that is not on this year's list is a warning with its reason, never a bar."""

    def test_on_this_year_s_list_there_is_no_warning(self) -> None:
        assert submitted(priority_list_year=2022).formation.warnings == ()

    @pytest.mark.parametrize(("on", "warned"), [(date(2022, 12, 31), False), (date(2023, 1, 1), True)])
    def test_a_list_of_an_earlier_year_is_a_warning(self, on: date, warned: bool) -> None:
        warnings = submitted(on, priority_list_year=2022).formation.warnings
        assert any("not the list of 2023" in w for w in warnings) is warned

    def test_off_the_list_of_the_year_the_reason_is_shown(self) -> None:
        centre = submitted(priority_list_year=2022, off_list_reason="A new field")
        assert centre.formation.warnings == ("G-51: the field is not on the priority list of 2022 (A new field)",)

    def test_a_corrected_intent_may_say_it(self) -> None:
        back = take(submitted(), "return_intent", SD, date(2022, 3, 14), REASONS)
        assert "G-51" in back.formation.warnings[0]
        assert (
            take(back, "resubmit_intent", LE, date(2022, 3, 16), {"priority_list_year": 2022}).formation.warnings == ()
        )

    def test_what_the_corrected_intent_leaves_out_stays(self) -> None:
        back = take(submitted(priority_list_year=2022), "return_intent", SD, date(2022, 3, 14), REASONS)
        intent = take(back, "resubmit_intent", LE, date(2022, 3, 16), {"docs": ["Annex 3"]}).formation.intent
        assert intent is not None
        assert (intent.priority_list_year, intent.docs) == (2022, ("Annex 3",))

    def test_a_new_list_during_the_cultivation_ends_no_candidate(self) -> None:
        later = until(applying("accept_for_cultivation"), date(2023, 3, 1))
        assert later.state is State.CULTIVATING


@pytest.mark.law("F01", "G-52", "Art 11")
class TestTheLaunch:
    """F01: the lead entity's credit code is valid; two lead entities may apply for one field (G-52)."""

    @pytest.mark.parametrize(("uscc", "fits"), [(USCC, True), (None, False)])
    def test_the_lead_entity_has_its_code(self, uscc: str | None, fits: bool) -> None:
        entry = self.entry(lead_entity={"name": "Sensing Institute", "uscc": uscc})
        assert (faults_of_entry(entry) == []) is fits

    def test_a_wrong_check_character_is_refused(self) -> None:
        with pytest.raises(ValueError, match="uscc"):
            self.entry(lead_entity={"name": "Sensing Institute", "uscc": "91310115MA1H8R7C6D"})

    def test_two_candidates_of_one_field_both_run(self) -> None:
        other = candidate(code="rival", lead_entity={"name": "Other Institute", "uscc": "12110000MB1234567G"})
        assert take(other, "submit_intent", LE, date(2022, 3, 7)).technology_field == submitted().technology_field

    def entry(self, **changed: Any) -> LaunchEntry:
        return LaunchEntry.model_validate({"route": "field_standard", **FIELD_ENTRY, **changed}, strict=False)


@pytest.mark.law("F02", "F09", "Art 16.2")
class TestRounds:
    """F.1: a paper that has been returned twice reaches whoever leads; it is decided by people, never lapsed."""

    @pytest.mark.parametrize(("times", "told"), [(1, False), (2, True), (3, True)])
    def test_the_second_return_of_an_intent_reaches_the_leader(self, times: int, told: bool) -> None:
        centre = returned(times)
        assert ("formation_rounds" in owed_keys(centre)) is told
        assert centre.state is State.INTENT_RETURNED

    def test_it_waits_until_the_leader_has_said_how_it_goes_on(self) -> None:
        again = take(returned(2), "resubmit_intent", LE, date(2022, 3, 21))
        assert duty(again, "centre", "formation_rounds").owed_by is SD_LEADER
        assert "formation_rounds" not in owed_keys(take(again, "accept_for_cultivation", SD, date(2022, 3, 25)))

    def test_the_second_return_of_a_recommendation_reaches_the_leadership(self) -> None:
        first = take(applying("recommend"), "return_recommendation", MO, date(2022, 12, 1), REASONS)
        again = take(first, "resubmit_recommendation", SD, date(2022, 12, 8))
        second = take(again, "return_recommendation", MO, date(2022, 12, 12), REASONS)
        assert "formation_rounds" not in owed_keys(first)
        assert duty(second, "centre", "formation_rounds").owed_by is ML

    def test_an_older_run_knows_no_such_duty(self) -> None:
        centre = returned(1).with_(practice=FIRST)
        again = take(take(centre, "resubmit_intent", LE, date(2022, 3, 16)), "return_intent", SD, date(2022, 3, 18))
        assert owed_keys(again) == {"supplement"}


@pytest.mark.law("F04", "F06", "G-55", "Art 16.3b")
class TestCultivation:
    """C.11: the cultivation keeps its first day, its progress and its three preparations; G-55: no state beside it."""

    def test_it_keeps_its_first_day(self) -> None:
        cultivation = applying("accept_for_cultivation").formation.cultivation
        assert cultivation is not None
        assert cultivation.accepted_on == date(2022, 3, 25)

    @pytest.mark.parametrize("part", ["plan_compiled", "council_prepared", "entity_prepared"])
    def test_each_preparation_is_ticked_by_itself(self, part: str) -> None:
        cultivation = self.told(**{part: True}).formation.cultivation
        ticked = {k for k, v in cultivation.model_dump().items() if v is True}  # type: ignore[union-attr]
        assert ticked == {part}

    def test_the_recommendation_has_ticked_them_all(self) -> None:
        cultivation = applying("recommend").formation.cultivation
        assert cultivation is not None
        assert (cultivation.plan_compiled, cultivation.council_prepared, cultivation.entity_prepared) == (True,) * 3

    def test_a_provincial_centre_being_built_up_is_noted_and_is_no_state(self) -> None:
        centre = self.told(provincial_status="省级预备")
        assert centre.state is State.CULTIVATING
        assert centre.formation.cultivation.provincial_status == "省级预备"  # type: ignore[union-attr]

    def test_the_latest_words_are_kept(self) -> None:
        centre = applying("accept_for_cultivation")
        for n in range(KEPT + 1):
            centre = take(centre, "record_cultivation_progress", LE, date(2022, 9, 1), {"progress": f"step {n}"})
        assert [p.text for p in centre.formation.cultivation.progress][-1] == f"step {KEPT}"  # type: ignore[union-attr]
        assert len(centre.formation.cultivation.progress) == KEPT  # type: ignore[union-attr]

    def test_back_in_cultivation_nothing_is_forgotten(self) -> None:
        back = take(applying(), "decide", ML, date(2023, 4, 12), {"outcome": "return"})
        assert back.formation.cultivation.accepted_on == date(2022, 3, 25)  # type: ignore[union-attr]

    @pytest.mark.parametrize(("last", "action"), [("submit_intent", "accept_for_cultivation")])
    def test_most_is_informed(self, last: str, action: str) -> None:
        before = applying(last)
        after = take(before, action, SD, date(2022, 3, 25))
        assert "most_officer" in {notice.to_role for notice in effects(before, after).notices}

    def told(self, **content: Any) -> Centre:
        content = {"progress": "On the way.", **content}
        return take(applying("accept_for_cultivation"), "record_cultivation_progress", LE, date(2022, 9, 1), content)
