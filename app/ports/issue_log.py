"""The record of issued papers outside the database: what a restored database no longer knows."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """One printed number: its 文号 series and number, and the operation that issued it."""

    series: str
    number: int
    body_hash: str
    op_id: str
    epoch: int
    seq: int


class IssueLog(Protocol):
    """Append-only; an entry is on disk before its paper goes to a printer."""

    def append(self, paper: IssuedPaper) -> None:
        """Write the entry and return only when it is safe against power loss."""
        ...

    def read(self) -> tuple[IssuedPaper, ...]:
        """Return every whole entry; a line torn by a power cut belongs to a paper never printed."""
        ...


class EpochLog(Protocol):
    """Which install epochs were ever begun, kept outside the database: one put back does not know them."""

    def begin_epoch(self, epoch: int) -> None:
        """Write that `epoch` is taken, safe against power loss; nobody may begin it again."""
        ...

    def begun(self) -> int:
        """Return the highest epoch begun, 0 where none was written down."""
        ...
