"""The way out begins: a ground and its evidence (Arts 6.2, 30; O10, O11, G-04, G-47, SOD-12)."""

from datetime import date
from typing import Any, Literal

from domain.centre import Centre
from domain.days.periods import after_working_days
from domain.exit.matter import Exit, ExitState
from domain.fact import Command
from domain.matter import Side
from domain.obligations import owed
from domain.rectification.matter import Rectification
from domain.roles import COUNCIL, MINISTRY
from domain.rules import Act, rule
from domain.states import IN_SEQUENCE, State
from domain.texts import Line

KEY = "exit"
ART_30 = ("non_participation", "midway_withdrawal", "rectification_failed")
OWN_WISH = ("voluntary", "merger", "split")
PROPOSABLE = sorted(IN_SEQUENCE - {State.EXIT_PROPOSED})


def exit_proposed(centre: Centre, ground: str, on: date, **facts: Any) -> Centre:
    """The exit is proposed and the centre may speak; it stays in the sequence until a person decides (B.0 rule 1)."""
    earlier = centre.matters.get(KEY)
    past = (*earlier.exit_history, earlier.past) if isinstance(earlier, Exit) else ()
    matter = Exit(
        key=KEY,
        state=ExitState.PROPOSED,
        since=on,
        ground=ground,
        before=centre.state,
        proposed_on=on,
        exit_history=past,
        **facts,
    )
    terms, calendar = centre.terms.exit, centre.calendar
    hearing = owed("exit_hearing", KEY, after_working_days(calendar, on, terms.hearing_wd, "the proposal"), on)
    decision = owed("exit_decision_sla", KEY, after_working_days(calendar, on, terms.decision_wd, "the proposal"), on)
    return centre.with_matter(matter).moved(State.EXIT_PROPOSED, on).owing(hearing, decision)


class Revocation(Command):
    """A proposal to revoke: the ground's code and its evidence, or the council's own resolution (Art 6.2, SOD-12)."""

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
    evidence: Line | None = None
    successor: Line | None = None
    council_resolution: Line | None = None
    legal_representative: Line | None = None


def _founded_on(centre: Centre, act: Act[Revocation]) -> list[str]:
    content = act.content
    faults = [] if content.evidence or content.council_resolution else ["evidence: name it, or the council_resolution"]
    if content.successor == centre.code:
        faults.append("successor: a centre does not succeed itself")
    return faults


def _two_signatures(centre: Centre, act: Act[Revocation]) -> list[str]:
    content, faults = act.content, []
    if content.ground in OWN_WISH and content.council_resolution and not content.legal_representative:
        faults.append("legal_representative: the centre's own wish needs two signatures, hers beside the council's")
    open_exit = next(iter(centre.open_of(Exit)), None)
    if open_exit and content.ground in open_exit.grounds:
        faults.append(f"ground: {content.ground} is on record already; name another ground (G-47)")
    return faults


def _one_at_a_time(centre: Centre, _matter: str, _today: date) -> str | None:
    if centre.state is State.EXIT_PROPOSED and not centre.whole:
        return "an exit is proposed already"
    return None


@rule(
    "O11",
    "propose_revocation",
    "Propose the revocation",
    "提请撤销",
    "Art 6.2",
    on=KEY,
    opens=True,
    at=sorted(IN_SEQUENCE),
    by=MINISTRY,
    side=Side.PREPARE,
    content=Revocation,
    not_yet=_one_at_a_time,
    faults=_founded_on,
    stricter=_two_signatures,
)
def propose_revocation(centre: Centre, act: Act[Revocation]) -> Centre:
    """MOST leadership is asked to revoke; beside a proposal that is open it is a further ground (G-47)."""
    content = act.content
    if centre.state is State.EXIT_PROPOSED:
        exit_ = centre.find(Exit, KEY)
        grounds = (*exit_.additional_grounds, content.ground)
        successor = exit_.successor or content.successor
        return centre.with_matter(exit_.model_copy(update={"additional_grounds": grounds, "successor": successor}))
    signed = content.model_dump(include={"successor", "council_resolution", "legal_representative"})
    return exit_proposed(_considered(centre, act.on), content.ground, act.on, **signed)


def _considered(centre: Centre, on: date) -> Centre:
    """Whether to revoke after a second poor result is considered (G-03)."""
    for matter in centre.open_of(Rectification):
        centre = centre.met(matter.key, "repeat_poor_review", on)
    return centre


class Resolution(Command):
    """The council's resolution not to go on (Art 30: may, not must)."""

    council_resolution: Line
    legal_representative: Line | None = None


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
    return exit_proposed(centre, "voluntary", act.on, **act.content.model_dump())
