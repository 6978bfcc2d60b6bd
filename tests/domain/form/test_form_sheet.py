"""The sheet at the counter: what an edit changes, what is shown, needed, wrong, and what is kept."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from app.domain.form.model import Necessity
from app.domain.form.sheet import FormError, errors_of
from app.domain.form.values import Unreadable
from app.domain.identity.check import Severity

GOOD_ID = "360782198812310022"


def codes(sheet, path=None):
    return [problem.code for problem in sheet.problems() if path in {None, problem.path}]


def test_sex_birth_and_age_come_from_the_number(open_fields):
    sheet = open_fields(
        'key = "no", label = "证件号", kind = "idno"',
        'key = "sex", label = "性别", kind = "text", calc = "sex_of(no)"',
        'key = "birth", label = "出生日期", kind = "date", calc = "birth_of(no)"',
        'key = "age", label = "周岁", kind = "int", calc = "age_on(birth, today)"',
    )

    changed = sheet.set("no", "３６０７８２１９８８１２３１００２２")

    assert changed == {"no", "sex", "birth", "age"}
    assert (sheet.value("sex"), sheet.value("birth"), sheet.value("age")) == ("2", date(1988, 12, 31), 37)
    assert sheet.state("age").calculated


def test_what_is_calculated_only_sometimes_can_be_typed_otherwise(open_fields):
    sheet = open_fields(
        'key = "kind", label = "证件", kind = "enum", choices = ["身份证", "护照"], default = "身份证"',
        'key = "no", label = "号码", kind = "text"',
        'key = "sex", label = "性别", kind = "text", calc = "sex_of(no)", calc_when = \'kind == "身份证"\'',
    )
    sheet.set("no", GOOD_ID)
    assert sheet.value("sex") == "2"

    changed = sheet.set("kind", "护照")
    sheet.set("sex", "1")

    assert "sex" in changed
    assert sheet.value("sex") == "1"
    assert not sheet.state("sex").calculated


def test_a_hidden_answer_is_kept_but_is_neither_answered_nor_read_nor_required(open_fields):
    sheet = open_fields(
        'key = "many", label = "人数", kind = "int"',
        'key = "why", label = "原因", kind = "text", visible = "many > 1", required = true',
        'key = "told", label = "已说明", kind = "bool", calc = "filled(why)"',
    )
    sheet.set("many", "2")
    assert codes(sheet) == ["form.required_missing"]
    sheet.set("why", "一家人")
    assert sheet.value("told") is True

    changed = sheet.set("many", "1")

    assert {"why", "told"} <= changed
    assert sheet.problems() == ()
    assert sheet.answers() == {"many": 1, "told": False}
    assert not sheet.state("why").visible

    sheet.set("many", "3")

    assert sheet.answers() == {"many": 3, "why": "一家人", "told": True}


def test_required_only_under_a_condition(open_fields):
    sheet = open_fields(
        'key = "n", label = "数", kind = "int"',
        'key = "x", label = "某项", kind = "text", required = "n > 1"',
    )
    assert not sheet.state("x").required

    assert "x" in sheet.set("n", "2")

    assert sheet.state("x").required
    assert [problem.code for problem in sheet.state("x").problems] == ["form.required_missing"]


def test_an_unsigned_signature_is_missing(open_fields):
    sheet = open_fields('key = "sign", label = "签字", kind = "signature", required = true')

    sheet.set("sign", False)

    assert codes(sheet) == ["form.required_missing"]
    sheet.set("sign", True)
    assert sheet.problems() == ()


def test_unreadable_text_is_shown_back_and_blank_to_rules(open_fields):
    sheet = open_fields(
        'key = "d", label = "日期", kind = "date"',
        'key = "y", label = "年", kind = "int", calc = "year_of(d)"',
    )

    sheet.set("d", "2026-02-30")

    assert sheet.state("d").value == Unreadable("2026-02-30", "form.no_such_date")
    assert sheet.value("d") is None
    assert sheet.value("y") is None
    assert codes(sheet) == ["form.no_such_date"]
    assert sheet.answers() == {}
    assert sheet.draft()["d"] == "2026-02-30"


@pytest.mark.parametrize(
    ("field", "good", "bad", "code"),
    [
        ('kind = "text", max_chars = 3', "𬭎一二", "一二三四", "form.too_long"),
        ('kind = "text", pattern = "[0-9]{2}"', "12", "1a", "form.wrong_pattern"),
        ('kind = "int", min = 1, max = 9', "9", "10", "form.too_large"),
        ('kind = "money", min = 1, max = "yuan(9.5)"', "9.50", "0.99", "form.too_small"),
        ('kind = "date", max = "today"', "2026-11-25", "2026-11-26", "form.too_large"),
        ('kind = "enum", choices = ["甲"]', "甲", "乙", "form.not_a_choice"),
        ('kind = "multi", choices = ["甲", "乙"]', ["甲"], ["甲", "丙"], "form.not_a_choice"),
        ('kind = "enum", choices_from = "tiers"', "high", "top", "form.not_a_choice"),
        ('kind = "region"', "360725105200", "360725", "form.not_a_region"),
        ('kind = "idno"', GOOD_ID, "360782198812310023", "identity.check_digit_wrong"),
        ('kind = "mobile"', "138 0000 0000", "12800000000", "identity.mobile_format"),
        ('kind = "tel"', "0797-8000000", "110", "identity.phone_short"),
        ('kind = "uscc"', "91360725ma3aaaaa90", "91360725MA3AAAAA91", "identity.uscc_check_wrong"),
        ('kind = "bank"', "6217000000000000012", "6217000000000000013", "identity.card_luhn"),
        ('kind = "name"', "阿依•古丽", "张", "identity.name_short"),
    ],
)
def test_each_kind_checks_its_own_answers(open_fields, field, good, bad, code):
    sheet = open_fields(f'key = "x", label = "某项", {field}')

    sheet.set("x", good)
    assert sheet.problems() == ()
    sheet.set("x", bad)

    assert code in codes(sheet)


def test_names_and_numbers_are_kept_in_their_normal_form(open_fields):
    sheet = open_fields(
        'key = "name", label = "姓名", kind = "name"', 'key = "tel", label = "手机", kind = "mobile"'
    )

    sheet.set("name", "阿依•古丽")
    sheet.set("tel", "+86 138-0000-0000")

    assert sheet.answers() == {"name": "阿依·古丽", "tel": "13800000000"}


def test_a_certificate_is_checked_by_the_kind_chosen_even_when_the_kind_changes_later(open_fields):
    sheet = open_fields(
        'key = "kind", label = "证件", kind = "enum", choices = [["111", "身份证"], ["414", "护照"]]',
        'key = "no", label = "号码", kind = "cert", kind_from = "kind"',
    )
    sheet.set("kind", "414")
    sheet.set("no", "E12345678")
    assert sheet.problems() == ()

    changed = sheet.set("kind", "111")

    assert "no" in changed
    assert "identity.id_length" in codes(sheet)


def test_a_passbook_only_warns_where_a_card_stops(open_fields):
    sheet = open_fields(
        'key = "kind", label = "介质", kind = "enum", choices = ["银行卡", "存折"], default = "银行卡"',
        'key = "acct", label = "账号", kind = "bank", kind_from = "kind"',
    )
    sheet.set("acct", "6217000000000000013")
    assert errors_of(sheet.problems())

    sheet.set("kind", "存折")

    assert [problem.severity for problem in sheet.problems()] == [Severity.WARNING]
    assert not errors_of(sheet.problems())


def test_lookups_use_the_edition_of_the_day(open_form, one_section):
    form = one_section(
        'key = "tier", label = "档次", kind = "enum", choices_from = "tiers"',
        'key = "pay", label = "金额", kind = "money", calc = \'lookup("tiers", "amount", tier)\'',
        'key = "age", label = "岁", kind = "int"',
        'key = "band", label = "档", kind = "text", calc = \'lookup_band("tiers", "label", age)\'',
    )

    new = open_form(form, {"tier": "low", "age": 59})
    old = open_form(form, {"tier": "high", "age": 70}, today=date(2025, 6, 1))

    assert (new.value("pay"), new.value("band")) == (20050, "低档")
    assert (old.value("pay"), old.value("band")) == (None, "低档")
    assert codes(old) == ["form.not_a_choice"]
    assert [choice.label for choice in old.choices("tier")] == ["低档"]


def test_a_choice_is_narrowed_by_another_answer(open_fields):
    sheet = open_fields(
        'key = "kind", label = "类", kind = "text"',
        'key = "tier", label = "档次", kind = "enum", choices_from = "tiers", '
        'narrowed_by = { column = "kind", field = "kind" }',
    )
    assert "tier" in sheet.set("kind", "b"), "an empty list of choices is to be shown anew too"
    assert [choice.code for choice in sheet.choices("tier")] == ["high"]
    sheet.set("tier", "high")
    assert sheet.problems() == ()

    changed = sheet.set("kind", "a")

    assert "tier" in changed
    assert codes(sheet) == ["form.not_a_choice"]


@pytest.mark.parametrize(("kind_in_row", "asked"), [(True, "rows/r1/kind"), (False, "kind")])
def test_a_choice_in_a_row_is_narrowed_by_its_row_or_by_the_form(open_form, kind_in_row, asked):
    kind = '{ key = "kind", label = "类", kind = "text" }'
    sheet = open_form(
        '[[form.section]]\nkey = "s"\ntitle = "节"\n'
        + ("" if kind_in_row else '[[form.section.field]]\nkey = "kind"\nlabel = "类"\nkind = "text"\n')
        + '[[form.section.table]]\nkey = "rows"\nlabel = "明细"\nmin_rows = 2\ncolumn = [\n'
        + (f"{kind},\n" if kind_in_row else "")
        + '{ key = "tier", label = "档次", kind = "enum", choices_from = "tiers", '
        'narrowed_by = { column = "kind", field = "kind" } },\n]\n'
    )

    changed = sheet.set(asked, "b")

    others = {"rows/r2/tier"} & changed
    assert "rows/r1/tier" in changed
    assert others == (set() if kind_in_row else {"rows/r2/tier"})


TABLE = """
[[form.section.table]]
key = "rows"
label = "明细"
min_rows = 1
max_rows = 3
totals = ["amount"]
column = [
  { key = "amount", label = "数额", kind = "money", required = true },
  { key = "share", label = "比", kind = "dec", places = 1, calc = '100 * amount / total("rows", "amount")' },
  { key = "note", label = "说明", kind = "text", visible = "amount > yuan(5)" },
]
check = [{ wrong = "amount > cap", say = "超过上限。", at = "amount" }]
"""


@pytest.fixture
def table_sheet(open_fields):
    return open_fields(
        'key = "cap", label = "上限", kind = "money"',
        'key = "sum", label = "合计", kind = "money", calc = \'total("rows", "amount")\'',
        rest=TABLE,
    )


def test_a_new_sheet_has_the_fewest_rows_a_table_needs(table_sheet):
    assert table_sheet.row_ids("rows") == ("r1",)
    assert codes(table_sheet) == ["form.required_missing"]


def test_an_edit_in_a_table_reaches_totals_and_all_shares(table_sheet):
    table_sheet.set("rows/r1/amount", "1")
    row = table_sheet.add_row("rows")

    changed = table_sheet.set(f"rows/{row}/amount", "3")

    assert changed >= {"sum", "rows/r1/share", "rows/r2/share", "rows/r2/amount"}
    assert table_sheet.value("sum") == 400
    assert table_sheet.value("rows/r1/share") == Decimal("25.0")
    assert table_sheet.totals("rows") == {"amount": 400}


def test_row_rules_see_their_own_row(table_sheet):
    table_sheet.set("cap", "9")
    row = table_sheet.add_row("rows")
    table_sheet.set("rows/r1/amount", "10")
    table_sheet.set(f"rows/{row}/amount", "1")

    assert [(problem.path, problem.facts) for problem in table_sheet.problems()] == [
        ("rows/r1/amount", {"say": "超过上限。"})
    ]
    assert table_sheet.state("rows/r1/note").visible
    assert not table_sheet.state(f"rows/{row}/note").visible


def test_removed_rows_count_no_more_and_moved_rows_keep_their_id(table_sheet):
    for amount in ("1", "2", "3"):
        row = "r1" if amount == "1" else table_sheet.add_row("rows")
        table_sheet.set(f"rows/{row}/amount", amount)

    table_sheet.move_row("rows", "r3", 0)
    changed = table_sheet.remove_row("rows", "r1")

    assert "sum" in changed
    assert [row["row"] for row in table_sheet.answers()["rows"]] == ["r3", "r2"]
    assert table_sheet.value("sum") == 500
    with pytest.raises(KeyError):
        table_sheet.value("rows/r1/amount")


def test_a_full_table_takes_no_more_rows(table_sheet):
    table_sheet.add_row("rows")
    table_sheet.add_row("rows")

    with pytest.raises(FormError) as error:
        table_sheet.add_row("rows")

    assert error.value.code == "form.table_full"
    assert error.value.facts == {"label": "明细", "most": 3}


def test_too_few_rows_are_a_problem_of_the_table(table_sheet):
    table_sheet.remove_row("rows", "r1")

    assert [(problem.path, problem.code) for problem in table_sheet.problems()] == [
        ("rows", "form.too_few_rows")
    ]


def test_a_hidden_table_has_no_rows_for_anyone(open_fields):
    sheet = open_fields(
        'key = "has", label = "有无", kind = "bool"',
        'key = "sum", label = "合计", kind = "money", calc = \'total("rows", "amount")\'',
        'key = "count", label = "行数", kind = "int", calc = \'count("rows")\'',
        rest=TABLE.replace("min_rows", 'visible = "has"\nmin_rows').replace(
            "amount > cap", "amount > yuan(1)"
        ),
    )
    sheet.set("has", True)
    sheet.set("rows/r1/amount", "5")
    assert sheet.answers()["sum"] == 500

    changed = sheet.set("has", False)

    assert {"rows", "sum", "count"} <= changed
    assert sheet.answers() == {"has": False, "sum": 0, "count": 0}
    assert sheet.problems() == ()
    assert not sheet.state("rows/r1/amount").visible

    sheet.set("has", True)
    assert sheet.value("sum") == 500


def test_problems_come_in_form_order_with_labels(open_fields):
    sheet = open_fields(
        'key = "first", label = "第一", kind = "text", required = true',
        'key = "second", label = "第二", kind = "int"',
        rest='[[form.check]]\nwrong = "second > 1"\nsay = "太多了。"\nat = "first"\nseverity = "warning"\n',
    )
    sheet.set("second", "x")
    assert [(problem.label, problem.code) for problem in sheet.problems()] == [
        ("第一", "form.required_missing"),
        ("第二", "form.not_a_whole_number"),
    ]

    sheet.set("second", "2")

    assert [(problem.code, problem.severity) for problem in sheet.problems()] == [
        ("form.required_missing", Severity.ERROR),
        ("form.check", Severity.WARNING),
    ]


def test_materials_follow_the_answers(open_fields):
    sheet = open_fields(
        'key = "kind", label = "类", kind = "enum", choices = ["甲", "乙"]',
        rest="""
[[material]]
key = "always"
name = "申请表"
forms = ["原", "收"]
necessity = "必"
printed_here = true
[[material]]
key = "sometimes"
name = "证明"
forms = ["复"]
necessity = "条"
needed_when = 'kind == "乙"'
waived_by = ["数据核验", "残联核验"]
[[material]]
key = "later"
name = "照片"
forms = ["电"]
necessity = "容"
[[material]]
key = "maybe"
name = "说明"
forms = ["原"]
necessity = "非"
""",
    )
    assert [need.needed for need in sheet.materials()] == [True, False, True, False]

    changed = sheet.set("kind", "乙")

    assert "material:sometimes" in changed
    need = sheet.materials()[1]
    assert (need.needed, need.waivable, need.material.necessity) == (True, True, Necessity.CONDITIONAL)
    assert [need.deferrable for need in sheet.materials()] == [False, False, True, False]


def test_an_included_block_brings_fields_checks_and_materials_under_its_prefix(open_form):
    sheet = open_form(
        '[[form.section]]\nkey = "wife"\ntitle = "妻"\n'
        'include = { block = "who", prefix = "wife_", label = "妻子" }\n'
    )
    assert sheet.state("wife_name").field.label == "妻子姓名"
    assert not sheet.state("wife_nick").visible

    sheet.set("wife_name", "张三")
    sheet.set("wife_nick", "张三")

    assert codes(sheet) == ["form.check"]
    assert [need.needed for need in sheet.materials()] == [True]


def test_a_table_of_a_block_keeps_its_columns_rules_and_totals_under_the_prefix(open_form):
    sheet = open_form(
        '[[form.section]]\nkey = "hers"\ntitle = "妻方"\n'
        'include = { block = "goods", prefix = "wife_", label = "妻方" }\n'
    )
    row = sheet.add_row("wife_goods")

    sheet.set(f"wife_goods/{row}/wife_worth", "12")
    sheet.set(f"wife_goods/{row}/wife_debt", "13")

    assert sheet.form.tables["wife_goods"].label == "妻方财物"
    assert sheet.totals("wife_goods") == {"wife_worth": 1200}
    assert sheet.value("wife_sum") == 1200
    assert [problem.path for problem in sheet.problems()] == [f"wife_goods/{row}/wife_debt"]
    assert [part.key for part in sheet.form.definition.parts()] == ["wife_sum", "wife_goods", "wife_remark"]


def test_an_item_may_do_without_a_table_of_a_block(open_form):
    sheet = open_form(
        '[[form.section]]\nkey = "goods"\ntitle = "财物"\n'
        'include = { block = "goods", omit = ["goods", "sum"] }\n'
    )

    assert set(sheet.form.fields) == {"remark"}


def test_an_omitted_field_takes_its_checks_along(open_form):
    sheet = open_form(
        '[[form.section]]\nkey = "who"\ntitle = "谁"\ninclude = { block = "who", omit = ["nick"] }\n'
    )

    assert set(sheet.form.fields) == {"name"}


def test_only_the_service_can_answer_external_questions_and_an_edit_makes_them_old(open_fields):
    sheet = open_fields(
        'key = "site", label = "地点", kind = "text"',
        'key = "on", label = "日期", kind = "date"',
        rest='[[form.external]]\nname = "taken"\nreads = ["site", "on"]\nat = "on"\nsay = "已被占用。"\n',
    )
    sheet.set("site", "东街")
    assert sheet.external_questions() == ()
    sheet.set("on", "2026-12-01")
    (question,) = sheet.external_questions()

    sheet.answer_external(question, wrong=True)
    assert [problem.facts["say"] for problem in sheet.problems()] == ["已被占用。"]

    assert "on" in sheet.set("site", "西街")
    assert sheet.problems() == ()


def test_a_question_meant_for_some_answers_is_asked_for_these_alone(open_fields):
    sheet = open_fields(
        'key = "kind", label = "类型", kind = "enum", choices = ["首次", "补领"]',
        rest='[[form.external]]\nname = "card"\nreads = ["kind"]\nat = "kind"\nsay = "已有。"\n'
        'only = { kind = ["首次"] }\n',
    )
    sheet.set("kind", "补领")
    assert sheet.external_questions() == ()

    sheet.set("kind", "首次")
    (question,) = sheet.external_questions()
    sheet.answer_external(question, wrong=True)
    sheet.set("kind", "补领")

    assert sheet.problems() == ()


def test_answers_are_plain_json_without_floats_and_open_again_the_same(open_fields):
    fields = (
        'key = "cash", label = "金额", kind = "money"',
        'key = "size", label = "面积", kind = "dec", places = 2',
        'key = "at", label = "时间", kind = "datetime"',
        'key = "ym", label = "年月", kind = "ym"',
        'key = "many", label = "多选", kind = "multi", choices = ["甲", "乙"]',
    )
    sheet = open_fields(*fields)
    typed = {"cash": "12.5", "size": "3.1", "at": "2026-01-05 08:30", "ym": "202601", "many": "甲，乙"}
    for path, text in typed.items():
        sheet.set(path, text)

    answers = sheet.answers()

    assert answers == {
        "cash": 1250,
        "size": "3.10",
        "at": "2026-01-05T08:30",
        "ym": "2026-01",
        "many": ["甲", "乙"],
    }
    again = open_fields(*fields, answers=json.loads(json.dumps(answers)))
    assert again.answers() == answers
    assert again.value("at") == datetime.fromisoformat("2026-01-05T08:30")


def test_defaults_fill_a_new_sheet_only(open_fields):
    fields = (
        'key = "x", label = "某项", kind = "text", default = "甲"',
        'key = "y", label = "乙", kind = "text"',
    )

    assert open_fields(*fields).answers() == {"x": "甲"}
    assert open_fields(*fields, answers={"y": "答过"}).answers() == {"y": "答过"}


def test_typing_the_same_again_changes_nothing(open_fields):
    sheet = open_fields('key = "x", label = "某项", kind = "int"')
    sheet.set("x", "1")

    assert sheet.set("x", " 1 ") == frozenset()


def test_a_path_outside_the_form_is_a_key_error(table_sheet):
    for path in ("nothing", "rows/r9/amount", "rows/r1/nothing", "rows"):
        with pytest.raises(KeyError):
            table_sheet.set(path, "1")


def test_a_default_is_reckoned_from_the_day_and_counts_as_no_answer(open_form, one_section):
    year = 'key = "year", label = "年度", kind = "int", default_calc = "year_of(today)"'
    late = """
[[form.check]]
wrong = "year < 2030"
say = "太早。"
at = "year"
"""
    form = one_section(year) + late

    new = open_form(form, {}, today=date(2026, 11, 25))
    kept = open_form(form, {"year": 2020}, today=date(2026, 11, 25))

    assert (new.value("year"), new.state("year").default) == (2026, 2026)
    assert (kept.value("year"), kept.state("year").default) == (2020, 2026)
    assert [problem.is_missing for problem in (*new.problems(), *kept.problems())] == [True, False]


def test_a_row_begins_with_the_defaults_that_are_reckoned(open_form, one_section):
    table = """
[[form.section.table]]
key = "years"
label = "各年"
column = [{ key = "year", label = "年度", kind = "int", default_calc = "year_of(today) - 1" }]
"""
    sheet = open_form(one_section('key = "n", label = "数", kind = "int"') + table, {})

    row = sheet.add_row("years")

    assert sheet.value(f"years/{row}/year") == 2025
