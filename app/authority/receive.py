"""Receives operations: checks the chain, gives each its place in the log, folds it and signs the answer."""

from dataclasses import dataclass, replace
from enum import Enum

from app.authority.held import carry_out, release_waiting
from app.domain.ledger.chain import follows
from app.domain.ledger.fold import Outcome, fold
from app.domain.ledger.kind import Kinds
from app.domain.ledger.log import Delivered, LogEntry, Receipt
from app.ports.authority_store import AuthorityStore
from app.ports.receipt_signer import ReceiptSigner


class Refusal(Enum):
    """Why an operation was not even received. None of these loses it: its device keeps it."""

    GAP = "gap"
    FORK = "fork"
    OTHER_BODY = "other_body"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Refused:
    """An operation that has no place in the log yet, and the chain number expected instead."""

    op_id: str
    refusal: Refusal
    expected_seq: int


Answer = Receipt | Refused


@dataclass(frozen=True, slots=True)
class Authority:
    """Which authority this is, how it signs and which kinds it knows."""

    id: str
    epoch: int
    signer: ReceiptSigner
    kinds: Kinds


def receive(authority: Authority, store: AuthorityStore, delivered: Delivered) -> Answer:
    """Take one operation in, inside the caller's transaction, and return the receipt or the refusal.

    The same operation again gets the same receipt; the same id with another body is an alarm and changes
    nothing. Receiving (the chain) is apart from applying (the subject): a poison case never stops a chain.
    """
    if not is_sound(delivered):
        return _refused(store, delivered, Refusal.MALFORMED)
    known = store.entry(delivered.operation.body.op_id)
    if known is not None:
        return _answer_again(authority, store, known, delivered)
    refusal = chain_refusal(store, delivered)
    if refusal is not None:
        return _refused(store, delivered, refusal)
    return receipt_for(authority, _place(authority.kinds, store, delivered))


def receipt_for(authority: Authority, entry: LogEntry) -> Receipt:
    """Return the signed receipt of a log entry."""
    receipt = Receipt(
        op_id=entry.op_id,
        body_hash=entry.delivered.envelope.body_hash,
        authority=authority.id,
        authority_epoch=authority.epoch,
        position=entry.position,
        outcome=entry.outcome,
        reason=entry.reason,
    )
    return replace(receipt, signature=authority.signer.sign(receipt.signed_bytes()))


def is_sound(delivered: Delivered) -> bool:
    """Say whether body and payload are what the envelope and the body vouch for: the body hash check."""
    operation = delivered.operation
    return operation.body.digest() == delivered.envelope.body_hash and operation.payload_matches()


def chain_refusal(store: AuthorityStore, delivered: Delivered) -> Refusal | None:
    """Return why an envelope has no place after what was received from its source: the chain check."""
    envelope = delivered.envelope
    head = store.head(envelope.source)
    if envelope.seq > head.seq + 1:
        return Refusal.GAP
    return None if follows(envelope, head) else Refusal.FORK


def _answer_again(
    authority: Authority, store: AuthorityStore, known: LogEntry, delivered: Delivered
) -> Answer:
    envelope = delivered.envelope
    if envelope.body_hash != known.delivered.envelope.body_hash:
        return _refused(store, delivered, Refusal.OTHER_BODY)
    if envelope.seq > store.head(envelope.source).seq:
        # A restored device put into a new chain what had arrived before: the new chain must still be whole.
        refusal = chain_refusal(store, delivered)
        if refusal is not None:
            return _refused(store, delivered, refusal)
        store.advance(envelope)
    return receipt_for(authority, known)


def _refused(store: AuthorityStore, delivered: Delivered, refusal: Refusal) -> Refused:
    expected = store.head(delivered.envelope.source).seq + 1
    return Refused(delivered.operation.body.op_id, refusal, expected)


def _place(kinds: Kinds, store: AuthorityStore, delivered: Delivered) -> LogEntry:
    body = delivered.operation.body
    before = store.state(body.subject)
    folded = fold(before, delivered.operation, delivered.envelope.source, kinds)
    is_confirmed = folded.outcome is Outcome.CONFIRMED
    entry = LogEntry(
        position=store.next_position(),
        delivered=delivered,
        outcome=folded.outcome,
        reason=folded.reason,
        touches=folded.touches,
        confirmed_at=folded.state.version if is_confirmed else 0,
    )
    store.append(entry)
    if folded.state != before:
        store.save(folded.state)
    if is_confirmed:
        carry_out(kinds, store, entry)
        if folded.state.held:
            release_waiting(kinds, store, body.subject)
    return entry
