"""Builds a hall from its TOML file and refuses one that would leave people waiting in vain."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from app.adapters.hall_toml.part import HallFileError, Part
from app.domain.hall import (
    USUAL_CLOSURE,
    USUAL_DRAFT_DAYS,
    BusinessLetter,
    DeferralTerms,
    Hall,
    PriorityGround,
    Session,
    Window,
)
from app.domain.queue.policy import Order, QueuePolicy


def load_hall(path: Path) -> Hall:
    """Return the hall that `path` describes.

    Raises HallFileError with file and line: what cannot be read, what is missing or of a wrong type, a
    number or letter that stands twice, a letter nobody serves.
    """
    file = _HallFile(path.name, _text_of(path))
    hall = _hall(file)
    _each_once(file, "letters", (letter.letter for letter in hall.letters))
    _each_once(file, "windows", (window.number for window in hall.windows))
    _each_once(file, "grounds", (ground.code for ground in hall.grounds))
    _letters_and_windows_fit(file, hall)
    return hall


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as missing:
        raise HallFileError("data_files.missing", file=path.name) from missing
    except UnicodeDecodeError as strange:
        raise HallFileError("data_files.not_text", file=path.name) from strange


class _HallFile:
    """The parsed file, and the lines its tables begin at."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.splitlines()
        self.content = _parsed(name, text)

    def has(self, name: str) -> bool:
        """Say whether the file has a table of that name, which it may leave out."""
        return name in self.content

    def part(self, name: str) -> Part:
        """Return a single table, empty if it is not there."""
        value = self.content.get(name, {})
        part = Part(value if isinstance(value, dict) else {}, self.name, self._line(f"[{name}]", 0))
        if not part.values:
            raise part.fault("missing", name)
        return part

    def parts(self, name: str) -> list[Part]:
        """Return the tables of an array of tables."""
        value = self.content.get(name, [])
        tables = [table for table in value if isinstance(table, dict)] if isinstance(value, list) else []
        return [
            Part(table, self.name, self._line(f"[[{name}]]", index)) for index, table in enumerate(tables)
        ]

    def _line(self, header: str, index: int) -> int:
        found = [number for number, line in enumerate(self.lines, start=1) if line.strip().startswith(header)]
        return found[index] if index < len(found) else 1


def _parsed(name: str, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else len(text.splitlines())
        raise HallFileError("hall.unreadable", file=name, line=line) from error


def _hall(file: _HallFile) -> Hall:
    head, seals = file.part("hall"), file.part("seals")
    return Hall(
        id=head.text("id"),
        name=head.text("name"),
        authority_name=head.text("authority_name"),
        area_code=head.text("area_code"),
        document_prefix=head.text("document_prefix"),
        address=head.text("address"),
        phone=head.text("phone"),
        complaint_phone=head.text("complaint_phone"),
        letters=tuple(
            BusinessLetter(part.text("letter"), part.text("name")) for part in file.parts("letters")
        ),
        windows=tuple(_window(part) for part in file.parts("windows")),
        grounds=tuple(
            PriorityGround(part.text("code"), part.text("label"), part.text("basis", ""))
            for part in file.parts("grounds")
        ),
        sessions=tuple(_session(part) for part in file.parts("sessions")),
        policy=_policy(file.part("policy")),
        seals={use: seals.text(use) for use in seals.values},
        longest_closure=head.whole("longest_closure", USUAL_CLOSURE),
        draft_days=head.whole("draft_days", USUAL_DRAFT_DAYS),
        deferral=_deferral(file.part("deferral")) if file.has("deferral") else DeferralTerms(),
    )


def _window(part: Part) -> Window:
    return Window(part.text("number"), part.text("name"), part.texts("letters"), part.text("department", ""))


def _session(part: Part) -> Session:
    opens, closes = part.time("opens"), part.time("closes")
    if opens >= closes:
        raise part.fault("closes_before_opening", "closes")
    return Session(part.text("name"), part.days("days"), opens, closes, part.flag("extended"))


def _deferral(part: Part) -> DeferralTerms:
    """Read for how long papers may come later; refused where the three lengths contradict each other."""
    usual = DeferralTerms()
    names = ("fewest", "most", "usual", "barred")
    terms = DeferralTerms(**{name: part.whole(name, getattr(usual, name)) for name in names})
    if not 1 <= terms.fewest <= terms.usual <= terms.most:
        raise part.fault("deferral_order", "deferral")
    return terms


def _policy(part: Part) -> QueuePolicy:
    usual = QueuePolicy()

    def whole(name: str) -> int:
        return part.whole(name, getattr(usual, name))

    return QueuePolicy(
        order=part.member("order", Order),
        priority_turns=max(1, whole("priority_turns")),
        ordinary_turns=max(1, whole("ordinary_turns")),
        head_start=whole("head_start"),
        passed_behind=whole("passed_behind"),
        passes_allowed=whole("passes_allowed"),
        priority_prefix=part.text("priority_prefix", usual.priority_prefix),
        last_number=whole("last_number"),
        warn_from=whole("warn_from"),
    )


def _each_once(file: _HallFile, name: str, keys: Iterable[str]) -> None:
    counted = list(keys)
    for part, key in zip(file.parts(name), counted, strict=True):
        if Counter(counted)[key] > 1:
            raise part.fault("twice", key)


def _letters_and_windows_fit(file: _HallFile, hall: Hall) -> None:
    for part, business in zip(file.parts("letters"), hall.letters, strict=True):
        if not hall.windows_for(business.letter):
            raise part.fault("letter_unserved", business.letter)
        if business.letter.startswith(hall.policy.priority_prefix):
            raise part.fault("letter_is_prefix", business.letter)
    for part, window in zip(file.parts("windows"), hall.windows, strict=True):
        for letter in window.letters:
            if hall.letter(letter) is None:
                raise part.fault("unknown_letter", letter, window=window.number)
