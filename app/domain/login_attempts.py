"""How long to wait after wrong pass phrases."""

from dataclasses import dataclass, replace

FREE_TRIES = 5
_FIRST_WAIT_S = 30
_LONGEST_WAIT_S = 3600


@dataclass(frozen=True, slots=True)
class FailedLogins:
    """Wrong pass phrases in a row, and when the last one was: in seconds since the computer was started.

    No wall clock: whoever sits at the computer can set it.
    """

    count: int
    last_s: float

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

    def in_this_run(self, now_s: float) -> "FailedLogins":
        """Return the same failures as a computer knows them that has run for `now_s` seconds.

        One that was started anew since then counts from its start, which was after the last failure: so a
        restart never shortens the wait, and the wait ends all the same.
        """
        return self if self.last_s <= now_s else replace(self, last_s=0.0)

    def left_s(self, now_s: float) -> float:
        """Return the seconds still to wait, 0 when a try is free."""
        # The end of the wait is reckoned first: its own moment then leaves exactly nothing to wait.
        return max(0.0, self.in_this_run(now_s).last_s + self.wait_s - now_s)
