"""I02 and I03: the investigation, its length, and its finding (B.9)."""

from datetime import date
from typing import Annotated, Final

from pydantic import Field

from domain.days.periods import after_months
from domain.fact import Command
from domain.integrity.case import Case, Investigator
from domain.integrity.catalogue import LIFT
from domain.integrity.following import follow_up
from domain.integrity.investigators import Investigators, NamesInvestigators, together
from domain.integrity.rules import CaseAct, case_rule
from domain.integrity.states import UNDER_INQUIRY, CaseState, Finding
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.roles import INSPECTORS, LEADERSHIP, Role
from domain.texts import Slug, Text

OFFICER: Final = (Role.INTEGRITY_OFFICER,)
EXPERTS: Final = (Role.ARGUMENTATION_EXPERT, *INSPECTORS)
CLEARED: Final = "clear record 澄清: nothing was found against the subject"


class Naming(NamesInvestigators):
    """The investigators from now on, and those who step back."""

    investigators: Annotated[Investigators, Field(min_length=1)]
    recused: Annotated[tuple[Slug, ...], Field(max_length=30)] = ()


class Extension(Command):
    """By how many months the investigation is extended; by the policy's whole extension when left out."""

    months: Annotated[int, Field(ge=1, le=36)] | None = None


class FindingRecord(Command):
    """What the investigation has found, and in what words."""

    finding: Finding
    text: Text | None = None


def investigation_due(case: Case, months: int) -> Obligation:
    """The finding that is owed so many months after the acceptance (F.1)."""
    on = case.accepted_on
    if on is None:
        raise ValueError("a case that has not been accepted is not investigated")
    return owed("integrity_investigation", case.key, after_months(case.calendar, on, months, "acceptance"), on)


def _named_twice(_case: Case, act: CaseAct[Naming]) -> list[str]:
    both = {one.person for one in act.content.named} & set(act.content.recused)
    return ["recused: a person named here is among the investigators too; name each person once"] if both else []


@case_rule(
    "I02",
    "name_investigators",
    "Name the investigators",
    "确定调查人员",
    at=UNDER_INQUIRY,
    by=OFFICER,
    side=Side.INSPECT,
    content=Naming,
    faults=_named_twice,
)
def name_investigators(case: Case, act: CaseAct[Naming]) -> Case:
    """I02: the investigators from now on; whoever steps back is kept among the recused (SOD-8)."""
    named = case.with_(
        investigators=act.content.named,
        recused=tuple(dict.fromkeys((*case.recused, *_stepping_back(case, act.content)))),
        involved=together(case.involved, act.content.involved),
    )
    return named if case.state is CaseState.INVESTIGATING else named.moved(CaseState.INVESTIGATING, act.on)


def _stepping_back(case: Case, content: Naming) -> tuple[Investigator, ...]:
    known = {one.person: one for one in case.investigators}
    return tuple(known.get(person, Investigator(person=person)) for person in content.recused)


def _once(case: Case, _on: date) -> str | None:
    if case.terms.integrity.extension_months == 0:
        return "the policy allows no extension"
    return "the investigation has been extended once already" if case.extended else None


def _too_long(case: Case, act: CaseAct[Extension]) -> list[str]:
    longest = case.terms.integrity.extension_months
    return [f"months: the policy allows at most {longest} more"] if (act.content.months or 0) > longest else []


@case_rule(
    "I02",
    "extend_investigation",
    "Extend the investigation",
    "延长调查期限",
    at=UNDER_INQUIRY,
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Extension,
    not_yet=_once,
    faults=_too_long,
    reason=True,
)
def extend_investigation(case: Case, act: CaseAct[Extension]) -> Case:
    """F.1: once, by leadership, with a reason; the new last day is counted from the acceptance again."""
    terms = case.terms.integrity
    months = terms.investigation_months + (act.content.months or terms.extension_months)
    return case.with_(extended=True).owing(investigation_due(case, months))


def _stranger(case: Case, act: CaseAct[FindingRecord]) -> str | None:
    named = {one.person for one in case.investigators}
    known = act.decision.by.role in OFFICER or act.person in named
    return None if known else "an expert records a finding only when named as an investigator of the case"


@case_rule(
    "I03",
    "record_finding",
    "Record the finding",
    "作出调查认定",
    at=UNDER_INQUIRY,
    by=(*OFFICER, *EXPERTS),
    among=lambda case: (*OFFICER, *EXPERTS) if case.investigators else OFFICER,
    side=Side.INSPECT,
    content=FindingRecord,
    barred=_stranger,
)
def record_finding(case: Case, act: CaseAct[FindingRecord]) -> Case:
    """I03: unsubstantiated, the case is closed with a clear record and a hold is to be lifted; else it is handled."""
    content = act.content
    found = case.met("integrity_investigation", act.on).with_(finding=content.finding, finding_text=content.text)
    if content.finding is Finding.UNSUBSTANTIATED:
        return _cleared(found).moved(CaseState.CLOSED, act.on)
    return found.moved(CaseState.FINDING, act.on).owing(owed("integrity_handling", case.key, None, act.on))


def _cleared(case: Case) -> Case:
    clear = case.with_(notes=(*case.notes, CLEARED))
    if not case.hold:
        return clear
    return clear.with_(hold=False, follow_ups=(follow_up(case, LIFT, "the allegation is unsubstantiated"),))
