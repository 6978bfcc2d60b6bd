"""What time it is, as far as this machine can tell."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The machine's clock: never trusted for legal time, see `app.services.business_day`."""

    def now(self) -> datetime:
        """Return the wall time, aware, in the hall's zone."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards while this process lives."""
        ...
