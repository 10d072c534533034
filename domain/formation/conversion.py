"""Conversion of a National Engineering Research Center of Technology (Art 6.2; V01 to V05)."""

from typing import Annotated, Literal

from pydantic import Field

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Day, Evidence, Plan, unassessed
from domain.days.periods import after_working_days
from domain.fact import Command
from domain.formation.recommending import on_record
from domain.formation.stages import cultivating, only_by_route, recommended, settled
from domain.matter import Side
from domain.obligations import owed
from domain.roles import APPLICANT, MINISTRY, SUPERVISION
from domain.rules import Act, Nothing, always, rule
from domain.states import IN_SEQUENCE, Route, State
from domain.texts import Line, Text


class Source(Command):
    """The predecessor: the NERCT's name and the document that approved or accepted it."""

    name: Line
    approval_no: Line
    accepted_on: Day | None = None


class Conversion(Command):
    """An application for conversion (Art 6.2: priority, not exemption)."""

    conversion_source: Source
    text: Text | None = None


def _accepted_before(_centre: Centre, act: Act[Conversion]) -> list[str]:
    day = act.content.conversion_source.accepted_on
    return [f"conversion_source.accepted_on: {day} lies in the future"] if day and day > act.today else []


@rule(
    "V01",
    "submit_conversion",
    "Submit the conversion",
    "提出转建申请",
    "Art 6.2",
    at=[State.PROSPECTIVE],
    by=APPLICANT,
    side=Side.SUBMIT,
    content=Conversion,
    stricter=_accepted_before,
    not_yet=only_by_route(Route.FIELD_CONVERTED),
)
def submit_conversion(centre: Centre, act: Act[Conversion]) -> Centre:
    """The conversion is screened."""
    source = act.content.conversion_source.model_dump(mode="json")
    n = centre.terms.formation.intent_review_wd
    deadline = after_working_days(centre.calendar, act.on, n, "the application came in")
    after = centre.met(CENTRE, "application", act.on)
    after = after.with_(formation=centre.formation.model_copy(update={"conversion_source": source}))
    return after.moved(State.CONVERSION_SCREENING, act.on).owing(owed("conversion_screening", CENTRE, deadline, act.on))


class Acceptance(Command):
    """How the conversion goes on: `full` through cultivation, `fast` with the 16.3b evidence already complete."""

    outcome: Literal["full", "fast"]
    plan: Plan | None = None
    council_preparation: Evidence | None = None
    entity_preparation: Evidence | None = None
    condition_self_assessment: Annotated[Conditions, Field(max_length=5)] = ()
    letter_no: Line | None = None
    date: Day | None = None
    signer: Line | None = None


def _fast_is_complete(_centre: Centre, act: Act[Acceptance]) -> list[str]:
    content = act.content
    if content.outcome == "full":
        return []
    wanted = {
        "plan": content.plan,
        "council_preparation": content.council_preparation,
        "entity_preparation": content.entity_preparation,
    }
    missing = [f"{name}: the fast way needs it now (Art 16.3b)" for name, value in wanted.items() if value is None]
    return missing + unassessed(content.condition_self_assessment, 15)


@rule(
    "V02, V03",
    "accept_conversion",
    "Accept the conversion",
    "同意转建",
    "Art 6.2",
    at=[State.CONVERSION_SCREENING],
    by=SUPERVISION,
    side=Side.REVIEW,
    content=Acceptance,
    faults=_fast_is_complete,
)
def accept_conversion(centre: Centre, act: Act[Acceptance]) -> Centre:
    """The candidate has priority; it is cultivated, or stands recommended at once."""
    fast = act.content.outcome == "fast"
    formation = centre.formation.model_copy(update={"priority_flag": True, "plan_ready": fast})
    after = centre.met(CENTRE, "conversion_screening", act.on).with_(formation=formation)
    if not fast or act.content.plan is None:
        return cultivating(after, act.on)
    content = act.content
    return on_record(
        recommended(after, act.on),
        act,
        act.content.plan,
        content.condition_self_assessment,
        letter_no=content.letter_no,
        letter_of=content.date,
        signer=content.signer,
    )


@rule(
    "V04",
    "decline_conversion",
    "Decline the conversion",
    "不予转建",
    "Art 6.2",
    at=[State.CONVERSION_SCREENING],
    by=(*SUPERVISION, *MINISTRY),
    side=Side.REVIEW,
    content=Nothing,
    reason=always,
)
def decline_conversion(centre: Centre, act: Act[Nothing]) -> Centre:
    """The old centre keeps its status, outside this system."""
    return settled(centre, act.on).moved(State.DECLINED, act.on)


class Retirement(Command):
    """The day on which the predecessor's title ended."""

    retired_on: Day | None = None


def _has_predecessor(centre: Centre, _matter: str, _today: object) -> str | None:
    return (
        None if centre.open_obligation(CENTRE, "predecessor_retirement") else "no predecessor's title is left to retire"
    )


def _retired_by_now(_centre: Centre, act: Act[Retirement]) -> list[str]:
    day = act.content.retired_on
    return (
        [f"retired_on: {day} lies in the future; record it when the title has ended"] if day and day > act.today else []
    )


@rule(
    "V05",
    "record_predecessor_retirement",
    "Record the end of the old title",
    "记录原称号注销",
    "Art 6.2",
    at=sorted(IN_SEQUENCE),
    by=MINISTRY,
    side=Side.RECORD,
    content=Retirement,
    not_yet=_has_predecessor,
    stricter=_retired_by_now,
)
def record_predecessor_retirement(centre: Centre, act: Act[Retirement]) -> Centre:
    """The old title does not run beside the new one (G-54)."""
    day = act.content.retired_on or act.on
    after = centre.with_(formation=centre.formation.model_copy(update={"predecessor_retired_on": day}))
    return after.met(CENTRE, "predecessor_retirement", act.on)
