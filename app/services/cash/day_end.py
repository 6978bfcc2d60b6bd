"""The end of a clerk's day with money taken for others: handed over (解缴) to each biller, signed by two."""

from dataclasses import dataclass

from app.domain import money
from app.domain.cash.batch import CashBatch
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Base
from app.domain.role import Action
from app.services.cash.drawer import CashRefused, CashTurn, carry_out_on_batch
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True)
class HandOver(Typed):
    """Everything one biller has coming by one way of paying, and the number of the biller's voucher."""

    biller: str
    way: str
    voucher: str


@dataclass(frozen=True, slots=True)
class Count(Typed):
    """The cash counted, in fen, why it is not what the receipts say, and the second person's id."""

    counted: int
    checker: str
    note: str = ""


@use_case
def hand_over(office: Office, desk: Desk, command_id: str, batch_id: str, handed: HandOver) -> CashBatch:
    """Note that the whole balance of a biller was handed over, also after the batch was signed.

    CashRefused without a voucher number, or where nothing is left to hand over.
    """
    desk = desk.acting(Action.TAKE_CASH)

    def handed_over(turn: CashTurn) -> CashBatch:
        batch = turn.own(batch_id)
        if not handed.voucher.strip():
            raise CashRefused("cash.voucher_needed")
        here = batch.here(handed.biller, handed.way)
        if not here:
            raise CashRefused("cash.nothing_to_hand_over", biller=handed.biller, way=handed.way)
        payload: dict[str, Json] = {
            "biller": handed.biller,
            "way": handed.way,
            "fen": sum(entry.fen for entry in here),
            "voucher": handed.voucher.strip(),
            "papers": [entry.paper for entry in here],
        }
        return turn.record("cash.handed_over.v1", batch, payload)

    return carry_out_on_batch(office, desk, command_id, handed_over)


@use_case
def sign_batch(
    office: Office, desk: Desk, command_id: str, batch_id: str, base: Base, count: Count
) -> CashBatch:
    """Close a batch with both names, as the clerk saw it at `base`; the next money begins another batch.

    CashRefused while nothing was taken, for a batch that was signed or has changed, without a second person
    who may check money, or where the cash counted differs and nobody says why.
    """
    desk = desk.acting(Action.TAKE_CASH)

    def signed(turn: CashTurn) -> CashBatch:
        batch = turn.own(batch_id)
        if not batch.is_open:
            raise CashRefused("cash.already_signed")
        if batch.base != base:
            raise CashRefused("cash.changed_meanwhile")
        _check(turn, batch, count)
        payload: dict[str, Json] = {
            "checker": count.checker,
            "book": batch.cash,
            "counted": count.counted,
            "note": count.note.strip(),
        }
        return turn.record("cash.signed.v1", batch, payload, base)

    return carry_out_on_batch(office, desk, command_id, signed)


def _check(turn: CashTurn, batch: CashBatch, count: Count) -> None:
    checker = turn.unit.clerks.find(count.checker) if count.checker else None
    if checker is None or checker.id == turn.desk.clerk.id or not checker.may(Action.CHECK_CASH):
        raise CashRefused("cash.needs_checker")
    if count.counted < 0:
        raise CashRefused("cash.counted_below_nothing")
    if count.counted != batch.cash and not count.note.strip():
        facts = {"book": money.figures(batch.cash), "counted": money.figures(count.counted)}
        raise CashRefused("cash.difference_needs_note", **facts)
