"""Integrity cases: duties apart, the complainant hidden (SOD-8), the rules of the day (C.8), the table itself."""

import json
import re
from datetime import date
from typing import Any

import pytest
from cases import (
    ACCEPTED,
    CENTRE,
    EVERY_CASE,
    EXPERT,
    FOUND,
    HANDLED,
    HANDLING,
    LEADER,
    OFFICER,
    REPORTED,
    SECRET,
    WITNESS,
    accepted,
    blank,
    entries_of,
    found,
    handled,
    message,
    refused,
    reported,
    take,
    until,
)
from lives import nine
from spoiling import spoilings

from domain.integrity.acts import decide
from domain.integrity.law import CASE_ACTIONS
from domain.integrity.legal_basis import REGISTER, rule_cited, rules_in_force
from domain.integrity.notices import notices
from domain.integrity.rules import CaseRule
from domain.integrity.samples import SAMPLES, sample_case_content, sample_case_decision
from domain.integrity.standing import actions, standing
from domain.refusals import Code, Refused

SEPARATE = Code.SEPARATION_OF_DUTIES
COMPLAINANT = "ma.jun"
ROWS = pytest.mark.parametrize("row", CASE_ACTIONS.values(), ids=CASE_ACTIONS.keys())
CASES = pytest.mark.parametrize("case", EVERY_CASE.values(), ids=EVERY_CASE.keys())


@pytest.mark.law("SOD-8", "I02", "I03", "I04")
class TestDutiesApart:
    """SOD-8: investigators have no part in the evaluation or review concerned; who found does not decide."""

    @pytest.mark.parametrize("action", ["begin_check", "accept_case", "refuse_case"])
    def test_the_complainant_does_not_judge_the_report(self, action: str) -> None:
        assert refused(reported(), action, OFFICER, ACCEPTED, {}, person=COMPLAINANT).code is SEPARATE

    def test_whoever_logs_an_anonymous_report_is_not_its_complainant(self) -> None:
        assert take(reported(anonymous=True), "accept_case", OFFICER, ACCEPTED, {}, person=COMPLAINANT)

    @pytest.mark.parametrize("unfit", [COMPLAINANT, "gao.fei", "feng.jun"])
    def test_complainant_subject_and_those_involved_do_not_investigate(self, unfit: str) -> None:
        case = reported(subject_type="person", subject_ref="gao.fei", involved=["feng.jun"])
        refusal = refused(case, "accept_case", OFFICER, ACCEPTED, {"investigators": ["expert.he", unfit]})
        assert (refusal.code, "investigators.1" in str(refusal)) == (SEPARATE, True)

    def test_nor_does_anybody_of_the_centre(self) -> None:
        content = {"investigators": [{"person": "he.jing", "organisation": CENTRE}]}
        assert refused(accepted(), "name_investigators", OFFICER, ACCEPTED, content).code is SEPARATE

    def test_the_evaluators_team_named_as_involved_does_not(self) -> None:
        content = {"investigators": ["feng.jun"], "involved": ["feng.jun", "tao.ran"]}
        assert refused(accepted(), "name_investigators", OFFICER, ACCEPTED, content).code is SEPARATE

    def test_an_officer_involved_in_the_evaluation_records_no_finding(self) -> None:
        case = accepted({"involved": ["most.ren"]})
        refusal = refused(case, "record_finding", OFFICER, FOUND, {"finding": "partly"}, person="most.ren")
        assert refusal.code is SEPARATE

    def test_one_who_stepped_back_takes_no_further_part(self) -> None:
        named = accepted({"investigators": ["expert.he", "expert.lin"]})
        case = take(named, "name_investigators", OFFICER, ACCEPTED)
        assert [one.person for one in case.recused] == ["expert.lin"]
        finding = {"finding": "partly"}
        assert refused(case, "record_finding", EXPERT, FOUND, finding, person="expert.lin").code is SEPARATE

    def test_nobody_is_named_and_recused_at_once(self) -> None:
        content = {"investigators": ["expert.he"], "recused": ["expert.he"]}
        assert "recused" in str(refused(accepted(), "name_investigators", OFFICER, ACCEPTED, content))

    @pytest.mark.parametrize("person", [COMPLAINANT, "most.qi", "expert.he"])
    def test_who_reported_found_or_investigated_does_not_decide_the_handling(self, person: str) -> None:
        case = found(content={"investigators": ["expert.he"]})
        assert refused(case, "decide_handling", LEADER, HANDLED, HANDLING, person=person).code is SEPARATE

    def test_who_decided_the_handling_does_not_become_an_investigator(self) -> None:
        extended = take(accepted(), "extend_investigation", LEADER, ACCEPTED, {})
        content = {"investigators": ["most.zheng"]}
        assert refused(extended, "name_investigators", OFFICER, ACCEPTED, content).code is SEPARATE

    def test_an_official_does_not_decide_on_the_own_case(self) -> None:
        case = found(subject_type="official", subject_ref="most.zheng", centre=None)
        assert refused(case, "decide_handling", LEADER, HANDLED, HANDLING).code is SEPARATE


@pytest.mark.law("SOD-8")
class TestTheComplainantIsHidden:
    """SOD-8: nothing that the subject or a monitor can see says who reported, nor what is alleged."""

    @CASES
    def test_not_in_the_status(self, case: Any) -> None:
        shown = standing(case(), HANDLED).model_dump_json()
        assert COMPLAINANT not in shown
        assert SECRET not in shown

    def test_only_the_kind_of_the_source_is_shown(self) -> None:
        assert standing(reported(anonymous=True), REPORTED).source == "anonymous"

    def test_not_in_a_refusal(self) -> None:
        refusals = [
            refused(reported(), "accept_case", OFFICER, ACCEPTED, {}, person=COMPLAINANT),
            refused(reported(), "accept_case", OFFICER, ACCEPTED, {"investigators": [COMPLAINANT]}),
        ]
        assert not any(COMPLAINANT in str(refusal) for refusal in refusals)

    def test_the_refusal_of_a_complainant_reads_like_that_of_anybody_involved(self) -> None:
        case = reported(involved=["feng.jun"])
        words = {
            str(refused(case, "accept_case", OFFICER, ACCEPTED, {}, person=one)) for one in (COMPLAINANT, "feng.jun")
        }
        assert len(words) == 1

    def test_not_in_what_is_written_down_but_apart(self) -> None:
        first, *others = entries_of()
        assert first.reporter is not None
        assert first.reporter.person == COMPLAINANT
        assert not any(COMPLAINANT in entry.model_dump_json() for entry in others)
        assert COMPLAINANT not in first.model_dump_json(exclude={"reporter"})

    def test_not_in_a_notice(self) -> None:
        told = json.dumps([n.model_dump() for entry in entries_of() for n in entry.notices], ensure_ascii=False)
        assert not any(secret in told for secret in (COMPLAINANT, SECRET))


class TestNotices:
    """Who owes something is told, MOF of what concerns its money, and nobody else of a person's case."""

    def told(self) -> set[tuple[str, str, str | None]]:
        """Kind, role and organisation of every notice of a whole case."""
        return {(n.kind, n.to_role, n.to_organisation) for entry in entries_of() for n in entry.notices}

    @pytest.mark.law("I04")
    def test_mof_is_told_of_the_funds(self) -> None:
        assert ("task", "mof_officer", None) in self.told()

    @pytest.mark.law("I03")
    def test_a_clear_record_tells_the_officer_to_lift_the_hold(self) -> None:
        held = accepted({"hold": True})
        after = take(held, "record_finding", OFFICER, FOUND, {"finding": "unsubstantiated"})
        (told,) = notices(held, after)
        assert ("lift_hold on evaluation/3-1" in told.text, told.to_role) == (True, "integrity_officer")

    def test_the_centre_is_told_of_its_right_to_a_review(self) -> None:
        assert ("task", "centre_legal_representative", CENTRE) in self.told()

    def test_a_late_acceptance_is_escalated(self) -> None:
        late = until(reported(), date(2035, 10, 9))
        assert {n.kind for n in notices(reported(), late)} == {"overdue", "escalation"}

    def test_a_persons_window_is_told_to_no_role_at_large(self) -> None:
        facts = {"subject_type": "person", "subject_ref": "gao.fei"}
        sent = notices(found(**facts), handled({"handling": [{"code": "warning"}]}, **facts))
        assert not sent


@pytest.mark.law("Art 31", "I02")
class TestLegalBasis:
    """C.8: which rule is in force depends on the date; weak sources are marked."""

    @pytest.mark.parametrize(
        ("day", "codes"),
        [
            (date(2020, 8, 31), {"integrity-rules-2019"}),
            (date(2020, 9, 1), {"integrity-rules-2019", "violations-2020"}),
            (date(2022, 8, 24), {"measures-2021", "integrity-rules-2019", "violations-2020", "progress-law-2021"}),
            (date(2022, 8, 25), {"measures-2021", "misconduct-rules-2022", "violations-2020", "progress-law-2021"}),
            (date(2026, 3, 19), {"measures-2021", "misconduct-rules-2022", "violations-2020", "progress-law-2021"}),
            (date(2026, 3, 20), {"measures-2021", "misconduct-rules-2022", "violations-2026", "progress-law-2021"}),
        ],
    )
    def test_the_rules_of_the_day(self, day: date, codes: set[str]) -> None:
        assert {rule.code for rule in rules_in_force(day)} == codes

    def test_the_rule_from_a_weak_source_is_marked(self) -> None:
        assert {rule.code for rule in REGISTER if rule.weak} >= {"violations-2026", "violations-2020"}

    def test_without_a_citation_the_rules_in_force_are_cited(self) -> None:
        cited = accepted().legal_basis
        assert {one.code for one in cited} == {rule.code for rule in rules_in_force(ACCEPTED)}
        assert [one.code for one in cited if one.weak] == ["violations-2026"]

    def test_a_rule_is_cited_by_its_title_and_a_stranger_as_it_is_written(self) -> None:
        titles = ["《科研失信行为调查处理规则》", {"rule": "某省办法", "version": "2030"}]
        first, second = accepted({"legal_basis": titles}).legal_basis
        assert (first.code, second.rule, second.version) == ("misconduct-rules-2022", "某省办法", "2030")

    def test_a_rule_out_of_force_is_refused(self) -> None:
        refusal = refused(reported(), "accept_case", OFFICER, ACCEPTED, {"legal_basis": ["violations-2020"]})
        assert (refusal.code, "legal_basis.0" in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_every_rule_is_found_by_its_code(self) -> None:
        assert all(rule_cited(rule.code) is rule for rule in REGISTER)


@pytest.mark.law("I01", "I02", "I03", "I04", "I05")
class TestTheTable:
    """B.9 as rows: each with its words, its roles, a sample that fits; what cannot be is refused with its field."""

    @ROWS
    def test_it_has_its_words_roles_and_states(self, row: CaseRule[Any]) -> None:
        assert re.fullmatch(r"[\u4e00-\u9fff]+", row.zh)
        assert row.by
        assert not any(state.final for state in row.at)

    @ROWS
    def test_its_sample_fits(self, row: CaseRule[Any]) -> None:
        assert row.content.model_validate_json(json.dumps(sample_case_content(row.action)), strict=True)

    def test_every_sample_belongs_to_an_act(self) -> None:
        assert set(SAMPLES) <= set(CASE_ACTIONS)

    @CASES
    def test_what_may_be_decided_now_can_be_pasted(self, case: Any) -> None:
        known = case()
        possible = actions(known, HANDLED)
        assert possible
        assert all(json.dumps(sample_case_decision(one, known)) for one in possible)

    @ROWS
    def test_bad_content_is_refused_by_its_field(self, row: CaseRule[Any]) -> None:
        days = (HANDLED, date(2036, 4, 20))
        ready = ((c(), on) for c in EVERY_CASE.values() for on in days if c().state in row.at)
        case, on = next((case, on) for case, on in ready if row.not_yet(case, on) is None)
        role = sorted(row.roles(case))[0]
        for spoilt in spoilings(row.content.model_json_schema(), sample_case_content(row.action)):
            refusal = refused(case, row.action, role, on, spoilt.content)
            assert (refusal.code, spoilt.field.split(".")[0] in str(refusal)) == (Code.INVALID_CONTENT, True), spoilt

    @pytest.mark.parametrize("action", ["approve", "accept_cases", ""])
    def test_an_unknown_act_is_refused(self, action: str) -> None:
        assert refused(reported(), action or "x", OFFICER, ACCEPTED, {}).code is Code.UNKNOWN_ACTION

    def test_another_matter_is_refused(self) -> None:
        code = refused(reported(), "accept_case", OFFICER, ACCEPTED, {}, matter="evaluation/1-1").code
        assert code is Code.UNKNOWN_MATTER
        assert take(reported(), "accept_case", OFFICER, ACCEPTED, {}, matter="integrity/forged-data")

    def test_a_day_that_has_not_come_is_refused(self) -> None:
        assert refused(blank(), "report_integrity", WITNESS, HANDLED, entered=REPORTED).code is Code.FUTURE_DATE


@pytest.mark.law("G-61")
class TestTheSameIdTwice:
    """The decision's id is its idempotency key for the whole life of the case (G-61)."""

    def test_the_same_decision_gives_the_same_receipt(self) -> None:
        sent = message(reported(), "accept_case", OFFICER, ACCEPTED, {})
        case, receipt = decide(reported(), sent, nine(ACCEPTED))
        assert decide(case, sent, nine(FOUND)) == (case, receipt)

    def test_the_same_id_with_another_content_is_refused(self) -> None:
        case = take(reported(), "accept_case", OFFICER, ACCEPTED, {}, decision_id="once")
        with pytest.raises(Refused) as refusal:
            take(case, "accept_case", OFFICER, ACCEPTED, {"hold": True}, decision_id="once")
        assert refusal.value.code is Code.DUPLICATE_ID
