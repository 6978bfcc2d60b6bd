"""A blank form asks and does not blame: a check speaks once something it rests on was answered."""

import pytest

from app.domain.form.sheet import errors_of

PLEDGE = """
[[form.check]]
wrong = "pledged == False"
say = "没有承诺，不能办理。"
at = "pledged"
"""
TEAM = """
[[form.section]]
key = "main"
title = "主要"
field = [
  { key = "head", label = "负责人", kind = "name" },
  { key = "sum", label = "合计", kind = "money", calc = 'total("team", "pay")' },
]
[[form.section.table]]
key = "team"
label = "人员"
min_rows = 1
column = [
  { key = "name", label = "姓名", kind = "name", required = true },
  { key = "post", label = "岗位", kind = "enum", choices = ["主厨", "帮厨"], default = "帮厨" },
  { key = "pay", label = "工钱", kind = "money" },
  { key = "signed", label = "已签", kind = "bool", default = false },
]
check = [{ wrong = "not signed", say = "还没有签。", at = "signed" }]
[[form.check]]
wrong = 'count_of("team", "post", "主厨") == 0 and head != "无"'
say = "没有主厨。"
at = "team"
[[form.check]]
wrong = "sum < yuan(1)"
say = "工钱合计太少。"
at = "sum"
"""

SUMS = """
[[form.section]]
key = "main"
title = "主要"
[[form.section.table]]
key = "goods"
label = "货物"
min_rows = 1
column = [
  { key = "pieces", label = "件数", kind = "int" },
  { key = "double", label = "两倍", kind = "int", calc = "pieces * 2" },
]
[[form.check]]
wrong = 'total("goods", "double") < 100'
say = "合计太少。"
at = "goods"
"""


def said(sheet, *, missing):
    return [
        problem.facts["say"]
        for problem in sheet.problems()
        if problem.code == "form.check" and problem.is_missing is missing
    ]


@pytest.fixture
def pledge(open_fields):
    return open_fields('key = "pledged", label = "承诺", kind = "bool", default = false', rest=PLEDGE)


@pytest.fixture
def team(open_form):
    return open_form(TEAM)


def test_a_check_of_a_default_nobody_touched_only_asks(pledge):
    assert said(pledge, missing=True) == ["没有承诺，不能办理。"]
    assert said(pledge, missing=False) == []


def test_what_is_only_missing_stops_an_acceptance_all_the_same(pledge):
    assert [problem.is_missing for problem in errors_of(pledge.problems())] == [True]


def test_a_blank_that_must_be_filled_is_missing_and_an_unreadable_answer_is_wrong(open_fields):
    sheet = open_fields('key = "year", label = "年度", kind = "int", required = true')
    blank = [problem.is_missing for problem in sheet.problems()]

    sheet.set("year", "明年")

    assert (blank, [problem.is_missing for problem in sheet.problems()]) == ([True], [False])


def test_a_declaration_without_a_default_is_blamed_as_soon_as_it_is_refused(open_fields):
    sheet = open_fields('key = "pledged", label = "承诺", kind = "bool", required = true', rest=PLEDGE)
    blank = [(problem.code, problem.is_missing) for problem in sheet.problems()]

    sheet.set("pledged", False)

    assert blank == [("form.required_missing", True)]
    assert said(sheet, missing=False) == ["没有承诺，不能办理。"]


def test_a_check_of_a_table_waits_for_something_in_a_row_of_it(team):
    team.set("head", "王小明")
    before = said(team, missing=False)

    team.set("team/r1/name", "王小明")

    assert before == []
    assert "没有主厨。" in said(team, missing=False)


def test_a_check_of_a_calculated_answer_waits_for_what_it_is_calculated_from(team):
    waiting = said(team, missing=True)

    team.set("team/r1/pay", "0.50")

    assert "工钱合计太少。" in waiting
    assert "工钱合计太少。" in said(team, missing=False)


def test_a_check_of_a_column_waits_for_that_column_and_not_for_its_neighbours(team):
    team.set("team/r1/name", "王小明")

    assert "工钱合计太少。" in said(team, missing=True)


def test_a_column_calculated_in_each_row_rests_on_what_is_typed_in_any_row(open_form):
    sheet = open_form(SUMS)
    row = sheet.add_row("goods")
    before = said(sheet, missing=True)

    sheet.set(f"goods/{row}/pieces", "1")

    assert before == ["合计太少。"]
    assert said(sheet, missing=False) == ["合计太少。"]


def test_a_check_of_a_row_waits_for_its_own_row_alone(team):
    other = team.add_row("team")
    team.set(f"team/{other}/signed", True)

    assert said(team, missing=True).count("还没有签。") == 1
    assert "还没有签。" not in said(team, missing=False)


def test_an_answer_taken_back_is_missing_again(team):
    team.set("team/r1/pay", "0.50")

    team.set("team/r1/pay", "")

    assert said(team, missing=False) == []


def test_a_table_with_too_few_rows_is_missing_rows(team):
    team.remove_row("team", "r1")

    assert [problem.is_missing for problem in team.problems() if problem.code == "form.too_few_rows"] == [
        True
    ]
