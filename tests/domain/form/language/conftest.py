"""A bench for single rules: named answers, a table of rows and a dated lookup table to read."""

from datetime import date

import pytest

from app.domain.form.author import Margin, RuleMistake, SourceText
from app.domain.form.expressions import Scope
from app.domain.form.names import Known, KnownTable, Names
from app.domain.form.rules import read_rule
from app.domain.form.table_reading import read_table
from app.domain.form.values import ValueType

TODAY = date(2026, 11, 25)

LEVELS = """
name = "levels"
label = "档次"
key = "code"
columns = { code = "text", label = "text", amount = "money", from = "int", last = "date", rate = "dec" }
[[edition]]
since = 2026-01-01
rows = [
  { code = "甲", label = "甲档", amount = "300", from = 0, rate = "0.5" },
  { code = "乙", label = "乙档", amount = "200", from = 60, last = 2026-12-31 },
  { code = "丙", label = "丙档", from = 80 },
]
[[edition]]
since = 2024-07-01
rows = [{ code = "甲", label = "旧甲档", amount = "100", from = 10 }]
"""

TOP = {
    "n": ValueType.NUMBER,
    "m": ValueType.NUMBER,
    "cash": ValueType.MONEY,
    "debt": ValueType.MONEY,
    "day": ValueType.DATE,
    "other_day": ValueType.DATE,
    "since": ValueType.DATE_TIME,
    "until": ValueType.DATE_TIME,
    "ym": ValueType.MONTH,
    "other_ym": ValueType.MONTH,
    "text": ValueType.TEXT,
    "yes": ValueType.YES_NO,
    "no": ValueType.YES_NO,
    "kind": ValueType.TEXT,
    "many": ValueType.CODES,
}
COLUMNS = {
    "amount": ValueType.MONEY,
    "size": ValueType.NUMBER,
    "who": ValueType.TEXT,
    "on": ValueType.DATE,
    "ym": ValueType.MONTH,
    "ok": ValueType.YES_NO,
}
CODES = {"kind": frozenset("甲乙丙"), "many": frozenset("甲乙丙")}


def levels():
    margin = Margin()
    table = read_table(SourceText("levels.toml", LEVELS), margin)
    assert not margin.mistakes
    return table


def names():
    top = {key: Known(key, key, of_type, CODES.get(key)) for key, of_type in TOP.items()}
    columns = {key: Known(f"rows/{key}", key, of_type, None) for key, of_type in COLUMNS.items()}
    return Names(top, {"rows": KnownTable("rows", columns)}, {"levels": levels()})


NAMES = names()


@pytest.fixture(scope="session")
def value_of():
    """Return what a rule gives for the answers; unnamed answers and cells are blank."""

    def value(rule, rows=(), today=TODAY, **answers):
        full = [dict.fromkeys(COLUMNS) | row for row in rows]
        top = dict.fromkeys(TOP) | answers
        scope = Scope(today=today, tables={"levels": levels()}, top=top, rows={"rows": full})
        return read_rule(rule, NAMES).run(scope)

    return value


@pytest.fixture(scope="session")
def type_of_rule():
    """Return the type a rule is proved to give."""
    return lambda rule: read_rule(rule, NAMES).type


@pytest.fixture(scope="session")
def mistake_of():
    """Return the mistake a rule is refused with."""

    def refused(rule):
        with pytest.raises(RuleMistake) as caught:
            read_rule(rule, NAMES)
        return caught.value

    return refused


@pytest.fixture(scope="session")
def reads_of():
    """Return the slots a rule reads."""
    return lambda rule: {read.slot for read in read_rule(rule, NAMES).reads}


@pytest.fixture(scope="session")
def scope_free():
    """Tell whether a rule can never change its result."""
    return lambda rule: read_rule(rule, NAMES).is_constant
