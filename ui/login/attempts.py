"""How often a pass phrase may be tried: five times, then a wait that doubles, up to a quarter of an hour."""

from dataclasses import dataclass, replace

from app.domain.errors import PersonFacing

TRIES_BEFORE_WAIT = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 900


class SignInRefused(PersonFacing):
    """The pass phrase was wrong, or it is too early to try again."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failed tries of one 工号; times are seconds of a clock that never goes back."""

    failed: int = 0
    open_again_at: float = 0.0

    def check(self, now: float) -> None:
        """Raise SignInRefused while the wait lasts."""
        seconds = self.seconds_left(now)
        if seconds:
            raise SignInRefused("window.sign_in_wait", tries=self.failed, seconds=seconds)

    def seconds_left(self, now: float) -> int:
        """Return how many whole seconds are left to wait, rounded up; 0 when it may be tried."""
        return max(0, -int((now - self.open_again_at) // 1))

    def failed_at(self, now: float) -> "Attempts":
        """Return the attempts after one more failure."""
        failed = self.failed + 1
        over = failed - TRIES_BEFORE_WAIT
        if over < 0:
            return replace(self, failed=failed)
        wait = min(FIRST_WAIT_S * 2**over, LONGEST_WAIT_S)
        return Attempts(failed, now + wait)

    @property
    def left(self) -> int:
        """How many tries are left before a wait."""
        return max(0, TRIES_BEFORE_WAIT - self.failed)
