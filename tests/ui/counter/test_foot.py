"""The row of buttons: on a narrow screen the last give way, the main one never does."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from ui.counter.foot import Foot


@pytest.fixture
def foot(dressed_application, qtbot):
    buttons = [QPushButton(words) for words in ("暂存", "一次性告知", "不予受理", "收件")]
    page = QWidget()
    page.resize(1000, 80)
    made = Foot(buttons, QPushButton("受理并打印"))
    made.setParent(page)
    qtbot.addWidget(page)
    page.show()
    yield made
    # Only now: the foot lives on its page.
    del page


def seen(foot, width):
    foot.resize(width, foot.height())
    foot.layout().activate()
    return [button.text() for button in foot.findChildren(QPushButton) if button.isVisible()]


def test_with_room_every_button_is_there(foot):
    assert seen(foot, 900) == ["暂存", "一次性告知", "不予受理", "收件", "受理并打印"]


def test_without_room_only_the_main_button_is_left(foot):
    assert seen(foot, foot.minimumSizeHint().width()) == ["受理并打印"]


def test_the_buttons_go_from_the_last_and_come_back_in_order(foot):
    everything = seen(foot, 900)
    for width in range(foot.minimumSizeHint().width(), 900, 20):
        *shown, main = seen(foot, width)

        assert main == "受理并打印"
        assert shown == everything[: len(shown)]

    assert seen(foot, 900) == everything


def test_no_button_is_clipped_at_any_width(foot):
    for width in range(foot.minimumSizeHint().width(), 900, 30):
        seen(foot, width)
        for button in foot.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width()
                assert button.geometry().right() <= foot.width()


def test_the_foot_keeps_its_height(foot):
    assert foot.minimumHeight() == foot.maximumHeight() == foot.minimumSizeHint().height()
