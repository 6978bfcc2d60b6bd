"""The same author mistakes in a field of the form, a column of a table, and a field of a block."""

import tomllib
from dataclasses import replace

import pytest

from app.domain.form.author import Margin, SourceText
from app.domain.form.reading import Block
from app.domain.form.table_reading import read_table
from app.domain.item_reading import check_item

OTHERS = [
    'key = "sex", label = "性别", kind = "enum", choices = [["1", "男"], ["2", "女"]]',
    'key = "birth", label = "出生日期", kind = "date"',
    'key = "n", label = "数量", kind = "int"',
    'key = "cash", label = "金额", kind = "money"',
    'key = "many", label = "多选", kind = "multi", choices = ["甲", "乙"]',
]
SUMS = """
[[form.section.table]]
key = "sums"
label = "合计表"
column = [{ key = "part", label = "数额", kind = "int" }, { key = "name_of", label = "名目", kind = "text" }]
"""
RULES = [
    ("visible", "nn > 1", "form.unknown_name"),
    ("visible", "数目 > 1", "form.unknown_name"),
    ("visible", "ages(birth, today) > 1", "form.unknown_function"),
    ("visible", "满(n)", "form.unknown_function"),
    ("visible", "filled()", "form.wrong_arity"),
    ("visible", "begins(x2)", "form.wrong_arity"),
    ("visible", "(n > 1", "form.unbalanced_bracket"),
    ("visible", "n > 1）", "form.unbalanced_bracket"),
    ("visible", "n = 1", "form.single_equals"),
    ("visible", "sex ＝ 1", "form.single_equals"),
    ("visible", "n >", "form.broken_rule"),
    ("visible", "n 1", "form.broken_rule"),
    ("visible", " ", "form.empty_rule"),
    ("required", "", "form.empty_rule"),
    ("required", "必填", "form.yes_no_word"),
    ("visible", "true", "form.yes_no_word"),
    ("required", "cash == 1", "form.compares_types"),
    ("required", "birth == n", "form.compares_types"),
    ("required", "sex == '3'", "form.no_such_choice"),
    ("visible", "has(many, '丁')", "form.no_such_choice"),
    ("visible", "many != '甲'", "form.compares_many"),
    ("required", "many in ('甲',)", "form.compares_many"),
    ("visible", "sex >= '1'", "form.no_order"),
    ("required", "larger(sex, '1') == '1'", "form.no_order"),
    ("visible", "n in cash", "form.needs_list"),
    ("required", "n in (n, 1)", "form.needs_list"),
    ("visible", "n or n", "form.needs_yes_no"),
    ("required", "not cash", "form.needs_yes_no"),
    ("visible", "length(n) > 1", "form.wrong_argument"),
    ("required", "has(sex, '1')", "form.wrong_argument"),
    ("visible", "n + 1", "form.wrong_result"),
    ("calc", "cash", "form.wrong_result"),
    ("visible", "birth + birth > birth", "form.cannot_reckon"),
    ("calc", "n + '岁'", "form.cannot_reckon"),
    ("calc", "when(n > 1, 'x', n)", "form.two_types"),
    ("calc", "when(n > 1, birth, '无')", "form.two_types"),
    ("calc", "n.numerator", "form.not_allowed"),
    ("visible", "[n for n in (1, 2)]", "form.not_allowed"),
    ("visible", "1 == 1", "form.dead_rule"),
    ("required", "'甲' in ('甲',)", "form.dead_rule"),
    ("visible", "birth > date('2026-1-1')", "form.bad_date"),
    ("required", "birth == date('二月')", "form.bad_date"),
    ("calc", "lookup('tires', 'label', sex)", "form.unknown_lookup"),
    ("calc", "lookup_band('bands', 'label', n)", "form.unknown_lookup"),
    ("calc", "lookup('tiers', 'name', sex)", "form.missing_column"),
    ("visible", "total('sums', 'parts') > 1", "form.missing_column"),
    ("calc", "lookup('tiers', 'label', 'middle')", "form.no_such_row"),
    ("visible", "lookup('tiers', 'amount', '低档') > cash", "form.no_such_row"),
    ("visible", "count(sums) > 1", "form.needs_quotes"),
    ("visible", "has(many, sex)", "form.needs_quotes"),
    ("visible", "count('summs') > 1", "form.unknown_table"),
    ("required", "total('sex', 'part') > 1", "form.unknown_table"),
    ("visible", "part > 1", "form.column_outside_table"),
    ("calc", "name_of", "form.column_outside_table"),
    ("visible", "total('sums', 'name_of') > 1", "form.column_type"),
    ("visible", "largest('sums', 'name_of') == '甲'", "form.column_type"),
    ("required", "n == 1 or " * 250 + "n == 2", "form.rule_too_long"),
    ("calc", "x + '一'" * 300, "form.rule_too_long"),
]
PROPERTIES = [
    ("colour = 'red'", "form.unknown_property"),
    ("requird = true", "form.unknown_property"),
    ("max_chars = '九'", "form.wrong_property"),
    ("sensitive = 'ja'", "form.wrong_property"),
    ("help = 3", "form.wrong_property"),
    ("visible = 1", "form.wrong_property"),
    ("choices = ['甲']", "form.choices_without_use"),
    ("choices_from = 'tiers'", "form.choices_without_use"),
    ("pattern = '(36'", "form.bad_pattern"),
    ("pattern = '*'", "form.bad_pattern"),
    ("copy = 'person', sensitive = true", "form.copies_sensitive"),
    ("kind_from = 'nothing'", "form.unknown_name"),
    ("default = true", "form.bad_default"),
    ("default = 3", "form.bad_default"),
]
RECORDS = [
    ("key = 'X1', label = '某项', kind = 'text'", "form.bad_key"),
    ("key = '1x', label = '某项', kind = 'text'", "form.bad_key"),
    ("key = 'x-1', label = '某项', kind = 'text'", "form.bad_key"),
    ("key = 'x', label = '某项'", "form.missing_property"),
    ("label = '某项', kind = 'text'", "form.missing_property"),
    ("key = 'x', label = '某项', kind = 'number'", "form.unknown_word"),
    ("key = 'x', label = '某项', kind = '文字'", "form.unknown_word"),
    ("key = 'x', label = '某项', kind = 'enum'", "form.no_choices"),
    ("key = 'x', label = '某项', kind = 'multi', choices = []", "form.no_choices"),
    ("key = 'x', label = '某项', kind = 'multi', choices = ['甲', '甲']", "form.duplicate_choice"),
    (
        "key = 'x', label = '某项', kind = 'enum', choices = [['1', '甲'], ['1', '乙']]",
        "form.duplicate_choice",
    ),
    ("key = 'x', label = '某项', kind = 'enum', choices = ['甲', 3]", "form.bad_choice"),
    ("key = 'x', label = '某项', kind = 'enum', choices = ['甲', ['1', '乙', '丙']]", "form.bad_choice"),
    ("key = 'x', label = '某项', kind = 'enum', choices = ['甲', '']", "form.bad_choice"),
    ("key = 'x', label = '某项', kind = 'enum', choices_from = 'tirs'", "form.unknown_lookup"),
    ("key = 'x', label = '某项', kind = 'multi', choices = ['甲'], default = ['乙']", "form.bad_default"),
    ("key = 'x', label = '某项', kind = 'int', default = '三'", "form.bad_default"),
    ("key = 'x', label = '某项', kind = 'money', default = '1.234'", "form.bad_default"),
    ("key = 'x', label = '某项', kind = 'int', max = 'cash'", "form.wrong_result"),
    ("key = 'x', label = '某项', kind = 'date', min = 3", "form.wrong_result"),
]


@pytest.fixture
def in_field(mistakes_of, one_section):
    """Put a field into the form itself."""
    return lambda field: mistakes_of(one_section(*OTHERS, field) + SUMS)


@pytest.fixture
def in_column(mistakes_of, one_section):
    """Put the field into a table as a column."""

    def mistakes(field):
        table = '[[form.section.table]]\nkey = "rows"\nlabel = "明细"\ncolumn = [{ ' + field + " }]\n"
        return mistakes_of(one_section(*OTHERS) + SUMS + table)

    return mistakes


@pytest.fixture
def in_block(shelf, one_section):
    """Put the field into a common block that the form includes under a prefix."""

    def mistakes(field):
        text = 'key = "bad"\ntitle = "坏"\nfield = [{ ' + field + " }]\n"
        broken = replace(shelf, blocks={"bad": Block(tomllib.loads(text), SourceText("bad.toml", text))})
        form = one_section(*OTHERS) + SUMS
        form += '[[form.section]]\nkey = "b"\ntitle = "块"\ninclude = { block = "bad", prefix = "p_" }\n'
        return check_item(SourceText("T01.toml", ITEM + form), broken)

    return mistakes


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


@pytest.fixture(params=["in_field", "in_column", "in_block"])
def mistakes_there(request):
    """Return what finds the mistakes of a field in each of the three places."""
    return request.getfixturevalue(request.param)


def text_field(extra):
    return f"key = 'x', label = '某项', kind = 'text', {extra}"


@pytest.mark.parametrize(("prop", "rule", "code"), RULES)
def test_a_wrong_rule_is_told_wherever_the_field_stands(mistakes_there, words, prop, rule, code):
    (mistake,) = mistakes_there(text_field(f'{prop} = "{rule}"'))

    assert mistake.code == code
    assert "某项" in mistake.place
    assert words.say(mistake.code, mistake.facts).say


@pytest.mark.parametrize(("extra", "code"), PROPERTIES)
def test_a_wrong_property_is_told_wherever_the_field_stands(mistakes_there, words, extra, code):
    (mistake,) = mistakes_there(text_field(extra))

    assert mistake.code == code
    assert "某项" in mistake.place
    assert words.say(mistake.code, mistake.facts).say


@pytest.mark.parametrize(("field", "code"), RECORDS)
def test_a_wrong_record_is_told_wherever_the_field_stands(mistakes_there, words, field, code):
    (mistake,) = mistakes_there(field)

    assert mistake.code == code
    assert words.say(mistake.code, mistake.facts).say


def test_a_mistake_in_a_block_names_the_block_and_its_file(in_block):
    (mistake,) = in_block(text_field('visible = "nothing"'))

    assert mistake.file == "bad.toml"
    assert "公共块〈bad〉" in mistake.place
    assert mistake.line == 3


def test_a_good_field_is_no_mistake_anywhere(mistakes_there):
    assert mistakes_there(text_field("required = 'n > 1', visible = 'sex == \"1\"', max_chars = 20")) == ()


@pytest.mark.parametrize(
    ("fields", "labels"),
    [
        (["calc = 'b'", "calc = 'a'"], {"甲", "乙"}),
        (["calc = 'b'", "calc = 'c'", "calc = 'a'"], {"甲", "乙", "丙"}),
        (["visible = 'filled(b)'", "visible = 'filled(a)'"], {"甲", "乙"}),
        (["calc = 'b'", "visible = 'filled(a)'"], {"甲", "乙"}),
        (["calc = '\"一\"', calc_when = 'filled(b)'", "calc = 'a'"], {"甲", "乙"}),
        (["calc = 'a'"], {"甲"}),
        (["visible = 'blank(a)'"], {"甲"}),
    ],
)
def test_rules_that_wait_for_each_other_are_told_as_a_ring(mistakes_of, one_section, fields, labels):
    names = zip("abc", "甲乙丙", fields, strict=False)
    (mistake,) = mistakes_of(
        one_section(
            *(f"key = '{key}', label = '{label}', kind = 'text', {extra}" for key, label, extra in names)
        )
    )

    assert mistake.code == "form.cycle"
    ring = mistake.facts["cycle"].split(" → ")
    assert set(ring) == labels
    assert ring[0] == ring[-1]


@pytest.mark.parametrize(
    "fields",
    [
        ["required = 'filled(b)'", "required = 'filled(a)'"],
        ["required = 'blank(a)'"],
        ["calc = 'b'", "required = 'filled(a)'"],
    ],
)
def test_what_only_asks_for_an_answer_makes_no_ring(mistakes_of, one_section, fields):
    names = zip("ab", "甲乙", [*fields, ""][:2], strict=True)

    found = mistakes_of(
        one_section(*(f"key = '{key}', label = '{label}', kind = 'text'" + (extra and f", {extra}")
                      for key, label, extra in names))
    )  # fmt: skip

    assert found == ()


GOOD_TABLE = {
    "name": '"t"',
    "label": '"表"',
    "key": '"code"',
    "columns": '{ code = "text", amount = "money", from = "int", on = "date", ok = "bool" }',
}


def table_text(rows, **changed):
    head = "".join(f"{name} = {value}\n" for name, value in (GOOD_TABLE | changed).items() if value)
    return f"{head}[[edition]]\nsince = 2026-01-01\nrows = [{rows}]\n"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ('{ code = "a", amount = "一" }', "form.bad_cell"),
        ('{ code = "a", amount = "1.234" }', "form.bad_cell"),
        ('{ code = "a", from = "1.5" }', "form.bad_cell"),
        ('{ code = "a", on = "2026-02-30" }', "form.bad_cell"),
        ('{ code = "a", ok = "也许" }', "form.bad_cell"),
        ('{ code = "a" }, { code = "a" }', "form.duplicate_row"),
        ('{ code = "a", from = 1 }, { code = "b" }, { code = "a", from = 2 }', "form.duplicate_row"),
        ("{ amount = 1 }", "form.missing_property"),
        ('{ code = "a", amuont = 1 }', "form.missing_column"),
    ],
)
def test_a_wrong_row_of_a_lookup_table_is_told(words, rows, code):
    margin = Margin()

    assert read_table(SourceText("t.toml", table_text(rows)), margin) is None

    assert [mistake.code for mistake in margin.mistakes] == [code]
    assert words.say(code, margin.mistakes[0].facts).say


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "form.missing_property"),
        ({"label": ""}, "form.missing_property"),
        ({"key": '"id"'}, "form.missing_column"),
        ({"columns": '{ code = "text", amount = "yuan" }'}, "form.unknown_word"),
        ({"columns": '"code"'}, "form.wrong_property"),
        ({"local": '"是"'}, "form.wrong_property"),
        ({"colour": '"red"'}, "form.unknown_property"),
        ({"label": '"表'}, "form.broken_toml"),
    ],
)
def test_a_wrong_head_of_a_lookup_table_is_told(words, changed, code):
    margin = Margin()

    read_table(SourceText("t.toml", table_text('{ code = "a" }', **changed)), margin)

    assert margin.mistakes[0].code == code
    assert words.say(code, margin.mistakes[0].facts).say
