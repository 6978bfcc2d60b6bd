"""The authority's signature on its receipts (Ed25519)."""

from typing import Protocol


class ReceiptSigner(Protocol):
    """Signs what an authority answers; whoever holds the public key can check it offline."""

    def sign(self, data: bytes) -> bytes:
        """Return the signature over `data`."""
        ...

    def verifies(self, data: bytes, signature: bytes) -> bool:
        """Say whether `signature` over `data` is this authority's own."""
        ...
