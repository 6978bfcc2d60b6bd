"""Who can unlock the hall's database."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SlotOwner:
    """A clerk who can log in on this computer, as the login list shows him before anything is unlocked."""

    clerk_id: str
    name: str
    staff_number: str


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot and how it is protected: with this computer's secret, or by the pass phrase alone."""

    owner: SlotOwner
    is_device_bound: bool


class KeySlots(Protocol):
    """The database key, wrapped once for each clerk; slow on purpose, so never on the GUI thread.

    Every method raises StorageError: keys_missing or keys_damaged, and what it names itself.
    """

    def slots(self) -> tuple[OpenSlot, ...]:
        """Return who can log in here."""
        ...

    def key_check(self) -> str:
        """Return the value by which the right key is recognised."""
        ...

    def create(self, owner: SlotOwner, pass_phrase: str) -> bytes:
        """Make a new database key with one slot and return it; keys_exist rather than overwrite."""
        ...

    def unlock(self, clerk_id: str, pass_phrase: str) -> bytes:
        """Return the database key.

        Raises wrong_pass_phrase (tries left), wait_before_next_try (seconds), unknown_clerk,
        keyring_absent or keyring_locked.
        """
        ...

    def put_slot(self, key: bytes, owner: SlotOwner, pass_phrase: str) -> OpenSlot:
        """Let `owner` unlock with `pass_phrase` from now on, in place of his slot if he has one."""
        ...

    def remove_slot(self, clerk_id: str) -> None:
        """Take away a clerk's way in; last_slot if nobody else could unlock."""
        ...

    def set_recovery(self, key: bytes, first: str, second: str) -> None:
        """Wrap the key for two persons together; neither pass phrase opens anything alone."""
        ...

    def recover(self, first: str, second: str) -> bytes:
        """Return the database key from the two recovery pass phrases; wrong_recovery, no_recovery."""
        ...
