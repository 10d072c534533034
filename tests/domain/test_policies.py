"""Policy profiles: pinned to what arises under them, changed only by a recorded act, bounded (Art 6.1; B.0 rule 6)."""

from datetime import date
from typing import Any

import pytest
from lives import (
    LE,
    ML,
    MO,
    SD,
    applying,
    candidate,
    duty,
    evaluating,
    first_late_instant,
    last_instant,
    launch,
    operating,
    refused,
    renewing,
    take,
    until,
)  # fmt: skip

from domain.centre import Centre
from domain.cycles import Anchor
from domain.days.working_days import HolidayNotice, WorkingCalendar
from domain.obligations import Obligation
from domain.particulars import Receipted
from domain.policies.bounds import faults_of_policy
from domain.policies.catalogue import SOURCES, source_of
from domain.policies.moving import FORMULAS, NO_FORMULA, OTHER_COUNT, SET_BY_DECISION, Move, moved, reckoned_again
from domain.policies.pins import calendar_version
from domain.policies.reading import faults_of_profile
from domain.policies.values import paths_of, value_at, values_of
from domain.policy import DEFAULT, Policy
from domain.refusals import Code
from domain.standing import standing
from domain.terms import TERMS

SLOWER: dict[str, Any] = {"profile": "slower-1", "formation": {"intent_review_wd": 30}, "cycle_years": {"value": 4}}
ON = date(2022, 3, 9)


def a_profile(**terms: Any) -> Policy:
    """A profile of its own name with these terms, the rest as built in."""
    return Policy.model_validate({"profile": "other-1", **terms})


def submitted() -> Centre:
    """A candidate whose intent came in on 2022-03-07: the review is due in 20 working days."""
    return applying("submit_intent")


def adopted(centre: Centre, on: date = ON, **content: Any) -> Centre:
    """The centre after it has adopted the slower profile, or what is given."""
    return take(centre, "adopt_policy", ML, on, content or {"policy": SLOWER})


@pytest.mark.law("B.0", "Art 6.1")
class TestPinned:
    """B.0 rule 6, C.12: an obligation is pinned to profile, edition and calendar when it is created."""

    def test_every_obligation_says_what_it_was_created_under(self) -> None:
        pins = {(o.profile, o.edition, o.calendar) for o in operating().obligations}
        assert pins == {("cn-ncti-default-1", "2021", "2026")}

    def test_the_status_shows_it(self) -> None:
        shown = standing(submitted(), ON).obligations[-1]
        assert (shown.policy, shown.edition, shown.calendar) == ("cn-ncti-default-1", "2021", "2026")

    def test_a_decision_stores_what_it_was_made_under(self) -> None:
        before = submitted()
        after = adopted(before)
        made = [r for r in after.receipts.values() if r.action == "adopt_policy"]
        assert [(r.policy, r.edition) for r in made] == [("cn-ncti-default-1", "2021")]

    def test_what_was_stored_before_can_still_be_read(self) -> None:
        old = duty(submitted(), "centre", "intent_review").model_dump(exclude={"profile", "edition", "calendar"})
        assert Obligation.model_validate(old).profile is None
        assert {"policy", "edition"} <= set(Receipted.model_fields)

    @pytest.mark.parametrize(
        ("calendar", "version"),
        [
            (WorkingCalendar(), "2026"),
            (WorkingCalendar(mode="fixed", shift_years=28), "2026/fixed/28 years earlier"),
        ],
    )
    def test_the_calendar_in_a_word(self, calendar: WorkingCalendar, version: str) -> None:
        assert calendar_version(calendar) == version

    def test_an_amended_notice_is_another_calendar(self) -> None:
        notices = [HolidayNotice(year=2027, document="x", off=(date(2027, 1, day),)) for day in (1, 2)]
        first, second = (calendar_version(WorkingCalendar(extra=(notice,))) for notice in notices)
        assert first.startswith("2026+2027.")
        assert first != second


@pytest.mark.law("G-63", "B.0", "Art 6.1")
class TestAdoption:
    """Art 6.1, G-63: MOST's leadership adopts a profile for a running centre; future obligations only."""

    def test_what_is_open_stays_pinned(self) -> None:
        before, after = submitted(), adopted(submitted())
        assert duty(after, "centre", "intent_review") == duty(before, "centre", "intent_review")
        assert (after.terms.profile, standing(after, ON).policy) == ("slower-1", "slower-1")

    def test_what_arises_later_follows_the_new_one(self) -> None:
        returned = take(adopted(submitted()), "return_intent", SD, date(2022, 3, 10))
        again = take(returned, "resubmit_intent", LE, date(2022, 3, 14))
        assert duty(again, "centre", "intent_review").how.count == 30  # type: ignore[union-attr]
        assert duty(again, "centre", "intent_review").profile == "slower-1"

    def test_a_built_in_one_is_adopted_by_name(self) -> None:
        back = adopted(adopted(submitted()), profile="cn-ncti-default-1")
        assert (back.terms, back.custom_policy) == (DEFAULT, None)

    def test_one_lived_under_before_is_adopted_by_name(self) -> None:
        back = adopted(adopted(submitted()), profile="cn-ncti-default-1")
        assert adopted(back, profile="slower-1").terms.formation.intent_review_wd == 30

    def test_every_adoption_stays_on_record(self) -> None:
        (kept,) = adopted(submitted()).adoptions
        assert (kept.profile, kept.before.profile, kept.adopted_on) == ("slower-1", "cn-ncti-default-1", ON)
        assert kept.document_number

    def test_only_leadership_adopts(self) -> None:
        assert refused(submitted(), "adopt_policy", MO, ON, {"policy": SLOWER}).code is Code.WRONG_ROLE

    def test_it_needs_its_number_and_its_reason(self) -> None:
        unnumbered = refused(submitted(), "adopt_policy", ML, ON, {"policy": SLOWER}, document_number=None)
        silent = refused(submitted(), "adopt_policy", ML, ON, {"policy": SLOWER}, reason=None)
        assert (unnumbered.code, silent.code) == (Code.DOCUMENT_NUMBER_REQUIRED, Code.REASON_REQUIRED)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ({}, "nothing would change"),
            ({"profile": "cn-ncti-default-1"}, "nothing would change"),
            ({"profile": "nobody-knows"}, "built in are cn-ncti-default-1"),
            ({"profile": "cn-ncti-default-1", "policy": SLOWER}, "not both"),
            ({"policy": {"formation": {"panel_min": 9}}}, "policy.profile: is missing"),
            ({"policy": {"profile": "cn-ncti-default-1", "renewal": {"plan_days": 90}}}, "such as cn-ncti-default-2"),
            ({"policy": {**SLOWER, "formation": {"intent_reveiw_wd": 30}}}, "did you mean intent_review_wd?"),
            ({"policy": {**SLOWER, "formation": {"intent_review_wd": 0}}}, "formation.intent_review_wd"),
            ({"policy": {**SLOWER, "formation": {"intent_review_wd": 10**9}}}, "at most 500 working days"),
            ({"policy": {**SLOWER, "annual_report": {"centre_due": "02-30"}}}, "no day of every year"),
        ],
    )
    def test_what_cannot_be_adopted_is_refused(self, content: dict[str, Any], says: str) -> None:
        refusal = refused(submitted(), "adopt_policy", ML, ON, content)
        assert (refusal.code, says in str(refusal)) == (Code.INVALID_CONTENT, True), str(refusal)

    def test_a_name_never_gets_another_content(self) -> None:
        other = {**SLOWER, "formation": {"intent_review_wd": 40}}
        for centre in (adopted(submitted()), adopted(adopted(submitted()), profile="cn-ncti-default-1")):
            refusal = refused(centre, "adopt_policy", ML, ON, {"policy": other})
            assert "slower-1 is in use with other content; give this one a new name, such as slower-2" in str(refusal)


@pytest.mark.law("G-63", "Art 29")
class TestCyclesAfterAdoption:
    """G-63: the running cycle stays as it is; those after it have the new length, unless the centre has its own."""

    def test_the_running_cycle_stays_and_the_next_is_longer(self) -> None:
        centre = adopted(operating(), date(2024, 5, 6))
        assert centre.cycle == operating().cycle
        assert centre.anchor is not None
        assert centre.anchor.cycle(2, centre.cycle_years).end == date(2030, 4, 12)

    def test_after_a_good_result_the_next_is_counted_from_the_previous_end(self) -> None:
        centre = adopted(renewing(), date(2026, 10, 8))
        assert centre.anchor is not None
        assert centre.anchor.cycle(2, centre.cycle_years).end == date(2030, 4, 12)

    def test_an_anchor_set_for_the_next_cycle_is_kept(self) -> None:
        anchor = Anchor(on=date(2026, 9, 24), first_no=2)
        centre = adopted(renewing().with_(anchor=anchor), date(2026, 10, 8))
        assert (centre.anchor, centre.cycle_years) == (anchor, 4)

    def test_a_length_of_the_centres_own_is_kept(self) -> None:
        assert adopted(candidate(cycle_years=5), date(2022, 3, 7)).cycle_years == 5

    def test_the_same_length_moves_no_anchor(self) -> None:
        centre = adopted(operating(), date(2024, 5, 6), policy={"profile": "x-1", "renewal": {"plan_days": 90}})
        assert (centre.anchor, centre.cycle_years) == (operating().anchor, 3)


@pytest.mark.law("B.0", "G-63")
class TestMoved:
    """B.0 rule 6: what another profile would do to open days is reckoned from the same bases, and only told."""

    def test_a_working_day_span_moves(self) -> None:
        (move,) = moved(submitted(), a_profile(formation={"intent_review_wd": 30}))
        assert (move.key, move.before, move.after, move.days) == (
            "intent_review", date(2022, 4, 2), date(2022, 4, 19), 17,
        )  # fmt: skip

    def test_the_same_profile_moves_nothing(self) -> None:
        assert [move for move in moved(operating(), DEFAULT) if not move.not_recomputed] == []

    def test_a_backward_count_moves_and_never_rolls(self) -> None:
        found = self.of(moved(operating(), a_profile(evaluation={"prenotice_days": 90})), "evaluation_prenotice")
        assert (found.before, found.after) == (date(2026, 2, 11), date(2026, 1, 12))

    def test_a_day_of_the_year_moves(self) -> None:
        opened = until(operating(), date(2024, 1, 2))
        found = self.of(moved(opened, a_profile(annual_report={"centre_due": "03-15"})), "ar_centre_due")
        assert (found.before, found.after) == (date(2024, 4, 1), date(2024, 3, 15))

    def test_what_a_decision_has_set_is_not_recomputed(self) -> None:
        publicity = evaluating("open_publicity")
        found = self.of(moved(publicity, a_profile()), "publicity")
        assert (found.after, found.not_recomputed) == (None, NO_FORMULA)

    def test_a_day_that_another_rule_has_counted_is_not_recomputed(self) -> None:
        review = duty(submitted(), "centre", "intent_review")
        longer = review.model_copy(update={"how": review.how.model_copy(update={"count": 25})})  # type: ignore[union-attr]
        assert reckoned_again(submitted(), longer, DEFAULT) == OTHER_COUNT

    def test_a_day_of_the_law_is_not_recomputed(self) -> None:
        review = duty(submitted(), "centre", "intent_review").model_copy(update={"basis": "law"})
        assert reckoned_again(submitted(), review, DEFAULT) == SET_BY_DECISION

    def of(self, moves: tuple[Move, ...], key: str) -> Move:
        return next(move for move in moves if move.key == key)

    @pytest.mark.parametrize(("key", "formula"), FORMULAS.items(), ids=FORMULAS.keys())
    def test_every_formula_names_a_term_and_a_value(self, key: str, formula: tuple[str, str]) -> None:
        assert key in TERMS
        assert value_at(DEFAULT, formula[0]) is not None


@pytest.mark.law("B.0")
class TestRecomputing:
    """B.0 rule 6: recomputation is an explicit decision; nothing becomes late at a stroke."""

    def test_open_days_move_when_the_decision_says_so(self) -> None:
        after = adopted(submitted(), policy=SLOWER, recompute=True)
        review = duty(after, "centre", "intent_review")
        assert (review.due, review.profile) == (date(2022, 4, 19), "slower-1")
        assert "recomputed under slower-1, before 2022-04-02" in review.why
        assert after.adoptions[-1].recomputed == ("centre:intent_review: 2022-04-02 -> 2022-04-19",)

    @pytest.mark.parametrize(
        ("on", "due"), [(date(2022, 3, 21), date(2022, 3, 21)), (date(2022, 3, 22), date(2022, 4, 2))]
    )
    def test_a_new_day_that_has_passed_is_not_taken(self, on: date, due: date) -> None:
        quick = {"profile": "quick-1", "formation": {"intent_review_wd": 10}}
        after = adopted(submitted(), on, policy=quick, recompute=True)
        assert duty(after, "centre", "intent_review").due == due

    def test_a_late_one_is_in_time_again_until_its_new_last_day(self) -> None:
        late = until(submitted(), date(2022, 4, 8))
        after = adopted(late, date(2022, 4, 8), policy=SLOWER, recompute=True)
        assert duty(late, "centre", "intent_review").overdue
        assert not duty(until(after, last_instant(date(2022, 4, 19))), "centre", "intent_review").overdue
        assert duty(until(after, first_late_instant(date(2022, 4, 19))), "centre", "intent_review").overdue

    def test_the_reminders_of_a_report_follow_its_new_day(self) -> None:
        opened = until(operating(), date(2024, 1, 2))
        later = {"profile": "later-1", "annual_report": {"centre_due": "04-30"}}
        report = duty(
            adopted(opened, date(2024, 1, 3), policy=later, recompute=True), "annual-report/2023", "ar_centre_due"
        )
        assert (report.due, report.reminders[0]) == (date(2024, 4, 30), date(2024, 3, 31))

    def test_the_same_profile_may_be_recomputed_after_an_adoption(self) -> None:
        after = adopted(adopted(submitted()), recompute=True)
        assert duty(after, "centre", "intent_review").due == date(2022, 4, 19)


@pytest.mark.law("Art 6.1")
class TestValues:
    """Art 6.1, F.1: every value of a profile has its key, its article, and says whether the law sets it."""

    def test_every_value_is_in_the_catalogue(self) -> None:
        assert set(SOURCES) == set(paths_of(Policy)) == set(values_of(DEFAULT))

    @pytest.mark.law("Art 17.5", "Art 29")
    def test_the_law_sets_the_length_of_the_cycle_and_its_own_title_only(self) -> None:
        statutory = {path.partition(".")[0] for path, source in SOURCES.items() if source.statutory}
        assert statutory == {"cycle_years", "regulation"}

    def test_a_value_names_its_key_and_article(self) -> None:
        source = source_of("rectification.default_months")
        assert source is not None
        assert (source.key, source.article, source.basis) == (
            "rectification_period",
            "Art 30",
            "default of the house 默认",
        )

    def test_the_built_in_profile_is_in_bounds(self) -> None:
        assert faults_of_policy(DEFAULT) == []

    @pytest.mark.parametrize(
        ("terms", "says"),
        [
            ({"evaluation": {"assessment_days": 3661}}, "at most 3660 days"),
            ({"formation": {"stale_months": 121}}, "at most 120 months"),
            ({"supplement": {"max_rounds": 100}}, "at most 99"),
            ({"annual_report": {"supervising_due": "03-30"}}, "before the report itself"),
            ({"governance": {"work_plan_reminder": "02-29"}}, "no day of every year"),
            ({"annual_report": {"reminders": ("-30days",)}}, "no step; write it like -10d"),
            ({"annual_report": {"escalations": ("-1wd",)}}, "no step; write it like +10d"),
            ({"annual_report": {"reminders": ("-1d",) * 21}}, "too many"),
            ({"rectification": {"default_months": 13}}, "from min_months to cap_months"),
            ({"cutoff": "25:00"}, "no time of day"),
        ],
    )
    def test_what_no_day_can_be_reckoned_with_is_a_fault(self, terms: dict[str, Any], says: str) -> None:
        (fault,) = faults_of_policy(a_profile(**terms))
        assert says in fault

    @pytest.mark.parametrize("days", [3660, 1])
    def test_the_bounds_themselves_are_allowed(self, days: int) -> None:
        assert faults_of_policy(a_profile(evaluation={"assessment_days": days})) == []

    def test_every_fault_of_a_profile_is_named_at_once(self) -> None:
        faults = faults_of_profile({"formation": {"panel_minimum": 7}, "renewal": {"plan_days": "many"}})
        assert [fault.partition(":")[0] for fault in faults] == [
            "formation.panel_minimum",
            "profile",
            "renewal.plan_days",
        ]

    def test_a_centre_is_launched_under_a_profile_of_a_file(self) -> None:
        centre = launch("field_standard", policy=a_profile(), code="x-1", name_zh="国家智能传感技术创新中心",
                        supervising_departments=["jiangsu-st"], lead_entity={"name": "X", "uscc": "91350100M000100Y43"},
                        technology_field="X")  # fmt: skip
        assert [o.profile for o in centre.obligations] == ["other-1"]
