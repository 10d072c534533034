"""Taking a decision on a round: one pure function, used by the validator and by the handler alike."""

import json
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt, faults_of
from domain.names import is_document_number
from domain.particulars import Receipted
from domain.refusals import Code, Refused, invalid
from domain.rounds.book import RoundBook
from domain.rounds.rows import RoundAct, RoundRule
from domain.rounds.table import ACTIONS, stands_ready
from domain.secrecy import secrecy_faults

EXAMPLE = "国科发区〔2026〕1号"


def decide(book: RoundBook, decision: Decision, now: datetime) -> tuple[RoundBook, Receipt]:
    """The round after the decision, and its receipt. Raises `Refused`; a refused decision changes nothing.

    The same decision sent again gives the same receipt and happens once (G-61).
    """
    known = book.receipts.get(decision.decision_id)
    if known is not None:
        return book, _receipt_again(decision, known)
    row, act = checked(book, decision, shanghai_date(now))
    return _entered(book, row.apply(book, act), act, now)


def checked(book: RoundBook, decision: Decision, today: date) -> tuple[RoundRule[Any], RoundAct[Any]]:
    """The row of the table and the act, once everything about the decision is in order."""
    on = _governing_day(decision, today)
    row = _row(decision)
    _belongs_here(book, decision)
    _state_allows(book, row)
    _role_allows(book, row, decision)
    act = RoundAct(decision=decision, content=_content(row, decision), on=on)
    _content_holds(book, row, act)
    return row, act


def _receipt_again(decision: Decision, known: Receipted) -> Receipt:
    if known.digest != decision.digest:
        raise Refused(
            Code.DUPLICATE_ID,
            f"The id {decision.decision_id} already belongs to another decision; give this one an id of its own.",
        )
    return _receipt(decision, known)


def _receipt(decision: Decision, kept: Receipted) -> Receipt:
    return Receipt(
        decision_id=decision.decision_id,
        matter=kept.matter,
        state=kept.state,
        revision=kept.revision,
        recorded_at=kept.at,
    )


def _governing_day(decision: Decision, today: date) -> date:
    on = decision.decided_on or today
    if on > today:
        raise Refused(Code.FUTURE_DATE, f"decided_on {on} lies in the future; today is {today} in Asia/Shanghai.")
    if on.year < 1949:
        raise invalid([f"decided_on: {on} cannot be right"])
    return on


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


def _content(row: RoundRule[Any], decision: Decision) -> Any:
    try:
        return row.content.model_validate_json(json.dumps(decision.content), strict=True)
    except ValidationError as error:
        raise invalid(faults_of(error)) from None


def _content_holds(book: RoundBook, row: RoundRule[Any], act: RoundAct[Any]) -> None:
    faults = [*secrecy_faults(act.decision), *_day_faults(book, act), *row.faults(book, act)]
    if faults:
        raise invalid(faults)
    if row.lacks_reason(book, act):
        raise Refused(
            Code.REASON_REQUIRED, f"{row.action} ({row.zh}) needs a reason here; give it in the field reason."
        )
    if row.number is not None:
        _has_its_number(row, row.number(act))


def _day_faults(book: RoundBook, act: RoundAct[Any]) -> list[str]:
    if book.opened_on is None or act.on >= book.opened_on:
        return []
    return [f"decided_on: {act.on} lies before {book.opened_on}, when {book.key} was opened"]


def _has_its_number(row: RoundRule[Any], number: str | None) -> None:
    if not number:
        raise Refused(
            Code.DOCUMENT_NUMBER_REQUIRED,
            f"{row.action} ({row.zh}) is a decision of MOST and needs its document number (文号), such as {EXAMPLE}.",
        )
    if not is_document_number(number):
        raise invalid([f"document_number: is no document number (文号) such as {EXAMPLE}"])


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
    return after.with_(revision=kept.revision, receipts=receipts, hands=hands), _receipt(decision, kept)
