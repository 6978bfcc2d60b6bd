"""What is told of an item before it is begun fits its room, or is turned by keys; never half a part."""

from datetime import date

import pytest
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.panels.intake import model
from ui.panels.intake.guide import HEADINGS, ItemGuide
from ui.panels.intake.pages import FinderPage

TODAY = date(2026, 11, 26)
WORK = (734, 524)
"""What the frame leaves the finder at 1366×768 and 100 %."""
TOLD = tuple((heading, f"{heading}说明") for heading in HEADINGS)


@pytest.fixture
def guide(dressed_application, qtbot):
    made = ItemGuide()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.show_item(TOLD)
    return made


@pytest.fixture
def finder(dressed_application, qtbot):
    made = FinderPage([QPushButton("咨询")])
    qtbot.addWidget(made)
    made.resize(*WORK)
    made.show()
    return made


def turned_through(guide):
    """The headings of each page, from the first to the last."""
    pages = [guide.shown]
    while True:
        guide.turn(1)
        if guide.shown == pages[-1]:
            return pages
        pages.append(guide.shown)


def test_with_room_everything_stands_on_one_page_and_no_page_is_named(guide):
    assert guide.shown == HEADINGS
    assert guide.place == ""


def test_without_room_each_part_is_on_exactly_one_page(guide):
    guide.resize(600, 100)
    place = guide.place
    pages = turned_through(guide)

    assert len(pages) > 1
    assert place == f"第 1/{len(pages)} 页　PgUp PgDn"
    assert tuple(heading for page in pages for heading in page) == HEADINGS


def test_before_the_first_and_after_the_last_page_there_is_nothing(guide):
    guide.resize(600, 100)
    guide.turn(-1)
    first = guide.shown
    last = turned_through(guide)[-1]
    guide.turn(-1)

    assert first[0] == HEADINGS[0]
    assert guide.shown != last


def test_another_item_begins_on_its_first_page(guide):
    guide.resize(600, 100)
    guide.turn(1)
    guide.show_item(TOLD)

    assert guide.shown[0] == HEADINGS[0]


def test_what_an_item_does_not_say_has_no_heading(guide):
    guide.show_item((("收费", "不收费"),))

    assert guide.shown == ("收费",)
    assert guide.words == "不收费"


def test_no_guide_of_the_catalogue_has_to_be_scrolled_at_full_size(finder):
    for item in hall_data().catalog.in_force(TODAY):
        finder.guide.show_item(model.item_words(item))
        for page in turned_through(finder.guide):
            finder.guide._room.widget().layout().activate()
            bar = finder.guide._room.verticalScrollBar()
            assert bar.maximum() == bar.minimum(), (item.id, page)


def test_page_keys_in_the_search_field_turn_the_guide(finder, qtbot):
    item = hall_data().catalog.current("F01", TODAY)
    finder.guide.show_item(model.item_words(item))
    first = finder.guide.shown
    qtbot.keyClick(finder.entry, Qt.Key.Key_PageDown)
    second = finder.guide.shown
    qtbot.keyClick(finder.entry, Qt.Key.Key_PageUp)

    assert set(first).isdisjoint(second)
    assert finder.guide.shown == first


def test_the_steps_and_what_people_ask_are_told_with_what_does_not_count():
    told = dict(model.item_words(hall_data().catalog.current("D01", TODAY)))
    asked = dict(model.item_words(hall_data().catalog.current("C01", TODAY)))

    assert "（不计入办结时限）" in told["环节"]
    assert "没有领结婚证能登记吗？能。" in asked["常问"]
    assert "常问" not in dict(model.item_words(hall_data().catalog.current("B09", TODAY)))
