"""Stand-ins for the ports that every test needs: a clock that obeys, identifiers that repeat."""

import random
import uuid
from datetime import datetime, timedelta, timezone

HALL_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
A_THURSDAY_MORNING = datetime(2026, 11, 26, 9, 0, tzinfo=HALL_ZONE)
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CROCKFORD_CHECK = CROCKFORD + "*~$=U"


class FakeClock:
    """A clock that stands still until a test moves it; the wall may jump, the monotonic side never does."""

    def __init__(self, now: datetime = A_THURSDAY_MORNING) -> None:
        self._now = now
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def set(self, now: datetime) -> None:
        """Put the wall clock anywhere, as a dead battery or a careless hand does."""
        assert now.tzinfo is not None, "the hall's clock is aware"
        self._now = now.astimezone(HALL_ZONE)

    def advance(self, *, days: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass on both sides of the clock."""
        passed = timedelta(days=days, minutes=minutes, seconds=seconds)
        assert passed >= timedelta(0), "time only passes; use set() for a clock put back"
        self._now += passed
        self._elapsed += passed.total_seconds()


class FakeIds:
    """Identifiers from a seed: two with one seed give the same ones, two seeds give different ones."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._made = 0

    def operation_id(self) -> str:
        """Return the next UUIDv7 of this seed; its time field counts milliseconds from one fixed day."""
        self._made += 1
        milliseconds = int(A_THURSDAY_MORNING.timestamp() * 1000) + self._made
        bits = milliseconds << 80 | 0x7 << 76 | self._random.getrandbits(12) << 64
        return str(uuid.UUID(int=bits | 0b10 << 62 | self._random.getrandbits(62)))

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def query_code(self) -> str:
        number = self._random.getrandbits(35)
        symbols = "".join(CROCKFORD[number >> shift & 31] for shift in range(30, -1, -5))
        return symbols + CROCKFORD_CHECK[number % 37]
