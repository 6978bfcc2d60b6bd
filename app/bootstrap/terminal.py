"""What a command talks to: the words, the two streams, and the exit codes."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from errno import EINVAL
from io import StringIO, TextIOWrapper
from typing import TextIO

from app.domain.errors import PersonFacing
from app.domain.words import Message, Words


def _forgiving(stream: TextIO | None) -> TextIO:
    """Return the stream, made to write what it cannot encode by its code; without a console there is none."""
    if stream is None:
        return StringIO()
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


class Exit(IntEnum):
    """How a command ended."""

    IN_ORDER = 0
    NOT_IN_ORDER = 1
    NOT_UNDERSTOOD = 2
    NOT_DONE = 3


@dataclass(frozen=True, slots=True)
class Terminal:
    """Says things to the person at the command line.

    A character the console's code page lacks (cp936 has no 𬭎) is shown by its code, never a reason to stop.
    """

    words: Words
    out: TextIO = field(default_factory=lambda: _forgiving(sys.stdout))
    err: TextIO = field(default_factory=lambda: _forgiving(sys.stderr))

    def say(self, text: str) -> None:
        """Print one line; BrokenPipeError when nobody listens any more."""
        try:
            self.out.write(f"{text}\n")
            self.out.flush()
        except OSError as error:
            # Windows says "invalid argument" of a pipe whose reader has gone.
            if error.errno == EINVAL:
                raise BrokenPipeError from error
            raise

    def say_json(self, value: object) -> None:
        """Print a value as JSON, readable where the stream can show every character."""
        is_wide = (self.out.encoding or "").lower().startswith("utf")
        self.say(json.dumps(value, ensure_ascii=not is_wide, indent=2, default=str))

    def hang_up(self) -> None:
        """Say nothing more: what is left in the buffers goes nowhere, so that the end of Python is quiet."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError, AttributeError):  # no real file behind it
                os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

    def complain(self, error: PersonFacing) -> Exit:
        """Say what kept a command from being done, and what to do; return the exit code."""
        message = self.words.of(error)
        self.err.write(f"{message.title}\n{message.say}\n" + (f"{message.do}\n" if message.do else ""))
        return Exit.NOT_DONE

    def message(self, code: str, facts: Mapping[str, object]) -> Message:
        """Return the sentence of a code."""
        return self.words.say(code, facts)
