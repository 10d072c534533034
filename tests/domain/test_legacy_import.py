"""Import of centres that have existed for years (G-62): true phase, own cycle table, nothing back-dated."""

from datetime import date
from typing import Any

import pytest
from lives import LEGAL, ML, MO, REPORTER, SD, due, duty, launch, owed_keys, reports_of, take, until

from domain.centre import Centre
from domain.cycles import Cycle
from domain.evaluation.matter import Evaluation
from domain.formation.launching import LaunchEntry, faults_of_entry
from domain.reports.matter import AnnualReport
from domain.standing import standing
from domain.states import State

TODAY = date(2026, 8, 3)
ENTRY: dict[str, Any] = {
    "code": "high-speed-train",
    "route": "legacy_import",
    "kind": "field",
    "name_zh": "国家高速列车技术创新中心",
    "name_en": "National Innovation Center of High Speed Trains",
    "name_conformity": "legacy_exempt",
    "supervising_departments": ["shandong-st"],
    "approval": {"document_number": "国科发创〔2016〕269号", "decided_on": "2016-09-05"},
}
CYCLES = [
    {"no": 1, "start": "2016-09-05", "end": "2021-09-05", "grade": "good"},
    {"no": 2, "start": "2021-09-06", "end": "2024-09-05", "grade": "excellent"},
    {"no": 3, "start": "2024-09-06", "end": "2027-09-05", "assumed": True},
]


def imported(**facts: Any) -> Centre:
    """A centre imported on 3 August 2026."""
    return launch(today=TODAY, **{**ENTRY, **facts})


def faults(**facts: Any) -> list[str]:
    """What keeps the entry from being launched."""
    import json

    return faults_of_entry(LaunchEntry.model_validate_json(json.dumps({**ENTRY, **facts})))


@pytest.mark.law("G-62", "G-06", "Art 29")
class TestTheCycleTable:
    """Arts 17.5, 29: a first cycle of five years is a fact, not an error; the next is counted from its end."""

    def test_the_last_row_is_the_present_cycle(self) -> None:
        assert imported(cycles=CYCLES).cycle == Cycle(no=3, start=date(2024, 9, 6), end=date(2027, 9, 5))

    def test_an_assumed_row_says_so(self) -> None:
        assert imported(cycles=CYCLES).assumed == ("cycle 3 (2024-09-06 to 2027-09-05)",)

    def test_the_last_grade_of_the_table_is_the_grade(self) -> None:
        assert imported(cycles=CYCLES).grade == "excellent"
        assert imported(cycles=CYCLES, grade="good").grade == "good"

    def test_a_short_last_cycle_does_not_shift_the_next(self) -> None:
        odd = imported(cycles=[{"no": 1, "start": "2021-01-01", "end": "2026-02-28"}], state="RENEWAL_PENDING")
        cycle = take(odd, "start_cycle", MO, TODAY).cycle
        assert cycle == Cycle(no=2, start=date(2026, 3, 1), end=date(2029, 2, 28))

    @pytest.mark.parametrize(("today", "no"), [(date(2025, 9, 5), 3), (date(2025, 9, 6), 4)])
    def test_without_a_table_it_is_reckoned_from_the_approval(self, today: date, no: int) -> None:
        cycle = launch(today=today, **ENTRY).cycle
        assert cycle is not None
        assert (cycle.no, cycle.end) == (no, date(2016 + 3 * no, 9, 5))

    @pytest.mark.parametrize("state", ["RENEWAL_PENDING", "RECTIFYING"])
    def test_what_settles_a_cycle_is_reckoned_to_the_one_that_has_ended(self, state: str) -> None:
        order = {"delivered_on": "2025-11-03", "deadline": "2026-11-03"}
        settling = launch(today=date(2026, 3, 2), **ENTRY, state=state, rectification=order, grade="poor")
        assert settling.cycle == Cycle(no=3, start=date(2022, 9, 6), end=date(2025, 9, 5))

    @pytest.mark.parametrize(("today", "no"), [(date(2026, 9, 5), 3), (date(2026, 9, 6), 4)])
    def test_an_evaluation_is_of_the_last_cycle_for_twelve_months(self, today: date, no: int) -> None:
        stage = {"stage": "NOTIFIED", "notice_delivered_on": "2025-10-08"}
        running = launch(today=today, **ENTRY, state="EVALUATING", evaluation=stage)
        assert running.cycle is not None
        assert running.cycle.no == no

    def test_a_reckoned_cycle_is_told_as_assumed(self) -> None:
        assert "reckoned" in imported().assumed[0]

    @pytest.mark.parametrize(
        "rows", [[CYCLES[0], CYCLES[2]], [CYCLES[1], CYCLES[0]], [CYCLES[0], {**CYCLES[1], "start": "2021-09-05"}]]
    )
    def test_a_table_with_a_gap_is_refused(self, rows: list[Any]) -> None:
        assert any(fault.startswith("cycles") for fault in faults(cycles=rows))


@pytest.mark.law("G-62", "Art 25")
class TestReports:
    """Art 25, G-62: filed ones are on record, owed ones awaited; no overdue and no reminder from before."""

    def test_filed_reports_are_on_record_and_owe_nothing(self) -> None:
        centre = imported(reports={"filed": [2022, 2023]})
        assert centre.find(AnnualReport, "annual-report/2023").state == "FILED"
        assert "ar_centre_due" not in owed_keys(centre)

    def test_an_owed_report_without_a_day_is_awaited_and_never_late(self) -> None:
        centre = until(imported(reports={"owed": [{"year": 2024}]}), date(2026, 12, 31))
        assert due(centre, "annual-report/2024", "ar_centre_due") is None
        assert standing(centre, date(2026, 12, 31)).overdue == ()

    def test_an_owed_report_with_a_day_keeps_it(self) -> None:
        centre = imported(reports={"owed": [{"year": 2025, "due": "2026-09-30"}]})
        assert due(centre, "annual-report/2025", "ar_centre_due") == date(2026, 9, 30)

    def test_no_reminder_lies_before_the_import(self) -> None:
        centre = imported(reports={"owed": [{"year": 2025, "due": "2026-08-20"}]})
        clock = duty(centre, "annual-report/2025", "ar_centre_due")
        assert clock.reminders == (date(2026, 8, 6), date(2026, 8, 13), date(2026, 8, 19))

    @pytest.mark.parametrize("owed", [{"year": 2022}, {"year": 2025, "due": "2026-09-30"}])
    def test_the_department_is_not_late_with_an_old_report(self, owed: dict[str, Any]) -> None:
        key = f"annual-report/{owed['year']}"
        centre = take(imported(reports={"owed": [owed]}), "submit_report", REPORTER, date(2026, 9, 7), matter=key)
        assert due(centre, key, "ar_supervising_due") == date(2026, 10, 8)

    def test_an_old_report_takes_the_usual_way(self) -> None:
        centre = take(imported(reports={"owed": [{"year": 2024}]}), "submit_report", REPORTER, date(2026, 9, 7))
        filed = take(take(centre, "endorse_report", SD, date(2026, 9, 14)), "file_report", MO, date(2026, 9, 21))
        assert filed.find(AnnualReport, "annual-report/2024").state == "FILED"

    def test_the_next_report_is_that_of_the_year_of_the_import(self) -> None:
        assert reports_of(until(imported(), date(2027, 1, 2))) == ["annual-report/2026"]

    def test_a_report_is_not_both_filed_and_owed(self) -> None:
        with pytest.raises(ValueError, match="both filed and owed"):
            imported(reports={"filed": [2024], "owed": [{"year": 2024}]})


@pytest.mark.law("G-62")
class TestThePhase:
    """G-62: a centre enters in its true phase, and goes on from there."""

    def test_an_operating_centre_awaits_its_evaluation(self) -> None:
        assert due(imported(cycles=CYCLES), "centre", "evaluation_prenotice") == date(2027, 7, 7)

    def test_a_notice_whose_day_has_passed_is_awaited_without_a_day(self) -> None:
        centre = imported(cycles=CYCLES[:2])
        assert (centre.state, due(centre, "centre", "evaluation_prenotice")) == (State.OPERATING, None)

    @pytest.mark.parametrize(
        ("stage", "key"),
        [
            ("NOTIFIED", "participation_confirm"),
            ("PARTICIPATION_CONFIRMED", "materials_due"),
            ("MATERIALS_REVIEWED", "assessment"),
            ("ASSESSING", "assessment"),
            ("REPORTED", "deliberation"),
            ("DELIBERATING", "deliberation"),
        ],
    )
    def test_an_evaluation_goes_on_where_it_stands(self, stage: str, key: str) -> None:
        centre = imported(state="EVALUATING", cycles=CYCLES[:2], evaluation={"stage": stage})
        assert centre.find(Evaluation, "evaluation/2-1").state == stage
        assert owed_keys(centre) == {key}

    def test_a_notified_centre_owes_its_materials_once_it_takes_part(self) -> None:
        centre = imported(state="EVALUATING", cycles=CYCLES[:2], evaluation={"stage": "NOTIFIED"})
        after = take(centre, "confirm_participation", LEGAL, date(2026, 8, 10), {})
        assert due(after, "evaluation/2-1", "materials_due") is None

    def test_an_evaluation_of_before_can_be_brought_to_its_end(self) -> None:
        facts = {"stage": "DELIBERATING", "draft_grade": "good"}
        centre = imported(state="EVALUATING", cycles=CYCLES[:2], evaluation=facts)
        public = take(centre, "open_publicity", MO, date(2026, 8, 10), {})
        issued = take(public, "issue_result", ML, date(2026, 8, 17), {"grade": "good"})
        assert take(issued, "start_cycle", MO, date(2026, 9, 7)).cycle == Cycle(
            no=3, start=date(2024, 9, 6), end=date(2027, 9, 5)
        )

    @pytest.mark.parametrize(("plan", "keys"), [
        (None, {"rectification_period", "rectification_plan_due"}), ("2026-02-02", {"rectification_period"}),
    ])  # fmt: skip
    def test_a_rectification_keeps_its_last_day(self, plan: str | None, keys: set[str]) -> None:
        order = {"delivered_on": "2026-01-05", "deadline": "2026-12-31", "plan_filed_on": plan}
        centre = imported(state="RECTIFYING", cycles=CYCLES[:2], rectification=order)
        assert due(centre, "rectification/2", "rectification_period") == date(2026, 12, 31)
        assert owed_keys(centre) == keys

    def test_a_pending_renewal_awaits_its_plan(self) -> None:
        centre = imported(state="RENEWAL_PENDING", cycles=CYCLES[:2])
        assert due(centre, "centre", "next_plan_due") is None

    @pytest.mark.parametrize("state", ["EVALUATING", "RECTIFYING", "RENEWAL_PENDING"])
    def test_a_phase_without_a_cycle_is_refused(self, state: str) -> None:
        order = {"delivered_on": "2026-01-05", "deadline": "2026-12-31"}
        extra = {"evaluation": {"stage": "NOTIFIED"}, "rectification": order}
        assert any(fault.startswith("cycles") for fault in faults(state=state, approval=None, **extra))

    @pytest.mark.parametrize(("state", "part"), [("EVALUATING", "evaluation"), ("RECTIFYING", "rectification")])
    def test_a_phase_needs_its_facts(self, state: str, part: str) -> None:
        assert any(fault.startswith(part) for fault in faults(state=state))

    def test_a_centre_whose_cycle_nobody_knows_lives_on(self) -> None:
        centre = until(imported(approval=None), date(2030, 1, 7))
        assert (centre.state, centre.cycle, len(reports_of(centre))) == (State.OPERATING, None, 4)


class TestTheEntry:
    """Art 32, G-62: old names are exempt; only a legacy import carries old facts."""

    def test_an_old_english_name_is_exempt(self) -> None:
        assert faults() == []

    def test_without_the_exemption_it_is_refused(self) -> None:
        assert any(fault.startswith("name_en") for fault in faults(name_conformity="conforming"))

    def test_the_kind_must_be_said(self) -> None:
        assert faults(kind=None) == ["kind: a legacy import must say field or comprehensive"]

    def test_no_candidate_is_exempt_or_has_a_past(self) -> None:
        found = " ".join(faults(route="field_standard"))
        assert "name_conformity" in found
        assert "approval" in found

    def test_nothing_is_overdue_on_the_day_of_the_import(self) -> None:
        assert standing(until(imported(), TODAY), TODAY).overdue == ()
