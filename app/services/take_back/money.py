"""Enters the money of a lost receipt again (代收款收据): its QR names no sum, so the clerk reads it off.

Otherwise the drawer would hold money that no book knows: nobody could hand it over, reverse it, or sign.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.case.case import Case
from app.domain.cash.papers import RECEIPT
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.item import ServiceItem
from app.domain.role import Action
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.cash.collect import Taken, entry_of
from app.services.cash.drawer import CashTurn
from app.services.office import Office
from app.services.take_back.reopen import MoneyRead, TakeBackRefused


@dataclass(frozen=True, slots=True)
class MoneyAsked:
    """What a receipt of an item says of its money: for whom, for what, by which way, each as it may read."""

    billers: tuple[str, ...]
    whats: tuple[str, ...]
    ways: tuple[str, ...]


def money_asked(office: Office, item: ServiceItem, type_code: str) -> MoneyAsked | None:
    """Return what has to be read off a lost paper of an item about money; None where it is no receipt."""
    if type_code != RECEIPT or item.collects is None:
        return None
    context = FormContext(today=office.business_day.on_screen(), tables=office.catalog.tables)
    sheet = open_sheet(item.form, {}, context)
    named = (item.collects.biller, item.collects.what, item.collects.way)
    return MoneyAsked(*(tuple(choice.label for choice in sheet.choices(path)) for path in named))


def enter_again(
    turn: CaseTurn, case: Case, item: ServiceItem, receipt: PaperRecord, read: MoneyRead | None
) -> None:
    """Enter the money of a receipt in the batch of the clerk who brings it back and has the money.

    TakeBackRefused where nothing was read, or what no receipt of this item says. NotAllowed for whoever may
    not take money.
    """
    asked = money_asked(turn.office, item, receipt.type_code)
    if asked is None:
        return
    if read is None or read.fen <= 0 or not all(_fits(asked, read)):
        raise TakeBackRefused("take_back.which_money", number=receipt.number)
    drawer = CashTurn(turn.office, turn.desk.acting(Action.TAKE_CASH), turn.unit, turn.moment)
    taken = Taken(biller=read.biller, what=read.what, way=read.way, fen=read.fen)
    drawer.record("cash.collected.v1", drawer.current(), entry_of(receipt, case, taken))


def _fits(asked: MoneyAsked, read: MoneyRead) -> Iterator[bool]:
    for choices, said in ((asked.billers, read.biller), (asked.whats, read.what), (asked.ways, read.way)):
        yield said in choices if choices else bool(said.strip())
