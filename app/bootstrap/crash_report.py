"""Keeps what a bug left behind: kinds of errors and places in our own code, no word of what was worked on."""

import re
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app import __version__
from app.ports.clock import Clock

OUR_PACKAGES = frozenset({"app", "db", "ui"})
_LONG_NUMBER = re.compile(r"\d{11,}")
"""Every number that tells a person (ID, telephone, account) has at least eleven digits."""


@dataclass(frozen=True, slots=True)
class CrashReports:
    """The folder of the reports; a person may send one away without reading it first."""

    folder: Path
    clock: Clock
    _kept: dict[str, Path | None] = field(default_factory=dict, init=False, repr=False)

    def keep(self, error: BaseException, doing: str = "") -> Path | None:
        """Write the report of one bug and return its file; None where none can be written.

        A full disk must not hide the bug behind a second one, and what fails every few seconds is told once
        a start: of the same bug the first report is returned.
        `doing` names the command or page. Messages and values of the error are left out: they may quote
        what a clerk typed.
        """
        now = self.clock.now()
        machine = f"{__version__}, Python {sys.version.split()[0]}, {sys.platform}"
        bug = "\n".join((machine, doing, *_causes(error)))
        if bug not in self._kept:
            text = _LONG_NUMBER.sub("*", f"{now.isoformat(timespec='seconds')}\n{bug}\n")
            self._kept[bug] = self._written(f"{now:%Y%m%d-%H%M%S}", text)
        return self._kept[bug]

    def _written(self, name: str, text: str) -> Path | None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = self._unused(name)
            file.write_text(text, "utf-8", errors="backslashreplace")
        except OSError:
            return None
        return file

    def _unused(self, name: str) -> Path:
        taken = len(list(self.folder.glob(f"{name}-*.txt")))
        return self.folder / f"{name}-{taken + 1}.txt"


def _causes(error: BaseException) -> Iterator[str]:
    """Yield the error and what it came from, newest first, each with the places it went through."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield type(cause).__qualname__
        yield from _places(cause)
        cause = cause.__cause__ or cause.__context__


def _places(error: BaseException) -> Iterator[str]:
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] in OUR_PACKAGES:
            yield f"  {module}:{line}"
