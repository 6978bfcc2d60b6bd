"""The pages before the work: who one is, where one sits, and the lock nobody reads through."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes import FakeClock
from hall import CLERK, SECOND, hall_data
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea

from app.domain.hall import Window
from app.domain.words import Message
from ui.login.countdown import Countdown
from ui.login.idle import IdleWatch
from ui.login.lock_page import LockPage
from ui.login.occupant import Occupant
from ui.login.sign_in_page import SignInPage
from ui.login.window_page import WindowPage
from ui.shortcuts import Command
from ui.widgets.text import Elided

WRONG = Message("口令不对", "口令不对。", "还可以试 4 次。")
HALL = hall_data().hall
TAKEN = HALL.windows[1].number


def words(page):
    return [
        label.words() if isinstance(label, Elided) else label.text() for label in page.findChildren(QLabel)
    ]


@pytest.fixture
def in_front(dressed_application, qtbot):
    def show(page):
        qtbot.addWidget(page)
        page.resize(1366, 728)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.entered()
        return page

    return show


@pytest.fixture
def sign_in(in_front):
    page = SignInPage("关田镇综合便民服务中心")
    page.tried = []
    page.submitted.connect(lambda number, phrase: page.tried.append((number, phrase)))
    page.show_clerks((CLERK, SECOND))
    return in_front(page)


def test_the_hall_one_signs_in_to_is_named(sign_in):
    assert "关田镇综合便民服务中心" in words(sign_in)


def test_clerks_are_offered_by_number_and_name_and_none_is_chosen(sign_in):
    who, _ = sign_in.fields

    assert [who.itemText(at) for at in range(who.count())] == ["0312 王小兰", "0313 李国平"]
    assert who.currentText() == ""
    assert who.hasFocus()


def test_enter_in_the_phrase_tries_the_door(sign_in, qtbot):
    who, phrase = sign_in.fields
    who.setCurrentText("0312 王小兰")
    phrase.setText("guantian")

    qtbot.keyClick(phrase, Qt.Key.Key_Return)

    assert sign_in.tried == [("0312", "guantian")]


def test_a_phrase_can_never_be_read(sign_in):
    _, phrase = sign_in.fields
    phrase.setText("guantian")

    assert phrase.echoMode() is QLineEdit.EchoMode.Password
    assert "guantian" not in phrase.displayText()


def test_while_a_phrase_is_checked_the_door_is_shut(sign_in, qtbot):
    _, phrase = sign_in.fields
    sign_in.allow(is_open=False)

    phrase.returnPressed.emit()

    assert sign_in.tried == []
    assert not phrase.isEnabled()


def test_after_a_wrong_phrase_it_is_typed_anew(sign_in):
    _, phrase = sign_in.fields
    phrase.setText("wrong")
    sign_in.allow(is_open=False)
    sign_in.allow(is_open=True)
    sign_in.say(WRONG)

    assert phrase.text() == ""
    assert phrase.hasFocus()
    assert sign_in.said == "口令不对。还可以试 4 次。"


def test_coming_back_the_clerk_is_known_and_only_the_phrase_is_asked(sign_in):
    who, phrase = sign_in.fields
    who.setCurrentText("0313 李国平")
    phrase.setText("left over")

    sign_in.entered()

    assert phrase.hasFocus()
    assert phrase.text() == ""


def test_a_number_typed_before_the_clerks_were_read_stays(sign_in):
    who, _ = sign_in.fields
    who.setCurrentText("03")

    sign_in.show_clerks((CLERK, SECOND))

    assert who.currentText() == "03"


def test_who_signed_in_last_only_types_the_pass_phrase(sign_in):
    sign_in.show_clerks((CLERK, SECOND), "0313")

    assert sign_in.fields[0].currentText() == "0313 李国平"
    assert sign_in.fields[1].hasFocus()


def test_somebody_who_is_no_clerk_any_more_is_not_chosen(sign_in):
    sign_in.show_clerks((CLERK, SECOND), "0999")

    assert sign_in.fields[0].currentText() == ""
    assert sign_in.fields[0].hasFocus()


def test_who_is_typing_already_keeps_the_keys(sign_in):
    sign_in.fields[0].setCurrentText("03")
    sign_in.show_clerks((CLERK, SECOND), "0313")

    assert sign_in.fields[0].hasFocus()


def test_what_was_said_can_be_taken_back(sign_in):
    sign_in.say(WRONG)
    sign_in.say(None)

    assert sign_in.said == ""


@pytest.mark.parametrize(("phrase", "told"), [(None, False), ("guantian-2026", True)])
def test_only_a_demo_hall_tells_its_phrase(in_front, phrase, told):
    page = in_front(SignInPage("示范大厅", phrase))

    assert any("guantian-2026" in one for one in words(page)) is told


def test_a_demo_hall_has_somebody_chosen_already(in_front):
    page = SignInPage("示范大厅", "guantian-2026")
    page.show_clerks((CLERK, SECOND))
    in_front(page)

    assert page.fields[0].currentText() == "0312 王小兰"
    assert page.fields[1].hasFocus()


@pytest.fixture
def windows(in_front):
    page = WindowPage(HALL)
    page.sat, page.gone = [], []
    page.chosen.connect(lambda number, instead: page.sat.append((number, instead)))
    page.signed_out.connect(lambda: page.gone.append(True))
    page.show_occupants({TAKEN: Occupant("c-zhong", "钟*亮")}, CLERK.id)
    return in_front(page)


def tile(page, number):
    return next(
        one for one in page.findChildren(QPushButton) if one.accessibleName().startswith(f"{number}号窗口")
    )


def type_number(page, qtbot, number):
    page.entry.clear()
    qtbot.keyClicks(page.entry, number)
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)


def test_every_window_of_the_hall_is_there_with_who_sits_in_it(windows):
    names = [one.accessibleName() for one in windows.findChildren(QPushButton)]

    assert sum("号窗口" in name for name in names) == len(HALL.windows)
    assert tile(windows, TAKEN).accessibleName().endswith("钟*亮 在用")
    assert tile(windows, "03").accessibleName().endswith("空着")


@pytest.mark.parametrize("typed", ["03", "3", " 3 "])
def test_a_window_is_taken_by_its_number(windows, qtbot, typed):
    type_number(windows, qtbot, typed)

    assert windows.sat == [("03", False)]


def test_a_free_window_is_taken_by_the_mouse_as_well(windows):
    tile(windows, "03").click()

    assert windows.sat == [("03", False)]


def test_a_window_in_use_is_taken_over_only_on_the_second_word(windows, qtbot):
    type_number(windows, qtbot, TAKEN)
    asked, sat = windows.said, list(windows.sat)
    type_number(windows, qtbot, TAKEN)

    assert "钟*亮" in asked
    assert sat == []
    assert windows.sat == [(TAKEN, True)]


def test_one_s_own_window_after_a_crash_is_offered_back_by_one_key(windows, qtbot):
    windows.show_occupants({TAKEN: Occupant(CLERK.id, "王*兰")}, CLERK.id)
    said, number = windows.said, tile(windows, TAKEN).accessibleName()
    qtbot.keyClick(windows.entry, Qt.Key.Key_Return)

    assert f"{TAKEN} 号窗口" in said
    assert number.endswith("您上次在这里")
    assert windows.sat == [(TAKEN, False)]


def test_a_number_being_typed_is_not_overwritten_by_the_offer(windows, qtbot):
    qtbot.keyClicks(windows.entry, "0")
    windows.show_occupants({TAKEN: Occupant(CLERK.id, "王*兰")}, CLERK.id)

    assert windows.entry.text() == "0"


def test_another_window_in_between_asks_again(windows, qtbot):
    windows.show_occupants({"01": Occupant("c-zhong", "钟*亮"), "05": Occupant("c-liu", "刘*")}, CLERK.id)

    for number in ("01", "05", "01"):
        type_number(windows, qtbot, number)

    assert windows.sat == []


@pytest.mark.parametrize("typed", ["99", "abc"])
def test_a_window_that_is_not_there_is_said_and_nobody_sits_down(windows, qtbot, typed):
    type_number(windows, qtbot, typed)

    assert windows.sat == []
    assert typed in windows.said


def test_nothing_typed_is_nothing_chosen(windows, qtbot):
    type_number(windows, qtbot, "")

    assert (windows.sat, windows.said) == ([], "")


def test_who_chooses_is_greeted_and_esc_signs_out_again(windows):
    windows.greet("王小兰")
    (acts,) = windows.listeners()
    acts.run(Command.STEP_OUT)

    assert "王小兰，今天坐哪个窗口？" in words(windows)
    assert windows.gone == [True]


@pytest.fixture
def lock(in_front):
    page = LockPage()
    page.tried = []
    page.submitted.connect(page.tried.append)
    page.name_clerk("王*兰 0312")
    return in_front(page)


def test_the_lock_says_whose_work_is_behind_it_and_hears_no_key_of_the_work(lock):
    assert "王*兰 0312 已锁屏" in words(lock)
    assert list(lock.listeners()) == []
    assert lock.phrase.hasFocus()


def test_enter_tries_the_lock_and_only_while_it_may(lock, qtbot):
    qtbot.keyClicks(lock.phrase, "guantian")
    qtbot.keyClick(lock.phrase, Qt.Key.Key_Return)
    lock.allow(is_open=False)
    lock.phrase.returnPressed.emit()

    assert lock.tried == ["guantian"]


def test_coming_to_the_lock_again_nothing_old_stands_there(lock):
    lock.phrase.setText("left over")
    lock.say(WRONG)

    lock.entered()

    assert (lock.phrase.text(), lock.said) == ("", "")


def test_somebody_else_may_sign_in_by_the_mouse_alone(lock, qtbot):
    (button,) = [one for one in lock.findChildren(QPushButton) if one.text() == "换人登录"]

    with qtbot.waitSignal(lock.left):
        button.click()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def wait(clock, qapp):
    owner = QObject()
    made = Countdown(clock.monotonic, owner)
    made.seconds, made.owner = [], owner
    made.left.connect(made.seconds.append)
    yield made
    made.stop()


def test_the_seconds_of_a_wait_are_counted_down_to_none(wait, clock):
    wait.start(30)
    for passed in (0, 10, 19.5, 0.5):
        clock.advance(seconds=passed)
        wait.tick()

    assert wait.seconds == [30, 20, 1, 0]


def test_a_wait_that_is_long_over_tells_none_and_not_less(wait, clock):
    wait.start(5)
    clock.advance(minutes=60)
    wait.tick()

    assert wait.seconds == [0]


def test_a_wall_clock_set_anywhere_changes_nothing(wait, clock):
    wait.start(30)
    clock.set(datetime(1970, 1, 1, tzinfo=UTC))
    wait.tick()
    clock.set(datetime(2099, 1, 1, tzinfo=UTC))
    wait.tick()

    assert wait.seconds == [30, 30]


def test_another_wait_takes_the_place_of_the_first(wait, clock):
    wait.start(30)
    clock.advance(seconds=10)
    wait.start(60)
    wait.tick()

    assert wait.seconds == [60]


@pytest.fixture
def idle(qapp):
    desk = QObject()
    watch = IdleWatch(desk)
    watch.desk = desk
    yield watch
    watch.stop()


def touch(kind):
    nothing, nowhere = Qt.KeyboardModifier.NoModifier, QPointF()
    if kind is QEvent.Type.KeyPress:
        return QKeyEvent(kind, Qt.Key.Key_A, nothing)
    if kind is QEvent.Type.Wheel:
        turned = QPoint(0, 120)
        return QWheelEvent(
            nowhere,
            nowhere,
            turned,
            turned,
            Qt.MouseButton.NoButton,
            nothing,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove):
        left = Qt.MouseButton.LeftButton
        return QMouseEvent(kind, nowhere, nowhere, left, left, nothing)
    return QEvent(kind)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        (QEvent.Type.KeyPress, True),
        (QEvent.Type.MouseButtonPress, True),
        (QEvent.Type.Wheel, True),
        (QEvent.Type.MouseMove, False),
        (QEvent.Type.Paint, False),
    ],
)
def test_a_touch_begins_the_idle_minutes_anew_and_a_mere_movement_does_not(idle, kind, counts):
    idle._timer = CountedStarts()

    idle.eventFilter(idle.desk, touch(kind))

    assert idle._timer.starts == int(counts)


class CountedStarts:
    """A timer that runs, and counts how often it was begun anew."""

    def __init__(self):
        self.starts = 0

    def isActive(self):  # noqa: N802 - Qt's name
        return True

    def start(self):
        self.starts += 1

    def stop(self):
        """Nothing runs."""


def test_a_touch_never_starts_a_watch_that_was_stopped(idle):
    idle.eventFilter(idle.desk, touch(QEvent.Type.KeyPress))

    assert not idle._timer.isActive()


def test_no_event_is_kept_from_whom_it_is_for(idle):
    idle.start(1)

    assert idle.eventFilter(idle.desk, touch(QEvent.Type.KeyPress)) is False


def test_the_idle_minutes_are_told_once(idle, qtbot):
    idle.start(1)
    idle._timer.setInterval(1)

    with qtbot.waitSignal(idle.idle):
        pass

    assert not idle._timer.isActive()


def test_an_empty_phrase_costs_no_try(sign_in, qtbot):
    who, phrase = sign_in.fields
    who.setCurrentText("0312 王小兰")
    phrase.setFocus()

    qtbot.keyClick(phrase, Qt.Key.Key_Return)

    assert sign_in.tried == []
    assert "请输入口令" in sign_in.said


def test_shift_enter_leads_back_to_the_number(sign_in, qtbot):
    who, phrase = sign_in.fields
    phrase.setText("guantian")
    phrase.setFocus()

    qtbot.keyClick(phrase, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    assert who.hasFocus()
    assert sign_in.tried == []


def test_what_is_typed_while_the_phrase_is_checked_can_be_read_nowhere(sign_in, qtbot):
    who, phrase = sign_in.fields
    who.setCurrentText("0312 王小兰")
    phrase.setFocus()
    sign_in.allow(is_open=False)

    qtbot.keyClicks(QApplication.focusWidget(), "guantian")

    assert who.currentText() == "0312 王小兰"
    sign_in.allow(is_open=True)
    assert phrase.hasFocus()


def test_somebody_else_signs_in_by_the_key_on_the_button(in_front, qtbot):
    page = in_front(LockPage())
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "换人登录")

    with qtbot.waitSignal(page.left):
        qtbot.keyClick(
            page.phrase, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )

    assert button.accessibleName() == "换人登录 Ctrl+Shift+L"


def test_windows_that_the_county_changed_are_laid_out_anew(windows, qtbot):
    new = Window("18", "夜间", ("A",))
    windows.show_hall(replace(HALL, windows=(*HALL.windows[1:], new)))
    windows.show_occupants({"18": Occupant("c-zhong", "钟*亮")}, CLERK.id)
    qtbot.waitUntil(lambda: len(windows.findChildren(QScrollArea)) == 1)

    assert tile(windows, "18").accessibleName().endswith("钟*亮 在用")
    assert tile(windows, "18").isVisible()
    assert not any(one.accessibleName().startswith("01号窗口") for one in windows.findChildren(QPushButton))
    type_number(windows, qtbot, "01")
    assert windows.sat == []


def test_windows_that_did_not_change_stay_where_they_are(windows):
    before = tile(windows, "03")

    windows.show_hall(replace(HALL, phone="0797-1"))

    assert tile(windows, "03") is before
