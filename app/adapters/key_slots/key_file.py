"""The key file as values: one slot for each clerk, one for recovery, and how they stand in JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app.adapters.key_slots.json_file import read_json, write_json
from app.adapters.key_slots.sealing import KEY_BYTES, NONCE_BYTES, TAG_BYTES, Argon2Cost, Sealed
from app.domain.storage import StorageError
from app.ports.key_slots import SlotOwner

_FORMAT = 1
_MOST_MEMORY_KIB, _MOST_ITERATIONS, _MOST_LANES = 1024 * 1024, 100, 64
_LEAST_MEMORY_A_LANE = 8
"""In KiB: RFC 9106 3.1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The key wrapped for one clerk."""

    owner: SlotOwner
    is_device_bound: bool
    salt: bytes
    cost: Argon2Cost
    sealed: Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySlot:
    """The key wrapped for two persons together."""

    first_salt: bytes
    second_salt: bytes
    cost: Argon2Cost
    sealed: Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All ways to the key, and the value by which it is recognised."""

    key_check: str
    slots: tuple[Slot, ...]
    recovery: RecoverySlot | None = None

    def slot_of(self, clerk_id: str) -> Slot:
        """Return the clerk's slot; storage.unknown_clerk if there is none."""
        for slot in self.slots:
            if slot.owner.clerk_id == clerk_id:
                return slot
        raise StorageError("storage.unknown_clerk")

    def without(self, clerk_id: str) -> "KeyFile":
        """Return the file without the clerk's slot."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.owner.clerk_id != clerk_id))

    def with_slot(self, slot: Slot) -> "KeyFile":
        """Return the file with `slot` in place of its owner's old one."""
        others = self.without(slot.owner.clerk_id)
        return replace(others, slots=(*others.slots, slot))


def read_key_file(path: Path) -> KeyFile:
    """Read the file; storage.keys_missing, or storage.keys_damaged if anything in it is not as written."""
    content = read_json(path)
    try:
        return _from_json(content)
    except (KeyError, TypeError, ValueError) as error:
        raise StorageError("storage.keys_damaged", path=str(path)) from error


def write_key_file(path: Path, file: KeyFile) -> None:
    """Replace the file as a whole."""
    write_json(path, {"format": _FORMAT, **_plain(asdict(file))})


def _plain(value: Any) -> Any:
    """Return `value` with bytes as hexadecimal text."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def _from_json(content: Mapping[str, Any]) -> KeyFile:
    if content["format"] != _FORMAT:
        raise ValueError("another format")
    recovery = content["recovery"]
    return KeyFile(
        key_check=content["key_check"],
        slots=tuple(_slot(part) for part in content["slots"]),
        recovery=None if recovery is None else _recovery(recovery),
    )


def _slot(part: Mapping[str, Any]) -> Slot:
    return Slot(
        owner=SlotOwner(**part["owner"]),
        is_device_bound=part["is_device_bound"],
        salt=bytes.fromhex(part["salt"]),
        cost=_cost(part["cost"]),
        sealed=_sealed(part["sealed"]),
    )


def _recovery(part: Mapping[str, Any]) -> RecoverySlot:
    return RecoverySlot(
        first_salt=bytes.fromhex(part["first_salt"]),
        second_salt=bytes.fromhex(part["second_salt"]),
        cost=_cost(part["cost"]),
        sealed=_sealed(part["sealed"]),
    )


def _cost(part: Mapping[str, Any]) -> Argon2Cost:
    """Return a cost an office computer can pay; ValueError for one that no program of ours wrote."""
    cost = Argon2Cost(**part)
    most = {"memory_kib": _MOST_MEMORY_KIB, "iterations": _MOST_ITERATIONS, "lanes": _MOST_LANES}
    if any(type(part[name]) is not int or not 1 <= part[name] <= limit for name, limit in most.items()):
        raise ValueError("an impossible cost")
    if cost.memory_kib < _LEAST_MEMORY_A_LANE * cost.lanes:
        raise ValueError("less memory than Argon2id needs")
    return cost


def _sealed(part: Mapping[str, str]) -> Sealed:
    sealed = Sealed(bytes.fromhex(part["nonce"]), bytes.fromhex(part["ciphertext"]))
    if len(sealed.nonce) != NONCE_BYTES or len(sealed.ciphertext) != KEY_BYTES + TAG_BYTES:
        raise ValueError("no sealed key")
    return sealed
