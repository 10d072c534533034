"""I04: leadership decides the handling: at least one of the catalogue; no penalty is prescribed (Art 31, B.9)."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from domain.days.periods import after_days
from domain.fact import Command
from domain.integrity.case import Applied, Case, Review
from domain.integrity.catalogue import CATALOGUE, LIFT, NOT_THE_CENTRE
from domain.integrity.following import follow_up, follow_ups_of
from domain.integrity.reporting import EvaluationKey
from domain.integrity.rules import CaseAct, case_rule
from domain.integrity.states import CaseState
from domain.integrity.subjects import spokesman
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.roles import LEADERSHIP
from domain.texts import Line, Text


def _of_the_catalogue(code: str) -> str:
    if code not in CATALOGUE:
        raise ValueError(f"no handling of the catalogue; it has {', '.join(CATALOGUE)}")
    return code


class ChosenHandling(Command):
    """A handling of the catalogue, and for how long where it is limited in time."""

    code: Annotated[Line, AfterValidator(_of_the_catalogue)]
    term: Line | None = None


Handlings = Annotated[tuple[ChosenHandling, ...], Field(min_length=1, max_length=20)]


class HandlingDecision(Command):
    """Which handlings are decided, and why where the decision's own reason does not say it."""

    handling: Handlings
    reason: Text | None = None
    linked_evaluation: EvaluationKey | None = None


def burdens(case: Case, chosen: tuple[ChosenHandling, ...]) -> list[str]:
    """Handlings that would burden a centre for the fault of an evaluator or an expert, as faults (G-46)."""
    if case.subject_type not in NOT_THE_CENTRE:
        return []
    return [
        f"handling.{n}.code: {one.code} burdens the centre, but the case is against the {case.subject_type} (G-46)"
        for n, one in enumerate(chosen)
        if CATALOGUE[one.code].burdens_centre
    ]


def handled(case: Case, chosen: tuple[ChosenHandling, ...], act: CaseAct[Any]) -> Case:
    """The case with these handlings, and what they ask to be decided elsewhere."""
    applied = tuple(Applied(code=one.code, zh=CATALOGUE[one.code].zh, term=one.term) for one in chosen)
    asked = [f for one in chosen for f in follow_ups_of(case, one.code)]
    if case.hold and "void_attempt" not in {one.code for one in chosen}:
        asked.append(follow_up(case, LIFT, "the handling is decided"))
    with_handling = case.with_(handling=applied, handling_document=act.decision.document_number, follow_ups=())
    return with_handling.following(*asked)


def _review_window(case: Case, act: CaseAct[Any]) -> Obligation:
    n = case.terms.integrity.review_days
    deadline = after_days(case.calendar, act.on, n, "the decision on the handling")
    return owed("integrity_review_window", case.key, deadline, act.on, by=spokesman(case))


@case_rule(
    "I04",
    "decide_handling",
    "Decide the handling",
    "作出处理决定",
    at=[CaseState.FINDING],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=HandlingDecision,
    faults=lambda case, act: burdens(case, act.content.handling),
    document=True,
    reason=True,
)
def decide_handling(case: Case, act: CaseAct[HandlingDecision]) -> Case:
    """I04: chosen by leadership; the subject may ask for a review within the window (I05)."""
    content = act.content
    linked = case.with_(linked_evaluation=content.linked_evaluation or case.linked_evaluation)
    decided = handled(linked, content.handling, act).met("integrity_handling", act.on)
    window = _review_window(case, act)
    until = window.due or act.on
    return decided.moved(CaseState.HANDLING_DECIDED, act.on, review=Review(until=until)).owing(window)
