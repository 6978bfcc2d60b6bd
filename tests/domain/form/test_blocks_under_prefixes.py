"""One block included twice under two prefixes: each keeps to its own fields, table, totals and papers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TWICE = """
[[form.section]]
key = "mine"
title = "本人财物"
include = { block = "goods", prefix = "my_", label = "本人" }
[[form.section]]
key = "theirs"
title = "配偶财物"
include = { block = "goods", prefix = "their_", label = "配偶" }
[[form.section]]
key = "sum"
title = "合计"
[[form.section.field]]
key = "all"
label = "总计"
kind = "money"
calc = "my_sum + their_sum"
"""
PEOPLE = """
[[form.section]]
key = "one"
title = "甲方"
include = { block = "who", prefix = "a_", label = "甲方" }
[[form.section]]
key = "two"
title = "乙方"
include = { block = "who", prefix = "b_", label = "乙方", omit = ["nick"] }
"""


def add(sheet, table, **cells):
    row = sheet.add_row(table)
    for column, text in cells.items():
        sheet.set(f"{table}/{row}/{column}", text)
    return row


@pytest.fixture
def goods(open_form):
    return open_form(TWICE)


@pytest.fixture
def prefixed(goods):
    """Return the path of a column of the block's table under a prefix, as the form spells it."""

    def column(prefix, name):
        (slot,) = [
            slot for slot in goods.form.fields if slot.startswith(f"{prefix}goods/") and slot.endswith(name)
        ]
        return slot.partition("/")[2]

    return column


def test_fields_and_tables_of_both_stand_side_by_side(goods):
    assert {"my_sum", "my_remark", "their_sum", "their_remark", "all"} <= goods.form.fields.keys()
    assert goods.form.tables.keys() == {"my_goods", "their_goods"}


@pytest.mark.parametrize(
    ("slot", "label"),
    [
        ("my_sum", "本人财物合计"),
        ("their_sum", "配偶财物合计"),
        ("my_remark", "本人备注"),
        ("their_remark", "配偶备注"),
    ],
)
def test_labels_say_whose_they_are(goods, slot, label):
    assert goods.state(slot).field.label == label


@pytest.mark.parametrize(
    ("mine", "theirs", "sums"),
    [
        ([], [], (0, 0, 0)),
        (["1"], [], (100, 0, 100)),
        ([], ["2"], (0, 200, 200)),
        (["1", "2.50"], ["0.01"], (350, 1, 351)),
        (["1", ""], ["", ""], (100, 0, 100)),
    ],
)
def test_each_total_counts_its_own_rows(goods, prefixed, mine, theirs, sums):
    for table, prefix, amounts in (("my_goods", "my_", mine), ("their_goods", "their_", theirs)):
        for amount in amounts:
            add(goods, table, **{prefixed(prefix, "worth"): amount})

    assert (goods.value("my_sum"), goods.value("their_sum"), goods.value("all")) == sums


def test_a_check_of_rows_speaks_in_the_table_that_is_wrong(goods, prefixed):
    worth, debt = prefixed("their_", "worth"), prefixed("their_", "debt")
    add(goods, "my_goods", **{prefixed("my_", "worth"): "5", prefixed("my_", "debt"): "1"})
    row = add(goods, "their_goods", **{worth: "5", debt: "6"})

    (problem,) = goods.problems()

    assert problem.path == f"their_goods/{row}/{debt}"
    assert problem.facts["say"] == "负债多于价值。"


def test_a_row_taken_from_one_table_leaves_the_other(goods, prefixed):
    row = add(goods, "my_goods", **{prefixed("my_", "worth"): "5"})
    add(goods, "their_goods", **{prefixed("their_", "worth"): "7"})

    changed = goods.remove_row("my_goods", row)

    assert {"my_sum", "all"} <= changed
    assert "their_sum" not in changed
    assert (goods.value("all"), goods.totals("their_goods")) == (700, {prefixed("their_", "worth"): 700})


# `open_form` opens a new sheet each time: nothing is left over from one example to the next.
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=st.lists(st.tuples(st.booleans(), st.integers(0, 10**6)), max_size=8))
def test_whatever_is_entered_the_grand_total_is_the_sum_of_both(open_form, amounts):
    sheet = open_form(TWICE)
    for mine, fen in amounts:
        table = "my_goods" if mine else "their_goods"
        worth = sheet.form.tables[table].totals[0]
        row = sheet.add_row(table)
        sheet.set(f"{table}/{row}/{worth}", fen)

    assert sheet.value("all") == sum(fen for _, fen in amounts)
    assert sheet.value("my_sum") == sum(fen for mine, fen in amounts if mine)
    assert open_form(TWICE, sheet.answers()).answers() == sheet.answers()


def test_the_papers_of_one_block_stand_apart_under_their_prefixes(open_form):
    sheet = open_form(PEOPLE)
    sheet.set("a_name", "王小明")

    needed = {need.material.key: need.needed for need in sheet.materials()}
    names = [need.material.name for need in sheet.materials()]

    assert needed == {"a_id_card": True, "b_id_card": False}
    assert names == ["甲方身份证", "乙方身份证"]


def test_one_paper_cannot_be_asked_for_under_one_key_twice(mistakes_of, words):
    own = '[[material]]\nkey = "a_id_card"\nname = "身份证"\nforms = ["原"]\nnecessity = "必"\n'

    (mistake,) = mistakes_of(own + PEOPLE)

    assert mistake.code == "form.duplicate_key"
    assert words.say(mistake.code, mistake.facts).do
