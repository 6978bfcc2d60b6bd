"""This device's ledger in the encrypted file."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, update

from app.domain.ledger.chain import Envelope, Head, Source
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Subject
from app.ports.operation_store import Device
from db.rows import delivered_from, operation_row, receipt_bytes
from db.tables import meta, operations


class OperationRows:
    """The device's own operations and what the authority answered."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def device(self) -> Device:
        """Return which ledger this is."""
        wanted = ("device", "device_number", "install_epoch")
        rows = self._connection.execute(select(meta.c.key, meta.c.value).where(meta.c.key.in_(wanted)))
        facts = {row.key: row.value for row in rows}
        source = Source(facts["device"], int(facts["install_epoch"]))
        return Device(source, int(facts["device_number"]))

    def head(self) -> Head:
        """Return the end of this device's chain."""
        source = self.device().source
        found = self._connection.execute(
            select(operations.c.seq, operations.c.link)
            .where(operations.c.device == source.device, operations.c.epoch == source.epoch)
            .order_by(operations.c.seq.desc())
            .limit(1)
        ).first()
        return Head() if found is None else Head(found.seq, found.link)

    def envelope(self, op_id: str) -> Envelope:
        """Return where an operation stands in its chain."""
        row = self._connection.execute(select(operations).where(operations.c.op_id == op_id)).first()
        if row is None:
            raise LookupError(op_id)
        return delivered_from(row).envelope

    def hashes_at(self, numbers: Iterable[int]) -> dict[int, str]:
        """Return the body hashes under the given chain numbers of this device's present epoch."""
        source = self.device().source
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
        self._connection.execute(
            update(operations)
            .where(operations.c.op_id == receipt.op_id)
            .values(receipt=receipt_bytes(receipt))
        )

    def pending(self, subject: Subject | None = None) -> Sequence[Delivered]:
        """Return the operations without a receipt, in chain order."""
        query = select(operations).where(operations.c.receipt.is_(None))
        if subject is not None:
            query = query.where(
                operations.c.subject_kind == subject.kind, operations.c.subject_id == subject.id
            )
        rows = self._connection.execute(query.order_by(operations.c.epoch, operations.c.seq))
        return [delivered_from(row) for row in rows]
