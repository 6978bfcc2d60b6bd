"""What can go wrong with the hall's encrypted file, and how its key is recognised."""

import hashlib
import hmac

from app.domain.errors import PersonFacing

_KEY_CHECK_LABEL = b"bianmin-window database key check v1"


class StorageError(PersonFacing):
    """The database, its folder, its key file or its logs cannot be used as they are."""


def key_check(key: bytes) -> str:
    """Return a value by which the right database key is recognised without telling the key.

    A wrong key and a damaged file both read as noise; only this tells them apart.
    """
    return hmac.new(key, _KEY_CHECK_LABEL, hashlib.sha256).hexdigest()


def is_right_key(key: bytes, check: str) -> bool:
    """Say whether `key` is the one `check` was made from."""
    return hmac.compare_digest(key_check(key), check)
