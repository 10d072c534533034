"""Withdrawing midway: filed by the council, open to change of mind for a while, then a finding (E10 to E12, G-37)."""

from datetime import date

from domain.centre import Centre
from domain.days.periods import after_working_days
from domain.evaluation.matter import KIND, Evaluation, EvaluationState, Withdrawal
from domain.evaluation.notice import LEGAL, last_call_expired
from domain.exit.proposal import exit_proposed
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.obligations import Status, owed
from domain.practice import WHOLE
from domain.roles import COUNCIL, MINISTRY
from domain.rules import Act, Nothing, rule
from domain.states import State
from domain.texts import Line, Text

MIDWAY = (
    EvaluationState.PARTICIPATION_CONFIRMED,
    EvaluationState.DEFERRAL_REQUESTED,
    EvaluationState.DEFERRED,
    EvaluationState.MATERIALS_SUBMITTED,
    EvaluationState.MATERIALS_REVIEWED,
    EvaluationState.ASSESSING,
    EvaluationState.REPORTED,
    EvaluationState.DELIBERATING,
    EvaluationState.PUBLICITY,
    EvaluationState.FINAL_NOTICE,
)


class WithdrawalNotice(Command):
    """The written withdrawal: the council's resolution and the legal representative's name (SOD-12)."""

    council_resolution: Line
    legal_representative: Line | None = None
    reason: Text | None = None


def _confirmed(centre: Centre, matter: str, _today: date) -> str | None:
    if centre.find(Evaluation, matter).takes_part:
        return elsewhere(centre, State.EVALUATING)
    return "taking part has not been confirmed yet; staying away before that is non-participation (G-37)"


def _two_signatures(_centre: Centre, act: Act[WithdrawalNotice]) -> list[str]:
    if act.role in LEGAL or act.content.legal_representative:
        return []
    return ["legal_representative: a withdrawal needs the council and the legal representative (SOD-12)"]


@rule(
    "E10",
    "file_withdrawal",
    "File the withdrawal",
    "提出退出评估",
    "Art 30",
    since=WHOLE,
    on=KIND,
    at=MIDWAY,
    by=(*COUNCIL, *LEGAL),
    side=Side.SUBMIT,
    content=WithdrawalNotice,
    not_yet=_confirmed,
    faults=_two_signatures,
)
def file_withdrawal(centre: Centre, act: Act[WithdrawalNotice]) -> Centre:
    """The centre wants to leave the evaluation; for some days it may change its mind."""
    evaluation = centre.find(Evaluation, act.matter)
    signed_by = act.content.legal_representative or act.person
    filed = Withdrawal(
        filed_on=act.on, council_resolution=act.content.council_resolution, legal_representative=signed_by
    )
    n = centre.terms.evaluation.withdrawal_cooling_off_wd
    cooling = after_working_days(centre.calendar, act.on, n, "the withdrawal was filed")
    facts = {"before": evaluation.state, "withdrawal": filed}
    after = centre.with_matter(evaluation.at(EvaluationState.WITHDRAWAL_FILED, act.on, **facts))
    return after.owing(owed("withdrawal_cooling_off", act.matter, cooling, act.on))


def cooled_off(centre: Centre, matter: str, on: date) -> Centre:
    """The time to change one's mind has ended: MOST is asked for its finding (E12). No status changes."""
    why = "the cooling-off has ended and the withdrawal was not rescinded"
    return centre.owing(owed("withdrawal_finding", matter, None, on, why=why))


def _still_cooling(centre: Centre, matter: str, today: date) -> str | None:
    last = centre.obligation(matter, "withdrawal_cooling_off")
    if last is None or last.due is None or today <= last.due:
        return None
    return f"the cooling-off ended on {last.due}; the withdrawal can no longer be rescinded"


@rule(
    "E11",
    "rescind_withdrawal",
    "Rescind the withdrawal",
    "撤回退出评估",
    "Art 30",
    since=WHOLE,
    on=KIND,
    at=[EvaluationState.WITHDRAWAL_FILED],
    by=(*LEGAL, *COUNCIL),
    side=Side.SUBMIT,
    content=Nothing,
    not_yet=_still_cooling,
)
def rescind_withdrawal(centre: Centre, act: Act[Nothing]) -> Centre:
    """The evaluation goes on where it stood."""
    evaluation = centre.find(Evaluation, act.matter)
    back = evaluation.before or EvaluationState.PARTICIPATION_CONFIRMED
    rescinded = evaluation.withdrawal and evaluation.withdrawal.model_copy(update={"rescinded_on": act.on})
    after = centre.cancelled(act.matter, "withdrawal_cooling_off", on=act.on)
    after = after.with_matter(evaluation.at(back, act.on, withdrawal=rescinded, before=None))
    call = after.open_obligation(act.matter, "final_notice")
    return last_call_expired(after, act.matter, act.on) if call and call.overdue else after


def withdrawal_is_final(centre: Centre, today: date) -> str | None:
    """Why the withdrawal cannot be established yet; None when it can (O05, E12)."""
    evaluation = next(iter(centre.open_of(Evaluation)), None)
    if evaluation is None or evaluation.state is not EvaluationState.WITHDRAWAL_FILED:
        return "no withdrawal has been filed in writing"
    cooling = centre.obligation(evaluation.key, "withdrawal_cooling_off")
    if cooling and cooling.due and today <= cooling.due:
        return f"the withdrawal may still be rescinded until the end of {cooling.due}"
    return elsewhere(centre, State.EVALUATING)


def withdrawn(centre: Centre, on: date) -> Centre:
    """The centre has left the evaluation midway: the exit is proposed; leadership decides (O05, Art 30)."""
    evaluation = next(iter(centre.open_of(Evaluation)))
    established = evaluation.withdrawal and evaluation.withdrawal.model_copy(update={"established_on": on})
    after = centre.met(evaluation.key, "withdrawal_finding", on).ended(evaluation.key, Status.CANCELLED, on)
    after = after.with_matter(evaluation.at(EvaluationState.WITHDRAWN, on, withdrawal=established))
    return exit_proposed(after, "midway_withdrawal", on)


class WithdrawalFinding(Command):
    """The finding that the centre has withdrawn midway, with its evidence (Art 30)."""

    evidence: Line | None = None


def _final(centre: Centre, _matter: str, today: date) -> str | None:
    return withdrawal_is_final(centre, today)


@rule(
    "E12",
    "establish_withdrawal",
    "Establish the withdrawal",
    "认定中途退出评估",
    "Art 30",
    since=WHOLE,
    on=KIND,
    at=[EvaluationState.WITHDRAWAL_FILED],
    by=MINISTRY,
    side=Side.PREPARE,
    content=WithdrawalFinding,
    not_yet=_final,
)
def establish_withdrawal(centre: Centre, act: Act[WithdrawalFinding]) -> Centre:
    """A person finds that the centre has withdrawn; the timer only asked."""
    return withdrawn(centre, act.on)
