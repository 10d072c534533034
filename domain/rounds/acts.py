"""Taking a decision on a round: one pure function, used by the validator and by the handler alike."""

from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt
from domain.form import content_of, governing_day, nothing_secret, number_is_there, reason_is_there, receipt_of
from domain.particulars import Receipted
from domain.refusals import Code, Refused, invalid
from domain.rounds.book import RoundBook
from domain.rounds.rows import RoundAct, RoundRule
from domain.rounds.table import ACTIONS, stands_ready


def decide(book: RoundBook, decision: Decision, now: datetime) -> tuple[RoundBook, Receipt]:
    """The round after the decision, and its receipt. Raises `Refused`; a refused decision changes nothing.

    The same decision sent again gives the same receipt and happens once (G-61).
    """
    known = book.receipts.get(decision.decision_id)
    if known is not None:
        return book, receipt_of(decision, known)
    row, act = checked(book, decision, shanghai_date(now))
    return _entered(book, row.apply(book, act), act, now)


def checked(book: RoundBook, decision: Decision, today: date) -> tuple[RoundRule[Any], RoundAct[Any]]:
    """The row of the table and the act, once everything about the decision is in order."""
    on = governing_day(decision, today)
    row = _row(decision)
    _belongs_here(book, decision)
    _state_allows(book, row)
    _role_allows(book, row, decision)
    act = RoundAct(decision=decision, content=content_of(row.content, decision), on=on)
    _content_holds(book, row, act)
    return row, act


def _row(decision: Decision) -> RoundRule[Any]:
    row = ACTIONS.get(decision.action)
    if row is None:
        near = get_close_matches(decision.action[:60], ACTIONS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"a round knows {', '.join(ACTIONS)}"
        raise Refused(Code.UNKNOWN_ACTION, f"There is no such action on a round; {hint}")
    return row


def _belongs_here(book: RoundBook, decision: Decision) -> None:
    if decision.matter not in (None, "round", book.key):
        raise Refused(Code.UNKNOWN_MATTER, f"This is the round {book.key} ({book.name_zh}); name that matter, or none.")


def _state_allows(book: RoundBook, row: RoundRule[Any]) -> None:
    what = f"{row.action} ({row.zh}, {row.article}) is not possible"
    if book.kind not in row.kinds:
        kinds = " or ".join(row.kinds)
        raise Refused(Code.WRONG_STATE, f"{what}: {book.key} is of another kind; it belongs to {kinds}.")
    if not stands_ready(row, book.kind, book.state):
        wanted = " or ".join(row.at)
        raise Refused(Code.WRONG_STATE, f"{what}: {book.key} is {book.state} ({book.state.zh}); it needs {wanted}.")
    objection = row.not_yet(book)
    if objection:
        raise Refused(Code.WRONG_STATE, f"{what} now: {objection}.")


def _role_allows(book: RoundBook, row: RoundRule[Any], decision: Decision) -> None:
    by = decision.by
    if by.role not in row.by:
        allowed = " or ".join(f"{role} ({role.zh})" for role in sorted(row.by))
        raise Refused(Code.WRONG_ROLE, f"{row.action} ({row.zh}) is for {allowed}, not for {by.role} ({by.role.zh}).")
    before = book.hands.get(by.person, by.role)
    if before is not by.role:
        raise Refused(
            Code.SEPARATION_OF_DUTIES,
            f"{by.person} has already acted in this round as {before} ({before.zh}) and may not also sign as {by.role}"
            " (SOD-5); another person must do it.",
        )


def _content_holds(book: RoundBook, row: RoundRule[Any], act: RoundAct[Any]) -> None:
    nothing_secret(act.decision)
    faults = [*_day_faults(book, act), *row.faults(book, act)]
    if faults:
        raise invalid(faults)
    if row.lacks_reason(book, act):
        reason_is_there(row, None)
    if row.number is not None:
        number_is_there(row, row.number(act))


def _day_faults(book: RoundBook, act: RoundAct[Any]) -> list[str]:
    if book.opened_on is None or act.on >= book.opened_on:
        return []
    return [f"decided_on: {act.on} lies before {book.opened_on}, when {book.key} was opened"]


def _entered(before: RoundBook, after: RoundBook, act: RoundAct[Any], now: datetime) -> tuple[RoundBook, Receipt]:
    decision = act.decision
    kept = Receipted(
        digest=decision.digest,
        matter=before.key,
        state=after.state,
        revision=before.revision + 1,
        at=now,
        on=act.on,
        action=decision.action,
        person=decision.by.person,
        document_number=decision.document_number,
    )
    receipts = {**before.receipts, decision.decision_id: kept}
    hands = {**before.hands, decision.by.person: decision.by.role}
    return after.with_(revision=kept.revision, receipts=receipts, hands=hands), receipt_of(decision, kept)
