"""The particulars of a centre: its organisations, names, approval, formation, receipts (C.1, C.11, C.12)."""

from datetime import date, datetime
from typing import Literal

from domain.fact import Fact
from domain.formation.records import ArgumentationRecord, Cultivation, IntentRecord, RecommendationRecord
from domain.texts import JsonValue

REMEMBERED = 10


class Organisation(Fact):
    """An organisation by name and unified social credit code (GB 32100-2015); the code may be unknown."""

    name: str
    uscc: str | None = None


class Alias(Fact):
    """A former name, place or body: since when and until which day it held, and the change that ended it (G-25)."""

    what: Literal["name_zh", "name_en", "registered_place", "lead_entity", "institute", "supervising_department"]
    value: str
    until: date
    since: date | None = None
    change: str | None = None


class Institute(Fact):
    """A specialised R&D institute of a comprehensive centre (Art 13.5)."""

    name: str
    place: str | None = None


class LegalEntity(Fact):
    """The registered legal entity; its name may differ from the centre's (Art 4, G-27)."""

    name: str
    entity_type: str
    uscc: str
    registered_on: date
    override_evidence: str | None = None


class FormerEntity(LegalEntity):
    """A legal entity that the centre was: its type and its credit code are kept, with their last day (G-28)."""

    until: date
    change: str | None = None


class SupervisionRecord(Fact):
    """What a supervising organisation has seen or noted: no status follows from it (Art 8.3)."""

    on: date
    by: str
    kind: str
    text: str
    matter: str = "centre"
    subject: str | None = None
    successor: str | None = None
    settled_by: str | None = None
    settled_on: date | None = None


class Approval(Fact):
    """The decision that formed the centre (Art 6.2)."""

    document_number: str | None = None
    decided_on: date | None = None
    delivered_on: date | None = None
    form: str | None = None


class Panelist(Fact):
    """A member of the argumentation panel (Art 16.4)."""

    person: str
    organisation: str


class Milestone(Fact):
    """One step of a comprehensive centre's case (Art 12: one case, one discussion)."""

    title: str
    owner: str | None = None
    due: date | None = None
    done_on: date | None = None
    evidence: str | None = None


class Formation(Fact):
    """What formation has gathered so far (C.11)."""

    intent_version: int = 0
    priority_flag: bool = False
    conversion_source: dict[str, JsonValue] | None = None
    predecessor_retired_on: date | None = None
    plan_ready: bool = False
    recommendation_letter: str | None = None
    governments_submitted: tuple[str, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    panel: tuple[Panelist, ...] = ()
    argumentation: str | None = None
    warnings: tuple[str, ...] = ()
    intent: IntentRecord | None = None
    cultivation: Cultivation | None = None
    recommendation: RecommendationRecord | None = None
    argued: ArgumentationRecord | None = None
    rounds: int = 0
    reopened: bool = False
    data_of: date | None = None
    strategic_areas: tuple[str, ...] = ()
    case_owner: str | None = None


class Receipted(Fact):
    """What is kept of a decision already taken, so that the same one is answered alike for the whole life (G-61)."""

    digest: str
    matter: str
    state: str
    revision: int
    at: datetime
    on: date | None = None
    action: str | None = None
    person: str | None = None
    document_number: str | None = None
    policy: str | None = None
    edition: str | None = None


class Correction(Fact):
    """A correction of a decision entered with a wrong date, person or number, and what followed from it (G-60)."""

    decision_id: str
    decided_on: date | None = None
    person: str | None = None
    document_number: str | None = None
    proposed_by: str
    proposed_on: date
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    moved: tuple[str, ...] = ()


class Merger(Fact):
    """Centres that were merged into this one, which keeps its id and its anchor (B.12, G-36)."""

    on: date
    absorbed: tuple[str, ...]
    document_number: str | None = None
    rectification_moved: bool = False


class Gap(Fact):
    """The days on which the centre was out of the sequence before it was reinstated (B.12)."""

    out_on: date
    back_on: date
    ended_as: str
    document_number: str | None = None
    decision_no: str | None = None
    reason: str | None = None


class Reconsideration(Fact):
    """The outcome of a reconsideration or of a court, on record; it suspends nothing unless a stay is (G-38)."""

    on: date
    outcome: str
    about: str
    decision_no: str | None = None
    stay: bool = False


class Refusals(Fact):
    """How many messages were refused without an answer to the sender, and the latest of them, the newest last."""

    count: int = 0
    last: str | None = None
    recent: tuple[str, ...] = ()

    def and_(self, why: str) -> "Refusals":
        """One more refusal."""
        return Refusals(count=self.count + 1, last=why, recent=(*self.recent, why)[-REMEMBERED:])
