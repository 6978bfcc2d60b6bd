"""The township's authority, as a window sees it, wherever it runs."""

from typing import Protocol

from app.domain.ledger.conflict import Conflict
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Subject
from app.ports.authority_store import AuthorityStore


class Township(Protocol):
    """Orders operations and gives out numbers. The one in this program answers inside the transaction."""

    def submit(self, store: AuthorityStore, delivered: Delivered) -> Receipt | None:
        """Return the receipt of an operation, or None when the authority cannot be reached now."""
        ...

    def next_serial(self, store: AuthorityStore, series: str) -> int | None:
        """Return the next serial of a number series, or None when the authority cannot be reached now."""
        ...

    def conflicts(self, store: AuthorityStore, subject: Subject) -> tuple[Conflict, ...]:
        """Return what waits on a subject for a person to settle, both sides of each, in log order."""
        ...
