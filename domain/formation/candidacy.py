"""A field candidate in cultivation, until it is recommended (Arts 14 to 16.3; F04, F06 to F08)."""

from domain.centre import CENTRE, Centre
from domain.content import Conditions, Day, Evidence, Plan, unassessed
from domain.fact import Command
from domain.formation.recommending import on_record
from domain.formation.records import KEPT, Cultivation
from domain.formation.records import Progress as Said
from domain.formation.stages import checkin, cultivating, recommended, settled
from domain.matter import Side
from domain.roles import APPLICANT, SUPERVISION, Role
from domain.rules import Act, Nothing, always, rule
from domain.states import State
from domain.texts import Line, Text


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


class Progress(Command):
    """What the cultivation has reached (Art 16.3); a provincial standing is noted here and is no state (G-55)."""

    progress: Text
    plan_compiled: bool | None = None
    council_prepared: bool | None = None
    entity_prepared: bool | None = None
    provincial_status: Line | None = None


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
    content, before = act.content, centre.formation.cultivation or Cultivation(accepted_on=centre.since or act.on)
    said = Said(on=act.on, by=act.decision.by.organisation, text=content.progress[:300])
    facts = {
        **content.model_dump(exclude={"progress"}, exclude_none=True),
        "progress": (*before.progress, said)[-KEPT:],
    }
    formation = centre.formation.model_copy(update={"cultivation": before.model_copy(update=facts)})
    after = centre.with_(formation=formation).met(CENTRE, "cultivation_checkin", act.on)
    return after.owing(checkin(centre, act.on))


class Recommendation(Command):
    """A recommendation with the three preparations of Art 16.3 and the self-assessment under Art 15."""

    plan: Plan
    council_preparation: Evidence
    entity_preparation: Evidence
    condition_self_assessment: Conditions
    letter_no: Line | None = None
    date: Day | None = None
    signer: Line | None = None


def _assessed(_centre: Centre, act: Act[Recommendation]) -> list[str]:
    return unassessed(act.content.condition_self_assessment, 15)


def _dated(_centre: Centre, act: Act[Recommendation]) -> list[str]:
    day = act.content.date
    return [f"date: the letter of {day} lies in the future"] if day and day > act.today else []


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
    stricter=_dated,
)
def recommend(centre: Centre, act: Act[Recommendation]) -> Centre:
    """The qualified candidate is recommended; the 16.3b preparations are on record."""
    content = act.content
    after = recommended(centre.met(CENTRE, "cultivation_checkin", act.on), act.on)
    return on_record(
        after,
        act,
        content.plan,
        content.condition_self_assessment,
        letter_no=content.letter_no,
        letter_of=content.date,
        signer=content.signer,
    )


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
