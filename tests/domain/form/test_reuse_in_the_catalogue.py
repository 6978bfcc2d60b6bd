"""A paper marked to be used again (材料复用) is of a known group, and the hall keeps something of it."""

from dataclasses import replace
from datetime import date

import pytest
from hall import hall_data

from app.domain.case.reuse import valid_months
from app.domain.form.author import Margin, SourceText
from app.domain.form.model import MaterialForm
from app.domain.form.reuse_checking import REUSABLE_PAPERS
from app.domain.item_reading import read_item

TODAY = date(2026, 11, 26)
ITEM = """
[item]
id = "T01"
version = 1
name = "试用事项"
type = "20"
department = "民政"
decides = ["乡"]
handling = "承诺"
basis = [{ title = "试用办法" }]
result = { name = "凭证", kind = "证照" }
valid_from = 2026-01-01

[[material]]
key = "book"
name = "户口簿"
FACTS

[[form.section]]
key = "main"
title = "主要"

[[form.section.field]]
key = "name"
label = "姓名"
kind = "name"
"""
COPY = 'forms = ["原", "复"]\nnecessity = "必"\n'


@pytest.fixture
def with_groups(shelf):
    return replace(shelf, tables={**shelf.tables, REUSABLE_PAPERS: groups()})


def groups():
    return hall_data().catalog.tables[REUSABLE_PAPERS]


def read(shelf, facts):
    margin = Margin()
    item = read_item(SourceText("T01.toml", ITEM.replace("FACTS", facts)), shelf, margin)
    return item, [(one.code, one.line) for one in margin.mistakes]


def test_the_group_is_read_and_belongs_to_its_paper(with_groups):
    item, mistakes = read(with_groups, COPY + 'reuse = "household_book"')

    assert mistakes == []
    assert [one.reuse for one in item.materials] == ["household_book"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (COPY + 'reuse = "householdbook"', "form.reuse_unknown"),
        ('forms = ["原"]\nnecessity = "必"\nreuse = "household_book"', "form.reuse_form"),
        (
            'forms = ["收"]\nnecessity = "必"\nprinted_here = true\nreuse = "household_book"',
            "form.reuse_printed",
        ),
    ],
)
def test_a_mark_that_cannot_work_is_named_with_its_line(with_groups, facts, code):
    item, mistakes = read(with_groups, facts)

    line = ITEM.replace("FACTS", facts).split("\n").index(facts.split("\n")[-1]) + 1
    assert (item, mistakes) == (None, [(code, line)])


def test_without_the_table_no_group_is_known(shelf):
    assert read(shelf, COPY + 'reuse = "household_book"')[1][0][0] == "form.reuse_unknown"


def test_a_group_is_valid_for_the_months_the_county_says():
    assert valid_months(groups(), "household_book", TODAY) == 12
    assert valid_months(groups(), "household_book", date(2019, 12, 31)) == 0, "before the first edition"
    assert valid_months(groups(), "unheard_of", TODAY) == 0
    assert valid_months(None, "household_book", TODAY) == 0


def test_what_the_shipped_catalogue_lends_tells_nothing_sensitive():
    """Health, money and hardship never go from one item to another by themselves (DESIGN §6)."""
    items = hall_data().catalog.items.values()
    marked = {(one.name, one.reuse) for item in items for one in item.materials if one.reuse}

    assert {group for _name, group in marked} == groups().all_keys()
    shown = "".join(name for name, _group in marked)
    assert not [word for word in ("残疾", "病", "收入", "账户", "卡", "低保", "诊断") if word in shown]
    kept = {MaterialForm.COPY, MaterialForm.ELECTRONIC, MaterialForm.KEPT}
    assert all(kept & set(m.forms) for item in items for m in item.materials if m.reuse)
