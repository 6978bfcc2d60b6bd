"""Lookups with their days of effect and bands, the names rules find, and what a rule is known to read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import CodeEntry, CodeTable
from app.domain.form.author import Margin, SourceText
from app.domain.form.lookups import edition_of, from_code_table
from app.domain.form.model import Choice
from app.domain.form.punctuation import plain_rule
from app.domain.form.table_reading import read_table
from app.domain.form.values import ValueType

BEFORE, OLD, EVE, NEW = date(2024, 6, 30), date(2024, 7, 1), date(2025, 12, 31), date(2026, 1, 1)


@pytest.mark.parametrize(
    ("today", "label", "amount"),
    [
        (BEFORE, None, None),
        (OLD, "旧甲档", 10000),
        (EVE, "旧甲档", 10000),
        (NEW, "甲档", 30000),
        (date(2099, 1, 1), "甲档", 30000),
    ],
)
def test_a_lookup_is_answered_by_the_edition_of_the_day(value_of, today, label, amount):
    assert value_of('lookup("levels", "label", kind)', today=today, kind="甲") == label
    assert value_of('查表("levels", "amount", kind)', today=today, kind="甲") == amount


@pytest.mark.parametrize(
    ("rule", "answers", "result"),
    [
        ('lookup("levels", "amount", kind)', {}, None),
        ('lookup("levels", "amount", kind)', {"kind": "丙"}, None),
        ('lookup("levels", "last", kind)', {"kind": "乙"}, date(2026, 12, 31)),
        ('lookup("levels", "last", kind)', {"kind": "甲"}, None),
        ('lookup("levels", "rate", "甲")', {}, Decimal("0.5")),
        ('lookup("levels", "from", "丙")', {}, 80),
        ('lookup("levels", "amount", text)', {"text": "没有的"}, None),
        ('lookup("levels", "amount", when(yes, "甲", "乙"))', {"yes": False}, 20000),
        ('lookup_smallest("levels", "amount", many)', {"many": ("甲", "乙")}, 20000),
        ('lookup_smallest("levels", "amount", many)', {"many": ("甲",)}, 30000),
        ('lookup_smallest("levels", "amount", many)', {"many": ("丙",)}, None),
        ('lookup_smallest("levels", "amount", many)', {"many": ("丙", "甲")}, 30000),
        ('查表最小("levels", "from", many)', {"many": ("丙", "乙")}, 60),
        ('lookup_smallest("levels", "amount", many)', {}, None),
        ('lookup_band("levels", "label", n)', {"n": -1}, None),
        ('lookup_band("levels", "label", n)', {"n": 0}, "甲档"),
        ('lookup_band("levels", "label", n)', {"n": 59}, "甲档"),
        ('lookup_band("levels", "label", n)', {"n": 60}, "乙档"),
        ('lookup_band("levels", "label", n)', {"n": Decimal("79.9")}, "乙档"),
        ('查档("levels", "amount", n)', {"n": 60}, 20000),
        ('lookup_band("levels", "amount", n)', {"n": 80}, None),
        ('lookup_band("levels", "label", n)', {}, None),
    ],
)
def test_a_lookup_gives_the_cell_or_blank(value_of, rule, answers, result):
    assert value_of(rule, **answers) == result


@pytest.mark.parametrize(
    ("today", "n", "label"),
    [
        (BEFORE, 99, None),
        (OLD, 9, None),
        (OLD, 10, "旧甲档"),
        (EVE, 99, "旧甲档"),
        (NEW, 9, "甲档"),
        (NEW, 99, "丙档"),
    ],
)
def test_a_band_is_that_of_the_day(value_of, today, n, label):
    assert value_of('lookup_band("levels", "label", n)', today=today, n=n) == label


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ('lookup("level", "label", kind)', "form.unknown_lookup"),
        ('lookup_band("bands", "label", n)', "form.unknown_lookup"),
        ('lookup("levels", "lable", kind)', "form.missing_column"),
        ('lookup_smallest("levels", "price", many)', "form.missing_column"),
        ('lookup("levels", "label", n)', "form.wrong_argument"),
        ('lookup("levels", "label", many)', "form.wrong_argument"),
        ('lookup_smallest("levels", "amount", kind)', "form.wrong_argument"),
        ('lookup_band("levels", "label", kind)', "form.wrong_argument"),
        ('lookup_band("levels", "label", cash)', "form.wrong_argument"),
        ('lookup("levels", "label", "丁")', "form.no_such_row"),
        ("lookup(levels, 'label', kind)", "form.needs_quotes"),
        ("lookup('levels', label, kind)", "form.needs_quotes"),
    ],
)
def test_a_lookup_that_can_never_find_is_refused(mistake_of, rule, code):
    assert mistake_of(rule).code == code


@pytest.mark.parametrize(
    ("rule", "gives"),
    [
        ('lookup("levels", "amount", kind)', ValueType.MONEY),
        ('lookup("levels", "label", kind)', ValueType.TEXT),
        ('lookup("levels", "from", kind)', ValueType.NUMBER),
        ('lookup("levels", "rate", kind)', ValueType.NUMBER),
        ('lookup_band("levels", "last", n)', ValueType.DATE),
        ('lookup_smallest("levels", "amount", many)', ValueType.MONEY),
    ],
)
def test_a_lookup_has_the_type_of_its_column(type_of_rule, rule, gives):
    assert type_of_rule(rule) is gives


@pytest.mark.parametrize(
    ("rule", "slots"),
    [
        ("n + m", {"n", "m"}),
        ("n + n", {"n"}),
        ("today", set()),
        ("when(yes, n, m) > 1", {"yes", "n", "m"}),
        ('kind in ("甲",)', {"kind"}),
        ("not blank(text)", {"text"}),
        ('total("rows", "amount")', {"rows/amount"}),
        ('count("rows")', {"rows"}),
        ('count_of("rows", "who", text)', {"rows/who", "text"}),
        ('total_of("rows", "amount", "who", text)', {"rows/amount", "rows/who", "text"}),
        ('lookup("levels", "label", kind)', {"kind"}),
        ("1 < n <= m", {"n", "m"}),
    ],
)
def test_a_rule_reads_what_it_names(reads_of, rule, slots):
    assert reads_of(rule) == slots


@pytest.mark.parametrize(
    ("rule", "constant"),
    [
        ("1 < 2", True),
        ("'甲' == '甲'", True),
        ("date('2026-01-01') < date('2026-01-02')", True),
        ("today > date('2026-01-01')", False),
        ("age_on(date('1990-01-01'), today) > 18", False),
        ('lookup("levels", "amount", "甲") > yuan(1)', False),
        ('lookup_band("levels", "label", 3) == "甲档"', False),
        ("n > 0", False),
        ('count("rows") > 0', False),
    ],
)
def test_a_rule_that_reads_nothing_and_not_the_day_never_changes(scope_free, rule, constant):
    assert scope_free(rule) is constant


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("n ≥ 16", "n >= 16"),
        ("n ≤ 16", "n <= 16"),
        ("n ≠ 16", "n != 16"),
        ("n × m ÷ 2", "n * m / 2"),
        ("n − m", "n - m"),
        ("（n ＋ m）", "(n + m)"),
        ("n　＞　1", "n > 1"),
        ("１２．５", "12.5"),
        ("n in 【1，2】", "n in [1,2]"),
        ("n in (1、2)", "n in (1,2)"),
        ("a 且 b", "a  and  b"),
        ("a 并且 b", "a  and  b"),
        ("a 或 b", "a  or  b"),
        ("a 或者 b", "a  or  b"),
        ("非(a)", "not (a)"),
        ("是非", "是非"),
        ("非农户口", "非农户口"),
        ("a\nand b", "a and b"),
        ("“甲且乙”", "'甲且乙'"),
        ("「甲≥乙」", "'甲≥乙'"),
        ("‘甲，乙’", "'甲，乙'"),
        ("＂（甲）＂", "'（甲）'"),
        ('"a\'b"', '"a\'b"'),
        ("  n  ", "n"),
        ("", ""),
    ],
)
def test_signs_of_a_chinese_keyboard_become_those_of_the_language(typed, plain):
    assert plain_rule(typed) == plain


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("", "form.empty_rule"),
        ("   ", "form.empty_rule"),
        ("\u3000", "form.empty_rule"),
        ("n + " * 600 + "n", "form.rule_too_long"),
        ("(n > 1", "form.unbalanced_bracket"),
        ("n > 1)", "form.unbalanced_bracket"),
        ("age_on(day, today", "form.unbalanced_bracket"),
        ("n = 1", "form.single_equals"),
        ("text = '甲'", "form.single_equals"),
        ("n >", "form.broken_rule"),
        ("n n", "form.broken_rule"),
        ("and n", "form.broken_rule"),
        ("text == “甲", "form.broken_rule"),
        ("n.real", "form.not_allowed"),
        ("n[0]", "form.not_allowed"),
        ("None == n", "form.not_allowed"),
        ("lambda: n", "form.not_allowed"),
        ("{n}", "form.not_allowed"),
        ("(n, m)", "form.not_allowed"),
        ("yuan(amount=1)", "form.not_allowed"),
        ("nn", "form.unknown_name"),
        ("rows", "form.unknown_name"),
        ("Today", "form.unknown_name"),
    ],
)
def test_what_cannot_be_read_says_why(mistake_of, rule, code):
    assert mistake_of(rule).code == code


@pytest.mark.parametrize(
    ("rule", "near"),
    [
        ("untill > since", "until"),
        ("cahs > yuan(1)", "cash"),
        ("age_of(day, today)", "age_on"),
        ("totl('rows', 'amount')", "total"),
        ('lookup("levles", "label", kind)', "levels"),
        ('lookup("levels", "amuont", kind)', "amount"),
        ('total("rows", "ammount")', "amount"),
        ('count("row")', "rows"),
    ],
)
def test_a_misspelt_name_is_answered_by_those_like_it(mistake_of, rule, near):
    assert near in mistake_of(rule).facts["near"].split("、")


def communes():
    entries = (
        CodeEntry(code="1", name="城关镇", facts={"county": "甲县", "households": 3}),
        CodeEntry(code="2", name="关田镇", facts={"county": "乙县"}),
        CodeEntry(code="3", name="旧镇", offered=False, facts={"county": "乙县"}),
    )
    return from_code_table(CodeTable(name="communes", title="乡镇", source="", version="1", entries=entries))


@pytest.mark.parametrize(
    ("column", "wanted", "offered"),
    [
        ("", None, ["城关镇", "关田镇"]),
        ("county", "甲县", ["城关镇"]),
        ("county", "乙县", ["关田镇"]),
        ("county", "丙县", []),
        ("county", None, []),
    ],
)
def test_a_code_list_offers_what_is_offered_narrowed_by_a_column(column, wanted, offered):
    choices = communes().choices(NEW, column, wanted)

    assert [choice.label for choice in choices] == offered


def test_a_code_no_longer_offered_can_still_be_looked_up_and_is_no_stranger():
    table = communes()

    assert table.edition(NEW).rows["3"]["label"] == "旧镇"
    assert table.all_keys() == {"1", "2", "3"}
    assert Choice("3", "旧镇") not in table.choices(NEW)


def test_only_texts_of_a_code_list_are_columns():
    assert communes().columns == {
        "county": ValueType.TEXT,
        "code": ValueType.TEXT,
        "label": ValueType.TEXT,
        "offered": ValueType.YES_NO,
    }


@given(sinces=st.lists(st.dates(), min_size=1, max_size=5, unique=True), day=st.dates())
def test_editions_in_any_order_are_in_force_until_the_next(sinces, day):
    editions = "".join(
        f'[[edition]]\nsince = {since}\nrows = [{{ code = "甲", label = "{since}" }}]\n' for since in sinces
    )
    text = 'name = "t"\nlabel = "表"\nkey = "code"\ncolumns = { code = "text", label = "text" }\n' + editions
    table = read_table(SourceText("t.toml", text), Margin())

    labels = [choice.label for choice in table.choices(day)]

    begun = [since for since in sinces if since <= day]
    assert labels == ([str(max(begun))] if begun else [])


@given(kinds=st.lists(st.sampled_from("甲乙丙"), max_size=12), wanted=st.sampled_from("甲乙丙"))
def test_the_index_of_an_edition_finds_the_rows_in_their_order(kinds, wanted):
    rows = {str(place): {"kind": kind} for place, kind in enumerate(kinds)}

    found = edition_of(NEW, rows).index.get(("kind", wanted), ())

    assert list(found) == [key for key, row in rows.items() if row["kind"] == wanted]
