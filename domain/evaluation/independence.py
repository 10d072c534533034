"""Who may evaluate: a third party with a mandate, tied to none of the parties (Art 27; SOD-3)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.centre import Centre
from domain.evaluation.voiding import voided_evaluators
from domain.fact import Command
from domain.operation.governance_matter import KEY as GOVERNANCE
from domain.operation.governance_matter import Governance
from domain.roles import Party
from domain.texts import Line


class Declaration(Command):
    """One member's word that nothing ties him or her to the centre (SOD-3)."""

    person: Line
    none: Literal[True]


class Evaluator(Command):
    """The third party and its mandate; every member declares that there is no conflict (Art 27, SOD-3)."""

    organisation: Line
    mandate_no: Line
    team: Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]
    conflict_declared_none: Literal[True] | None = None
    conflict_declarations: Annotated[tuple[Declaration, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _everybody_has_declared(self) -> "Evaluator":
        silent = [person for person in self.team if person not in {d.person for d in self.conflict_declarations}]
        if self.conflict_declared_none is None and silent:
            raise ValueError(f"conflict_declared_none: no declaration of {', '.join(silent)} is there (SOD-3)")
        return self


def evaluator_faults(centre: Centre, evaluator: Evaluator, on: date) -> list[str]:
    """What ties the evaluator to the centre, or bars it after a voided attempt (SOD-3, E16)."""
    place, name = "evaluator.organisation", evaluator.organisation
    faults = [f"{place}: {name} is a party to the case (SOD-3)"] if name in _parties(centre) else []
    if name in voided_evaluators(centre):
        faults.append(f"{place}: the attempt of {name} was voided; mandate another evaluator (E16)")
    tied = [person for person in evaluator.team if _is_tied(centre, person, on)]
    return faults + [f"evaluator.team: {person} acts for a party to the case (SOD-3)" for person in tied]


def _is_tied(centre: Centre, person: str, on: date) -> bool:
    return centre.parties.get(person) in (Party.CENTRE, Party.SUPERVISION) or _holds_a_post(centre, person, on)


def _holds_a_post(centre: Centre, person: str, on: date) -> bool:
    records = centre.matters.get(GOVERNANCE)
    if not isinstance(records, Governance):
        return False
    bodies = (body for body in (records.council, records.expert_committee) if body)
    director = records.director and records.director.ended_on is None and records.director.person == person
    return bool(director) or any(body.sits(person, on) for body in bodies)


def _parties(centre: Centre) -> frozenset[str]:
    """The centre itself, its lead and members, its departments and governments."""
    named = {centre.name_zh, centre.name_en, centre.code, centre.recommending_department}
    bodies = (centre.lead_entity, centre.entity, *centre.institutes)
    departments = {*centre.supervising_departments, *centre.lead_governments}
    return frozenset(filter(None, named | departments | {body.name for body in bodies if body} | _members(centre)))


def _members(centre: Centre) -> set[str]:
    """The member organisations, once a change has put them on record (Art 26)."""
    value = centre.major_matters.get("member_composition")
    return {name for name in value if isinstance(name, str)} if isinstance(value, list | tuple) else set()
