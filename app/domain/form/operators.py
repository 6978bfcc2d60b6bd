"""What the signs of the rule language do, and which types they accept.

Blank: arithmetic with blank gives blank, every comparison with blank is false, and division by zero is blank.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.domain.form.author import RuleMistake
from app.domain.form.expressions import Expression, Run, derived
from app.domain.form.values import ValueType

_NUMBER, _MONEY, _TEXT = ValueType.NUMBER, ValueType.MONEY, ValueType.TEXT
_DATE, _TIME, _MONTH = ValueType.DATE, ValueType.DATE_TIME, ValueType.MONTH

_ORDERED = {_NUMBER, _MONEY, _DATE, _TIME, _MONTH}
_COMPARE: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _fen(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _plus_days(day: date, days: Any) -> date | None:
    try:
        return day + timedelta(days=float(days))
    except OverflowError:
        return None


def _days(later: datetime, earlier: datetime) -> Decimal:
    """Return the days between two moments, exact to the minute."""
    return Decimal(int((later - earlier).total_seconds())) / 86400


def _ratio(one: Any, other: Any) -> Decimal | None:
    return Decimal(one) / Decimal(other) if other else None


_ARITHMETIC: Mapping[
    tuple[type[ast.operator], ValueType, ValueType], tuple[ValueType, Callable[[Any, Any], Any]]
] = {
    (ast.Add, _NUMBER, _NUMBER): (_NUMBER, operator.add),
    (ast.Sub, _NUMBER, _NUMBER): (_NUMBER, operator.sub),
    (ast.Mult, _NUMBER, _NUMBER): (_NUMBER, operator.mul),
    (ast.Div, _NUMBER, _NUMBER): (_NUMBER, _ratio),
    (ast.FloorDiv, _NUMBER, _NUMBER): (_NUMBER, lambda one, other: one // other if other else None),
    (ast.Mod, _NUMBER, _NUMBER): (_NUMBER, lambda one, other: one % other if other else None),
    (ast.Add, _MONEY, _MONEY): (_MONEY, operator.add),
    (ast.Sub, _MONEY, _MONEY): (_MONEY, operator.sub),
    (ast.Mult, _MONEY, _NUMBER): (_MONEY, lambda money, times: _fen(money * Decimal(times))),
    (ast.Mult, _NUMBER, _MONEY): (_MONEY, lambda times, money: _fen(money * Decimal(times))),
    (ast.Div, _MONEY, _NUMBER): (_MONEY, lambda money, by: _fen(money / Decimal(by)) if by else None),
    (ast.Div, _MONEY, _MONEY): (_NUMBER, _ratio),
    (ast.Add, _DATE, _NUMBER): (_DATE, _plus_days),
    (ast.Sub, _DATE, _NUMBER): (_DATE, lambda day, days: _plus_days(day, -days)),
    (ast.Sub, _DATE, _DATE): (_NUMBER, lambda later, earlier: (later - earlier).days),
    (ast.Sub, _TIME, _TIME): (_NUMBER, _days),
    (ast.Add, _TEXT, _TEXT): (_TEXT, operator.add),
}


def arithmetic(sign: ast.operator, left: Expression, right: Expression) -> Expression:
    """Return left ± right; blank if either is blank."""
    found = _ARITHMETIC.get((type(sign), left.type, right.type))
    if found is None:
        raise RuleMistake("form.cannot_reckon", left=left.type.value, right=right.type.value)
    gives, reckon = found
    one, other = left.run, right.run

    def run(scope: Any) -> Any:
        first, second = one(scope), other(scope)
        if first is None or second is None:
            return None
        try:
            return reckon(first, second)
        except ArithmeticError:  # a number too long to be meant
            return None

    return derived(run, gives, left, right)


def negative(part: Expression) -> Expression:
    """Return the number with its sign turned."""
    if part.type not in {_NUMBER, _MONEY}:
        raise RuleMistake("form.cannot_reckon", left=part.type.value, right=part.type.value)
    inner = part.run

    def run(scope: Any) -> Any:
        value = inner(scope)
        return None if value is None else -value

    return derived(run, part.type, part)


def comparison(sign: ast.cmpop, left: Expression, right: Expression) -> Run:
    """Return the closure of one comparison; false if either side is blank."""
    must_compare(left, right, ordered=not isinstance(sign, ast.Eq | ast.NotEq))
    compare = _COMPARE[type(sign)]
    one, other = left.run, right.run

    def run(scope: Any) -> bool:
        first, second = one(scope), other(scope)
        return first is not None and second is not None and compare(first, second)

    return run


def membership(left: Expression, options: list[Expression], *, inside: bool) -> Run:
    """Return the closure of `x in (…)`; false, also for `not in`, if x is blank."""
    for option in options:
        must_compare(left, option, ordered=False)
    one, values = left.run, frozenset(option.literal for option in options)

    def run(scope: Any) -> bool:
        value = one(scope)
        return value is not None and (value in values) is inside

    return run


def must_compare(left: Expression, right: Expression, *, ordered: bool) -> None:
    """Refuse comparisons that could never hold: two types, or a text that is none of the choices."""
    if left.type is ValueType.CODES or right.type is ValueType.CODES:
        raise RuleMistake("form.compares_many")
    if left.type is not right.type:
        raise RuleMistake("form.compares_types", left=left.type.value, right=right.type.value)
    if ordered and left.type not in _ORDERED:
        raise RuleMistake("form.no_order", type=left.type.value)
    for options, literal in ((left.choices, right.literal), (right.choices, left.literal)):
        if options is not None and literal is not None and literal not in options:
            raise RuleMistake("form.no_such_choice", text=literal, choices="、".join(sorted(options)[:12]))


def holds(part: Expression) -> Expression:
    """Refuse a part that is not a yes or no where one is needed."""
    if part.type is not ValueType.YES_NO:
        raise RuleMistake("form.needs_yes_no", type=part.type.value)
    return part


def truth(sign: ast.boolop, parts: list[Expression]) -> Expression:
    """Return and / or over yes-no parts; blank counts as no."""
    runs = tuple(holds(part).run for part in parts)
    if isinstance(sign, ast.And):
        return derived(lambda scope: all(run(scope) for run in runs), ValueType.YES_NO, *parts)
    return derived(lambda scope: any(run(scope) for run in runs), ValueType.YES_NO, *parts)


def opposite(part: Expression) -> Expression:
    """Return not; blank counts as no, so its opposite is yes."""
    inner = holds(part).run
    return derived(lambda scope: not inner(scope), ValueType.YES_NO, part)
