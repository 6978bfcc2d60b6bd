"""The top bar in one glance: who is here, what is unsent, what the printer does; it never moves."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from ticket_parts import a_ticket

from app.domain.print_job import PrintJob, PrintState
from ui import theme
from ui.frame.printer_spot import PrinterSpot
from ui.frame.status import HouseStatus, Place, waited_words
from ui.frame.top_bar import TopBar
from ui.shortcuts import Acts, Command
from ui.widgets.text import Elided, Tone

NUMBER = "赣崇关受〔2026〕12号"
WIDEST_HALL = "崇义县关田镇综合便民服务中心"


def words(widget):
    return [
        label.words() if isinstance(label, Elided) else label.text()
        for label in widget.findChildren(QLabel)
        if label.isVisible()
    ]


@pytest.fixture
def answers():
    return []


@pytest.fixture
def prints(answers):
    return Acts({
        Command.PRINTED: lambda: answers.append("是"),
        Command.NOT_PRINTED: lambda: answers.append("否"),
    })  # fmt: skip


@pytest.fixture
def bar(dressed_application, qtbot, prints):
    acts = Acts(dict.fromkeys((Command.TO_LEDGER, Command.LOCK), lambda: None))
    made = TopBar(WIDEST_HALL, "03号窗口 社保", "王*兰 0312", acts, prints)
    qtbot.addWidget(made)
    made.resize(1366, theme.BAR_HEIGHT)
    made.show()
    return made


@pytest.fixture
def spot(dressed_application, qtbot, prints):
    made = PrinterSpot(prints)
    qtbot.addWidget(made)
    made.show()
    return made


def a_job(state):
    return PrintJob(job_id="j", document_number=NUMBER, printer="laser", state=state)


def test_hall_window_and_clerk_are_there_from_the_beginning(bar):
    assert {WIDEST_HALL, "03号窗口 社保", "王*兰 0312", "当前 无"} <= set(words(bar))


@pytest.mark.parametrize(
    ("ticket", "current"),
    [
        (a_ticket(12), "当前 B012"),
        (a_ticket(12, holder="张*"), "当前 B012 张*"),
    ],
)
def test_who_is_at_the_window_is_named(bar, ticket, current):
    bar.show_ticket(ticket)

    assert current in words(bar)


def test_nobody_at_the_window_leaves_nothing_of_the_last_one(bar):
    bar.show_ticket(a_ticket(12, holder="张*", first_called_at=360))

    bar.show_ticket(None)

    assert "当前 无" in words(bar)
    assert not any("张*" in one or "等了" in one for one in words(bar))


@pytest.mark.parametrize(
    ("called", "said"),
    [
        (None, ""),
        (30, "等了 不到 1 分"),
        (360, "等了 6 分"),
        (3900, "等了 1 时 5 分"),
        (-60, "等了 不到 1 分"),
    ],
)
def test_the_wait_is_from_the_number_to_the_first_call(called, said):
    assert waited_words(a_ticket(12, first_called_at=called)) == said


def test_what_waits_for_a_person_is_counted_on_the_key_that_lists_it(bar):
    bar.show_status(HouseStatus(unsettled=3))

    button = next(one for one in bar.findChildren(QPushButton) if one.text().startswith("待处理"))
    assert button.accessibleName() == "待处理 3 Alt+5"
    assert button.property("tone") == Tone.SOON.value


@pytest.mark.parametrize(
    ("status", "words_shown", "tone"),
    [
        (HouseStatus(), "单机运行", Tone.PLAIN),
        (HouseStatus(has_county=True), "已全部上报", Tone.PLAIN),
        (HouseStatus(has_county=True, unsent=2, unsent_minutes=59), "未上报 2（59 分）", Tone.PLAIN),
        (HouseStatus(has_county=True, unsent=2, unsent_minutes=60), "未上报 2（1 时 0 分）", Tone.SOON),
    ],
)
def test_what_was_not_sent_is_told_with_its_age(bar, status, words_shown, tone):
    bar.show_status(status)

    assert words_shown in words(bar)
    assert status.unsent_tone is tone


def test_the_bar_keeps_its_height(bar):
    bar.show_status(HouseStatus(has_county=True, unsent=999, unsent_minutes=9999, unsettled=99))
    bar.show_ticket(a_ticket(12, holder="欧阳·阿卜杜热合曼·买买提"))

    assert bar.height() == theme.BAR_HEIGHT


@pytest.mark.parametrize("width", [700, 900, 1100, 1366])
def test_on_a_narrow_screen_what_matters_stays(bar, width):
    bar.show_ticket(a_ticket(12, holder="张*", first_called_at=360))

    bar.resize(width, theme.BAR_HEIGHT)

    assert "当前 B012 张*" in words(bar)
    assert bar.printer.isVisible()
    assert all(button.isVisible() for button in bar.findChildren(QPushButton) if button.text() == "锁屏")


def test_a_narrow_bar_lets_go_of_what_the_clerk_knows_and_takes_it_back(bar):
    bar.show_ticket(a_ticket(12, first_called_at=360))
    wide = set(words(bar))
    bar.resize(700, theme.BAR_HEIGHT)
    narrow = set(words(bar))
    bar.resize(1366, theme.BAR_HEIGHT)

    assert narrow < wide
    assert set(words(bar)) == wide


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PrintState.RESERVED, "准备打印"),
        (PrintState.SPOOLED, "排队打印"),
        (PrintState.PRINTING, "正在打印"),
        (PrintState.WAITING, "打印机在等人"),
        (PrintState.CONFIRMED, "已确认"),
        (PrintState.FAILED, "没有打出来"),
        (PrintState.CANCELLED, "已取消"),
    ],
)
def test_a_job_on_its_way_says_where_it_is_and_asks_nothing(spot, state, said):
    spot.show_job(a_job(state))

    assert {said, NUMBER} <= set(words(spot))
    assert not spot.asks


def test_only_when_the_device_is_done_the_clerk_is_asked(spot):
    spot.show_job(a_job(PrintState.DONE_AT_DEVICE))

    assert spot.asks
    assert "打印成功？" in words(spot)
    assert spot.toolTip() == NUMBER


def test_of_a_print_nobody_knows_of_the_clerk_is_asked_to_look_and_told_which_it_was(spot):
    spot.show_job(a_job(PrintState.UNKNOWN))

    assert spot.asks
    assert f"{NUMBER}\n在出纸盘里吗？" in words(spot)
    assert spot.toolTip() == NUMBER


@pytest.mark.parametrize(("key", "answer"), [("Ctrl+Y", "是"), ("Ctrl+N", "否")])
@pytest.mark.parametrize("state", [PrintState.DONE_AT_DEVICE, PrintState.UNKNOWN])
def test_the_question_is_answered_by_two_keys_that_stand_on_its_buttons(spot, answers, key, answer, state):
    spot.show_job(a_job(state))

    shown = [one for one in spot.findChildren(QPushButton) if one.isVisible()]
    (button,) = [one for one in shown if one.accessibleName() == f"{answer} {key}"]
    button.click()

    assert answers == [answer]


def test_the_longer_question_is_shown_whole_and_moves_nothing(bar):
    bar.resize(1366, theme.BAR_HEIGHT)
    bar.printer.show_job(a_job(PrintState.DONE_AT_DEVICE))
    place = bar.printer.geometry()

    bar.printer.show_job(a_job(PrintState.UNKNOWN))

    (question,) = [one for one in bar.printer.findChildren(QLabel) if one.text().startswith(NUMBER)]
    assert bar.printer.geometry() == place
    assert bar.height() == theme.BAR_HEIGHT
    assert question.sizeHint().width() <= question.width()
    assert question.sizeHint().height() <= question.height()


def test_an_answered_question_makes_room_for_the_printer_s_condition(spot):
    spot.show_job(a_job(PrintState.DONE_AT_DEVICE))

    spot.show_condition("缺纸", Tone.SOON)

    assert not spot.asks
    assert "缺纸" in words(spot)
    assert NUMBER not in words(spot)


def test_the_printer_s_place_is_as_wide_whatever_it_says(spot):
    widths = set()
    for state in PrintState:
        spot.show_job(a_job(state))
        widths.add(spot.width())

    assert len(widths) == 1


def test_every_state_of_a_job_has_words(spot):
    for state in PrintState:
        spot.show_job(a_job(state))
        assert all(words(spot))


def test_the_county_may_rename_hall_and_window_under_an_open_bar(bar):
    bar.show_status(HouseStatus(place=Place("新中心", "03号窗口 社会保险")))

    assert {"新中心", "03号窗口 社会保险"} <= set(words(bar))


def test_nobody_having_looked_the_bar_keeps_its_words(bar):
    bar.show_status(HouseStatus(unsettled=1))

    assert {WIDEST_HALL, "03号窗口 社保"} <= set(words(bar))
