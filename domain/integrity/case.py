"""An integrity case: one frozen value that holds its whole standing (Art 31; C.8). It may outlive a centre."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, Self

from pydantic import Field

from domain.days.working_days import WorkingCalendar
from domain.fact import Fact
from domain.integrity.states import CaseState, Finding, ReviewOutcome, Source, SubjectType
from domain.matter import Hand
from domain.obligations import Obligation, Status
from domain.particulars import Receipted, Refusals
from domain.policies.pins import pinned
from domain.policy import DEFAULT, PROFILES, Policy
from domain.practice import WHOLE

KIND = "integrity"


class Investigator(Fact):
    """A person who investigates; one who steps back is kept among the recused (SOD-8)."""

    person: str
    organisation: str | None = None


class CitedRule(Fact):
    """A rule under which the case is handled, in the version in force on the day (C.8)."""

    rule: str
    version: str | None = None
    code: str | None = None
    weak: bool = False


class Applied(Fact):
    """A handling that was chosen, and for how long (I04)."""

    code: str
    zh: str
    term: str | None = None


class Review(Fact):
    """The review of the handling: until when it may be asked, on what grounds, what it came to (I05)."""

    until: date
    requested_on: date | None = None
    grounds: str | None = None
    outcome: ReviewOutcome | None = None
    decided_on: date | None = None


class FollowUp(Fact):
    """An act that people have to decide elsewhere because of this case: which, on which matter of which centre."""

    action: str
    zh: str
    centre: str | None
    matter: str
    roles: tuple[str, ...]
    because: str


class Case(Fact):
    """The whole standing of one integrity case. All dates are Asia/Shanghai."""

    schema_version: int = 1
    practice: int = WHOLE
    code: str
    edition: str = "2021"
    policy: str = DEFAULT.profile
    custom_policy: Policy | None = None
    calendar: WorkingCalendar = WorkingCalendar()
    confidentiality: Literal["confidential"] = "confidential"
    state: CaseState = CaseState.PROSPECTIVE
    since: date | None = None
    revision: int = 0
    subject_type: SubjectType | None = None
    subject_ref: str | None = None
    centre: str | None = None
    source: Source = Source.REPORT
    allegation: str | None = None
    linked_evaluation: str | None = None
    linked_report: str | None = None
    reported_on: date | None = None
    accepted_on: date | None = None
    legal_basis: tuple[CitedRule, ...] = ()
    investigators: tuple[Investigator, ...] = ()
    recused: tuple[Investigator, ...] = ()
    involved: tuple[str, ...] = ()
    hold: bool = False
    extended: bool = False
    finding: Finding | None = None
    finding_text: str | None = None
    handling: tuple[Applied, ...] = ()
    handling_document: str | None = None
    review: Review | None = None
    notes: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    hands: tuple[Hand, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    receipts: dict[str, Receipted] = Field(default_factory=dict)
    refusals: Refusals = Refusals()

    @property
    def key(self) -> str:
        """The name of the case as a matter, and of its workflow: `integrity/<code>`."""
        return f"{KIND}/{self.code}"

    @property
    def terms(self) -> Policy:
        """The policy profile under which the case is handled."""
        return self.custom_policy or PROFILES[self.policy]

    @property
    def open_obligations(self) -> tuple[Obligation, ...]:
        """What is still owed, in the order in which it arose."""
        return tuple(o for o in self.obligations if o.is_open)

    def with_(self, **facts: Any) -> Self:
        """The same case with other facts."""
        return self.model_copy(update=facts)

    def moved(self, state: CaseState, on: date, **facts: Any) -> Self:
        """The same case in another state from that day, with further facts."""
        return self.with_(state=state, since=on, **facts)

    def owing(self, *obligations: Obligation) -> Self:
        """The same case owing these too; an obligation of the same key gives way to the new one."""
        keys = {o.key for o in obligations}
        kept = tuple(o for o in self.obligations if o.key not in keys)
        new = (pinned(o, self.terms.profile, self.edition, self.calendar) for o in obligations)
        return self.with_(obligations=(*kept, *new))

    def obligation(self, key: str) -> Obligation | None:
        """The obligation of that key, open or closed."""
        return next((o for o in self.obligations if o.key == key), None)

    def met(self, key: str, on: date) -> Self:
        """The same case after the obligation has been met on that day; unchanged when none is open."""
        return self._replacing(lambda o: o.key == key, lambda o: o.met(on))

    def ended(self, status: Status, on: date) -> Self:
        """The same case with everything that is still open ended."""
        return self._replacing(lambda _: True, lambda o: o.closed(status, on))

    def replacing(self, old: Obligation, new: Obligation) -> Self:
        """The same case with the one obligation in place of the other."""
        return self._replacing(lambda o: o is old, lambda _: new)

    def _replacing(self, which: Callable[[Obligation], bool], new: Callable[[Obligation], Obligation]) -> Self:
        return self.with_(obligations=tuple(new(o) if o.is_open and which(o) else o for o in self.obligations))

    def following(self, *follow_ups: FollowUp) -> Self:
        """The same case with further acts to be decided elsewhere, each named once."""
        fresh = tuple(f for f in follow_ups if f not in self.follow_ups)
        return self.with_(follow_ups=(*self.follow_ups, *fresh))


def opened(code: str, policy: Policy = DEFAULT, calendar: WorkingCalendar | None = None) -> Case:
    """A case of which nothing is known yet but its code and the policy profile it is handled under."""
    custom = None if PROFILES.get(policy.profile) == policy else policy
    return Case(code=code, policy=policy.profile, custom_policy=custom, calendar=calendar or WorkingCalendar())
