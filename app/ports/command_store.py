"""Remembers which commands were carried out, so that pressing twice does once."""

from typing import Protocol

from app.domain.ledger.canonical import Json


class CommandStore(Protocol):
    """Results by command id, written in the same transaction as the effect."""

    def result(self, command_id: str) -> Json:
        """Return what the command gave the first time, or None if it was never carried out."""
        ...

    def remember(self, command_id: str, result: Json) -> None:
        """Keep the result of a command; raises if the command id is known already."""
        ...
