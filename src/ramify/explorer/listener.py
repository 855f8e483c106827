"""Receivers of the messages of a stream."""

import abc


class AbstractListener(abc.ABC):
    """Receives the messages of a stream."""

    @abc.abstractmethod
    def check(self) -> None:
        """Raises an error if the receiver has gone. The error ends the work."""

    @abc.abstractmethod
    def send(self, message: bytes) -> None:
        """Receives a message. Raises the same error as `check`."""


class MessageList(AbstractListener):
    """Keeps every message in a list."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    def check(self) -> None:
        pass

    def send(self, message: bytes) -> None:
        self.messages.append(message)
