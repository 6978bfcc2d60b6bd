"""The authority's Ed25519 key, with which it signs its receipts."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class ReceiptKey:
    """Implements the ReceiptSigner port (RFC 8032)."""

    key: Ed25519PrivateKey

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte signature."""
        return self.key.sign(data)

    def verifies(self, data: bytes, signature: bytes) -> bool:
        """Say whether the signature is ours."""
        try:
            self.key.public_key().verify(signature, data)
        except InvalidSignature:
            return False
        return True


def new_receipt_key() -> bytes:
    """Return a fresh private key as 32 raw bytes; it is kept inside the encrypted database."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def receipt_key(raw: bytes) -> ReceiptKey:
    """Return the key that `new_receipt_key` made."""
    return ReceiptKey(Ed25519PrivateKey.from_private_bytes(raw))
