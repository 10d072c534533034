"""Facts that a person establishes against a centre in evaluation: absence, withdrawal (Art 30; O04, O05, E07)."""

from datetime import date
from typing import Literal

from domain.centre import Centre
from domain.evaluation.matter import Evaluation, EvaluationState
from domain.evaluation.withdrawal import withdrawal_is_final, withdrawn
from domain.exit.proposal import KEY, exit_proposed
from domain.fact import Command
from domain.formation.stages import elsewhere
from domain.matter import Side
from domain.obligations import Status
from domain.refusals import Code, Refused
from domain.roles import MINISTRY
from domain.rules import Act, rule
from domain.states import State
from domain.texts import Line

WITHDRAWAL = "midway_withdrawal"


class Finding(Command):
    """The finding that the centre did not take part, or has withdrawn midway, with its evidence (Art 30)."""

    ground: Literal["non_participation", "midway_withdrawal"] = "non_participation"
    evidence: Line


def _final_notice_expired(centre: Centre, _matter: str, today: date) -> str | None:
    evaluation = next(iter(centre.open_of(Evaluation)), None)
    if evaluation is None or evaluation.state is not EvaluationState.FINAL_NOTICE:
        return "no final notice has been sent; the centre must be called once more with a date first (催告)"
    call = centre.obligation(evaluation.key, "final_notice")
    if call and call.due and today <= call.due:
        return f"the final notice runs to the end of {call.due}"
    return elsewhere(centre, State.EVALUATING)


def _neither_yet(centre: Centre, matter: str, today: date) -> str | None:
    if _withdrawing(centre):
        return withdrawal_is_final(centre, today)
    return _final_notice_expired(centre, matter, today)


def _withdrawing(centre: Centre) -> bool:
    return any(m.state is EvaluationState.WITHDRAWAL_FILED for m in centre.open_of(Evaluation))


def _as_it_is(centre: Centre, act: Act[Finding]) -> None:
    """The ground named is the one that the evaluation shows."""
    found = WITHDRAWAL if _withdrawing(centre) else "non_participation"
    if act.content.ground != found:
        raise Refused(
            Code.WRONG_STATE,
            f"The ground {act.content.ground} does not hold here: the evaluation shows {found}; propose that.",
        )


@rule(
    "O04, O05",
    "propose_exit",
    "Propose the exit",
    "提请退出",
    "Art 30",
    on=KEY,
    opens=True,
    at=[State.EVALUATING],
    by=MINISTRY,
    side=Side.PREPARE,
    content=Finding,
    not_yet=_neither_yet,
)
def propose_exit(centre: Centre, act: Act[Finding]) -> Centre:
    """Absence and withdrawal are findings of a person; an expired notice or cooling-off only asked for them."""
    _as_it_is(centre, act)
    return withdrawn(centre, act.on) if act.content.ground == WITHDRAWAL else absent(centre, act.on)


class Absence(Command):
    """The finding that the centre did not take part, with its evidence (Art 30)."""

    ground: Literal["non_participation"] = "non_participation"
    evidence: Line


@rule(
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
)
def establish_non_participation(centre: Centre, act: Act[Absence]) -> Centre:
    """Non-participation is a finding of a person, after an expired final notice; the timer only proposed it."""
    return absent(centre, act.on)


def absent(centre: Centre, on: date) -> Centre:
    """The centre has stayed away without a reason (无故): the exit is proposed; leadership decides."""
    evaluation = next(iter(centre.open_of(Evaluation)))
    after = centre.ended(evaluation.key, Status.CANCELLED, on)
    after = after.with_matter(evaluation.at(EvaluationState.ABSENT, on))
    return exit_proposed(after, "non_participation", on)
