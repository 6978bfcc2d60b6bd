"""A reader's burst is one event; a person's typing is none."""

import pytest
from fakes import FakeClock
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.wedge import WedgeFrame, cleaned
from ui.wedge_field import WedgeField

READER_S, HAND_S = 0.005, 0.2
NUMBER = "360725196107150029"


def typed(frame: WedgeFrame, text: str, gap: float, start: float = 0.0) -> float:
    at = start
    for char in text:
        frame.key(char, at)
        at += gap
    return at


def test_a_burst_ended_by_enter_is_a_reading():
    frame = WedgeFrame()
    assert frame.enter(typed(frame, NUMBER, READER_S)) == NUMBER


def test_what_a_hand_types_is_not_a_reading():
    frame = WedgeFrame()
    assert frame.enter(typed(frame, NUMBER, HAND_S)) is None


def test_enter_long_after_a_burst_belongs_to_a_hand():
    frame = WedgeFrame()
    end = typed(frame, NUMBER, READER_S)
    assert frame.enter(end + HAND_S) is None


def test_two_rolled_keys_are_not_a_reading():
    frame = WedgeFrame()
    assert frame.enter(typed(frame, "ab", READER_S)) is None


def test_what_was_typed_by_hand_before_is_not_part_of_the_reading():
    frame = WedgeFrame()
    end = typed(frame, "张", HAND_S)
    assert frame.enter(typed(frame, NUMBER, READER_S, end + HAND_S)) == NUMBER


def test_each_reading_stands_alone():
    frame = WedgeFrame()
    end = typed(frame, NUMBER, READER_S)
    frame.enter(end)
    assert frame.enter(end + READER_S) is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\x0236072519610715002x\x03", "36072519610715002x"),
        ("３６０７２５", "360725"),
        ("\ufeff360725\u200b ", "360725"),
        ("GT\t2026\x1d01", "GT202601"),
    ],
)
def test_control_characters_and_full_width_forms_are_cleaned(raw: str, clean: str):
    assert cleaned(raw) == clean


def test_a_field_hands_a_reading_over_once_and_swallows_its_enter(qtbot: QtBot, clock: FakeClock):
    field = QLineEdit("旧")
    qtbot.addWidget(field)
    readings: list[str] = []
    pressed: list[int] = []
    wedge = WedgeField(field, clock.monotonic)
    wedge.read.connect(readings.append)
    field.returnPressed.connect(lambda: pressed.append(1))
    for char in NUMBER:
        QTest.keyClick(field, char)
        clock.advance(seconds=READER_S)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (readings, field.text(), pressed) == ([NUMBER], NUMBER, [])


def test_a_field_leaves_a_person_s_enter_alone(qtbot: QtBot, clock: FakeClock):
    field = QLineEdit()
    qtbot.addWidget(field)
    pressed: list[int] = []
    WedgeField(field, clock.monotonic)
    field.returnPressed.connect(lambda: pressed.append(1))
    for char in "0797":
        QTest.keyClick(field, char)
        clock.advance(seconds=HAND_S)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), pressed) == ("0797", [1])
