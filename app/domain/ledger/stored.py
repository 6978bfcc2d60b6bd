"""Rows of the ledger as they lie in the file: nothing in them is believed before it has been read."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.ledger.canonical import Json, NotCanonical, decode, sha256
from app.domain.ledger.chain import Envelope
from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import MALFORMED, Outcome
from app.domain.ledger.log import Delivered, LogEntry
from app.domain.ledger.operation import Body, Operation, Payload, Subject, body_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredOperation:
    """One operation's row; `subject` and `op_id` are the columns beside the body, for searching."""

    op_id: str
    subject: Subject
    envelope: Envelope
    body: bytes
    payload: bytes | None
    salt: bytes | None
    receipt: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """One row of the log; `touches` is the JSON text of a list of fields."""

    position: int
    op_id: str
    subject: Subject
    outcome: str
    reason: str
    touches: str
    confirmed_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredState:
    """One subject's row: the state as text, and the version beside it."""

    subject: Subject
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadOperation:
    """An operation as far as its row can be read; `payload` is None also where it was erased."""

    stored: StoredOperation
    body: Body | None
    payload: Payload | None

    @property
    def operation(self) -> Operation | None:
        """The operation, or None where the body or a payload that is there cannot be read."""
        if self.body is None or (self.payload is None and self.stored.payload is not None):
            return None
        return Operation(self.body, self.payload, self.stored.salt)

    @property
    def subject(self) -> Subject:
        """What it is about: by its body, or by the columns while the body cannot be read."""
        return self.stored.subject if self.body is None else self.body.subject

    def found(self, code: str, **facts: object) -> Finding:
        """Return a finding about this operation."""
        return finding(code, self.subject, op=self.stored.op_id, **facts)

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the row by itself."""
        if self.body is None:
            yield self.found("body_unreadable")
        elif (self.stored.op_id, self.stored.subject) != (self.body.op_id, self.body.subject):
            yield self.found("columns_differ")
        if self.payload is None and self.stored.payload is not None:
            yield self.found("payload_unreadable")
        if not self._hashes_agree():
            yield self.found("body_differs")

    def _hashes_agree(self) -> bool:
        """Say whether body and payload are what is vouched for; what cannot be read was told already."""
        if self.body is not None and sha256(self.stored.body) != self.stored.envelope.body_hash:
            return False
        operation = self.operation
        return operation is None or operation.payload_matches()


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """A place in the log as far as it can be read, with its operation if that is still there."""

    stored: StoredEntry
    operation: ReadOperation | None
    outcome: Outcome | None
    touches: frozenset[str] | None

    @property
    def entry(self) -> LogEntry | None:
        """The entry that can be folded, or None."""
        operation = None if self.operation is None else self.operation.operation
        if self.operation is None or operation is None or self.outcome is None or self.touches is None:
            return None
        return LogEntry(
            position=self.stored.position,
            delivered=Delivered(operation, self.operation.stored.envelope),
            outcome=self.outcome,
            reason=self.stored.reason,
            touches=self.touches,
            confirmed_at=self.stored.confirmed_at,
        )

    @property
    def subjects(self) -> frozenset[Subject]:
        """The subjects it may be about: one, unless a row was changed."""
        return frozenset(
            {self.stored.subject, *(() if self.operation is None else (self.operation.subject,))}
        )

    def found(self, code: str) -> Finding:
        """Return a finding about this place."""
        return finding(code, self.stored.subject, op=self.stored.op_id, position=self.stored.position)

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the row by itself and beside its operation."""
        if self.operation is None:
            yield self.found("operation_missing")
        elif self.stored.subject != self.operation.subject:
            yield self.found("entry_differs")
        if self.outcome is None or self.touches is None:
            yield self.found("entry_unreadable")
        elif self.outcome is not Outcome.CONFIRMED and (self.stored.confirmed_at or self.touches):
            yield self.found("entry_differs")


def read_operation(stored: StoredOperation) -> ReadOperation:
    """Read one operation; never raises."""
    return ReadOperation(stored, _body(stored.body), mapping_from(stored.payload))


def read_entry(stored: StoredEntry, operation: ReadOperation | None) -> ReadEntry:
    """Read one place of the log; never raises."""
    outcome = next((one for one in Outcome if one.value == stored.outcome), None)
    return ReadEntry(stored, operation, outcome, _names(stored.touches))


def mapping_from(data: bytes | None) -> Mapping[str, Any] | None:
    """Return the mapping of canonical bytes, or None where there is none that can be read."""
    if data is None:
        return None
    try:
        value: Json = decode(data)
    except NotCanonical:
        return None
    return value if isinstance(value, Mapping) else None


def _body(data: bytes) -> Body | None:
    value = mapping_from(data)
    if value is None:
        return None
    try:
        body = body_from_json(value)
    except MALFORMED:
        return None
    return body if body.to_json() == value else None


def _names(text: str) -> frozenset[str] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        return None
    return frozenset(value)
