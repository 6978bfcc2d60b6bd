"""Every mistake a catalogue author can make is told with its place and cure, before anything runs."""

import tomllib
from pathlib import Path

import pytest

from app.domain.form.author import Margin, SourceText
from app.domain.form.table_reading import read_table
from app.domain.words import Words

SEX = 'key = "sex", label = "性别", kind = "enum", choices = [["1", "男"], ["2", "女"]]'
BORN = 'key = "birth", label = "出生日期", kind = "date"'
NUMBER = 'key = "n", label = "数量", kind = "int"'
CASH = 'key = "cash", label = "金额", kind = "money"'
MANY = 'key = "many", label = "多选", kind = "multi", choices = ["甲", "乙"]'
TABLE = """
[[form.section.table]]
key = "rows"
label = "明细"
column = [{ key = "amount", label = "数额", kind = "int" }]
"""

WHOLE = "11360725MB0000000X" + "5" + "002001001000"
"""An 实施编码: the body's code, the township's level, the 基本编码."""
APART = "11360725MB0000000X" + "4" + "002001001000" + "01"


@pytest.fixture(scope="module")
def words():
    return Words({f"form.{key}": entry for key, entry in written_words().items()})


def written_words():
    path = Path(__file__).parents[3] / "resources" / "words" / "form.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["form"]


def field(extra):
    return f'key = "x", label = "某项", kind = "text", {extra}'


UNNEEDED = """
[[unneeded]]
when = "n < 1"
say = "不到一个的，不需要许可。"
at = "n"
basis = { title = "试用法", article = "第五条第二款" }
"""

RULES = [
    # the mistakes of forms_sync.md (c), then our own; each: fields, code, words in the place
    ([field("visible = 'agee > 3'")], "form.unknown_name", "某项", "visible"),
    ([SEX, field("visible = 'bank(sex)'")], "form.unknown_function", "某项", "visible"),
    ([BORN, field("visible = 'age_on(birth) > 3'")], "form.wrong_arity", "某项", "visible"),
    ([SEX, field("visible = 'blank(sex'")], "form.unbalanced_bracket", "某项", "visible"),
    ([SEX, field("visible = 'sex = \"1\"'")], "form.single_equals", "某项", "visible"),
    ([SEX, field("visible = 'sex =='")], "form.broken_rule", "某项", "visible"),
    ([field("visible = ''")], "form.empty_rule", "某项", "visible"),
    ([field("required = '是'")], "form.yes_no_word", "某项", ""),
    ([BORN, field("visible = 'birth > \"2026-01-01\"'")], "form.compares_types", "某项", "visible"),
    ([NUMBER, field("visible = 'n == \"3\"'")], "form.compares_types", "某项", "visible"),
    ([CASH, field("visible = 'cash > 100'")], "form.compares_types", "某项", "visible"),
    ([SEX, field("visible = 'sex == \"男\"'")], "form.no_such_choice", "某项", "visible"),
    ([SEX, field("visible = 'sex == “女 ”'")], "form.no_such_choice", "某项", "visible"),
    ([MANY, field("visible = 'has(many, \"丙\")'")], "form.no_such_choice", "某项", "visible"),
    ([MANY, field("visible = 'many == \"甲\"'")], "form.compares_many", "某项", "visible"),
    ([SEX, field("visible = 'sex > \"1\"'")], "form.no_order", "某项", "visible"),
    ([SEX, field("visible = 'sex in birth'")], "form.needs_list", "某项", "visible"),
    ([NUMBER, field("visible = 'n'")], "form.wrong_result", "某项", "visible"),
    ([NUMBER, field("visible = 'n and n'")], "form.needs_yes_no", "某项", "visible"),
    ([NUMBER, field("visible = 'begins(n, \"1\")'")], "form.wrong_argument", "某项", "visible"),
    ([NUMBER, field("calc = 'n'")], "form.wrong_result", "某项", "calc"),
    ([NUMBER, CASH, field("visible = 'n + cash > n'")], "form.cannot_reckon", "某项", "visible"),
    ([NUMBER, field("calc = 'when(n > 1, n, \"x\")'")], "form.two_types", "某项", "calc"),
    ([NUMBER, field("calc = 'n.real'")], "form.not_allowed", "某项", "calc"),
    ([field("visible = '1 > 2'")], "form.dead_rule", "某项", "visible"),
    ([BORN, field("visible = 'birth > date(\"2026-02-30\")'")], "form.bad_date", "某项", "visible"),
    ([field("calc = 'lookup(\"tier\", \"label\", x)'")], "form.unknown_lookup", "某项", "calc"),
    ([field("calc = 'lookup(\"tiers\", \"price\", x)'")], "form.missing_column", "某项", "calc"),
    ([field("calc = 'lookup(\"tiers\", \"label\", \"top\")'")], "form.no_such_row", "某项", "calc"),
    ([field("visible = 'total(rows, \"amount\") > 1'")], "form.needs_quotes", "某项", "visible"),
    ([field("visible = 'count(\"rowz\") > 1'")], "form.unknown_table", "某项", "visible"),
    ([field("visible = 'total(\"rows\", \"sum\") > 1'")], "form.missing_column", "某项", "visible"),
    ([field("visible = 'amount > 1'")], "form.column_outside_table", "某项", "visible"),
    ([field("calc = 'x'")], "form.cycle", "某项", ""),
    ([NUMBER, field("default_calc = 'when(n > 1, \"a\", \"b\")'")],
     "form.default_reads", "某项", "default_calc"),
    ([field("default_calc = 'n1'")], "form.unknown_name", "某项", "default_calc"),
    ([field("default_calc = 'today'")], "form.wrong_result", "某项", "default_calc"),
    ([field("default = '甲', default_calc = '\"乙\"'")], "form.two_defaults", "某项", "default_calc"),
    ([field("visible = 'blank(x)'")], "form.cycle", "某项", ""),
    ([field("pattern = '['")], "form.bad_pattern", "某项", ""),
    ([field("kind_from = 'cert_type'")], "form.unknown_name", "某项", ""),
    ([field("copy = 'person', sensitive = true")], "form.copies_sensitive", "某项", ""),
    ([field("colour = 'red'")], "form.unknown_property", "某项", ""),
    ([field("max_chars = '20'")], "form.wrong_property", "某项", ""),
    ([field("places = true")], "form.wrong_property", "某项", ""),
    ([field("choices = ['甲']")], "form.choices_without_use", "某项", ""),
    ([field("help = ''"), field("help = ''")], "form.duplicate_key", "某项", ""),
    (['key = "x", kind = "text"'], "form.missing_property", "x", ""),
    (['key = "x", label = "某项", kind = "txt"'], "form.unknown_word", "某项", ""),
    (['key = "姓名", label = "某项", kind = "text"'], "form.bad_key", "某项", ""),
    (['key = "x y", label = "某项", kind = "text"'], "form.bad_key", "某项", ""),
    (['key = "x", label = "某项", kind = "enum"'], "form.no_choices", "某项", ""),
    (['key = "x", label = "某项", kind = "enum", choices = ["甲", "甲"]'], "form.duplicate_choice", "", ""),
    (['key = "x", label = "某项", kind = "enum", choices = ["甲", true]'], "form.bad_choice", "某项", ""),
    (['key = "x", label = "某项", kind = "enum", choices_from = "tierz"'], "form.unknown_lookup", "某项", ""),
    (['key = "x", label = "某项", kind = "enum", choices = ["甲"], default = "丙"'],
     "form.bad_default", "某项", "default"),
    (['key = "x", label = "某项", kind = "date", default = "昨天"'], "form.bad_default", "某项", ""),
    (
        ['key = "x", label = "某项", kind = "enum", choices_from = "tiers", narrowed_by = '
         '{ column = "colour", field = "n" }', NUMBER],
        "form.missing_column", "某项", "narrowed_by",
    ),
    (['key = "x", label = "某项", kind = "int", min = "today"'], "form.wrong_result", "某项", "min"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "code", "place", "prop"), RULES)
def test_a_mistake_in_a_field_is_told_with_place_line_and_cure(
    mistakes_of, one_section, words, fields, code, place, prop
):
    (mistake,) = mistakes_of(one_section(*fields) + TABLE)

    assert mistake.code == code
    assert place in mistake.place
    assert prop in mistake.place
    assert mistake.file == "T01.toml"
    assert mistake.line is not None
    assert words.say(mistake.code, mistake.facts).do


def test_the_line_is_that_of_the_property(mistakes_of):
    form = """
[[form.section]]
key = "main"
title = "主要"
[[form.section.field]]
key = "first"
label = "第一"
kind = "text"
visible = "filled(second)"
[[form.section.field]]
key = "second"
label = "第二"
kind = "text"
visible = "third"
"""
    (mistake,) = mistakes_of(form, item="[item]\n" + ITEM_LINES)

    assert mistake.line == ("[item]\n" + ITEM_LINES + form).splitlines().index('visible = "third"') + 1


ITEM_LINES = """id = "T01"
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


def test_a_cycle_is_named_in_order(mistakes_of, one_section, words):
    (mistake,) = mistakes_of(
        one_section(
            'key = "a", label = "甲", kind = "int", calc = "b + 1"',
            'key = "b", label = "乙", kind = "int", visible = "c > 1"',
            'key = "c", label = "丙", kind = "int", calc = "a + 1"',
        )
    )

    assert mistake.code == "form.cycle"
    ring = mistake.facts["cycle"].split(" → ")
    assert ring[0] == ring[-1]
    assert "".join(ring) in "甲乙丙甲乙丙甲"


QUESTION = '[[form.external]]\nname = "{name}"\nreads = ["kind"]\nat = "kind"\nsay = "错。"\n{more}\n'


@pytest.mark.parametrize(
    ("name", "more", "code", "told"),
    [
        ("card", 'only = { kind = ["首次"] }', None, ""),
        ("card", 'only = { kind = ["初次"] }', "form.no_such_choice", "首次、补领"),
        ("card", 'only = { kint = ["首次"] }', "form.unknown_name", "kint"),
        ("card", 'only = { kind = "首次" }', "form.wrong_property", "文字列表"),
        ("card", 'only = "首次"', "form.wrong_property", "一组属性"),
        ("card", 'rival = { item = "E02" }', "form.missing_property", "field"),
        ("card", 'rival = { item = "E02", feld = "kind", field = "kind" }', "form.unknown_property", "feld"),
        ("registered_employed", "", "form.missing_property", "rival"),
        ("registered_employed", 'rival = { item = "E03", field = "kind" }', None, ""),
    ],
)
def test_for_which_answers_a_question_is_asked_and_against_what_is_the_authors_to_say(
    mistakes_of, one_section, name, more, code, told
):
    form = one_section('key = "kind", label = "类型", kind = "enum", choices = ["首次", "补领"]')

    mistakes = mistakes_of(form + QUESTION.format(name=name, more=more))

    assert [mistake.code for mistake in mistakes] == ([code] if code else [])
    assert all(told in str(mistake.facts) and mistake.line for mistake in mistakes)


def test_a_cycle_through_a_table_total_is_found(mistakes_of, one_section):
    form = one_section('key = "sum", label = "合计", kind = "int", calc = \'total("rows", "share")\'') + (
        '[[form.section.table]]\nkey = "rows"\nlabel = "明细"\n'
        'column = [{ key = "share", label = "份额", kind = "int", calc = "sum + 1" }]\n'
    )

    (mistake,) = mistakes_of(form)

    assert mistake.code == "form.cycle"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ('[[form.check]]\nwrong = "n < 1"\nsay = "错。"\nat = "m"\n', "form.unknown_name"),
        ('[[form.check]]\nwrong = "n <"\nsay = "错。"\nat = "n"\n', "form.broken_rule"),
        ('[[form.check]]\nwrong = "n < 1"\nsay = "错。"\nat = "n"\nseverity = "bad"\n', "form.unknown_word"),
        ('[[form.external]]\nname = "other"\nreads = ["m"]\nat = "n"\nsay = "错。"\n', "form.unknown_name"),
        (
            '[[material]]\nkey = "m"\nname = "证明"\nforms = ["复"]\nnecessity = "条"\n',
            "form.condition_missing",
        ),
        (
            '[[material]]\nkey = "m"\nname = "证明"\nforms = ["影"]\nnecessity = "必"\n',
            "form.unknown_word",
        ),
        (
            '[[material]]\nkey = "m"\nname = "证明"\nforms = ["复"]\nnecessity = "条"\nneeded_when = "q"\n',
            "form.unknown_name",
        ),
        ('[[form.section]]\nkey = "b"\ntitle = "块"\ninclude = { block = "whom" }\n', "form.unknown_block"),
        (
            '[[form.section]]\nkey = "b"\ntitle = "块"\ninclude = { block = "who", omit = ["nik"] }\n',
            "form.unknown_name",
        ),
        (
            '[[form.section.table]]\nkey = "t"\nlabel = "表"\nmin_rows = 5\nmax_rows = 2\ncolumn = []\n',
            "form.rows_reversed",
        ),
        (
            '[[form.section.table]]\nkey = "t"\nlabel = "表"\ntotals = ["q"]\ncolumn = []\n',
            "form.missing_column",
        ),
        ('[[form.section.table]]\nkey = "t"\nlabel = "表"\nafter = "q"\ncolumn = []\n', "form.unknown_name"),
        ('[[form.section.table]]\nkey = "n"\nlabel = "表"\ncolumn = []\n', "form.duplicate_key"),
        (UNNEEDED, "form.unneeded_without_licence"),
    ],
)
def test_a_mistake_outside_fields_is_told(mistakes_of, one_section, words, form, code):
    (mistake,) = mistakes_of(one_section(NUMBER) + form)

    assert mistake.code == code
    assert words.say(mistake.code, mistake.facts).do


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (('"n < 1"', '"n < 1 or"'), "form.broken_rule"),
        (('"n < 1"', '"1 < 1"'), "form.dead_rule"),
        (('at = "n"', 'at = "m"'), "form.unknown_name"),
        (('say = "不到一个的，不需要许可。"', ""), "form.missing_property"),
        (('title = "试用法"', 'title = "《试用法》"'), "form.quoted_title"),
        (("第五条第二款", "第5条"), "form.bad_article"),
    ],
)
def test_a_mistake_in_what_needs_no_permit_is_told(mistakes_of, one_section, words, changed, code):
    licence = "[item]\n" + ITEM_LINES.replace('type = "20"', 'type = "01"')

    (mistake,) = mistakes_of(one_section(NUMBER) + UNNEEDED.replace(*changed), item=licence)

    assert mistake.code == code
    assert words.say(code, mistake.facts).do


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (('handling = "即办"', 'handling = "马上办"'), "form.unknown_word"),
        (('type = "20"', 'type = "99"'), "form.unknown_word"),
        (('name = "试用事项"', ""), "form.missing_property"),
        (("valid_from = 2026-01-01", 'valid_from = "2026-01-01"'), "form.wrong_property"),
        (("version = 1", 'version = 1\nlegal_limit = { length = 5, unit = "天" }'), "form.unknown_word"),
        (("version = 1", 'version = 1\ncolour = "red"'), "form.unknown_property"),
        (("basis = []", 'basis = [{ title = "《办法》" }]'), "form.quoted_title"),
        (("basis = []", 'basis = [{ title = "办法", number = "57号" }]'), "form.bad_document_number"),
        (("basis = []", 'basis = [{ title = "办法", article = "民发〔2021〕57号" }]'), "form.bad_article"),
        (("basis = []", 'basis = [{ title = "办法", article = "2025 年" }]'), "form.bad_article"),
        (("version = 1", 'version = 1\ncodes = { basic = "00200100100" }'), "form.code_misshapen"),
        (("version = 1", 'version = 1\ncodes = { implementing = "002001001000" }'), "form.code_misshapen"),
        (
            ("version = 1", f'version = 1\ncodes = {{ basic = "002001001009", implementing = "{WHOLE}" }}'),
            "form.codes_apart",
        ),
        (
            ("version = 1", f'version = 1\ncodes = {{ implementing = "{WHOLE}", business = "{APART}" }}'),
            "form.codes_apart",
        ),
        (("version = 1", "version = 1\nversion = 2"), "form.broken_toml"),
        (("version = 1", "version = "), "form.broken_toml"),
    ],
)
def test_a_mistake_in_the_elements_is_told(mistakes_of, one_section, words, changed, code):
    item = "[item]\n" + ITEM_LINES.replace(*changed)

    mistakes = mistakes_of(one_section(NUMBER), item=item)

    assert [mistake.code for mistake in mistakes] == [code]
    assert words.say(code, mistakes[0].facts).do


def test_broken_toml_is_told_with_its_line(mistakes_of):
    (mistake,) = mistakes_of("", item="[item]\nname = 试用\n")

    assert mistake.line == 2


def test_a_mistake_in_a_block_is_told_where_the_block_is_written(shelf, one_section):
    from dataclasses import replace

    from app.domain.form.reading import Block
    from app.domain.item_reading import check_item

    text = 'key = "bad"\ntitle = "坏"\n[[field]]\nkey = "y"\nlabel = "乙"\nkind = "text"\n'
    text += 'visible = "filled(z)"\n'
    broken = replace(shelf, blocks={"bad": Block(tomllib.loads(text), SourceText("bad.toml", text))})
    form = '[[form.section]]\nkey = "b"\ntitle = "块"\ninclude = { block = "bad" }\n'

    (mistake,) = check_item(SourceText("T01.toml", "[item]\n" + ITEM_LINES + form), broken)

    assert (mistake.file, mistake.line, mistake.code) == ("bad.toml", 7, "form.unknown_name")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (('code = "b"', 'code = "a"'), "form.duplicate_row"),
        (('amount = "2"', 'amount = "二"'), "form.bad_cell"),
        (('amount = "2"', 'price = "2"'), "form.missing_column"),
        (('amount = "money"', 'amount = "yuan"'), "form.unknown_word"),
        (('key = "code"', 'key = "id"'), "form.missing_column"),
        (("since = 2026-01-01", ""), "form.missing_property"),
    ],
)
def test_a_mistake_in_a_table_is_told(words, changed, code):
    text = (
        'name = "t"\nlabel = "表"\nkey = "code"\ncolumns = { code = "text", amount = "money" }\n'
        '[[edition]]\nsince = 2026-01-01\nrows = [{ code = "a", amount = 1 }, { code = "b", amount = "2" }]\n'
    )
    margin = Margin()

    assert read_table(SourceText("t.toml", text.replace(*changed)), margin) is None

    assert margin.mistakes[0].code == code
    assert words.say(code, margin.mistakes[0].facts).do


def test_chinese_labels_and_choices_are_legitimate(mistakes_of, one_section):
    fields = [
        'key = "s", label = "性别", kind = "enum", choices = ["男", "女"]',
        field("visible = '性别 == “女”'"),
    ]

    assert mistakes_of(one_section(*fields)) == ()


def test_every_code_the_form_package_can_give_has_words():
    import re

    root = Path(__file__).parents[3] / "app"
    sources = [
        root / "domain/item_reading.py",
        root / "domain/item_codes.py",
        root / "domain/legal_basis.py",
        *(root / "domain/form").glob("*.py"),
        *(root / "domain/form_paper").glob("*.py"),
        *(root / "adapters" / "catalog_toml").glob("*.py"),
    ]
    codes = {code for path in sources for code in re.findall(r'"form\.(\w+)"', path.read_text("utf-8"))}

    assert codes == set(written_words())
