"""Who speaks for the subject of a case when a review is asked (I05)."""

import re
from typing import Final

from domain.integrity.case import Case
from domain.integrity.states import SubjectType
from domain.roles import APPLICANT, CENTRE_STAFF, COUNCIL, EVALUATORS, INSPECTORS, LEADERSHIP, SUPERVISION, Role

PERSONS: Final = (SubjectType.PERSON, SubjectType.EXPERT, SubjectType.OFFICIAL)
SPEAKERS: Final[dict[SubjectType, tuple[Role, ...]]] = {
    SubjectType.CENTRE: (Role.CENTRE_LEGAL_REPRESENTATIVE, Role.CENTRE_DIRECTOR),
    SubjectType.EVALUATOR: (Role.EVALUATOR_LEAD,),
    SubjectType.EXPERT: (Role.ARGUMENTATION_EXPERT, Role.EXPERT_COMMITTEE_CHAIR, *EVALUATORS, *INSPECTORS),
    SubjectType.PERSON: (*CENTRE_STAFF, *APPLICANT, *COUNCIL, Role.EXPERT_COMMITTEE_CHAIR, *EVALUATORS),
    SubjectType.OFFICIAL: (
        *SUPERVISION,
        Role.MOST_OFFICER,
        *LEADERSHIP,
        Role.MOF_OFFICER,
        Role.DELEGATED_AGENCY,
        Role.INTEGRITY_OFFICER,
    ),
}
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9.@_-]{0,79}")


def speakers(case: Case) -> tuple[Role, ...]:
    """The roles under which the subject of this case may ask for a review."""
    return SPEAKERS[case.subject_type] if case.subject_type else ()


def spokesman(case: Case) -> Role | None:
    """The role for which the time for a review runs."""
    return next(iter(speakers(case)), None)


def is_the_subject(case: Case, person: str) -> bool:
    """Whether the person is the subject; believed where the case is not against one person named as such."""
    named = case.subject_type in PERSONS and _SLUG.fullmatch(case.subject_ref or "")
    return not named or person == case.subject_ref
