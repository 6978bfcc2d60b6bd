"""Identifiers and random bytes from the operating system."""

import secrets
import time
from uuid import UUID

from app.domain.query_code import ALPHABET, LENGTH, check_character

_VERSION_7 = 7 << 76
_VARIANT = 0b10 << 62


class RandomIds:
    """The `Ids` port."""

    def operation_id(self) -> str:
        """Return a UUIDv7 (RFC 9562 5.7): milliseconds then 74 random bits: new rows go to an index's end."""
        milliseconds = (time.time_ns() // 1_000_000) & ((1 << 48) - 1)
        high, low = secrets.randbits(12), secrets.randbits(62)
        number = milliseconds << 80 | _VERSION_7 | high << 64 | _VARIANT | low
        return str(UUID(int=number))

    def random_bytes(self, count: int) -> bytes:
        """Return `count` unpredictable bytes."""
        return secrets.token_bytes(count)

    def query_code(self) -> str:
        """Return a fresh 查询码: nine random characters and the check character (45 random bits)."""
        while True:
            digits = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
            check = check_character(digits)
            if check in ALPHABET:  # five of 37 are signs nobody likes to type: draw again
                return digits + check
