"""A clerk changes the own pass phrase at the window: typed twice, and never left standing."""

import pytest
import word_files
from PySide6.QtCore import Qt

from app.domain.storage import StorageError
from app.domain.words import Words
from ui.panels.settings.pass_phrase_row import CHANGED, PassPhraseRow
from ui.words import Wording

OLD, NEW = "sanjiangkou 2026", "yunwu tea 17"


class Asked:
    """The row of a clerk, what it asked for, and the error the next asking meets."""

    def __init__(self, tasks, qtbot) -> None:
        self.changes, self.error, self._tasks, self._qtbot = [], None, tasks, qtbot
        wording = Wording(Words(word_files.templates()), lambda _bug: None)
        self.row = PassPhraseRow(self._change, tasks, wording)
        qtbot.addWidget(self.row)
        self.row.show()
        self.row.activateWindow()
        qtbot.waitUntil(self.row.isActiveWindow)

    def _change(self, old: str, new: str) -> None:
        if self.error is not None:
            raise self.error
        self.changes.append((old, new))

    def types(self, *phrases: str) -> None:
        for field, phrase in zip(self.row.fields, phrases, strict=True):
            field.setFocus()
            self._qtbot.keyClicks(field, phrase)
        self._qtbot.keyClick(self.row.fields[-1], Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: not self._tasks.is_busy)

    @property
    def left(self) -> list[str]:
        return [field.text() for field in self.row.fields]

    @property
    def at(self) -> str:
        return self.row.focusWidget().accessibleName()


@pytest.fixture
def asked(dressed_application, tasks, qtbot) -> Asked:
    return Asked(tasks, qtbot)


def test_the_new_phrase_typed_twice_takes_the_place_of_the_old(asked):
    asked.types(OLD, NEW, NEW)

    assert asked.changes == [(OLD, NEW)]
    assert asked.row.strip.words == CHANGED
    assert asked.left == ["", "", ""]


def test_nothing_of_what_is_typed_can_be_read(asked):
    asked.row.fields[0].setText(OLD)

    assert all(field.displayText() != field.text() or not field.text() for field in asked.row.fields)


@pytest.mark.parametrize(
    ("typed", "said", "left", "at"),
    [
        (("", NEW, NEW), "还没有输入现在的口令", ["", "", ""], "现在的口令"),
        ((OLD, NEW, "yunwu tea 71"), "两次输入的新口令不一样", [OLD, "", ""], "新口令"),
    ],
)
def test_what_was_mistyped_is_told_and_typed_again_from_there(asked, typed, said, left, at):
    asked.types(*typed)

    assert asked.changes == []
    assert said in asked.row.strip.words
    assert (asked.left, asked.at) == (left, at)


@pytest.mark.parametrize(
    ("error", "said", "at"),
    [
        (StorageError("storage.wrong_pass_phrase", left=3), "还可以试 3 次", "现在的口令"),
        (StorageError("storage.pass_phrase_too_plain"), "只用了一类字符", "新口令"),
    ],
)
def test_a_refusal_says_why_and_goes_to_the_field_that_is_wrong(asked, error, said, at):
    asked.error = error

    asked.types(OLD, NEW, NEW)

    assert said in asked.row.strip.words
    assert asked.at == at
    asked.error = None
    asked.types(OLD if at == "现在的口令" else "", NEW, NEW)
    assert asked.changes == [(OLD, NEW)]


def test_what_was_half_typed_is_gone_when_the_page_is_left(asked):
    asked.row.fields[0].setText(OLD)

    asked.row.forget()

    assert asked.left == ["", "", ""]
