"""Identifiers and random bytes from the operating system, or from a seed where a day must repeat."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random, SystemRandom
from uuid import UUID

from app.domain.query_code import ALPHABET, LENGTH, check_character

_VERSION_7 = 7 << 76
_VARIANT = 0b10 << 62


def wall_milliseconds() -> int:
    """Return milliseconds since 1970 by this machine's clock."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class RandomIds:
    """The `Ids` port. Only the demo passes a seeded `chance`: whoever knows the seed knows every key."""

    chance: Random = field(default_factory=SystemRandom)
    milliseconds: Callable[[], int] = wall_milliseconds

    def operation_id(self) -> str:
        """Return a UUIDv7 (RFC 9562 5.7): milliseconds then 74 random bits: new rows go to an index's end."""
        moment = self.milliseconds() & ((1 << 48) - 1)
        high, low = self.chance.getrandbits(12), self.chance.getrandbits(62)
        return str(UUID(int=moment << 80 | _VERSION_7 | high << 64 | _VARIANT | low))

    def random_bytes(self, count: int) -> bytes:
        """Return `count` unpredictable bytes."""
        return self.chance.randbytes(count)

    def query_code(self) -> str:
        """Return a fresh 查询码: nine random characters and the check character (45 random bits)."""
        while True:
            digits = "".join(self.chance.choice(ALPHABET) for _ in range(LENGTH - 1))
            check = check_character(digits)
            if check in ALPHABET:  # five of 37 are signs nobody likes to type: draw again
                return digits + check
