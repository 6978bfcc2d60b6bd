"""How another system wants a value written."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum

from app.domain.form.values import Month, Value

_YES_NO = {True: "是", False: "否"}


class Notation(Enum):
    """A way to write a value; the word is the one used in the TOML."""

    WORDS = "文字"
    CODE = "代码"
    COMPACT = "数字连写"
    CHINESE = "年月日"
    FEN = "分"


def written(value: Value, notation: Notation, labels: Mapping[str, str], *, is_money: bool = False) -> str:
    """Return a value as the other system wants it, "" for a blank one.

    WORDS gives 2026-01-31, 200.00 and the words behind codes (from `labels`); CODE the codes themselves;
    COMPACT 20260131 and 202601; CHINESE 2026年1月31日; FEN a whole number of fen.
    """
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, date | Month):
        return _dated(value, notation)
    if isinstance(value, tuple):
        return "、".join(_coded(code, notation, labels) for code in value)
    if isinstance(value, str):
        return _coded(value, notation, labels)
    if is_money and isinstance(value, int) and notation is not Notation.FEN:
        return f"{value // 100}.{value % 100:02d}"
    return "" if value is None else str(value)


def _coded(code: str, notation: Notation, labels: Mapping[str, str]) -> str:
    return code if notation is Notation.CODE else labels.get(code, code)


def _dated(value: date | Month, notation: Notation) -> str:
    day = getattr(value, "day", None)
    if notation is Notation.COMPACT:
        return f"{value.year:04d}{value.month:02d}" + (f"{day:02d}" if day else "")
    if notation is Notation.CHINESE:
        return f"{value.year}年{value.month}月" + (f"{day}日" if day else "")
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)
