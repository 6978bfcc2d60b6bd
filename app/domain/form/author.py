"""Mistakes of a catalogue author, each with its place, and the margin they are noted in."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.form.model import Spot


@dataclass(frozen=True, slots=True)
class AuthorMistake:
    """One mistake: `code` names its sentence and cure in resources/words/form.toml."""

    file: str
    line: int | None
    place: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class RuleMistake(Exception):
    """A rule cannot be used; raised while reading one rule, noted by whoever knows its place."""

    def __init__(self, code: str, **facts: object) -> None:
        """Keep the code of the sentence and its facts."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


def near(name: str, names: Iterable[str]) -> str:
    """Return the three existing names most like a wrong one, to choose from."""
    return "、".join(difflib.get_close_matches(name, sorted(names), n=3, cutoff=0.0)) or "（无）"


class Margin:
    """Where mistakes are noted while a file is read."""

    def __init__(self) -> None:
        """Start with nothing noted."""
        self.mistakes: list[AuthorMistake] = []

    def note(self, spot: Spot, code: str, **facts: object) -> None:
        """Note one mistake at a spot."""
        self.mistakes.append(AuthorMistake(spot.file, spot.line, spot.words, code, facts))


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one catalogue file, able to say on which line something stands."""

    file: str
    text: str

    def spot(self, words: str, key: str = "", prop: str = "") -> Spot:
        """Return the spot of property `prop` of the record whose `key = "…"` is given."""
        return Spot(file=self.file, line=self._line(key, prop), words=words)

    def _line(self, key: str, prop: str) -> int | None:
        lines = self.text.splitlines()
        start = _first(lines, rf'\b(key|name)\s*=\s*"{re.escape(key)}"', 0, len(lines)) if key else 0
        if start is None or not prop:
            return None if start is None or not key else start + 1
        # The record's own lines run to the next table header; an inline record is that one line.
        end = _first(lines, r"^\s*(\[|\{\s*key\b)", start + 1, len(lines)) or len(lines)
        found = _first(lines, rf"\b{re.escape(prop)}\s*=", start, end)
        return (start if found is None else found) + 1


def _first(lines: list[str], pattern: str, start: int, end: int) -> int | None:
    wanted = re.compile(pattern)
    return next((number for number in range(start, end) if wanted.search(lines[number])), None)
