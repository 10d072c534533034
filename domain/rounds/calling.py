"""Opening a round and calling its centres: once, more of them, those who could not be called again (A01, O01, G-07)."""

from typing import Final

from domain.rounds.book import EVERYBODY, Call, Member, RoundBook
from domain.rounds.contents import Sending
from domain.rounds.rows import RoundAct
from domain.rounds.states import AGAIN, NO_ANSWER, RoundKind, RoundState
from domain.texts import JsonValue

OF_EVALUATIONS: Final = ("evaluator", "evaluators")
OF_REPORTS: Final = ("centre_due", "supervising_due")
STRANGE: Final = {
    RoundKind.PRIORITY_LIST: ("centres", *OF_EVALUATIONS, *OF_REPORTS),
    RoundKind.ANNUAL_REPORT: OF_EVALUATIONS,
    RoundKind.EVALUATION: OF_REPORTS,
}


def opening_faults(book: RoundBook, act: RoundAct[Sending]) -> list[str]:
    """An opened round has at least one centre, and only what its kind needs; a list of fields calls nobody."""
    if book.kind is RoundKind.PRIORITY_LIST:
        return _strange(book, act.content)
    return [*_strange(book, act.content), *_nobody(act.content), *_call_faults(book, act, act.content.centres)]


def adding_faults(book: RoundBook, act: RoundAct[Sending]) -> list[str]:
    """Centres are added that the round does not know yet."""
    known = [f"centres: {code} is in the round already" for code in act.content.centres if code in book.members]
    return [*_strange(book, act.content), *_nobody(act.content), *known, *_call_faults(book, act, act.content.centres)]


def again_faults(book: RoundBook, act: RoundAct[Sending]) -> list[str]:
    """Only centres that refused or were not reached are called again."""
    due = book.those(*AGAIN)
    done = [f"centres: {code} is not refused or unreachable" for code in act.content.centres if code not in due]
    return [*_strange(book, act.content), *done, *_call_faults(book, act, _again(book, act))]


def nobody_to_call_again(book: RoundBook) -> str | None:
    """Whether there is nobody to be called again, as an objection."""
    return None if book.those(*AGAIN) else "no centre has refused or been out of reach"


def open_round(book: RoundBook, act: RoundAct[Sending]) -> RoundBook:
    """MOST's officer opens the round; every centre named is called (Art 6.3; A01, O01)."""
    after = book.with_(state=RoundState.OPEN, since=act.on, opened_on=act.on, notice=_number(act))
    return after if book.kind is RoundKind.PRIORITY_LIST else _calling(after, act, act.content.centres)


def add_centres(book: RoundBook, act: RoundAct[Sending]) -> RoundBook:
    """More centres are called in the same round."""
    return _calling(book, act, act.content.centres)


def retry_round(book: RoundBook, act: RoundAct[Sending]) -> RoundBook:
    """The refused and the unreached are called again; who gave no answer is asked with the very same decision."""
    codes = _again(book, act)
    unsure = {code: m for code, m in book.members.items() if code in codes and m.code == NO_ANSWER}
    after = _calling(book, act, tuple(code for code in codes if code not in unsure))
    asked = {code: Member(call=m.call, terms=m.terms) for code, m in unsure.items()}
    return after.with_(members={**after.members, **asked})


def _strange(book: RoundBook, content: Sending) -> list[str]:
    given = content.model_fields_set & set(STRANGE[book.kind])
    return [f"{name}: does not belong to a round of the kind {book.kind}" for name in sorted(given)]


def _nobody(content: Sending) -> list[str]:
    return [] if content.centres else ["centres: name at least one centre"]


def _call_faults(book: RoundBook, act: RoundAct[Sending], codes: tuple[str, ...]) -> list[str]:
    if book.kind is RoundKind.ANNUAL_REPORT:
        return _day_faults(act)
    named = act.content.evaluators
    strangers = [f"evaluators.{code}: is none of the centres called" for code in named if code not in codes]
    return strangers + [f"evaluators.{code}: is missing (Art 27)" for code in codes if _unevaluated(book, act, code)]


def _unevaluated(book: RoundBook, act: RoundAct[Sending], code: str) -> bool:
    if act.content.evaluator or code in act.content.evaluators:
        return False
    before = book.calls[_terms_until_now(book, code)] if book.calls else None
    return before is None or before.evaluator_of(code) is None


def _day_faults(act: RoundAct[Sending]) -> list[str]:
    centre, department = act.content.centre_due, act.content.supervising_due
    days = {"centre_due": centre, "supervising_due": department}
    early = [f"{name}: {day} lies before {act.on}" for name, day in days.items() if day and day < act.on]
    crossed = centre is not None and department is not None and department < centre
    return [*early, *([f"supervising_due: {department} lies before the centre's own day, {centre}"] if crossed else [])]


def _again(book: RoundBook, act: RoundAct[Sending]) -> tuple[str, ...]:
    return tuple(code for code in book.those(*AGAIN) if code in (act.content.centres or book.members))


def _calling(book: RoundBook, act: RoundAct[Sending], codes: tuple[str, ...]) -> RoundBook:
    if not codes:
        return book
    call = Call(
        by=act.decision.by,
        on=act.on,
        document_number=_number(act) or book.notice,
        centre_due=act.content.centre_due,
        supervising_due=act.content.supervising_due,
        evaluators=_evaluators(act.content),
    )
    return book.calling(call, {code: _terms(book, act.content, code) for code in codes})


def _terms(book: RoundBook, content: Sending, code: str) -> int:
    """The sending that says on which terms the centre is called: this one, or the one before when it is silent."""
    said = content.evaluator or code in content.evaluators or content.centre_due or content.supervising_due
    return len(book.calls) if said else _terms_until_now(book, code)


def _terms_until_now(book: RoundBook, code: str) -> int:
    return book.members[code].terms if code in book.members else 0


def _evaluators(content: Sending) -> dict[str, dict[str, JsonValue]]:
    named = {**({EVERYBODY: content.evaluator} if content.evaluator else {}), **content.evaluators}
    return {code: evaluator.model_dump(mode="json", exclude_unset=True) for code, evaluator in named.items()}


def _number(act: RoundAct[Sending]) -> str | None:
    return act.decision.document_number or act.content.notice
