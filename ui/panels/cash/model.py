"""The rows of the cash panel: each batch, what each biller has coming from it, and its receipts."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain import money
from app.domain.cash.batch import CashBatch, Entry, Line
from app.services.cash.review import Drawer, Drawers
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

_TO_SIGN = "日终：点清现金，填点出的金额，请能核款的同事输入工号和口令，按 Alt+G。"
_TO_HAND_OVER = "解缴：填收费单位给的缴款凭证号，按 Alt+J。"
_NOT_OWN = "解缴、红冲、日终由收款人本人登录后办理，您输入工号和口令核对。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a row stands for: its batch, and the line or the receipt in it."""

    batch: CashBatch
    biller: str = ""
    way: str = ""
    entry: Entry | None = None

    @property
    def may_sign(self) -> bool:
        """Say whether the batch still waits for its day's end."""
        return self.batch.is_open

    @property
    def may_hand_over(self) -> bool:
        """Say whether its biller has money coming."""
        return bool(self.batch.here(self.biller, self.way))

    @property
    def may_reverse(self) -> bool:
        """Say whether it is a receipt whose money is still here."""
        return self.entry is not None and self.entry in self.batch.here(self.biller, self.way)


def rows_of(found: Drawers, own: str) -> list[Row]:
    """Return the drawers one after another; receipts of the `own` one alone, by the id of its clerk."""
    return [row for drawer in found.drawers for row in _drawer(drawer, found, own)]


def chosen_in(found: Drawers, own: str, row_id: str) -> Chosen | None:
    """Return what a row of the own drawer stands for; None for a colleague's."""
    batches = (one for drawer in found.drawers if drawer.clerk.id == own for one in drawer.batches)
    for batch in batches:
        entry = batch.entry_of(row_id)
        if entry is not None:
            return Chosen(batch=batch, biller=entry.biller, way=entry.way, entry=entry)
        if row_id == batch.id:
            return Chosen(batch=batch)
        for line in batch.lines:
            if row_id == _line_id(batch, line):
                return Chosen(batch=batch, biller=line.biller, way=line.way)
    return None


def sum_words(found: Drawers) -> str:
    """Return what all the drawers shown come to."""
    cash = sum(drawer.cash for drawer in found.drawers)
    balance = sum(drawer.balance for drawer in found.drawers)
    return f"应有现金 {money.figures(cash)} 元　待解缴合计 {money.figures(balance)} 元"


def _drawer(drawer: Drawer, found: Drawers, own: str) -> Iterator[Row]:
    is_own = drawer.clerk.id == own
    for batch in drawer.batches:
        yield _header(batch, found, is_own=is_own)
        yield from (_line(batch, line, is_own=is_own) for line in batch.lines)
        if is_own:
            yield from (_receipt(batch, entry) for entry in batch.entries)


def _header(batch: CashBatch, found: Drawers, *, is_own: bool) -> Row:
    return Row(
        id=batch.id,
        lead=f"{batch.day.month}月{batch.day.day}日第{batch.number}本",
        words=f"{found.names.get(batch.clerk, batch.clerk)}　{'未日终' if batch.is_open else '已日终'}",
        trail=f"应有现金 {money.figures(batch.cash)}　余 {money.figures(batch.balance)}",
        tone=Tone.PRESS if batch.is_open else Tone.PLAIN,
        hint=_signed_words(batch, found) or (_TO_SIGN if is_own else _NOT_OWN),
    )


def _signed_words(batch: CashBatch, found: Drawers) -> str:
    signed = batch.signed
    if signed is None:
        return ""
    names = "、".join(found.names.get(one, one) for one in (signed.taker, signed.checker))
    difference = f"，原因：{signed.note}" if signed.note else ""
    return (
        f"{signed.at[5:16].replace('T', ' ')} {names}签字：应有 {money.figures(signed.book)} 元，"
        f"点出 {money.figures(signed.counted)} 元{difference}"
    )


def _line(batch: CashBatch, line: Line, *, is_own: bool) -> Row:
    parts = [f"收 {line.taken_count} 笔 {money.figures(line.taken)}"]
    if line.reversed_count:
        parts.append(f"退 {line.reversed_count} 笔 {money.figures(line.reversed)}")
    parts.append(f"解缴 {money.figures(line.handed_over)}")
    vouchers = "、".join(
        one.voucher for one in batch.handed_over if (one.biller, one.way) == (line.biller, line.way)
    )
    return Row(
        id=_line_id(batch, line),
        lead=f"　{line.way}",
        words=f"{line.biller}　{'　'.join(parts)}",
        trail=f"余 {money.figures(line.balance)}",
        hint="　".join(part for part in (_vouchers(vouchers), _still(line, is_own=is_own)) if part),
    )


def _vouchers(numbers: str) -> str:
    return f"缴款凭证号：{numbers}" if numbers else ""


def _still(line: Line, *, is_own: bool) -> str:
    """Return what is still to be done about a line, and by whom."""
    if not line.balance:
        return ""
    return _TO_HAND_OVER if is_own else _NOT_OWN


def _line_id(batch: CashBatch, line: Line) -> str:
    return f"{batch.id}|{line.biller}|{line.way}"


def _receipt(batch: CashBatch, entry: Entry) -> Row:
    if entry.is_red:
        trail, hint, tone = "红字", f"红冲 {entry.reverses}：{entry.reason}", Tone.LATE
    elif any(one.reverses == entry.number for one in batch.entries):
        trail, hint, tone = "已退", "已红冲，钱已退还。", Tone.PLAIN
    elif entry.paper in batch.gone:
        trail, hint, tone = "已解缴", "钱已解缴，退款由收费单位办。", Tone.PLAIN
    else:
        trail, hint, tone = "已收", "红冲：写原因，请能核款的同事输入工号和口令，按 Alt+H。", Tone.PLAIN
    sign = "-" if entry.is_red else ""
    return Row(
        id=entry.paper,
        lead=f"　{entry.number}",
        words=f"{entry.what} {entry.biller} {entry.way}",
        trail=f"{sign}{money.figures(entry.fen)}　{trail}",
        tone=tone,
        hint=hint,
    )
