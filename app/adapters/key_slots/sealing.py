"""Wraps the database key: Argon2id makes a wrapping key from a pass phrase, AES-GCM seals with it."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.domain.pass_phrase import normalise

SALT_BYTES = 16
NONCE_BYTES = 12
KEY_BYTES = 32
TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """How much work one guess at a pass phrase takes; kept with each slot, so that it can rise later."""

    memory_kib: int
    iterations: int
    lanes: int


STANDARD_COST = Argon2Cost(memory_kib=64 * 1024, iterations=3, lanes=1)
"""About 0.15 s on an office computer; RFC 9106 4 gives this as the second recommended choice."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A key under a wrapping key."""

    nonce: bytes
    ciphertext: bytes


def wrapping_key(
    pass_phrase: str, salt: bytes, cost: Argon2Cost, device_secret: bytes | None = None
) -> bytes:
    """Return Argon2id(pass phrase, salt, device secret): 32 bytes."""
    function = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=device_secret,
    )
    # Half a surrogate pair is a wrong pass phrase like any other, not a fault of the program.
    return function.derive(normalise(pass_phrase).encode(errors="surrogatepass"))


def seal(key: bytes, wrapping: bytes, nonce: bytes, bound_to: str) -> Sealed:
    """Wrap `key`; `bound_to` (whose slot it is) must be the same when it is opened."""
    return Sealed(nonce, AESGCM(wrapping).encrypt(nonce, key, bound_to.encode()))


def unseal(sealed: Sealed, wrapping: bytes, bound_to: str) -> bytes | None:
    """Return the key, or None if the wrapping key is not the one it was sealed with."""
    try:
        return AESGCM(wrapping).decrypt(sealed.nonce, sealed.ciphertext, bound_to.encode())
    except InvalidTag:
        return None
