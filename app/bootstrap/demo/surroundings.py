"""The demo day's clock and identifiers: time moves with the script, a seed gives the same day again."""

import time
from datetime import date, datetime, timedelta
from random import Random

from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import CHINA

OPENS = (8, 30)


class DemoClock:
    """Stands at the opening hour until the script moves it; the monotonic side is real."""

    def __init__(self, day: date) -> None:
        """Begin the day at half past eight."""
        self._now = datetime(day.year, day.month, day.day, *OPENS, tzinfo=CHINA)

    def now(self) -> datetime:
        """Return the time of the script."""
        return self._now

    def monotonic(self) -> float:
        """Return real seconds."""
        return time.monotonic()

    def milliseconds(self) -> int:
        """Return the time of the script in milliseconds since 1970."""
        return int(self._now.timestamp() * 1000)

    def pass_minutes(self, minutes: int) -> None:
        """Let time pass."""
        self._now += timedelta(minutes=minutes)


def seeded_ids(seed: int, clock: DemoClock) -> RandomIds:
    """Return the identifiers of the demo day with this seed."""
    return RandomIds(Random(seed), clock.milliseconds)
