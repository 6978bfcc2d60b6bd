"""Which answers a client believes: a signed receipt for just what it sent, from an unfenced authority."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.domain.ledger.chain import Envelope
from app.domain.ledger.log import Receipt


class Doubt(Enum):
    """Why an answer is no receipt; the operation stays unsent."""

    OTHER_OPERATION = "other_operation"
    OTHER_AUTHORITY = "other_authority"
    FENCED_AUTHORITY = "fenced_authority"
    BAD_SIGNATURE = "bad_signature"


@dataclass(frozen=True, slots=True)
class Trust:
    """The authority a device belongs to, the highest epoch seen of it, and how to check a signature."""

    authority: str
    epoch: int
    verifies: Callable[[bytes, bytes], bool]


def doubt(receipt: Receipt, op_id: str, envelope: Envelope, trust: Trust) -> Doubt | None:
    """Return why `receipt` does not prove that the operation arrived, or None when it does."""
    if (receipt.op_id, receipt.body_hash) != (op_id, envelope.body_hash):
        return Doubt.OTHER_OPERATION
    if receipt.authority != trust.authority:
        return Doubt.OTHER_AUTHORITY
    if not trust.verifies(receipt.signed_bytes(), receipt.signature):
        return Doubt.BAD_SIGNATURE
    return Doubt.FENCED_AUTHORITY if receipt.authority_epoch < trust.epoch else None
