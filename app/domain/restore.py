"""Restore and clone: whether this database is the one that printed last, and how its work goes on if not."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.domain.ledger.chain import Head, Source, enclose, head_of
from app.domain.ledger.log import Delivered

_LOWEST_DRAWN, _PAST_DRAWN = 100, 1000
"""Device numbers of three digits, still readable in (437乙)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRecord:
    """One line of the issue log, which lives outside the database: a number that may be on paper."""

    source: Source
    seq: int
    body_hash: str
    number: str


class Sign(Enum):
    """What gave a restored or copied database away."""

    BY_PERSON = "restored_by_person"
    OTHER_HARDWARE = "hardware_changed"
    OTHER_FOLDER = "folder_changed"
    NUMBERS_AHEAD = "numbers_ahead"

    @property
    def code(self) -> str:
        """The sentence in ledger.toml that tells the clerk."""
        return f"ledger.{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known at the start of the program.

    `issued` holds the last lines of the issue log and of the hall host's witness; `hash_at` gives the body
    hash that the database has under a chain number of its own source, or None; hardware is an opaque text.
    So are the folders; either is empty where it is not known. `begun` is the highest epoch that was ever
    begun here, which may have printed nothing yet.
    """

    source: Source
    issued: tuple[IssueRecord, ...]
    hash_at: dict[int, str]
    bound_hardware: str
    hardware: str
    restored_by_person: bool = False
    begun: int = 0
    bound_folder: str = ""
    folder: str = ""


def signs(evidence: Evidence) -> tuple[Sign, ...]:
    """Return everything that says this database was restored, rolled back or copied."""
    other_hardware = evidence.bound_hardware != evidence.hardware
    found = (
        (Sign.BY_PERSON, evidence.restored_by_person),
        (Sign.OTHER_HARDWARE, other_hardware),
        (Sign.OTHER_FOLDER, not other_hardware and _is_elsewhere(evidence)),
        (Sign.NUMBERS_AHEAD, _is_behind(evidence)),
    )
    return tuple(sign for sign, is_there in found if is_there)


def is_unknown(record: IssueRecord, evidence: Evidence) -> bool:
    """Say whether the database lacks what `record` says was printed.

    Records of an earlier epoch are no sign: that restore was dealt with when the present epoch began.
    """
    if record.source.device != evidence.source.device or record.source.epoch < evidence.source.epoch:
        return False
    if record.source.epoch > evidence.source.epoch:
        return True
    return evidence.hash_at.get(record.seq) != record.body_hash


def _is_elsewhere(evidence: Evidence) -> bool:
    """Say whether this is a copy of the folder, on the same machine: the other may be at work too."""
    known = evidence.bound_folder and evidence.folder
    return bool(known) and evidence.bound_folder != evidence.folder


def _is_behind(evidence: Evidence) -> bool:
    if evidence.begun > evidence.source.epoch:
        return True
    return any(is_unknown(record, evidence) for record in evidence.issued)


def next_source(evidence: Evidence, known_epoch: int = 0) -> Source:
    """Return the source to go on under: above every epoch the database, the logs or the authority know."""
    epochs = [
        record.source.epoch for record in evidence.issued if record.source.device == evidence.source.device
    ]
    return Source(
        evidence.source.device, max(evidence.source.epoch, evidence.begun, known_epoch, *epochs) + 1
    )


def next_device_number(evidence: Evidence, present: int) -> int:
    """Return the device number to go on under: one of this machine, if the database came from another.

    Copies of one folder on several machines all count the next epoch. The number is drawn from the machine's
    name, so two of them meet once in 900; no county gives out numbers this high.
    """
    if Sign.OTHER_HARDWARE not in signs(evidence):
        return present
    digest = hashlib.sha256(f"{evidence.source.device}/{evidence.hardware}".encode()).digest()
    return _LOWEST_DRAWN + int.from_bytes(digest[:8]) % (_PAST_DRAWN - _LOWEST_DRAWN)


def reenclose(unsent: Iterable[Delivered], source: Source, head: Head | None = None) -> list[Delivered]:
    """Return the same operations, byte for byte, in envelopes of a new chain after `head` (or from 1).

    `op_id` and body stay, so what had arrived under the old epoch is recognised and has no second effect.
    """
    head = head or Head()
    chain = []
    for delivered in unsent:
        envelope = enclose(source, head, delivered.envelope.body_hash)
        chain.append(Delivered(delivered.operation, envelope))
        head = head_of(envelope)
    return chain
