"""The inspection: early, refused, after a hearing; a second poor result (Art 30; R02, R05, R07, R08, O08, G-03)."""

from datetime import date
from functools import cache
from typing import Any

import pytest
from lives import (
    EVALUATION_STEPS,
    INSPECTOR,
    LEGAL,
    ML,
    MO,
    POOR,
    REPORTER,
    due,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    lived,
    owed_keys,
    rectifying,
    refused,
    take,
    until,
)  # fmt: skip

from domain.centre import Centre
from domain.exit.matter import Exit
from domain.policy import DEFAULT, Policy
from domain.rectification.matter import Rectification
from domain.refusals import Code
from domain.standing import standing
from domain.states import Grade, State

KEY = "rectification/1"
TODAY = date(2027, 10, 1)


def matter(centre: Centre, key: str = KEY) -> Rectification:
    """The rectification."""
    return centre.find(Rectification, key)


@pytest.mark.law("R02")
class TestR02:
    """R02: what the department saw goes to MOST as it is."""

    def test_the_finding_is_kept(self) -> None:
        (seen,) = matter(rectifying("midterm_check")).midterm
        assert (seen.on, seen.finding) == (date(2027, 3, 24), "Half of the measures are done.")


@pytest.mark.law("R05", "G-42")
class TestR05:
    """C.6: at completion every finding is closed or explained; an early completion is inspected early."""

    def test_a_finding_that_is_neither_is_named(self) -> None:
        content = {"report": "Done.", "issues": [{"finding": "Few SMEs served"}]}
        assert "issues.0" in str(self.refusal(content))

    def test_a_finding_of_the_plan_is_not_passed_over(self) -> None:
        content = {"report": "Done.", "issues": [{"finding": "Another", "explanation": "Out of scope."}]}
        assert "Few SMEs served" in str(self.refusal(content))

    def test_no_finding_is_closed_in_the_future(self) -> None:
        content = {"report": "Done.", "issues": [{"finding": "Few SMEs served", "done_on": "2027-03-02"}]}
        assert "issues.0.done_on" in str(self.refusal(content))

    def test_how_each_ended_is_kept(self) -> None:
        issues = [{"finding": "Few SMEs served", "done_on": "2027-02-01"}]
        (issue,) = matter(self.completed({"report": "Done.", "issues": issues})).issues
        assert (issue.measure, issue.done_on) == ("Open the platform two days a week", date(2027, 2, 1))

    def test_half_a_year_early_it_is_inspected_early(self) -> None:
        centre = take(self.completed({"report": "Done."}), "open_inspection", MO, date(2027, 3, 8))
        assert centre.state is State.RECTIFICATION_INSPECTION

    def completed(self, content: dict[str, Any]) -> Centre:
        return take(rectifying("file_rectification_plan"), "submit_completion", REPORTER, date(2027, 3, 1), content)

    def refusal(self, content: dict[str, Any]) -> Any:
        return refused(rectifying("file_rectification_plan"), "submit_completion", REPORTER, date(2027, 3, 1), content)


@pytest.mark.law("R07", "O08", "G-43")
class TestR07:
    """C.6: the inspection keeps its team, its days on site, its document; MOST's own delay is MOST's."""

    def test_the_team_and_the_days_are_kept(self) -> None:
        content = {"outcome": "pass", "on_site_from": "2027-09-27", "on_site_to": "2027-09-28"}
        known = matter(take(rectifying("open_inspection"), "record_inspection", ML, TODAY, content))
        assert (known.inspection_team, known.on_site_to) == (("inspector.one", "inspector.two"), date(2027, 9, 28))

    def test_the_days_on_site_run_forward(self) -> None:
        content = {"outcome": "pass", "on_site_from": "2027-09-28", "on_site_to": "2027-09-27"}
        assert "on_site_to" in str(refused(rectifying("open_inspection"), "record_inspection", ML, TODAY, content))

    def test_what_is_late_is_owed_by_most(self) -> None:
        late = until(rectifying("submit_completion"), date(2028, 3, 1))
        overdue = [o for o in late.open_obligations if o.overdue and o.matter == KEY]
        assert [(o.key, o.owed_by) for o in overdue] == [("inspection_sla", MO)]

    def test_a_hearing_held_with_the_inspection_is_on_record(self) -> None:
        content = {"outcome": "fail", "hearing": "The centre was heard on site."}
        centre = take(rectifying("open_inspection"), "record_inspection", MO, TODAY, content)
        assert centre.find(Exit, "exit").statement == "The centre was heard on site."


@cache
def refusing() -> Centre:
    """A centre that has refused its inspection on 2027-09-22; the final notice runs to 2027-10-07."""
    return take(rectifying("open_inspection"), "refuse_inspection", LEGAL, date(2027, 9, 22))


@pytest.mark.law("R08")
class TestR08:
    """R08: a refusal is no failure; after an expired final notice it counts as one."""

    LAST = date(2027, 10, 7)

    def test_the_final_notice_runs_ten_working_days(self) -> None:
        assert due(refusing(), KEY, "inspection_final_notice") == self.LAST
        assert refusing().state is State.RECTIFICATION_INSPECTION

    @pytest.mark.parametrize("by", [INSPECTOR, MO])
    def test_the_inspectors_may_put_it_on_record(self, by: Any) -> None:
        centre = take(rectifying("open_inspection"), "refuse_inspection", by, date(2027, 9, 22), {})
        assert matter(centre).inspection_refused_on == date(2027, 9, 22)

    def test_it_is_recorded_once(self) -> None:
        assert refused(refusing(), "refuse_inspection", LEGAL, date(2027, 9, 23)).code is Code.WRONG_STATE

    @pytest.mark.parametrize(("on", "fails"), [(LAST, False), (date(2027, 10, 8), True)])
    def test_only_after_the_last_day_it_counts_as_failed(self, on: date, fails: bool) -> None:
        content = {"outcome": "fail"}
        if fails:
            assert take(refusing(), "record_inspection", MO, on, content).state is State.EXIT_PROPOSED
        else:
            assert refused(refusing(), "record_inspection", MO, on, content).code is Code.WRONG_STATE

    def test_silence_decides_nothing(self) -> None:
        late = until(refusing(), first_late_instant(self.LAST))
        assert late.state is until(refusing(), last_instant(self.LAST)).state is State.RECTIFICATION_INSPECTION
        assert duty(late, KEY, "inspection_final_notice").overdue

    def test_admitted_after_all_it_is_inspected(self) -> None:
        content = {"outcome": "pass", "on_site_from": "2027-10-06", "on_site_to": "2027-10-06"}
        passed = take(refusing(), "record_inspection", ML, date(2027, 10, 7), content)
        assert (passed.state, owed_keys(passed, KEY)) == (State.RENEWAL_PENDING, set())

    def test_nobody_passes_unseen(self) -> None:
        refusal = refused(refusing(), "record_inspection", ML, date(2027, 10, 20), {"outcome": "pass"})
        assert "on_site_from" in str(refusal)


def poor_again(policy: Policy = DEFAULT) -> Centre:
    """A centre whose second cycle (to 2030-11-01) ends poor like the first."""
    centre = take(rectifying("open_inspection"), "record_inspection", ML, date(2027, 11, 1), {"outcome": "pass"})
    centre = take(centre, "start_cycle", MO, date(2027, 12, 1)).with_(custom_policy=policy)
    later = [(action, by, on.replace(year=on.year + 5), content) for action, by, on, content in EVALUATION_STEPS[:-1]]
    centre = lived(centre, later, "open_publicity")
    return take(centre, "issue_result", ML, date(2031, 9, 24), POOR)


@pytest.mark.law("G-03")
class TestG03:
    """G-03: no rule for a second poor result: rectification again, and leadership sees that it is the second."""

    def test_the_second_is_flagged_the_first_is_not(self) -> None:
        centre = poor_again()
        assert (matter(centre).repeat_poor, matter(centre, "rectification/2").repeat_poor) == (False, True)
        assert centre.state is State.RECTIFYING

    def test_it_is_a_warning(self) -> None:
        told = [[w for w in standing(c, TODAY).warnings if "G-03" in w] for c in (poor_again(), rectifying())]
        assert [len(warnings) for warnings in told] == [1, 0]

    @pytest.mark.parametrize(("action", "asked"), [("flag", False), ("propose_revocation", True)])
    def test_by_policy_most_considers_the_revocation_and_nothing_happens_by_itself(
        self, action: str, asked: bool
    ) -> None:
        terms = DEFAULT.rectification.model_copy(update={"repeat_poor_action": action})
        centre = poor_again(DEFAULT.model_copy(update={"rectification": terms}))
        assert ("repeat_poor_review" in owed_keys(centre, "rectification/2"), centre.state) == (asked, State.RECTIFYING)

    def test_a_proposal_answers_the_question(self) -> None:
        terms = DEFAULT.rectification.model_copy(update={"repeat_poor_action": "propose_revocation"})
        centre = poor_again(DEFAULT.model_copy(update={"rectification": terms}))
        content = {"ground": "other", "evidence": "Two poor results in a row"}
        proposed = take(centre, "propose_revocation", MO, date(2031, 10, 8), content)
        assert duty(proposed, "rectification/2", "repeat_poor_review").status == "met"

    def test_a_legacy_centre_has_its_grade_from_before(self) -> None:
        before = evaluating("open_publicity").with_(grade=Grade.POOR)
        centre = take(before, "issue_result", ML, date(2026, 9, 24), POOR)
        assert matter(centre).repeat_poor


@pytest.mark.law("G-41")
class TestG41:
    """G-41: a last day on a rest day rolls, onto a make-up working day too (F.3, vector 5)."""

    @pytest.mark.parametrize(
        ("deadline", "rolled"),
        [("2027-09-24", "2027-09-24"), ("2027-05-01", "2027-05-03"), ("2027-06-26", "2027-06-28")],
    )
    def test_the_last_day(self, deadline: str, rolled: str) -> None:
        content = {**POOR, "rectification_order": {"deadline": deadline}}
        centre = take(evaluating("open_publicity"), "issue_result", ML, date(2026, 9, 24), content)
        period = duty(centre, KEY, "rectification_period")
        assert (str(period.raw_due), str(period.due), matter(centre).deadline) == (deadline, rolled, period.due)
