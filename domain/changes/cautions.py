"""What whoever reviews a change should see: nothing here refuses it (Art 19, B.13, G-22, G-34)."""

from datetime import date

from domain.centre import Centre
from domain.changes.matter import Change
from domain.changes.queue import DIRECTION, RECTIFICATION
from domain.days.periods import after_days
from domain.states import Kind, State


def cautions(centre: Centre, change: Change, on: date) -> tuple[str, ...]:
    """The warnings that go with an application, in words."""
    found = (
        _without_the_experts(change),
        _late_after_resolution(centre, change, on),
        _into_another_province(centre, change),
        _in_this_state(centre, change),
        _institute_of_a_field_centre(centre, change),
        "already carried out before approval: a late application (补办, G-34)" if change.retroactive else None,
    )
    return tuple(words for words in found if words)


def _without_the_experts(change: Change) -> str | None:
    if change.type not in DIRECTION or change.expert_opinion:
        return None
    return "no opinion of the expert committee (专家委员会) is attached (Art 19)"


def _late_after_resolution(centre: Centre, change: Change, on: date) -> str | None:
    if change.resolved_on is None:
        return None
    n = centre.terms.change.apply_after_resolution_days
    last = after_days(centre.calendar, change.resolved_on, n, "the council's resolution").due
    return f"applied for on {on}, after {last}: {n} days after the resolution of the council" if on > last else None


def _into_another_province(centre: Centre, change: Change) -> str | None:
    old, new = centre.registered_place_code, change.new_place_code
    if old is None or new is None or old[:2] == new[:2]:
        return None
    lead = next(iter(centre.supervising_departments), "the supervising department")
    return f"the place {new} lies in another province than {old}, outside the territory of {lead} (G-22)"


def _in_this_state(centre: Centre, change: Change) -> str | None:
    if change.type == "registered_place" and centre.state in RECTIFICATION:
        return "the centre moves while it rectifies; the supervising department is warned (B.13)"
    if change.type in DIRECTION and centre.state is State.RENEWAL_PENDING:
        return "the plan of the next cycle carries this change (B.13)"
    return None


def _institute_of_a_field_centre(centre: Centre, change: Change) -> str | None:
    if change.type != "institute_add_close" or centre.kind is Kind.COMPREHENSIVE:
        return None
    return "institutes belong to comprehensive centres (Art 13.5); this is a field centre"
