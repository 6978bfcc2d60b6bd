"""Where the bytes of captured pages lie: outside the rows, found by what they are."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol


class BlobStore(Protocol):
    """Encrypted and content-addressed: the same bytes are kept once, and go when nothing names them."""

    def put(self, data: bytes) -> str:
        """Keep bytes durably and return their SHA-256 in hex; StorageError if the disk refuses them."""
        ...

    def get(self, blob: str) -> bytes:
        """Return bytes by their SHA-256; AttachmentError if they are not here or were damaged."""
        ...

    def has(self, blob: str) -> bool:
        """Say whether the bytes are here; they may still be on their way from another device."""
        ...

    def remove(self, blob: str) -> bool:
        """Delete the bytes of a SHA-256, if they are here; False if the disk does not let go of them."""
        ...

    def strays(self, named: Collection[str], before: datetime) -> tuple[str, ...]:
        """Return the files last written before a moment to which no SHA-256 of `named` leads.

        Those that a stop left unfinished are among them. Their names are the store's own and tell nothing.
        """
        ...

    def remove_strays(self, files: Iterable[str]) -> int:
        """Delete files that `strays` named and return how many the disk let go of."""
        ...
