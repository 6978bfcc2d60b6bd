"""Reads a rule through Python's own grammar, admits only a white list of it, and proves its types.

A rule is one expression over field names: `age >= 60 and not has(special, "无")`, or with Chinese labels
and signs `周岁(出生日期，today) ≥ 60`. There are no attributes, no subscripts, no keyword arguments, no
lambdas and no calls but to the named functions. `today` is the business day.

Blank (an unanswered or invisible field) is a value: arithmetic and functions with it give blank, comparisons
with it are false (`!=` and `not in` too), it counts as no, totals skip it, and it never raises.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from app.domain.form.author import RuleMistake, near
from app.domain.form.expressions import Expression, Reading, Scope, constant, derived
from app.domain.form.functions import FUNCTIONS, Function
from app.domain.form.names import Names
from app.domain.form.operators import arithmetic, comparison, membership, negative, opposite, truth
from app.domain.form.punctuation import plain_rule
from app.domain.form.table_functions import SPECIALS
from app.domain.form.values import ValueType

_TODAY = frozenset({"today", "今天"})
_LONGEST = 2000


def read_rule(source: str, names: Names, *, table: str = "", prefix: str = "") -> Expression:
    """Return the expression of a rule standing at the top, or in the rows of `table`.

    Raises RuleMistake with the first thing wrong. `prefix` is that of the block the rule came with.
    """
    return RuleReader(names, table, prefix).read(_parse(source))


class RuleReader:
    """Reads the nodes of one rule."""

    def __init__(self, names: Names, table: str, prefix: str) -> None:
        """Take the names the rule may use and where it stands."""
        self.names = names
        self.table = table
        self.prefix = prefix

    def read(self, node: ast.expr) -> Expression:
        """Return the typed closure of one node."""
        reader = _NODES.get(type(node))
        if reader is None:
            raise RuleMistake("form.not_allowed", text=ast.unparse(node))
        return reader(self, node)

    def name(self, node: ast.Name) -> Expression:
        """Read: A field, a column of the same row, or today."""
        if node.id in _TODAY and node.id not in self.names.fields:
            return Expression(lambda scope: scope.today, ValueType.DATE, timely=True)
        known, in_row = self.names.field(node.id, self.table, self.prefix)
        key = known.key
        reads = frozenset({Reading(known.slot)})
        if in_row:
            return Expression(lambda scope: scope.row[key], known.type, reads, known.choices)
        return Expression(lambda scope: scope.top[key], known.type, reads, known.choices)

    def constant(self, node: ast.Constant) -> Expression:
        """Read: A number, a text in quotes, True or False."""
        value = node.value
        if isinstance(value, bool):
            return constant(value, ValueType.YES_NO)
        if isinstance(value, int):
            return constant(value, ValueType.NUMBER)
        if isinstance(value, float):
            return constant(Decimal(repr(value)), ValueType.NUMBER)
        if isinstance(value, str):
            return constant(value, ValueType.TEXT)
        raise RuleMistake("form.not_allowed", text=ast.unparse(node))

    def truth(self, node: ast.BoolOp) -> Expression:
        """Read: and, or."""
        return truth(node.op, [self.read(part) for part in node.values])

    def unary(self, node: ast.UnaryOp) -> Expression:
        """Read: not, minus."""
        part = self.read(node.operand)
        if isinstance(node.op, ast.Not):
            return opposite(part)
        if isinstance(node.op, ast.USub):
            return negative(part)
        raise RuleMistake("form.not_allowed", text=ast.unparse(node))

    def arithmetic(self, node: ast.BinOp) -> Expression:
        """Read: + - * / // %."""
        return arithmetic(node.op, self.read(node.left), self.read(node.right))

    def comparison(self, node: ast.Compare) -> Expression:
        """Read: == != < <= > >= in, also chained."""
        sides = [node.left, *node.comparators]
        links = [
            self._link(sign, left, right)
            for sign, left, right in zip(node.ops, sides, node.comparators, strict=False)
        ]
        return links[0] if len(links) == 1 else truth(ast.And(), links)

    def _link(self, sign: ast.cmpop, left: ast.expr, right: ast.expr) -> Expression:
        one = self.read(left)
        if isinstance(sign, ast.In | ast.NotIn):
            if not isinstance(right, ast.Tuple | ast.List):
                raise RuleMistake("form.needs_list", text=ast.unparse(right))
            options = [self._constant_option(option) for option in right.elts]
            return derived(membership(one, options, inside=isinstance(sign, ast.In)), ValueType.YES_NO, one)
        if isinstance(sign, ast.Is | ast.IsNot):
            raise RuleMistake("form.not_allowed", text="is")
        other = self.read(right)
        return derived(comparison(sign, one, other), ValueType.YES_NO, one, other)

    def _constant_option(self, node: ast.expr) -> Expression:
        option = self.read(node)
        if option.literal is None:
            raise RuleMistake("form.needs_list", text=ast.unparse(node))
        return option

    def call(self, node: ast.Call) -> Expression:
        """Read: A call of a named function."""
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise RuleMistake("form.not_allowed", text=ast.unparse(node))
        name = node.func.id
        if name in SPECIALS:
            fewest, most, special = SPECIALS[name]
            _count_arguments(name, node, fewest, most)
            return special(self, node.args)
        if name not in FUNCTIONS:
            raise RuleMistake("form.unknown_function", name=name, near=near(name, [*FUNCTIONS, *SPECIALS]))
        function = FUNCTIONS[name]
        _count_arguments(name, node, len(function.takes), len(function.takes))
        return _apply(function, name, [self.read(argument) for argument in node.args])


_NODES: Mapping[type[ast.expr], Callable[[RuleReader, Any], Expression]] = {
    ast.Name: RuleReader.name,
    ast.Constant: RuleReader.constant,
    ast.BoolOp: RuleReader.truth,
    ast.UnaryOp: RuleReader.unary,
    ast.BinOp: RuleReader.arithmetic,
    ast.Compare: RuleReader.comparison,
    ast.Call: RuleReader.call,
}


def _parse(source: str) -> ast.expr:
    text = plain_rule(source)
    if not text:
        raise RuleMistake("form.empty_rule")
    if len(text) > _LONGEST:
        raise RuleMistake("form.rule_too_long", most=_LONGEST)
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise _broken(text, error) from None
    except (ValueError, RecursionError, MemoryError):
        raise RuleMistake("form.broken_rule", place=1, text=text[:30]) from None


def _broken(text: str, error: SyntaxError) -> RuleMistake:
    if text.count("(") != text.count(")"):
        return RuleMistake("form.unbalanced_bracket", opened=text.count("("), closed=text.count(")"))
    if "==" in (error.msg or "") or "=" in text[(error.offset or 1) - 1 :][:2]:
        return RuleMistake("form.single_equals", text=text[:60])
    place = error.offset or 1
    return RuleMistake("form.broken_rule", place=place, text=text[max(0, place - 1) :][:20])


def _count_arguments(name: str, node: ast.Call, fewest: int, most: int) -> None:
    if not fewest <= len(node.args) <= most:
        wanted = str(most) if fewest == most else f"{fewest} 至 {most}"
        raise RuleMistake("form.wrong_arity", function=name, wanted=wanted, given=len(node.args))


def _apply(function: Function, name: str, parts: list[Expression]) -> Expression:
    for part, wanted in zip(parts, function.takes, strict=True):
        if part.type is not wanted:
            raise RuleMistake(
                "form.wrong_argument", function=name, wanted=wanted.value, given=part.type.value
            )
    work, runs = function.run, tuple(part.run for part in parts)

    def run(scope: Scope) -> Any:
        values = [inner(scope) for inner in runs]
        if None in values:
            return None
        try:
            return work(*values)
        except ArithmeticError:  # a number too long to be meant
            return None

    return derived(run, function.gives, *parts)
