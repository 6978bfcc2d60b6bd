"""The start: input methods first, Chinese by default; errors in words, changes to whom they concern."""

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QApplication, QDateEdit

from app.domain.errors import PersonFacing
from app.domain.words import Words
from ui.application import choose_input_modules, speak_chinese
from ui.changes import ChangeBoard, Changes
from ui.words import Wording

TEMPLATES = {
    "window.unexpected": {"title": "出错", "say": "没有做成。", "do": "请再试。"},
    "printing.media_empty": {"title": "缺纸", "say": "{printer} 缺纸。", "do": "请装纸。"},
}


def test_both_input_modules_are_named_and_a_choice_on_purpose_stays():
    fresh: dict[str, str] = {}
    chosen = {"QT_IM_MODULES": "compose"}
    choose_input_modules(fresh)
    choose_input_modules(chosen)
    assert fresh == {"QT_IM_MODULES": "fcitx;ibus"}
    assert chosen == {"QT_IM_MODULES": "compose"}


def test_dates_and_qt_s_own_words_are_chinese(qapp: QApplication):
    before = QLocale()
    speak_chinese(qapp)
    field = QDateEdit(QDate(2026, 12, 4))
    assert field.text().startswith("2026")
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    QLocale.setDefault(before)


def test_what_a_clerk_can_act_on_is_said_and_not_reported():
    bugs: list[Exception] = []
    wording = Wording(Words(TEMPLATES), bugs.append)
    message = wording.of(PersonFacing("printing.media_empty", printer="窗口打印机"))
    assert (message.sentence(), bugs) == ("窗口打印机 缺纸。请装纸。", [])


def test_a_bug_is_reported_and_said_without_its_text():
    bugs: list[Exception] = []
    wording = Wording(Words(TEMPLATES), bugs.append)
    bug = KeyError("360725196107150029")
    message = wording.of(bug)
    assert bugs == [bug]
    assert "360725" not in message.sentence()


def test_a_change_is_told_to_those_it_concerns(qapp: QApplication):
    board = ChangeBoard()
    tickets: list[object] = []
    cases: list[object] = []
    board.tickets_changed.connect(tickets.append)
    board.cases_changed.connect(cases.append)
    board.announce(Changes(tickets=frozenset({"t1"})))
    assert (tickets, cases) == ([frozenset({"t1"})], [])
