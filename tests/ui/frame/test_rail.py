"""The rail: every panel with its word and key, the one in front marked, low screens without pictures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton, QWidget
from window_rig import RESOURCES

from ui import theme
from ui.frame.rail import Rail
from ui.shortcuts import KEYS, Command

PANELS = (
    Command.TO_QUEUE,
    Command.TO_INTAKE,
    Command.TO_CASES,
    Command.TO_PAPERS,
    Command.TO_LEDGER,
    Command.TO_SETTINGS,
    Command.TO_ABOUT,
    Command.TO_CASH,
)


@pytest.fixture
def rail(dressed_application, qtbot):
    page = QWidget()
    made = Rail(PANELS, RESOURCES.icons)
    made.setParent(page)
    qtbot.addWidget(page)
    made.resize(theme.RAIL_WIDTH, 684)
    page.show()
    yield made
    # Only now: the rail lives on its page.
    del page


def buttons(rail):
    return rail.findChildren(QToolButton)


def ink(button):
    picture = button.icon().pixmap(24, 24, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {colour.name() for spot in spots if (colour := picture.pixelColor(*spot)).alpha() == 255}


def test_every_panel_has_its_word_its_key_and_a_picture(rail):
    assert [button.text() for button in buttons(rail)] == [
        f"{KEYS[command].word}\n{KEYS[command].sequence}" for command in PANELS
    ]
    assert not any(button.icon().isNull() for button in buttons(rail))


def test_a_screen_reader_hears_word_and_key(rail):
    assert buttons(rail)[1].accessibleName() == "收件 Alt+2"


def test_a_press_asks_for_the_panel(rail):
    asked = []
    rail.asked.connect(asked.append)

    for button in buttons(rail):
        button.click()

    assert asked == list(PANELS)


def test_one_panel_is_marked_at_a_time(rail):
    for command in (Command.TO_CASES, Command.TO_QUEUE):
        rail.mark(command)

    assert [button.isChecked() for button in buttons(rail)] == [True, *[False] * (len(PANELS) - 1)]


def test_marking_is_not_asking(rail):
    asked = []
    rail.asked.connect(asked.append)

    rail.mark(Command.TO_PAPERS)

    assert asked == []


def test_tab_passes_the_rail_by(rail):
    assert {button.focusPolicy() for button in buttons(rail)} == {Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize(
    ("height", "style"),
    [
        (684, Qt.ToolButtonStyle.ToolButtonTextUnderIcon),
        (441, Qt.ToolButtonStyle.ToolButtonTextOnly),
        (316, Qt.ToolButtonStyle.ToolButtonTextOnly),
    ],
)
def test_pictures_are_left_out_where_there_is_no_height_and_no_word_is_cut(rail, height, style):
    rail.resize(theme.RAIL_WIDTH, height)

    for button in buttons(rail):
        assert button.toolButtonStyle() is style
        rail.layout().activate()
        assert button.height() >= 2 * button.fontMetrics().height()
        assert button.geometry().bottom() < height


def test_pictures_come_back_with_the_height(rail):
    for height in (316, 684):
        rail.resize(theme.RAIL_WIDTH, height)

    assert {button.toolButtonStyle() for button in buttons(rail)} == {
        Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    }


def test_other_colours_draw_the_pictures_anew(rail):
    before = ink(buttons(rail)[0])
    rail.setPalette(theme.palette(theme.HIGH_CONTRAST))

    assert theme.CALM.muted in before
    assert theme.HIGH_CONTRAST.muted in ink(buttons(rail)[0])
