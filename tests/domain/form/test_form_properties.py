"""Laws of the sheet: any sequence of edits ends where a full recompute ends, and blank never raises."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

FORM = """
[[form.section]]
key = "main"
title = "主要"
field = [
  { key = "n", label = "数", kind = "int" },
  { key = "cash", label = "金额", kind = "money", visible = "n > 1", required = "n > 2" },
  { key = "day", label = "日期", kind = "date", max = "today" },
  { key = "kind", label = "类", kind = "enum", choices = ["a", "b"], required = true },
  { key = "tier", label = "档次", kind = "enum", choices_from = "tiers", NARROWED },
  { key = "pay", label = "应缴", kind = "money", calc = 'LOOKED_UP', calc_when = 'kind == "a"' },
  { key = "years", label = "年数", kind = "int", calc = "year_of(today) - year_of(day)" },
  { key = "no", label = "号码", kind = "idno", visible = "filled(cash) or years > 3" },
  { key = "born", label = "出生", kind = "date", calc = "birth_of(no)" },
  { key = "sum", label = "合计", kind = "money", calc = 'SUMMED' },
  { key = "mean", label = "平均", kind = "dec", places = 3, calc = 'count("rows") / n' },
]
[[form.section.table]]
key = "rows"
label = "明细"
visible = 'kind != "b"'
max_rows = 4
column = [
  { key = "amount", label = "数额", kind = "money", required = "n > 0" },
  { key = "share", label = "占比", kind = "dec", places = 2, calc = 'amount / total("rows", "amount")' },
  { key = "who", label = "谁", kind = "text", visible = "share > 0.5", required = true },
]
check = [{ wrong = "amount > cash", say = "超过。", at = "amount" }]
[[form.section]]
key = "more"
title = "其他"
visible = "sum > yuan(3) and mean < 2"
field = [{ key = "why", label = "原因", kind = "text", max_chars = 3, required = true }]
[[form.check]]
wrong = 'sum > cash or not distinct("rows", "who")'
say = "请核对。"
at = "sum"
[[material]]
key = "proof"
name = "证明"
forms = ["复"]
necessity = "条"
needed_when = "filled(why) or born < day"
"""
FORM = (
    FORM.replace("NARROWED", 'narrowed_by = { column = "kind", field = "kind" }')
    .replace("LOOKED_UP", 'lookup("tiers", "amount", tier)')
    .replace("SUMMED", 'total("rows", "amount") + when(n > 0, pay, yuan(0))')
)

TOP = ("n", "cash", "day", "kind", "tier", "pay", "no", "why")
TYPED = st.sampled_from(
    [
        *("", "0", "1", "2", "5", "2.5", "99999", "999999999999", "x", "a", "b", "low", "high"),
        *("2020-02-29", "2030-01-01", "360782198812310022", "甲", "乙丙丁戊"),
    ]
)
EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(TOP), TYPED),
        st.tuples(st.just("cell"), st.integers(0, 3), st.sampled_from(["amount", "who"]), TYPED),
        st.tuples(st.just("add")),
        st.tuples(st.just("remove"), st.integers(0, 3)),
        st.tuples(st.just("move"), st.integers(0, 3), st.integers(0, 3)),
    ),
    max_size=25,
)


def apply(sheet, edit):
    """Do one edit on whatever row there is; return the paths it said have changed."""
    rows = sheet.row_ids("rows")
    match edit:
        case ("set", path, text):
            return sheet.set(path, text)
        case ("cell", number, column, text) if rows:
            return sheet.set(f"rows/{rows[number % len(rows)]}/{column}", text)
        case ("add",) if len(rows) < 4:
            row = sheet.add_row("rows")
            return sheet.changes | {f"rows/{row}/{column}" for column in ("amount", "share", "who")}
        case ("remove", number) if rows:
            return sheet.remove_row("rows", rows[number % len(rows)])
        case ("move", number, to) if rows:
            return sheet.move_row("rows", rows[number % len(rows)], to)
    return frozenset()


def paths(sheet):
    top = [slot for slot in sheet.form.fields if "/" not in slot]
    return top + [
        f"rows/{row}/{column}" for row in sheet.row_ids("rows") for column in ("amount", "share", "who")
    ]


def everything(sheet):
    """All a clerk could see; repr tells 1.0 from 1.00 and True from 1."""
    return repr(
        (
            {path: sheet.state(path) for path in paths(sheet)},
            sheet.problems(),
            sheet.materials(),
            sheet.answers(),
            sheet.table_visible("rows"),
        )
    )


@given(EDITS)
@settings(max_examples=80, deadline=None)
def test_any_edits_end_where_a_full_recompute_ends(shelf_opener, edits):
    sheet = shelf_opener(None)
    for edit in edits:
        apply(sheet, edit)

    again = shelf_opener(json.loads(json.dumps(sheet.draft())))

    assert everything(again) == everything(sheet)


@given(EDITS)
@settings(max_examples=50, deadline=None)
def test_every_change_of_a_field_is_told(shelf_opener, edits):
    sheet = shelf_opener(None)
    for edit in edits:
        before = {path: repr(sheet.state(path)) for path in paths(sheet)}
        told = apply(sheet, edit)
        after = {path: repr(sheet.state(path)) for path in paths(sheet)}
        in_hidden_table = {path for path in after if path.startswith("rows/")} if "rows" in told else set()

        changed = {path for path in after if after[path] != before.get(path)}
        assert changed <= told | in_hidden_table


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)))
@settings(max_examples=20, deadline=None)
def test_a_blank_sheet_opens_on_any_day(shelf_opener, today):
    sheet = shelf_opener(None, today)

    assert [problem.code for problem in sheet.problems()] == ["form.required_missing"]


@pytest.fixture(scope="module")
def shelf_opener(shelf):
    from app.domain.form.author import Margin, SourceText
    from app.domain.form.sheet import FormContext, open_sheet
    from app.domain.item_reading import read_item

    margin = Margin()
    item = read_item(SourceText("T01.toml", ELEMENTS + FORM), shelf, margin)
    assert item is not None, margin.mistakes

    def opened(answers, today=date(2026, 11, 25)):
        return open_sheet(item.form, answers or {}, FormContext(today=today, tables=shelf.tables))

    return opened


ELEMENTS = """
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
