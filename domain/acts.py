"""Taking a decision: one pure function, used by the validator and by the handler alike: same rule, same words."""

from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from domain.aftermath import followed
from domain.centre import CENTRE, Centre
from domain.days.periods import shanghai_date
from domain.decisions import Decision, Receipt
from domain.form import content_of, governing_day, nothing_secret, number_is_there, reason_is_there, receipt_of
from domain.law import ACTIONS, applies, keys_for, prospective_key, reached, standing_of
from domain.matter import kind_of
from domain.particulars import Receipted
from domain.refusals import Code, Refused, invalid
from domain.roles import SUPERVISION
from domain.rules import Act, Rule
from domain.separation import duties_are_apart, hand_of, remembered


def decide(centre: Centre, decision: Decision, now: datetime) -> tuple[Centre, Receipt]:
    """The centre after the decision, and its receipt. Raises `Refused`; a refused decision changes nothing (P7).

    The same decision sent again gives the same receipt and happens once, for the centre's whole life (G-61).
    """
    known = centre.receipts.get(decision.decision_id)
    if known is not None:
        return centre, receipt_of(decision, known)
    row, act = checked(centre, decision, shanghai_date(now))
    changed = remembered(followed(centre, row.apply(centre.tidied(), act), act.on), act.matter, hand_of(row, act))
    return _entered(centre, changed, act, now)


def checked(centre: Centre, decision: Decision, today: date) -> tuple[Rule[Any], Act[Any]]:
    """The row of the table and the act, once everything about the decision is in order."""
    on = governing_day(decision, today)
    rows = _rows(centre, decision)
    _still_there(centre, rows)
    row, matter = _place(centre, decision, rows, on)
    _state_allows(centre, row, matter, decision, today)
    _role_allows(centre, row, decision, matter)
    act = Act(decision=decision, content=content_of(row.content, decision), matter=matter, on=on, today=today)
    if centre.whole:
        nothing_secret(decision)
    duties_are_apart(centre, row, act)
    _not_before_its_time(centre, row, act)
    _content_holds(centre, row, act)
    return row, act


def _rows(centre: Centre, decision: Decision) -> tuple[Rule[Any], ...]:
    rows = tuple(row for row in ACTIONS.get(decision.action, ()) if row.since <= centre.practice)
    if not rows and decision.action in ACTIONS:
        raise Refused(
            Code.UNKNOWN_ACTION,
            f"{decision.action} came with a later release; this centre takes it up with its next run,"
            " at the latest on the next 1 January.",
        )
    if not rows:
        near = get_close_matches(decision.action[:60], ACTIONS, n=1)
        hint = f"; did you mean {near[0]}?" if near else "; ncti show CODE lists what may be decided now"
        raise Refused(Code.UNKNOWN_ACTION, f"There is no such action{hint}")
    return rows


def _still_there(centre: Centre, rows: tuple[Rule[Any], ...]) -> None:
    if all(row.lasts < reached(centre) for row in rows):
        where = f"{centre.state} ({centre.state.zh}) since {centre.since}"
        raise Refused(
            Code.CENTRE_EXITED,
            f"The centre {centre.code} has left: it is {where}; nothing more is decided on it.",
        )


def _place(centre: Centre, decision: Decision, rows: tuple[Rule[Any], ...], on: date) -> tuple[Rule[Any], str]:
    named = decision.matter
    candidates = [(row, key) for row in rows for key in keys_for(centre, row)]
    if named is None or (named == CENTRE and all(row.on != CENTRE for row in rows)):
        return _only(_ready(centre, candidates, on), decision, rows)
    row = next((row for row in rows if row.on == kind_of(named) and _exists(centre, row, named)), None)
    if row is None:
        raise _unknown_matter(centre, named, rows)
    fitting = (r for r in rows if r.on == row.on and applies(centre, r, named))
    return next(fitting, row), named


def _ready(centre: Centre, candidates: list[tuple[Rule[Any], str]], on: date) -> list[tuple[Rule[Any], str]]:
    ready = [(row, key) for row, key in candidates if applies(centre, row, key) and not row.not_yet(centre, key, on)]
    several = len({key for _, key in candidates}) > 1
    return ready if centre.whole and (ready or several) else candidates


def _exists(centre: Centre, row: Rule[Any], key: str) -> bool:
    if row.opens:
        return key == prospective_key(centre, row.on)
    return key == CENTRE or key in centre.matters


def _only(
    candidates: list[tuple[Rule[Any], str]], decision: Decision, rows: tuple[Rule[Any], ...]
) -> tuple[Rule[Any], str]:
    keys = sorted({key for _, key in candidates})
    if len(keys) == 1:
        return candidates[0]
    if keys:
        raise Refused(
            Code.UNKNOWN_MATTER,
            f"{decision.action} is possible on {', '.join(keys)}; name the matter you mean.",
        )
    raise Refused(
        Code.WRONG_STATE,
        f"No matter of the kind {rows[0].on} is at a state that allows {decision.action} ({rows[0].zh}) now.",
    )


def _unknown_matter(centre: Centre, named: str, rows: tuple[Rule[Any], ...]) -> Refused:
    kinds = " or ".join(sorted({row.on for row in rows}))
    present = [CENTRE, *centre.matters]
    if any(row.opens and row.on == kind_of(named) for row in rows):
        return Refused(
            Code.UNKNOWN_MATTER, f"{rows[0].action} opens a matter of its own; name no matter, rather than {named}."
        )
    if named in present:
        return Refused(
            Code.UNKNOWN_MATTER, f"{rows[0].action} belongs to a matter of the kind {kinds}, not to {named}."
        )
    return Refused(Code.UNKNOWN_MATTER, f"The centre has no such matter; it has {', '.join(present[-12:])}.")


def _state_allows(centre: Centre, row: Rule[Any], matter: str, decision: Decision, today: date) -> None:
    if not applies(centre, row, matter):
        state = standing_of(centre, row, matter)
        where = f"{state} ({state.zh})" if state else "not open"
        wanted = " or ".join(sorted(row.at)) if len(row.at) <= 4 else "another state"
        raise Refused(
            Code.WRONG_STATE,
            f"{row.action} ({row.zh}, {row.article}) is not possible: {matter} is {where}; it needs {wanted}.",
        )
    objection = row.not_yet(centre, matter, decision.decided_on or today)
    if objection:
        raise Refused(Code.WRONG_STATE, f"{row.action} ({row.zh}, {row.article}) is not possible now: {objection}.")


def _role_allows(centre: Centre, row: Rule[Any], decision: Decision, matter: str = CENTRE) -> None:
    by = decision.by
    if by.role not in row.by:
        allowed = " or ".join(f"{role} ({role.zh})" for role in sorted(row.by))
        raise Refused(Code.WRONG_ROLE, f"{row.action} ({row.zh}) is for {allowed}, not for {by.role} ({by.role.zh}).")
    departments = (*centre.supervising_departments, *centre.lead_governments)
    invited = centre.matters[matter].invited if centre.whole and matter in centre.matters else ()
    if by.organisation in invited:
        return
    if by.role in SUPERVISION and departments and by.organisation not in departments:
        raise Refused(
            Code.WRONG_ROLE,
            f"{by.organisation} does not supervise this centre; {', '.join(dict.fromkeys(departments))} does.",
        )


def _not_before_its_time(centre: Centre, row: Rule[Any], act: Act[Any]) -> None:
    since = centre.since if row.opens or row.on == CENTRE else centre.matters[act.matter].since
    if since is not None and act.on < since:
        raise invalid([f"decided_on: {act.on} lies before {since}, when {act.matter} came to its present state"])


def _content_holds(centre: Centre, row: Rule[Any], act: Act[Any]) -> None:
    faults = row.faults(centre, act) + (row.stricter(centre, act) if centre.whole else [])
    if faults:
        raise invalid(faults)
    if row.needs_reason(centre, act):
        reason_is_there(row, act.decision.reason)
    if row.needs_document(centre, act):
        number_is_there(row, act.decision.document_number, of_any_form=not centre.whole)


def _entered(before: Centre, after: Centre, act: Act[Any], now: datetime) -> tuple[Centre, Receipt]:
    decision, matter = act.decision, act.matter
    revision, state = before.revision + 1, after.state_of(matter)
    kept = Receipted(
        digest=decision.digest,
        matter=matter,
        state=state,
        revision=revision,
        at=now,
        on=act.on,
        action=decision.action,
        person=act.person,
        document_number=decision.document_number,
        policy=before.terms.profile,
        edition=before.edition,
    )
    receipts = {**after.receipts, decision.decision_id: kept}
    return after.caused(before, decision.decision_id).with_(revision=revision, receipts=receipts), receipt_of(
        decision, kept
    )
