"""The director and the expert committee; a council that meets its reviewers (Arts 17 to 19; G-29, G-31, SOD-2)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    MO,
    REPORTER,
    SD,
    SD_LEADER,
    SECRETARY,
    applying,
    changing,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    operating,
    owed_keys,
    refused,
    renewing,
    take,
    until,
)

from domain.centre import Centre
from domain.effects import effects
from domain.operation.governance_matter import Governance
from domain.passing import pass_time
from domain.refusals import Code
from domain.roles import Role
from domain.samples import sample_content
from domain.standing import standing
from domain.states import State

ON = date(2024, 3, 4)
LAST = date(2024, 6, 3)
KEY = "governance"
CHAIR = Role.EXPERT_COMMITTEE_CHAIR


def kept(centre: Centre) -> Governance:
    """The governance records of the centre."""
    return centre.find(Governance, KEY)


def appointed(centre: Centre | None = None, on: date = ON, **changed: Any) -> Centre:
    """A centre whose director is on record."""
    content = {**sample_content("record_director"), **changed}
    return take(centre or operating(), "record_director", SECRETARY, on, content)


def vacant(centre: Centre | None = None, **content: Any) -> Centre:
    """A centre whose post of director is vacant since 2024-03-04."""
    return take(centre or appointed(on=date(2024, 1, 8)), "record_director_vacancy", SECRETARY, ON, content)


def with_council(centre: Centre, on: date, *people: str, **facts: Any) -> Centre:
    """The centre after these people have come on to its council for the government."""
    members = [{"person": p, "organisation": "jiangsu-st", "capacity": "government", **facts} for p in people]
    return take(centre, "record_council", SECRETARY, on, {"members": members})


@pytest.mark.law("Art 17.2", "Art 18", "G-29")
class TestDirector:
    """Arts 17.2, 18: the council appoints the director, who must be full-time; otherwise a flag, never an exit."""

    def test_the_appointment_is_on_record(self) -> None:
        director = kept(appointed(appointed_on="2024-03-01")).director
        assert director is not None
        assert (director.person, director.appointed_on, director.valid) == ("sun.li", date(2024, 3, 1), True)

    @pytest.mark.parametrize("field", ["resolution", "full_time", "person"])
    def test_it_needs_its_resolution_and_whether_full_time(self, field: str) -> None:
        content = {k: v for k, v in sample_content("record_director").items() if k != field}
        refusal = refused(operating(), "record_director", SECRETARY, ON, content)
        assert (refusal.code, field in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_one_who_is_not_full_time_is_flagged(self) -> None:
        centre = appointed(full_time=False, concurrent_posts=["Dean"])
        assert kept(centre).director.valid is False  # type: ignore[union-attr]
        assert "Art 18: the director sun.li is not full-time staff (G-29)" in standing(centre, ON).warnings

    def test_the_flag_is_no_ground_for_exit(self) -> None:
        later = until(appointed(full_time=False), date(2025, 3, 3))
        assert (later.state, "exit" in later.matters) == (State.OPERATING, False)

    def test_full_time_at_last_ends_the_flag(self) -> None:
        centre = appointed(appointed(full_time=False), on=date(2024, 5, 6))
        assert kept(centre).warnings == ()
        assert kept(centre).former_directors == ()

    def test_the_one_before_is_kept_with_the_last_day(self) -> None:
        centre = appointed(appointed(), person="wang.wei", on=date(2024, 9, 2))
        assert [(d.person, d.ended_on) for d in kept(centre).former_directors] == [("sun.li", date(2024, 9, 2))]

    @pytest.mark.parametrize(("day", "fits"), [("2024-03-04", True), ("2024-03-05", False)])
    def test_the_appointment_has_happened(self, day: str, fits: bool) -> None:
        if fits:
            assert kept(appointed(appointed_on=day)).director
        else:
            content = {**sample_content("record_director"), "appointed_on": day}
            assert "appointed_on" in str(refused(operating(), "record_director", SECRETARY, ON, content))


@pytest.mark.law("Art 18", "Art 8.3", "G-29", "B.10")
class TestVacancy:
    """B.10: ninety days after the post fell vacant the supervising department is told; no status changes."""

    def test_the_council_has_ninety_days_rolled(self) -> None:
        alert = duty(vacant(), KEY, "director_vacancy_alert")
        assert (alert.raw_due, alert.due, alert.owed_by) == (date(2024, 6, 2), LAST, SECRETARY)

    def test_they_run_from_the_day_on_which_the_post_fell_vacant(self) -> None:
        assert duty(vacant(vacated_on="2024-02-01"), KEY, "director_vacancy_alert").due == date(2024, 5, 6)

    def test_the_post_is_flagged_and_the_director_is_kept(self) -> None:
        centre = vacant()
        assert "Art 18: the post of director is vacant since 2024-03-04 (G-29)" in standing(centre, ON).warnings
        assert [(d.person, d.ended_on) for d in kept(centre).former_directors] == [("sun.li", ON)]

    def test_on_the_last_day_nobody_is_told_yet(self) -> None:
        assert owed_keys(until(vacant(), last_instant(LAST)), KEY) == {"director_vacancy_alert"}

    def test_the_day_after_the_department_is_told(self) -> None:
        late = until(vacant(), first_late_instant(LAST))
        assert duty(late, KEY, "director_vacancy_alert").overdue
        assert duty(late, KEY, "director_vacancy_followup").owed_by is SD
        assert late.state is State.OPERATING

    def test_the_department_has_a_notice_of_it(self) -> None:
        before = until(vacant(), last_instant(LAST))
        after = pass_time(before, first_late_instant(LAST))[0]
        assert SD in {notice.to_role for notice in effects(before, after).notices}

    @pytest.mark.parametrize(("on", "status"), [(LAST, "met"), (date(2024, 6, 4), "met_late")])
    def test_an_appointment_meets_it(self, on: date, status: str) -> None:
        centre = appointed(vacant(), on=on, person="wang.wei")
        assert duty(centre, KEY, "director_vacancy_alert").status == status
        assert (owed_keys(centre, KEY), kept(centre).vacant_since) == (set(), None)

    def test_recorded_again_the_time_does_not_start_anew(self) -> None:
        again = take(vacant(), "record_director_vacancy", SECRETARY, date(2024, 5, 6), {})
        assert duty(again, KEY, "director_vacancy_alert").due == LAST

    def test_the_department_may_record_it_too(self) -> None:
        assert kept(take(operating(), "record_director_vacancy", SD, ON)).vacant_since == ON

    def test_a_day_to_come_is_refused(self) -> None:
        refusal = refused(operating(), "record_director_vacancy", SECRETARY, ON, {"vacated_on": "2024-03-05"})
        assert "vacated_on" in str(refusal)

    def test_with_the_exit_the_clock_ends(self) -> None:
        exiting = take(vacant(), "propose_revocation", MO, date(2024, 4, 1))
        closing = take(exiting, "confirm_exit", Role.MOST_LEADERSHIP, date(2024, 5, 6))
        assert owed_keys(closing, KEY) == set()


@pytest.mark.law("Art 17.3", "Art 19", "B.10")
class TestExpertCommittee:
    """Arts 17.3, 19: the council appoints the experts, who advise; the director may not be one of them."""

    def test_it_is_on_record(self) -> None:
        committee = kept(take(operating(), "record_expert_committee", SECRETARY, ON)).expert_committee
        assert committee is not None
        assert (committee.chair, committee.members[0].field) == ("zhou.yan", "Sensors")

    @pytest.mark.parametrize("member_and_chair", [("sun.li", None), ("zhou.yan", "sun.li")])
    def test_the_director_may_not_sit_on_it(self, member_and_chair: tuple[str, str | None]) -> None:
        member, chair = member_and_chair
        content = {"members": [{"person": member}], "chair": chair}
        refusal = refused(appointed(), "record_expert_committee", SECRETARY, ON, content)
        assert (refusal.code, "director" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_an_expert_may_not_become_the_director(self) -> None:
        advised = take(operating(), "record_expert_committee", SECRETARY, ON)
        content = {**sample_content("record_director"), "person": "zhou.yan"}
        assert "expert committee" in str(refused(advised, "record_director", SECRETARY, ON, content))

    @pytest.mark.parametrize(("to", "may"), [("2024-03-03", True), ("2024-03-04", False)])
    def test_one_who_has_left_it_may(self, to: str, may: bool) -> None:
        content = {"members": [{"person": "sun.li", "to": to}, {"person": "zhou.yan"}]}
        centre = take(operating(), "record_expert_committee", SECRETARY, date(2024, 3, 3), content)
        if may:
            assert kept(appointed(centre)).director
        else:
            refusal = refused(centre, "record_director", SECRETARY, ON, sample_content("record_director"))
            assert "sun.li" in str(refusal)

    def test_it_has_members(self) -> None:
        refusal = refused(operating(), "record_expert_committee", SECRETARY, ON, {"members": []})
        assert "members" in str(refusal)

    def test_a_meeting_is_on_record_with_whether_it_gave_opinions(self) -> None:
        meeting = kept(take(operating(), "record_expert_meeting", CHAIR, ON)).expert_meetings[0]
        assert (meeting.on, meeting.agenda, meeting.has_opinions) == (ON, "Goals of the cycle", True)

    @pytest.mark.parametrize(("day", "fits"), [("2024-03-04", True), ("2024-03-05", False)])
    def test_a_meeting_has_been_held(self, day: str, fits: bool) -> None:
        if fits:
            assert take(operating(), "record_expert_meeting", CHAIR, ON, {"date": day})
        else:
            assert "date" in str(refused(operating(), "record_expert_meeting", CHAIR, ON, {"date": day}))


@pytest.mark.law("SOD-2", "G-31", "Art 17")
class TestCouncilAndReview:
    """SOD-2 (G-31): who sits on the council acts for the centre and may not review or decide on it."""

    def test_an_official_on_the_council_does_not_endorse_the_report(self) -> None:
        refusal = self.refusal(self.reported("li.na"), "endorse_report", "li.na")
        assert (refusal.code, "G-31" in str(refusal)) == (Code.SEPARATION_OF_DUTIES, True)

    def test_another_official_endorses_it(self) -> None:
        centre = take(self.reported("li.na"), "endorse_report", SD, date(2024, 4, 19), person="wu.jun")
        assert centre.matters["annual-report/2023"].state == "FORWARDED"

    def test_nor_does_the_official_endorse_a_change(self) -> None:
        sitting = with_council(changing(), date(2024, 5, 7), "li.na")
        refusal = refused(sitting, "endorse", SD, date(2024, 5, 20), person="li.na")
        assert refusal.code is Code.SEPARATION_OF_DUTIES

    @pytest.mark.parametrize(("day", "may"), [(date(2024, 5, 20), False), (date(2024, 5, 21), True)])
    def test_the_seat_binds_until_its_last_day(self, day: date, may: bool) -> None:
        sitting = with_council(changing(), date(2024, 5, 7), "li.na", to="2024-05-20")
        if may:
            assert take(sitting, "endorse", SD, day, person="li.na")
        else:
            assert refused(sitting, "endorse", SD, day, person="li.na").code is Code.SEPARATION_OF_DUTIES

    @pytest.mark.parametrize(("day", "may"), [(date(2024, 5, 19), True), (date(2024, 5, 20), False)])
    def test_the_seat_binds_from_its_first_day(self, day: date, may: bool) -> None:
        sitting = with_council(changing(), date(2024, 5, 7), "li.na", **{"from": "2024-05-20"})
        if may:
            assert take(sitting, "endorse", SD, day, person="li.na")
        else:
            assert refused(sitting, "endorse", SD, day, person="li.na").code is Code.SEPARATION_OF_DUTIES

    def test_the_chair_sits_on_the_council_too(self) -> None:
        sitting = take(changing(), "record_council", SECRETARY, date(2024, 5, 7), {"chair": "li.na"})
        assert refused(sitting, "endorse", SD, date(2024, 5, 20), person="li.na").code is Code.SEPARATION_OF_DUTIES

    def test_a_new_cycle_does_not_set_the_seat_aside(self) -> None:
        sitting = with_council(renewing(), date(2026, 10, 8), "li.na")
        renewed = take(sitting, "start_cycle", MO, date(2026, 11, 2))
        changed = take(renewed, "submit_change", REPORTER, date(2026, 11, 9))
        assert refused(changed, "endorse", SD, date(2026, 11, 16), person="li.na").code is Code.SEPARATION_OF_DUTIES

    def test_nor_does_the_approval(self) -> None:
        prepared = with_council(applying("accept_for_cultivation"), date(2022, 9, 1), "li.na")
        refusal = refused(prepared, "recommend", SD_LEADER, date(2022, 11, 28), person="li.na")
        assert refusal.code is Code.SEPARATION_OF_DUTIES

    def test_the_member_acts_for_the_centre_all_the_same(self) -> None:
        sitting = with_council(operating(), ON, "li.na")
        assert take(sitting, "record_charter", SECRETARY, ON, person="li.na")

    def test_no_evaluator_sits_on_the_council(self) -> None:
        sitting = with_council(evaluating("review_materials"), date(2026, 6, 2), "chen.evaluator")
        refusal = refused(sitting, "start_assessment", Role.EVALUATOR_LEAD, date(2026, 6, 3), person="chen.evaluator")
        assert refusal.code is Code.SEPARATION_OF_DUTIES

    def reported(self, *council: str) -> Centre:
        opened = with_council(until(operating(), date(2024, 1, 2)), date(2024, 1, 3), *council)
        return take(opened, "submit_report", REPORTER, date(2024, 3, 29), matter="annual-report/2023")

    def refusal(self, centre: Centre, action: str, person: str) -> Any:
        return refused(centre, action, SD, date(2024, 4, 19), person=person)
