"""Between rows of the ledger and the domain's values; pure functions, no connection."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from app.domain.ledger.canonical import decode, encode
from app.domain.ledger.chain import Envelope, Source
from app.domain.ledger.fold import Outcome
from app.domain.ledger.log import Delivered, LogEntry, Receipt
from app.domain.ledger.operation import Operation, body_from_json


def operation_row(delivered: Delivered) -> dict[str, object]:
    """Return the columns of one operation as it was delivered, byte for byte."""
    operation, envelope = delivered.operation, delivered.envelope
    subject = operation.body.subject
    return {
        "op_id": operation.body.op_id,
        "device": envelope.source.device,
        "epoch": envelope.source.epoch,
        "seq": envelope.seq,
        "link": envelope.link,
        "subject_kind": subject.kind,
        "subject_id": subject.id,
        "body": encode(operation.body.to_json()),
        "body_hash": envelope.body_hash,
        "payload": None if operation.payload is None else encode(dict(operation.payload)),
        "salt": operation.salt,
    }


def delivered_from(row: Row[Any]) -> Delivered:
    """Return the operation of a row."""
    body, payload = decode(row.body), None if row.payload is None else decode(row.payload)
    if not isinstance(body, Mapping) or (payload is not None and not isinstance(payload, Mapping)):
        raise TypeError(f"operation {row.op_id} is not a mapping")
    envelope = Envelope(Source(row.device, row.epoch), row.seq, row.link, row.body_hash)
    return Delivered(Operation(body_from_json(body), payload, row.salt), envelope)


def entry_row(entry: LogEntry) -> dict[str, object]:
    """Return the columns of one log entry."""
    return {
        "position": entry.position,
        "op_id": entry.delivered.operation.body.op_id,
        "subject_kind": entry.subject.kind,
        "subject_id": entry.subject.id,
        **outcome_row(entry),
    }


def outcome_row(entry: LogEntry) -> dict[str, object]:
    """Return the columns of an entry that a later settlement may change."""
    return {
        "outcome": entry.outcome.value,
        "reason": entry.reason,
        "touches": sorted(entry.touches),
        "confirmed_at": entry.confirmed_at,
    }


def entry_from(row: Row[Any]) -> LogEntry:
    """Return the log entry of a row joined with its operation."""
    return LogEntry(
        position=row.position,
        delivered=delivered_from(row),
        outcome=Outcome(row.outcome),
        reason=row.reason,
        touches=frozenset(row.touches),
        confirmed_at=row.confirmed_at,
    )


def receipt_bytes(receipt: Receipt) -> bytes:
    """Return what is kept of a receipt: the signed bytes and the signature."""
    return encode({"signed": receipt.signed_bytes().decode(), "signature": receipt.signature.hex()})
