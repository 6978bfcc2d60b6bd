"""An authority's memory and signature without a database: what the pure model's tests run on."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Self

from app.domain.ledger.chain import Envelope, Head, Source, head_of
from app.domain.ledger.fold import Outcome, SubjectState
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Subject


class MemoryAuthorityStore:
    """Implements the AuthorityStore port; keeps every envelope it saw, so that chains can be checked."""

    def __init__(self) -> None:
        self.log: list[LogEntry] = []
        self.envelopes: dict[Source, list[Envelope]] = {}
        self.states: dict[Subject, SubjectState] = {}
        self.serials: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._lanes: dict[Subject, list[int]] = {}

    @contextmanager
    def transaction(self) -> Iterator[Self]:
        """Memory keeps at once what a file keeps at the end of a transaction."""
        yield self

    def entry(self, op_id: str) -> LogEntry | None:
        place = self._places.get(op_id)
        return None if place is None else self.log[place]

    def head(self, source: Source) -> Head:
        chain = self.envelopes.get(source)
        return head_of(chain[-1]) if chain else Head()

    def append(self, entry: LogEntry) -> None:
        assert entry.position == len(self.log) + 1, "the log is contiguous"
        self._places[entry.op_id] = len(self.log)
        self._lanes.setdefault(entry.subject, []).append(len(self.log))
        self.log.append(entry)
        self.advance(entry.delivered.envelope)

    def advance(self, envelope: Envelope) -> None:
        self.envelopes.setdefault(envelope.source, []).append(envelope)

    def update(self, entry: LogEntry) -> None:
        self.log[entry.position - 1] = entry

    def next_position(self) -> int:
        return len(self.log) + 1

    def state(self, subject: Subject) -> SubjectState:
        return self.states.get(subject) or SubjectState(subject)

    def save(self, state: SubjectState) -> None:
        self.states[state.subject] = state

    def waiting(self, subject: Subject) -> list[LogEntry]:
        return [entry for entry in self.lane(subject) if entry.outcome is Outcome.WAITING]

    def conflicts(self, subject: Subject) -> list[LogEntry]:
        return [entry for entry in self.lane(subject) if entry.outcome is Outcome.CONFLICT]

    def held(self) -> list[LogEntry]:
        return [entry for entry in self.log if entry.is_held]

    def not_applied(self, kind: str) -> list[str]:
        subjects = (entry.subject for entry in self.log if entry.outcome is not Outcome.CONFIRMED)
        return list(dict.fromkeys(subject.id for subject in subjects if subject.kind == kind))

    def lane(self, subject: Subject) -> list[LogEntry]:
        return [self.log[place] for place in self._lanes.get(subject, ())]

    def erase(self, op_id: str) -> None:
        entry = self.log[self._places[op_id]]
        erased = replace(entry.delivered, operation=entry.delivered.operation.erased())
        self.update(replace(entry, delivered=erased))

    def next_serial(self, series: str, at_least: int = 1) -> int:
        self.serials[series] = max(self.serials.get(series, 0) + 1, at_least)
        return self.serials[series]

    def lift_series(self, series: str, used: int) -> None:
        self.serials[series] = max(self.serials.get(series, 0), used)


class FakeSigner:
    """A signature only the holder of the secret can make: it tells a receipt from a portal page."""

    def __init__(self, secret: bytes = b"county") -> None:
        self._secret = secret

    def sign(self, data: bytes) -> bytes:
        return hashlib.sha256(self._secret + data).digest()

    def verifies(self, data: bytes, signature: bytes) -> bool:
        return self.sign(data) == signature
