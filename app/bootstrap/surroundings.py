"""What differs between a working day, a demo and a test."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.ports.clock import Clock
from app.ports.ids import Ids
from app.ports.printer import Printer

BUILT_ON = date(2026, 11, 1)
"""No honest clock is before the program was built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Clock, identifiers and printer of one run of the program; `pause` waits for so many seconds."""

    clock: Clock
    ids: Ids
    printer: Printer
    pause: Callable[[float], None] = time.sleep  # noqa: TID251 - another process rings no bell
