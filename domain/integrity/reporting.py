"""I01: anybody may report; the report is confidential, and whether it is accepted is a decision (B.9)."""

import re
from typing import Annotated, Final

from pydantic import StringConstraints

from domain.days.periods import after_working_days
from domain.fact import Command
from domain.integrity.case import Case
from domain.integrity.investigators import Persons
from domain.integrity.rules import CaseAct, case_rule
from domain.integrity.states import CaseState, Source, SubjectType
from domain.matter import Side
from domain.obligations import owed
from domain.roles import EVALUATORS, Role
from domain.texts import Line, Text

CODE: Final = r"^[a-z0-9-]{3,40}$"
CentreCode = Annotated[str, StringConstraints(pattern=CODE)]
EvaluationKey = Annotated[str, StringConstraints(pattern=r"^evaluation/\d{1,3}-\d{1,3}$")]
ReportKey = Annotated[str, StringConstraints(pattern=r"^annual-report/\d{4}$")]


class IntegrityReport(Command):
    """What is reported: against whom, what is alleged, which evaluation or report it touches (C.8)."""

    subject_type: SubjectType
    subject_ref: Line
    centre: CentreCode | None = None
    allegation: Text
    source: Source | None = None
    anonymous: bool = False
    linked_evaluation: EvaluationKey | None = None
    linked_report: ReportKey | None = None
    involved: Persons = ()


def _source(act: CaseAct[IntegrityReport]) -> Source:
    if act.content.anonymous:
        return Source.ANONYMOUS
    third = act.decision.by.role in EVALUATORS
    return act.content.source or (Source.THIRD_PARTY if third else Source.REPORT)


def _centre(content: IntegrityReport) -> str | None:
    own = content.subject_type is SubjectType.CENTRE and re.fullmatch(CODE, content.subject_ref)
    return content.centre or (content.subject_ref if own else None)


@case_rule(
    "I01",
    "report_integrity",
    "Report a breach of integrity",
    "举报科研失信",
    at=[CaseState.PROSPECTIVE],
    by=tuple(Role),
    side=Side.SUBMIT,
    content=IntegrityReport,
)
def report_integrity(case: Case, act: CaseAct[IntegrityReport]) -> Case:
    """I01: logged whoever reports, anonymous or not; the integrity officer has fifteen working days to decide."""
    content = act.content
    n = case.terms.integrity.acceptance_wd
    facts = content.model_dump(
        include={"subject_type", "subject_ref", "linked_evaluation", "linked_report", "involved"}
    )
    known = {**facts, "allegation": content.allegation, "centre": _centre(content), "source": _source(act)}
    deadline = after_working_days(case.calendar, act.on, n, "the report")
    reported = case.moved(CaseState.REPORTED, act.on, reported_on=act.on, **known)
    return reported.owing(owed("integrity_acceptance", case.key, deadline, act.on))
