"""The 转录助手 by its keys: each press puts the next value into the clipboard, the number comes back."""

import os
from collections import deque
from collections.abc import Collection, Iterator

import pytest
from counter import PENSION, STREET, accepted
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from work_rig import WorkRig

from app.domain.access import AccessKind
from app.ports.global_keys import FunctionKey, Hold
from ui.transcribing.presenter import BACK, FORTH, Transcriber

SERIAL = "YB20261126000001"


class Grip:
    """Keys held of a desktop that a test presses."""

    def __init__(self) -> None:
        self.seen, self.told = os.pipe()
        self.pressed: deque[FunctionKey] = deque()
        self.is_released = False

    def fileno(self) -> int:
        return self.seen

    def presses(self) -> Iterator[FunctionKey]:
        while self.pressed:
            os.read(self.seen, 1)
            yield self.pressed.popleft()

    def release(self) -> None:
        assert not self.is_released
        self.is_released = True
        for end in (self.seen, self.told):
            os.close(end)

    def press(self, key: FunctionKey) -> None:
        self.pressed.append(key)
        os.write(self.told, b".")


class Desktop:
    """A desktop that gives its keys, unless it is `deaf`."""

    def __init__(self, *, deaf: bool = False) -> None:
        self.grips: list[Grip] = []
        self.asked: list[Collection[FunctionKey]] = []
        self._deaf = deaf

    def hold(self, keys: Collection[FunctionKey]) -> Hold | None:
        self.asked.append(keys)
        if self._deaf:
            return None
        self.grips.append(Grip())
        return self.grips[-1]


class Desk:
    """A transcriber over a real hall with one accepted case."""

    def __init__(self, rig: WorkRig, qtbot, *, item: str = PENSION, deaf: bool = False) -> None:
        self.rig, self.qtbot, self.desktop = rig, qtbot, Desktop(deaf=deaf)
        self.case = accepted(rig.hall, item).case
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.transcriber = Transcriber(rig.at(), self.desktop, self.window)
        self.strip = self.transcriber.strip
        self.errors: list[Exception] = []

    def begin(self) -> None:
        self.transcriber.begin(self.case, self.errors.append)
        self.rig.settle(self.qtbot)

    def press(self, key: FunctionKey, *, until: str) -> None:
        self.desktop.grips[-1].press(key)
        self.qtbot.waitUntil(lambda: until in self.strip.words[0], timeout=5000)


@pytest.fixture
def rig(tmp_path, qapp) -> Iterator[WorkRig]:
    made = WorkRig(tmp_path)
    yield made
    made.close()
    assert made.bugs == []


@pytest.fixture
def desk(rig: WorkRig, qtbot) -> Iterator[Desk]:
    made = Desk(rig, qtbot)
    made.begin()
    yield made
    made.strip.close()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_the_strip_stays_above_and_leaves_the_keyboard_where_it_is(desk: Desk) -> None:
    flags = desk.strip.windowFlags()

    assert desk.strip.isVisible()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert desk.strip.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert desk.case.case_number in desk.strip.windowTitle()


def test_each_press_hands_out_the_next_value_and_tells_what_follows(desk: Desk) -> None:
    assert desk.strip.words[2].startswith("下一项：证件号码")

    desk.press(FORTH, until="证件号码")
    assert clipboard() == desk.case.answers["cert_no"]
    assert desk.strip.words[2].startswith("下一项：姓名")

    desk.press(FORTH, until="姓名")
    assert clipboard() == desk.case.answers["name"]


def test_shift_goes_one_back(desk: Desk) -> None:
    desk.press(FORTH, until="证件号码")
    desk.press(FORTH, until="姓名")
    desk.press(BACK, until="证件号码")

    assert clipboard() == desk.case.answers["cert_no"]


def test_a_blank_value_empties_the_clipboard_so_that_nothing_wrong_is_pasted(desk: Desk) -> None:
    while desk.transcriber._walk.coming.label != "残疾证号":
        desk.transcriber.forth()
    desk.transcriber.forth()

    assert "空着" in desk.strip.words[1]
    assert clipboard() == ""


def test_values_are_marked_so_that_clipboard_histories_leave_them_alone(desk: Desk) -> None:
    desk.transcriber.forth()

    marks = QGuiApplication.clipboard().mimeData()
    assert bytes(marks.data("x-kde-passwordManagerHint")) == b"secret"


def test_after_the_last_value_the_keyboard_goes_to_the_number(desk: Desk, qtbot) -> None:
    for _ in desk.transcriber._walk.values:
        desk.transcriber.forth()
    assert desk.strip.words[2] == "都抄完了。"

    desk.transcriber.forth()

    qtbot.waitUntil(desk.strip.serial.hasFocus)


def test_the_number_given_is_kept_in_the_case(desk: Desk, qtbot) -> None:
    desk.strip.serial.setText(f"{SERIAL} ")
    qtbot.keyClick(desk.strip.serial, Qt.Key.Key_Return)
    desk.rig.settle(qtbot, lambda: "已记下" in desk.strip.strip.words)

    assert desk.strip.serial.text() == SERIAL
    desk.begin()
    assert desk.strip.serial.text() == SERIAL


def test_a_wrong_number_is_told_in_words_and_stays_to_be_mended(desk: Desk, qtbot) -> None:
    desk.strip.serial.setText("12345")
    qtbot.keyClick(desk.strip.serial, Qt.Key.Key_Return)
    desk.rig.settle(qtbot, lambda: bool(desk.strip.strip.words))

    assert "YB 加 14 位数字" in desk.strip.strip.words
    assert desk.strip.serial.text() == "12345"


def test_closing_empties_the_clipboard_and_gives_the_keys_back(desk: Desk, qtbot) -> None:
    desk.transcriber.forth()

    qtbot.keyClick(desk.strip, Qt.Key.Key_Escape)

    assert not desk.strip.isVisible()
    assert clipboard() == ""
    assert desk.desktop.grips[-1].is_released


def test_what_somebody_else_copied_meanwhile_is_left_alone(desk: Desk) -> None:
    desk.transcriber.forth()
    QGuiApplication.clipboard().setText("对方的话")
    desk.strip.close()

    assert clipboard() == "对方的话"


def test_a_second_case_takes_the_strip_over_and_the_keys_are_held_once(desk: Desk) -> None:
    desk.transcriber.forth()
    desk.begin()

    assert desk.strip.words[0] == "准备好了"
    assert len(desk.desktop.asked) == 1


def test_opening_it_again_after_closing_holds_the_keys_again(desk: Desk) -> None:
    desk.strip.close()
    desk.begin()

    desk.press(FORTH, until="证件号码")
    assert len(desk.desktop.asked) == 2


def test_what_was_handed_out_is_in_the_log(desk: Desk) -> None:
    with desk.rig.hall.office.storage.reading() as unit:
        entry = next(reversed(list(unit.audit.entries()))).entry

    assert (entry.kind, entry.case_id) == (AccessKind.REVEAL, desk.case.id)


def test_a_desktop_that_gives_no_keys_is_told_and_the_strip_answers_them(rig: WorkRig, qtbot) -> None:
    desk = Desk(rig, qtbot, deaf=True)
    desk.begin()

    assert "F11" in desk.strip.strip.words
    qtbot.keyClick(desk.strip, Qt.Key.Key_F11)
    assert clipboard() == desk.case.answers["cert_no"]
    qtbot.keyClick(desk.strip, Qt.Key.Key_F11)
    qtbot.keyClick(desk.strip, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert clipboard() == desk.case.answers["cert_no"]
    desk.strip.close()


def test_an_item_no_other_system_wants_says_so_and_opens_nothing(rig: WorkRig, qtbot) -> None:
    desk = Desk(rig, qtbot, item=STREET)
    desk.begin()

    assert [error.code for error in desk.errors] == ["transcription.no_order"]
    assert not desk.strip.isVisible()


@pytest.mark.parametrize("inside", ["strip", "serial", "orders"])
def test_esc_closes_the_strip_although_the_window_behind_has_an_esc_of_its_own(
    rig: WorkRig, qtbot, inside: str
) -> None:
    behind: list[str] = []
    desk = Desk(rig, qtbot)
    shortcut = QShortcut(QKeySequence("Esc"), desk.window)
    shortcut.activated.connect(lambda: behind.append("Esc"))
    desk.window.show()
    desk.begin()
    desk.strip.activateWindow()
    qtbot.waitUntil(desk.strip.isActiveWindow)
    focus = {"strip": desk.strip, "serial": desk.strip.serial, "orders": desk.strip.orders}[inside]
    focus.setFocus()

    qtbot.keyClick(focus, Qt.Key.Key_Escape)

    assert not desk.strip.isVisible()
    assert behind == []
