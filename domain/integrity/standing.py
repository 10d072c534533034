"""How a case stands, as the `status` query answers; never who reported, nor the subject by name, nor the allegation."""

from datetime import date
from typing import Any

from domain.fact import Fact
from domain.integrity.case import Applied, Case, CitedRule, FollowUp
from domain.integrity.law import CASE_ACTIONS
from domain.integrity.rules import CaseRule
from domain.integrity.states import CaseState, Finding, ReviewOutcome, Source, SubjectType
from domain.obligations import Obligation
from domain.roles import LEADERSHIP, MINISTRY, Role
from domain.standing import ActionStanding, ObligationStanding, RefusalStanding


class ReviewStanding(Fact):
    """The review of the handling, without its grounds."""

    until: date
    requested_on: date | None
    outcome: ReviewOutcome | None
    decided_on: date | None


class CaseStanding(Fact):
    """The whole answer to the `status` query of an integrity case."""

    code: str
    kind: str = "integrity_case"
    matter: str
    confidentiality: str
    state: CaseState
    state_zh: str
    since: date | None
    revision: int
    subject_type: SubjectType | None
    subject_type_zh: str | None
    centre: str | None
    source: Source
    linked_evaluation: str | None
    linked_report: str | None
    reported_on: date | None
    accepted_on: date | None
    legal_basis: tuple[CitedRule, ...]
    hold: bool
    extended: bool
    finding: Finding | None
    finding_zh: str | None
    handling: tuple[Applied, ...]
    handling_document: str | None
    review: ReviewStanding | None
    notes: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    edition: str
    policy: str
    obligations: tuple[ObligationStanding, ...]
    actions: tuple[ActionStanding, ...]
    overdue: tuple[str, ...]
    refusals: RefusalStanding


PLAIN = (
    "code", "confidentiality", "state", "since", "revision", "subject_type", "centre", "source", "linked_evaluation",
    "linked_report", "reported_on", "accepted_on", "legal_basis", "hold", "extended", "finding", "handling",
    "handling_document", "notes", "follow_ups", "edition",
)  # fmt: skip


def standing(case: Case, today: date) -> CaseStanding:
    """The case's standing on that day (Asia/Shanghai)."""
    plain: dict[str, Any] = {name: getattr(case, name) for name in PLAIN}
    return CaseStanding(
        **plain,
        matter=case.key,
        state_zh=case.state.zh,
        subject_type_zh=case.subject_type.zh if case.subject_type else None,
        finding_zh=case.finding.zh if case.finding else None,
        review=ReviewStanding(**case.review.model_dump(exclude={"grounds"})) if case.review else None,
        policy=case.terms.profile,
        obligations=tuple(obligation_standing(o) for o in case.obligations),
        actions=actions(case, today),
        overdue=tuple(o.name for o in case.open_obligations if o.overdue),
        refusals=RefusalStanding(count=case.refusals.count, last=case.refusals.last),
    )


def obligation_standing(o: Obligation) -> ObligationStanding:
    """One obligation with its words."""
    same = o.model_dump(include={"key", "matter", "basis", "raw_due", "due", "provisional", "why", "status", "overdue"})
    return ObligationStanding(
        **same,
        title=o.term.title,
        title_zh=o.term.zh,
        owed_by=o.owed_by,
        organisation=organisation_of(o.owed_by),
        article=o.term.article,
        reminders=o.reminders,
        policy=o.profile,
        edition=o.edition,
        calendar=o.calendar,
    )


def organisation_of(role: Role) -> str | None:
    """The organisation that acts in a case under this role, where it is always the same."""
    return "most" if role in (*MINISTRY, *LEADERSHIP, Role.INTEGRITY_OFFICER) else None


def actions(case: Case, today: date) -> tuple[ActionStanding, ...]:
    """What may be decided on the case now, and under which roles."""
    possible = (row for row in CASE_ACTIONS.values() if case.state in row.at and row.not_yet(case, today) is None)
    return tuple(_action(case, row) for row in possible)


def _action(case: Case, row: CaseRule[Any]) -> ActionStanding:
    roles = row.roles(case)
    days = [o.due for o in case.open_obligations if o.due and o.owed_by in roles]
    return ActionStanding(
        matter=case.key,
        action=row.action,
        title=row.title,
        title_zh=row.zh,
        roles=tuple(sorted(roles)),
        due=min(days, default=None),
        article=row.article,
    )


def waiting_for(case: Case) -> tuple[str, ...]:
    """The roles whose act is awaited now."""
    return tuple(sorted({o.owed_by for o in case.open_obligations if not o.term.lapses}))


def next_due(case: Case) -> Obligation | None:
    """The obligation whose last day comes next; a window that simply ends does not count."""
    dated = [o for o in case.open_obligations if o.due and not o.overdue and not o.term.lapses]
    return min(dated, key=lambda o: o.due or date.max, default=None)
