"""What a field can hold: kinds, the values behind them, and their canonical JSON form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import Enum
from typing import TypeAlias


class Kind(Enum):
    """What a field asks for; the value is the word used in the TOML."""

    TEXT = "text"
    NAME = "name"
    ID_NUMBER = "idno"
    CERTIFICATE = "cert"
    DATE = "date"
    MONTH = "ym"
    DATE_TIME = "datetime"
    INTEGER = "int"
    DECIMAL = "dec"
    MONEY = "money"
    CHOICE = "enum"
    CHOICES = "multi"
    YES_NO = "bool"
    MOBILE = "mobile"
    PHONE = "tel"
    ADDRESS = "addr"
    REGION = "region"
    BANK_ACCOUNT = "bank"
    CREDIT_CODE = "uscc"
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"


class ValueType(Enum):
    """What a rule can reckon with; the value is the word an author reads."""

    TEXT = "文字"
    NUMBER = "数字"
    MONEY = "金额"
    DATE = "日期"
    MONTH = "年月"
    DATE_TIME = "日期时间"
    YES_NO = "是否"
    CODES = "多选"
    BLANK = "空"
    FINDINGS = "核对结果"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    def __str__(self) -> str:
        """Return the month as 2026-01."""
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed where it makes no value; kept so that the clerk can mend it."""

    text: str
    code: str


Value: TypeAlias = str | int | Decimal | date | Month | tuple[str, ...] | None
"""A readable answer. Money is a whole number of fen; a datetime is a date too; None is blank."""
Json: TypeAlias = str | int | bool | list[str] | None

_TYPES: Mapping[Kind, ValueType] = {
    Kind.DATE: ValueType.DATE,
    Kind.MONTH: ValueType.MONTH,
    Kind.DATE_TIME: ValueType.DATE_TIME,
    Kind.INTEGER: ValueType.NUMBER,
    Kind.DECIMAL: ValueType.NUMBER,
    Kind.MONEY: ValueType.MONEY,
    Kind.CHOICES: ValueType.CODES,
    Kind.YES_NO: ValueType.YES_NO,
    Kind.SIGNATURE: ValueType.YES_NO,
}
_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DATE = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))")
_MONTH = re.compile(r"(\d{4})(?:[-./年](\d{1,2})月?|(\d{2}))")
_CLOCK = re.compile(r"(\d{1,2})[:时](\d{2})分?|(\d{2})(\d{2})")
_DIGITS_ALONE = re.compile(r"(\d{8})(\d{4})")
_INTEGER = re.compile(r"-?\d{1,15}")
_DECIMAL = re.compile(r"-?\d{1,12}(?:\.(\d+))?")
_MONEY = re.compile(r"[¥￥]?(\d{1,12})(?:\.(\d{1,2}))?元?")
_YES_NO = {"是": True, "否": False, "true": True, "false": False}


def type_of(kind: Kind) -> ValueType:
    """Return what a rule sees of a field of this kind."""
    return _TYPES.get(kind, ValueType.TEXT)


def read_answer(kind: Kind, raw: object, places: int = 2) -> Value | Unreadable:
    """Turn typed text or stored JSON into a value; blank text is None.

    Full-width digits and the usual ways to write dates and amounts are understood. Text that makes no value
    comes back as Unreadable with the code of its sentence. `places` bounds the decimals of a `dec` field.
    """
    if raw is None or raw in ("", [], ()):
        return None
    if isinstance(raw, str):
        text = raw.strip()
        if not text:
            return None
        reader = _READERS.get(kind)
        return reader(text.translate(_WIDE), places) if reader else text
    return _stored(kind, raw)


def write_answer(value: Value) -> Json:
    """Return a value as JSON: no floats, dates as ISO text, decimals as text, money in fen."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Decimal | Month):
        return str(value)
    return value


def _stored(kind: Kind, raw: object) -> Value | Unreadable:
    wanted = _STORED.get(type_of(kind))
    if isinstance(raw, bool):
        return raw if wanted is bool else Unreadable(str(raw), "form.not_readable")
    if isinstance(raw, int) and wanted is int:
        return Decimal(raw) if kind is Kind.DECIMAL else raw
    if isinstance(raw, list | tuple) and wanted is tuple:
        return tuple(dict.fromkeys(str(code) for code in raw))
    if isinstance(raw, date | Month | Decimal):
        return read_answer(kind, str(write_answer(raw)))
    return Unreadable(str(raw), "form.not_readable")


_STORED = {
    ValueType.NUMBER: int,
    ValueType.MONEY: int,
    ValueType.YES_NO: bool,
    ValueType.CODES: tuple,
}


def _read_date(text: str, _places: int) -> Value | Unreadable:
    found = _DATE.fullmatch(text)
    if found is None:
        return Unreadable(text, "form.not_a_date")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return Unreadable(text, "form.no_such_date")


def _read_month(text: str, _places: int) -> Value | Unreadable:
    found = _MONTH.fullmatch(text)
    year, month = (int(part) for part in found.groups() if part) if found else (0, 0)
    return Month(year, month) if 1 <= month <= 12 and year else Unreadable(text, "form.not_a_month")


def _read_date_time(text: str, places: int) -> Value | Unreadable:
    alone = _DIGITS_ALONE.fullmatch(text)
    day_text, clock_text = alone.groups() if alone else text.replace("T", " ").partition(" ")[::2]
    day = _read_date(day_text, places)
    clock = _CLOCK.fullmatch(clock_text.strip())
    if not isinstance(day, date) or clock is None:
        return Unreadable(text, "form.not_a_date_time")
    hour, minute = (int(part) for part in clock.groups() if part)
    if hour > 23 or minute > 59:
        return Unreadable(text, "form.not_a_date_time")
    # Form times are the hall's wall clock: the law counts them in local time and China has one zone.
    return datetime.fromisoformat(f"{day.isoformat()}T{hour:02d}:{minute:02d}")


def _read_integer(text: str, _places: int) -> Value | Unreadable:
    plain = text.replace(",", "")
    return int(plain) if _INTEGER.fullmatch(plain) else Unreadable(text, "form.not_a_whole_number")


def _read_decimal(text: str, places: int) -> Value | Unreadable:
    found = _DECIMAL.fullmatch(text.replace(",", ""))
    if found is None:
        return Unreadable(text, "form.not_a_number")
    if len((found[1] or "").rstrip("0")) > places:
        return Unreadable(text, "form.too_many_places")
    return Decimal(found[0]).quantize(Decimal(1).scaleb(-places))


def _read_money(text: str, _places: int) -> Value | Unreadable:
    found = _MONEY.fullmatch(text.replace(",", ""))
    if found is None:
        return Unreadable(text, "form.not_an_amount")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def _read_yes_no(text: str, _places: int) -> Value | Unreadable:
    answer = _YES_NO.get(text.lower())
    return Unreadable(text, "form.not_yes_or_no") if answer is None else answer


def _read_choices(text: str, _places: int) -> Value | Unreadable:
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,、;]", text) if part.strip())) or None


def _read_plain_number(text: str, _places: int) -> Value | Unreadable:
    return text.replace(" ", "").upper()


_READERS: Mapping[Kind, Callable[[str, int], Value | Unreadable]] = {
    Kind.DATE: _read_date,
    Kind.MONTH: _read_month,
    Kind.DATE_TIME: _read_date_time,
    Kind.INTEGER: _read_integer,
    Kind.DECIMAL: _read_decimal,
    Kind.MONEY: _read_money,
    Kind.YES_NO: _read_yes_no,
    Kind.SIGNATURE: _read_yes_no,
    Kind.CHOICES: _read_choices,
    Kind.ID_NUMBER: _read_plain_number,
    Kind.CERTIFICATE: _read_plain_number,
    Kind.BANK_ACCOUNT: _read_plain_number,
    Kind.CREDIT_CODE: _read_plain_number,
    Kind.MOBILE: _read_plain_number,
    Kind.REGION: _read_plain_number,
}


def fit(kind: Kind, value: Value, places: int) -> Value:
    """Return a calculated number as the field holds it: whole, or with its decimals, halves rounded up.

    A number too long to be meant is blank.
    """
    if kind not in {Kind.INTEGER, Kind.DECIMAL} or not isinstance(value, int | Decimal):
        return value
    decimals = 0 if kind is Kind.INTEGER else places
    try:
        exact = Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return int(exact) if kind is Kind.INTEGER else exact
