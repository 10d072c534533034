"""The only way back: a reinstatement after reconsideration, a judgment or self-correction (B.0 rule 8, B.12)."""

from domain.centre import CENTRE, Centre
from domain.content import Day
from domain.exit.matter import Exit, ExitState
from domain.exit.proposal import KEY
from domain.exit.restoring import restorable, restored
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status
from domain.operation.services import publication
from domain.particulars import Gap
from domain.practice import WHOLE
from domain.roles import LEADERSHIP
from domain.rules import Act, Reach, always, rule
from domain.states import State
from domain.texts import Line

OUT = (State.CLOSING, State.REMOVED, State.REVOKED, State.MERGED)


class Reinstatement(Command):
    """The decision of the appeal, the day from which the centre is back, and the state; the one it left if silent."""

    decision_no: Line | None = None
    effective_from: Day | None = None
    restore_state: State | None = None


def _reinstatement_faults(centre: Centre, act: Act[Reinstatement]) -> list[str]:
    exit_, content = centre.find(Exit, KEY), act.content
    possible, out_on = restorable(exit_), exit_.decided_on or exit_.since
    faults = []
    if content.restore_state and content.restore_state not in possible:
        faults.append(f"restore_state: the centre left {exit_.before}; it may come back to {' or '.join(possible)}")
    if content.effective_from and not out_on <= content.effective_from <= act.on:
        faults.append(f"effective_from: must lie between the exit of {out_on} and the decision of {act.on}")
    return faults


@rule(
    "B.12",
    "reinstate",
    "Reinstate the centre",
    "恢复创新中心",
    "Art 6.2",
    since=WHOLE,
    lasts=Reach.EVER,
    at=OUT,
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=Reinstatement,
    faults=_reinstatement_faults,
    document=always,
    reason=always,
)
def reinstate(centre: Centre, act: Act[Reinstatement]) -> Centre:
    """The centre is back where it stood; its clocks run on with the days that were left, the gap stays visible."""
    exit_ = centre.find(Exit, KEY)
    back_on = act.content.effective_from or act.on
    done = exit_.at(ExitState.REINSTATED, act.on, reinstated_on=back_on)
    after = centre.ended(KEY, Status.CANCELLED, act.on).with_matter(done)
    after = after.with_(gaps=(*centre.gaps, _gap(centre, act)), reports_opened=_reported_until(centre, act.on.year))
    after = restored(after, exit_, act.content.restore_state or exit_.before, act.on)
    return after.owing(publication(after, CENTRE, act.on))


def _gap(centre: Centre, act: Act[Reinstatement]) -> Gap:
    exit_ = centre.find(Exit, KEY)
    return Gap(
        out_on=exit_.decided_on or exit_.since,
        back_on=act.content.effective_from or act.on,
        ended_as=centre.state,
        document_number=act.decision.document_number,
        decision_no=act.content.decision_no,
        reason=act.decision.reason,
    )


def _reported_until(centre: Centre, year: int) -> int | None:
    """No report is owed for the years before the return: the closing report stands for them (G-19)."""
    first = centre.reports_opened if centre.reports_opened is not None else _before_the_first(centre)
    return None if first is None else max(first, year - 1)


def _before_the_first(centre: Centre) -> int | None:
    return centre.reports_from.year - 1 if centre.reports_from else None
