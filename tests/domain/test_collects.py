"""An item that takes money for others names the answers its receipt is made from, and is done on the spot."""

import word_files

from app.domain.collects import Collects
from app.domain.form.author import Margin, SourceText
from app.domain.form.reading import Shelf
from app.domain.item_reading import check_item, read_item
from app.domain.words import Words

NAMED = 'biller = "biller", what = "kind", way = "way", lines = ["who"], line_who = "name"'
FORM = """
[[form.section]]
key = "main"
title = "主要"
field = [
  { key = "amount", label = "金额", kind = "money" },
  { key = "biller", label = "收费单位", kind = "text", max_chars = 9 },
  { key = "kind", label = "项目", kind = "text", max_chars = 9 },
  { key = "way", label = "方式", kind = "text", max_chars = 9 },
]

[[form.section.table]]
key = "who"
label = "参保人"
max_rows = 3
column = [{ key = "name", label = "姓名", kind = "name" }]
"""
SHELF = Shelf(blocks={}, tables={})


def item(amount: str = "amount", handling: str = "即办") -> SourceText:
    head = f"""
[item]
id = "T01"
version = 1
name = "试用代收"
type = "20"
department = "企业"
decides = ["即时"]
handling = "{handling}"
basis = [{{ title = "试用协议" }}]
result = {{ name = "收据", kind = "其他" }}
valid_from = 2026-01-01
collects = {{ amount = "{amount}", {NAMED} }}
"""
    return SourceText("T01.toml", head + FORM)


def test_what_a_receipt_is_made_from_is_read_with_the_item() -> None:
    margin = Margin()
    read = read_item(item(), SHELF, margin)

    assert margin.mistakes == []
    assert read is not None
    assert read.collects == Collects(
        amount="amount", biller="biller", what="kind", way="way", lines=("who",), line_who="name"
    )
    assert set(read.collects.slots()) == {"amount", "biller", "kind", "way", "who/name"}


def test_a_field_the_form_does_not_have_is_told_with_the_nearest() -> None:
    (mistake,) = check_item(item(amount="amonut"), SHELF)

    assert mistake.code == "form.unknown_name"
    assert "amount" in Words(word_files.templates()).say(mistake.code, mistake.facts).sentence()


def test_money_is_taken_only_where_the_case_ends_on_the_spot() -> None:
    (mistake,) = check_item(item(handling="承诺"), SHELF)

    assert mistake.code == "form.collects_later"
    assert "即办" in Words(word_files.templates()).say(mistake.code, mistake.facts).sentence()
