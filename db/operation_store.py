"""This device's ledger in the encrypted file."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import Connection, bindparam, select, update

from app.domain.ledger.chain import Envelope, Head, Source
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
_keep_receipt = (
    update(operations).where(operations.c.op_id == bindparam("wanted")).values(receipt=bindparam("kept"))
)
_pending = (
    select(operations).where(operations.c.receipt.is_(None)).order_by(operations.c.epoch, operations.c.seq)
)
_pending_of = _pending.where(
    operations.c.subject_kind == bindparam("kind"), operations.c.subject_id == bindparam("id")
)


class OperationRows:
    """The device's own operations and what the authority answered."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def device(self) -> Device:
        """Return which ledger this is."""
        return self._device

    def head(self) -> Head:
        """Return the end of this device's chain."""
        source = self._device.source
        found = self._connection.execute(_head, {"device": source.device, "epoch": source.epoch}).first()
        return Head() if found is None else Head(found.seq, found.link)

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
        self._connection.execute(operations.insert(), operation_row(delivered))

    def confirm(self, receipt: Receipt) -> None:
        """Keep the receipt of one operation."""
        self._connection.execute(_keep_receipt, {"wanted": receipt.op_id, "kept": receipt_bytes(receipt)})

    def pending(self, subject: Subject | None = None) -> Sequence[Delivered]:
        """Return the operations without a receipt, in chain order."""
        if subject is None:
            rows = self._connection.execute(_pending)
        else:
            rows = self._connection.execute(_pending_of, {"kind": subject.kind, "id": subject.id})
        return [delivered_from(row) for row in rows]

    @cached_property
    def _device(self) -> Device:
        wanted = ("device", "device_number", "install_epoch")
        rows = self._connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_(wanted)))
        facts = {row.key: row.value for row in rows}
        source = Source(facts["device"], int(facts["install_epoch"]))
        return Device(source, int(facts["device_number"]))
