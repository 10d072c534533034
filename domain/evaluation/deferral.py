"""A deferred evaluation: asked for before the materials are due, decided by leadership with a new day (E03, E04)."""

from datetime import date
from typing import Literal

from pydantic import model_validator

from domain.centre import Centre
from domain.content import Day
from domain.days.periods import add_months, on_day
from domain.evaluation.clocks import materials_day, running_again, standing_still, stopped
from domain.evaluation.matter import KIND, Deferral, Evaluation, EvaluationState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Obligation, owed
from domain.practice import WHOLE
from domain.roles import CENTRE_STAFF, LEADERSHIP
from domain.rules import Act, always, rule
from domain.texts import Text

DEFERRABLE = (
    EvaluationState.NOTIFIED,
    EvaluationState.NO_RESPONSE,
    EvaluationState.FINAL_NOTICE,
    EvaluationState.PARTICIPATION_CONFIRMED,
)

SILENCE = ("participation_confirm", "no_response", "final_notice", "absence")


class DeferralRequest(Command):
    """Why the evaluation should be deferred, with its evidence; the supervising department may add its word."""

    reason: Text | None = None
    evidence: Text | None = None
    requested_until: Day | None = None
    sd_opinion: Text | None = None


def last_day_to_ask(centre: Centre, evaluation: Evaluation) -> date:
    """The day of the materials; after it nothing is deferred (E03)."""
    clock = centre.open_obligation(evaluation.key, "materials_due")
    return clock.due if clock and clock.due else materials_day(centre, evaluation).due


def _may_ask(centre: Centre, matter: str, today: date) -> str | None:
    evaluation, most = centre.find(Evaluation, matter), centre.terms.evaluation.deferral_max_count
    last = last_day_to_ask(centre, evaluation)
    if evaluation.deferrals >= most:
        return f"the evaluation has been deferred {evaluation.deferrals} times, of {most} at most"
    return None if today <= last else f"a deferral was to be asked for by {last}, when the materials are due"


def _unexplained(_centre: Centre, act: Act[DeferralRequest]) -> bool:
    return act.content.reason is None


@rule(
    "E03",
    "request_deferral",
    "Ask for a deferral",
    "申请缓评",
    "Art 29",
    since=WHOLE,
    on=KIND,
    at=DEFERRABLE,
    by=CENTRE_STAFF,
    side=Side.SUBMIT,
    content=DeferralRequest,
    not_yet=_may_ask,
    reason=_unexplained,
)
def request_deferral(centre: Centre, act: Act[DeferralRequest]) -> Centre:
    """Leadership is asked; meanwhile the clocks of the answer stand still and nobody is held absent (G-39)."""
    evaluation = centre.find(Evaluation, act.matter)
    asked = Deferral(
        requested_on=act.on,
        reason=act.content.reason or act.decision.reason or "",
        before=evaluation.state,
        stopped=stopped(centre, act.matter, act.on, SILENCE),
        **act.content.model_dump(include={"evidence", "requested_until", "sd_opinion"}),
    )
    after = centre.with_matter(evaluation.at(EvaluationState.DEFERRAL_REQUESTED, act.on, deferral=asked))
    after = standing_still(after, act.matter, asked.stopped, act.on)
    return after.owing(owed("deferral_decision", act.matter, None, act.on, why="the centre asks for a deferral"))


class DeferralDecision(Command):
    """Leadership's decision; granted, it names the new day of the materials (E04)."""

    outcome: Literal["approve", "reject"] = "approve"
    new_due: Day | None = None

    @model_validator(mode="after")
    def _a_day_when_granted(self) -> "DeferralDecision":
        if self.outcome == "approve" and self.new_due is None:
            raise ValueError("new_due: a deferral that is granted needs the new day of the materials")
        return self


def _new_day_faults(centre: Centre, act: Act[DeferralDecision]) -> list[str]:
    new = act.content.new_due
    if act.content.outcome == "reject" or new is None:
        return []
    old = last_day_to_ask(centre, centre.find(Evaluation, act.matter))
    cap = add_months(old, centre.terms.evaluation.deferral_max_months)
    if max(old, act.on) < new <= cap:
        return []
    return [f"new_due: the new day must lie after {max(old, act.on)} and by {cap}, not on {new}"]


def _refusing(_centre: Centre, act: Act[DeferralDecision]) -> bool:
    return act.content.outcome == "reject"


@rule(
    "E04",
    "decide_deferral",
    "Decide on the deferral",
    "决定是否缓评",
    "Art 29",
    since=WHOLE,
    on=KIND,
    at=[EvaluationState.DEFERRAL_REQUESTED],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=DeferralDecision,
    faults=_new_day_faults,
    document=always,
    reason=_refusing,
)
def decide_deferral(centre: Centre, act: Act[DeferralDecision]) -> Centre:
    """Granted, the materials have a new day and the cycle's end stays; refused, all is as before (G-02)."""
    evaluation, new_due = centre.find(Evaluation, act.matter), act.content.new_due
    deferral = _decided(evaluation, act)
    after = centre.met(act.matter, "deferral_decision", act.on)
    if act.content.outcome == "reject" or new_due is None:
        return _as_before(after, evaluation, deferral, act.on)
    facts = {"deferral": deferral, "deferrals": evaluation.deferrals + 1}
    after = after.with_matter(evaluation.at(EvaluationState.DEFERRED, act.on, **facts))
    return after.owing(_materials_by(after, act.matter, new_due, act.on))


def _decided(evaluation: Evaluation, act: Act[DeferralDecision]) -> Deferral:
    if evaluation.deferral is None:
        raise ValueError(f"{act.matter} has no deferral to decide on")
    content, number = act.content, act.decision.document_number
    facts = {"decided_on": act.on, "outcome": content.outcome, "document_number": number, "new_due": content.new_due}
    return evaluation.deferral.model_copy(update=facts)


def _as_before(centre: Centre, evaluation: Evaluation, deferral: Deferral, on: date) -> Centre:
    clocks = running_again(centre, evaluation.key, deferral.stopped, deferral.requested_on, on)
    return centre.with_matter(evaluation.at(deferral.before, on, deferral=deferral)).owing(*clocks)


def _materials_by(centre: Centre, matter: str, day: date, on: date) -> Obligation:
    deadline = on_day(centre.calendar, day, "the evaluation is deferred: its materials are due")
    return owed("materials_due", matter, deadline, on, basis="decision")
