"""Turns an error code and its facts into the sentences a clerk reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.errors import PersonFacing


@dataclass(frozen=True, slots=True)
class Message:
    """What to show: a short title, what happened, what to do next."""

    title: str
    say: str
    do: str

    def sentence(self) -> str:
        """Return what happened and what to do as one line."""
        return f"{self.say}{self.do}"


class Words:
    """All sentences of the program, looked up by code."""

    def __init__(self, templates: Mapping[str, Mapping[str, str]]) -> None:
        """Take the templates by full code, e.g. {"identity.length": {"title": …, "say": …, "do": …}}."""
        self._templates = templates

    def say(self, code: str, facts: Mapping[str, object]) -> Message:
        """Fill the sentence of `code` with `facts`; KeyError if no such sentence was written."""
        template = self._templates[code]
        return Message(
            title=template["title"].format(**facts),
            say=template["say"].format(**facts),
            do=template.get("do", "").format(**facts),
        )

    def of(self, error: PersonFacing) -> Message:
        """Return the message of an error."""
        return self.say(error.code, error.facts)

    def codes(self) -> frozenset[str]:
        """Return every code that has words."""
        return frozenset(self._templates)
