"""Another policy profile or edition for a running centre: only by a recorded decision (Art 6.1, B.0 rule 6, G-63)."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from domain.centre import Centre
from domain.cycles import Anchor
from domain.days.periods import Deadline
from domain.editions import EDITIONS, edition_named
from domain.fact import Command
from domain.matter import Side
from domain.obligations import Obligation
from domain.policies.adoptions import Adoption
from domain.policies.moving import reckoned_again
from domain.policies.pins import calendar_version
from domain.policies.reading import faults_of_profile, read_profile, taken
from domain.policy import PROFILES, Policy
from domain.practice import WHOLE
from domain.reports.matter import AnnualReport
from domain.reports.years import centre_due
from domain.roles import LEADERSHIP
from domain.rules import Act, Reach, always, rule
from domain.states import State
from domain.texts import JsonValue

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,60}$")]


class PolicyAdoption(Command):
    """A built-in profile by name or a whole one with its own name, and an edition; what is left out stays."""

    profile: Name | None = None
    policy: dict[str, JsonValue] | None = Field(default=None)
    edition: Name | None = None
    recompute: bool = False


def _adoptable(centre: Centre, act: Act[PolicyAdoption]) -> list[str]:
    content = act.content
    if content.profile and content.policy:
        return ["profile: give either the name of a built-in profile or a whole profile in policy, not both"]
    faults = _profile_faults(centre, content) + _edition_faults(content, act.on)
    return faults or _no_change(centre, content)


def _profile_faults(centre: Centre, content: PolicyAdoption) -> list[str]:
    if content.profile and content.profile not in _known(centre):
        return [
            f"profile: no profile is named {content.profile}; built in are {', '.join(PROFILES)}."
            " Another one is given whole, in the field policy"
        ]
    if content.policy is None:
        return []
    faults = faults_of_profile(content.policy)
    faults = faults or taken(read_profile(content.policy), _known(centre).values())
    return [f"policy.{fault}" for fault in faults]


def _edition_faults(content: PolicyAdoption, on: date) -> list[str]:
    if content.edition is None:
        return []
    edition = edition_named(content.edition, EDITIONS)
    if edition is None:
        return [f"edition: there is no edition {content.edition}; known are {', '.join(e.name for e in EDITIONS)}"]
    early = on < edition.in_force_from
    return [f"edition: {edition.name} is in force only from {edition.in_force_from} (Art 34)"] if early else []


def _no_change(centre: Centre, content: PolicyAdoption) -> list[str]:
    if content.recompute or _wanted(centre, content) != centre.terms:
        return []
    if (content.edition or centre.edition) != centre.edition:
        return []
    return ["profile: nothing would change; name another profile or edition, or ask for recompute"]


def _known(centre: Centre) -> dict[str, Policy]:
    """Every profile that this centre knows by name: built in, lived under before, lived under now."""
    former = {adoption.before.profile: adoption.before for adoption in centre.adoptions}
    return {**PROFILES, **former, centre.terms.profile: centre.terms}


def _wanted(centre: Centre, content: PolicyAdoption) -> Policy:
    if content.policy is not None:
        return read_profile(content.policy)
    return _known(centre)[content.profile] if content.profile else centre.terms


@rule(
    "G-63",
    "adopt_policy",
    "Adopt another policy profile or edition",
    "适用新的政策口径或办法版本",
    "Art 6.1",
    since=WHOLE,
    lasts=Reach.CLOSING,
    at=[state for state in State if not state.final],
    by=LEADERSHIP,
    side=Side.DECIDE,
    content=PolicyAdoption,
    faults=_adoptable,
    document=always,
    reason=always,
)
def adopt_policy(centre: Centre, act: Act[PolicyAdoption]) -> Centre:
    """From now on: what is open stays pinned as it was created, unless the decision asks to recompute it."""
    policy = _wanted(centre, act.content)
    custom = None if PROFILES.get(policy.profile) == policy else policy
    after = _paced(centre, policy).with_(
        policy=policy.profile, custom_policy=custom, edition=act.content.edition or centre.edition
    )
    if act.content.recompute:
        after = after.with_(obligations=tuple(_again(centre, after, o, act.on) for o in centre.obligations))
    return after.with_(adoptions=(*centre.adoptions, _adoption(centre, after, act)))


def _adoption(before: Centre, after: Centre, act: Act[PolicyAdoption]) -> Adoption:
    moves = zip(before.obligations, after.obligations, strict=True)
    return Adoption(
        profile=after.terms.profile,
        edition=after.edition,
        adopted_on=act.on,
        document_number=act.decision.document_number,
        reason=act.decision.reason,
        before=before.terms,
        edition_before=before.edition,
        recomputed=tuple(f"{a.name}: {a.due} -> {b.due}" for a, b in moves if a.due != b.due),
    )


def _paced(centre: Centre, policy: Policy) -> Centre:
    """The cycles to come have the profile's length; the running one, and a length of the centre's own, stay."""
    old, new = centre.terms.cycle_years.value, policy.cycle_years.value
    if old == new or centre.cycle_years != old:
        return centre
    after, cycle = centre.with_(cycle_years=new), centre.cycle
    if cycle is None or (centre.anchor and centre.anchor.first_no > cycle.no):
        return after
    return after.with_(anchor=Anchor(on=cycle.end, first_no=cycle.no + 1))


def _again(before: Centre, after: Centre, o: Obligation, on: date) -> Obligation:
    """The obligation with its new day; it keeps the old one when the new has passed: nothing is late at a stroke."""
    found = reckoned_again(before, o, after.terms) if o.is_open else ""
    if not isinstance(found, Deadline) or found.due < on or found.due == o.due:
        return o
    days = {"raw_due": found.raw_due, "due": found.due, "provisional": found.provisional, "how": found.how}
    pins = {"profile": after.terms.profile, "edition": after.edition, "calendar": calendar_version(after.calendar)}
    why = f"{found.why}; recomputed under {after.terms.profile}, before {o.due}"
    return o.model_copy(update={**days, **pins, **_ladder(after, o, found, on), "why": why, "overdue": False})


def _ladder(after: Centre, o: Obligation, found: Deadline, on: date) -> dict[str, Any]:
    """The reminders and escalations of an annual report, counted from its new day."""
    if not (o.reminders or o.escalations):
        return {}
    fresh = centre_due(after, after.find(AnnualReport, o.matter).reporting_year, on, found.raw_due)
    return {"reminders": fresh.reminders, "escalations": fresh.escalations, "reminded": 0, "escalated": 0}
