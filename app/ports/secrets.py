"""Where this computer keeps small secrets outside any file of ours."""

from enum import Enum
from typing import Protocol


class SecretsState(Enum):
    """Whether the operating system's secret store can be used now."""

    READY = "ready"
    LOCKED = "locked"
    ABSENT = "absent"


class Secrets(Protocol):
    """The operating system's secret store; it may ask its user, so never call it from the GUI thread."""

    def state(self) -> SecretsState:
        """Say whether secrets can be read now, are behind a lock, or have no safe place at all."""
        ...

    def get(self, name: str) -> bytes | None:
        """Return the secret, or None if there is none; StorageError unless the store is ready."""
        ...

    def put(self, name: str, value: bytes) -> None:
        """Keep the secret; StorageError unless the store is ready."""
        ...
