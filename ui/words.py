"""Turns any error into what the message strip says, and hands bugs to whoever keeps the reports."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import PersonFacing
from app.domain.words import Message, Words


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of the window."""

    words: Words
    report: Callable[[Exception], None]
    """Keeps a bug for us, without personal data; the clerk only hears that it was kept."""

    def of(self, error: Exception) -> Message:
        """Return what to say of an error."""
        if isinstance(error, PersonFacing):
            return self.words.of(error)
        self.report(error)
        return self.say("window.unexpected")

    def say(self, code: str, **facts: object) -> Message:
        """Return the sentence of a code."""
        return self.words.say(code, facts)
