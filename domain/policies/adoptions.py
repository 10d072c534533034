"""A policy profile adopted for a running centre, as it is kept (B.0 rule 6, G-63)."""

from datetime import date

from domain.fact import Fact
from domain.policy import Policy


class Adoption(Fact):
    """Which profile and edition the centre came to live under, from which day, by which document, and what before."""

    profile: str
    edition: str
    adopted_on: date
    document_number: str | None = None
    reason: str | None = None
    before: Policy
    edition_before: str
    recomputed: tuple[str, ...] = ()
