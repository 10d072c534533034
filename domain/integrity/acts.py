"""Taking a decision on a case: one pure function, used by the validator and by the handler alike."""

from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt
from domain.form import content_of, governing_day, nothing_secret, number_is_there, reason_is_there, receipt_of
from domain.integrity.case import KIND, Case
from domain.integrity.law import CASE_ACTIONS
from domain.integrity.rules import CaseAct, CaseRule
from domain.integrity.separation import duties_are_apart, hand_of
from domain.particulars import Receipted
from domain.refusals import Code, Refused, invalid


def decide(case: Case, decision: Decision, now: datetime) -> tuple[Case, Receipt]:
    """The case after the decision, and its receipt. Raises `Refused`; a refused decision changes nothing (P7).

    The same decision sent again gives the same receipt and happens once, for the case's whole life (G-61).
    """
    known = case.receipts.get(decision.decision_id)
    if known is not None:
        return case, receipt_of(decision, known)
    row, act = checked(case, decision, shanghai_date(now))
    hand = hand_of(row, act)
    after = row.apply(case, act)
    return _entered(after.with_(hands=tuple(dict.fromkeys((*case.hands, hand)))), act, now)


def checked(case: Case, decision: Decision, today: date) -> tuple[CaseRule[Any], CaseAct[Any]]:
    """The row of the table and the act, once everything about the decision is in order."""
    on = governing_day(decision, today)
    row = _row(decision)
    _matter_is_this_one(case, decision)
    _state_allows(case, row, on)
    _role_allows(case, row, decision)
    act = CaseAct(decision=decision, content=content_of(row.content, decision), on=on, today=today)
    nothing_secret(decision)
    duties_are_apart(case, row, act)
    _person_allowed(case, row, act)
    _content_holds(case, row, act)
    return row, act


def _row(decision: Decision) -> CaseRule[Any]:
    row = CASE_ACTIONS.get(decision.action)
    if row is None:
        near = get_close_matches(decision.action[:60], CASE_ACTIONS, n=1)
        hint = f"; did you mean {near[0]}?" if near else "; ncti integrity show CODE lists what may be decided now"
        raise Refused(Code.UNKNOWN_ACTION, f"There is no such action on an integrity case{hint}")
    return row


def _matter_is_this_one(case: Case, decision: Decision) -> None:
    if decision.matter not in (None, KIND, case.key):
        raise Refused(Code.UNKNOWN_MATTER, f"This is the case {case.key}; name that matter or none.")


def _state_allows(case: Case, row: CaseRule[Any], on: date) -> None:
    what = f"{row.action} ({row.zh}, {row.article})"
    if case.state not in row.at:
        wanted = " or ".join(sorted(row.at))
        raise Refused(
            Code.WRONG_STATE,
            f"{what} is not possible: {case.key} is {case.state} ({case.state.zh}); it needs {wanted}.",
        )
    objection = row.not_yet(case, on)
    if objection:
        raise Refused(Code.WRONG_STATE, f"{what} is not possible now: {objection}.")


def _role_allows(case: Case, row: CaseRule[Any], decision: Decision) -> None:
    role, allowed = decision.by.role, row.roles(case)
    if role not in allowed:
        wanted = " or ".join(f"{one} ({one.zh})" for one in sorted(allowed))
        raise Refused(Code.WRONG_ROLE, f"{row.action} ({row.zh}) is for {wanted}, not for {role} ({role.zh}).")


def _person_allowed(case: Case, row: CaseRule[Any], act: CaseAct[Any]) -> None:
    if objection := row.barred(case, act):
        raise Refused(Code.WRONG_ROLE, f"{row.action} ({row.zh}) is not for this person: {objection}.")


def _content_holds(case: Case, row: CaseRule[Any], act: CaseAct[Any]) -> None:
    early = case.since is not None and act.on < case.since
    faults = (
        [f"decided_on: {act.on} lies before {case.since}, when the case came to its present state"] if early else []
    )
    if faults := [*faults, *row.faults(case, act)]:
        raise invalid(faults)
    if row.reason:
        reason_is_there(row, act.reason)
    if row.document:
        number_is_there(row, act.decision.document_number)


def _entered(after: Case, act: CaseAct[Any], now: datetime) -> tuple[Case, Receipt]:
    """The case with one revision more; of whoever reported, the receipts keep no name."""
    decision, revision = act.decision, after.revision + 1
    kept = Receipted(
        digest=decision.digest,
        matter=after.key,
        state=after.state,
        revision=revision,
        at=now,
        on=act.on,
        action=decision.action,
        person=None if after.revision == 0 else act.person,
        document_number=decision.document_number,
    )
    receipts = {**after.receipts, decision.decision_id: kept}
    return after.with_(revision=revision, receipts=receipts), receipt_of(decision, kept)
