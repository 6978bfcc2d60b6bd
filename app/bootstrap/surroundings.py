"""What differs between a working day, a demo and a test."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.ports.clock import Clock
from app.ports.ids import Ids
from app.ports.printer import Printer

BUILT_ON = date(2026, 11, 1)
"""No honest clock is before the program was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Clock, identifiers and printer of one run of the program; `pause` waits for so many seconds.

    `state` is the folder outside the hall where the witness of printed numbers lies. Without one the hall is
    not bound to its folder either: a demo and a test may be copied about.
    """

    clock: Clock
    ids: Ids
    printer: Printer
    state: Path | None = None
    pause: Callable[[float], None] = time.sleep  # noqa: TID251 - another process rings no bell
