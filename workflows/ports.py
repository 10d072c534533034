"""What workflows ask of the world; activities implement it, so that no workflow module knows a database."""

from abc import ABC, abstractmethod

from temporalio import activity

from domain.entries import Page
from domain.integrity.entries import CasePage
from domain.rounds.entries import RoundPage
from domain.rounds.letters import Answer, Letter


class Register(ABC):
    """What a centre asks of the register."""

    @activity.defn(name="enter_in_register")
    @abstractmethod
    async def enter_in_register(self, page: Page) -> None:
        """Writes the page's entries down, oldest first, and its standing; safe to repeat and to arrive late."""


class CaseRegister(ABC):
    """What an integrity case asks of the register."""

    @activity.defn(name="enter_case")
    @abstractmethod
    async def enter_case(self, page: CasePage) -> None:
        """Writes the page's entries down, oldest first; safe to repeat and to arrive late."""


class RoundRegister(ABC):
    """What a round asks of the register."""

    @activity.defn(name="enter_round_in_register")
    @abstractmethod
    async def enter_round_in_register(self, page: RoundPage) -> None:
        """Writes the page's entries down, oldest first; safe to repeat and to arrive late."""


class Messenger(ABC):
    """What a round asks of the world beside the register."""

    @activity.defn(name="deliver_to_centre")
    @abstractmethod
    async def deliver_to_centre(self, letter: Letter) -> Answer:
        """Hands the decision to the centre and brings its answer; safe to repeat, since the decision has its id."""
