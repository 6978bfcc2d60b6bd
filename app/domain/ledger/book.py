"""The ledger and the log side by side, as far as they can be read, and what does not fit between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.ledger.chain import Head, Source, first_break, head_of
from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import Outcome
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Subject
from app.domain.ledger.stored import (
    ReadEntry,
    ReadOperation,
    StoredEntry,
    StoredOperation,
    mapping_from,
    read_entry,
    read_operation,
)

_MAY_CHANGE = frozenset({Outcome.WAITING.value, Outcome.CONFLICT.value})


@dataclass(frozen=True, slots=True)
class Book:
    """Every operation by its id, and every place of the log in order."""

    operations: Mapping[str, ReadOperation]
    places: tuple[ReadEntry, ...]

    @property
    def entries(self) -> list[LogEntry]:
        """The entries that can be folded."""
        return [entry for place in self.places if (entry := place.entry) is not None]

    @property
    def doubtful(self) -> frozenset[Subject]:
        """The subjects some of whose entries cannot be folded, or stand under another subject's name."""
        return frozenset().union(
            *(place.subjects for place in self.places if place.entry is None or len(place.subjects) > 1)
        )

    def findings(self, own_device: str, heads: Mapping[Source, Head]) -> Iterator[Finding]:
        """Yield everything that is wrong with the rows of ledger and log; nothing is raised."""
        for operation in self.operations.values():
            yield from operation.findings()
        for place in self.places:
            yield from place.findings()
        yield from _gaps(self.places)
        yield from self._unlogged(own_device)
        yield from self._receipts()
        yield from self._chains()
        yield from self._heads(heads)

    def _unlogged(self, own_device: str) -> Iterator[Finding]:
        """Yield what should stand in the log: everything but own operations that wait for a receipt."""
        logged = {place.stored.op_id for place in self.places}
        for op_id, one in self.operations.items():
            waits = one.stored.receipt is None and one.stored.envelope.source.device == own_device
            if op_id not in logged and not waits:
                yield one.found("operation_unlogged")

    def _receipts(self) -> Iterator[Finding]:
        for place in self.places:
            if place.operation is not None and not _receipt_fits(place.operation.stored, place.stored):
                yield place.operation.found("receipt_differs")

    def _chains(self) -> Iterator[Finding]:
        chains: dict[Source, list[StoredOperation]] = {}
        for one in self.operations.values():
            chains.setdefault(one.stored.envelope.source, []).append(one.stored)
        for source, chain in chains.items():
            envelopes = sorted((one.envelope for one in chain), key=lambda envelope: envelope.seq)
            seq = first_break(envelopes)
            if seq is not None:
                yield finding("chain_broken", device=source.device, epoch=source.epoch, seq=seq)

    def _heads(self, heads: Mapping[Source, Head]) -> Iterator[Finding]:
        """Yield the devices whose end of chain is not noted as it is in the log."""
        ends: dict[Source, Head] = {}
        for place in self.places:
            if place.operation is not None:
                head = head_of(place.operation.stored.envelope)
                source = place.operation.stored.envelope.source
                ends[source] = max(head, ends.get(source, Head()), key=lambda one: one.seq)
        for source in sorted(ends.keys() | heads.keys()):
            if ends.get(source) != heads.get(source):
                yield finding("head_differs", device=source.device, epoch=source.epoch)


def book_of(operations: Iterable[StoredOperation], entries: Iterable[StoredEntry]) -> Book:
    """Read ledger and log; never raises."""
    by_id = {one.op_id: read_operation(one) for one in operations}
    in_order = sorted(entries, key=lambda entry: entry.position)
    return Book(by_id, tuple(read_entry(entry, by_id.get(entry.op_id)) for entry in in_order))


def _gaps(places: Iterable[ReadEntry]) -> Iterator[Finding]:
    """Yield the first place after which the log goes on elsewhere: its places count from 1 without a gap."""
    expected = 1
    for place in places:
        if place.stored.position != expected:
            yield finding("log_gap", position=expected)
        expected = place.stored.position + 1


def _receipt_fits(operation: StoredOperation, entry: StoredEntry) -> bool:
    """Say whether the receipt that is kept, if any, answers for this operation at this place.

    Only what waited or was in conflict may since have got another outcome.
    """
    if operation.receipt is None:
        return True
    signed = mapping_from(_signed_part(operation.receipt))
    if signed is None:
        return False
    told = [signed.get("op"), signed.get("body"), signed.get("position")]
    if told != [operation.op_id, operation.envelope.body_hash, entry.position]:
        return False
    outcome = signed.get("outcome")
    return outcome == [entry.outcome, entry.reason] or _first(outcome) in _MAY_CHANGE - {entry.outcome}


def _signed_part(receipt: bytes) -> bytes | None:
    kept = mapping_from(receipt)
    text = None if kept is None else kept.get("signed")
    return text.encode() if isinstance(text, str) else None


def _first(value: Any) -> object:
    return value[0] if isinstance(value, list) and value and isinstance(value[0], str) else None
