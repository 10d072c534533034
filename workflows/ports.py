"""What workflows ask of the world; activities implement it, so that no workflow module knows a database."""

from abc import ABC, abstractmethod

from temporalio import activity

from domain.entries import Entry


class Register(ABC):
    """What a centre asks of the register."""

    @activity.defn(name="enter_in_register")
    @abstractmethod
    async def enter_in_register(self, entries: tuple[Entry, ...]) -> None:
        """Writes the entries down, oldest first; safe to repeat and to arrive late."""
