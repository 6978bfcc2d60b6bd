"""Reverses a receipt (红冲): a red receipt that names it, the money given back, and nothing deleted."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import money
from app.domain.case.case import Case
from app.domain.cash.batch import CashBatch, Entry
from app.domain.cash.papers import CASH_PAPERS, RECEIPT, RED_RECEIPT
from app.domain.paper import CaseFacts, MoneyFacts
from app.domain.paper_record import facts_from
from app.domain.role import Action, Grant
from app.ports.paper_store import TAKEN_BACK, PaperRecord
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cash.collect import Taken, entry_of
from app.services.cash.drawer import CashRefused, CashTurn
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import PaperOrder
from app.services.papers.known import known_paper
from app.services.papers.reserve import reserve_paper
from app.services.papers.void_paper import make_void, refuse_unvoidable
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True)
class Reversal(Typed):
    """Why a receipt is reversed, and the id of the second clerk who vouched for it by pass phrase."""

    reason: str
    second: str = ""


@use_case
def reverse_receipt(
    office: Office, desk: Desk, command_id: str, paper_id: str, reversal: Reversal
) -> CaseDone:
    """Reverse a receipt and give its whole money back by the way it came, out of the batch it lies in.

    The red receipt has the next number of the same run; the receipt it names is void from then on, also
    where it is verified. CashRefused for any other paper, for a second time, for money that another clerk
    took or that was handed over since, without a reason, or without somebody who checks money beside.
    """
    desk = desk.acting(Action.REVERSE_CASH, Grant.WITH_SECOND_PERSON)

    def reversed_(turn: CaseTurn) -> CaseDone:
        _check(turn, reversal)
        return _reverse(turn, _receipt(turn, paper_id), reversal)

    return carry_out(office, desk, command_id, reversed_)


def _check(turn: CaseTurn, reversal: Reversal) -> None:
    if not reversal.reason.strip():
        raise CashRefused("cash.reversal_needs_reason")
    second = turn.unit.clerks.find(reversal.second) if reversal.second else None
    if second is None or second.id == turn.desk.clerk.id or not second.may(Action.CHECK_CASH):
        raise CashRefused("cash.reversal_needs_second")


def _receipt(turn: CaseTurn, paper_id: str) -> PaperRecord:
    record = known_paper(turn.unit, paper_id)
    if record.type_code not in CASH_PAPERS:
        raise CashRefused("cash.not_a_receipt", number=record.number)
    if record.type_code != RECEIPT or record.is_void:
        raise CashRefused("cash.reversed_before", number=record.number)
    return record


def _reverse(turn: CaseTurn, receipt: PaperRecord, reversal: Reversal) -> CaseDone:
    drawer = CashTurn(turn.office, turn.desk, turn.unit, turn.moment)
    case, reason = turn.case(receipt.case_id), reversal.reason.strip()
    batch = drawer.holding(receipt, _entered_on(case, receipt))
    if batch is None:
        # One that an older program took back by its QR was never entered.
        code = "cash.amount_unknown" if receipt.state == TAKEN_BACK else "cash.not_own"
        raise CashRefused(code, number=receipt.number)
    blue = _still_there(batch, receipt)
    refuse_unvoidable(turn, receipt, reason)
    item = turn.office.catalog.version(case.item.id, case.item.version)
    red = reserve_paper(turn, case, item, _order(turn, case, receipt, blue, reason))
    make_void(turn, receipt, "paper.voided.v1", {"paper": receipt.id, "reason": f"{red.number} {reason}"})
    taken = Taken(biller=blue.biller, what=blue.what, way=blue.way, fen=blue.fen)
    entry = {
        **entry_of(red, case, taken),
        "reverses": receipt.number,
        "reason": reason,
        "second": reversal.second,
    }
    drawer.record("cash.reversed.v1", batch, entry)
    return CaseDone(turn.case(case.id), (red,))


def _still_there(batch: CashBatch, receipt: PaperRecord) -> Entry:
    """Return the entry of a receipt whose money lies in the batch; CashRefused once it was handed over."""
    blue = batch.entry_of(receipt.id)
    if blue is None:
        raise CashRefused("cash.not_own")
    if blue.paper in batch.gone:
        raise CashRefused("cash.gone_to_biller", number=receipt.number, biller=blue.biller)
    return blue


def _entered_on(case: Case, receipt: PaperRecord) -> date:
    """Return the day in whose batch a receipt stands: its own, or that on which it was taken back."""
    told = case.facts["papers"][receipt.id]
    return date.fromisoformat(str(told.get("taken_back_on", receipt.issued_on.isoformat())))


def _order(turn: CaseTurn, case: Case, receipt: PaperRecord, blue: Entry, reason: str) -> PaperOrder:
    """Return the red receipt: every amount of the original with a minus, and what it takes back."""
    facts, rows = _original(turn, case, receipt, blue)
    red = MoneyFacts(
        figures=money.figures(-blue.fen),
        capital=money.capital(blue.fen),
        biller=blue.biller,
        way=blue.way,
        reverses=receipt.number,
        reason=reason,
    )
    lines = tuple((*line[:-1], f"-{line[-1]}") for line in rows)
    return PaperOrder(
        type_code=RED_RECEIPT,
        ground=receipt.issued_op,
        case=replace(facts, closed_at=turn.stated_at),
        money=red,
        table_rows=lines,
    )


def _original(
    turn: CaseTurn, case: Case, receipt: PaperRecord, blue: Entry
) -> tuple[CaseFacts, tuple[tuple[str, ...], ...]]:
    """Return what the receipt states and its lines; of one known by its QR alone what the batch knows."""
    if receipt.state == TAKEN_BACK:
        line = (blue.what, "", "", money.figures(blue.fen))
        return CaseFacts(received_at=case.received_at), (line,)
    original = facts_from(turn.unit.papers.facts(receipt.id))
    return original.case, original.table_rows
