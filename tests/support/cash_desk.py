"""Money taken for others at the counter of `counter.py`: bills paid, reversed and counted."""

from dataclasses import replace
from typing import Any

from answer_sets import SETS, filled
from counter import at_window, needed_papers
from hall import CLERK, SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.cash.batch import CashBatch
from app.domain.clerk import Clerk
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.intake import Intake
from app.services.cash.day_end import Count, HandOver, hand_over, sign_batch
from app.services.cash.reverse import Reversal, reverse_receipt
from app.services.cash.review import review_drawers

CASH = "现金"
WRONG = Reversal("户号录错", SUPERVISOR.id)


def bill(hall: OpenHall, item: str = "H01", name: str = "electricity_in_cash", **changed: Any) -> Intake:
    """A bill as somebody brings it to the window."""
    entry = SETS[item]["accepted"][name]
    sheet = filled(hall.office.catalog, item, {**entry, "answers": {**entry["answers"], **changed}})
    bare = Intake(item_id=item, item_version=1, answers=sheet.answers())
    return replace(bare, materials=needed_papers(hall.office, bare))


def paid(
    hall: OpenHall,
    command: str = "pay",
    item: str = "H01",
    name: str = "electricity_in_cash",
    clerk: Clerk = CLERK,
    **changed: Any,
) -> CaseDone:
    """Take the money of one bill at window 3."""
    return accept_intake(hall.office, at_window(clerk=clerk), command, bill(hall, item, name, **changed))


def turned_back(hall: OpenHall, done: CaseDone, command: str = "reverse", clerk: Clerk = CLERK) -> CaseDone:
    """Reverse the receipt of a bill, with the supervisor beside."""
    return reverse_receipt(hall.office, at_window(clerk=clerk), command, done.papers[0].id, WRONG)


def batches(hall: OpenHall, clerk: Clerk = CLERK) -> tuple[CashBatch, ...]:
    """What stands open in a clerk's own drawer."""
    return review_drawers(hall.office, at_window(clerk=clerk)).drawers[0].batches


def given_to_biller(hall: OpenHall, batch: CashBatch, way: str = CASH, command: str = "remit") -> CashBatch:
    """Hand the money of the batch's one biller over."""
    handed = HandOver(batch.entries[0].biller, way, "凭 0001")
    return hand_over(hall.office, at_window(), command, batch.id, handed)


def signed(
    hall: OpenHall, batch: CashBatch, counted: int, note: str = "", command: str = "sign"
) -> CashBatch:
    """Sign a batch with the supervisor as the second person."""
    count = Count(counted, SUPERVISOR.id, note)
    return sign_batch(hall.office, at_window(), command, batch.id, batch.base, count)
