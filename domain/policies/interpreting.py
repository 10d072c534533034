"""How an interpretation of MOST and MOF overrides a default of this house (Art 33)."""

from domain.editions import Interpretation
from domain.policies.reading import read_profile
from domain.policies.values import paths_of
from domain.policy import Policy


def interpreted(policy: Policy, note: Interpretation, name: str) -> Policy:
    """A new profile of that name in which the note's value stands; the one it is made from stays as it is."""
    if ".".join(note.path) not in paths_of(Policy):
        raise ValueError(f"{note.number} interprets no such value: {'.'.join(note.path)}")
    plain = {**policy.model_dump(mode="json"), "profile": name}
    *groups, last = note.path
    inner = plain
    for group in groups:
        inner = inner[group]
    inner[last] = note.value
    return read_profile(plain)
