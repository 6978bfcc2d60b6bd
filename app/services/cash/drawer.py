"""A clerk's cash batches: which one takes the next money, and which one holds a receipt."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.cash.batch import CashBatch, batch_of
from app.domain.cash.kinds import batch_subject
from app.domain.errors import PersonFacing
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Base, Moment, Payload, Subject
from app.ports.paper_store import PaperRecord
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.office import Office
from app.services.once import name_of, once
from app.services.record import Act
from app.services.still_in_post import refuse_former


class CashRefused(PersonFacing):
    """Money taken for others cannot be moved as asked; nothing was changed."""


@dataclass(frozen=True, slots=True)
class CashTurn:
    """One command on a batch while it is carried out; all its effects are in `unit`."""

    office: Office
    desk: Desk
    unit: UnitOfWork
    moment: Moment

    def current(self) -> CashBatch:
        """Return the batch of this clerk that takes money today: the first that was not signed."""
        found = list(batches_of_day(self.office, self.unit, self.desk.clerk.id, self.moment.business_date))
        if found and found[-1].is_open:
            return found[-1]
        subject = batch_subject(
            self.office.hall.id, self.desk.clerk.id, self.moment.business_date, len(found) + 1
        )
        return batch_of(self.office.recorder.live(self.unit, subject))

    def own(self, batch_id: str) -> CashBatch:
        """Return a batch of this clerk; CashRefused for one that nothing was entered in, or a colleague's."""
        state = self.office.recorder.live(self.unit, Subject("cash", batch_id))
        if "state" not in state.document:
            raise CashRefused("cash.batch_unknown")
        batch = batch_of(state)
        if batch.clerk != self.desk.clerk.id:
            raise CashRefused("cash.not_own")
        return batch

    def holding(self, receipt: PaperRecord, entered_on: date) -> CashBatch | None:
        """Return the batch of this clerk that a receipt was entered in on a day; None for a colleague's."""
        batches = batches_of_day(self.office, self.unit, self.desk.clerk.id, entered_on)
        return next((batch for batch in batches if batch.entry_of(receipt.id) is not None), None)

    def record(self, kind: str, batch: CashBatch, payload: Payload, base: Base | None = None) -> CashBatch:
        """Record one operation on a batch, before the first one that it began; return the batch after it."""
        if batch.base.after_op is None:
            self._act("cash.opened.v1", batch.id, {"number": batch.number}, None)
        return self._act(kind, batch.id, payload, base)

    def _act(self, kind: str, batch_id: str, payload: Payload, base: Base | None) -> CashBatch:
        act = Act(
            kind=kind,
            subject=Subject("cash", batch_id),
            payload=payload,
            actor=self.desk.actor,
            moment=self.moment,
            base=base,
        )
        return batch_of(self.office.recorder.record(self.unit, act))


def carry_out_on_batch(
    office: Office, desk: Desk, command_id: str, command: Callable[[CashTurn], CashBatch]
) -> CashBatch:
    """Carry out a command in one transaction, once; the same id again gives the batch as it now is."""

    def carried_out(unit: UnitOfWork, moment: Moment) -> CashBatch:
        refuse_former(unit, desk)
        return command(CashTurn(office, desk, unit, moment))

    def again(unit: UnitOfWork, kept: Json) -> CashBatch:
        return batch_of(office.recorder.live(unit, Subject("cash", str(kept))))

    return once(
        office.storage,
        office.business_day,
        command_id,
        carried_out,
        name=name_of(command),
        keep=lambda batch: batch.id,
        again=again,
    )


def batches_of_day(office: Office, unit: UnitOfWork, clerk: str, day: date) -> Iterator[CashBatch]:
    """Yield the batches of a day in order; the numbers of a day have no gap."""
    number = 1
    while True:
        state = office.recorder.live(unit, batch_subject(office.hall.id, clerk, day, number))
        if "state" not in state.document:
            return
        yield batch_of(state)
        number += 1
