"""The intent of a field candidate before its supervising department (Art 16.2; F01 to F03, F05, G-51)."""

from typing import Annotated, Final

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Reasons
from domain.fact import Command
from domain.formation.records import IntentRecord
from domain.formation.stages import intent_review, only_by_route, returned_once_more, settled, supplement, warned
from domain.matter import Side
from domain.roles import APPLICANT, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.states import Route, State
from domain.texts import Line, Text

OFF_LIST: Final = "G-51"


class Intent(Command):
    """An application of intent (Art 16.2)."""

    technology_field: Line | None = None
    priority_list_year: Annotated[int, Field(ge=2016, le=2199)] | None = None
    off_list_reason: Text | None = None
    text: Text | None = None
    docs: Annotated[tuple[Line, ...], Field(max_length=50)] = ()


@rule(
    "F01",
    "submit_intent",
    "Submit the intent",
    "提出建设意向申请",
    "Art 16.2",
    at=[State.PROSPECTIVE],
    by=APPLICANT,
    side=Side.SUBMIT,
    content=Intent,
    not_yet=only_by_route(Route.FIELD_STANDARD),
)
def submit_intent(centre: Centre, act: Act[Intent]) -> Centre:
    """The intent comes before the supervising department."""
    intent = _as_it_stands(None, act)
    facts = {"intent_version": 1, "intent": intent, "warnings": _off_list(intent)}
    field = act.content.technology_field or centre.technology_field
    formation = centre.formation.model_copy(update=facts)
    after = centre.met(CENTRE, "application", act.on).with_(formation=formation, technology_field=field)
    return after.moved(State.INTENT_SUBMITTED, act.on).owing(intent_review(centre, act.on))


def _as_it_stands(before: IntentRecord | None, act: Act[Intent]) -> IntentRecord:
    """The intent with what this submission says; what it leaves out stays as submitted before."""
    content = act.content
    given = content.model_dump(include={"priority_list_year", "docs"}, exclude_defaults=True)
    if content.off_list_reason:
        given["off_list_reason"] = content.off_list_reason[:300]
    record = before or IntentRecord(submitted_on=act.on)
    return record.model_copy(update={**given, "submitted_on": act.on})


def _off_list(intent: IntentRecord) -> tuple[str, ...]:
    year, reason = intent.priority_list_year, intent.off_list_reason or "no reason given"
    if year is None:
        return (f"{OFF_LIST}: the field is on no priority list ({reason})",)
    if intent.off_list_reason is not None:
        return (f"{OFF_LIST}: the field is not on the priority list of {year} ({reason})",)
    if year < intent.submitted_on.year:
        now = intent.submitted_on.year
        return (f"{OFF_LIST}: the field is on the priority list of {year}, which is not the list of {now}",)
    return ()


@rule(
    "F02",
    "return_intent",
    "Return the intent",
    "退回意向补正",
    "Art 16.2",
    at=[State.INTENT_SUBMITTED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Reasons,
)
def return_intent(centre: Centre, act: Act[Reasons]) -> Centre:
    """The intent goes back once, with every deficiency."""
    after = settled(centre, act.on).moved(State.INTENT_RETURNED, act.on)
    after = after.owing(supplement(centre, act.on, Role.LEAD_ENTITY_APPLICANT))
    return returned_once_more(after, act.on, Role.SD_LEADER)


@rule(
    "F03",
    "resubmit_intent",
    "Submit the intent again",
    "重新提交意向",
    "Art 16.2",
    at=[State.INTENT_RETURNED],
    by=APPLICANT,
    side=Side.SUBMIT,
    content=Intent,
)
def resubmit_intent(centre: Centre, act: Act[Intent]) -> Centre:
    """The corrected intent comes in as its next version."""
    version = centre.formation.intent_version + 1
    formation = centre.formation.model_copy(update={"intent_version": version})
    after = centre.met(CENTRE, "supplement", act.on).with_(formation=formation)
    after = _corrected(after, act) if centre.whole else after
    return after.moved(State.INTENT_SUBMITTED, act.on).owing(intent_review(centre, act.on))


def _corrected(centre: Centre, act: Act[Intent]) -> Centre:
    intent = _as_it_stands(centre.formation.intent, act)
    known = centre.formation.intent is not None
    after = centre.with_(formation=centre.formation.model_copy(update={"intent": intent}))
    after = after.with_(technology_field=act.content.technology_field or centre.technology_field)
    return warned(after, OFF_LIST, *_off_list(intent)) if known else after


@rule(
    "F05",
    "decline_intent",
    "Decline the intent",
    "不予采纳意向",
    "Art 16.3",
    at=[State.INTENT_SUBMITTED, State.INTENT_RETURNED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
    reason=always,
)
def decline_intent(centre: Centre, act: Act[Nothing]) -> Centre:
    """The intent is not taken up."""
    return settled(centre.met(CENTRE, "intent_review", act.on), act.on).moved(State.DECLINED, act.on)


@rule(
    "F05",
    "withdraw_intent",
    "Withdraw the intent",
    "撤回意向",
    "Art 16.2",
    at=[State.INTENT_SUBMITTED, State.INTENT_RETURNED],
    by=APPLICANT,
    side=Side.SUBMIT,
    content=Nothing,
    reason=always,
)
def withdraw_intent(centre: Centre, act: Act[Nothing]) -> Centre:
    """The lead entity takes its intent back."""
    return settled(centre, act.on).moved(State.DECLINED, act.on)
