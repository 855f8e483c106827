"""Who waits for what is sent: a browser, or whoever keeps it."""

import abc


class AbstractListener(abc.ABC):
    """Takes the messages of a stream."""

    @abc.abstractmethod
    def check(self) -> None:
        """Raises where nobody listens any more, which ends the work on what is sent."""

    @abc.abstractmethod
    def send(self, message: bytes) -> None:
        """Take a message; raises as `check` does."""


class Keeper(AbstractListener):
    """Keeps every message, and never goes."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    def check(self) -> None:
        pass

    def send(self, message: bytes) -> None:
        self.messages.append(message)
