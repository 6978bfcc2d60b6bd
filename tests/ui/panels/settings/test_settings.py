"""Choices are kept at once, and the window tells whether Chinese can be typed."""

from collections.abc import Callable

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from window_rig import WindowRig

from ui import theme
from ui.panels.settings.preferences import Preferences
from ui.panels.settings.typing_check import TypingCheck
from ui.shortcuts import Command

Settled = Callable[[WindowRig], None]


def test_a_choice_is_kept_and_shown_at_once(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.TO_SETTINGS)
    settled(at_work)
    _printer, _idle, large, _contrast = at_work.settings.fields
    large.click()
    settled(at_work)
    assert at_work.kept == [Preferences(large_type=True)]
    assert at_work.application.font().pixelSize() == theme.LARGE_TYPE.body
    large.click()
    settled(at_work)


def test_the_printers_of_this_machine_are_offered(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.TO_SETTINGS)
    settled(at_work)
    printer = at_work.settings.fields[0]
    assert [printer.itemText(at) for at in range(printer.count())] == ["系统默认打印机", "窗口激光打印机"]


def test_a_chosen_printer_is_still_chosen_when_the_panel_is_entered_again(
    at_work: WindowRig, settled: Settled
):
    at_work.window.press(Command.TO_SETTINGS)
    settled(at_work)
    printer = at_work.settings.fields[0]
    printer.setCurrentIndex(1)
    printer.activated.emit(1)
    at_work.window.press(Command.TO_SETTINGS)
    settled(at_work)
    assert printer.currentData() == "laser"


def test_high_contrast_and_large_type_make_the_look():
    look = Preferences(large_type=True, high_contrast=True).look
    assert (look.colours, look.sizes) == (theme.HIGH_CONTRAST, theme.LARGE_TYPE)


def test_the_typing_check_is_passed_by_a_chinese_character_alone(dressed_application):
    check = TypingCheck("fcitx;ibus")
    passed: list[int] = []
    check.passed.connect(lambda: passed.append(1))
    for preedit, commit, answer in (("", "a", "还没有试"), ("wang", "", "正在拼"), ("", "王", "能打中文")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(check.field, event)
        assert check.answer == answer
    assert passed == [1]


def test_support_gets_facts_about_the_machine_and_none_about_people(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.TO_ABOUT)
    at_work.work.front._on_copy()
    copied = QApplication.clipboard().text()
    assert copied.startswith("版本：0.1.0")
    assert "王秀英" not in copied
