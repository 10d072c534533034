"""What people should see of a centre beside its state: notes of the formation, of its matters, of a stay (G-38)."""

from domain.centre import Centre
from domain.operation.governance_findings import party_unrecorded


def warnings_of(centre: Centre) -> tuple[str, ...]:
    """Every warning that stands now, the formation's first."""
    told = tuple(warning for matter in centre.matters.values() for warning in matter.warnings)
    return (*centre.formation.warnings, *told, *party_unrecorded(centre), *_stays(centre), *_moved_here(centre))


def _stays(centre: Centre) -> tuple[str, ...]:
    latest = {r.about: r for r in centre.reconsiderations}
    return tuple(f"{about}: a stay is on record since {r.on} (G-38)" for about, r in latest.items() if r.stay)


def _moved_here(centre: Centre) -> tuple[str, ...]:
    return tuple(
        f"an open rectification of {', '.join(m.absorbed)} has moved here with the merger of {m.on} (G-36)"
        for m in centre.mergers
        if m.rectification_moved
    )
