"""A field candidate from the intent to the recommendation (Arts 14 to 16.3; F01 to F08)."""

from typing import Annotated

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Evidence, Plan, Reasons, unassessed
from domain.fact import Command
from domain.formation.stages import checkin, cultivating, intent_review, only_by_route, recommended, settled, supplement
from domain.matter import Side
from domain.roles import APPLICANT, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.states import Route, State
from domain.texts import Line, Text


class Intent(Command):
    """An application of intent (Art 16.2)."""

    technology_field: Line | None = None
    priority_list_year: Annotated[int, Field(ge=2016, le=2199)] | None = None
    off_list_reason: Text | None = None
    text: Text | None = None


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
    formation = centre.formation.model_copy(update={"intent_version": 1, "warnings": _off_list(act.content)})
    field = act.content.technology_field or centre.technology_field
    after = centre.met(CENTRE, "application", act.on).with_(formation=formation, technology_field=field)
    return after.moved(State.INTENT_SUBMITTED, act.on).owing(intent_review(centre, act.on))


def _off_list(intent: Intent) -> tuple[str, ...]:
    if intent.priority_list_year is not None:
        return ()
    return (f"G-51: the field is on no priority list ({intent.off_list_reason or 'no reason given'})",)


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
    return after.owing(supplement(centre, act.on, Role.LEAD_ENTITY_APPLICANT))


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
    return after.moved(State.INTENT_SUBMITTED, act.on).owing(intent_review(centre, act.on))


@rule(
    "F04",
    "accept_for_cultivation",
    "Accept for cultivation",
    "纳入培育",
    "Art 16.3",
    at=[State.INTENT_SUBMITTED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
)
def accept_for_cultivation(centre: Centre, act: Act[Nothing]) -> Centre:
    """The candidate is cultivated."""
    return cultivating(centre.met(CENTRE, "intent_review", act.on), act.on)


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


class Progress(Command):
    """What the cultivation has reached (Art 16.3)."""

    progress: Text


@rule(
    "F06",
    "record_cultivation_progress",
    "Record progress",
    "记录培育进展",
    "Art 16.3",
    at=[State.CULTIVATING],
    by=(*APPLICANT, *SUPERVISION),
    side=Side.RECORD,
    content=Progress,
)
def record_cultivation_progress(centre: Centre, act: Act[Progress]) -> Centre:
    """Progress is on record and the check-in starts anew."""
    return centre.met(CENTRE, "cultivation_checkin", act.on).owing(checkin(centre, act.on))


class Recommendation(Command):
    """A recommendation with the three preparations of Art 16.3 and the self-assessment under Art 15."""

    plan: Plan
    council_preparation: Evidence
    entity_preparation: Evidence
    condition_self_assessment: Conditions
    letter_no: Line | None = None


def _assessed(_centre: Centre, act: Act[Recommendation]) -> list[str]:
    return unassessed(act.content.condition_self_assessment, 15)


@rule(
    "F07",
    "recommend",
    "Recommend to MOST",
    "推荐",
    "Art 16.3",
    at=[State.CULTIVATING],
    by=(Role.SD_LEADER,),
    side=Side.REVIEW,
    content=Recommendation,
    faults=_assessed,
)
def recommend(centre: Centre, act: Act[Recommendation]) -> Centre:
    """The qualified candidate is recommended; the 16.3b preparations are on record."""
    letter = act.content.letter_no or act.decision.document_number
    formation = centre.formation.model_copy(update={"plan_ready": True, "recommendation_letter": letter})
    return recommended(centre.met(CENTRE, "cultivation_checkin", act.on), act.on).with_(formation=formation)


@rule(
    "F08",
    "end_cultivation",
    "End the cultivation",
    "终止培育",
    "Art 8.2",
    at=[State.CULTIVATING],
    by=(*SUPERVISION, *APPLICANT),
    side=Side.RECORD,
    content=Nothing,
    reason=always,
)
def end_cultivation(centre: Centre, act: Act[Nothing]) -> Centre:
    """The candidate is given up."""
    return settled(centre, act.on).moved(State.CULTIVATION_ENDED, act.on)
