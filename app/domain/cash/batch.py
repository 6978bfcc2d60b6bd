"""A cash batch as its document tells it: its receipts, and what each biller has coming from it.

Amounts are whole fen throughout.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.cash.kinds import OPEN
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Base

CASH = "现金"
"""The one way to pay of which something lies in a drawer to be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One receipt of the batch; `reverses` is the number of the receipt a red one (红冲) takes back.

    `second` is the id of who vouched for a red one, `window` where either was made out.
    """

    paper: str
    number: str
    case: str
    case_number: str
    biller: str
    what: str
    way: str
    fen: int
    reverses: str = ""
    reason: str = ""
    second: str = ""
    window: str = ""

    @property
    def is_red(self) -> bool:
        """Say whether it takes money out of the batch."""
        return bool(self.reverses)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """Money of one biller and way that was handed over (解缴), by the biller's voucher.

    `papers` are the receipts whose money it was, by id.
    """

    biller: str
    way: str
    fen: int
    voucher: str
    papers: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who signed the day by id, the cash there should be, the cash counted, and why the two differ.

    `book` is of the moment of signing; money handed over or given back later does not change it.
    """

    taker: str
    checker: str
    book: int
    counted: int
    note: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the day-end table: what came from and went to one biller by one way of paying."""

    biller: str
    way: str
    taken: int = 0
    taken_count: int = 0
    reversed: int = 0
    reversed_count: int = 0
    handed_over: int = 0

    @property
    def balance(self) -> int:
        """What still has to be handed over; negative where more was given back than was there."""
        return self.taken - self.reversed - self.handed_over


@dataclass(frozen=True, slots=True, kw_only=True)
class CashBatch:
    """All the money one clerk took for others between two signatures."""

    id: str
    clerk: str
    day: date
    number: int
    state: str
    entries: tuple[Entry, ...]
    handed_over: tuple[HandedOver, ...]
    signed: Signed | None
    base: Base

    @property
    def is_open(self) -> bool:
        """Say whether it takes money still."""
        return self.state == OPEN

    @property
    def lines(self) -> tuple[Line, ...]:
        """What each biller gets by each way of paying, in order of their names."""
        taken = {(one.biller, one.way) for one in self.entries}
        keys = taken | {(one.biller, one.way) for one in self.handed_over}
        return tuple(self.line(biller, way) for biller, way in sorted(keys))

    def line(self, biller: str, way: str) -> Line:
        """Return one line; empty where nothing was taken."""
        entries = [one for one in self.entries if (one.biller, one.way) == (biller, way)]
        black, red = _split(entries)
        handed = (one.fen for one in self.handed_over if (one.biller, one.way) == (biller, way))
        return Line(
            biller=biller,
            way=way,
            taken=sum(one.fen for one in black),
            taken_count=len(black),
            reversed=sum(one.fen for one in red),
            reversed_count=len(red),
            handed_over=sum(handed),
        )

    @property
    def balance(self) -> int:
        """What was taken, less what was reversed and handed over (收-退-解缴=余)."""
        return sum(line.balance for line in self.lines)

    @property
    def cash(self) -> int:
        """What must lie in the drawer."""
        return sum(line.balance for line in self.lines if line.way == CASH)

    @property
    def gone(self) -> frozenset[str]:
        """The receipts whose money was handed over, by id."""
        return frozenset(paper for handed in self.handed_over for paper in handed.papers)

    def here(self, biller: str, way: str) -> tuple[Entry, ...]:
        """Return the receipts of one line whose money is still here: neither reversed nor handed over."""
        back = {entry.reverses for entry in self.entries}
        mine = (entry for entry in self.entries if (entry.biller, entry.way) == (biller, way))
        return tuple(one for one in mine if not (one.is_red or one.number in back or one.paper in self.gone))

    def entry_of(self, paper_id: str) -> Entry | None:
        """Return the entry of one receipt, None where it is not of this batch."""
        return next((one for one in self.entries if one.paper == paper_id), None)


def batch_of(state: SubjectState) -> CashBatch:
    """Return a batch from its folded document; one that nothing happened in is open and empty."""
    known: Mapping[str, Any] = state.document
    _hall, clerk, day, number = state.subject.id.rsplit("/", 3)
    return CashBatch(
        id=state.subject.id,
        clerk=clerk,
        day=date.fromisoformat(day),
        number=int(number),
        state=str(known.get("state", OPEN)),
        entries=tuple(_entry(one) for one in known.get("entries", {}).values()),
        handed_over=tuple(_handed(one) for one in known.get("handed_over", ())),
        signed=_signed(known.get("signed")),
        base=state.base,
    )


def _split(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry]]:
    black: list[Entry] = []
    red: list[Entry] = []
    for entry in entries:
        (red if entry.is_red else black).append(entry)
    return black, red


def _entry(value: Mapping[str, Any]) -> Entry:
    return Entry(**{name: value[name] for name in Entry.__dataclass_fields__ if name in value})


def _handed(value: Mapping[str, Any]) -> HandedOver:
    kept = {name: value[name] for name in HandedOver.__dataclass_fields__}
    return HandedOver(**{**kept, "papers": tuple(kept["papers"])})


def _signed(value: Mapping[str, Any] | None) -> Signed | None:
    return None if value is None else Signed(**{name: value[name] for name in Signed.__dataclass_fields__})
