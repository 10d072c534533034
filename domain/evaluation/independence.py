"""Who may evaluate: a third party with a mandate, tied to none of the parties (Art 27; SOD-3)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.centre import Centre
from domain.evaluation.voiding import voided_evaluators
from domain.fact import Command
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


def evaluator_faults(centre: Centre, evaluator: Evaluator) -> list[str]:
    """What ties the evaluator to the centre, or bars it after a voided attempt (SOD-3, E16)."""
    place, name = "evaluator.organisation", evaluator.organisation
    faults = [f"{place}: {name} is a party to the case (SOD-3)"] if name in _parties(centre) else []
    if name in voided_evaluators(centre):
        faults.append(f"{place}: the attempt of {name} was voided; mandate another evaluator (E16)")
    tied = [person for person in evaluator.team if centre.parties.get(person) in (Party.CENTRE, Party.SUPERVISION)]
    return faults + [f"evaluator.team: {person} acts for a party to the case (SOD-3)" for person in tied]


def _parties(centre: Centre) -> frozenset[str]:
    lead = (centre.lead_entity.name,) if centre.lead_entity else ()
    return frozenset((*lead, *centre.supervising_departments, centre.name_zh, centre.code))
