"""The working page as bootstrap puts it together: who is called sits down, what ends is ended and told."""

import os
import threading

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dataclasses import replace

import pytest
import word_files
from catalog_shelves import SaidFiles
from counter import FakePrinter, at_window
from custom_shelves import on_shelf
from fakes import A_THURSDAY_MORNING
from hall import SECOND, new_bench
from PySide6.QtWidgets import QLabel

from app.bootstrap.preferences_file import load_preferences
from app.bootstrap.work import Workshop
from app.domain.errors import PersonFacing
from app.domain.hall import BusinessLetter, Window
from app.domain.print_job import PrinterFault
from app.domain.seal import SealMode
from app.domain.ticket import ServiceResult, TicketState
from app.domain.words import Words
from app.ports.printer import PrinterInfo
from app.services.catalog_shelf import CatalogShelf
from app.services.queue.desk import queue_desk
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket
from ui.panels.settings.pass_phrase_row import CHANGED, PassPhraseRow
from ui.panels.settings.preferences import Preferences
from ui.shortcuts import Command, first_to_act
from ui.tasks import Tasks
from ui.thread_guard import GuardedStorage
from ui.widgets.text import Elided
from ui.words import Wording


class WatchedPrinter(FakePrinter):
    """A printer that notes which threads asked it, and has the faults it is told to have."""

    def __init__(self):
        super().__init__()
        self.faults, self.asked_by, self.broken = (), set(), None

    def available(self):
        self.asked_by.add(threading.current_thread())
        if self.broken is not None:
            raise self.broken
        return (PrinterInfo(name="文件夹", is_default=True, faults=self.faults),)


class Work:
    """One clerk's working page over a real hall."""

    def __init__(self, hall, bench, qtbot):
        self.bench, self.qtbot, self.printer = bench, qtbot, WatchedPrinter()
        self.plain = hall.office
        self.files = SaidFiles(hall.office.catalog)
        office = replace(
            hall.office,
            storage=GuardedStorage(hall.office.storage),
            printer=self.printer,
            shelf=CatalogShelf(hall.office.catalog, self.files, self.files.stamp()),
        )
        self.customs = SaidFiles(hall.office.custom.current)
        self.hall = replace(hall, office=on_shelf(office, self.customs))
        self.tasks, self.bugs, self.looks, self.locked, self.phrases = Tasks(), [], [], [], []
        self.shop = Workshop(
            vouch=lambda _number, _phrase: SECOND,
            change_phrase=lambda *asked: self.phrases.append(asked),
            tasks=self.tasks,
            wording=Wording(Words(word_files.templates()), self.bugs.append),
            dress=self.looks.append,
            input_modules="fcitx;ibus",
            preferences=Preferences(),
            lock=lambda: self.locked.append(True),
        )
        self.desk = at_window()
        self.page = self.shop.build(self.hall, self.desk)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 728)

    def open(self):
        self.page.show()
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.page.entered()
        self.settle()

    def settle(self):
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.tasks.is_busy, timeout=20_000)

    def press(self, command):
        first_to_act(self.page.listeners(), command)
        self.settle()

    def take_number(self, letter="B", item=""):
        window = self.plain.hall.window(self.desk.window)
        letter = letter if letter in window.letters else window.letters[0]
        desk = queue_desk(self.plain, self.desk)
        ticket = issue_ticket(desk, self.plain.ids.operation_id(), [Wish(letter, "社保", item)])
        self.page.queue.refresh()
        self.settle()
        return ticket

    def words(self):
        return [
            label.words() if isinstance(label, Elided) else label.text()
            for label in self.page.findChildren(QLabel)
            if label.isVisible()
        ]

    def state_of(self, ticket):
        with self.plain.storage.reading() as unit:
            return unit.tickets.get(ticket.id)

    def close(self):
        self.page.leave()
        self.page.hide()
        self.settle()
        self.tasks.close()


@pytest.fixture
def work(tmp_path, qtbot):
    bench = new_bench(tmp_path)
    with bench.open("03") as hall:
        made = Work(hall, bench, qtbot)
        made.open()
        yield made
        made.close()
        assert made.bugs == []


def test_a_look_at_the_house_that_goes_wrong_is_reported_and_the_window_works_on(work):
    work.printer.broken = LookupError("no such queue")
    work.page.look_again()
    work.settle()
    assert work.bugs == [work.printer.broken]

    work.printer.broken = None
    work.bugs.clear()
    ticket = work.take_number()
    assert work.state_of(ticket).state is TicketState.WAITING


@pytest.mark.parametrize(
    "command",
    [
        Command.TO_QUEUE,
        Command.TO_INTAKE,
        Command.TO_CASES,
        Command.TO_PAPERS,
        Command.TO_LEDGER,
        Command.TO_SETTINGS,
        Command.TO_ABOUT,
        Command.TO_CASH,
    ],
)
def test_every_panel_of_the_rail_is_there_and_opens(work, command):
    work.press(command)

    assert work.page.front.opens_with is command
    assert work.page.front.work.isVisible()


def test_the_bar_names_hall_window_and_the_clerk_masked(work):
    shown = work.words()

    assert work.plain.hall.name in shown
    assert work.plain.hall.window("03").label in shown
    assert "王*兰 0312" in shown


def test_whoever_is_called_is_asked_what_they_want(work):
    ticket = work.take_number()

    work.press(Command.CALL_NEXT)

    intake = work.page.panel(Command.TO_INTAKE)
    work.press(Command.TO_INTAKE)
    assert any(ticket.label in one and "要办什么事项" in one for one in work.words())
    assert intake.presenter.sitting is None


def test_a_ticket_that_names_its_item_opens_the_form_at_once(work):
    work.take_number(item="A01")

    work.press(Command.CALL_NEXT)

    assert work.page.panel(Command.TO_INTAKE).presenter.sitting.item.id == "A01"


def test_an_enquiry_at_the_intake_ends_the_matter_in_the_queue(work):
    ticket = work.take_number()
    work.press(Command.CALL_NEXT)
    work.press(Command.TO_INTAKE)

    work.press(Command.ENQUIRY)

    assert [item.result for item in work.state_of(ticket).items] == [ServiceResult.ENQUIRY]


def test_an_end_with_nobody_at_the_window_ends_nothing(work):
    ticket = work.take_number()

    work.page.panel(Command.TO_INTAKE).presenter.ended.emit(ServiceResult.ENQUIRY, "", "")
    work.settle()

    assert work.state_of(ticket).state is TicketState.WAITING


def test_a_result_that_comes_late_goes_to_its_own_ticket_and_a_failure_is_told(work):
    first, second = work.take_number(), work.take_number()
    work.press(Command.CALL_NEXT)
    work.press(Command.PASS_TICKET)
    work.press(Command.CALL_NEXT)

    intake = work.page.panel(Command.TO_INTAKE).presenter
    intake.ended.emit(ServiceResult.CASE, "case-1", first.id)
    work.settle()

    assert [item.result for item in work.state_of(second).items] == [None]
    assert work.state_of(first).state is TicketState.PASSED
    assert any(first.label in one and "过号" in one for one in work.words())


def test_the_same_person_called_again_keeps_the_form_that_is_open(work):
    work.take_number(item="A01")
    work.press(Command.CALL_NEXT)
    sitting = work.page.panel(Command.TO_INTAKE).presenter.sitting

    work.press(Command.RECALL)

    assert work.page.panel(Command.TO_INTAKE).presenter.sitting is sitting


def test_a_healthy_printer_is_called_so_and_a_fault_by_its_name(work):
    at_first = work.words()
    work.printer.faults = (PrinterFault.MEDIA_EMPTY,)
    for _ in range(2):
        # The bar shows a condition with the next look at the printer.
        work.page.look_again()
        work.settle()

    title = Words(word_files.templates()).say(PrinterFault.MEDIA_EMPTY.code, {}).title
    assert "正常" in at_first
    assert title in work.words()


def test_a_hall_that_works_on_its_own_never_says_that_anything_was_sent(work):
    work.take_number()
    work.page.look_again()
    work.settle()

    assert "单机运行" in work.words()


def test_folding_the_column_is_kept_on_this_machine(work):
    work.press(Command.FOLD_QUEUE)
    folded = load_preferences(work.hall.home.preferences).queue_folded
    work.press(Command.FOLD_QUEUE)

    assert folded
    assert not load_preferences(work.hall.home.preferences).queue_folded


def test_the_folder_of_the_scanner_is_kept_whatever_the_settings_keep_later(work):
    at = work.page.panel(Command.TO_CASES).presenter._at
    at.keep_scan_folder("D:/扫描")
    work.settle()

    work.shop._keep(work.hall, Preferences(large_type=True))

    assert at.scan_folder() == "D:/扫描"
    assert load_preferences(work.hall.home.preferences).scan_folder == "D:/扫描"


def test_choices_of_the_settings_are_kept_without_undoing_the_fold(work):
    work.press(Command.FOLD_QUEUE)

    work.shop._keep(work.hall, Preferences(large_type=True))

    kept = load_preferences(work.hall.home.preferences)
    assert kept == Preferences(large_type=True, queue_folded=True)
    assert work.shop.preferences == kept


def test_the_lock_s_key_reaches_whoever_locks(work):
    work.press(Command.LOCK)

    assert work.locked == [True]


def test_a_wanted_case_is_shown_in_its_panel(work):
    intake, cases = work.page.panel(Command.TO_INTAKE), work.page.panel(Command.TO_CASES)
    asked = []
    cases.presenter.open_case = asked.append

    intake.presenter.case_wanted.emit("c1")
    work.settle()

    assert work.page.front is cases
    assert asked == ["c1"]


def test_the_printer_is_never_asked_on_the_thread_that_draws(work):
    work.press(Command.TO_SETTINGS)
    work.press(Command.ISSUE_TICKET)
    work.page.look_again()
    work.settle()

    assert work.printer.asked_by
    assert threading.main_thread() not in work.printer.asked_by


def test_about_tells_what_support_asks_for(work):
    work.press(Command.TO_ABOUT)

    shown = " ".join(work.words())
    assert all(word in shown for word in ("操作系统", "Qt", "Python", "数据文件"))


def test_a_page_that_was_left_asks_nothing_any_more(work):
    work.page.leave()
    work.page.hide()

    work.page.look_again()

    assert not work.tasks.is_busy


def test_the_clock_of_the_hall_is_the_only_one(work):
    ticket = work.take_number()

    assert ticket.business_date == A_THURSDAY_MORNING.date()


def test_a_spoilt_catalogue_is_counted_and_told_by_file_and_line_while_work_goes_on(work):
    items = set(work.hall.office.catalog.items)
    work.files.save(PersonFacing("data_files.syntax", file="A01.toml", line=7))
    work.page.look_again()
    work.settle()

    work.press(Command.TO_LEDGER)

    assert any("A01.toml" in words and "第 7 行" in words for words in work.words())
    assert "待处理 1" in work.words()
    assert set(work.hall.office.catalog.items) == items


def test_an_item_added_while_the_window_is_open_is_found_without_a_restart(work):
    catalog = work.hall.office.catalog
    added = replace(catalog.version("A01", 1), id="Z01", name="沼气池补助申领")
    work.press(Command.TO_INTAKE)
    finder = work.page.panel(Command.TO_INTAKE).presenter.view.finder
    work.files.save(replace(catalog, items={**catalog.items, ("Z01", 1): added}))
    work.page.look_again()
    work.settle()

    finder.entry.setText("沼气池")
    finder.typed.emit("沼气池")

    assert [row.lead for row in finder.list.rows] == ["Z01"]


def look_with(work, **changes):
    work.customs.save(replace(work.hall.office.custom.current, **changes))
    work.page.look_again()
    work.settle()


def test_a_hall_file_changed_while_the_window_is_open_shows_in_bar_queue_and_settings(work):
    hall = work.hall.office.hall
    named = [replace(one, name="社会保险") if one.number == "03" else one for one in hall.windows]
    letter = BusinessLetter("N", "夜间")
    windows = (*named, Window("18", "夜间", ("N",)))
    look_with(work, hall=replace(hall, name="新中心", windows=windows, letters=(*hall.letters, letter)))

    assert {"新中心", "03号窗口 社会保险"} <= set(work.words())
    work.press(Command.ISSUE_TICKET)
    assert "夜间" in [option.words for option in work.page.queue.column.step.question.options]
    work.press(Command.TO_SETTINGS)
    assert any("都与文件一致" in words for words in work.words())


def test_a_change_that_waits_for_a_ticket_is_counted_told_and_then_holds(work):
    ticket = work.take_number("B")
    hall = work.hall.office.hall
    left = [replace(one, letters=("A",)) if "B" in one.letters else one for one in hall.windows]
    letters = tuple(one for one in hall.letters if one.letter != "B")
    look_with(work, hall=replace(hall, windows=tuple(left), letters=letters))

    work.press(Command.TO_LEDGER)

    assert "待处理 1" in work.words()
    assert any("hall.toml" in words and ticket.label in words for words in work.words())
    work.press(Command.CALL_NEXT)
    desk = queue_desk(work.plain, work.desk)
    finish(desk, work.plain.ids.operation_id(), work.state_of(ticket), ServiceResult.DONE)
    work.page.look_again()
    work.settle()
    work.press(Command.TO_LEDGER)
    assert "待处理 1" not in work.words()
    assert work.hall.office.hall.letter("B") is None


def test_a_seal_chosen_in_the_files_is_named_in_the_settings(work):
    cabinet = work.hall.office.papers.cabinet
    wet = {key: replace(seal, mode=SealMode.WET) for key, seal in cabinet.seals.items()}
    look_with(work, cabinet=replace(cabinet, seals=wet))

    work.press(Command.TO_SETTINGS)

    assert any("留空盖章" in words for words in work.words())


def test_the_pass_phrase_changed_in_the_settings_is_that_of_whoever_sits_here(work):
    work.press(Command.TO_SETTINGS)
    row = work.page.findChild(PassPhraseRow)
    for field, phrase in zip(row.fields, ("旧口令 2026", "新口令 2026", "新口令 2026"), strict=True):
        field.setText(phrase)
    row.fields[-1].returnPressed.emit()
    work.settle()

    assert work.phrases == [(work.desk.clerk, "旧口令 2026", "新口令 2026")]
    assert row.strip.words == CHANGED
