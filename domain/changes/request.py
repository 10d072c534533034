"""Applications to change the name, the registered place or another major matter (Arts 10.6, 26; X01)."""

from datetime import date
from typing import Any

from domain.centre import Centre
from domain.changes.cautions import cautions
from domain.changes.contents import ChangeRequest
from domain.changes.matter import Change, ChangeState
from domain.changes.present import agrees, present_value
from domain.changes.queue import PLAN_TYPES, RECTIFICATION, REORGANISATION, missing_in_rectification, waits_for
from domain.changes.review import under_review
from domain.changes.supervision import late_application_in
from domain.matter import Side
from domain.names import faults_of_name_en, faults_of_name_zh, is_document_number
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF, Role
from domain.rules import Act, rule
from domain.states import IN_SEQUENCE, Kind, State

KIND = "change"
TWO_SIGNATURES = (*REORGANISATION, "voluntary_exit")


def next_key(centre: Centre) -> str:
    """The key of the change that would be submitted now."""
    return f"{KIND}/{1 + sum(1 for key in centre.matters if key.startswith(KIND + '/'))}"


def _request_faults(centre: Centre, act: Act[ChangeRequest]) -> list[str]:
    request = act.content
    needed = f"{request.field}: a change of type {request.type} needs it, or its new_value"
    faults = [] if request.value else [needed]
    faults += [f"new_name.{fault}" for fault in _name_faults(centre, request)]
    present = present_value(centre, request.type)
    if not agrees(request.old_value, present):
        faults.append("old_value: is not the value in force; look it up (status, facts) and apply with the present one")
    if request.resolved_on and request.resolved_on > act.on:
        faults.append(f"resolved_on: {request.resolved_on} lies after the application of {act.on}")
    rivals = [c.key for c in centre.open_of(Change) if c.type == request.type]
    return faults + [f"type: {key} asks for the same attribute and is still open" for key in rivals]


def _name_faults(centre: Centre, request: ChangeRequest) -> list[str]:
    name = request.new_name
    if name is None:
        return []
    faults = [f"name_zh: {fault}" for fault in faults_of_name_zh(name.name_zh, centre.kind)]
    if faults and not faults_of_name_zh(name.name_zh, _other(centre.kind)):
        faults.append(f"name_zh: a centre stays {centre.kind} (Art 3); another kind is formed anew (G-26)")
    english = faults_of_name_en(name.name_en, centre.kind) if name.name_en else []
    return faults + [f"name_en: {fault}" for fault in english]


def _other(kind: Kind) -> Kind:
    return Kind.FIELD if kind is Kind.COMPREHENSIVE else Kind.COMPREHENSIVE


def _stricter_faults(centre: Centre, act: Act[ChangeRequest]) -> list[str]:
    _two_signatures(act)
    change = _requested(centre, act)
    faults = missing_in_rectification(change) if centre.state in RECTIFICATION else []
    if change.waiver_document and not is_document_number(change.waiver_document):
        faults.append("waiver_document: is no document number (文号) such as 国科发区〔2026〕1号")
    return faults + _institute_faults(centre, act.content) + _department_faults(centre, act.content)


def _two_signatures(act: Act[ChangeRequest]) -> None:
    if act.content.type in TWO_SIGNATURES and act.role is not Role.CENTRE_LEGAL_REPRESENTATIVE:
        raise Refused(
            Code.WRONG_ROLE,
            f"A change of type {act.content.type} needs two signatures: the council's resolution, and an application by"
            f" {Role.CENTRE_LEGAL_REPRESENTATIVE} ({Role.CENTRE_LEGAL_REPRESENTATIVE.zh}) (SOD-12).",
        )


def _institute_faults(centre: Centre, request: ChangeRequest) -> list[str]:
    institute = request.institute
    if institute is None:
        return []
    known = institute.name in [i.name for i in centre.institutes]
    if institute.action == "add":
        return ["institute.name: the centre has an institute of this name"] if known else []
    unplaced = institute.action == "relocate" and institute.place is None
    faults = ["institute.place: say where the institute moves"] if unplaced else []
    return faults if known else [*faults, "institute.name: the centre has no institute of this name"]


def _department_faults(centre: Centre, request: ChangeRequest) -> list[str]:
    named = request.supervising_departments or ()
    if len(set(named)) < len(named):
        return ["supervising_departments: names a department twice"]
    same = bool(named) and named == centre.supervising_departments
    return ["supervising_departments: supervise the centre already, in this order"] if same else []


def _exit_not_proposed(centre: Centre, _matter: str, _today: date) -> str | None:
    pending = centre.state is State.EXIT_PROPOSED and not centre.whole
    return "an exit is proposed; nothing is changed until it is decided" if pending else None


def _must_wait(centre: Centre, change_type: str) -> None:
    if not centre.whole and centre.state is State.EVALUATING and change_type in PLAN_TYPES:
        raise Refused(
            Code.WRONG_STATE,
            f"A change of {change_type} waits until the evaluation's result is issued (B.13).",
        )


@rule(
    "X01",
    "submit_change",
    "Submit a change",
    "提出变更申请",
    "Art 26",
    on=KIND,
    opens=True,
    at=sorted(IN_SEQUENCE),
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=ChangeRequest,
    not_yet=_exit_not_proposed,
    faults=_request_faults,
    stricter=_stricter_faults,
)
def submit_change(centre: Centre, act: Act[ChangeRequest]) -> Centre:
    """The application is with the supervising department, or waits its turn; nothing changes before MOST approves."""
    _must_wait(centre, act.content.type)
    change = _requested(centre, act)
    after = late_application_in(centre.with_matter(change), change, act)
    return after if change.state is ChangeState.QUEUED else under_review(after, change, act.on)


def _requested(centre: Centre, act: Act[ChangeRequest]) -> Change:
    request = act.content
    obstacle = waits_for(centre, request.type) if centre.whole else None
    change = Change(
        key=act.matter,
        state=ChangeState.QUEUED if obstacle else ChangeState.SD_REVIEW,
        since=act.on,
        type=request.type,
        old_value=present_value(centre, request.type),
        new_value=request.value,
        submitted_on=act.on,
        effective_from=request.planned_effective_on,
        reason=request.reason or act.decision.reason,
        retroactive=request.already_executed,
        **_papers(request),
    )
    return change.model_copy(update={"waits_for": obstacle, "cautions": cautions(centre, change, act.on)})


def _papers(request: ChangeRequest) -> dict[str, Any]:
    kept = ("new_place_code", "expert_opinion", "resolved_on", "planned_effective_on", "affected_documents",
            "fits_rectification", "waiver_document")  # fmt: skip
    return {name: getattr(request, name) for name in kept}
