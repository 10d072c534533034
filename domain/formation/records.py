"""What is kept of a formation, step by step: intent, cultivation, recommendation, argumentation (C.11)."""

from datetime import date

from domain.fact import Fact

KEPT = 20


class IntentRecord(Fact):
    """The intent as it came in last, and whether its field was on a priority list (Art 16.2, G-51)."""

    submitted_on: date
    priority_list_year: int | None = None
    off_list_reason: str | None = None
    docs: tuple[str, ...] = ()


class Progress(Fact):
    """A word on the cultivation (F06)."""

    on: date
    by: str
    text: str


class Cultivation(Fact):
    """The cultivation: since when, its progress, the three preparations of Art 16.3, a provincial standing (G-55)."""

    accepted_on: date
    progress: tuple[Progress, ...] = ()
    plan_compiled: bool = False
    council_prepared: bool = False
    entity_prepared: bool = False
    provincial_status: str | None = None


class RecommendationRecord(Fact):
    """The recommendation to MOST: its letter, who signed, what the department found under Art 15 (F07)."""

    letter_no: str | None = None
    on: date
    signer: str
    department: str
    self_assessment: dict[str, str]


class ArgumentationRecord(Fact):
    """The argumentation: when and how it was held, who signed, who spoke and who was absent (Art 16.4, F13)."""

    concluded_on: date
    dates: tuple[date, ...] = ()
    mode: str | None = None
    chair: str
    heard: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
