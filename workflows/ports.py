"""What workflows ask of the world; activities implement it, so that no workflow module knows a database."""

from abc import ABC, abstractmethod

from temporalio import activity

from domain.entries import Page


class Register(ABC):
    """What a centre asks of the register."""

    @activity.defn(name="enter_in_register")
    @abstractmethod
    async def enter_in_register(self, page: Page) -> None:
        """Writes the page's entries down, oldest first, and its standing; safe to repeat and to arrive late."""
