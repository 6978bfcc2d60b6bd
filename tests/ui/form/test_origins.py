"""Where answers come from is said as long as they stand as they came, and comes back with a draft."""

import json
from datetime import date

import pytest
from hall import hall_data
from word_files import templates

from app.domain.case.carried import AnswerSource
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.form.origins import Origins, origin_note, origin_words

EARLIER = AnswerSource(
    case_id="c-1",
    case_number="3607251050002603010001",
    item_name="老年人优待证",
    received_on=date(2026, 3, 1),
)
ROWS = [{"name": "王小明", "relation": "01"}, {"name": "李春梅", "relation": "12"}]


def sheet_of(item="B01", answers=None):
    catalog = hall_data().catalog
    context = FormContext(today=date(2026, 11, 26), tables=catalog.tables)
    return open_sheet(catalog.version(item, 1).form, answers or {}, context)


@pytest.fixture
def desk(qapp):
    return FormDesk(sheet_of(), Words(templates()))


def brought(desk, **answers):
    return desk.bring(answers, dict.fromkeys(answers, EARLIER))


def test_an_answer_that_stands_as_it_came_has_its_source(desk):
    brought(desk, mobile="13800000000")

    assert desk.origins.of("mobile") == EARLIER
    assert desk.origins.of("name") is None
    assert origin_words(EARLIER) == "带入：2026-03-01 老年人优待证 办件3607251050002603010001"
    assert origin_note(EARLIER) == "带入：2026-03-01 办件…2603010001"


def test_whoever_types_over_it_makes_it_the_applicants_own(desk):
    brought(desk, mobile="13800000000")

    desk.answer("mobile", "13900000000")

    assert desk.origins.of("mobile") is None
    assert desk.origins.standing() == {}


def test_an_answer_that_was_not_taken_has_no_source(desk):
    desk.answer("mobile", "13900000000")

    assert brought(desk, mobile="13800000000") == frozenset()
    assert desk.origins.standing() == {}


def test_rows_go_into_an_empty_table_and_it_says_where_they_come_from(desk):
    taken = brought(desk, members=ROWS)

    names = [desk.sheet.value(f"members/{row}/name") for row in desk.sheet.row_ids("members")]
    assert (taken, names) == ({"members"}, ["王小明", "李春梅"])
    assert desk.origins.of("members") == EARLIER


def test_a_table_somebody_began_takes_no_rows(desk):
    (row,) = desk.sheet.row_ids("members")
    desk.answer(f"members/{row}/name", "赵六")

    assert brought(desk, members=ROWS) == frozenset()
    assert desk.sheet.row_ids("members") == (row,)


def test_rows_are_not_brought_twice(desk):
    brought(desk, members=ROWS)

    assert not desk.may_bring("members", ROWS)


def test_a_household_that_is_filled_in_further_keeps_its_source_and_an_emptied_one_does_not(desk):
    brought(desk, members=ROWS)
    row = desk.sheet.row_ids("members")[0]
    desk.answer(f"members/{row}/idno", "360725199003070011")
    assert desk.origins.of("members") == EARLIER

    for one in desk.sheet.row_ids("members"):
        desk.remove_row("members", one)

    assert desk.origins.of("members") is None


def test_a_draft_gives_the_sources_back_but_not_of_what_was_changed(desk):
    brought(desk, mobile="13800000000", name="王小明", members=ROWS)
    desk.answer("name", "王小民")
    kept = json.loads(json.dumps({**desk.sheet.draft(), **desk.origins.draft()}))

    again = Origins(sheet_of(answers=kept))
    again.load(kept)

    assert again.standing() == {"mobile": EARLIER, "members": EARLIER}


def test_a_source_of_what_this_version_does_not_ask_is_left_behind(desk):
    again = Origins(desk.sheet)

    again.load({"carried:gone": EARLIER.to_json()})

    assert again.standing() == {}
