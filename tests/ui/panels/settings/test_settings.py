"""Choices are kept at once, and the window tells whether Chinese can be typed."""

from collections.abc import Callable

import pytest
import word_files
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from window_rig import WindowRig

from app.domain.errors import PersonFacing
from app.domain.storage import StorageError
from app.domain.words import Words
from app.ports.printer import PrinterInfo
from ui import theme
from ui.panels.settings.panel import SettingsPanel
from ui.panels.settings.preferences import IDLE_CHOICES, CatalogShown, Preferences, SettingsUseCases
from ui.panels.settings.typing_check import TypingCheck
from ui.shortcuts import Command
from ui.words import Wording

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


class Machine:
    """A machine's printers and what is kept on it, behind the panel."""

    def __init__(self, tasks, qtbot, chosen=Preferences()):  # noqa: B008 - frozen
        self.printers, self.kept, self.applied, self.phrases = [], [], [], []
        self.error = None
        self.shown = self.in_files = CatalogShown(57, seal_mode="套印")
        self._tasks, self._qtbot = tasks, qtbot
        use = SettingsUseCases(
            printers=lambda: self.printers,
            keep=self._keep,
            apply=self.applied.append,
            catalog=lambda: self.shown,
            reload_catalog=self._reload,
            input_modules="fcitx",
            change_phrase=self._change_phrase,
        )
        wording = Wording(Words(word_files.templates()), lambda _bug: None)
        self.panel = SettingsPanel(chosen, use, tasks, wording)
        qtbot.addWidget(self.panel.work)

    def _reload(self):
        self.shown = self.in_files
        return self.shown

    def _change_phrase(self, old, new):
        if self.error is not None:
            raise self.error
        self.phrases.append((old, new))

    def _keep(self, chosen):
        if self.error is not None:
            raise self.error
        self.kept.append(chosen)

    def enter(self):
        self.panel.entered()
        self.settle()

    def settle(self):
        self._qtbot.waitUntil(lambda: not self._tasks.is_busy)

    def choose(self, field, at):
        self.panel.fields[field].setCurrentIndex(at)
        self.panel.fields[field].activated.emit(at)
        self.settle()

    @property
    def offered(self):
        printer = self.panel.fields[0]
        return [printer.itemText(at) for at in range(printer.count())]


def test_a_printer_that_takes_no_work_says_so(dressed_application, tasks, qtbot):
    machine = Machine(tasks, qtbot)
    machine.printers = [PrinterInfo(name="dot", description="针式", is_accepting=False)]
    machine.enter()

    assert machine.offered == ["系统默认打印机", "针式（现在不收活）"]


def test_a_printer_without_a_description_is_called_by_its_name(dressed_application, tasks, qtbot):
    machine = Machine(tasks, qtbot)
    machine.printers = [PrinterInfo(name="laser-2")]
    machine.enter()

    assert machine.offered[1:] == ["laser-2"]


def test_a_chosen_printer_that_is_gone_gives_way_to_the_default(dressed_application, tasks, qtbot):
    machine = Machine(tasks, qtbot, Preferences(printer="gone"))
    before = machine.offered
    machine.enter()

    assert before == ["gone"]
    assert machine.panel.fields[0].currentData() == ""


@pytest.mark.parametrize("minutes", IDLE_CHOICES)
def test_the_minutes_before_the_lock_are_shown_and_kept(dressed_application, tasks, qtbot, minutes):
    machine = Machine(tasks, qtbot, Preferences(idle_minutes=minutes))
    shown = machine.panel.fields[1].currentText()
    machine.choose(1, 0)

    assert shown == f"{minutes} 分钟没有动作就锁屏"
    assert machine.kept == [Preferences(idle_minutes=IDLE_CHOICES[0])]
    assert machine.applied == machine.kept


def test_what_could_not_be_kept_is_told_and_still_holds_for_now(dressed_application, tasks, qtbot):
    machine = Machine(tasks, qtbot)
    machine.error = StorageError("storage.disk_full")
    machine.choose(1, 0)

    assert machine.kept == []
    assert machine.panel.chosen.idle_minutes == IDLE_CHOICES[0]
    assert "已经记下" not in machine.panel._strip.words
    assert machine.panel._strip.words


def test_the_key_reads_the_catalogue_and_says_that_it_is_in_use(tasks, qtbot):
    machine = Machine(tasks, qtbot)
    machine.enter()
    assert machine.panel.catalog.words == "事项 57 个版本，大厅、文书、日历，都与文件一致"
    machine.in_files = CatalogShown(58)

    machine.panel.acts.run(Command.RELOAD_CATALOG)
    machine.settle()

    assert machine.panel.catalog.words == "事项 58 个版本，大厅、文书、日历，都与文件一致"
    assert "已经重读" in machine.panel._strip.words


def test_a_catalogue_with_a_mistake_is_told_by_file_and_line_until_it_is_mended(tasks, qtbot):
    machine = Machine(tasks, qtbot)
    machine.enter()
    machine.in_files = CatalogShown(57, (PersonFacing("data_files.syntax", file="A01.toml", line=7),))

    machine.panel.acts.run(Command.RELOAD_CATALOG)
    machine.settle()

    for words in (machine.panel.catalog.words, machine.panel._strip.words):
        assert "A01.toml 第 7 行" in words
    assert "仍用原来的" in machine.panel.catalog.words
