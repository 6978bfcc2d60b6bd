"""The key slots of a hall, in one file beside its database."""

import hmac
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from app.adapters.key_slots.attempts import AttemptGate
from app.adapters.key_slots.file_lock import alone_with
from app.adapters.key_slots.key_file import KeyFile, RecoverySlot, Slot, read_key_file, write_key_file
from app.adapters.key_slots.sealing import (
    KEY_BYTES,
    NONCE_BYTES,
    SALT_BYTES,
    STANDARD_COST,
    Argon2Cost,
    seal,
    unseal,
    wrapping_key,
)
from app.domain.login_attempts import FailedLogins
from app.domain.pass_phrase import refuse_weak
from app.domain.storage import StorageError, is_right_key, key_check
from app.ports.ids import Ids
from app.ports.key_slots import OpenSlot, SlotOwner
from app.ports.secrets import Secrets, SecretsState

_DEVICE_SECRET = "database-device-secret"
_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKeySlots:
    """The `KeySlots` port over a JSON file."""

    path: Path
    secrets: Secrets
    ids: Ids
    gate: AttemptGate
    cost: Argon2Cost = STANDARD_COST

    def slots(self) -> tuple[OpenSlot, ...]:
        """Return who can log in here."""
        return tuple(_open(slot) for slot in read_key_file(self.path).slots)

    def key_check(self) -> str:
        """Return the value by which the right key is recognised."""
        return read_key_file(self.path).key_check

    def create(self, owner: SlotOwner, pass_phrase: str) -> bytes:
        """Make a new database key with one slot and return it; keys_exist rather than overwrite."""
        key = self.ids.random_bytes(KEY_BYTES)
        slot = self._wrap(key, owner, pass_phrase)
        with alone_with(self.path):
            if self.path.exists():
                raise StorageError("storage.keys_exist", path=str(self.path))
            self.gate.begin()
            write_key_file(self.path, KeyFile(key_check=key_check(key), slots=(slot,)))
        return key

    def unlock(self, clerk_id: str, pass_phrase: str) -> bytes:
        """Return the database key; each wrong try is counted on disk."""
        file = read_key_file(self.path)
        slot = file.slot_of(clerk_id)
        # Before the try is counted: a locked keyring is not the clerk's mistake.
        secret = self._known_device_secret() if slot.is_device_bound else None
        failed = self.gate.enter(clerk_id)
        key = unseal(slot.sealed, wrapping_key(pass_phrase, slot.salt, slot.cost, secret), clerk_id)
        if key is None:
            raise _refused(failed)
        self.gate.succeeded(clerk_id)
        return self._checked(file, key)

    def put_slot(self, key: bytes, owner: SlotOwner, pass_phrase: str) -> OpenSlot:
        """Let `owner` unlock with `pass_phrase` from now on, in place of his slot if he has one."""
        slot = self._wrap(self._checked(read_key_file(self.path), key), owner, pass_phrase)
        with alone_with(self.path):  # only now: wrapping is slow, and the keyring may ask its user
            write_key_file(self.path, read_key_file(self.path).with_slot(slot))
        self.gate.succeeded(owner.clerk_id)
        return _open(slot)

    def remove_slot(self, clerk_id: str) -> None:
        """Take away a clerk's way in; last_slot if nobody else could unlock."""
        with alone_with(self.path):
            file = read_key_file(self.path)
            file.slot_of(clerk_id)
            rest = file.without(clerk_id)
            if not rest.slots:
                raise StorageError("storage.last_slot")
            write_key_file(self.path, rest)

    def set_recovery(self, key: bytes, first: str, second: str) -> None:
        """Wrap the key for two persons together; it works on any computer, without its keyring."""
        file = read_key_file(self.path)
        refuse_weak(first, [second])
        refuse_weak(second, [first])
        salts = self.ids.random_bytes(SALT_BYTES), self.ids.random_bytes(SALT_BYTES)
        wrapping = _shared_key((first, second), salts, self.cost)
        sealed = seal(self._checked(file, key), wrapping, self.ids.random_bytes(NONCE_BYTES), _RECOVERY)
        recovery = RecoverySlot(first_salt=salts[0], second_salt=salts[1], cost=self.cost, sealed=sealed)
        with alone_with(self.path):
            write_key_file(self.path, replace(read_key_file(self.path), recovery=recovery))

    def recover(self, first: str, second: str) -> bytes:
        """Return the database key from the two recovery pass phrases; wrong_recovery, no_recovery."""
        file = read_key_file(self.path)
        slot = file.recovery
        if slot is None:
            raise StorageError("storage.no_recovery")
        self.gate.enter(_RECOVERY)
        wrapping = _shared_key((first, second), (slot.first_salt, slot.second_salt), slot.cost)
        key = unseal(slot.sealed, wrapping, _RECOVERY)
        if key is None:
            raise StorageError("storage.wrong_recovery")
        self.gate.succeeded(_RECOVERY)
        return self._checked(file, key)

    def _wrap(self, key: bytes, owner: SlotOwner, pass_phrase: str) -> Slot:
        refuse_weak(pass_phrase, [owner.name, owner.staff_number])
        secret = self._device_secret()
        salt = self.ids.random_bytes(SALT_BYTES)
        wrapping = wrapping_key(pass_phrase, salt, self.cost, secret)
        sealed = seal(key, wrapping, self.ids.random_bytes(NONCE_BYTES), owner.clerk_id)
        return Slot(owner=owner, is_device_bound=secret is not None, salt=salt, cost=self.cost, sealed=sealed)

    def _device_secret(self) -> bytes | None:
        """Return this computer's secret, made when first needed; None where there is no safe place for it."""
        if self.secrets.state() is SecretsState.ABSENT:
            return None
        known = self.secrets.get(_DEVICE_SECRET)
        if known is not None:
            return known
        fresh = self.ids.random_bytes(KEY_BYTES)
        self.secrets.put(_DEVICE_SECRET, fresh)
        return fresh

    def _known_device_secret(self) -> bytes:
        secret = self.secrets.get(_DEVICE_SECRET)
        if secret is None:
            raise StorageError("storage.keyring_absent")
        return secret

    def _checked(self, file: KeyFile, key: bytes) -> bytes:
        if not is_right_key(key, file.key_check):
            raise StorageError("storage.wrong_key")
        return key


def _refused(failed: FailedLogins) -> StorageError:
    """Return what to say of a wrong pass phrase: how many tries are left or, after the last, the wait."""
    if failed.tries_left:
        return StorageError("storage.wrong_pass_phrase", left=failed.tries_left)
    return StorageError("storage.wait_before_next_try", seconds=failed.wait_s)


def _open(slot: Slot) -> OpenSlot:
    return OpenSlot(slot.owner, slot.is_device_bound)


def _shared_key(phrases: tuple[str, str], salts: tuple[bytes, bytes], cost: Argon2Cost) -> bytes:
    """Return a wrapping key that needs both pass phrases, in their order."""
    first, second = (wrapping_key(phrase, salt, cost) for phrase, salt in zip(phrases, salts, strict=True))
    return hmac.new(first, second, sha256).digest()
