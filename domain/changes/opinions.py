"""Several supervising departments: one leads, the others are heard; silence is no consent (G-21, G-22)."""

from datetime import date
from typing import Any

from domain.centre import Centre
from domain.changes.matter import Change, ChangeState, Heard
from domain.changes.review import awaited, current, others
from domain.fact import Command
from domain.matter import Side
from domain.practice import FIRST, WHOLE
from domain.refusals import Code, Refused
from domain.roles import SUPERVISION
from domain.rules import Act, rule
from domain.texts import Text

KIND = "change"


class CoOpinion(Command):
    """What another supervising department thinks, and whether it consents (G-21)."""

    opinion: Text
    consent: bool | None = None


def give_opinion(centre: Centre, act: Act[CoOpinion]) -> Centre:
    """A department that does not lead is heard; its silence is recorded as no opinion."""
    organisation, change = act.decision.by.organisation, centre.find(Change, act.matter)
    _is_heard(centre, change, organisation)
    heard = Heard(organisation=organisation, on=act.on, opinion=act.content.opinion, consent=act.content.consent)
    said = {
        "opinions": (*change.opinions, f"{organisation}: {act.content.opinion}"),
        "heard": (*change.heard, heard),
    }
    change = change.model_copy(update=said)
    after = centre.with_matter(change)
    waiting = awaited(after, change) if centre.whole else ()
    return after if waiting else after.met(act.matter, "co_opinion", act.on)


for _at, _since in ((ChangeState.SD_REVIEW, FIRST), (ChangeState.MOST_REVIEW, WHOLE)):
    rule(
        "X02",
        "give_opinion",
        "Give the other department's opinion",
        "共同主管部门意见",
        "Art 26",
        on=KIND,
        since=_since,
        at=[_at],
        by=SUPERVISION,
        side=Side.REVIEW,
        content=CoOpinion,
    )(give_opinion)


def _is_heard(centre: Centre, change: Change, organisation: str) -> None:
    handed_over = centre.whole and change.type == "supervising_department"
    leading = centre.supervising_departments[:1] if handed_over else ()
    if organisation not in (*centre.supervising_departments[1:], *others(centre, change), *leading):
        raise Refused(
            Code.WRONG_ROLE,
            f"{organisation} is not one of the other supervising departments; the leading one endorses.",
        )


def leading_only(centre: Centre, act: Act[Any]) -> None:
    """Of several departments the leading one reviews; the others give opinions. Raises `Refused` (WRONG_ROLE)."""
    organisation, departments = act.decision.by.organisation, centre.supervising_departments
    stranger = centre.whole and bool(departments) and organisation not in departments
    if organisation in departments[1:] or stranger:
        raise Refused(
            Code.WRONG_ROLE,
            f"{organisation} gives its opinion (give_opinion); {departments[0]} leads and reviews.",
        )


def all_consent(centre: Centre, matter: str, _today: date) -> str | None:
    """Why the leading department must wait where policy asks for the consent of all; silence is none (G-21)."""
    if not centre.whole or centre.terms.multi_supervisor.mode != "all_consent":
        return None
    change = centre.find(Change, matter)
    word = {current(centre, h.organisation): h.consent for h in change.heard}
    missing = [name for name in others(centre, change) if word.get(name) is not True]
    return f"all departments must consent first, and {', '.join(missing)} has not (G-21)" if missing else None


def unheard(centre: Centre, matter: str, on: date) -> Centre:
    """The time for opinions has run out: who was silent has no opinion, on record (G-21)."""
    change = centre.matters.get(matter)
    if not centre.whole or not isinstance(change, Change):
        return centre
    silent = awaited(centre, change)
    words = {
        "opinions": (*change.opinions, *(f"{name}: no opinion (silent)" for name in silent)),
        "heard": (*change.heard, *(Heard(organisation=name, on=on) for name in silent)),
    }
    return centre.with_matter(change.model_copy(update=words))
