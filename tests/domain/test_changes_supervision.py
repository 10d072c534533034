"""Changes made without approval, minor matters, and what supervision notes (X05, X07; G-24, G-34, G-35, G-50)."""

from datetime import date
from typing import Any

import pytest
from applications import KEY, ON, asking, change, submitted
from lives import (
    LEGAL,
    ML,
    MO,
    REPORTER,
    SD,
    changing,
    closing,
    duty,
    leaving,
    operating,
    owed_keys,
    refused,
    take,
    until,
)  # fmt: skip

from domain.centre import CENTRE
from domain.changes.matter import ChangeState
from domain.policy import Policy
from domain.refusals import Code
from domain.standing import standing

REPORT = {"type": "lead_entity", "text": "Another institute has led since March."}
MINOR = {"major": False, "type": "member_composition", "subject": "An institute of another centre wants to join."}


def reported(*types: str) -> Any:
    """A field centre of which unapproved changes of these types were reported."""
    centre = operating()
    for type_ in types or ("lead_entity",):
        centre = take(centre, "report_unapproved_change", SD, ON, {**REPORT, "type": type_})
    return centre


@pytest.mark.law("X05", "G-34", "Art 8.3", "Art 26")
class TestX05:
    """G-34: a change carried out without approval is recorded and applied for late (补办); nothing is undone."""

    @pytest.mark.parametrize("by", [SD, MO])
    def test_it_is_recorded_and_a_late_application_is_awaited(self, by: Any) -> None:
        centre = take(operating(), "report_unapproved_change", by, ON, REPORT)
        record = centre.supervision_records[0]
        assert (record.kind, record.subject, record.on) == ("unapproved_change", "lead_entity", ON)
        assert (duty(centre, CENTRE, "late_application").due, centre.state) == (None, operating().state)

    def test_the_status_shows_the_record(self) -> None:
        assert "Another institute" in str(standing(reported(), ON).facts["supervision_records"])

    def test_it_must_be_told(self) -> None:
        content = {"type": "lead_entity"}
        refusal = refused(operating(), "report_unapproved_change", SD, ON, content, reason=None)
        assert "text" in str(refusal)
        assert take(operating(), "report_unapproved_change", SD, ON, content, reason="Seen on site")

    def test_the_centre_does_not_report_itself_so(self) -> None:
        assert refused(operating(), "report_unapproved_change", LEGAL, ON, REPORT).code is Code.WRONG_ROLE

    def test_the_late_application_answers_it(self) -> None:
        centre = submitted(asking("lead_entity", already_executed=True), reported(), date(2024, 5, 7))
        assert duty(centre, CENTRE, "late_application").status == "met"
        assert (change(centre).retroactive, centre.supervision_records[0].settled_by) == (True, KEY)
        assert "补办" in change(centre).warnings[0]

    @pytest.mark.parametrize(("type_", "executed"), [("rd_direction", True), ("lead_entity", False)])
    def test_another_application_does_not(self, type_: str, executed: bool) -> None:
        centre = submitted(asking(type_, already_executed=executed), reported(), date(2024, 5, 7))
        assert duty(centre, CENTRE, "late_application").status == "open"

    def test_of_two_reports_both_must_be_answered(self) -> None:
        one = submitted(asking("lead_entity", already_executed=True), reported("lead_entity", "rd_direction"))
        both = submitted(asking("rd_direction", already_executed=True), one)
        assert [duty(c, CENTRE, "late_application").status for c in (one, both)] == ["open", "met"]

    def test_taken_back_the_report_waits_again(self) -> None:
        late = submitted(asking("lead_entity", already_executed=True), reported())
        centre = take(late, "withdraw_change", LEGAL, date(2024, 5, 8), {})
        assert "late_application" in owed_keys(centre, CENTRE)

    def test_an_application_already_under_way_is_flagged_instead(self) -> None:
        centre = take(submitted(asking("lead_entity")), "report_unapproved_change", SD, date(2024, 5, 7), REPORT)
        assert (change(centre).retroactive, owed_keys(centre, CENTRE) & {"late_application"}) == (True, set())

    def test_a_late_application_of_its_own_accord_leaves_a_record(self) -> None:
        centre = submitted(asking("lead_entity", already_executed=True))
        assert [(r.kind, r.settled_by) for r in centre.supervision_records] == [("unapproved_change", KEY)]

    def test_at_the_exit_it_lapses(self) -> None:
        proposed = take(reported(), "propose_revocation", MO, date(2024, 6, 10), {"ground": "other", "evidence": "x"})
        centre = take(proposed, "confirm_exit", ML, date(2024, 7, 10), {"outcome": "revoked"})
        assert duty(centre, CENTRE, "late_application").status == "lapsed"


@pytest.mark.law("X07", "G-35", "Art 26")
class TestX07:
    """G-35: MOST's officer says what is major; a minor matter is noted and not approved; doubt is major."""

    @pytest.mark.parametrize("last", ["member_composition", "rd_direction"])
    def test_a_minor_application_is_noted_and_nothing_more_is_owed(self, last: str) -> None:
        centre = take(submitted(asking(last)), "classify_change", MO, date(2024, 5, 8), {"major": False}, matter=KEY)
        assert (change(centre).state, owed_keys(centre, KEY)) == (ChangeState.NOTICED, set())
        assert last not in centre.major_matters

    def test_a_major_one_goes_on_its_way(self) -> None:
        centre = take(submitted(asking("rd_direction")), "classify_change", MO, ON, {"major": True}, matter=KEY)
        assert (change(centre).state, change(centre).classified) == (ChangeState.SD_REVIEW, "major")

    @pytest.mark.parametrize(("doubt_is_major", "classified"), [(True, "major"), (False, "minor")])
    def test_doubt_is_what_policy_says(self, doubt_is_major: bool, classified: str) -> None:
        terms = Policy().change.model_copy(update={"doubt_is_major": doubt_is_major})
        centre = submitted(asking("rd_direction")).with_(custom_policy=Policy(change=terms))
        assert change(take(centre, "classify_change", MO, ON, {}, matter=KEY)).classified == classified

    def test_what_the_article_names_is_never_minor(self) -> None:
        refusal = refused(changing(), "classify_change", MO, date(2024, 5, 7), {"major": False}, matter=KEY)
        assert (refusal.code, "major" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_an_application_is_not_turned_into_another(self) -> None:
        content = {"major": True, "type": "lead_entity"}
        assert "type" in str(refused(changing(), "classify_change", MO, date(2024, 5, 7), content, matter=KEY))

    def test_what_nobody_has_applied_for_is_noted_as_a_change_of_its_own(self) -> None:
        centre = take(operating(), "classify_change", MO, ON, MINOR, matter=CENTRE)
        notice = change(centre)
        assert (notice.state, notice.type, notice.new_value) == ("NOTICED", "member_composition", MINOR["subject"])

    def test_it_answers_a_report_of_its_type(self) -> None:
        centre = take(reported("member_composition"), "classify_change", MO, date(2024, 5, 7), MINOR, matter=CENTRE)
        assert duty(centre, CENTRE, "late_application").status == "met"

    def test_if_it_is_major_the_centre_must_apply(self) -> None:
        centre = take(operating(), "classify_change", MO, ON, {**MINOR, "major": True}, matter=CENTRE)
        assert (KEY in centre.matters, centre.supervision_records[0].kind) == (False, "major_matter")

    def test_its_subject_must_be_told(self) -> None:
        content = {"major": False}
        assert "subject" in str(refused(operating(), "classify_change", MO, ON, content, matter=CENTRE, reason=None))

    @pytest.mark.parametrize("by", [SD, REPORTER, ML])
    def test_only_the_officer_classifies(self, by: Any) -> None:
        assert refused(operating(), "classify_change", by, ON, MINOR, matter=CENTRE).code is Code.WRONG_ROLE

    def test_once_decided_it_is_too_late(self) -> None:
        refusal = refused(changing("approve"), "classify_change", MO, date(2024, 6, 4), {"major": True}, matter=KEY)
        assert refusal.code is Code.WRONG_STATE

    @pytest.mark.law("SOD-5")
    def test_who_has_classified_does_not_approve(self) -> None:
        classified = take(changing("endorse"), "classify_change", MO, date(2024, 5, 21), {"major": True}, matter=KEY)
        refusal = refused(classified, "approve", ML, date(2024, 6, 3), {}, person=f"{MO}.person")
        assert refusal.code is Code.SEPARATION_OF_DUTIES


@pytest.mark.law("G-24", "G-50", "Art 8.3")
class TestRecords:
    """Art 8.3: departments and MOST note what they see; no status follows, not even from a lost lead entity (G-24)."""

    @pytest.mark.parametrize("by", [SD, MO])
    def test_a_lost_lead_entity_is_on_record_and_nothing_ends(self, by: Any) -> None:
        centre = until(take(operating(), "record_supervision", by, ON), date(2025, 5, 6))
        assert (centre.supervision_records[0].kind, centre.state) == ("lead_entity", operating().state)

    @pytest.mark.law("G-08")
    def test_text_is_all_it_needs(self) -> None:
        centre = take(operating(), "record_supervision", SD, ON, {"text": "Interim look", "evidence": "Minutes 4"})
        assert (centre.supervision_records[0].kind, centre.supervision_records[0].text) == (
            "other", "Interim look (Minutes 4)",
        )  # fmt: skip

    def test_a_department_of_another_centre_records_nothing(self) -> None:
        assert refused(operating(), "record_supervision", SD, ON, org="zhejiang-st").code is Code.WRONG_ROLE

    def test_a_name_still_used_after_the_exit_is_on_record(self) -> None:
        content = {"kind": "name_use", "text": "The plaque is still up."}
        centre = take(closing(), "record_supervision", SD, date(2024, 8, 1), content, matter="exit")
        assert (centre.supervision_records[0].matter, centre.state) == ("exit", closing().state)

    def test_before_the_exit_is_confirmed_it_belongs_to_the_centre(self) -> None:
        assert take(leaving(), "record_supervision", SD, date(2024, 6, 4), {"text": "x"}).supervision_records
