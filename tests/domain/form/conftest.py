"""A small item to write forms in: `item_text(form)` completes it, `open_form(form)` opens its sheet."""

from datetime import date

import pytest

from app.domain.form.author import Margin, SourceText
from app.domain.form.reading import Block, Shelf
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.form.table_reading import read_table
from app.domain.item_reading import check_item, read_item

TODAY = date(2026, 11, 25)

ITEM = """
[item]
id = "T01"
version = 1
name = "试用事项"
type = "20"
department = "民政"
decides = ["乡"]
handling = "即办"
basis = []
result = { name = "凭证", kind = "证照" }
valid_from = 2026-01-01
"""

TIERS = """
name = "tiers"
label = "档次"
key = "code"
local = true
columns = { code = "text", label = "text", amount = "money", kind = "text", from = "int" }
[[edition]]
since = 2020-01-01
rows = [{ code = "low", label = "低档", amount = "100", kind = "a", from = 0 }]
[[edition]]
since = 2026-01-01
rows = [
  { code = "low", label = "低档", amount = "200.50", kind = "a", from = 0 },
  { code = "high", label = "高档", amount = "900", kind = "b", from = 60 },
]
"""

BLOCK = """
key = "who"
title = "谁"
[[field]]
key = "name"
label = "姓名"
kind = "name"
required = true
[[field]]
key = "nick"
label = "别名"
kind = "text"
visible = "filled(name)"
[[check]]
wrong = "nick == name"
say = "别名与姓名相同。"
at = "nick"
[[material]]
key = "id_card"
name = "身份证"
forms = ["原"]
necessity = "条"
needed_when = "filled(name)"
"""

TABLE_BLOCK = """
key = "goods"
title = "财物"
[[field]]
key = "sum"
label = "财物合计"
kind = "money"
calc = 'total("goods", "worth")'
[[field]]
key = "remark"
label = "备注"
kind = "text"
[[table]]
key = "goods"
label = "财物"
after = "sum"
totals = ["worth"]
column = [
  { key = "worth", label = "价值", kind = "money" },
  { key = "debt", label = "负债", kind = "money" },
]
check = [{ wrong = "debt > worth", say = "负债多于价值。", at = "debt" }]
"""


def make_shelf():
    margin = Margin()
    tiers = read_table(SourceText("tiers.toml", TIERS), margin)
    assert not margin.mistakes
    import tomllib

    blocks = {
        name: Block(tomllib.loads(text), SourceText(f"{name}.toml", text))
        for name, text in (("who", BLOCK), ("goods", TABLE_BLOCK))
    }
    return Shelf(blocks=blocks, tables={"tiers": tiers})


@pytest.fixture(scope="session")
def shelf():
    return make_shelf()


@pytest.fixture
def mistakes_of(shelf):
    """Return the mistakes of an item with the given form text."""

    def check(form, item=ITEM):
        return check_item(SourceText("T01.toml", item + form), shelf)

    return check


@pytest.fixture
def open_form(shelf):
    """Open a sheet of an item with the given form text, which must be free of mistakes."""

    def opened(form, answers=None, today=TODAY):
        margin = Margin()
        item = read_item(SourceText("T01.toml", ITEM + form), shelf, margin)
        assert item is not None, margin.mistakes
        return open_sheet(item.form, answers or {}, FormContext(today=today, tables=shelf.tables))

    return opened


@pytest.fixture
def open_fields(open_form):
    """Open a sheet of one section with fields given as inline records."""

    def opened(*fields, rest="", answers=None):
        return open_form(one_section(*fields) + rest, answers)

    return opened


def one_section(*fields):
    listed = ",\n".join(f"  {{ {field} }}" for field in fields)
    return f'[[form.section]]\nkey = "main"\ntitle = "主要"\nfield = [\n{listed}\n]\n'


@pytest.fixture(name="one_section")
def one_section_fixture():
    return one_section
