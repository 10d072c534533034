"""Separation of duties in a case (SOD-8): who reports, investigates and decides are apart, and the subject is none.

No sentence here names a person or says which part that person has: a refusal must not reveal who reported.
"""

from typing import Any

from domain.integrity.case import Case, Investigator
from domain.integrity.investigators import NamesInvestigators, together
from domain.integrity.reporting import IntegrityReport
from domain.integrity.rules import CaseAct, CaseRule
from domain.matter import Hand, Side
from domain.refusals import Code, Refused


def hand_of(row: CaseRule[Any], act: CaseAct[Any]) -> Hand:
    """The hand through which the act passes; whoever logs an anonymous report is not its complainant."""
    by, content = act.decision.by, act.content
    logged = isinstance(content, IntegrityReport) and content.anonymous
    side = Side.RECORD if logged else row.side
    return Hand(person=by.person, side=side, organisation=by.organisation, party=by.role.side)


def duties_are_apart(case: Case, row: CaseRule[Any], act: CaseAct[Any]) -> None:
    """Nobody has two parts in a case. Raises `Refused` (SEPARATION_OF_DUTIES)."""
    names = act.content if isinstance(act.content, NamesInvestigators) else NamesInvestigators()
    told = case.with_(involved=together(case.involved, names.involved))
    if row.side is not Side.SUBMIT and _has_another_part(told, row.side, act):
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{row.action} ({row.zh}) is for somebody without another part in this case or in the evaluation concerned"
            " (SOD-8); another person must do it.",
        )
    unfit = [f"investigators.{n}" for n, one in enumerate(names.named) if _is_unfit(told, one)]
    if unfit:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{', '.join(unfit)}: whoever investigates has no other part in the case, the evaluation or the review"
            " concerned (SOD-8); name somebody else.",
        )


def _has_another_part(case: Case, side: Side, act: CaseAct[Any]) -> bool:
    by = act.decision.by
    if case.subject_ref in (by.person, by.organisation) or case.centre == by.organisation:
        return True
    if any(hand.person == by.person and hand.side not in (side, Side.RECORD) for hand in case.hands):
        return True
    recused = {one.person for one in case.recused}
    apart = {*recused, *case.involved} if side is Side.INSPECT else {*recused, *_investigating(case)}
    return by.person in apart


def _investigating(case: Case) -> set[str]:
    return {one.person for one in case.investigators}


def _is_unfit(case: Case, one: Investigator) -> bool:
    taken = {hand.person for hand in case.hands if hand.side in (Side.SUBMIT, Side.DECIDE)}
    if one.person in taken or one.person in case.involved:
        return True
    of_the_subject = one.organisation is not None and one.organisation in (case.subject_ref, case.centre)
    return of_the_subject or one.person == case.subject_ref
