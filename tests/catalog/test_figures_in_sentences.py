"""A sentence never spells a figure that a county may change in a table: it would go on saying the old one."""

import re

import pytest
from answer_sets import SETS

ITEMS = sorted(SETS)
FIGURE = re.compile(
    r"(?<![A-H\d])\d+|半年|半数|[一二两三四五六七八九十百千]+(?:年(?!度)|周岁|岁|个月|万元|元|天|日|倍|成)"
)
LOOKED_UP = re.compile(r'lookup\("(?!relation_facts")')


def looked_up(form):
    """Return the keys of every answer that is calculated from a table."""
    rules = {slot.rpartition("/")[2]: field.calc for slot, field in form.fields.items() if field.calc}
    return {key for key, rule in rules.items() if LOOKED_UP.search(rule.source)}


def rests_on_a_table(form, rule):
    names = "|".join(map(re.escape, looked_up(form))) or "(?!)"
    return bool(LOOKED_UP.search(rule.source) or re.search(rf"\b(?:{names})\b", rule.source))


@pytest.mark.parametrize("item_id", ITEMS)
def test_no_check_against_a_table_spells_a_figure(item_of, item_id):
    form = item_of(item_id).form
    spelt = [
        check.say
        for check in form.definition.checks
        if rests_on_a_table(form, check.wrong) and FIGURE.search(check.say)
    ]

    assert spelt == []


@pytest.mark.parametrize(
    ("sentence", "spells"),
    [
        ("申请人未满 16 周岁。", True),
        ("采伐期限超过一年，请缩短。", True),
        ("请先办居住登记（B01）。", False),
        ("不是缴纳下一年度的费用。", False),
    ],
)
def test_what_counts_as_a_figure(sentence, spells):
    assert bool(FIGURE.search(sentence)) is spells
