"""Changes of name, registered place and other major matters (Arts 10.6, 26; X01 to X04, X06)."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.centre import Alias, Centre, Institute
from domain.content import Day
from domain.fact import Command
from domain.matters import Change, Side
from domain.names import faults_of_name_en, faults_of_name_zh
from domain.obligations import owed
from domain.periods import after_working_days
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF, COUNCIL, LEADERSHIP, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.stages import supplement
from domain.states import IN_SEQUENCE, ChangeState, State
from domain.texts import JsonValue, Line, Slug, Text

KIND = "change"
PLAN_TYPES = ("rd_direction", "development_goals", "plan_targets", "merger", "split")
ChangeType = Literal[
    "name",
    "registered_place",
    "legal_representative_or_director",
    "lead_entity",
    "member_composition",
    "rd_direction",
    "development_goals",
    "organisation_structure",
    "institute_add_close",
    "plan_targets",
    "merger",
    "split",
    "supervising_department",
    "voluntary_exit",
]


class NewName(Command):
    """A new name in both languages (Art 32)."""

    name_zh: Line
    name_en: Line


class InstituteChange(Command):
    """An institute opened or closed (Art 13.5)."""

    action: Literal["add", "close"]
    name: Line
    place: Line | None = None


class ChangeRequest(Command):
    """A written application to change a major matter, with the council's resolution (Art 26)."""

    type: ChangeType
    application_document: Line
    council_resolution: Line
    new_name: NewName | None = None
    new_place: Line | None = None
    institute: InstituteChange | None = None
    supervising_departments: tuple[Slug, ...] | None = None
    new_value: Annotated[Text, Field(max_length=4000)] | None = None
    planned_effective_on: Day | None = None


VALUES = {
    "name": "new_name",
    "registered_place": "new_place",
    "institute_add_close": "institute",
    "supervising_department": "supervising_departments",
}


def next_key(centre: Centre) -> str:
    """The key of the change that would be submitted now."""
    return f"{KIND}/{1 + sum(1 for key in centre.matters if key.startswith(KIND + '/'))}"


def _value(request: ChangeRequest) -> JsonValue:
    value: JsonValue = request.model_dump(mode="json", by_alias=True)[VALUES.get(request.type, "new_value")]
    return value


def _request_faults(centre: Centre, act: Act[ChangeRequest]) -> list[str]:
    request, field = act.content, VALUES.get(act.content.type, "new_value")
    faults = [] if _value(request) else [f"{field}: a change of type {request.type} needs it"]
    if request.new_name:
        faults += [f"new_name.name_zh: {fault}" for fault in faults_of_name_zh(request.new_name.name_zh, centre.kind)]
        faults += [f"new_name.name_en: {fault}" for fault in faults_of_name_en(request.new_name.name_en, centre.kind)]
    rivals = [c.key for c in centre.open_of(Change) if c.type == request.type]
    return faults + [f"type: {key} asks for the same attribute and is still open" for key in rivals]


def _must_wait(centre: Centre, act: Act[ChangeRequest]) -> None:
    if centre.state is State.EVALUATING and act.content.type in PLAN_TYPES:
        raise Refused(
            Code.WRONG_STATE,
            f"A change of {act.content.type} waits until the evaluation's result is issued (B.13).",
        )


@rule(
    "X01",
    "submit_change",
    "Submit a change",
    "提出变更申请",
    "Art 26",
    on=KIND,
    opens=True,
    at=sorted(IN_SEQUENCE - {State.EXIT_PROPOSED}),
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=ChangeRequest,
    faults=_request_faults,
)
def submit_change(centre: Centre, act: Act[ChangeRequest]) -> Centre:
    """The application is with the supervising department; nothing changes before MOST approves."""
    _must_wait(centre, act)
    change = Change(
        key=act.matter,
        state=ChangeState.SD_REVIEW,
        since=act.on,
        type=act.content.type,
        old_value=present_value(centre, act.content.type),
        new_value=_value(act.content),
        submitted_on=act.on,
        effective_from=act.content.planned_effective_on,
    )
    return _under_review(centre.with_matter(change), change.key, act.on)


def present_value(centre: Centre, change_type: str) -> JsonValue:
    """The master datum that the change would replace."""
    values: dict[str, JsonValue] = {
        "name": {"name_zh": centre.name_zh, "name_en": centre.name_en},
        "registered_place": centre.registered_place,
        "supervising_department": list(centre.supervising_departments),
        "institute_add_close": [i.name for i in centre.institutes],
    }
    return values.get(change_type)


def _under_review(centre: Centre, key: str, on: date) -> Centre:
    terms, calendar = centre.terms, centre.calendar
    review = after_working_days(calendar, on, terms.change.sd_review_wd, "the application came in")
    after = centre.owing(owed("change_sd_review", key, review, on))
    if len(centre.supervising_departments) < 2:
        return after
    opinion = after_working_days(calendar, on, terms.multi_supervisor.co_opinion_wd, "the application came in")
    return after.owing(owed("co_opinion", key, opinion, on))


class CoOpinion(Command):
    """What another supervising department thinks (G-21)."""

    opinion: Text


@rule(
    "X02",
    "give_opinion",
    "Give the other department's opinion",
    "共同主管部门意见",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=CoOpinion,
)
def give_opinion(centre: Centre, act: Act[CoOpinion]) -> Centre:
    """A department that does not lead is heard; its silence is recorded as no opinion."""
    organisation = act.decision.by.organisation
    if organisation not in centre.supervising_departments[1:]:
        raise Refused(
            Code.WRONG_ROLE,
            f"{organisation} is not one of the other supervising departments; the leading one endorses.",
        )
    change = centre.find(Change, act.matter)
    change = change.model_copy(update={"opinions": (*change.opinions, f"{organisation}: {act.content.opinion}")})
    return centre.met(act.matter, "co_opinion", act.on).with_matter(change)


@rule(
    "X02",
    "endorse",
    "Endorse the change",
    "审核同意变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
)
def endorse(centre: Centre, act: Act[Nothing]) -> Centre:
    """The change goes on to MOST; no silence ever counts as consent."""
    terms = centre.terms.change
    due = after_working_days(centre.calendar, act.on, terms.most_wd, "the endorsement")
    latest = (
        centre.calendar.working_days_after(due.due, terms.most_extension_wd) if terms.most_extension_wd else due.due
    )
    change = centre.find(Change, act.matter).at(ChangeState.MOST_REVIEW, act.on, latest_decision=latest)
    after = centre.met(act.matter, "change_sd_review", act.on).with_matter(change)
    return after.owing(owed("change_most_decision", act.matter, due, act.on))


class Return(Command):
    """Why the change goes back."""

    deficiencies: Annotated[tuple[Line, ...], Field(min_length=1, max_length=100)]


@rule(
    "X02, X03",
    "return",
    "Return the change",
    "退回变更补正",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW, ChangeState.MOST_REVIEW],
    by=(*SUPERVISION, *LEADERSHIP),
    side=Side.REVIEW,
    content=Return,
)
def return_change(centre: Centre, act: Act[Return]) -> Centre:
    """The change goes back to the centre with every deficiency."""
    change = centre.find(Change, act.matter)
    after = centre.cancelled(act.matter, "change_sd_review", "change_most_decision", on=act.on)
    after = after.with_matter(change.at(ChangeState.RETURNED, act.on, rounds=change.rounds + 1))
    return after.owing(supplement(centre, act.on, Role.CENTRE_LEGAL_REPRESENTATIVE, act.matter))


@rule(
    "X01",
    "resubmit_change",
    "Submit the change again",
    "重新提交变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.RETURNED],
    by=(*CENTRE_STAFF, *COUNCIL),
    side=Side.SUBMIT,
    content=Nothing,
)
def resubmit_change(centre: Centre, act: Act[Nothing]) -> Centre:
    """The corrected change is reviewed anew."""
    change = centre.find(Change, act.matter).at(ChangeState.SD_REVIEW, act.on)
    return _under_review(centre.met(act.matter, "supplement", act.on).with_matter(change), act.matter, act.on)


@rule(
    "X02",
    "not_endorse",
    "Do not endorse the change",
    "审核不同意变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.SD_REVIEW],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
    reason=always,
)
def not_endorse(centre: Centre, act: Act[Nothing]) -> Centre:
    """The request ends with the supervising department."""
    change = centre.find(Change, act.matter).at(ChangeState.NOT_ENDORSED, act.on)
    return (
        centre.met(act.matter, "change_sd_review", act.on)
        .cancelled(act.matter, "co_opinion", on=act.on)
        .with_matter(change)
    )


class ChangeApproval(Command):
    """MOST's approval; the change takes effect from that day, at once when none is given."""

    effective_from: Day | None = None


@rule(
    "X03",
    "approve",
    "Approve the change",
    "批准变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.MOST_REVIEW],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=ChangeApproval,
    document=always,
)
def approve(centre: Centre, act: Act[ChangeApproval]) -> Centre:
    """The change is approved; master data follow on its day (X04)."""
    change = centre.find(Change, act.matter)
    day = act.content.effective_from or act.on
    change = change.at(ChangeState.APPROVED, act.on, effective_from=day, document_number=act.decision.document_number)
    after = (
        centre.met(act.matter, "change_most_decision", act.on)
        .cancelled(act.matter, "co_opinion", on=act.on)
        .with_matter(change)
    )
    return in_effect(after, change, act.on) if day <= act.on else after


@rule(
    "X03",
    "reject",
    "Reject the change",
    "不予批准变更",
    "Art 26",
    on=KIND,
    at=[ChangeState.MOST_REVIEW],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Nothing,
    document=always,
    reason=always,
)
def reject(centre: Centre, act: Act[Nothing]) -> Centre:
    """The change is not approved."""
    change = centre.find(Change, act.matter).at(
        ChangeState.REJECTED, act.on, document_number=act.decision.document_number
    )
    return centre.met(act.matter, "change_most_decision", act.on).with_matter(change)


def in_effect(centre: Centre, change: Change, on: date) -> Centre:
    """The approved change is in effect from its day; what it replaces stays as a dated alias (X04, G-25)."""
    day = change.effective_from or on
    after = centre.with_matter(change.at(ChangeState.EFFECTIVE, day))
    value: Any = change.new_value
    match change.type:
        case "name":
            old = (
                Alias(what="name_zh", value=centre.name_zh, until=day),
                Alias(what="name_en", value=centre.name_en or "", until=day),
            )
            return after.with_(name_zh=value["name_zh"], name_en=value["name_en"], aliases=(*centre.aliases, *old))
        case "registered_place":
            old_place = (
                (Alias(what="registered_place", value=centre.registered_place, until=day),)
                if centre.registered_place
                else ()
            )
            return after.with_(registered_place=value, aliases=(*centre.aliases, *old_place))
        case "institute_add_close":
            return after.with_(institutes=_institutes(centre, value))
        case "supervising_department":
            return after.with_(supervising_departments=tuple(value))
        case _:
            return after


def _institutes(centre: Centre, value: Any) -> tuple[Institute, ...]:
    others = tuple(i for i in centre.institutes if i.name != value["name"])
    return (*others, Institute(name=value["name"], place=value["place"])) if value["action"] == "add" else others
