"""A recommendation before MOST: returned, corrected, reopened, withdrawn (Arts 15, 16; F09 to F11, F16, F19)."""

from datetime import date
from typing import Any, Final

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Plan, Reasons
from domain.days.periods import add_months
from domain.fact import Command
from domain.formation.recommending import with_horizons
from domain.formation.stages import cultivating, pending, recommended, returned_once_more, settled, supplement, warned
from domain.matter import Side
from domain.roles import MINISTRY, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.states import Kind, State
from domain.texts import Text

STALE: Final = "F16"
FRESH_MONTHS: Final = 12
APPLYING = (
    State.RECOMMENDED,
    State.RECOMMENDATION_RETURNED,
    State.ARGUMENTATION,
    State.DECISION_PENDING,
    State.DECISION_DEFERRED,
)


@rule(
    "F09",
    "return_recommendation",
    "Return the recommendation",
    "退回推荐补正",
    "Art 15",
    at=[State.RECOMMENDED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Reasons,
)
def return_recommendation(centre: Centre, act: Act[Reasons]) -> Centre:
    """The recommendation goes back once, with every defect."""
    after = centre.met(CENTRE, "formal_check", act.on).moved(State.RECOMMENDATION_RETURNED, act.on)
    after = after.owing(supplement(centre, act.on, Role.SD_REVIEWER))
    return returned_once_more(after, act.on, Role.MOST_LEADERSHIP)


class Resubmission(Command):
    """A corrected recommendation; the plan and the assessment again when they have changed."""

    plan: Plan | None = None
    condition_self_assessment: Conditions = ()
    note: Text | None = None


@rule(
    "F10",
    "resubmit_recommendation",
    "Recommend again",
    "重新推荐",
    "Art 16.3",
    at=[State.RECOMMENDATION_RETURNED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Resubmission,
)
def resubmit_recommendation(centre: Centre, act: Act[Resubmission]) -> Centre:
    """The corrected recommendation lies with MOST."""
    content, known = act.content, centre.formation.recommendation
    after = recommended(centre.met(CENTRE, "supplement", act.on), act.on)
    if known and content.condition_self_assessment:
        told = {condition.item: condition.result for condition in content.condition_self_assessment}
        again = known.model_copy(update={"self_assessment": {**known.self_assessment, **told}})
        after = after.with_(formation=after.formation.model_copy(update={"recommendation": again}))
    return with_horizons(after, content.plan) if content.plan else after


@rule(
    "F11",
    "withdraw_recommendation",
    "Take the recommendation back",
    "撤回推荐",
    "Art 16.3",
    at=[State.RECOMMENDATION_RETURNED],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
)
def withdraw_recommendation(centre: Centre, act: Act[Nothing]) -> Centre:
    """The candidate goes back into cultivation."""
    return cultivating(centre, act.on)


class Reopening(Command):
    """Why a deferred case is looked at again."""

    fresh_data: Text | None = None


@rule(
    "F16",
    "reopen_decision",
    "Reopen the decision",
    "重启审批",
    "Art 16.4",
    at=[State.DECISION_DEFERRED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Reopening,
)
def reopen_decision(centre: Centre, act: Act[Reopening]) -> Centre:
    """The deferred case waits for a decision again, on fresh data; it may be argued again first (F12)."""
    facts: dict[str, Any] = {"reopened": True, **({"data_of": act.on} if act.content.fresh_data else {})}
    after = pending(centre.met(CENTRE, "deferred_review", act.on), act.on)
    after = after.with_(formation=after.formation.model_copy(update=facts))
    return warned(after, STALE, *_stale(after.formation.data_of, act.on))


def _stale(data_of: date | None, on: date) -> tuple[str, ...]:
    if data_of is None or on <= add_months(data_of, FRESH_MONTHS):
        return ()
    return (f"{STALE}: the data of the case are of {data_of}, older than {FRESH_MONTHS} months; ask for fresh ones",)


def _only_a_field_centre(centre: Centre, _matter: str, _today: date) -> str | None:
    field = centre.kind is Kind.FIELD
    return None if field else "a top-down case is no application; MOST ends its planning (C09) or decides on it (C08)"


@rule(
    "F19",
    "withdraw_application",
    "Withdraw the application",
    "撤回申请",
    "Art 16.3",
    at=APPLYING,
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Nothing,
    not_yet=_only_a_field_centre,
    reason=always,
)
def withdraw_application(centre: Centre, act: Act[Nothing]) -> Centre:
    """The application is taken back before the decision is signed."""
    return settled(centre, act.on).moved(State.CULTIVATION_ENDED, act.on)
