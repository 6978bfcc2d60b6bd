"""This device's ledger in the encrypted file."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import Connection, bindparam, select, update

from app.domain.ledger.chain import Envelope, Head, Source, head_of
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Subject
from app.ports.operation_store import Device
from db.rows import delivered_from, operation_row, receipt_bytes
from db.tables import meta, operations

_head = (
    select(operations.c.seq, operations.c.link)
    .where(operations.c.device == bindparam("device"), operations.c.epoch == bindparam("epoch"))
    .order_by(operations.c.seq.desc())
    .limit(1)
)
_add = operations.insert()
_keep_receipt = (
    update(operations).where(operations.c.op_id == bindparam("wanted")).values(receipt=bindparam("kept"))
)
_pending = (
    select(operations).where(operations.c.receipt.is_(None)).order_by(operations.c.epoch, operations.c.seq)
)


class OperationRows:
    """The device's own operations and what the authority answered."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection
        # Within one transaction nobody else can move the chain: its end is read once.
        self._head: Head | None = None

    def device(self) -> Device:
        """Return which ledger this is."""
        return self._device

    def head(self) -> Head:
        """Return the end of this device's chain."""
        if self._head is None:
            source = self._device.source
            place = {"device": source.device, "epoch": source.epoch}
            found = self._connection.execute(_head, place).first()
            self._head = Head() if found is None else Head(found.seq, found.link)
        return self._head

    def envelope(self, op_id: str) -> Envelope:
        """Return where an operation stands in its chain."""
        row = self._connection.execute(select(operations).where(operations.c.op_id == op_id)).first()
        if row is None:
            raise LookupError(op_id)
        return delivered_from(row).envelope

    def hashes_at(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the body hashes under the given chain numbers of this device's present epoch."""
        source = self._device.source
        rows = self._connection.execute(
            select(operations.c.seq, operations.c.body_hash).where(
                operations.c.device == source.device,
                operations.c.epoch == source.epoch,
                operations.c.seq.in_(list(numbers)),
            )
        )
        return {row.seq: row.body_hash for row in rows}

    def append(self, delivered: Delivered) -> None:
        """Add one operation; a chain number used before is refused by the table."""
        unanswered = self._unanswered
        self._connection.execute(_add, operation_row(delivered))
        self._head = head_of(delivered.envelope)
        unanswered[delivered.operation.body.op_id] = delivered

    def confirm(self, receipt: Receipt) -> None:
        """Keep the receipt of one operation."""
        self._connection.execute(_keep_receipt, {"wanted": receipt.op_id, "kept": receipt_bytes(receipt)})
        self._unanswered.pop(receipt.op_id, None)

    def pending(self, subject: Subject | None = None) -> Sequence[Delivered]:
        """Return the operations without a receipt, in chain order."""
        return [
            delivered
            for delivered in self._unanswered.values()
            if subject in (None, delivered.operation.body.subject)
        ]

    @cached_property
    def _unanswered(self) -> dict[str, Delivered]:
        """What waits for the authority: read once a transaction, followed by `append` and `confirm`."""
        found = map(delivered_from, self._connection.execute(_pending))
        return {delivered.operation.body.op_id: delivered for delivered in found}

    @cached_property
    def _device(self) -> Device:
        wanted = ("device", "device_number", "install_epoch")
        rows = self._connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_(wanted)))
        facts = {row.key: row.value for row in rows}
        source = Source(facts["device"], int(facts["install_epoch"]))
        return Device(source, int(facts["device_number"]))
