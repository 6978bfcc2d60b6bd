"""材料复用 on the checklist: what the hall has is offered with its source, and Y takes it in."""

import os

import pytest
from counter import PENSION
from intake_counter import Counter
from PySide6.QtCore import Qt
from work_rig import PERSON, RETURNING

from app.services.cases.intake import HandedIn, Intake
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from ui.shortcuts import Command

BOOK = "household_book"
OTHER = "362125197508020020"


@pytest.fixture
def counter(work_rig, qtbot):
    return Counter(work_rig, qtbot)


@pytest.fixture
def lender(counter):
    """The person was here before, about another item, and left a copy of the book."""
    brought = (HandedIn(key=BOOK, form="复", copies=2, pages=3),)
    intake = Intake(item_id="D08", item_version=1, answers=PERSON, materials=brought)
    return receive_case(counter.rig.hall.office, counter.rig.at().desk, "before", intake).case


def returning(counter):
    """The pension form of the same person, with everything but the book."""
    counter.begin("A01")
    counter.fill(PENSION, missing={BOOK})
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()
    counter.settle()
    counter.presenter.page(1)
    counter.presenter.side.focus_material(f"material:{BOOK}")
    counter.settle()


def shown(counter, name):
    """Keep a picture where the environment asks for one."""
    folder = os.environ.get("BIANMIN_PICTURES")
    if folder:
        counter.frame.grab().save(f"{folder}/{name}.png")


def test_what_the_hall_has_is_offered_with_item_number_day_and_end(counter, lender):
    returning(counter)
    counter.presenter.next_problem()
    counter.settle()
    shown(counter, "offered")

    line = counter.line(BOOK)
    assert (line.lead, line.trail) == ("□", "可复用")
    for words in (line.hint, counter.said):
        assert lender.item.name in words
        assert lender.case_number in words
        assert "2026年11月26日" in words
        assert "2027年11月26日" in words
    assert "按 Y 复用" in counter.said


def test_y_takes_it_in_and_the_case_says_where_it_came_from(counter, lender):
    returning(counter)
    counter.on_list(Qt.Key.Key_Y)
    shown(counter, "taken")

    assert (counter.line(BOOK).lead, counter.line(BOOK).trail) == ("✓", "复用")
    counter.press(Command.RECEIVE)
    ((_result, case_id),) = counter.ended
    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
    (book,) = [one for one in case.materials if one.key == BOOK]
    assert (book.form, book.reused_from) == ("复用", lender.case_number)


def test_y_again_gives_it_back_and_says_how_to_go_on(counter, lender):
    returning(counter)
    counter.on_list(Qt.Key.Key_Y)
    counter.presenter.side.focus_material(f"material:{BOOK}")

    counter.on_list(Qt.Key.Key_Y)

    assert counter.line(BOOK).trail == "可复用"
    assert "已取消复用" in counter.said


def test_y_on_a_paper_nobody_lends_says_so_and_takes_nothing(counter):
    returning(counter)

    counter.on_list(Qt.Key.Key_Y)

    assert counter.line(BOOK).lead == "□"
    assert "没有可以复用的户口簿" in counter.said


def test_space_takes_a_new_one_in_as_ever(counter, lender):
    returning(counter)

    counter.on_list(Qt.Key.Key_Space)

    assert counter.line(BOOK).trail.startswith("原")


def test_another_applicant_loses_what_was_lent(counter, lender):
    returning(counter)
    counter.on_list(Qt.Key.Key_Y)

    counter.sitting.form.answer("cert_no", OTHER)
    counter.settle()
    counter.settle()

    assert counter.sitting.tray.get(BOOK) is None
    assert counter.line(BOOK).trail == "可免"


def test_whoever_captures_it_has_a_new_one_in_hand(counter, lender):
    returning(counter)
    counter.on_list(Qt.Key.Key_Y)

    counter.sitting.capture(BOOK, (object(),))

    assert counter.sitting.tray.get(BOOK).reused is None


def test_a_draft_put_aside_still_has_it(counter, lender):
    returning(counter)
    counter.on_list(Qt.Key.Key_Y)
    counter.press(Command.KEEP_DRAFT)

    counter.presenter._opening.go_on_with(counter.drafts()[0].draft.id)
    counter.settle()
    counter.settle()

    assert counter.sitting.tray.get(BOOK).reused.case_number == lender.case_number
