"""Gets the key of a hall at the command line: which clerk, which pass phrase."""

import os
from dataclasses import dataclass

from app.adapters.key_slots.attempts import AttemptGate
from app.adapters.key_slots.file_key_slots import FileKeySlots
from app.adapters.random_ids import RandomIds
from app.adapters.secrets_keyring.keyring_secrets import KeyringSecrets
from app.adapters.system_clock import SystemClock
from app.bootstrap.asking import secret
from app.bootstrap.places import HallHome
from app.bootstrap.side_folder import finish_founding
from app.domain.storage import StorageError

PASS_PHRASE_VARIABLE = "BIANMIN_PASS_PHRASE"


@dataclass(frozen=True, slots=True)
class UnlockedHall:
    """A hall's folder with its database key, for as long as a command of one clerk runs."""

    home: HallHome
    key: bytes
    key_check: str
    clerk_id: str


def key_slots_of(home: HallHome) -> FileKeySlots:
    """Return the key slots of a hall, over this computer's keyring."""
    return FileKeySlots(
        path=home.keys,
        secrets=KeyringSecrets(),
        ids=RandomIds(),
        gate=AttemptGate(home.attempts, SystemClock()),
    )


def unlock(home: HallHome, staff_number: str | None) -> UnlockedHall:
    """Unlock a hall for the clerk with a 工号 (the first one by default); StorageError says why not.

    The pass phrase is asked for, or taken from the environment variable BIANMIN_PASS_PHRASE.
    """
    finish_founding(home)
    slots = key_slots_of(home)
    owners = [slot.owner for slot in slots.slots()]
    chosen = [owner for owner in owners if staff_number in (None, owner.staff_number)]
    if not chosen:
        raise StorageError("storage.unknown_clerk", clerk=staff_number)
    phrase = home.demo_pass_phrase or os.environ.get(PASS_PHRASE_VARIABLE)
    if phrase is None:
        owner = chosen[0]
        phrase = secret(f"{owner.name}（工号 {owner.staff_number}）的口令", PASS_PHRASE_VARIABLE)
    clerk_id = chosen[0].clerk_id
    return UnlockedHall(home, slots.unlock(clerk_id, phrase), slots.key_check(), clerk_id)
