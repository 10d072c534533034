"""Changes of name, place and other major matters (Arts 10.6, 26; X01 to X04, X06)."""

from datetime import date
from typing import Any

import pytest
from applications import KEY, NEW_NAME, ON, approved, asking, change, request
from lives import (
    LEGAL,
    ML,
    MO,
    REPORTER,
    SD,
    applying,
    changing,
    due,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    operating,
    owed_keys,
    planning,
    refused,
    take,
    until,
)  # fmt: skip

from domain.changes.matter import ChangeState
from domain.refusals import Code
from domain.samples import sample_content
from domain.states import State


@pytest.mark.law("X01", "Art 26", "Art 10.6")
class TestX01:
    """Art 26: a written application with the council's resolution; one open request for each attribute."""

    def test_it_is_with_the_department_and_nothing_has_changed(self) -> None:
        assert change(changing()).state is ChangeState.SD_REVIEW
        assert changing().registered_place is None

    def test_the_department_has_twenty_working_days(self) -> None:
        assert due(changing(), KEY, "change_sd_review") == date(2024, 5, 31)

    @pytest.mark.parametrize("part", ["application_document", "council_resolution"])
    def test_application_and_resolution_are_needed(self, part: str) -> None:
        content = {k: v for k, v in sample_content("submit_change").items() if k != part}
        assert part in str(refused(operating(), "submit_change", REPORTER, ON, content))

    @pytest.mark.parametrize(
        ("type_", "field"),
        [("name", "new_name"), ("registered_place", "new_place"), ("institute_add_close", "institute"),
         ("supervising_department", "supervising_departments"), ("lead_entity", "new_lead"), ("merger", "merger"),
         ("rd_direction", "new_value"), ("member_composition", "members"), ("split", "split")],
    )  # fmt: skip
    def test_each_type_needs_its_new_value(self, type_: str, field: str) -> None:
        assert field in str(refused(operating(), "submit_change", LEGAL, ON, request(type_)))

    def test_a_second_request_for_the_same_attribute_is_refused(self) -> None:
        assert KEY in str(refused(changing(), "submit_change", REPORTER, date(2024, 5, 7)))

    def test_a_request_for_another_attribute_is_a_change_of_its_own(self) -> None:
        centre = take(changing(), "submit_change", REPORTER, date(2024, 5, 7), request("name", new_name=NEW_NAME))
        assert change(centre, "change/2").type == "name"

    def test_a_new_request_never_replaces_an_old_one(self) -> None:
        content = request("name", new_name=NEW_NAME)
        refusal = refused(changing(), "submit_change", REPORTER, date(2024, 5, 7), content, matter=KEY)
        assert refusal.code is Code.UNKNOWN_MATTER

    @pytest.mark.parametrize("name", ["传感国家技术创新中心", "国家技术创新中心"])
    def test_a_new_name_obeys_article_32(self, name: str) -> None:
        content = request("name", new_name={**NEW_NAME, "name_zh": name})
        assert "new_name.name_zh" in str(refused(operating(), "submit_change", REPORTER, ON, content))

    @pytest.mark.parametrize("given", ["国家智能传感技术创新中心", {"name_zh": "国家智能传感技术创新中心"}])
    def test_the_old_value_may_be_given_and_must_be_the_one_in_force(self, given: Any) -> None:
        assert take(operating(), "submit_change", REPORTER, ON, asking("name", old_value=given))

    @pytest.mark.parametrize("given", ["国家传感器技术创新中心", {"name_zh": "国家传感器技术创新中心"}, ["x"], 7])
    def test_another_old_value_is_refused(self, given: Any) -> None:
        refusal = refused(operating(), "submit_change", REPORTER, ON, asking("name", old_value=given))
        assert (refusal.code, "old_value" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_an_old_value_that_the_register_does_not_know_is_not_judged(self) -> None:
        assert take(operating(), "submit_change", REPORTER, ON, asking("rd_direction", old_value="Sensors"))

    @pytest.mark.parametrize(("on", "words"), [(date(2024, 6, 5), 0), (date(2024, 6, 6), 1)])
    def test_thirty_days_after_the_resolution_it_is_late_and_accepted(self, on: date, words: int) -> None:
        content = asking("registered_place", resolved_on="2024-05-06")
        assert len(change(take(operating(), "submit_change", REPORTER, on, content)).warnings) == words

    def test_a_resolution_after_the_application_is_refused(self) -> None:
        content = asking("registered_place", resolved_on="2024-05-07")
        assert "resolved_on" in str(refused(operating(), "submit_change", REPORTER, ON, content))

    @pytest.mark.law("Art 19")
    @pytest.mark.parametrize("type_", ["rd_direction", "development_goals", "plan_targets"])
    def test_without_the_experts_opinion_direction_and_goals_carry_a_warning(self, type_: str) -> None:
        with_it = asking(type_, expert_opinion="The committee agrees")
        assert "专家委员会" in change(take(operating(), "submit_change", REPORTER, ON, asking(type_))).warnings[0]
        assert change(take(operating(), "submit_change", REPORTER, ON, with_it)).warnings == ()

    @pytest.mark.law("SOD-12")
    @pytest.mark.parametrize("type_", ["voluntary_exit", "merger", "split"])
    def test_exit_merger_and_split_need_two_signatures(self, type_: str) -> None:
        assert refused(operating(), "submit_change", REPORTER, ON, asking(type_)).code is Code.WRONG_ROLE
        assert take(operating(), "submit_change", LEGAL, ON, asking(type_))

    def test_in_formation_the_draft_is_edited_instead(self) -> None:
        assert refused(applying(), "submit_change", LEGAL, date(2023, 3, 1)).code is Code.WRONG_STATE


@pytest.mark.law("X02", "Art 26")
class TestX02:
    """Art 26: the supervising department reviews; no silence counts as consent."""

    def test_endorsed_it_is_with_most_for_twenty_working_days(self) -> None:
        centre = changing("endorse")
        assert change(centre).state is ChangeState.MOST_REVIEW
        assert (due(centre, KEY, "change_most_decision"), change(centre).latest_decision) == (
            date(2024, 6, 18), date(2024, 7, 2),
        )  # fmt: skip

    def test_overdue_at_the_department_it_stays_there(self) -> None:
        centre = until(changing(), date(2025, 1, 6))
        assert (change(centre).state, duty(centre, KEY, "change_sd_review").overdue) == (ChangeState.SD_REVIEW, True)

    def test_overdue_at_most_it_is_not_deemed_approved(self) -> None:
        assert change(until(changing("endorse"), date(2025, 1, 6))).state is ChangeState.MOST_REVIEW

    def test_not_endorsed_it_ends(self) -> None:
        centre = take(changing(), "not_endorse", SD, date(2024, 5, 20))
        assert (change(centre).state, owed_keys(centre, KEY)) == (ChangeState.NOT_ENDORSED, set())

    def test_returned_it_comes_again(self) -> None:
        back = take(changing(), "return", SD, date(2024, 5, 20))
        again = take(back, "resubmit_change", REPORTER, date(2024, 5, 27))
        assert (change(back).state, due(back, KEY, "supplement")) == (ChangeState.RETURNED, date(2024, 6, 3))
        assert (change(again).state, change(again).rounds) == (ChangeState.SD_REVIEW, 1)

    def test_the_department_cannot_return_what_lies_with_most(self) -> None:
        assert refused(changing("endorse"), "return", SD, date(2024, 5, 27)).code is Code.WRONG_ROLE

    def test_leadership_cannot_return_what_lies_with_the_department(self) -> None:
        assert refused(changing(), "return", ML, date(2024, 5, 27)).code is Code.WRONG_ROLE

    def test_leadership_returns_what_lies_with_most(self) -> None:
        assert change(take(changing("endorse"), "return", ML, date(2024, 5, 27))).state is ChangeState.RETURNED


@pytest.mark.law("X03", "Art 6.2", "Art 26")
class TestX03:
    """Arts 6.2, 26: leadership approves or rejects, with its document number; a rejection has its reason."""

    @pytest.mark.parametrize("action", ["approve", "reject"])
    def test_it_needs_a_document_number(self, action: str) -> None:
        refusal = refused(changing("endorse"), action, ML, date(2024, 6, 3), {}, document_number=None)
        assert refusal.code is Code.DOCUMENT_NUMBER_REQUIRED

    def test_a_rejection_needs_a_reason(self) -> None:
        refusal = refused(changing("endorse"), "reject", ML, date(2024, 6, 3), {}, reason=None)
        assert refusal.code is Code.REASON_REQUIRED

    def test_rejected_it_changes_nothing(self) -> None:
        centre = take(changing("endorse"), "reject", ML, date(2024, 6, 3))
        assert (change(centre).state, centre.registered_place) == (ChangeState.REJECTED, None)

    @pytest.mark.parametrize("action", ["approve", "reject"])
    def test_an_officer_decides_nothing(self, action: str) -> None:
        assert refused(changing("endorse"), action, MO, date(2024, 6, 3), {}).code is Code.WRONG_ROLE

    def test_without_the_department_most_does_not_decide(self) -> None:
        assert refused(changing(), "approve", ML, date(2024, 6, 3), {}).code is Code.WRONG_STATE


@pytest.mark.law("X04", "G-25", "Art 26")
class TestX04:
    """Art 26: master data follow on the day of effect; the old value stays as a dated alias (G-25)."""

    def test_at_the_last_instant_before_the_old_place_holds(self) -> None:
        centre = until(changing("approve"), last_instant(date(2024, 6, 30)))
        assert (centre.registered_place, change(centre).state) == (None, ChangeState.APPROVED)

    def test_on_its_day_the_new_place_holds(self) -> None:
        centre = until(changing("approve"), first_late_instant(date(2024, 6, 30)))
        assert (centre.registered_place, change(centre).state) == ("湖南省长沙市", ChangeState.EFFECTIVE)

    def test_without_a_day_it_holds_at_once(self) -> None:
        assert approved(request("registered_place", new_place="南京")).registered_place == "南京"

    def test_a_new_name_leaves_both_old_ones_as_aliases(self) -> None:
        centre = approved(request("name", new_name=NEW_NAME))
        assert (centre.name_zh, centre.name_en) == (NEW_NAME["name_zh"], NEW_NAME["name_en"])
        assert [(a.value, a.until) for a in centre.aliases] == [
            (operating().name_zh, date(2024, 6, 3)), (operating().name_en, date(2024, 6, 3)),
        ]  # fmt: skip

    def test_a_name_is_kept_in_its_register_form(self) -> None:
        spaced = {**NEW_NAME, "name_zh": " 国家 传感 技术创新中心"}
        assert approved(request("name", new_name=spaced)).name_zh == NEW_NAME["name_zh"]

    def test_an_exempt_centre_conforms_with_its_new_name(self) -> None:
        exempt = operating().with_(name_conformity="legacy_exempt", name_en=None)
        centre = approved(request("name", new_name=NEW_NAME), exempt)
        assert (centre.name_conformity, len(centre.aliases)) == ("conforming", 1)

    def test_code_and_id_stay(self) -> None:
        assert approved(request("name", new_name=NEW_NAME)).code == operating().code

    @pytest.mark.parametrize(("action", "names"), [("add", ["Optics", "Rail", "New"]), ("close", ["Rail"])])
    def test_an_institute_is_added_or_closed(self, action: str, names: list[str]) -> None:
        name = {"add": "New", "close": "Institute of Optics"}[action]
        content = request("institute_add_close", institute={"action": action, "name": name})
        centre = approved(content, planning("decide"))
        assert [i.name.removeprefix("Institute of ") for i in centre.institutes] == names

    def test_the_new_department_supervises(self) -> None:
        centre = approved(request("supervising_department", supervising_departments=["zhejiang-st"]))
        assert centre.supervising_departments == ("zhejiang-st",)

    def test_an_evaluation_keeps_the_name_of_its_notice(self) -> None:
        before = take(evaluating(), "submit_change", REPORTER, date(2026, 3, 2), request("name", new_name=NEW_NAME))
        after = take(take(before, "endorse", SD, date(2026, 3, 9)), "approve", ML, date(2026, 3, 16), {})
        assert after.matters["evaluation/1-1"].centre_name == operating().name_zh  # type: ignore[union-attr]


@pytest.mark.law("X06", "G-32")
class TestX06:
    """G-32: what is open lapses when the exit is confirmed, even when approved and not yet in effect."""

    @pytest.mark.parametrize("last", ["submit_change", "endorse", "approve"])
    def test_it_lapses(self, last: str) -> None:
        content = {"ground": "voluntary", "evidence": "Resolution"}
        leaving_ = take(changing(last), "propose_revocation", MO, date(2024, 6, 10), content)
        centre = take(leaving_, "confirm_exit", ML, date(2024, 6, 24))
        assert change(centre).state is ChangeState.LAPSED
        assert until(centre, date(2024, 8, 1)).registered_place is None

    def test_the_legal_representative_may_apply_too(self) -> None:
        assert take(operating(), "submit_change", LEGAL, ON).state is State.OPERATING
