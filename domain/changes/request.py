"""Applications to change the name, the registered place or another major matter (Arts 10.6, 26; X01)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.content import Day
from domain.days.periods import after_working_days
from domain.fact import Command
from domain.matter import Side
from domain.names import faults_of_name_en, faults_of_name_zh
from domain.obligations import owed
from domain.refusals import Code, Refused
from domain.roles import CENTRE_STAFF
from domain.rules import Act, rule
from domain.states import IN_SEQUENCE, State
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
    return under_review(centre.with_matter(change), change.key, act.on)


def present_value(centre: Centre, change_type: str) -> JsonValue:
    """The master datum that the change would replace."""
    values: dict[str, JsonValue] = {
        "name": {"name_zh": centre.name_zh, "name_en": centre.name_en},
        "registered_place": centre.registered_place,
        "supervising_department": list(centre.supervising_departments),
        "institute_add_close": [i.name for i in centre.institutes],
    }
    return values.get(change_type)


def under_review(centre: Centre, key: str, on: date) -> Centre:
    """The application lies with the supervising department; a second one is asked for its opinion (G-21)."""
    terms, calendar = centre.terms, centre.calendar
    review = after_working_days(calendar, on, terms.change.sd_review_wd, "the application came in")
    after = centre.owing(owed("change_sd_review", key, review, on))
    if len(centre.supervising_departments) < 2:
        return after
    opinion = after_working_days(calendar, on, terms.multi_supervisor.co_opinion_wd, "the application came in")
    return after.owing(owed("co_opinion", key, opinion, on))
