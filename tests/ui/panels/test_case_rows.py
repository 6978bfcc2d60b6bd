"""The rows of the case panel: masked, with what is left of the limit, and what to know before deciding."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from fakes import HALL_ZONE
from hall import hall_data

from app.domain.calendar import WorkCalendar
from app.domain.case.case import (
    Case,
    CaseApplicant,
    CaseItem,
    CaseStep,
    HeldMaterial,
    IssuedPaper,
)
from app.domain.case.fallen import Fall
from app.domain.case.state import CaseState
from app.domain.item import Limit, LimitUnit
from app.domain.ledger.operation import Base
from app.ports.case_index import CaseRow
from app.services.cases.look_up import CaseFile
from ui.form.regions import region_choices
from ui.panels.cases import model
from ui.panels.cases.model import CodeLists
from ui.widgets.text import Tone

TODAY = date(2026, 11, 26)
ANSWERS = {
    "name": "欧阳·阿卜杜热合曼·买买提",
    "cert_no": "360725199003070011",
    "hukou_addr": "江西省赣州市崇义县关田镇沙溪村十八组",
    "hukou_region": "360725105205",
    "mobile": "13800000000",
    "retro_years": 2,
    "years": [{"row": "r1", "year": 2020}, {"row": "r2", "year": 2021}],
}


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return hall_data().custom.current.calendar


@pytest.fixture(scope="module")
def item():
    return hall_data().catalog.current("A01", TODAY)


@pytest.fixture(scope="module")
def codes():
    data = hall_data()
    tables = data.catalog.tables
    return CodeLists(tables, region_choices(tables, TODAY, data.hall.area_code), TODAY)


def a_row(**said):
    plain = {
        "id": "c1",
        "case_number": "360725-2026-000012",
        "item_id": "A01",
        "item_name": "城乡居民基本养老保险参保登记",
        "state": CaseState.ACCEPTED.value,
        "applicant": "张三丰",
        "applicant_id_tail": "0011",
        "received_on": "2026-11-20",
        "due_on": "2026-12-04",
        "window": "03",
        "paper_numbers": "",
    }
    return CaseRow(**{**plain, **said})


def a_case(**said):
    plain = {
        "id": "c1",
        "base": Base(),
        "state": CaseState.ACCEPTED,
        "item": CaseItem(id="A01", version=1, name="参保登记"),
        "case_number": "360725-2026-000012",
        "query_code": "7K3M",
        "received_on": TODAY,
        "received_at": datetime(2026, 11, 26, 9, 5, tzinfo=HALL_ZONE),
        "window": "03",
        "applicant": CaseApplicant(name="张三丰"),
        "answers": ANSWERS,
    }
    return Case(**{**plain, **said})


def a_paper(**said):
    plain = {
        "id": "p1",
        "type_code": "SL",
        "title": "受理通知书",
        "number": "赣崇关受〔2026〕12号",
        "state": "sealed",
        "issued_on": "2026-11-26",
        "served_on": None,
        "ground_stands": True,
    }
    return IssuedPaper(**{**plain, **said})


def a_file(**said):
    plain = {"case": a_case(), "papers": (), "jobs": (), "today": TODAY, "clerk_names": {}}
    return CaseFile(**{**plain, **said})


@pytest.mark.parametrize(
    ("said", "trail", "tone"),
    [
        ({}, "已受理 还有 6 个工作日", Tone.PLAIN),
        ({"due_on": "2026-11-27"}, "已受理 还有 1 个工作日", Tone.SOON),
        ({"due_on": "2026-11-26"}, "已受理 今天到期", Tone.SOON),
        ({"due_on": "2026-11-24"}, "已受理 已超 2 个工作日", Tone.LATE),
        ({"due_on": None}, "已受理", Tone.PLAIN),
        ({"state": "closed", "due_on": "2026-11-24"}, "办结", Tone.PLAIN),
        ({"state": "withdrawn", "due_on": "2026-11-24"}, "撤回申请", Tone.PLAIN),
    ],
)
def test_a_case_in_the_list_says_where_it_stands_and_what_is_left(calendar, said, trail, tone):
    (row,) = model.case_rows([a_row(**said)], calendar, TODAY)

    assert (row.trail, row.tone) == (trail, tone)


@pytest.mark.parametrize(
    ("name", "lead"),
    [("张三丰", "张*丰"), ("李四", "李*"), ("欧阳德海", "欧阳*海"), ("欧阳·阿卜杜热合曼·买买提", "欧阳·**…")],
)
def test_a_name_in_the_list_is_masked_and_fits_its_place(calendar, name, lead):
    (row,) = model.case_rows([a_row(applicant=name)], calendar, TODAY)

    assert row.lead == lead
    assert name not in row.hint


def test_a_case_nobody_answered_in_time_says_so_in_the_list(calendar):
    rows = model.case_rows(
        [a_row(id="c1", state="registered", due_on=None), a_row(id="c2")], calendar, TODAY, {"c1"}
    )

    assert [(row.trail, row.tone) for row in rows] == [
        ("视为受理（待核）", Tone.LATE),
        ("已受理 还有 6 个工作日", Tone.PLAIN),
    ]


def test_the_limit_of_a_deemed_acceptance_runs_from_its_own_day(item, calendar):
    promised = replace(item, promised_limit=Limit(3, LimitUnit.WORKING_DAYS))
    deemed = a_file(deemed_accepted_on=TODAY)

    due = model.due_of(deemed, promised, calendar)

    assert due is not None
    assert calendar.working_days_between(TODAY, due.date) == 3


def test_a_case_that_is_over_has_no_limit(item, calendar):
    over = a_file(case=a_case(state=CaseState.CLOSED, due_on=TODAY))

    assert model.due_of(over, item, calendar) is None


def test_pointing_at_a_case_tells_its_number(calendar):
    (row,) = model.case_rows([a_row()], calendar, TODAY)

    assert row.hint.startswith("360725-2026-000012")


def shown(item, codes, revealed=None, **said):
    rows = model.answer_rows(a_case(**said), item, codes, revealed or {})
    return {row.id: row.words for row in rows}


def test_answers_stand_in_the_order_of_the_form_and_only_those_that_were_given(item, codes):
    rows = model.answer_rows(a_case(), item, codes, {})

    order = [part.key for part in item.form.definition.parts()]
    assert [row.id for row in rows] == [key for key in order if key in ANSWERS]


def test_everything_personal_is_hidden_until_somebody_asks(item, codes):
    words = shown(item, codes)

    assert words["cert_no"] == "360725 ········ 0011"
    assert words["mobile"] == "138****0000"
    assert ANSWERS["name"] not in words["name"]
    assert "十八组" not in words["hukou_addr"]


def test_only_what_was_revealed_is_shown_whole(item, codes):
    words = shown(item, codes, {"mobile": "13800000000"})

    assert words["mobile"] == "138 0000 0000"
    assert words["cert_no"] == "360725 ········ 0011"


def test_a_region_is_said_by_its_names_and_a_number_with_its_unit(item, codes):
    words = shown(item, codes)

    assert words["hukou_region"] == "关田镇 沙溪村"
    assert words["retro_years"] == "2年"


def test_a_table_says_how_many_rows_it_has(item, codes):
    assert shown(item, codes)["years"] == "2 行"


def test_an_answer_the_form_no_longer_asks_for_is_not_shown(item, codes):
    assert "gone" not in shown(item, codes, answers={**ANSWERS, "gone": "x"})


@pytest.mark.parametrize(
    ("said", "trail", "tone"),
    [
        ({}, "有效", Tone.PLAIN),
        ({"state": "void"}, "作废", Tone.LATE),
        ({"fall": Fall.GROUND}, "依据的决定没有成立", Tone.LATE),
        ({"fall": Fall.REVOKED}, "办件已撤销", Tone.LATE),
        ({"fall": Fall.WITHDRAWN}, "申请已撤回", Tone.LATE),
    ],
)
def test_a_paper_of_the_case_says_whether_it_still_holds(said, trail, tone):
    (row,) = model.thing_rows(a_case(papers=(a_paper(**said),)), TODAY)

    assert (row.trail, row.tone) == (trail, tone)
    assert row.words == "受理通知书 赣崇关受〔2026〕12号"


def test_papers_that_fell_are_spoken_of_with_the_key_that_voids_them(item, calendar):
    fell = a_paper(fall=Fall.TERMINATED)
    told_only = a_paper(id="p2", number="赣崇关受〔2026〕13号", fall=Fall.WITHDRAWN)

    said = model.remark_words(a_file(case=a_case(papers=(fell, told_only))), item, calendar)

    assert said == "已发文书与现状不符：赣崇关受〔2026〕12号。请负责人选中文书，写明理由，按 Ctrl+K 作废。"
    assert model.remark_words(a_file(case=a_case(papers=(a_paper(),))), item, calendar) == ""


@pytest.mark.parametrize(("where", "said"), [("guantian", "原2份 在窗口"), ("applicant", "原2份 已退申请人")])
def test_an_applicant_s_paper_says_where_it_is(where, said):
    held = HeldMaterial(row="m1", key="id_card", name="居民身份证", form="原", copies=2, where=where)

    (row,) = model.thing_rows(a_case(materials=(held,)), TODAY)

    assert (row.id, row.lead, row.trail) == ("material:m1", "材料", said)


@pytest.mark.parametrize(
    ("where", "spot", "said"),
    [
        ("guantian#4", "报送县级部门", "报送县级部门 11月27日起"),
        ("guantian", "档案柜", "档案柜 11月27日起"),
        ("guantian", "在窗口", "在窗口 11月27日起"),
        ("applicant", "档案柜", "已退申请人 11月27日起"),
    ],
)
def test_a_paper_that_was_moved_says_where_it_is_and_since_when(where, spot, said):
    since = "2026-11-27T10:05:00+08:00"
    held = HeldMaterial(row="m1", key="book", name="户口簿", form="复", where=where, spot=spot, since=since)

    (row,) = model.thing_rows(a_case(materials=(held,)), TODAY)

    assert (row.words, row.trail) == ("户口簿　复1份", said)


def test_a_waived_paper_says_which_check_stood_in_for_it():
    held = HeldMaterial(row="m1", key="id_card", name="居民身份证", form="电", waived_by="读卡器核验")

    (row,) = model.thing_rows(a_case(materials=(held,)), TODAY)

    assert row.trail == "免 读卡器核验"


def test_what_we_issued_stands_before_what_the_applicant_brought():
    held = HeldMaterial(row="m1", key="id_card", name="居民身份证", form="原")

    rows = model.thing_rows(a_case(papers=(a_paper(),), materials=(held,)), TODAY)

    assert [row.lead for row in rows] == ["文书", "材料"]


def test_the_history_names_step_person_and_window_one_a_line():
    steps = tuple(
        CaseStep(what=what, at=datetime(2026, 11, 26, hour, 5, tzinfo=HALL_ZONE), by="c-wang", window="03")
        for hour, what in ((9, "received"), (10, "accepted"), (11, "unheard_of"))
    )

    lines = model.history_words(a_case(history=steps), {"c-wang": "王小兰"}).splitlines()

    assert lines[0] == "11-26 09:05　收件　王小兰　03号窗口"
    assert lines[1].split("　")[1] == "受理"
    assert lines[2].split("　")[1] == "unheard_of"


def test_a_clerk_who_left_is_still_named_by_number():
    step = CaseStep(
        what="received", at=datetime(2026, 11, 26, 9, 5, tzinfo=HALL_ZONE), by="c-gone", window="03"
    )

    assert "c-gone" in model.history_words(a_case(history=(step,)), {})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"deemed_accepted_on": date(2026, 11, 10)}, "视为受理（待核）"),
        ({"conflicts": (object(), object())}, "有 2 处两人同时作了改动"),
        ({"twins": (a_row(case_number="360725-2026-000009"),)}, "360725-2026-000009"),
    ],
)
def test_what_a_clerk_should_know_before_deciding_is_said(said, words, item, calendar):
    assert words in model.remark_words(a_file(**said), item, calendar)


def test_an_ordinary_case_has_no_remark(item, calendar):
    case = a_case(state=CaseState.REGISTERED)

    assert model.remark_words(a_file(case=case), item, calendar) == ""


def test_several_remarks_stand_one_a_line(item, calendar):
    file = replace(a_file(twins=(a_row(),)), deemed_accepted_on=date(2026, 11, 10))

    assert len(model.remark_words(file, item, calendar).splitlines()) == 2
