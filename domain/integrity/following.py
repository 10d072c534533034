"""What a case asks to be decided elsewhere: a case changes no centre, people do (B.0 rule 1)."""

from domain.integrity.case import Case, FollowUp
from domain.integrity.catalogue import CATALOGUE, Deed


def follow_up(case: Case, deed: Deed, because: str) -> FollowUp:
    """The act to be decided on the centre, on the evaluation that the case names where there is one."""
    matter = case.linked_evaluation if deed.matter == "evaluation" and case.linked_evaluation else deed.matter
    return FollowUp(
        action=deed.action, zh=deed.zh, centre=case.centre, matter=matter, roles=(deed.by,), because=because
    )


def follow_ups_of(case: Case, code: str) -> tuple[FollowUp, ...]:
    """What a handling of the catalogue asks to be decided; nothing when it ends with the case itself."""
    entry = CATALOGUE[code]
    return (follow_up(case, entry.deed, f"{entry.code} {entry.zh}"),) if entry.deed else ()
