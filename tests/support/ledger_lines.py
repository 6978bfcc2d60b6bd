"""Ready-made operations of one device, for tests of whatever keeps them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fakes import A_THURSDAY_MORNING, FakeIds

from app.domain.ledger.chain import Head, Source, enclose, head_of
from app.domain.ledger.fold import Outcome, SubjectState, Trace
from app.domain.ledger.log import Delivered, LogEntry, Receipt
from app.domain.ledger.operation import (
    Actor,
    Base,
    Body,
    Moment,
    Operation,
    Payload,
    Subject,
    digest_payload,
)

CASE = Subject("case", "c-1")
OTHER_CASE = Subject("case", "c-2")
NOTE: Payload = {"changes": {"name": "张𬭎喆"}}


@dataclass
class Line:
    """One device's chain, growing."""

    source: Source
    ids: FakeIds = field(default_factory=FakeIds)
    head: Head = field(default_factory=Head)

    def next(self, subject: Subject = CASE, payload: Payload = NOTE) -> Delivered:
        salt = self.ids.random_bytes(16)
        body = Body(
            op_id=self.ids.operation_id(),
            kind="case.answered.v1",
            subject=subject,
            base=Base(),
            actor=Actor("c-wang", "window", "360725105000", "3"),
            moment=Moment(A_THURSDAY_MORNING.date(), "clock", A_THURSDAY_MORNING),
            payload_digest=digest_payload(payload, salt),
        )
        envelope = enclose(self.source, self.head, body.digest())
        self.head = head_of(envelope)
        return Delivered(Operation(body, payload, salt), envelope)

    def entries(self, *outcomes: Outcome, subject: Subject = CASE, first: int = 1) -> Iterator[LogEntry]:
        """Log entries with these outcomes, at contiguous positions."""
        for position, outcome in enumerate(outcomes, start=first):
            yield LogEntry(
                position=position,
                delivered=self.next(subject),
                outcome=outcome,
                reason="" if outcome is Outcome.CONFIRMED else "ground_changed",
                touches=frozenset({"name", "mobile"}),
                confirmed_at=position if outcome is Outcome.CONFIRMED else 0,
            )


def receipt_of(delivered: Delivered, position: int = 1) -> Receipt:
    return Receipt(
        op_id=delivered.operation.body.op_id,
        body_hash=delivered.envelope.body_hash,
        authority="360725105000",
        authority_epoch=1,
        position=position,
        outcome=Outcome.CONFIRMED,
        signature=b"signed",
    )


def state_of(*delivered: Delivered, **document: object) -> SubjectState:
    """A state after these operations."""
    return SubjectState(
        subject=delivered[0].operation.body.subject,
        document=document,  # type: ignore[arg-type]
        trail=tuple(Trace(one.operation.body.op_id, one.envelope.source) for one in delivered),
        touched={"name": 1},
        ground=1,
        held=("held-op",),
    )
