"""The row of buttons: on a narrow screen each has its key below its word, and none is lost."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from ui.counter.foot import Foot
from ui.widgets.key_button import ButtonRank, KeyButton

WORDS = (("暂存", "Ctrl+S"), ("一次性告知", "F9"), ("不予受理", "Ctrl+B"), ("收件", "Ctrl+J"))
EVERYTHING = ["暂存", "一次性告知", "不予受理", "收件", "受理并打印"]
NARROWEST_WORK = 520
"""What the frame leaves the work at 150 % and 200 % of a 1366×768 screen."""


@pytest.fixture
def main():
    return KeyButton("受理并打印", "F12", ButtonRank.MAIN)


@pytest.fixture
def foot(dressed_application, qtbot, main):
    page = QWidget()
    page.resize(1000, 80)
    made = Foot([KeyButton(word, key) for word, key in WORDS], main)
    made.setParent(page)
    qtbot.addWidget(page)
    page.show()
    yield made
    # Only now: the foot lives on its page.
    del page


def buttons(foot, width):
    foot.resize(width, foot.height())
    foot.layout().activate()
    return [button for button in foot.findChildren(QPushButton) if button.isVisible()]


def seen(foot, width):
    return [button.text() for button in buttons(foot, width)]


def stacked(foot, width):
    return {bool(button.property("stacked")) for button in buttons(foot, width)}


def test_with_room_every_button_has_its_key_beside_its_word(foot):
    assert seen(foot, 900) == EVERYTHING
    assert stacked(foot, 900) == {False}


def test_on_the_narrowest_work_every_button_is_there_with_its_key_below(foot):
    assert seen(foot, NARROWEST_WORK) == EVERYTHING
    assert stacked(foot, NARROWEST_WORK) == {True}


def test_the_buttons_stand_in_a_line_again_once_there_is_room(foot):
    stacked(foot, NARROWEST_WORK)

    assert stacked(foot, 900) == {False}


def test_without_any_room_only_the_main_button_is_left(foot):
    assert seen(foot, foot.minimumSizeHint().width()) == ["受理并打印"]


def test_the_buttons_go_from_the_last_and_come_back_in_order(foot):
    for width in range(foot.minimumSizeHint().width(), 900, 20):
        *shown, main = seen(foot, width)

        assert main == "受理并打印"
        assert shown == EVERYTHING[: len(shown)]


def test_no_button_is_clipped_at_any_width(foot):
    for width in range(foot.minimumSizeHint().width(), 900, 10):
        for button in buttons(foot, width):
            assert button.width() >= button.minimumSizeHint().width()
            assert button.geometry().right() <= foot.width()
            assert button.geometry().bottom() < foot.height()


def test_a_longer_word_makes_the_row_fit_anew(foot, main, qtbot):
    width = next(width for width in range(500, 1000) if stacked(foot, width) == {False})

    main.set_word("受理并打印两联受理通知书")

    qtbot.waitUntil(lambda: bool(main.property("stacked")))
    assert seen(foot, width) == [*EVERYTHING[:-1], "受理并打印两联受理通知书"]


def test_the_foot_keeps_its_height(foot):
    assert foot.minimumHeight() == foot.maximumHeight() == foot.minimumSizeHint().height()
