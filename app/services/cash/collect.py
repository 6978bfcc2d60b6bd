"""Takes money for others with the paper that closes a case: a receipt, and its entry in the clerk's batch."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain import money
from app.domain.case.case import Case
from app.domain.cash.papers import RECEIPT
from app.domain.collects import Collects
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.form.values import Kind
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.domain.paper import MoneyFacts
from app.domain.role import Action
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.cash.drawer import CashRefused, CashTurn
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Money as a batch enters it: for whom and what, by which way, in fen."""

    biller: str
    what: str
    way: str
    fen: int


def closing_paper(turn: CaseTurn, case: Case, item: ServiceItem, order: PaperOrder) -> PaperRecord:
    """Issue the paper of `order`; where the item collects money, a receipt in its place, and enter it.

    NotAllowed for whoever may not take money, before any number is taken; CashRefused without an amount.
    """
    if item.collects is None:
        return reserve_paper(turn, case, item, order)
    drawer = CashTurn(turn.office, turn.desk.acting(Action.TAKE_CASH), turn.unit, turn.moment)
    context = FormContext(today=turn.moment.business_date, tables=turn.office.catalog.tables)
    sheet = open_sheet(item.form, case.answers, context)
    taken = _taken(sheet, item.collects)
    facts = MoneyFacts(
        figures=money.figures(taken.fen), capital=money.capital(taken.fen), biller=taken.biller, way=taken.way
    )
    lines = tuple(_lines(sheet, item.collects, taken))
    receipt = reserve_paper(
        turn, case, item, replace(order, type_code=RECEIPT, money=facts, table_rows=lines)
    )
    drawer.record("cash.collected.v1", drawer.current(), entry_of(receipt, case, taken))
    return receipt


def entry_of(receipt: PaperRecord, case: Case, taken: Taken) -> dict[str, Json]:
    """Return what a batch keeps of a receipt: its number and the money, nobody's name."""
    return {
        "paper": receipt.id,
        "number": receipt.number,
        "case": case.id,
        "case_number": case.case_number,
        "biller": taken.biller,
        "what": taken.what,
        "way": taken.way,
        "fen": taken.fen,
    }


def _taken(sheet: FormSheet, collects: Collects) -> Taken:
    fen = sheet.value(collects.amount)
    if not isinstance(fen, int) or fen <= 0:
        raise CashRefused("cash.no_amount")
    biller, what, way = (_shown(sheet, key) for key in (collects.biller, collects.what, collects.way))
    return Taken(biller=biller, what=what, way=way, fen=fen)


def _lines(sheet: FormSheet, collects: Collects, taken: Taken) -> Iterator[tuple[str, ...]]:
    """Yield a line for every insured person, or the one line of a bill."""
    for table in collects.lines:
        for row in sheet.row_ids(table) if sheet.table_visible(table) else ():
            who, period, amount = (
                _shown(sheet, f"{table}/{row}/{column}") if column else ""
                for column in (collects.line_who, collects.line_period, collects.line_amount)
            )
            yield (taken.what, who, period, amount)
    if not collects.lines:
        account, period = (_shown(sheet, key) if key else "" for key in (collects.account, collects.period))
        yield (taken.what, account, period, money.figures(taken.fen))


def _shown(sheet: FormSheet, path: str) -> str:
    """Return an answer as a receipt prints it: the words of a choice, an amount in figures, a month."""
    value, field = sheet.value(path), sheet.state(path).field
    if value is None:
        return ""
    labels = {choice.code: choice.label for choice in sheet.choices(path)}
    if isinstance(value, str) and value in labels:
        return labels[value]
    if field.kind is Kind.MONTH:
        year, _, month = str(value).partition("-")
        return f"{year}年{int(month)}月"
    if field.kind is Kind.MONEY and isinstance(value, int):
        return money.figures(value)
    return f"{value}{field.unit}"
