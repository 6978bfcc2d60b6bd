"""One TOML data file being read: its values by kind, and errors that name the file and the line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import TypeVar

from app.domain.errors import PersonFacing
from app.domain.keepable import unkeepable_line

T = TypeVar("T")
_LINE_OF_SYNTAX = re.compile(r"at line (\d+)")
_KIND_IN_WORDS = {
    str: "加引号的文字",
    int: "整数",
    float: "数字",
    bool: "true 或 false",
    date: "日期",
    list: "方括号内的列表",
    dict: "方括号或花括号段落",
}


class DataFileError(PersonFacing):
    """A data file cannot be used as it stands; the facts name the file and the line."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file (the head or one [[…]] block) and the line it starts on.

    `name` says which one, where several begin on one line or the line alone would not tell: seals.approval.
    """

    file: str
    line: int
    values: Mapping[str, object]
    name: str = ""

    def need(self, field: str, kind: type[T]) -> T:
        """Return the value of `field`; DataFileError if it is missing, empty or of another kind."""
        value = self.values.get(field)
        if value is None or value == "":
            raise self.error("field_missing", field=field)
        return self._of_kind(field, value, kind)

    def take(self, field: str, otherwise: T) -> T:
        """Return the value of `field`, or `otherwise`, which also says the kind it must have."""
        return self._of_kind(field, self.values.get(field, otherwise), type(otherwise))

    def rest(self, *known: str) -> dict[str, object]:
        """Return the values of all fields but the known ones."""
        return {field: value for field, value in self.values.items() if field not in known}

    def number(self, field: str) -> float:
        """Return a number, written with or without a point; DataFileError if it is missing or none."""
        value = self.values.get(field)
        return float(value) if type(value) is int else self.need(field, float)

    def only(self, *known: str) -> None:
        """Refuse a field nobody would ever read: most often one misspelt."""
        for field in self.rest(*known):
            raise self.error("field_unknown", field=field)

    def error(self, code: str, /, **facts: object) -> DataFileError:
        """Return an error about this part of the file."""
        if self.name and "field" in facts:
            facts["field"] = f"{self.name}.{facts['field']}"
        return DataFileError(f"data_files.{code}", file=self.file, line=self.line, **facts)

    def _of_kind(self, field: str, value: object, kind: type[T]) -> T:
        # A datetime is a date and a bool an int to isinstance, but never what the author meant.
        if not isinstance(value, kind) or (kind is not type(value) and isinstance(value, (bool, datetime))):
            raise self.error("field_kind", field=field, expected=_KIND_IN_WORDS[kind])
        return value


@dataclass(frozen=True, slots=True)
class DataFile:
    """A parsed file: its head and its [[…]] blocks, each knowing its line."""

    head: Part
    text: str

    def blocks(self, name: str) -> Iterator[Part]:
        """Yield the [[name]] blocks in the order of the file."""
        values: list[object] = self.head.take(name, [])
        lines = chain(self._lines_of(name), repeat(self._line_of_field(name)))
        for place, (value, line) in enumerate(zip(values, lines, strict=False), start=1):
            block = self.part(name, value, line).need(name, dict)
            yield Part(self.head.file, line, block, f"{name}.{place}")

    def table(self, *names: str) -> Part:
        """Return the [a.b] table; DataFileError where it is missing or no table."""
        part = self.head
        for place, name in enumerate(names, start=1):
            values = part.need(name, dict)
            part = Part(
                part.file, self._line_of_table(names[:place], part.line), values, ".".join(names[:place])
            )
        return part

    def items(self, field: str) -> Iterator[Part]:
        """Yield each item of a list in the head as a part of its own, under the same field name."""
        line = self._line_of_field(field)
        values: list[object] = self.head.take(field, [])
        for value in values:
            yield self.part(field, value, line)

    def part(self, field: str, value: object, line: int) -> Part:
        """Return a single value as a part, so that it is checked and reported like any other."""
        return Part(self.head.file, line, {field: value})

    def _line_of_field(self, field: str) -> int:
        return next(self._lines_starting(rf"{field}\b"), 1)

    def _line_of_table(self, names: Sequence[str], otherwise: int) -> int:
        header = r"\s*\.\s*".join(re.escape(name) for name in names)
        return next(self._lines_starting(rf"\s*\[\s*{header}\s*\]"), otherwise)

    def _lines_of(self, name: str) -> Iterator[int]:
        return self._lines_starting(rf"\s*\[\[\s*{name}\s*\]\]")

    def _lines_starting(self, pattern: str) -> Iterator[int]:
        return (n for n, line in enumerate(self.text.splitlines(), 1) if re.match(pattern, line))


def read(path: Path) -> DataFile:
    """Read and parse a file; DataFileError if it cannot be opened, is not UTF-8 or not TOML."""
    text = text_of(path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise DataFileError("data_files.syntax", file=path.name, line=_line_of(wrong, text)) from wrong
    return DataFile(Part(path.name, 1, values), text)


def text_of(path: Path) -> str:
    """Return the text of a data file; DataFileError if it cannot be opened, is not UTF-8 or hides something.

    A mark that turns the direction of writing would make a printed line read otherwise than it stands here.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as missing:
        raise DataFileError("data_files.missing", file=path.name) from missing
    except UnicodeDecodeError as strange:
        raise DataFileError("data_files.not_text", file=path.name) from strange
    line = unkeepable_line(text)
    if line is not None:
        raise DataFileError("data_files.hidden_character", file=path.name, line=line)
    return text


def _line_of(wrong: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line tomllib names; "at end of document" is the last one."""
    named = _LINE_OF_SYNTAX.search(str(wrong))
    return int(named[1]) if named else max(1, len(text.splitlines()))
