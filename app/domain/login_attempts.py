"""How long to wait after wrong pass phrases."""

from dataclasses import dataclass
from datetime import datetime

FREE_TRIES = 5
_FIRST_WAIT_S = 30
_LONGEST_WAIT_S = 3600


@dataclass(frozen=True, slots=True)
class FailedLogins:
    """Wrong pass phrases in a row, and when the last one was."""

    count: int
    last_at: datetime

    @property
    def tries_left(self) -> int:
        """How many more tries before a wait."""
        return max(0, FREE_TRIES - self.count)

    @property
    def wait_s(self) -> int:
        """Seconds to wait after the last one: none for five tries, then 30, doubling up to an hour."""
        if self.tries_left:
            return 0
        return min(_FIRST_WAIT_S << min(self.count - FREE_TRIES, 16), _LONGEST_WAIT_S)
