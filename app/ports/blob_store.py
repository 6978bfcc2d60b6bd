"""Where the bytes of captured pages lie: outside the rows, found by what they are."""

from typing import Protocol


class BlobStore(Protocol):
    """Encrypted, content-addressed, append-only: the same bytes are kept once."""

    def put(self, data: bytes) -> str:
        """Keep bytes durably and return their SHA-256 in hex; StorageError if the disk refuses them."""
        ...

    def get(self, blob: str) -> bytes:
        """Return bytes by their SHA-256; AttachmentError if they are not here or were damaged."""
        ...

    def has(self, blob: str) -> bool:
        """Say whether the bytes are here; they may still be on their way from another device."""
        ...
