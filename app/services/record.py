"""Records one operation: ledger, authority and effect in the caller's transaction."""

from dataclasses import dataclass

from app.domain.ledger.chain import enclose
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.kind import Kinds
from app.domain.ledger.log import Delivered, replay
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
from app.ports.clock import Clock
from app.ports.ids import Ids
from app.ports.township import Township
from app.ports.unit_of_work import UnitOfWork

SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a clerk does to one subject. `base` is what the clerk saw; None means the state as it is now."""

    kind: str
    subject: Subject
    payload: Payload
    actor: Actor
    moment: Moment
    base: Base | None = None


@dataclass(frozen=True, slots=True)
class Recorder:
    """Turns acts into operations of this device's ledger."""

    clock: Clock
    ids: Ids
    township: Township
    kinds: Kinds

    def record(self, unit: UnitOfWork, act: Act) -> SubjectState:
        """Append `act` to the ledger, let the authority order it, and return the live state of its subject.

        Everything happens in `unit`; the caller commits.
        """
        operation = self._operation(unit, act)
        device = unit.operations.device()
        envelope = enclose(device.source, unit.operations.head(), operation.body.digest())
        delivered = Delivered(operation, envelope)
        unit.operations.append(delivered)
        receipt = self.township.submit(unit.authority, delivered)
        if receipt is not None:
            unit.operations.confirm(receipt)
        return self.live(unit, act.subject)

    def live(self, unit: UnitOfWork, subject: Subject) -> SubjectState:
        """Return the confirmed state with this device's own pending operations on top."""
        return replay(unit.authority.state(subject), unit.operations.pending(subject), self.kinds)

    def _operation(self, unit: UnitOfWork, act: Act) -> Operation:
        salt = self.ids.random_bytes(SALT_BYTES)
        body = Body(
            op_id=self.ids.operation_id(),
            kind=act.kind,
            subject=act.subject,
            base=act.base or self.live(unit, act.subject).base,
            actor=act.actor,
            moment=act.moment,
            payload_digest=digest_payload(act.payload, salt),
        )
        return Operation(body, act.payload, salt)
