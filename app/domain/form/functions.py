"""The functions a rule may call, each with its English and Chinese name, its types and its meaning.

Every function here gives blank when any of its arguments is blank. Functions that treat blank otherwise, or
look at tables, are in `table_functions`.
"""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.domain import money
from app.domain.form.values import Month, Value, ValueType
from app.domain.identity import citizen_id, person

_TEXT, _NUMBER, _MONEY = ValueType.TEXT, ValueType.NUMBER, ValueType.MONEY
_DATE, _MONTH, _TIME, _YES_NO = ValueType.DATE, ValueType.MONTH, ValueType.DATE_TIME, ValueType.YES_NO


@dataclass(frozen=True, slots=True)
class Function:
    """A function over filled values."""

    name: str
    chinese: str
    takes: tuple[ValueType, ...]
    gives: ValueType
    run: Callable[..., Value]


def _birth_of(number: str) -> date | None:
    found = citizen_id.derive(_eighteen(number))
    return found.birth if found else None


def _sex_of(number: str) -> str | None:
    found = citizen_id.derive(_eighteen(number))
    return found.sex.value if found else None


def _eighteen(number: str) -> str:
    shaped = citizen_id.from_fifteen(number) if len(number) == 15 and number.isdecimal() else number
    return shaped if not citizen_id.shape_findings(shaped) else "0" * 18


def add_months(day: date, months: Any) -> date | None:
    """Return the same day number months later, else the last day of that month (domain.md 6.6)."""
    total = day.year * 12 + day.month - 1 + int(months)
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _round_to(number: Any, places: Any) -> Decimal:
    return Decimal(number).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _yuan(amount: Any) -> int:
    """Return an amount in yuan as fen."""
    return int((Decimal(amount) * 100).to_integral_value(ROUND_HALF_UP))


def _capital(amount: int) -> str | None:
    """Return an amount as receipts write it out; blank for less than nothing or too much to be written."""
    try:
        return money.capital(amount)
    except (ValueError, money.AmountNotReadable):
        return None


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _months_between(first: Month, second: Month) -> int:
    return (second.year - first.year) * 12 + second.month - first.month


def _part(text: str, first: Any, count: Any) -> str | None:
    return text[int(first) - 1 : int(first) - 1 + int(count)] or None


_ALL = (
    Function("age_on", "周岁", (_DATE, _DATE), _NUMBER, person.age_on),
    Function("birth_of", "出生日期", (_TEXT,), _DATE, _birth_of),
    Function("sex_of", "性别", (_TEXT,), _TEXT, _sex_of),
    Function("year_of", "年份", (_DATE,), _NUMBER, lambda day: day.year),
    Function("month_of", "所在月", (_DATE,), _MONTH, lambda day: Month(day.year, day.month)),
    Function("date_of", "所在日", (_TIME,), _DATE, _day),
    Function("add_months", "加月", (_DATE, _NUMBER), _DATE, add_months),
    Function("add_years", "加年", (_DATE, _NUMBER), _DATE, lambda day, n: add_months(day, n * 12)),
    Function("months_between", "相隔月数", (_MONTH, _MONTH), _NUMBER, _months_between),
    Function("round_to", "四舍五入", (_NUMBER, _NUMBER), _NUMBER, _round_to),
    Function("yuan", "元", (_NUMBER,), _MONEY, _yuan),
    Function("capital", "大写", (_MONEY,), _TEXT, _capital),
    Function("length", "字数", (_TEXT,), _NUMBER, len),
    Function("begins", "开头是", (_TEXT, _TEXT), _YES_NO, lambda text, start: text.startswith(start)),
    Function("part", "截取", (_TEXT, _NUMBER, _NUMBER), _TEXT, _part),
)

FUNCTIONS: Mapping[str, Function] = {name: entry for entry in _ALL for name in (entry.name, entry.chinese)}
