"""The small parts, each for what it promises."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.words import Message
from ui import dates
from ui.shortcuts import Acts, Command
from ui.widgets.due_label import tone_of
from ui.widgets.key_button import ActButton, PressButton
from ui.widgets.masked_value import MaskedValue
from ui.widgets.message_strip import MessageStrip
from ui.widgets.pick_step import Option, PickStep, Question, matching
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Tone


def rows(*ids: str) -> tuple[Row, ...]:
    return tuple(Row(id=one, lead=one, words="社保") for one in ids)


def test_a_strip_keeps_its_height_whatever_it_says(dressed_application):
    strip = MessageStrip()
    before = strip.sizeHint().height(), strip.minimumHeight()
    strip.show_message(Message("标题", "打印机缺纸：办过的都已保存，", "装纸后会自动继续。"))
    assert strip.words == "打印机缺纸：办过的都已保存，装纸后会自动继续。"
    assert strip.minimumHeight() == before[1] == strip.maximumHeight()
    strip.clear()
    assert strip.words == ""


def test_a_masked_value_holds_nothing_before_it_is_asked(dressed_application):
    asked: list[int] = []
    value = MaskedValue("身份证号", "360725 ········ 0029", lambda: asked.append(1))
    assert value.shown == "360725 ········ 0029"
    value._press()
    assert asked == [1]
    value.show_whole("360725 19610715 0029")
    assert value.shown == "360725 19610715 0029"
    value._press()
    assert (value.shown, asked) == ("360725 ········ 0029", [1])


def test_a_button_opens_and_closes_with_its_command(dressed_application):
    done: list[int] = []
    acts = Acts({Command.ACCEPT: lambda: done.append(1)})
    button = ActButton(acts, Command.ACCEPT)
    button.click()
    acts.open_only(())
    assert not button.isEnabled()
    button.click()
    assert done == [1]


def test_a_button_is_never_narrower_than_its_word_and_key(dressed_application):
    short, long = PressButton("是", lambda: None), PressButton("逐张按情形关闭", lambda: None, key="Ctrl+Y")
    assert long.minimumSizeHint().width() > short.minimumSizeHint().width()


def test_a_list_keeps_the_chosen_row_when_others_come_and_go(dressed_application):
    shown = RowList("排队")
    shown.show_rows(rows("a", "b", "c"))
    shown.choose("b")
    shown.show_rows(rows("b", "c", "d"))
    assert shown.current_id == "b"


def test_the_same_rows_are_patched_and_not_built_again(dressed_application, qtbot: QtBot):
    shown = RowList("排队")
    shown.show_rows(rows("a", "b"))
    built: list[int] = []
    shown.model().modelReset.connect(lambda: built.append(1))
    with qtbot.waitSignal(shown.model().dataChanged):
        shown.show_rows((Row(id="a", lead="a", words="社保", trail="7 分"), *rows("b")))
    assert built == []


def test_a_row_that_is_gone_leaves_no_choice_behind(dressed_application):
    shown = RowList("排队")
    shown.show_rows(rows("a"))
    shown.choose("a")
    shown.show_rows(())
    assert shown.current_id is None


def test_words_without_room_end_in_dots_and_are_whole_in_the_hint(dressed_application):
    label = Elided("机关事业单位工作人员基本养老保险关系转移接续")
    label.resize(100, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.words() == label.accessibleName()


class Asked:
    def __init__(self, question: Question) -> None:
        self.answers: list[tuple[str, ...]] = []
        self.step = PickStep()
        self.step.answered.connect(self.answers.append)
        self.step.ask(question)


LETTERS = (Option("A", "综合"), Option("B", "社保"), Option("1", "一号窗口"), Option("12", "十二号窗口"))


def ask(**changes: bool) -> Asked:
    return Asked(Question(title="哪里？", hint="", options=LETTERS, **changes))


def test_a_key_nobody_else_begins_with_answers_at_once(dressed_application):
    asked = ask()
    QTest.keyClick(asked.step.entry, "b")
    assert asked.answers == [("B",)]


def test_a_key_that_another_begins_with_waits_for_enter(dressed_application):
    asked = ask()
    QTest.keyClick(asked.step.entry, "1")
    assert asked.answers == []
    QTest.keyClick(asked.step.entry, Qt.Key.Key_Return)
    assert asked.answers == [("1",)]


def test_enter_takes_the_row_the_arrows_chose(dressed_application):
    asked = ask()
    QTest.keyClick(asked.step.entry, Qt.Key.Key_Down)
    QTest.keyClick(asked.step.entry, Qt.Key.Key_Return)
    assert asked.answers == [("B",)]


def test_several_keys_answer_together_each_once(dressed_application):
    asked = ask(several=True)
    for key in "bab":
        QTest.keyClick(asked.step.entry, key)
    QTest.keyClick(asked.step.entry, Qt.Key.Key_Return)
    assert asked.answers == [("B", "A")]


def test_free_words_stand_only_where_they_may(dressed_application):
    free, bound = ask(free=True), ask()
    for asked in (free, bound):
        asked.step.entry.setText("别的原因")
        QTest.keyClick(asked.step.entry, Qt.Key.Key_Return)
    assert free.answers == [("别的原因",)]
    assert bound.answers == [("A",)]


def test_options_are_found_by_key_and_by_words():
    assert matching(LETTERS, "社") == (LETTERS[1],)
    assert matching(LETTERS, "12") == (LETTERS[3],)
    assert matching(LETTERS, "没有") == LETTERS


@pytest.mark.parametrize(("left", "words", "tone"), [
    (3, "还有 3 个工作日", Tone.PLAIN),
    (1, "还有 1 个工作日", Tone.SOON),
    (0, "今天到期", Tone.SOON),
    (-2, "已超 2 个工作日", Tone.LATE),
])  # fmt: skip
def test_a_limit_says_what_is_left(left: int, words: str, tone: Tone):
    assert dates.left(left) == words
    assert tone_of(left) is tone


def test_a_date_is_said_with_its_weekday_and_another_year_with_its_year():
    assert dates.day(date(2026, 12, 4)) == "12月4日（周五）"
    assert dates.day(date(2027, 1, 4), today=date(2026, 12, 4)) == "2027年1月4日（周一）"


@pytest.mark.parametrize(("count", "words"), [(0, "不到 1 分"), (6, "6 分"), (65, "1 时 5 分")])
def test_a_wait_is_said_in_hours_and_minutes(count: int, words: str):
    assert dates.minutes(count) == words
