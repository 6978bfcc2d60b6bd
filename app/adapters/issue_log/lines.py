"""What a line of the issue log says, and which lines a power cut can have left unfinished."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from app.domain.numbers import TICKET_SERIES
from app.domain.storage import StorageError
from app.ports.issue_log import IssuedPaper

T = TypeVar("T")
Entry: TypeAlias = dict[str, Any]

MOST_EPOCHS, MOST_NUMBERS, MOST_OPERATIONS = 99_999, 10**9, 2**53
"""More than a hall can reach in a century; above them a line was not written by this program."""

_COUNTS = {"number": MOST_NUMBERS, "epoch": MOST_EPOCHS, "seq": MOST_OPERATIONS}
_TEXTS = ("series", "body_hash", "op_id")
_END = b"end of file"
_TICKETS = re.compile(rf"{TICKET_SERIES}.+/\d{{4}}-\d\d-\d\d/[^/]*")


class NotALine(ValueError):
    """A line that this program does not write."""


def paper_line(paper: IssuedPaper) -> bytes:
    """Return what is appended for one paper."""
    return _written(asdict(paper))


def epoch_line(epoch: int) -> bytes:
    """Return what is appended when an install epoch begins."""
    return _written({"epoch": epoch})


def whole_lines(file: Path, meaning: Callable[[Entry], T]) -> Iterator[T]:
    """Yield the `meaning` of every whole line; StorageError names file and line of one that is wrong.

    A line is torn, and its paper was never printed, if it begins as an entry, is no JSON, and nothing of its
    own write follows: each write ends with a line break and the next begins with another, so an empty line
    stands behind every whole one.
    """
    for number, (line, following) in enumerate(pairwise([*_lines(file), _END]), start=1):
        try:
            if line and not _is_torn(line, following):
                yield meaning(_entry(line))
        except NotALine as error:
            raise StorageError("storage.issue_log_damaged", file=str(file), line=number) from error


def paper_of(entry: Entry) -> IssuedPaper:
    """Return the paper an entry names; NotALine for fields or values that no hall writes."""
    if entry.keys() != {*_TEXTS, *_COUNTS} or not all(isinstance(entry[name], str) for name in _TEXTS):
        raise NotALine(sorted(entry))
    if not all(_is_counted(entry[name], most) for name, most in _COUNTS.items()):
        raise NotALine(entry)
    if entry["series"].startswith(TICKET_SERIES) and not _TICKETS.fullmatch(entry["series"]):
        raise NotALine(entry["series"])
    return IssuedPaper(**entry)


def begun_epoch(entry: Entry) -> int:
    """Return the epoch an entry begins; NotALine for anything else."""
    if entry.keys() != {"epoch"} or not _is_counted(entry["epoch"], MOST_EPOCHS):
        raise NotALine(entry)
    return int(entry["epoch"])


def _written(entry: Entry) -> bytes:
    # The line break comes first: it ends a line that a power cut tore, and reading skips empty lines.
    return f"\n{json.dumps(entry, ensure_ascii=False)}\n".encode()


def _is_counted(value: object, most: int) -> bool:
    return type(value) is int and 1 <= value <= most


def _entry(line: bytes) -> Entry:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise NotALine from error
    if not isinstance(found, dict):
        raise NotALine
    return found


def _is_torn(line: bytes, following: bytes) -> bool:
    if not line.startswith(b"{") or not following:
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return True
    return False


def _lines(file: Path) -> list[bytes]:
    """Return the lines without blanks and without the zeros that a power cut leaves at their ends."""
    try:
        return [line.strip(b"\0 \t\r\f\v") for line in file.read_bytes().split(b"\n")]
    except OSError as error:
        raise StorageError("storage.issue_log_unreadable", file=str(file)) from error
