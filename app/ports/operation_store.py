"""This device's own ledger: its chain, and what still waits for the authority's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.ledger.chain import Envelope, Head, Source
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Subject


@dataclass(frozen=True, slots=True)
class Device:
    """Which ledger this is: device and install epoch, and its number in the hall."""

    source: Source
    number: int

    @property
    def is_restored(self) -> bool:
        """Say whether this ledger was put back once: its numbers then carry its own tag."""
        return self.source.epoch > 1


class OperationStore(Protocol):
    """The ledger of this device, inside one writing transaction."""

    def device(self) -> Device:
        """Return which ledger this is."""
        ...

    def head(self) -> Head:
        """Return the end of this device's chain."""
        ...

    def envelope(self, op_id: str) -> Envelope:
        """Return where one of our operations stands in its chain; LookupError for a foreign one."""
        ...

    def append(self, delivered: Delivered) -> None:
        """Add an operation of our own; the receipt is not there yet."""
        ...

    def confirm(self, receipt: Receipt) -> None:
        """Keep the authority's receipt for one of our operations."""
        ...

    def pending(self, subject: Subject | None = None) -> Sequence[Delivered]:
        """Return our operations without a receipt, in chain order."""
        ...
