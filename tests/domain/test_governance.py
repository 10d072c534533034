"""Governance records: council, charter, director, expert committee, Party organisation (Arts 5, 10, 16 to 19; B.10)."""

from datetime import date
from typing import Any

import pytest
from lives import LE, LEGAL, ML, MO, SD, SECRETARY, applying, closing, leaving, operating, planning, refused, take
from lives import rectifying as rectifying_

from domain.centre import Centre
from domain.operation.governance_findings import governance_findings
from domain.operation.governance_matter import LATEST, Governance
from domain.practice import FIRST
from domain.refusals import Code
from domain.roles import Role
from domain.samples import sample_content
from domain.standing import standing

ON = date(2024, 3, 4)
DIRECTOR, CHAIR = Role.CENTRE_DIRECTOR, Role.COUNCIL_CHAIR
EVERYWHERE = {
    "record_council": SECRETARY,
    "record_council_resolution": SECRETARY,
    "record_charter": SECRETARY,
    "record_director": SECRETARY,
    "record_director_vacancy": SECRETARY,
    "record_expert_committee": SECRETARY,
    "record_expert_meeting": Role.EXPERT_COMMITTEE_CHAIR,
    "record_work_plan": SECRETARY,
    "record_party_organisation": LEGAL,
    "record_support_commitment": SD,
    "record_delegation": MO,
}
PREPARED = ("record_council", "record_charter", "record_expert_committee")
ACTS = pytest.mark.parametrize(("action", "by"), EVERYWHERE.items(), ids=EVERYWHERE.keys())


def kept(centre: Centre) -> Governance:
    """The governance records of the centre."""
    return centre.find(Governance, "governance")


def record(
    action: str, content: Any = None, by: Role = SECRETARY, centre: Centre | None = None, on: date = ON
) -> Centre:
    """An operating centre, or the one given, after the record."""
    return take(centre or operating(), action, by, on, content)


def refusal(action: str, content: Any, by: Role = SECRETARY, centre: Centre | None = None) -> Any:
    """The refusal of the record."""
    return refused(centre or operating(), action, by, ON, content)


def director(**changed: Any) -> dict[str, Any]:
    """The appointment of a director with some parts changed."""
    return {**sample_content("record_director"), **changed}


def member(person: str, capacity: str = "other", **facts: Any) -> dict[str, Any]:
    """A member of the council."""
    return {"person": person, "organisation": f"{person}-office", "capacity": capacity, **facts}


@pytest.mark.law("B.10", "Art 17")
class TestTheRecords:
    """B.10: kept beside the main life, without any effect on it; the first record opens the one matter."""

    @ACTS
    def test_each_is_kept_in_one_matter(self, action: str, by: Role) -> None:
        centre = record(action, by=by)
        assert (kept(centre).state, kept(centre).state.zh) == ("KEPT", "在册")

    @ACTS
    def test_none_changes_a_status(self, action: str, by: Role) -> None:
        centre, before = record(action, by=by), operating()
        assert (centre.state, centre.since, centre.cycle, centre.grade) == (
            before.state, before.since, before.cycle, before.grade,
        )  # fmt: skip

    @ACTS
    def test_the_matter_may_be_named(self, action: str, by: Role) -> None:
        assert kept(take(operating(), action, by, ON, matter="governance"))
        assert kept(take(record("record_charter"), action, by, ON, matter="governance"))

    @ACTS
    def test_it_is_for_its_own_roles(self, action: str, by: Role) -> None:
        assert refused(operating(), action, ML, ON).code is Code.WRONG_ROLE

    def test_what_was_recorded_stays_when_more_is_recorded(self) -> None:
        centre = record("record_director", centre=record("record_council"))
        assert (kept(centre).council is not None, kept(centre).director is not None) == (True, True)

    def test_the_status_shows_them(self) -> None:
        shown = standing(record("record_director"), ON).matters["governance"]
        assert (shown["state_zh"], shown["director"]["person"]) == ("在册", "sun.li")  # type: ignore[index,call-overload]

    def test_an_older_run_knows_none(self) -> None:
        centre = operating().with_(practice=FIRST)
        assert refused(centre, "record_council", SECRETARY, ON).code is Code.UNKNOWN_ACTION

    def test_the_value_carries_the_latest_hundred_and_the_register_all(self) -> None:
        centre = operating()
        for n in range(LATEST + 2):
            centre = take(centre, "record_council_resolution", SECRETARY, ON, {"number": str(n), "subject": "Plan"})
        assert [r.number for r in kept(centre).resolutions] == [str(n) for n in range(2, LATEST + 2)]


@pytest.mark.law("B.13", "Art 16.3b")
class TestWhereTheyAreKept:
    """B.13: in formation as preparation only, in sequence all, while closing none."""

    @pytest.mark.parametrize("action", PREPARED)
    @pytest.mark.parametrize("by", [LE, SECRETARY])
    def test_the_cultivation_prepares(self, action: str, by: Role) -> None:
        assert kept(take(applying("accept_for_cultivation"), action, by, date(2022, 9, 1)))

    @pytest.mark.parametrize("action", PREPARED)
    def test_a_case_prepares(self, action: str) -> None:
        assert kept(take(planning("open_case"), action, SECRETARY, date(2021, 2, 1)))

    @pytest.mark.parametrize("action", [a for a in EVERYWHERE if a not in PREPARED])
    def test_the_rest_waits_for_the_approval(self, action: str) -> None:
        refusal = refused(applying("accept_for_cultivation"), action, EVERYWHERE[action], date(2022, 9, 1))
        assert refusal.code is Code.WRONG_STATE

    @pytest.mark.parametrize("last", ["submit_intent", "recommend", "record_argumentation"])
    def test_outside_cultivation_nothing_is_prepared(self, last: str) -> None:
        assert refused(applying(last), "record_council", SECRETARY, date(2023, 3, 1)).code is Code.WRONG_STATE

    def test_once_approved_the_applicant_records_no_more(self) -> None:
        assert refusal("record_council", {}, by=LE).code is Code.WRONG_ROLE

    def test_what_was_prepared_is_on_record_after_the_approval(self) -> None:
        prepared = take(applying("accept_for_cultivation"), "record_council", LE, date(2022, 9, 1))
        assert kept(prepared).council is not None

    @ACTS
    @pytest.mark.parametrize("life", [rectifying_, leaving], ids=["rectifying", "exit proposed"])
    def test_every_state_in_sequence_keeps_them(self, life: Any, action: str, by: Role) -> None:
        assert kept(take(life(), action, by, date(2026, 10, 12)))

    @ACTS
    def test_a_closing_centre_keeps_none(self, action: str, by: Role) -> None:
        assert refused(closing(), action, by, date(2024, 7, 2)).code is Code.CENTRE_EXITED


@pytest.mark.law("Art 17", "B.10")
class TestCouncil:
    """Art 17: council or board of member organisations and government; one without either is a warning."""

    def test_it_is_on_record_with_its_members(self) -> None:
        council = kept(record("record_council")).council
        assert council is not None
        assert (council.form, council.chair, [m.capacity for m in council.members]) == (
            "council", "zhao.min", ["member_entity", "government"],
        )  # fmt: skip

    def test_with_both_sides_there_is_no_warning(self) -> None:
        assert kept(record("record_council")).warnings == ()

    @pytest.mark.parametrize(
        ("missing", "words"), [("member_entity", "member organisation"), ("government", "government department")]
    )
    def test_a_missing_side_is_a_warning_and_no_bar(self, missing: str, words: str) -> None:
        there = "government" if missing == "member_entity" else "member_entity"
        centre = record("record_council", {"members": [member("wu.jun", there)]})
        assert [words in warning for warning in kept(centre).warnings] == [True]

    def test_one_who_has_left_represents_nobody(self) -> None:
        members = [member("wu.jun", "member_entity"), member("li.na", "government", to="2024-03-03")]
        assert "government" in kept(record("record_council", {"members": members})).warnings[0]

    def test_a_new_term_keeps_the_members_as_they_stand(self) -> None:
        again = record("record_council", {"term": 3, "form": "board"}, centre=record("record_council"))
        council = kept(again).council
        assert council is not None
        assert (council.form, council.term, len(council.members)) == ("board", 3, 2)

    def test_nobody_sits_twice(self) -> None:
        assert "named twice" in str(refusal("record_council", {"members": [member("wu.jun")] * 2}))

    def test_a_seat_does_not_end_before_it_begins(self) -> None:
        wrong = member("wu.jun", **{"from": "2024-02-01", "to": "2024-01-31"})
        assert "members.0.to" in str(refusal("record_council", {"members": [wrong]}))

    @pytest.mark.parametrize(("day", "fits"), [("2024-03-04", True), ("2024-03-05", False)])
    def test_it_is_recorded_when_it_has_been_constituted(self, day: str, fits: bool) -> None:
        if fits:
            assert kept(record("record_council", {"constituted_on": day})).council
        else:
            assert "constituted_on" in str(refusal("record_council", {"constituted_on": day}))


@pytest.mark.law("Art 17.4")
class TestResolutions:
    """Art 17.4: the council decides the major issues; its resolutions are on record by their numbers."""

    def test_it_is_on_record(self) -> None:
        resolution = kept(record("record_council_resolution")).resolutions[0]
        assert (resolution.number, resolution.on, resolution.result) == ("2024-3", ON, "adopted")

    @pytest.mark.parametrize("field", ["number", "subject"])
    def test_it_has_a_number_and_a_subject(self, field: str) -> None:
        content = {k: v for k, v in sample_content("record_council_resolution").items() if k != field}
        assert field in str(refusal("record_council_resolution", content))

    def test_the_same_number_again_puts_it_right(self) -> None:
        first = record("record_council_resolution")
        again = record("record_council_resolution", {"number": "2024-3", "subject": "Budget"}, centre=first)
        assert [r.subject for r in kept(again).resolutions] == ["Budget"]

    @pytest.mark.parametrize("attendance", [7, "7/9", ["zhao.min", "qian.ping"]])
    def test_the_attendance_is_told_in_any_form(self, attendance: Any) -> None:
        content = {**sample_content("record_council_resolution"), "attendance": attendance}
        assert kept(record("record_council_resolution", content)).resolutions[0].attendance == str(attendance)


@pytest.mark.law("Art 10.1", "Art 17.1", "G-30")
class TestCharter:
    """Arts 10.1, 17.1 (G-30): the centre drafts the charter, the council adopts it; both are on record."""

    def test_a_draft_of_the_centre_waits_for_the_council(self) -> None:
        centre = self.drafted()
        charter = kept(centre).charters[0]
        assert (charter.version, charter.drafted_on, charter.adopted_on) == ("1", ON, None)
        assert "not yet adopted" in kept(centre).warnings[0]

    def test_the_council_adopts_the_draft(self) -> None:
        adopted = self.adopted(self.drafted())
        (charter,) = kept(adopted).charters
        assert (charter.drafted_on, charter.adopted_on, charter.resolution) == (ON, date(2024, 4, 1), "2024-5")
        assert kept(adopted).warnings == ()

    def test_the_next_draft_is_a_new_version(self) -> None:
        centre = record("record_charter", {}, by=DIRECTOR, centre=self.adopted(self.drafted()), on=date(2025, 3, 3))
        assert [c.version for c in kept(centre).charters] == ["1", "2"]

    def test_an_adoption_without_a_resolution_is_a_warning(self) -> None:
        centre = record("record_charter", {"adopted_on": "2024-03-01"}, by=DIRECTOR)
        assert "without a resolution" in kept(centre).warnings[0]

    def test_a_later_draft_by_name_keeps_the_day_of_the_first(self) -> None:
        centre = record("record_charter", {"version": "1"}, by=DIRECTOR, centre=self.drafted(), on=date(2024, 5, 6))
        assert kept(centre).charters[0].drafted_on == ON

    def test_it_is_not_adopted_in_the_future(self) -> None:
        assert "adopted_on" in str(refusal("record_charter", {"adopted_on": "2024-03-05"}))

    def drafted(self) -> Centre:
        return record("record_charter", {"document": "Draft"}, by=DIRECTOR)

    def adopted(self, centre: Centre) -> Centre:
        return record("record_charter", {"resolution": "2024-5"}, by=CHAIR, centre=centre, on=date(2024, 4, 1))


@pytest.mark.law("Art 5")
class TestPartyOrganisation:
    """Art 5: a Party organisation is to be set up; without one there is a warning, no gate."""

    def test_a_centre_of_which_nobody_has_recorded_one_is_warned_of(self) -> None:
        assert "Art 5: no Party organisation is on record" in standing(operating(), ON).warnings

    def test_one_on_record_ends_the_warning(self) -> None:
        assert standing(record("record_party_organisation"), ON).warnings == ()

    def test_one_that_is_not_established_is_warned_of(self) -> None:
        centre = record("record_party_organisation", {"established": False})
        assert standing(centre, ON).warnings == ("Art 5: no Party organisation is established",)

    def test_a_candidate_is_not_warned_of(self) -> None:
        assert governance_findings(applying()) == ()

    def test_an_older_run_is_not_warned_of(self) -> None:
        assert governance_findings(operating().with_(practice=FIRST)) == ()

    def test_it_must_be_said_whether_it_is_established(self) -> None:
        assert "established" in str(refusal("record_party_organisation", {}))

    def test_it_was_not_established_in_the_future(self) -> None:
        content = {"established": True, "established_on": "2024-03-05"}
        assert "established_on" in str(refusal("record_party_organisation", content))
