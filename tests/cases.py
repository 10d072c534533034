"""Integrity cases for the tests: who acts, what they send, and how far a case has come."""

from datetime import date, datetime
from functools import cache
from typing import Any

from lives import nine

from domain.decisions import Author, Decision
from domain.integrity.acts import decide
from domain.integrity.case import Case, opened
from domain.integrity.entries import CaseEntry, entry_of_decision, entry_of_event
from domain.integrity.passing import pass_time
from domain.integrity.samples import sample_case_content
from domain.obligations import Obligation
from domain.policy import DEFAULT, Policy
from domain.refusals import Refused
from domain.roles import Role

CODE, CENTRE = "forged-data", "smart-sensing"
OFFICER, LEADER, WITNESS = Role.INTEGRITY_OFFICER, Role.MOST_LEADERSHIP, Role.MOST_OFFICER
LEGAL, EVALUATOR, EXPERT = Role.CENTRE_LEGAL_REPRESENTATIVE, Role.EVALUATOR_LEAD, Role.ARGUMENTATION_EXPERT
PEOPLE = {OFFICER: "most.qi", LEADER: "most.zheng", WITNESS: "ma.jun", LEGAL: "deng.kai"}
REPORTED, ACCEPTED = date(2035, 9, 10), date(2035, 9, 28)
FOUND, HANDLED = date(2036, 2, 29), date(2036, 3, 3)
SECRET = "The tables of 2034 were invented"
REPORT: dict[str, Any] = {
    "subject_type": "centre",
    "subject_ref": CENTRE,
    "centre": CENTRE,
    "allegation": SECRET,
    "linked_evaluation": "evaluation/3-1",
}
HANDLING: dict[str, Any] = {"handling": [{"code": "recover_funds"}, {"code": "propose_revocation"}]}


def message(case: Case, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Decision:
    """A decision in order: a document number, a reason, the sample content, a person for each role."""
    organisation = facts.pop("org", "most" if by in (OFFICER, LEADER, WITNESS) else f"{by.value}-office")
    author = Author(person=facts.pop("person", PEOPLE.get(by, f"{by}.person")), organisation=organisation, role=by)
    given = {"document_number": "国科函监〔2036〕9号", "reason": "As the annex says.", "decided_on": on, **facts}
    given.setdefault("decision_id", f"{case.code}-{case.revision}-{action}-{on}")
    carried = sample_case_content(action) if content is None else content
    return Decision(action=action, by=author, content=carried, **given)


def take(case: Case, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Case:
    """The case after the decision, taken and entered at nine o'clock of that day."""
    now = nine(facts.pop("entered", on))
    return decide(until(case, now), message(case, action, by, on, content, **facts), now)[0]


def refused(case: Case, action: str, by: Role, on: date, content: Any = None, **facts: Any) -> Refused:
    """The refusal of the decision; fails when it is taken."""
    try:
        take(case, action, by, on, content, **facts)
    except Refused as refusal:
        return refusal
    raise AssertionError(f"{action} was taken")


def until(case: Case, moment: date | datetime) -> Case:
    """The case after time has passed up to that instant, or nine o'clock of that day."""
    return pass_time(case, moment if isinstance(moment, datetime) else nine(moment))[0]


def duty(case: Case, key: str) -> Obligation:
    """The obligation of that key."""
    found = case.obligation(key)
    assert found is not None, f"nothing is owed as {key}"
    return found


def blank(policy: Policy = DEFAULT) -> Case:
    """A case of which nothing is known yet."""
    return opened(CODE, policy)


def reported(policy: Policy = DEFAULT, **facts: Any) -> Case:
    """A case against a centre, reported on 2035-09-10."""
    return take(blank(policy), "report_integrity", WITNESS, REPORTED, {**REPORT, **facts})


def accepted(content: Any = None, **facts: Any) -> Case:
    """A case accepted on 2035-09-28 (H8); by default the integrity officers investigate."""
    return take(reported(**facts), "accept_case", OFFICER, ACCEPTED, content or {})


def found(finding: str = "substantiated", content: Any = None, **facts: Any) -> Case:
    """A case with its finding of 2036-02-29."""
    return take(accepted(content, **facts), "record_finding", OFFICER, FOUND, {"finding": finding})


def handled(content: Any = None, **facts: Any) -> Case:
    """A case with its handling decided on 2036-03-03; a review may be asked until 2036-04-02."""
    return take(found(**facts), "decide_handling", LEADER, HANDLED, content or HANDLING)


@cache
def under_review() -> Case:
    """A case whose subject has asked for a review on 2036-03-20."""
    return take(handled(), "request_review", LEGAL, date(2036, 3, 20))


EVERY_CASE = {
    "blank": blank,
    "reported": reported,
    "checked": lambda: take(reported(), "begin_check", OFFICER, REPORTED),
    "accepted": lambda: accepted({"investigators": []}),
    "investigated": accepted,
    "found": found,
    "handled": handled,
    "under review": under_review,
}


def entries_of(case_code: str = CODE) -> list[CaseEntry]:
    """The entries of a whole case under this code, the oldest first."""
    steps: list[tuple[str, Role, date, Any]] = [
        ("report_integrity", WITNESS, REPORTED, REPORT),
        ("accept_case", OFFICER, ACCEPTED, {"hold": True}),
        ("record_finding", OFFICER, FOUND, {"finding": "partly"}),
        ("decide_handling", LEADER, HANDLED, HANDLING),
        ("close_case", OFFICER, date(2036, 4, 10), {}),
    ]
    case, written = opened(case_code), []
    for action, by, on, content in steps:
        aged, brought = pass_time(case, nine(on))
        written += [entry_of_event(case, aged, "; ".join(brought), nine(on))] if brought else []
        sent = message(aged, action, by, on, content)
        case = decide(aged, sent, nine(on))[0]
        written.append(entry_of_decision(aged, case, sent, nine(on)))
    return written
