"""Leadership decides on the exit: the centre is heard, the exit confirmed or not (Arts 6.2, 30; O08, O12, O13)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState
from domain.content import Day, delivered_early
from domain.exit.closing import closed_down
from domain.exit.matter import Exit, ExitState
from domain.exit.proposal import ART_30, KEY
from domain.exit.resuming import resumed
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Status
from domain.operation.services import delivered
from domain.practice import WHOLE
from domain.rectification.matter import Rectification
from domain.roles import CENTRE_STAFF, COUNCIL, LEADERSHIP, MINISTRY
from domain.rules import Act, Nothing, always, rule
from domain.texts import Line, Text


class Statement(Command):
    """What the centre says to the proposal (陈述申辩)."""

    statement: Text


@rule(
    "O08",
    "record_statement",
    "Record the centre's statement",
    "记录陈述申辩",
    "Art 30",
    since=WHOLE,
    on=KEY,
    at=[ExitState.PROPOSED],
    by=(*CENTRE_STAFF, *COUNCIL, *MINISTRY),
    side=Side.RECORD,
    content=Statement,
)
def record_statement(centre: Centre, act: Act[Statement]) -> Centre:
    """The centre is heard; leadership need not wait for the end of the hearing."""
    facts = {"statement": act.content.statement, "heard_on": act.on}
    after = centre.met(KEY, "exit_hearing", act.on)
    return after.with_matter(centre.find(Exit, KEY).model_copy(update=facts))


class Confirmation(Command):
    """Leadership's decision on the exit; the outcome must match the ground."""

    outcome: Literal["removed", "revoked", "merged"]
    delivered_on: Day | None = None
    successor: Line | None = None
    changes_kept: Annotated[tuple[Line, ...], Field(max_length=50)] = ()
    rectification_waived: bool = False


def _unfit(ground: str, outcome: str) -> str | None:
    if ground in ART_30:
        allowed = f"outcome: the ground {ground} belongs to Art 30 and allows removed only, not {outcome}"
        return None if outcome == "removed" else allowed
    if outcome == "removed":
        return f"outcome: the ground {ground} is none of Art 30; it allows revoked or merged, not removed"
    fits = outcome == "revoked" or ground in ("merger", "split")
    return None if fits else f"outcome: the ground {ground} allows revoked only, not {outcome}"


def winning(exit_: Exit, outcome: str) -> str:
    """The first ground proposed that allows the outcome: it is the ground of the exit, whatever came first (G-47)."""
    return next((ground for ground in exit_.grounds if _unfit(ground, outcome) is None), exit_.ground)


def _confirmation_faults(centre: Centre, act: Act[Confirmation]) -> list[str]:
    exit_ = centre.find(Exit, KEY)
    unfit = _unfit(winning(exit_, act.content.outcome), act.content.outcome)
    return delivered_early(act.content.delivered_on, act.on) + ([unfit] if unfit else [])


def _merged_and_kept(centre: Centre, act: Act[Confirmation]) -> list[str]:
    content, exit_ = act.content, centre.find(Exit, KEY)
    faults = [f"changes_kept: {key} is no approved change that waits for its day" for key in _not_waiting(centre, act)]
    successor = content.successor or exit_.successor
    if content.outcome == "merged" and winning(exit_, "merged") == "merger" and successor is None:
        faults.append("successor: name the code of the centre into which this one is merged (B.12)")
    if successor == centre.code:
        faults.append("successor: a centre does not succeed itself")
    return faults


def _not_waiting(centre: Centre, act: Act[Confirmation]) -> list[str]:
    waiting = {c.key for c in centre.open_of(Change) if c.state is ChangeState.APPROVED}
    return [key for key in act.content.changes_kept if key not in waiting]


def _hearing_runs(centre: Centre, _matter: str, today: date) -> str | None:
    exit_, hearing = centre.find(Exit, KEY), centre.open_obligation(KEY, "exit_hearing")
    if not centre.whole or exit_.statement or not set(exit_.grounds) <= set(ART_30):
        return None
    if hearing is None or hearing.due is None or today > hearing.due:
        return None
    return f"the centre may speak until the end of {hearing.due} and has not spoken (record_statement, O08)"


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
    not_yet=_hearing_runs,
    faults=_confirmation_faults,
    stricter=_merged_and_kept,
    document=always,
)
def confirm_exit(centre: Centre, act: Act[Confirmation]) -> Centre:
    """The centre leaves the sequence; what was pending lapses and the closing tasks begin."""
    exit_, content = centre.find(Exit, KEY), act.content
    ground = winning(exit_, content.outcome)
    facts = {
        "ground": ground,
        "additional_grounds": tuple(other for other in exit_.grounds if other != ground),
        "outcome": content.outcome,
        "decided_on": act.on,
        "document_number": act.decision.document_number,
        "successor": content.successor or exit_.successor,
    }
    before = _moved_to_the_survivor(centre, act)
    after = closed_down(before, exit_.at(ExitState.CONFIRMED, act.on, **facts), act.on, keeping=content.changes_kept)
    return delivered(after, KEY, act.on, content.delivered_on or act.on)


def _moved_to_the_survivor(centre: Centre, act: Act[Confirmation]) -> Centre:
    """An open rectification goes with the centre into the survivor unless leadership waives it (G-36)."""
    successor = act.content.successor or centre.find(Exit, KEY).successor
    if act.content.outcome != "merged" or act.content.rectification_waived or successor is None:
        return centre
    for matter in centre.open_of(Rectification):
        centre = centre.with_matter(matter.model_copy(update={"moved_to": successor}))
    return centre


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
