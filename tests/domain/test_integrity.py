"""Integrity cases (Art 31; B.9, C.8): from the report to the closing, and what they ask to be decided elsewhere."""

from datetime import date
from typing import Any

import pytest
from cases import (
    ACCEPTED,
    CENTRE,
    EVALUATOR,
    EXPERT,
    FOUND,
    HANDLED,
    HANDLING,
    LEADER,
    LEGAL,
    OFFICER,
    REPORT,
    REPORTED,
    WITNESS,
    accepted,
    blank,
    duty,
    found,
    handled,
    refused,
    reported,
    take,
    under_review,
    until,
)
from lives import first_late_instant, last_instant

from domain.integrity.catalogue import CATALOGUE
from domain.integrity.states import CaseState, Source
from domain.integrity.subjects import SPEAKERS
from domain.law import ACTIONS
from domain.policy import DEFAULT, IntegrityTerms
from domain.refusals import Code
from domain.roles import Role
from domain.states import Named

ACCEPTANCE, INVESTIGATION = "integrity_acceptance", "integrity_investigation"
WINDOW, CLOSURE = "integrity_review_window", "integrity_closure"
LAST_DAY = date(2036, 4, 2)
A_DAY_LATE = date(2036, 4, 3)


@pytest.mark.law("I01", "Art 31")
class TestReporting:
    """I01: anybody may report; the report is logged, its acceptance is a decision within fifteen working days."""

    @pytest.mark.parametrize("role", Role)
    def test_every_role_may_report(self, role: Role) -> None:
        case = take(blank(), "report_integrity", role, REPORTED, REPORT)
        assert (case.state, case.centre, case.revision) == (CaseState.REPORTED, CENTRE, 1)

    def test_the_decision_on_acceptance_is_owed_in_fifteen_working_days(self) -> None:
        owed = duty(reported(), ACCEPTANCE)
        assert (owed.due, owed.owed_by) == (date(2035, 10, 4), OFFICER)

    def test_the_policy_sets_the_days(self) -> None:
        quick = DEFAULT.model_copy(update={"profile": "quick-1", "integrity": IntegrityTerms(acceptance_wd=5)})
        assert duty(reported(quick), ACCEPTANCE).due == date(2035, 9, 17)

    def test_an_anonymous_report_is_logged_as_such(self) -> None:
        assert reported(anonymous=True).source is Source.ANONYMOUS

    def test_an_evaluator_is_a_source_of_its_own(self) -> None:
        assert take(blank(), "report_integrity", EVALUATOR, REPORTED, REPORT).source is Source.THIRD_PARTY

    @pytest.mark.parametrize("subject", ["person", "evaluator", "expert", "official"])
    def test_a_case_may_concern_no_centre(self, subject: str) -> None:
        content = {"subject_type": subject, "subject_ref": "an.other", "allegation": "Bought opinions"}
        assert take(blank(), "report_integrity", WITNESS, REPORTED, content).centre is None

    def test_without_an_allegation_nothing_is_reported(self) -> None:
        refusal = refused(blank(), "report_integrity", WITNESS, REPORTED, {"subject_type": "bank"})
        assert refusal.code is Code.INVALID_CONTENT
        assert all(field in str(refusal) for field in ("subject_type", "subject_ref", "allegation"))

    def test_a_second_report_under_the_same_code_is_refused(self) -> None:
        assert refused(reported(), "report_integrity", WITNESS, REPORTED, REPORT).code is Code.WRONG_STATE

    @pytest.mark.law("G-65")
    def test_a_state_secret_is_not_let_in(self) -> None:
        refusal = refused(blank(), "report_integrity", WITNESS, REPORTED, {**REPORT, "allegation": "机密★十年"})
        assert "content.allegation" in str(refusal)


@pytest.mark.law("I02", "Art 31")
class TestAcceptance:
    """I02: accepted or not, by an integrity officer; late is flagged, never void."""

    def test_an_accepted_case_is_investigated(self) -> None:
        case = accepted()
        assert (case.state, case.accepted_on) == (CaseState.INVESTIGATING, ACCEPTED)
        assert duty(case, ACCEPTANCE).status == "met"

    def test_the_investigation_has_six_months(self) -> None:
        assert duty(accepted(), INVESTIGATION).due == date(2036, 3, 28)

    def test_with_investigators_to_be_named_it_waits_for_them(self) -> None:
        case = accepted({"investigators": []})
        assert case.state is CaseState.ACCEPTED
        assert take(case, "name_investigators", OFFICER, ACCEPTED).state is CaseState.INVESTIGATING

    def test_a_preliminary_check_may_come_first(self) -> None:
        case = take(reported(), "begin_check", OFFICER, REPORTED)
        assert case.state is CaseState.PRELIMINARY_CHECK
        assert take(case, "accept_case", OFFICER, ACCEPTED, {}).state is CaseState.INVESTIGATING

    def test_a_refused_case_ends_with_a_reason(self) -> None:
        case = take(reported(), "refuse_case", OFFICER, ACCEPTED, {})
        assert (case.state, case.open_obligations) == (CaseState.NOT_ACCEPTED, ())
        assert refused(reported(), "refuse_case", OFFICER, ACCEPTED, {}, reason=None).code is Code.REASON_REQUIRED

    def test_the_reason_may_stand_in_the_content(self) -> None:
        content = {"reason": "No fact that could be checked."}
        assert take(reported(), "refuse_case", OFFICER, ACCEPTED, content, reason=None).state.final

    def test_the_last_day_is_in_time_and_the_next_instant_late(self) -> None:
        due = date(2035, 10, 4)
        assert not duty(until(reported(), last_instant(due)), ACCEPTANCE).overdue
        assert duty(until(reported(), first_late_instant(due)), ACCEPTANCE).overdue

    def test_a_late_acceptance_is_taken_and_says_so(self) -> None:
        case = take(reported(), "accept_case", OFFICER, date(2035, 10, 8), {})
        assert (case.state, duty(case, ACCEPTANCE).status) == (CaseState.INVESTIGATING, "met_late")

    def test_only_an_integrity_officer_accepts(self) -> None:
        assert refused(reported(), "accept_case", Role.SD_REVIEWER, ACCEPTED, {}).code is Code.WRONG_ROLE

    def test_no_decision_lies_before_the_report(self) -> None:
        assert "decided_on" in str(refused(reported(), "accept_case", OFFICER, date(2035, 9, 7), {}, entered=ACCEPTED))

    @pytest.mark.law("G-45", "E15")
    def test_a_hold_is_asked_of_those_who_may_place_it(self) -> None:
        (asked,) = accepted({"hold": True}).follow_ups
        assert (asked.action, asked.centre, asked.matter) == ("place_hold", CENTRE, "evaluation/3-1")

    @pytest.mark.law("G-45")
    def test_a_hold_needs_an_evaluation(self) -> None:
        unlinked = reported(linked_evaluation=None)
        assert "linked_evaluation" in str(refused(unlinked, "accept_case", OFFICER, ACCEPTED, {"hold": True}))
        assert take(unlinked, "accept_case", OFFICER, ACCEPTED, {"hold": True, "linked_evaluation": "evaluation/1-2"})


@pytest.mark.law("I02")
class TestExtension:
    """F.1: the investigation may be extended once, by leadership, with a reason."""

    def test_the_new_day_is_counted_from_the_acceptance(self) -> None:
        case = take(accepted(), "extend_investigation", LEADER, date(2036, 3, 3), {})
        assert duty(case, INVESTIGATION).due == date(2036, 9, 29)

    def test_it_may_be_shorter_and_not_longer_than_the_policy_says(self) -> None:
        case = take(accepted(), "extend_investigation", LEADER, date(2036, 3, 3), {"months": 2})
        assert duty(case, INVESTIGATION).due == date(2036, 5, 28)
        assert "months" in str(refused(accepted(), "extend_investigation", LEADER, date(2036, 3, 3), {"months": 7}))

    def test_it_is_granted_once(self) -> None:
        case = take(accepted(), "extend_investigation", LEADER, date(2036, 3, 3), {})
        refusal = refused(case, "extend_investigation", LEADER, date(2036, 3, 4), {})
        assert (refusal.code, "once already" in str(refusal)) == (Code.WRONG_STATE, True)

    def test_it_needs_a_reason_and_leadership(self) -> None:
        on = date(2036, 3, 3)
        assert refused(accepted(), "extend_investigation", LEADER, on, {}, reason=None).code is Code.REASON_REQUIRED
        assert refused(accepted(), "extend_investigation", OFFICER, on, {}).code is Code.WRONG_ROLE

    def test_a_policy_may_allow_none(self) -> None:
        strict = DEFAULT.model_copy(update={"profile": "strict-1", "integrity": IntegrityTerms(extension_months=0)})
        case = take(reported(strict), "accept_case", OFFICER, ACCEPTED, {})
        assert refused(case, "extend_investigation", LEADER, date(2036, 3, 3), {}).code is Code.WRONG_STATE

    def test_both_sides_of_its_last_day(self) -> None:
        due = date(2036, 3, 28)
        assert not duty(until(accepted(), last_instant(due)), INVESTIGATION).overdue
        late = until(accepted(), first_late_instant(due))
        assert (duty(late, INVESTIGATION).overdue, late.state) == (True, CaseState.INVESTIGATING)


@pytest.mark.law("I03", "Art 31")
class TestFinding:
    """I03: substantiated or partly so, it waits for its handling; unsubstantiated, it is closed with a clear record."""

    @pytest.mark.parametrize("finding", ["substantiated", "partly"])
    def test_what_is_found_waits_for_leadership(self, finding: str) -> None:
        case = found(finding)
        assert case.state is CaseState.FINDING
        assert duty(case, "integrity_handling").owed_by is LEADER

    def test_nothing_found_closes_the_case(self) -> None:
        case = found("unsubstantiated")
        assert (case.state, case.open_obligations, case.follow_ups) == (CaseState.CLOSED, (), ())
        assert "clear record" in case.notes[0]

    @pytest.mark.law("E15")
    def test_nothing_found_asks_to_lift_the_hold(self) -> None:
        (asked,) = found("unsubstantiated", {"hold": True}).follow_ups
        assert (asked.action, asked.matter) == ("lift_hold", "evaluation/3-1")

    def test_a_named_expert_may_record_it(self) -> None:
        case = accepted({"investigators": ["expert.he", {"person": "expert.lin", "organisation": "ncste"}]})
        content = {"finding": "partly"}
        assert take(case, "record_finding", EXPERT, FOUND, content, person="expert.lin").state is CaseState.FINDING
        assert refused(case, "record_finding", EXPERT, FOUND, content, person="expert.wu").code is Code.WRONG_ROLE

    def test_without_named_investigators_no_expert_may(self) -> None:
        assert refused(accepted(), "record_finding", EXPERT, FOUND, {"finding": "partly"}).code is Code.WRONG_ROLE

    def test_there_are_three_findings(self) -> None:
        refusal = refused(accepted(), "record_finding", OFFICER, FOUND, {"finding": "guilty"})
        assert (refusal.code, "finding" in str(refusal)) == (Code.INVALID_CONTENT, True)


@pytest.mark.law("I04", "Art 31")
class TestHandling:
    """I04: leadership chooses at least one of the catalogue; the case itself changes nothing on a centre."""

    def test_it_says_what_is_to_be_decided_and_where(self) -> None:
        case = handled()
        assert case.state is CaseState.HANDLING_DECIDED
        asked = [(f.action, f.centre, f.matter, f.roles) for f in case.follow_ups]
        assert asked == [
            ("recover_subsidy", CENTRE, "subsidy", (Role.MOF_OFFICER,)),
            ("propose_revocation", CENTRE, "exit", (Role.MOST_OFFICER,)),
        ]

    @pytest.mark.parametrize("code", CATALOGUE)
    def test_every_handling_of_the_catalogue_can_be_chosen(self, code: str) -> None:
        (applied,) = handled({"handling": [{"code": code, "term": "3 years"}]}).handling
        assert (applied.code, applied.zh, applied.term) == (code, CATALOGUE[code].zh, "3 years")

    @pytest.mark.law("E16", "E17", "O11", "B.11")
    @pytest.mark.parametrize("entry", [e for e in CATALOGUE.values() if e.deed], ids=lambda entry: entry.code)
    def test_every_deed_is_an_act_of_the_centre(self, entry: Any) -> None:
        rows = [row for row in ACTIONS[entry.deed.action] if row.on == entry.deed.matter]
        assert any(entry.deed.by in row.by for row in rows)

    def test_at_least_one_is_chosen_and_from_the_catalogue(self) -> None:
        for content in ({"handling": []}, {}, {"handling": [{"code": "prison"}]}):
            assert "handling" in str(refused(found(), "decide_handling", LEADER, HANDLED, content))

    def test_it_needs_leadership_a_document_number_and_a_reason(self) -> None:
        def code(by: Role = LEADER, **facts: Any) -> Code:
            return refused(found(), "decide_handling", by, HANDLED, HANDLING, **facts).code

        assert code(Role.MOST_OFFICER, person="most.wu") is Code.WRONG_ROLE
        assert code(document_number=None) is Code.DOCUMENT_NUMBER_REQUIRED
        assert code(document_number="no. 9") is Code.INVALID_CONTENT
        assert code(reason=None) is Code.REASON_REQUIRED

    @pytest.mark.law("G-45")
    def test_fraud_during_the_evaluation_voids_it_or_lifts_the_hold(self) -> None:
        held = found(content={"hold": True})
        voided = take(held, "decide_handling", LEADER, HANDLED, {"handling": [{"code": "void_attempt"}]})
        warned = take(held, "decide_handling", LEADER, HANDLED, {"handling": [{"code": "warning"}]})
        assert [[f.action for f in case.follow_ups] for case in (voided, warned)] == [["void_attempt"], ["lift_hold"]]

    @pytest.mark.law("G-46")
    @pytest.mark.parametrize("code", ["downgrade", "suspend_funds", "recover_funds", "propose_revocation"])
    def test_an_evaluators_fraud_does_the_centre_no_harm(self, code: str) -> None:
        case = found(subject_type="evaluator", subject_ref="assessors-ltd")
        refusal = refused(case, "decide_handling", LEADER, HANDLED, {"handling": [{"code": code}]})
        assert "G-46" in str(refusal)

    @pytest.mark.law("G-46", "E16")
    def test_an_evaluators_fraud_voids_the_attempt_and_excludes_the_evaluator(self) -> None:
        case = found(subject_type="evaluator", subject_ref="assessors-ltd")
        chosen = {"handling": [{"code": "void_attempt"}, {"code": "exclude_evaluator", "term": "3 years"}]}
        (asked,) = take(case, "decide_handling", LEADER, HANDLED, chosen).follow_ups
        assert (asked.action, asked.centre, asked.matter) == ("void_attempt", CENTRE, "evaluation/3-1")


@pytest.mark.law("I05", "Art 31")
class TestReview:
    """I05: the subject may ask for a review in the window; silence lets it lapse, and only people close the case."""

    def test_the_window_is_thirty_days_by_policy(self) -> None:
        owed = duty(handled(), WINDOW)
        assert (owed.due, owed.owed_by, owed.basis) == (LAST_DAY, LEGAL, "policy")

    def test_on_the_last_day_it_may_be_asked(self) -> None:
        assert take(handled(), "request_review", LEGAL, LAST_DAY).state is CaseState.REVIEW_REQUESTED

    def test_a_day_later_it_is_refused(self) -> None:
        refusal = refused(handled(), "request_review", LEGAL, A_DAY_LATE)
        assert (refusal.code, str(LAST_DAY) in str(refusal)) == (Code.WRONG_STATE, True)

    @pytest.mark.law("G-59")
    def test_asked_in_time_and_entered_late_it_counts(self) -> None:
        case = take(handled(), "request_review", LEGAL, LAST_DAY, entered=date(2036, 4, 10))
        assert (case.state, duty(case, CLOSURE).is_open) == (CaseState.REVIEW_REQUESTED, False)

    def test_the_window_lapses_at_the_end_of_its_last_day(self) -> None:
        assert duty(until(handled(), last_instant(LAST_DAY)), WINDOW).is_open
        after = until(handled(), first_late_instant(LAST_DAY))
        assert (duty(after, WINDOW).status, duty(after, CLOSURE).owed_by) == ("lapsed", OFFICER)

    def test_only_the_subject_may_ask(self) -> None:
        assert refused(handled(), "request_review", EVALUATOR, HANDLED).code is Code.WRONG_ROLE
        case = handled({"handling": [{"code": "warning"}]}, subject_type="person", subject_ref="gao.fei", centre=None)
        stranger = {"by": Role.CENTRE_REPORTER, "on": HANDLED}
        assert refused(case, "request_review", **stranger, person="li.na").code is Code.WRONG_ROLE
        assert take(case, "request_review", **stranger, person="gao.fei").state is CaseState.REVIEW_REQUESTED

    @pytest.mark.parametrize("subject", SPEAKERS, ids=str)
    def test_somebody_speaks_for_every_kind_of_subject(self, subject: Named) -> None:
        case = handled({"handling": [{"code": "warning"}]}, subject_type=subject.value, subject_ref="某单位")
        assert take(case, "request_review", SPEAKERS[subject][0], HANDLED).state is CaseState.REVIEW_REQUESTED

    def test_upheld_the_handling_stays(self) -> None:
        case = take(under_review(), "decide_review", LEADER, date(2036, 4, 20))
        assert case.handling == handled().handling
        assert take(case, "close_case", OFFICER, date(2036, 4, 21)).state is CaseState.CLOSED

    def test_changed_the_handling_and_what_it_asks_are_new(self) -> None:
        content = {"outcome": "changed", "handling": [{"code": "downgrade"}]}
        case = take(under_review(), "decide_review", LEADER, date(2036, 4, 20), content)
        assert ([h.code for h in case.handling], [f.action for f in case.follow_ups]) == (
            ["downgrade"],
            ["amend_result"],
        )

    @pytest.mark.parametrize("content", [{"outcome": "changed"}, {"outcome": "upheld", **HANDLING}])
    def test_the_handling_is_given_when_it_changes_and_only_then(self, content: Any) -> None:
        assert "handling" in str(refused(under_review(), "decide_review", LEADER, date(2036, 4, 20), content))

    def test_it_is_decided_once_with_a_document_number(self) -> None:
        on = date(2036, 4, 20)
        refusal = refused(under_review(), "decide_review", LEADER, on, document_number=None)
        assert refusal.code is Code.DOCUMENT_NUMBER_REQUIRED
        decided = take(under_review(), "decide_review", LEADER, on)
        assert refused(decided, "decide_review", LEADER, date(2036, 4, 21)).code is Code.WRONG_STATE

    def test_the_case_is_not_closed_in_the_window_nor_before_the_review_is_decided(self) -> None:
        for case, on in ((handled(), LAST_DAY), (under_review(), A_DAY_LATE)):
            assert refused(case, "close_case", OFFICER, on).code is Code.WRONG_STATE
        assert take(handled(), "close_case", OFFICER, A_DAY_LATE).state is CaseState.CLOSED

    @pytest.mark.law("B.0")
    def test_silence_never_closes_a_case(self) -> None:
        after = until(handled(), date(2046, 4, 2))
        assert (after.state, [o.key for o in after.open_obligations]) == (CaseState.HANDLING_DECIDED, [CLOSURE])
