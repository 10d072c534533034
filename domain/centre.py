"""A centre: one frozen value that holds its whole standing. Changes give a new value; nothing is half changed."""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal, Self, TypeVar

from pydantic import Field

from domain.cycles import Anchor, Cycle
from domain.days.working_days import WorkingCalendar
from domain.fact import Fact
from domain.matter import Hand, Matter
from domain.matters import AnyMatter
from domain.obligations import Obligation, Status
from domain.particulars import (
    Alias,
    Approval,
    Correction,
    Formation,
    FormerEntity,
    Gap,
    Institute,
    LegalEntity,
    Merger,
    Organisation,
    Receipted,
    Reconsideration,
    Refusals,
    SupervisionRecord,
)
from domain.policies.adoptions import Adoption
from domain.policies.pins import pinned
from domain.policy import DEFAULT, PROFILES, Policy
from domain.practice import FIRST, WHOLE
from domain.roles import Party
from domain.states import Grade, Kind, Route, State
from domain.texts import JsonValue

CENTRE = "centre"

M = TypeVar("M", bound=Matter)


class Centre(Fact):
    """The whole standing of one centre, from intent to exit. All dates are Asia/Shanghai."""

    schema_version: int = 1
    practice: int = FIRST
    code: str
    route: Route
    kind: Kind
    name_zh: str
    name_en: str | None = None
    name_conformity: Literal["conforming", "legacy_exempt", "waived"] = "conforming"
    state: State = State.PROSPECTIVE
    since: date | None = None
    revision: int = 0
    edition: str = "2021"
    policy: str = DEFAULT.profile
    custom_policy: Policy | None = None
    calendar: WorkingCalendar = WorkingCalendar()
    supervising_departments: tuple[str, ...] = ()
    lead_entity: Organisation | None = None
    technology_field: str | None = None
    region_strategy: tuple[str, ...] = ()
    lead_governments: tuple[str, ...] = ()
    delegated_agency: str | None = None
    centre_id: str | None = None
    registered_place: str | None = None
    institutes: tuple[Institute, ...] = ()
    registered_place_code: str | None = None
    aliases: tuple[Alias, ...] = ()
    former_entities: tuple[FormerEntity, ...] = ()
    major_matters: dict[str, JsonValue] = Field(default_factory=dict)
    recommending_department: str | None = None
    supervision_records: tuple[SupervisionRecord, ...] = ()
    predecessor: str | None = None
    mergers: tuple[Merger, ...] = ()
    gaps: tuple[Gap, ...] = ()
    reconsiderations: tuple[Reconsideration, ...] = ()
    approval: Approval | None = None
    entity: LegalEntity | None = None
    formation: Formation = Formation()
    plan_version: int = 0
    cycle_years: int = 3
    anchor: Anchor | None = None
    cycle: Cycle | None = None
    grade: Grade | None = None
    conditional: bool = False
    reports_from: date | None = None
    reports_opened: int | None = None
    assumed: tuple[str, ...] = ()
    hands: tuple[Hand, ...] = ()
    parties: dict[str, Party] = Field(default_factory=dict)
    matters: dict[str, AnyMatter] = Field(default_factory=dict)
    obligations: tuple[Obligation, ...] = ()
    receipts: dict[str, Receipted] = Field(default_factory=dict)
    refusals: Refusals = Refusals()
    corrections: tuple[Correction, ...] = ()
    adoptions: tuple[Adoption, ...] = ()

    @property
    def key(self) -> str:
        """The key of the main life among its matters."""
        return CENTRE

    @property
    def terms(self) -> Policy:
        """The policy profile under which the centre lives."""
        return self.custom_policy or PROFILES[self.policy]

    @property
    def whole(self) -> bool:
        """Whether the centre lives under the practice that covers all of the Measures."""
        return self.practice >= WHOLE

    @property
    def in_sequence(self) -> bool:
        """Whether the centre stands in the official sequence (B.0 rule 5)."""
        return self.state.in_sequence

    @property
    def open_obligations(self) -> tuple[Obligation, ...]:
        """What is still owed, in the order in which it arose."""
        return tuple(o for o in self.obligations if o.is_open)

    def with_(self, **facts: Any) -> Self:
        """The same centre with other facts."""
        return self.model_copy(update=facts)

    def moved(self, state: State, on: date) -> Self:
        """The same centre in another state of the main life, from that day."""
        return self.with_(state=state, since=on)

    def find(self, kind: type[M], key: str) -> M:
        """The matter with this key, of this kind. Raises KeyError or TypeError when there is no such one."""
        matter = self.matters[key]
        if not isinstance(matter, kind):
            raise TypeError(f"{key} is no {kind.__name__}")
        return matter

    def open_of(self, kind: type[M]) -> tuple[M, ...]:
        """The open matters of this kind, in the order in which they arose."""
        return tuple(m for m in self.matters.values() if isinstance(m, kind) and m.is_open)

    def with_matter(self, matter: Matter) -> Self:
        """The same centre with this matter opened or replaced."""
        return self.with_(matters={**self.matters, matter.key: matter})

    def owing(self, *obligations: Obligation) -> Self:
        """The same centre owing these too, each pinned to the profile under which it arises (B.0 rule 6).

        An open obligation of the same name gives way to the new one.
        """
        names = {o.name for o in obligations}
        kept = tuple(o for o in self.obligations if o.name not in names or not o.is_open)
        new = (pinned(o, self.terms.profile, self.edition, self.calendar) for o in obligations)
        return self.with_(obligations=(*kept, *new))

    def caused(self, before: "Centre", decision_id: str) -> Self:
        """The same centre whose new obligations say which decision brought them (C.12, G-60)."""
        known = set(map(id, before.obligations))
        return self.with_(
            obligations=tuple(
                o if id(o) in known or o.cause or not o.is_open else o.model_copy(update={"cause": decision_id})
                for o in self.obligations
            )
        )

    def tidied(self) -> Self:
        """The same centre without closed obligations that a later one of the same name has succeeded."""
        latest = {o.name: o for o in self.obligations}
        kept = tuple(o for o in self.obligations if o.is_open or latest[o.name] is o)
        return self if len(kept) == len(self.obligations) else self.with_(obligations=kept)

    def obligation(self, matter: str, key: str) -> Obligation | None:
        """The latest obligation of that name, open or closed."""
        return next((o for o in reversed(self.obligations) if o.matter == matter and o.key == key), None)

    def open_obligation(self, matter: str, key: str) -> Obligation | None:
        """The open obligation of that name, if there is one."""
        return next((o for o in self.obligations if o.is_open and o.matter == matter and o.key == key), None)

    def met(self, matter: str, key: str, on: date) -> Self:
        """The same centre after the obligation has been met on that day; unchanged when none is open."""
        return self._replacing(lambda o: o.matter == matter and o.key == key, lambda o: o.met(on))

    def ended(self, matter: str, status: Status, on: date, *, keeping: tuple[str, ...] = ()) -> Self:
        """The same centre with every open obligation of the matter ended, but for those kept."""
        return self._replacing(lambda o: o.matter == matter and o.key not in keeping, lambda o: o.closed(status, on))

    def cancelled(self, matter: str, *keys: str, on: date) -> Self:
        """The same centre with these open obligations of the matter no longer needed."""
        return self._replacing(lambda o: o.matter == matter and o.key in keys, lambda o: o.closed(Status.CANCELLED, on))

    def _replacing(self, which: Callable[[Obligation], bool], new: Callable[[Obligation], Obligation]) -> Self:
        return self.with_(obligations=tuple(new(o) if o.is_open and which(o) else o for o in self.obligations))

    def hands_of(self, matter: str) -> tuple[Hand, ...]:
        """Through whose hands the matter has passed; `centre` is the main life's own."""
        return self.hands if matter == CENTRE else self.matters[matter].hands

    def touched(self, matter: str, hand: Hand) -> Self:
        """The same centre after the matter has passed through this hand."""
        if matter != CENTRE:
            return self.with_matter(self.matters[matter].touched(hand))
        return self if hand in self.hands else self.with_(hands=(*self.hands, hand))

    def state_of(self, matter: str) -> str:
        """The state code of the matter; `centre` is the main life."""
        return self.state if matter == CENTRE else self.matters[matter].state
