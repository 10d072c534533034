"""What a centre's governance lacks (Arts 5, 17 to 19; G-29): shown to people, a gate of nothing."""

from domain.centre import Centre
from domain.operation.governance_matter import KEY, Governance


def governance_findings(centre: Centre) -> tuple[str, ...]:
    """Every finding on the governance of the centre, for its status, its report and its evaluation dossier."""
    found = centre.matters.get(KEY)
    return (*(found.warnings if found else ()), *party_unrecorded(centre))


def party_unrecorded(centre: Centre) -> tuple[str, ...]:
    """A centre in sequence of which nobody has recorded a Party organisation (Art 5)."""
    found = centre.matters.get(KEY)
    known = isinstance(found, Governance) and found.party_organisation is not None
    if not centre.whole or not centre.in_sequence or known:
        return ()
    return ("Art 5: no Party organisation is on record",)
