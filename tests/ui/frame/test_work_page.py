"""The frame: panels by key, the printer's question, and a name for everything that takes input."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from window_rig import WANG, WindowRig, dressed

from app.domain.print_job import PrintJob, PrintState
from app.services.desk import Desk
from app.services.matters import Matter, Unsettled
from ui import theme
from ui.changes import Changes
from ui.frame.handle import Handle
from ui.frame.status import HouseStatus
from ui.frame.work_page import WorkPage
from ui.panels.queue.panel import QueuePanel
from ui.shortcuts import KEYS, Command
from ui.widgets.key_button import ActButton
from ui.widgets.text import Tone

Settled = Callable[[WindowRig], None]
INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView, QAbstractButton)


def printed(rig: WindowRig, settled: Settled, state: PrintState) -> None:
    rig.printing.jobs["job"] = PrintJob(
        job_id="job", document_number="赣崇关受〔2026〕12号", printer="laser", state=state
    )
    rig.board.announce(Changes(print_jobs=frozenset({"job"})))
    settled(rig)


@pytest.mark.parametrize(
    "command", [Command.TO_SETTINGS, Command.TO_LEDGER, Command.TO_ABOUT, Command.TO_QUEUE]
)
def test_a_panel_s_key_brings_it_to_the_front(at_work: WindowRig, settled: Settled, command: Command):
    at_work.window.press(command)
    settled(at_work)
    assert at_work.work.front.opens_with is command
    assert at_work.work.front.work.isVisible()


def test_the_keys_of_the_day_s_end_are_heard_in_every_panel(at_work: WindowRig, settled: Settled):
    at_work.issue("B")
    at_work.window.press(Command.TO_SETTINGS)

    at_work.window.press(Command.CLOSE_DAY)
    settled(at_work)

    assert at_work.work.front.opens_with is Command.TO_QUEUE
    queue = at_work.work.front
    assert isinstance(queue, QueuePanel)
    assert queue.day_end.is_asking or "开放时间" in at_work.work.queue.column.said


def test_the_queue_stays_in_view_beside_every_panel(at_work: WindowRig, settled: Settled):
    for command in (Command.TO_SETTINGS, Command.TO_LEDGER, Command.TO_ABOUT):
        at_work.window.press(command)
        settled(at_work)
        assert at_work.queue.column.isVisible()


def test_f1_lays_the_key_card_over_the_work_and_gives_it_back(at_work: WindowRig):
    at_work.window.press(Command.TO_SETTINGS)
    field = at_work.settings.typing.field
    field.setFocus()
    at_work.window.press(Command.HELP)
    assert not at_work.work.isVisible()
    at_work.window.press(Command.CALL_NEXT)
    at_work.window.press(Command.STEP_OUT)
    assert at_work.work.isVisible()
    assert at_work.window.focusWidget() is field


def test_keys_wait_while_a_syllable_is_composed(at_work: WindowRig, settled: Settled):
    at_work.issue("B")
    at_work.field_keys._preedit = "zhang"
    at_work.window.press(Command.CALL_NEXT)
    settled(at_work)
    assert at_work.queue.view.serving is None


@pytest.mark.parametrize(("command", "state"), [
    (Command.PRINTED, PrintState.CONFIRMED),
    (Command.NOT_PRINTED, PrintState.FAILED),
])  # fmt: skip
def test_the_printer_asks_and_one_key_answers(
    at_work: WindowRig, settled: Settled, command: Command, state: PrintState
):
    printed(at_work, settled, PrintState.DONE_AT_DEVICE)
    assert at_work.work._bar.printer.asks
    at_work.window.press(command)
    settled(at_work)
    assert at_work.printing.jobs["job"].state is state


def test_a_job_that_waits_for_paper_is_said_and_asks_nothing(at_work: WindowRig, settled: Settled):
    printed(at_work, settled, PrintState.WAITING)
    assert not at_work.work._bar.printer.asks
    assert "打印机在等人" in [label.text() for label in at_work.work._bar.findChildren(QLabel)]


def test_unsent_work_has_its_age_and_a_colour_when_it_is_old():
    old = HouseStatus(has_county=True, unsent=3, unsent_minutes=120)
    assert (old.unsent_words, old.unsent_tone) == ("未上报 3（2 时 0 分）", Tone.SOON)
    assert HouseStatus(has_county=True, unsent=3, unsent_minutes=5).unsent_tone is Tone.PLAIN
    assert HouseStatus(has_county=True).unsent_words == "已全部上报"


def test_a_hall_without_a_county_never_says_that_anything_was_sent():
    for unsent in (0, 3):
        status = HouseStatus(unsent=unsent, unsent_minutes=120)
        assert (status.unsent_words, status.unsent_tone) == ("单机运行", Tone.PLAIN)


def test_what_waits_is_counted_in_the_bar_and_its_key_lists_it(at_work: WindowRig, settled: Settled):
    at_work.status = HouseStatus(unsettled=1)
    at_work.unsettled = [
        Unsettled(id="p", matter=Matter.PAPER, label="赣崇关受〔2026〕12号", code="window.paper_unfinished")
    ]
    at_work.work.look_again()
    settled(at_work)
    (counted,) = [one for one in at_work.work._bar.findChildren(ActButton) if "待处理" in one.text()]
    assert counted.accessibleName() == "待处理 1 Alt+5"
    counted.click()
    settled(at_work)
    listed = at_work.work.front.list
    assert listed.rows[0].words == "赣崇关受〔2026〕12号 文书号已占用，文书还没有做成"
    assert at_work.window.focusWidget() is listed


def test_the_column_folds_by_its_key_and_that_is_kept(at_work: WindowRig):
    at_work.window.press(Command.FOLD_QUEUE)
    assert not at_work.queue.column.isVisible()
    at_work.window.press(Command.FOLD_QUEUE)
    assert at_work.queue.column.isVisible()
    assert at_work.folds == [True, False]


def handle(rig: WindowRig, command: Command) -> Handle:
    return next(one for one in rig.work.findChildren(Handle) if one.text().endswith(KEYS[command].sequence))


def test_a_folded_column_says_which_key_opens_it_and_opens_under_the_mouse(at_work: WindowRig):
    strip = handle(at_work, Command.FOLD_QUEUE)
    before = strip.isVisible()
    at_work.window.press(Command.FOLD_QUEUE)
    folded = strip.isVisible()
    strip.click()
    assert (before, folded, strip.isVisible()) == (False, True, False)
    assert strip.text() == "排队栏 Alt+9"
    assert at_work.queue.column.isVisible()


def test_where_a_panel_has_no_side_column_there_is_nothing_to_unfold(at_work: WindowRig):
    at_work.window.press(Command.TO_SETTINGS)
    assert not handle(at_work, Command.FOLD_SIDE).isVisible()


def test_a_village_laptop_starts_with_the_column_folded(rig: WindowRig, settled: Settled):
    rig.is_folded = True
    work = rig.open_work(Desk(clerk=WANG, place=rig.world.hall.id, window="04"))
    rig.window.show_page(work)
    settled(rig)
    assert not rig.queue.column.isVisible()
    assert work.body.isVisible()


def test_a_folded_column_shows_itself_to_ask(at_work: WindowRig, settled: Settled):
    at_work.window.press(Command.FOLD_QUEUE)
    at_work.window.press(Command.ISSUE_TICKET)
    settled(at_work)
    assert at_work.queue.column.isVisible()
    assert at_work.folds == [True]


def test_high_contrast_draws_the_rail_anew_at_once(at_work: WindowRig, settled: Settled):
    def ink() -> set[str]:
        button = at_work.work._rail._group.button(0)
        picture = button.icon().pixmap(24, 24, QIcon.Mode.Normal, QIcon.State.Off).toImage()
        spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return {colour.name() for spot in spots if (colour := picture.pixelColor(*spot)).alpha() == 255}

    assert theme.CALM.muted in ink()
    try:
        at_work.settings.fields[3].click()
        settled(at_work)
        assert theme.HIGH_CONTRAST.muted in ink()
        assert theme.CALM.muted not in ink()
    finally:
        dressed(at_work.application)


def test_the_page_of_whoever_left_is_released_with_its_timers(at_work: WindowRig, settled: Settled):
    page, timer = at_work.work, at_work.work._clock
    at_work.window.press(Command.LOCK)
    at_work.session.lock_page.left.emit()
    settled(at_work)
    at_work.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(page)
    assert not isValid(timer)
    assert at_work.window.findChildren(WorkPage) == []


def test_nothing_that_takes_input_is_without_a_name(at_work: WindowRig):
    nameless = [
        widget
        for widget in at_work.window.findChildren(QWidget)
        if isinstance(widget, INPUTS) and not is_part(widget) and not spoken(widget)
    ]
    assert nameless == []


def is_part(widget: QWidget) -> bool:
    """The inner parts of Qt's own boxes are spoken through the box."""
    owner = widget.parent()
    inner = (
        isinstance(owner, QComboBox | QAbstractSpinBox) or "ComboBoxPrivate" in owner.metaObject().className()
    )
    return inner or widget.objectName().startswith("qt_")


def spoken(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_every_button_of_a_command_shows_its_key(at_work: WindowRig):
    names = {button.accessibleName() for button in at_work.window.findChildren(QAbstractButton)}
    for command in at_work.queue.acts._doings:
        key = KEYS[command]
        assert f"{key.word} {key.sequence}" in names


def test_the_main_path_fits_the_smallest_screen(at_work: WindowRig, qtbot: QtBot):
    hint = at_work.work.minimumSizeHint()
    assert hint.width() <= 1366
    assert hint.height() <= 728


def test_the_bar_counts_anew_as_soon_as_a_print_is_answered(at_work: WindowRig, settled: Settled):
    printed(at_work, settled, PrintState.UNKNOWN)
    at_work.status = HouseStatus(unsettled=0)
    printed(at_work, settled, PrintState.CONFIRMED)

    (counted,) = [one for one in at_work.work._bar.findChildren(ActButton) if "待处理" in one.text()]
    assert counted.accessibleName() == "待处理 0 Alt+5"
