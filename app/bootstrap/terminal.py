"""What a command talks to: the words, the two streams, and the exit codes."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TextIO

from app.domain.errors import PersonFacing
from app.domain.words import Message, Words


class Exit(IntEnum):
    """How a command ended."""

    IN_ORDER = 0
    NOT_IN_ORDER = 1
    NOT_UNDERSTOOD = 2
    NOT_DONE = 3


@dataclass(frozen=True, slots=True)
class Terminal:
    """Says things to the person at the command line."""

    words: Words
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, text: str) -> None:
        """Print one line."""
        self.out.write(f"{text}\n")
        self.out.flush()

    def say_json(self, value: object) -> None:
        """Print a value as readable JSON."""
        self.say(json.dumps(value, ensure_ascii=False, indent=2, default=str))

    def complain(self, error: PersonFacing) -> Exit:
        """Say what kept a command from being done, and what to do; return the exit code."""
        message = self.words.of(error)
        self.err.write(f"{message.title}\n{message.say}\n" + (f"{message.do}\n" if message.do else ""))
        return Exit.NOT_DONE

    def message(self, code: str, facts: Mapping[str, object]) -> Message:
        """Return the sentence of a code."""
        return self.words.say(code, facts)
