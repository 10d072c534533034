"""MOST's decision on a formation, and what an approval sets in motion (Arts 6.2, 16.4, 32; F14 to F18, C08)."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from domain.centre import CENTRE, Centre
from domain.content import Day, delivered_early
from domain.cycles import Anchor
from domain.days.periods import after_months, before_days
from domain.decisions import Decision
from domain.fact import Command
from domain.formation.case_review import redesign
from domain.formation.stages import cultivating, settled
from domain.matter import Side
from domain.names import faults_of_name_en, faults_of_name_zh, normalise
from domain.obligations import Obligation, owed
from domain.operation.services import delivered, publication
from domain.particulars import Approval
from domain.roles import LEADERSHIP
from domain.rules import Act, rule
from domain.states import Kind, Route, State
from domain.texts import Line


class FormationDecision(Command):
    """MOST's decision on a formation. Names and cycle length as launched when left out."""

    outcome: Literal["approve", "reject", "return", "defer"]
    name_zh: Line | None = None
    name_en: Line | None = None
    cycle_years: Annotated[int, Field(ge=1, le=10)] | None = None
    centre_id: Annotated[str, StringConstraints(pattern=r"^NCTI-(C|F)-\d{4}-\d{4}$")] | None = None
    delivered_on: Day | None = None
    form: Literal["reply", "letter"] | None = None
    addressees: tuple[Line, ...] = ()
    co_signers: tuple[Line, ...] = ()


FormationAct = Act[FormationDecision]


def _approval_faults(centre: Centre, act: FormationAct) -> list[str]:
    early = delivered_early(act.content.delivered_on, act.on)
    if act.content.outcome != "approve":
        return early
    name_zh, name_en = names(centre, act.content)
    faults = [f"name_zh: {fault}" for fault in faults_of_name_zh(name_zh, centre.kind)]
    faults += [f"name_en: {fault}" for fault in faults_of_name_en(name_en or "", centre.kind)]
    letter = "C" if centre.kind is Kind.COMPREHENSIVE else "F"
    if act.content.centre_id and act.content.centre_id[5] != letter:
        faults.append(f"centre_id: a {centre.kind} centre has an id that begins with NCTI-{letter} (C.1)")
    return early + faults + ([] if centre.formation.plan_ready else ["plan: no plan version is on record (Art 17.5)"])


def names(centre: Centre, content: FormationDecision) -> tuple[str, str | None]:
    """The names the approval gives, Chinese and English, normalised."""
    name_en = content.name_en or centre.name_en
    return normalise(content.name_zh or centre.name_zh), normalise(name_en) if name_en else None


def years_of(centre: Centre, content: FormationDecision) -> int:
    """The length of the cycle that the approval gives; another than the usual one needs a reason (C.1, Art 17.5)."""
    return content.cycle_years or centre.cycle_years


def _needs_reason(centre: Centre, act: FormationAct) -> bool:
    content = act.content
    against_advice = content.outcome == "approve" and centre.formation.argumentation == "not_recommend"
    odd_cycle = years_of(centre, content) != centre.terms.cycle_years.value
    return content.outcome in ("reject", "defer") or against_advice or (content.outcome == "approve" and odd_cycle)


def _needs_document(_centre: Centre, act: FormationAct) -> bool:
    return act.content.outcome in ("approve", "reject")


@rule(
    "F14, F15, F17, F18, C08",
    "decide",
    "Decide on the formation",
    "组建审批",
    "Art 6.2",
    at=[State.DECISION_PENDING],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=FormationDecision,
    faults=_approval_faults,
    document=_needs_document,
    reason=_needs_reason,
)
def decide_formation(centre: Centre, act: FormationAct) -> Centre:
    """Approve, reject, return or defer: the only act that forms a centre."""
    after = centre.met(CENTRE, "decision_sla", act.on)
    match act.content.outcome:
        case "approve":
            return approved(after, act)
        case "reject":
            return settled(after, act.on).moved(State.NOT_APPROVED, act.on)
        case "defer":
            return deferred(after, act.on)
        case "return":
            return (
                redesign(after, act.on) if centre.route is Route.COMPREHENSIVE_TOP_DOWN else cultivating(after, act.on)
            )


def deferred(centre: Centre, on: date) -> Centre:
    """Not yet mature: looked at again every year (成熟一个、启动一个)."""
    n = centre.terms.formation.deferred_review_months
    review = owed("deferred_review", CENTRE, after_months(centre.calendar, on, n, "the deferral"), on)
    return settled(centre, on).moved(State.DECISION_DEFERRED, on).owing(review)


def approved(centre: Centre, act: FormationAct) -> Centre:
    """Cycle 1 begins on the day of the decision; the hands of the formation are behind (F18)."""
    content, years = act.content, years_of(centre, act.content)
    anchor = Anchor(on=act.on)
    name_zh, name_en = names(centre, content)
    facts: dict[str, Any] = {
        "name_zh": name_zh,
        "name_en": name_en,
        "cycle_years": years,
        "centre_id": content.centre_id or centre.centre_id,
        "anchor": anchor,
        "cycle": anchor.cycle(1, years),
        "reports_from": act.on,
        "plan_version": 1,
        "hands": (),
        "parties": {},
        "approval": _approval(act.decision, content, act.on),
    }
    after = settled(centre, act.on).with_(**facts).moved(State.OPERATING, act.on)
    return _with_first_duties(after, act)


def _approval(decision: Decision, content: FormationDecision, on: date) -> Approval:
    return Approval(
        document_number=decision.document_number,
        decided_on=on,
        delivered_on=content.delivered_on or on,
        form=content.form,
    )


def _with_first_duties(centre: Centre, act: FormationAct) -> Centre:
    n = centre.terms.formation.entity_registration_months
    entity = owed("entity_registration_due", CENTRE, after_months(centre.calendar, act.on, n, "the approval"), act.on)
    after = centre.owing(entity, publication(centre, CENTRE, act.on), prenotice(centre, act.on))
    after = delivered(after, CENTRE, act.on, act.content.delivered_on or act.on)
    if centre.route is not Route.FIELD_CONVERTED:
        return after
    why = "the predecessor's title must not run beside the new one (V05)"
    return after.owing(owed("predecessor_retirement", CENTRE, None, act.on, why=why))


def prenotice(centre: Centre, on: date) -> Obligation:
    """MOST's notice of the evaluation, some days before the cycle's end; a backward count that never rolls."""
    if centre.cycle is None:
        raise ValueError("a centre without a cycle has no evaluation to announce")
    days = centre.terms.evaluation.prenotice_days
    return owed("evaluation_prenotice", CENTRE, before_days(centre.cycle.end, days, "the end of the cycle"), on)
