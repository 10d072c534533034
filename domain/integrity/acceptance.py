"""I02: the preliminary check and the decision on acceptance (B.9)."""

from typing import Annotated

from pydantic import Field

from domain.fact import Command
from domain.integrity.case import Case
from domain.integrity.catalogue import HOLD
from domain.integrity.citing import Citations, cited_rules, stale_citations
from domain.integrity.following import follow_up
from domain.integrity.investigating import OFFICER, investigation_due
from domain.integrity.investigators import NamesInvestigators, together
from domain.integrity.reporting import EvaluationKey, ReportKey
from domain.integrity.rules import CaseAct, case_rule
from domain.integrity.states import BEFORE_ACCEPTANCE, CaseState
from domain.matter import Side
from domain.rules import Nothing
from domain.texts import Text


class Acceptance(NamesInvestigators):
    """Who investigates, under which rules, and whether the evaluation's result is to be held (E15).

    Without `investigators` the integrity officers investigate; an empty list says that they are named later.
    """

    hold: bool = False
    legal_basis: Annotated[Citations, Field(max_length=20)] = ()
    linked_evaluation: EvaluationKey | None = None
    linked_report: ReportKey | None = None


class NotAccepted(Command):
    """Why the report is not accepted; the decision's own reason may say it as well."""

    reason: Text | None = None


@case_rule(
    "I02",
    "begin_check",
    "Begin the preliminary check",
    "开展初步核实",
    at=[CaseState.REPORTED],
    by=OFFICER,
    side=Side.INSPECT,
    content=Nothing,
)
def begin_check(case: Case, act: CaseAct[Nothing]) -> Case:
    """The preliminary check has begun; the time for the decision on acceptance runs on."""
    return case.moved(CaseState.PRELIMINARY_CHECK, act.on)


def _acceptable(case: Case, act: CaseAct[Acceptance]) -> list[str]:
    content = act.content
    linked = content.linked_evaluation or case.linked_evaluation
    lost = ["hold: no evaluation is linked whose result could be held; name linked_evaluation"]
    return [*(lost if content.hold and not linked else []), *stale_citations(case, content.legal_basis, act.on)]


@case_rule(
    "I02",
    "accept_case",
    "Accept the case",
    "受理",
    at=BEFORE_ACCEPTANCE,
    by=OFFICER,
    side=Side.INSPECT,
    content=Acceptance,
    faults=_acceptable,
)
def accept_case(case: Case, act: CaseAct[Acceptance]) -> Case:
    """I02: the investigation has six months; a hold of the result is asked of those who may place it (E15, G-45)."""
    accepted = _accepted(case.met("integrity_acceptance", act.on), act)
    held = accepted.following(follow_up(accepted, HOLD, "the case touches the result")) if accepted.hold else accepted
    return held.owing(investigation_due(held, held.terms.integrity.investigation_months))


def _accepted(case: Case, act: CaseAct[Acceptance]) -> Case:
    content = act.content
    links = content.model_dump(include={"linked_evaluation", "linked_report"}, exclude_none=True)
    state = CaseState.ACCEPTED if content.investigators == () else CaseState.INVESTIGATING
    return case.moved(
        state,
        act.on,
        accepted_on=act.on,
        investigators=content.named,
        involved=together(case.involved, content.involved),
        hold=content.hold,
        legal_basis=cited_rules(case, content.legal_basis, act.on),
        **links,
    )


@case_rule(
    "I02",
    "refuse_case",
    "Refuse the case",
    "不予受理",
    at=BEFORE_ACCEPTANCE,
    by=OFFICER,
    side=Side.INSPECT,
    content=NotAccepted,
    reason=True,
)
def refuse_case(case: Case, act: CaseAct[NotAccepted]) -> Case:
    """I02: not accepted, with a reason; the case ends."""
    return case.met("integrity_acceptance", act.on).moved(CaseState.NOT_ACCEPTED, act.on)
