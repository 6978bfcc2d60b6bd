"""Issued papers: their bytes, their numbers and every stamping."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.domain.seal import SealMode

TAKEN_BACK = "taken_back"
"""The state of a paper that is known by its printed original alone: it has no bytes and never will."""
STAMPED = "stamped"
"""The state of a paper whose seal was pressed by hand on every sheet that came out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRecord:
    """One paper: what, its number, and how far it is (reserved, rendered, sealed, spooled, confirmed).

    One with space for a seal is STAMPED in the end: only then it counts as issued. A paper taken back by its
    QR is TAKEN_BACK: its facts are the bytes of that QR.
    """

    id: str
    case_id: str
    type_code: str
    title: str
    number: str
    series: str
    serial: int
    state: str
    is_void: bool
    issued_on: date
    facts_hash: str
    body_hash: str
    layout: str
    seal_mode: str
    issued_op: str

    @property
    def takes_seal_by_hand(self) -> bool:
        """Whether space is left on it for a seal."""
        return self.seal_mode == SealMode.WET.value

    @property
    def waits_for_stamp(self) -> bool:
        """Whether it came out of the printer and nobody noted yet that it was stamped (待盖章)."""
        return self.takes_seal_by_hand and self.state == "confirmed" and not self.is_void


@dataclass(frozen=True, slots=True, kw_only=True)
class SealUse:
    """One row of the 用印登记: which seal went on which paper, and who had it put there.

    `clerk` is who issued the paper, printed it, stamped it or took it back; `approver` is the number of the
    written permission the seal is drawn by, if any; who keeps the seal stands in `remark`. `at` is an ISO
    moment as papers state it.
    """

    at: str
    paper_id: str
    paper_title: str
    number: str
    copies: int
    seal_name: str
    clerk: str
    approver: str
    remark: str


class PaperStore(Protocol):
    """The papers of this hall, inside one transaction."""

    def add(self, record: PaperRecord, facts: bytes) -> None:
        """Reserve a paper: its number and the canonical facts it will be drawn from."""
        ...

    def keep_bytes(self, paper_id: str, *, pdf: bytes, body_hash: str, layout: str, state: str) -> None:
        """Keep the finished bytes; afterwards they never change."""
        ...

    def set_state(self, paper_id: str, state: str) -> None:
        """Move a paper on: spooled, confirmed."""
        ...

    def mark_void(self, paper_id: str) -> None:
        """Mark a paper 作废; its number stays used."""
        ...

    def get(self, paper_id: str) -> PaperRecord | None:
        """Return one paper, or None."""
        ...

    def numbered(self, number: str) -> PaperRecord | None:
        """Return the paper with a 文号, or None."""
        ...

    def facts(self, paper_id: str) -> bytes:
        """Return the canonical facts a paper was reserved with."""
        ...

    def pdf(self, paper_id: str) -> bytes | None:
        """Return the stored bytes, or None while the paper is only reserved."""
        ...

    def of_case(self, case_id: str) -> Sequence[PaperRecord]:
        """Return the papers of a case in order of issue."""
        ...

    def of_day(self, day: date) -> Sequence[PaperRecord]:
        """Return the papers issued on a day, in order of issue."""
        ...

    def under_code(self, code: str) -> Sequence[PaperRecord]:
        """Return the papers whose 文号 begins with a 代字, of every year and device, in order of issue.

        That of another paper may begin with the same; its type says which it is.
        """
        ...

    def beside(
        self, code: str, type_code: str, *, counting: Collection[str], states: Collection[str]
    ) -> Sequence[str]:
        """Return the cases in one of `states` with a paper of a type, and with another one that counts.

        The first is found by its 代字 and may be void; the other is of one of the types `counting` and may be
        the same paper. Oldest first.
        """
        ...

    def recent(self, *, limit: int) -> Sequence[PaperRecord]:
        """Return the papers issued last, newest first."""
        ...

    def unfinished(self) -> Sequence[PaperRecord]:
        """Return papers whose number is used but whose bytes are missing: a crash came between."""
        ...

    def unstamped(self) -> Sequence[PaperRecord]:
        """Return papers that came out of a printer and wait for a seal pressed by hand, oldest first."""
        ...

    def all_numbers(self) -> Sequence[PaperRecord]:
        """Return every paper ever numbered, for checks and lists."""
        ...

    def register_seal_use(self, use: SealUse) -> None:
        """Add a row to the 用印登记."""
        ...

    def seal_uses(self) -> Sequence[SealUse]:
        """Return the 用印登记."""
        ...
