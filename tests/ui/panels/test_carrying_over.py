"""带入: each answer says which case it came from, and a household comes along with its names."""

import os

import pytest
from intake_counter import Counter
from work_rig import PERSON, RETURNING

from app.domain.case.carried import carried_answers
from app.services.cases.intake import Intake
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from ui.shortcuts import Command

HOUSEHOLD = [
    {"row": "1", "name": PERSON["name"], "idno": RETURNING, "relation": "01"},
    {"row": "2", "name": "李春梅", "idno": "362125197508020020", "relation": "12"},
]


@pytest.fixture
def counter(work_rig, qtbot):
    return Counter(work_rig, qtbot)


@pytest.fixture
def earlier(counter):
    intake = Intake(item_id="B01", item_version=1, answers={**PERSON, "members": HOUSEHOLD})
    return receive_case(counter.rig.hall.office, counter.rig.at().desk, "before", intake).case


def brought(counter, item="B04"):
    counter.begin(item)
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()
    counter.press(Command.BRING_ANSWERS)


def test_each_field_says_day_and_number_of_its_case(counter, earlier):
    brought(counter)
    folder = os.environ.get("BIANMIN_PICTURES")
    if folder:
        counter.view.form.focus_path("name")
        counter.frame.grab().save(f"{folder}/brought.png")
        counter.view.form.focus_path("members")
        counter.settle()
        counter.frame.grab().save(f"{folder}/rows.png")

    assert counter.view.form.cell("mobile").note == f"带入：2026-11-26 办件…{earlier.case_number[-10:]}"
    assert "带入" not in counter.view.form.cell("cert_no").note


def test_a_field_typed_over_says_nothing_of_an_earlier_case(counter, earlier):
    brought(counter)

    counter.sitting.form.answer("mobile", "13900000000")

    assert "带入" not in counter.view.form.cell("mobile").note


def test_the_household_comes_with_names_and_relations_and_no_number_but_the_applicants_own(counter, earlier):
    brought(counter)

    sheet = counter.sitting.form.sheet
    rows = sheet.row_ids("members")
    assert [sheet.value(f"members/{row}/name") for row in rows] == [PERSON["name"], "李春梅"]
    assert [sheet.value(f"members/{row}/relation") for row in rows] == ["01", "12"]
    assert [sheet.value(f"members/{row}/idno") for row in rows] == [RETURNING, None]


def test_the_sources_come_back_with_the_draft_and_stay_in_the_case(counter, earlier):
    brought(counter)
    counter.press(Command.KEEP_DRAFT)
    counter.presenter._opening.go_on_with(counter.drafts()[0].draft.id)
    counter.settle()
    assert counter.view.form.cell("mobile").note.startswith("带入")

    counter.press(Command.RECEIVE)

    ((_result, case_id),) = counter.ended
    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
    known = carried_answers(case.facts)
    assert {"mobile", "members"} <= known.keys()
    assert {one.case_number for one in known.values()} == {earlier.case_number}
