"""This device's own ledger: its chain, and what still waits for the authority's answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from app.domain.ledger.chain import Head, Source
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Subject


@dataclass(frozen=True, slots=True)
class Device:
    """Which ledger this is: device and install epoch, its number in the hall, whether it was restored."""

    source: Source
    number: int
    is_restored: bool


class OperationStore(Protocol):
    """The ledger of this device, inside one writing transaction."""

    def device(self) -> Device:
        """Return which ledger this is."""
        ...

    def head(self) -> Head:
        """Return the end of this device's chain."""
        ...

    def append(self, delivered: Delivered) -> None:
        """Add an operation of our own; the receipt is not there yet."""
        ...

    def confirm(self, receipt: Receipt) -> None:
        """Keep the authority's receipt for one of our operations."""
        ...

    def pending(self, subject: Subject | None = None) -> Iterable[Delivered]:
        """Return our operations without a receipt, in chain order."""
        ...
