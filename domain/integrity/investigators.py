"""How a decision names investigators, and who has a part in the evaluation or review concerned (SOD-8)."""

from typing import Annotated

from pydantic import Field

from domain.fact import Command
from domain.integrity.case import Investigator
from domain.texts import Slug

Persons = Annotated[tuple[Slug, ...], Field(max_length=100)]


class NamedInvestigator(Command):
    """An investigator by person and organisation."""

    person: Slug
    organisation: Slug | None = None


Investigators = Annotated[tuple[Slug | NamedInvestigator, ...], Field(max_length=30)]


class NamesInvestigators(Command):
    """Content that may name investigators, and the persons with a part in the evaluation or review concerned."""

    investigators: Investigators | None = None
    involved: Persons = ()

    @property
    def named(self) -> tuple[Investigator, ...]:
        """The investigators named here."""
        return tuple(
            Investigator(person=one) if isinstance(one, str) else Investigator(**one.model_dump())
            for one in self.investigators or ()
        )


def together(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Both lists as one, each person once."""
    return tuple(dict.fromkeys((*known, *more)))
