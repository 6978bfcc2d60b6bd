"""Enter moves on, and never in the middle of a syllable."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ui.field_keys import FieldKeys


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.kind, self.phone, self.note = QLineEdit(), QComboBox(), QLineEdit(), QPlainTextEdit()
        column = QVBoxLayout(self)
        for field in (self.name, self.kind, self.phone, self.note):
            column.addWidget(field)


@pytest.fixture
def keys(qapp: QApplication) -> Iterator[FieldKeys]:
    made = FieldKeys(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def form(keys: FieldKeys, qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.name.setFocus()
    qtbot.waitUntil(made.name.hasFocus)
    return made


def compose(field: QWidget, preedit: str, commit: str = "") -> None:
    """What an input method sends while a clerk types a syllable and picks a character."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_enter_goes_to_the_next_field_and_shift_enter_back(form: Form):
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert form.kind.hasFocus()
    QTest.keyClick(form.kind, Qt.Key.Key_Enter)
    assert form.phone.hasFocus()
    QTest.keyClick(form.phone, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.kind.hasFocus()


def test_enter_during_composition_neither_moves_nor_submits(form: Form, keys: FieldKeys):
    submitted: list[str] = []
    form.name.returnPressed.connect(lambda: submitted.append(form.name.text()))
    form.name.setProperty("enterSubmits", True)
    compose(form.name, "zhang")
    assert keys.is_composing
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert form.name.hasFocus()
    assert submitted == []


def test_enter_after_the_character_was_chosen_submits_again(form: Form, keys: FieldKeys):
    submitted: list[str] = []
    form.name.returnPressed.connect(lambda: submitted.append(form.name.text()))
    form.name.setProperty("enterSubmits", True)
    compose(form.name, "zhang")
    compose(form.name, "", "张")
    assert not keys.is_composing
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert submitted == ["张"]


def test_leaving_a_field_ends_its_composition(form: Form, keys: FieldKeys):
    compose(form.name, "zhang")
    form.phone.setFocus()
    assert not keys.is_composing


def test_enter_in_a_longer_text_is_a_new_line(form: Form):
    form.note.setFocus()
    QTest.keyClick(form.note, Qt.Key.Key_Return)
    assert form.note.hasFocus()
    assert form.note.toPlainText() == "\n"


def test_a_field_that_went_away_is_forgotten(form: Form, keys: FieldKeys, qtbot: QtBot):
    form.phone.setFocus()
    form.phone.deleteLater()
    qtbot.waitUntil(lambda: not isValid(form.phone))
    form.name.setFocus()
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    assert form.kind.hasFocus()
