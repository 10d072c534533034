"""Separation of duties on one centre: by person and by organisation (D.3: SOD-1, SOD-2, SOD-5, SOD-7)."""

from datetime import date
from typing import Any

from domain.centre import Centre
from domain.matter import Hand, Side
from domain.operation.governance_matter import sits_on_council
from domain.refusals import Code, Refused
from domain.roles import LEADERSHIP, Party
from domain.rules import Act, Rule

ONE_PARTY = frozenset({Party.CENTRE, Party.SUPERVISION, Party.MINISTRY})


def hand_of(row: Rule[Any], act: Act[Any]) -> Hand:
    """The hand through which the act passes."""
    side = Side.DECIDE if act.role in LEADERSHIP else row.side
    by = act.decision.by
    return Hand(person=by.person, side=side, organisation=by.organisation, party=by.role.side)


def duties_are_apart(centre: Centre, row: Rule[Any], act: Act[Any]) -> None:
    """Nobody acts on two sides of one object. Raises `Refused` (SEPARATION_OF_DUTIES)."""
    hand = hand_of(row, act)
    if not (row.opens or hand.side is Side.RECORD):
        for before in centre.hands_of(act.matter):
            _by_another_person(before, hand)
            _by_another_organisation(before, hand)
    _for_one_party(centre, hand)
    _council_apart(centre, hand, act.on)


def _by_another_person(before: Hand, hand: Hand) -> None:
    if before.person == hand.person and before.side not in (hand.side, Side.RECORD):
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{hand.person} has already acted here to {before.side} and may not also {hand.side} in the same matter"
            " (SOD-1); another person must do it.",
        )


def _by_another_organisation(before: Hand, hand: Hand) -> None:
    if before.organisation != hand.organisation or before.party is hand.party or before.side is Side.RECORD:
        return
    if before.party in ONE_PARTY and hand.party in ONE_PARTY:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{hand.organisation} has already acted here as the {before.party} and may not also act as the {hand.party}"
            " (SOD-1); another organisation must do it.",
        )


def _for_one_party(centre: Centre, hand: Hand) -> None:
    known = centre.parties.get(hand.person)
    if centre.whole and known is not None and known is not hand.party:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{hand.person} acts for the {known} on this centre and may not also act for the {hand.party}"
            " (SOD-2); another person must do it.",
        )


def _council_apart(centre: Centre, hand: Hand, on: date) -> None:
    if centre.whole and hand.party is not Party.CENTRE and sits_on_council(centre.matters, hand.person, on):
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{hand.person} sits on the council of this centre and may not also act for the {hand.party}"
            " (SOD-2, G-31); another person must do it.",
        )


def remembered(centre: Centre, matter: str, hand: Hand) -> Centre:
    """The centre after the act has passed through the hand; who acts for whom is remembered for the cycle."""
    after = centre.touched(matter, hand)
    if not centre.whole or hand.party is None:
        return after
    return after.with_(parties={**after.parties, hand.person: hand.party})
