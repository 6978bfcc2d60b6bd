"""The frame: panels by key, the printer's question, and a name for everything that takes input."""

from collections.abc import Callable

import pytest
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
from window_rig import WindowRig

from app.domain.print_job import PrintJob, PrintState
from ui.changes import Changes
from ui.frame.status import HouseStatus
from ui.shortcuts import KEYS, Command
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
    assert HouseStatus(unsent=3, unsent_minutes=120).unsent_words == "未上报 3（2 时 0 分）"
    assert HouseStatus(unsent=3, unsent_minutes=120).unsent_tone is Tone.SOON
    assert HouseStatus(unsent=3, unsent_minutes=5).unsent_tone is Tone.PLAIN
    assert HouseStatus().unsent_words == "已全部上报"


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
