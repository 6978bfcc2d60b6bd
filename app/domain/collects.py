"""Which answers of an item's form say what money is taken for whom (代收), so that a receipt can be made."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Collects:
    """The fields of the form that a receipt (代收款收据) is made from, by their keys.

    `what` is what is paid for, `way` how. One line each comes from every row of the `lines` tables, by the
    columns named `line_…`; an item without tables gives one line from `account` and `period`.
    """

    amount: str
    biller: str
    what: str
    way: str
    account: str = ""
    period: str = ""
    lines: tuple[str, ...] = ()
    line_who: str = ""
    line_period: str = ""
    line_amount: str = ""

    def slots(self) -> Iterator[str]:
        """Yield every field and column it names, as slots of the form."""
        named = (self.amount, self.biller, self.what, self.way, self.account, self.period)
        yield from (name for name in named if name)
        columns = [name for name in (self.line_who, self.line_period, self.line_amount) if name]
        yield from (f"{table}/{column}" for table in self.lines for column in columns)
