"""疑似同一人: a known name and birth date under another number is said; it counts once it is confirmed."""

import os

import pytest
from intake_counter import Counter
from work_rig import PERSON, RETURNING

from app.domain.case.same_person import other_cases
from app.services.cases.intake import Intake
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from ui.shortcuts import Command

PASSPORT = "E12345678"


@pytest.fixture
def counter(work_rig, qtbot):
    return Counter(work_rig, qtbot)


@pytest.fixture
def earlier(counter):
    """The person was here with the 居民身份证."""
    intake = Intake(item_id="B05", item_version=1, answers=PERSON)
    return receive_case(counter.rig.hall.office, counter.rig.at().desk, "before", intake).case


def returning(counter, **answers):
    """The same person with a passport."""
    counter.begin("B09")
    told = {"cert_type": "414", "cert_no": PASSPORT, "name": PERSON["name"], "birth": "1990-03-07"}
    for path, value in {**told, **answers}.items():
        counter.sitting.form.answer(path, value)
    counter.settle()
    counter.settle()


def told(counter):
    return counter.panel.side._known.text()


def test_the_suspicion_is_said_with_day_and_tail_and_not_what_it_was_about(counter, earlier):
    returning(counter)
    folder = os.environ.get("BIANMIN_PICTURES")
    if folder:
        counter.frame.grab().save(f"{folder}/suspect.png")

    assert told(counter).startswith("疑似同一人")
    assert RETURNING[-4:] in told(counter)
    assert "Alt+S" in told(counter)
    assert earlier.item.name not in told(counter)
    assert counter.may(Command.SAME_PERSON, Command.BRING_ANSWERS) == [True, False]


def test_a_stranger_of_that_name_is_no_suspicion(counter, earlier):
    returning(counter, birth="1991-03-07")

    assert "疑似同一人" not in told(counter)
    assert counter.may(Command.SAME_PERSON) == [False]


def test_once_confirmed_the_earlier_answers_are_offered_and_the_case_keeps_it(counter, earlier):
    returning(counter)

    counter.press(Command.SAME_PERSON)

    assert "已确认是同一人" in counter.said
    assert told(counter).startswith("可带入")
    counter.press(Command.BRING_ANSWERS)
    assert counter.sitting.form.sheet.value("mobile") == PERSON["mobile"]
    assert counter.sitting.form.sheet.value("cert_no") == PASSPORT, "the old number is not brought back"
    counter.press(Command.RECEIVE)
    ((_result, case_id),) = counter.ended
    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
    assert other_cases(case.facts) == (earlier.id,)


def test_the_same_key_takes_it_back(counter, earlier):
    returning(counter)
    counter.press(Command.SAME_PERSON)

    counter.press(Command.SAME_PERSON)

    assert "已取消" in counter.said
    assert told(counter).startswith("疑似同一人")
    assert counter.sitting.intake(None).same_as == frozenset()


def test_another_number_is_another_person_until_it_is_confirmed_anew(counter, earlier):
    returning(counter)
    counter.press(Command.SAME_PERSON)

    counter.sitting.form.answer("cert_no", "E87654321")
    counter.settle()

    assert counter.sitting.intake(None).same_as == frozenset()


def test_a_draft_still_knows_it(counter, earlier):
    returning(counter)
    counter.press(Command.SAME_PERSON)
    counter.press(Command.KEEP_DRAFT)

    counter.presenter._opening.go_on_with(counter.drafts()[0].draft.id)
    counter.settle()
    counter.settle()

    assert counter.sitting.intake(None).same_as == {earlier.id}
    assert told(counter).startswith("可带入")
