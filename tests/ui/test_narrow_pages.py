"""At the width a scaled screen leaves, pages are laid out otherwise: nothing overlaps, nothing is lost."""

import pytest
from case_counter import CaseCounter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from work_rig import WorkRig

from ui.help_page import HelpPage
from ui.panels.ledger.cards import Count, CountCards
from ui.panels.papers.panel import PapersPanel
from ui.shortcuts import KEYS, Command
from ui.widgets.key_cap import KeyCap
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Elided

NARROW = (910, 485)
"""1366×728 at 150 %, in layout units."""
WORK = (640, 441)
"""What the queue column leaves of it."""


def shown(qtbot, widget, size):
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    QApplication.processEvents()
    return widget


@pytest.fixture
def card(dressed_application, qtbot):
    return shown(qtbot, HelpPage(lambda: None), NARROW)


def overlaps(caps):
    places = [cap.rect().translated(cap.mapTo(cap.window(), cap.rect().topLeft())) for cap in caps]
    return [(a, b) for at, a in enumerate(places) for b in places[:at] if a.intersects(b)]


@pytest.mark.parametrize("size", [NARROW, (1366, 728), (683, 364)])
def test_no_two_keys_of_the_card_overlap(card, size):
    card.resize(*size)
    QApplication.processEvents()

    assert len(card.findChildren(KeyCap)) > len(KEYS)
    assert overlaps(card.findChildren(KeyCap)) == []


def test_the_card_is_turned_by_the_page_keys_where_it_is_too_long(card, qtbot):
    bar = card._room.verticalScrollBar()
    qtbot.keyClick(card, Qt.Key.Key_PageDown)
    below = bar.value()
    qtbot.keyClick(card, Qt.Key.Key_PageUp)

    assert below > 0
    assert bar.value() == 0


def test_the_words_of_the_card_are_whole_at_every_scaling(card):
    words = [label for label in card.findChildren(Elided) if label.isVisible()]

    assert len(words) >= len(KEYS)
    assert all(label.width() >= label.fontMetrics().horizontalAdvance(label.words()) for label in words)


@pytest.mark.parametrize("size", [WORK, (1030, 600)])
def test_the_counts_of_a_day_can_be_read(dressed_application, qtbot, size):
    cards = shown(qtbot, CountCards(), size)
    cards.show_counts([Count(f"办件·{number}", number) for number in range(9)])
    cards.adjustSize()
    QApplication.processEvents()
    labels = [label for label in cards.findChildren(QLabel) if label.isVisible()]

    assert len(labels) >= 18
    assert all(label.height() >= label.sizeHint().height() for label in labels)


@pytest.mark.parametrize(("width", "lines"), [(575, 3), (702, 2)])
def test_a_message_has_room_for_what_to_do_whether_it_says_anything_or_not(
    dressed_application, qtbot, width, lines
):
    strip = shown(qtbot, MessageStrip(), (width, 48))
    line = strip.label.fontMetrics().lineSpacing()
    empty = strip.height()
    strip.say("把缺的、不对的一次写全，群众只用再跑一趟。" * 3)

    assert strip.height() == empty
    assert strip.height() >= lines * line


@pytest.fixture
def rig(tmp_path, dressed_application, qtbot):
    made = WorkRig(tmp_path)
    yield made
    made.settle(qtbot)
    made.close()
    assert made.bugs == []


@pytest.mark.parametrize(("width", "is_shown"), [(640, False), (1030, True)])
def test_which_paper_it_is_comes_before_its_picture(rig, qtbot, width, is_shown):
    panel = PapersPanel(rig.at())
    shown(qtbot, panel.work, (width, 441))

    assert panel.preview.isVisible() is is_shown


@pytest.fixture
def completing(rig, qtbot):
    counter = CaseCounter(rig, qtbot)
    counter.frame.resize(*WORK)
    counter.frame.activateWindow()
    qtbot.waitUntil(counter.frame.isActiveWindow)
    counter.open()
    counter.press(Command.CORRECT)
    return counter


def test_form_and_checklist_take_turns_by_the_page_keys(completing, qtbot):
    page = completing.view.correction
    at_first = (page.form.isVisible(), page.materials.isVisible())
    for _page in range(page.form.page_count):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    after = (page.form.isVisible(), page.materials.hasFocus())
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageUp)

    assert at_first == (True, False)
    assert after == (False, True)
    assert page.form.isVisible()
    assert page.form.focused_path()
    assert not page.materials.isVisible()


def test_the_fields_of_a_case_that_is_completed_have_room(completing):
    entries = [
        entry for entry in completing.view.correction.form.text_entries().values() if entry.isVisible()
    ]

    assert entries
    assert all(entry.width() >= 100 for entry in entries)
