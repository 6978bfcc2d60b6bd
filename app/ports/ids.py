"""Fresh identifiers and random bytes."""

from typing import Protocol


class Ids(Protocol):
    """Where identifiers come from; injected so that tests and the demo day repeat exactly."""

    def operation_id(self) -> str:
        """Return a new UUIDv7 as text; used as a key, never to order anything."""
        ...

    def random_bytes(self, count: int) -> bytes:
        """Return `count` unpredictable bytes (salts, keys)."""
        ...

    def query_code(self) -> str:
        """Return a short random 查询码 a citizen can type (Crockford base32 with a check character)."""
        ...
