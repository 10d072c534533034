"""MOST's rounds: the yearly priority fields, reports and evaluations in batches (Arts 6.3, 16.1; A01, O01, G-07)."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from lives import DOCUMENT, LE, ML, MO, SD, candidate, first_late_instant, last_instant, nine, operating, take

from domain.acts import decide as decide_on_centre
from domain.days.periods import start_of
from domain.decisions import Author, Decision
from domain.evaluation.matter import Evaluation
from domain.refusals import Code, Refused
from domain.roles import Role
from domain.rounds.acts import decide
from domain.rounds.book import RoundBook, begun
from domain.rounds.entries import entry_of
from domain.rounds.letters import Answer, answered, is_open_already, letter_to, silence_of
from domain.rounds.passing import pass_time
from domain.rounds.samples import sample_content
from domain.rounds.standing import standing
from domain.rounds.states import Outcome, RoundKind, RoundState
from domain.rounds.table import ROWS
from domain.standing import standing as standing_of_centre
from domain.states import State

DAY = date(2027, 1, 11)
EVALUATOR: dict[str, Any] = {
    "organisation": "Evaluation Center", "mandate_no": "M-1", "team": ["a.lead"], "conflict_declared_none": True,
}  # fmt: skip
FIELDS: dict[str, Any] = {"fields": [{"code": "03", "name": "智能传感"}, {"name": "轨道交通"}]}


def a_round(kind: RoundKind, year: int = 2027, on: date = DAY) -> RoundBook:
    """A round on its first day."""
    return begun(RoundBook(kind=kind, year=year), on)


def decision(book: RoundBook, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Decision:
    """A decision in order."""
    author = Author(person=facts.pop("person", f"{by}.person"), organisation="most", role=by)
    given = {"decision_id": f"{book.revision}-{action}-{on}", "decided_on": on, **facts}
    carried = sample_content(action, book.kind) if content is None else content
    return Decision(action=action, by=author, content=carried, **given)


def act(book: RoundBook, action: str, by: Role = MO, on: date = DAY, content: Any = None, **facts: Any) -> RoundBook:
    """The round after the decision, taken at nine o'clock of that day."""
    now = nine(facts.pop("entered", on))
    return decide(pass_time(book, now)[0], decision(book, action, by, on, content, **facts), now)[0]


def refused(book: RoundBook, action: str, by: Role = MO, on: date = DAY, content: Any = None, **facts: Any) -> Refused:
    """The refusal of the decision; fails when it is taken."""
    with pytest.raises(Refused) as refusal:
        act(book, action, by, on, content, **facts)
    return refusal.value


def priority_list(on: date = DAY) -> RoundBook:
    """The round of the priority fields of 2027, before its list is published."""
    return a_round(RoundKind.PRIORITY_LIST, on=on)


def published() -> RoundBook:
    """The priority fields of 2027 are published."""
    return act(priority_list(), "publish_priority_list", ML, content=FIELDS, document_number=DOCUMENT)


def reports(**content: Any) -> RoundBook:
    """The reports on 2027 are called for at two centres on 2028-01-10."""
    return act(
        a_round(RoundKind.ANNUAL_REPORT), "open_round", MO, date(2028, 1, 10), {"centres": ["a-1", "b-2"], **content}
    )


def evaluations(**content: Any) -> RoundBook:
    """An evaluation round over three centres with one evaluator."""
    carried = {"centres": ["a-1", "b-2", "c-3"], "evaluator": EVALUATOR, **content}
    return act(a_round(RoundKind.EVALUATION), "open_round", content=carried)


def hears(book: RoundBook, **outcomes: Outcome) -> RoundBook:
    """The round after these answers; `a` stands for the centre a-1."""
    codes = {"a": "a-1", "b": "b-2", "c": "c-3"}
    for name, outcome in outcomes.items():
        book = answered(book, Answer(code=codes[name], status=outcome, sentence="so it is"), nine(DAY))
    return book


def reminder(book: RoundBook) -> Any:
    """The reminder of the priority list."""
    return book.obligations[0]


@pytest.mark.law("Art 16.1")
class TestPriorityFields:
    """Art 16.1: MOST publishes the priority fields yearly; its officer prepares, its leadership decides (D.2)."""

    def test_leadership_publishes_them_under_a_number(self) -> None:
        found = standing(published())
        assert (found.state, found.document_number, found.published_on) == (RoundState.OPEN, DOCUMENT, DAY)
        assert [field["name"] for field in found.fields] == ["智能传感", "轨道交通"]

    @pytest.mark.parametrize("by", [MO, SD, LE])
    def test_nobody_else_does(self, by: Role) -> None:
        assert refused(priority_list(), "publish_priority_list", by, document_number=DOCUMENT).code is Code.WRONG_ROLE

    def test_the_number_is_needed(self) -> None:
        assert refused(priority_list(), "publish_priority_list", ML).code is Code.DOCUMENT_NUMBER_REQUIRED
        assert "文号" in str(refused(priority_list(), "publish_priority_list", ML, document_number="No. 1"))

    def test_the_number_may_stand_in_the_content(self) -> None:
        book = act(priority_list(), "publish_priority_list", ML, content={**FIELDS, "document_no": DOCUMENT})
        assert standing(book).document_number == DOCUMENT

    def test_a_bare_name_is_a_field(self) -> None:
        content = {"fields": ["智能传感"]}
        book = act(priority_list(), "publish_priority_list", ML, content=content, document_number=DOCUMENT)
        assert standing(book).fields == ({"code": None, "name": "智能传感"},)

    @pytest.mark.parametrize(("content", "fault"), [
        ({}, "fields"), ({"fields": []}, "fields"), ({**FIELDS, "year": 2026}, "year"),
        ({"fields": [{}]}, "fields.0.name"),
        ({"fields": ["x", "x"]}, "stands twice"), ({**FIELDS, "nobody_knows": 1}, "nobody_knows"),
        ({"fields": ["【机密】"]}, "state secret"),
    ])  # fmt: skip
    def test_a_faulty_list_is_refused(self, content: Any, fault: str) -> None:
        refusal = refused(priority_list(), "publish_priority_list", ML, content=content, document_number=DOCUMENT)
        assert (refusal.code, fault in str(refusal)) == (Code.INVALID_CONTENT, True)

    def test_a_later_list_replaces_it_with_a_reason(self) -> None:
        again: dict[str, Any] = {"content": {"fields": ["量子"]}, "document_number": DOCUMENT, "decision_id": "again"}
        assert refused(published(), "publish_priority_list", ML, **again).code is Code.REASON_REQUIRED
        book = act(published(), "publish_priority_list", ML, **again, reason="One more.")
        assert ([f["name"] for f in standing(book).fields], len(book.lists)) == (["量子"], 2)

    def test_it_calls_no_centre(self) -> None:
        refusal = refused(priority_list(), "open_round", content={"centres": ["a-1"]})
        assert "centres: does not belong to a round of the kind priority-list" in str(refusal)
        assert act(priority_list(), "open_round").pending == ()

    @pytest.mark.law("SOD-5")
    def test_the_officer_who_prepared_it_does_not_sign_it(self) -> None:
        book = act(priority_list(), "open_round", person="wu")
        refusal = refused(book, "publish_priority_list", ML, person="wu", document_number=DOCUMENT)
        assert refusal.code is Code.SEPARATION_OF_DUTIES

    @pytest.mark.law("G-51")
    def test_a_candidate_off_the_list_is_warned_not_barred(self) -> None:
        off = take(candidate(), "submit_intent", LE, date(2027, 2, 1), {"off_list_reason": "New."})
        named = take(candidate(), "submit_intent", LE, date(2027, 2, 1), {"priority_list_year": 2027})
        assert (off.state, named.state) == (State.INTENT_SUBMITTED, State.INTENT_SUBMITTED)
        assert ("G-51" in str(off.formation.warnings), named.formation.warnings) == (True, ())


@pytest.mark.law("Art 16.1")
class TestTheReminder:
    """F.1: MOST is reminded on 1 March; the Measures name no date; a timer publishes nothing."""

    def test_it_is_owed_by_most_on_the_first_of_march(self) -> None:
        owed = reminder(priority_list())
        assert (owed.key, owed.owed_by, owed.due, owed.basis) == (
            "priority_list_reminder",
            MO,
            date(2027, 3, 1),
            "policy",
        )

    def test_on_a_rest_day_it_rolls_to_the_next_working_day(self) -> None:
        book = a_round(RoundKind.PRIORITY_LIST, 2026, date(2026, 1, 5))
        assert (reminder(book).raw_due, reminder(book).due) == (date(2026, 3, 1), date(2026, 3, 2))

    def test_most_is_reminded_as_the_day_begins(self) -> None:
        dawn = start_of(date(2027, 3, 1))
        assert pass_time(priority_list(), dawn - timedelta(microseconds=1))[1] == ()
        assert pass_time(priority_list(), dawn)[1] == ("reminder of round/priority-list/2027:priority_list_reminder",)

    @pytest.mark.parametrize(("moment", "late"), [
        (last_instant(date(2027, 3, 1)), False), (first_late_instant(date(2027, 3, 1)), True),
    ])  # fmt: skip
    def test_its_passing_is_flagged_and_changes_no_state(self, moment: datetime, late: bool) -> None:
        book = pass_time(priority_list(), moment)[0]
        assert (bool(standing(book).overdue), book.state) == (late, RoundState.PREPARED)

    @pytest.mark.parametrize(("on", "status"), [(date(2027, 3, 1), "met"), (date(2027, 3, 2), "met_late")])
    def test_publication_meets_it_in_time_on_the_last_day(self, on: date, status: str) -> None:
        book = act(priority_list(), "publish_priority_list", ML, on, FIELDS, document_number=DOCUMENT)
        assert (reminder(book).status, standing(book).overdue) == (status, ())

    def test_begun_after_the_day_it_is_late_at_once(self) -> None:
        book = pass_time(priority_list(date(2027, 4, 1)), nine(date(2027, 4, 1)))[0]
        assert standing(book).overdue == ("round/priority-list/2027:priority_list_reminder",)

    def test_it_goes_to_most_s_tasks_and_notices(self) -> None:
        before = RoundBook(kind=RoundKind.PRIORITY_LIST, year=2027)
        entry = entry_of(before, begun(before, DAY), "prepared", nine(DAY))
        assert [task.role for task in entry.effects.opened] == ["most_officer"]
        assert [message.to_organisation for message in entry.effects.notices] == ["most"]

    def test_other_rounds_owe_nothing(self) -> None:
        assert a_round(RoundKind.EVALUATION).obligations == a_round(RoundKind.ANNUAL_REPORT).obligations == ()


@pytest.mark.law("A01", "Art 6.3")
class TestReportRound:
    """Art 6.3, A01: MOST opens the reports of a year at every centre, with the days of its notice."""

    def test_each_centre_gets_the_officer_s_decision(self) -> None:
        book = reports(centre_due="2028-03-20", supervising_due="2028-04-20", notice="国科办区〔2028〕2号")
        sent = letter_to(book, "b-2").decision
        assert (sent.decision_id, sent.action, sent.by.role) == ("round.annual-report.2027:b-2", "open_report", MO)
        assert (sent.decided_on, sent.document_number) == (date(2028, 1, 10), "国科办区〔2028〕2号")
        assert sent.content == {
            "year": 2027, "centre_due": "2028-03-20", "supervising_due": "2028-04-20", "notice": "国科办区〔2028〕2号",
        }  # fmt: skip

    def test_a_centre_in_operation_takes_it(self) -> None:
        book = act(a_round(RoundKind.ANNUAL_REPORT, 2025), "open_round", on=date(2026, 1, 12), content={
            "centres": ["smart-sensing"], "centre_due": "2026-04-30",
        })  # fmt: skip
        sent = letter_to(book, "smart-sensing").decision
        centre = decide_on_centre(operating(), sent, nine(date(2026, 1, 12)))[0]
        owed = centre.obligation("annual-report/2025", "ar_centre_due")
        assert owed is not None
        assert owed.raw_due == date(2026, 4, 30)

    @pytest.mark.parametrize(("day", "fault"), [("2028-01-09", True), ("2028-01-10", False)])
    def test_a_day_before_the_round_is_refused(self, day: str, fault: bool) -> None:
        content = {"centres": ["a-1"], "centre_due": day}
        book = a_round(RoundKind.ANNUAL_REPORT)
        if fault:
            assert "centre_due" in str(refused(book, "open_round", MO, date(2028, 1, 10), content))
        else:
            assert act(book, "open_round", MO, date(2028, 1, 10), content).pending == ("a-1",)

    def test_the_department_is_not_due_before_the_centre(self) -> None:
        content = {"centres": ["a-1"], "centre_due": "2028-03-31", "supervising_due": "2028-03-30"}
        refusal = refused(a_round(RoundKind.ANNUAL_REPORT), "open_round", MO, date(2028, 1, 10), content)
        assert "supervising_due: 2028-03-30 lies before the centre's own day" in str(refusal)

    def test_an_evaluator_has_no_place_in_it(self) -> None:
        refusal = refused(
            a_round(RoundKind.ANNUAL_REPORT), "open_round", content={"centres": ["a-1"], "evaluator": EVALUATOR}
        )
        assert "evaluator: does not belong" in str(refusal)

    def test_a_report_that_is_open_already_counts_as_done_unless_days_were_named(self) -> None:
        matters: Any = {"annual-report/2027": {"kind": "annual-report", "state": "OPEN"}}
        dated = letter_to(reports(centre_due="2028-03-20"), "a-1")
        assert is_open_already(letter_to(reports(), "a-1"), Code.INVALID_CONTENT, matters)
        assert not is_open_already(dated, Code.INVALID_CONTENT, matters)
        assert not is_open_already(letter_to(reports(), "a-1"), Code.WRONG_STATE, {})


@pytest.mark.law("O01", "G-07", "Art 6.3")
class TestEvaluationRound:
    """G-07: MOST evaluates in batches; a round may pull a centre in before its cycle ends; the cycle's end stays."""

    def test_the_letter_names_the_round_and_the_evaluator(self) -> None:
        sent = letter_to(evaluations(), "a-1").decision
        assert sent.content == {"evaluator": EVALUATOR, "round": "evaluation/2027"}

    def test_each_centre_may_have_its_own_evaluator(self) -> None:
        other = {**EVALUATOR, "organisation": "Another Center"}
        book = evaluations(evaluators={"b-2": other})
        found = [letter_to(book, code).decision.content["evaluator"] for code in ("a-1", "b-2")]
        assert found == [EVALUATOR, other]

    def test_no_centre_is_without_one(self) -> None:
        content = {"centres": ["a-1", "b-2"], "evaluators": {"a-1": EVALUATOR, "x-9": EVALUATOR}}
        refusal = str(refused(a_round(RoundKind.EVALUATION), "open_round", content=content))
        assert "evaluators.b-2: is missing (Art 27)" in refusal
        assert "evaluators.x-9: is none of the centres called" in refusal

    def test_it_pulls_a_centre_in_a_year_ahead_and_leaves_its_cycle_alone(self) -> None:
        on = date(2025, 4, 12)
        content = {"centres": ["smart-sensing"], "evaluator": EVALUATOR}
        book = act(a_round(RoundKind.EVALUATION, 2025, on), "open_round", MO, on, content)
        centre = decide_on_centre(operating(), letter_to(book, "smart-sensing").decision, nine(on))[0]
        assert (centre.state, centre.cycle) == (State.EVALUATING, operating().cycle)
        assert centre.find(Evaluation, "evaluation/1-1").window_to == date(2026, 4, 12)

    def test_a_centre_under_evaluation_counts_as_done(self) -> None:
        on = date(2026, 2, 11)
        letter = letter_to(evaluations(), "a-1")
        matters = standing_of_centre(take(operating(), "open_evaluation", MO, on), on).matters
        assert is_open_already(letter, Code.WRONG_STATE, matters)
        assert not is_open_already(letter, Code.INVALID_CONTENT, matters)
        assert not is_open_already(letter, Code.WRONG_STATE, {"annual-report/2027": {"kind": "annual-report"}})


@pytest.mark.law("Art 6.3")
class TestOutcomes:
    """Art 6.3: the round knows of each centre what became of its call, and records it once."""

    def test_all_are_pending_at_first(self) -> None:
        assert evaluations().pending == ("a-1", "b-2", "c-3")

    def test_each_answer_is_recorded_with_its_revision(self) -> None:
        book = hears(evaluations(), a=Outcome.TAKEN, b=Outcome.REFUSED)
        assert (book.pending, book.revision) == (("c-3",), evaluations().revision + 2)
        assert standing(book).counts == {"pending": 1, "taken": 1, "already": 0, "refused": 1, "unreachable": 0}

    def test_a_second_answer_changes_nothing(self) -> None:
        book = hears(evaluations(), a=Outcome.TAKEN)
        assert hears(book, a=Outcome.REFUSED) is book

    def test_an_answer_nobody_awaits_changes_nothing(self) -> None:
        book = evaluations()
        assert answered(book, Answer(code="stranger", status=Outcome.TAKEN), nine(DAY)) is book

    def test_the_standing_says_why(self) -> None:
        member = standing(hears(evaluations(), a=Outcome.REFUSED)).members["a-1"]
        assert (member.status_zh, member.sentence, member.called_on) == ("被拒绝", "so it is", DAY)


@pytest.mark.law("Art 6.3")
class TestFurtherCentres:
    """More centres may be called; those that refused or were not reached are called again; those done never."""

    def test_one_more_is_called_on_the_terms_of_the_opening(self) -> None:
        book = act(evaluations(), "add_centres", on=date(2027, 2, 1), content={"centres": ["d-4"]})
        sent = letter_to(book, "d-4").decision
        assert (sent.decided_on, sent.content["evaluator"]) == (date(2027, 2, 1), EVALUATOR)

    def test_one_that_is_in_the_round_is_not_added(self) -> None:
        assert "a-1 is in the round already" in str(refused(evaluations(), "add_centres", content={"centres": ["a-1"]}))

    def test_the_refused_and_the_unreached_are_called_again(self) -> None:
        book = hears(evaluations(), a=Outcome.TAKEN, b=Outcome.REFUSED, c=Outcome.UNREACHABLE)
        again = act(book, "retry_round", on=date(2027, 2, 1), content={})
        assert again.pending == ("b-2", "c-3")
        assert letter_to(again, "b-2").decision.decided_on == date(2027, 2, 1)

    def test_only_one_of_them_with_another_evaluator(self) -> None:
        other = {**EVALUATOR, "organisation": "Another Center"}
        book = hears(evaluations(), b=Outcome.REFUSED, c=Outcome.REFUSED)
        content = {"centres": ["b-2"], "evaluator": other}
        again = act(book, "retry_round", on=date(2027, 2, 1), content=content)
        assert (again.pending, letter_to(again, "b-2").decision.content["evaluator"]) == (("a-1", "b-2"), other)

    def test_who_gave_no_answer_is_sent_the_very_same_decision(self) -> None:
        book = answered(evaluations(), silence_of("a-1"), nine(DAY))
        again = act(book, "retry_round", on=date(2027, 2, 1), content={})
        assert letter_to(again, "a-1") == letter_to(evaluations(), "a-1")

    def test_with_nobody_to_call_it_is_refused(self) -> None:
        assert refused(evaluations(), "retry_round", content={}).code is Code.WRONG_STATE

    def test_a_centre_that_is_done_is_not_called_again(self) -> None:
        book = hears(evaluations(), a=Outcome.TAKEN, b=Outcome.REFUSED)
        assert "a-1 is not refused or unreachable" in str(refused(book, "retry_round", content={"centres": ["a-1"]}))

    @pytest.mark.parametrize("action", ["add_centres", "retry_round"])
    def test_before_the_opening_it_is_refused(self, action: str) -> None:
        assert refused(a_round(RoundKind.EVALUATION), action).code is Code.WRONG_STATE


@pytest.mark.law("Art 6.3")
class TestClosing:
    """A round ends by a decision; what is left undone is listed and needs a reason."""

    def test_a_round_that_is_done_needs_no_reason(self) -> None:
        done = hears(evaluations(), a=Outcome.TAKEN, b=Outcome.ALREADY, c=Outcome.TAKEN)
        assert act(done, "close_round").state is RoundState.CLOSED

    def test_one_that_is_not_lists_what_is_left(self) -> None:
        book = hears(evaluations(), a=Outcome.TAKEN, b=Outcome.REFUSED)
        assert refused(book, "close_round").code is Code.REASON_REQUIRED
        closed = act(book, "close_round", reason="The rest goes into the next round.")
        assert (closed.undone, closed.pending) == (("b-2: refused", "c-3: pending"), ())

    def test_the_reason_may_stand_in_the_content(self) -> None:
        assert act(evaluations(), "close_round", content={"reason": "Cancelled."}).close_reason == "Cancelled."

    def test_an_unpublished_list_needs_a_reason_and_is_asked_for_no_more(self) -> None:
        assert refused(priority_list(), "close_round").code is Code.REASON_REQUIRED
        assert (
            standing(act(priority_list(), "close_round", reason="None this year.")).obligations[0].status == "cancelled"
        )

    def test_an_answer_under_way_is_still_heard(self) -> None:
        closed = act(evaluations(), "close_round", reason="Enough.")
        assert hears(closed, a=Outcome.TAKEN).those(Outcome.TAKEN) == ("a-1",)

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
    def test_afterwards_nothing_is_decided(self, row: Any) -> None:
        closed = act(evaluations(), "close_round", reason="Enough.")
        assert refused(closed, row.action, row.by[0], document_number=DOCUMENT).code is Code.WRONG_STATE


@pytest.mark.law("G-61")
class TestTheMessage:
    """Contract: the one message, its receipt, its refusals; the same id happens once."""

    def test_the_receipt_names_the_round(self) -> None:
        book = a_round(RoundKind.EVALUATION)
        receipt = decide(book, decision(book, "open_round", MO, DAY), nine(DAY))[1]
        assert (receipt.matter, receipt.state, receipt.revision) == ("round/evaluation/2027", "OPEN", 2)

    def test_the_same_decision_gives_the_same_receipt_and_happens_once(self) -> None:
        book = a_round(RoundKind.EVALUATION)
        sent = decision(book, "open_round", MO, DAY)
        after, first = decide(book, sent, nine(DAY))
        assert decide(after, sent, nine(date(2027, 5, 1))) == (after, first)

    def test_the_same_id_with_another_content_is_refused(self) -> None:
        refusal = refused(evaluations(), "close_round", decision_id="1-open_round-2027-01-11")
        assert refusal.code is Code.DUPLICATE_ID

    def test_another_matter_is_refused_its_own_name_is_not(self) -> None:
        assert refused(a_round(RoundKind.EVALUATION), "open_round", matter="centre").code is Code.UNKNOWN_MATTER
        assert act(a_round(RoundKind.EVALUATION), "open_round", matter="round/evaluation/2027").calls

    @pytest.mark.parametrize(
        ("on", "code"), [(date(2027, 1, 12), Code.FUTURE_DATE), (date(1948, 1, 1), Code.INVALID_CONTENT)]
    )
    def test_an_impossible_day_is_refused(self, on: date, code: Code) -> None:
        assert refused(a_round(RoundKind.EVALUATION), "open_round", MO, on, entered=DAY).code is code

    def test_nothing_is_decided_before_the_opening_day(self) -> None:
        assert "lies before 2027-01-11" in str(refused(evaluations(), "close_round", on=date(2027, 1, 10)))

    def test_an_unknown_action_names_the_nearest(self) -> None:
        refusal = refused(a_round(RoundKind.EVALUATION), "open_rounds", content={})
        assert (refusal.code, "open_round?" in str(refusal)) == (Code.UNKNOWN_ACTION, True)

    def test_an_act_of_another_kind_of_round_is_refused(self) -> None:
        assert "it belongs to priority-list" in str(refused(evaluations(), "publish_priority_list", ML))

    @pytest.mark.parametrize("by", [ML, SD, LE])
    def test_only_most_s_officer_opens(self, by: Role) -> None:
        assert refused(a_round(RoundKind.EVALUATION), "open_round", by).code is Code.WRONG_ROLE

    @pytest.mark.parametrize("codes", [[], ["UPPER"], ["a"], [1], ["x" * 41]])
    def test_the_centres_are_named_by_their_codes(self, codes: list[Any]) -> None:
        refusal = refused(a_round(RoundKind.ANNUAL_REPORT), "open_round", content={"centres": codes})
        assert (refusal.code, "centres" in str(refusal)) == (Code.INVALID_CONTENT, True)


class TestTheTable:
    """Every row has its words, its article, its roles, and a sample that fits."""

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
    def test_it_has_its_words(self, row: Any) -> None:
        assert all("\u4e00" <= char <= "\u9fff" for char in row.zh)
        assert (row.article.startswith("Art "), bool(row.by), bool(row.apply.__doc__)) == (True, True, True)

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row.action)
    def test_its_sample_fits_for_every_kind(self, row: Any) -> None:
        for kind in row.kinds:
            assert row.content.model_validate_json(json.dumps(sample_content(row.action, kind)), strict=True)

    def test_the_book_outlives_its_code(self) -> None:
        book = hears(evaluations(), a=Outcome.REFUSED)
        known = {**book.model_dump(mode="json"), "of_a_later_release": 1}
        assert RoundBook.model_validate(known) == book

    def test_what_may_be_decided_is_said_with_its_day(self) -> None:
        found = {action.action: action.due for action in standing(priority_list()).actions}
        assert found == {"publish_priority_list": date(2027, 3, 1), "open_round": None, "close_round": None}
