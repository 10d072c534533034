"""The whole table of acts: every chapter's rows, and how an act finds its row and its matter."""

from typing import Any

from domain.centre import CENTRE, Centre
from domain.changes import classification, course, opinions, succession, supervision
from domain.changes import decisions as change_decisions
from domain.changes import request as change_request
from domain.evaluation import (
    amendments,
    assessment,
    deferral,
    holds,
    notice,
    objections,
    publicity,
    results,
    voiding,
    withdrawal,
)
from domain.exit import appeals, closing, findings, merger, proposal, reinstatement
from domain.exit import decision as exit_decision
from domain.formation import (
    approval,
    argumentation,
    candidacy,
    case_review,
    comprehensive,
    conversion,
    intent,
    recommendation,
)
from domain.matter import kind_of
from domain.operation import (
    corrections,
    delivery,
    governance,
    governance_people,
    governance_support,
    running,
    services,
    subsidy,
    subsidy_payments,
)
from domain.policies import adoption
from domain.rectification import extension, inspection, plan, procedure
from domain.reports import calling_in, correction
from domain.reports import notices as report_notices
from domain.reports import procedure as reports
from domain.rules import RULES, Reach, Rule
from domain.states import Named, State

CHAPTERS = (
    intent,
    candidacy,
    recommendation,
    argumentation,
    comprehensive,
    case_review,
    conversion,
    approval,
    running,
    corrections,
    reports,
    correction,
    report_notices,
    calling_in,
    notice,
    deferral,
    assessment,
    publicity,
    objections,
    withdrawal,
    holds,
    voiding,
    results,
    amendments,
    plan,
    procedure,
    extension,
    inspection,
    change_request,
    opinions,
    change_decisions,
    course,
    classification,
    supervision,
    succession,
    findings,
    proposal,
    exit_decision,
    closing,
    appeals,
    merger,
    reinstatement,
    subsidy,
    subsidy_payments,
    services,
    delivery,
    governance,
    governance_people,
    governance_support,
    adoption,
)
ACTIONS: dict[str, tuple[Rule[Any], ...]] = {
    action: tuple(row for row in RULES if row.action == action) for action in dict.fromkeys(row.action for row in RULES)
}
MATTER_KINDS = frozenset(row.on for row in RULES)


def prospective_key(centre: Centre, kind: str) -> str:
    """The key of the matter of this kind that an act would open now."""
    if kind == "evaluation":
        return notice.next_key(centre)
    if kind == "change":
        return change_request.next_key(centre)
    if kind == "subsidy":
        return subsidy.next_key(centre)
    return kind


def standing_of(centre: Centre, row: Rule[Any], matter: str) -> Named | None:
    """The state that decides whether the row applies: the matter's, or the main life's when the row opens a matter."""
    if row.opens or row.on == CENTRE:
        return centre.state
    found = centre.matters.get(matter)
    return found.state if found else None


def reached(centre: Centre) -> Reach:
    """How far the centre has gone: in formation or operation, closing, or ended."""
    if centre.state.final:
        return Reach.EVER
    return Reach.CLOSING if centre.state is State.CLOSING else Reach.EXIT


def applies(centre: Centre, row: Rule[Any], matter: str) -> bool:
    """Whether the row may be used on this matter as it stands."""
    return standing_of(centre, row, matter) in row.at


def keys_for(centre: Centre, row: Rule[Any]) -> tuple[str, ...]:
    """The matters on which the row could be used: the main life, one it would open, or the open ones of its kind."""
    if row.on == CENTRE:
        return (CENTRE,)
    if row.opens:
        return (prospective_key(centre, row.on),)
    return tuple(key for key, matter in centre.matters.items() if kind_of(key) == row.on and matter.state in row.at)
