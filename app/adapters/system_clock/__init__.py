"""The computer's clock, read in the hall's zone."""

import time
from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one time and has had no summer time since 1991; Windows has no zone tables to ask."""


class SystemClock:
    """The `Clock` port."""

    def now(self) -> datetime:
        """Return the wall time, aware, in the hall's zone."""
        return datetime.now(CHINA)

    def monotonic(self) -> float:
        """Return seconds that never run backwards while this process lives."""
        return time.monotonic()
