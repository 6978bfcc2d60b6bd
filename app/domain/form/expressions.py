"""A rule after reading: a closure, the type it gives and the answers it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from app.domain.form.lookups import LookupTable
from app.domain.form.values import ValueType

Row: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Scope:
    """What a closure sees: the answers in force, the rows of each table, the row it stands in."""

    today: date
    tables: Mapping[str, LookupTable]
    top: Row
    rows: dict[str, list[Row]]
    row: Row = field(default_factory=dict)


# The rule reader has proved the types, so closures need not; Any is the honest type for them.
Run: TypeAlias = Callable[[Scope], Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """One slot a rule reads: a field, a column of its own row, or (`whole`) a column over all rows."""

    slot: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A typed closure; `choices` are the codes it can give, `literal` is a written constant."""

    run: Run
    type: ValueType
    reads: frozenset[Reading] = frozenset()
    choices: frozenset[str] | None = None
    literal: Any = None
    timely: bool = False

    @property
    def is_constant(self) -> bool:
        """True if the result can never change: nothing read and not even the day."""
        return not self.reads and not self.timely


def constant(value: Any, of_type: ValueType) -> Expression:
    """Return the expression of a written constant."""
    return Expression(lambda _scope: value, of_type, literal=value)


def derived(run: Run, of_type: ValueType, *parts: Expression) -> Expression:
    """Return an expression that reads what its parts read."""
    reads = frozenset().union(*(part.reads for part in parts))
    return Expression(run, of_type, reads, timely=any(part.timely for part in parts))


def both(first: Expression, second: Expression) -> Expression:
    """Return the expression that holds when both hold."""
    one, other = first.run, second.run
    return derived(lambda scope: one(scope) and other(scope), ValueType.YES_NO, first, second)
