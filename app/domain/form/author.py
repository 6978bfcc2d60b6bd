"""Mistakes of a catalogue author, each with its place, and the margin they are noted in."""

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

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
    """The text of one catalogue file, able to say on which line something stands.

    `records` is the text parsed already, where that was done before.
    """

    file: str
    text: str
    records: Mapping[str, Any] | None = None

    def spot(self, words: str, key: str = "", prop: str = "") -> Spot:
        """Return the spot of property `prop` of the record whose `key = "…"` is given."""
        return Spot(file=self.file, line=self._line(key, prop), words=words)

    def spot_under(self, words: str, key: str, table: str, prop: str = "") -> Spot:
        """Return the spot of `prop` in the `[….table]` below the record whose `key = "…"` is given.

        That of the table itself where `prop` is empty or not found, that of the record for an inline table.
        """
        marks, found = _marks(self.text), self._line(key, "")
        if not found:
            return self.spot(words, key, table)
        heads = marks.headers[bisect_right(marks.headers, found - 1) :]
        head = next((line for line in heads if marks.lines[line].strip().endswith(f".{table}]")), None)
        if head is None or any(marks.lines[line].startswith("[[") for line in heads if line < head):
            return self.spot(words, key, table)
        ends = next((line for line in heads if line > head), len(marks.lines))
        wanted = re.compile(rf"\s*{re.escape(prop)}\s*=")
        named = (line for line in range(head, ends) if prop and wanted.match(marks.lines[line]))
        return Spot(file=self.file, line=next(named, head) + 1, words=words)

    def _line(self, key: str, prop: str) -> int | None:
        marks = _marks(self.text)
        start = marks.keys.get(key) if key else 0
        if start is None or not prop:
            return None if start is None or not key else start + 1
        # The record's own lines run to the next table header; an inline record is that one line.
        after = bisect_right(marks.headers, start)
        end = marks.headers[after] if after < len(marks.headers) else len(marks.lines)
        wanted = re.compile(rf"\b{re.escape(prop)}\s*=")
        found = next((number for number in range(start, end) if wanted.search(marks.lines[number])), start)
        return found + 1


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where records begin in a text: asked for every property, so found once."""

    lines: list[str]
    keys: dict[str, int]
    headers: list[int]


_KEY = re.compile(r"""\b(?:key|name)\s*=\s*["']([^"']*)["']""")
_HEADER = re.compile(r"^\s*(\[|\{\s*key\b)")


@lru_cache(maxsize=8)
def _marks(text: str) -> _Marks:
    lines = text.splitlines()
    keys: dict[str, int] = {}
    for number, line in enumerate(lines):
        for key in _KEY.findall(line):
            keys.setdefault(key, number)
    return _Marks(lines, keys, [number for number, line in enumerate(lines) if _HEADER.search(line)])
