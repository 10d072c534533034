"""The way out: a ground, a proposal, leadership's decision (Arts 6.2, 30; O04, O10 to O13, E07)."""

from datetime import date
from typing import Literal

from domain.centre import Centre
from domain.content import Day, delivered_early
from domain.days.periods import after_working_days
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.exit.closing import closed_down
from domain.exit.matter import Exit, ExitState
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.obligations import Status, owed
from domain.operation.services import delivered
from domain.rectification.matter import Rectification, RectificationState
from domain.roles import COUNCIL, LEADERSHIP, MINISTRY
from domain.rules import Act, Nothing, always, rule
from domain.states import IN_SEQUENCE, State
from domain.texts import Line

KEY = "exit"
ART_30 = ("non_participation", "midway_withdrawal", "rectification_failed")
PROPOSABLE = sorted(IN_SEQUENCE - {State.EXIT_PROPOSED})


def exit_proposed(centre: Centre, ground: str, on: date) -> Centre:
    """The exit is proposed and the centre may speak; it stays in the sequence until a person decides (B.0 rule 1)."""
    matter = Exit(key=KEY, state=ExitState.PROPOSED, since=on, ground=ground, before=centre.state)
    terms, calendar = centre.terms.exit, centre.calendar
    hearing = owed("exit_hearing", KEY, after_working_days(calendar, on, terms.hearing_wd, "the proposal"), on)
    decision = owed("exit_decision_sla", KEY, after_working_days(calendar, on, terms.decision_wd, "the proposal"), on)
    return centre.with_matter(matter).moved(State.EXIT_PROPOSED, on).owing(hearing, decision)


class Absence(Command):
    """The finding that the centre did not take part, with its evidence (Art 30)."""

    ground: Literal["non_participation"] = "non_participation"
    evidence: Line


def _final_notice_expired(centre: Centre, _matter: str, today: date) -> str | None:
    evaluation = next(iter(centre.open_of(Evaluation)), None)
    if evaluation is None or evaluation.state is not EvaluationState.FINAL_NOTICE:
        return "no final notice has been sent; the centre must be called once more with a date first (催告)"
    call = centre.obligation(evaluation.key, "final_notice")
    if call and call.due and today <= call.due:
        return f"the final notice runs to the end of {call.due}"
    return elsewhere(centre, State.EVALUATING)


@rule(
    "O04",
    "propose_exit",
    "Propose the exit",
    "提请退出",
    "Art 30",
    on=KEY,
    opens=True,
    at=[State.EVALUATING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Absence,
    not_yet=_final_notice_expired,
)
def propose_exit(centre: Centre, act: Act[Absence]) -> Centre:
    """Non-participation is a finding of a person, after an expired final notice; the timer only proposed it."""
    evaluation = next(iter(centre.open_of(Evaluation)))
    after = centre.ended(evaluation.key, Status.CANCELLED, act.on)
    after = after.with_matter(evaluation.at(EvaluationState.ABSENT, act.on))
    return exit_proposed(after, act.content.ground, act.on)


rule(
    "E07",
    "establish_non_participation",
    "Establish non-participation",
    "认定不参加评估",
    "Art 30",
    on="evaluation",
    at=[EvaluationState.FINAL_NOTICE],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Absence,
    not_yet=_final_notice_expired,
)(propose_exit)


class Revocation(Command):
    """A proposal to revoke: the ground's code and its evidence (Art 6.2)."""

    ground: Literal[
        "integrity",
        "entity_dissolved",
        "voluntary",
        "policy_adjustment",
        "merger",
        "split",
        "conversion_to_other_platform",
        "other",
    ]
    evidence: Line
    successor: Line | None = None


@rule(
    "O11",
    "propose_revocation",
    "Propose the revocation",
    "提请撤销",
    "Art 6.2",
    on=KEY,
    opens=True,
    at=PROPOSABLE,
    by=MINISTRY,
    side=Side.PREPARE,
    content=Revocation,
)
def propose_revocation(centre: Centre, act: Act[Revocation]) -> Centre:
    """MOST leadership is asked to revoke."""
    after = exit_proposed(centre, act.content.ground, act.on)
    exit_ = after.find(Exit, KEY)
    return after.with_matter(exit_.model_copy(update={"successor": act.content.successor}))


class Resolution(Command):
    """The council's resolution not to go on (Art 30: may, not must)."""

    council_resolution: Line


@rule(
    "O10",
    "decline_renewal",
    "Decline the next cycle",
    "不再进入下一周期",
    "Art 30",
    on=KEY,
    opens=True,
    at=[State.RENEWAL_PENDING],
    by=COUNCIL,
    side=Side.SUBMIT,
    content=Resolution,
)
def decline_renewal(centre: Centre, act: Act[Resolution]) -> Centre:
    """A centre that does not want to go on is revoked as voluntary, never removed (G-04)."""
    return exit_proposed(centre, "voluntary", act.on)


class Confirmation(Command):
    """Leadership's decision on the exit; the outcome must match the ground."""

    outcome: Literal["removed", "revoked", "merged"]
    delivered_on: Day | None = None
    successor: Line | None = None


def _outcome_fits(centre: Centre, act: Act[Confirmation]) -> list[str]:
    ground, outcome = centre.find(Exit, KEY).ground, act.content.outcome
    if ground in ART_30:
        return (
            []
            if outcome == "removed"
            else [f"outcome: the ground {ground} belongs to Art 30 and allows removed only, not {outcome}"]
        )
    if outcome == "removed":
        return [f"outcome: the ground {ground} is none of Art 30; it allows revoked or merged, not removed"]
    merging = ground in ("merger", "split")
    return (
        [] if merging or outcome == "revoked" else [f"outcome: the ground {ground} allows revoked only, not {outcome}"]
    )


def _confirmation_faults(centre: Centre, act: Act[Confirmation]) -> list[str]:
    return delivered_early(act.content.delivered_on, act.on) + _outcome_fits(centre, act)


@rule(
    "O12",
    "confirm_exit",
    "Confirm the exit",
    "决定退出",
    "Arts 6.2, 30",
    on=KEY,
    at=[ExitState.PROPOSED],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Confirmation,
    faults=_confirmation_faults,
    document=always,
)
def confirm_exit(centre: Centre, act: Act[Confirmation]) -> Centre:
    """The centre leaves the sequence; what was pending lapses and the closing tasks begin."""
    exit_ = centre.find(Exit, KEY)
    facts = {
        "outcome": act.content.outcome,
        "decided_on": act.on,
        "document_number": act.decision.document_number,
        "successor": act.content.successor or exit_.successor,
    }
    after = closed_down(centre, exit_.at(ExitState.CONFIRMED, act.on, **facts), act.on)
    return delivered(after, KEY, act.on, act.content.delivered_on or act.on)


@rule(
    "O13",
    "reject_exit",
    "Do not confirm the exit",
    "不予确认退出",
    "Arts 6.2, 30",
    on=KEY,
    at=[ExitState.PROPOSED],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Nothing,
    reason=always,
)
def reject_exit(centre: Centre, act: Act[Nothing]) -> Centre:
    """The centre goes on where it stood; an evaluation or inspection that had ended it is taken up again."""
    exit_ = centre.find(Exit, KEY)
    after = centre.met(KEY, "exit_decision_sla", act.on).ended(KEY, Status.CANCELLED, act.on)
    after = after.with_matter(exit_.at(ExitState.REJECTED, act.on)).moved(exit_.before, act.on)
    return resumed(after, exit_, act.on)


def resumed(centre: Centre, exit_: Exit, on: date) -> Centre:
    """The matter that had led to the proposal goes on from where it stood."""
    if exit_.ground == "non_participation":
        return _reopened(centre, Evaluation, EvaluationState.FINAL_NOTICE, on)
    if exit_.ground == "rectification_failed":
        return _reopened(centre, Rectification, RectificationState.INSPECTION, on)
    return centre


def _reopened(
    centre: Centre,
    kind: type[Evaluation] | type[Rectification],
    state: EvaluationState | RectificationState,
    on: date,
) -> Centre:
    latest = [m for m in centre.matters.values() if isinstance(m, kind)][-1]
    key = "absence" if kind is Evaluation else "inspection_sla"
    after = centre.with_matter(latest.at(state, on))
    return after.owing(owed(key, latest.key, None, on, why="the exit was not confirmed; the matter is taken up again"))
