"""The queue column: who is here, the line, and questions that give the keys back to the work."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.words import Message
from ui.panels.queue.column import QueueColumn
from ui.panels.queue.shown import ShownQueue, ShownTicket
from ui.shortcuts import Acts, Command
from ui.widgets.pick_step import Option, Question
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

COMMANDS = (
    Command.CALL_NEXT,
    Command.RECALL,
    Command.PASS_TICKET,
    Command.FINISH,
    Command.TRANSFER,
    Command.PAUSE,
    Command.ISSUE_TICKET,
    Command.REPRINT_SLIP,
)
WHY = Question(title="为什么暂停？", hint="按数字选", options=(Option("1", "开会"), Option("2", "午间交接")))
LINE = (
    Row(id="t1", lead="B001", words="社保", trail="6 分", hint="他先到。"),
    Row(id="t2", lead="B002", words="优先 医保", trail="2 分", tone=Tone.PRESS, hint="七十岁以上先办。"),
)


def a_queue(line=LINE, passed=(), number="B012", state="办理中", matters="张* 社保"):
    current = ShownTicket(number=number, matters=matters, state=state, tone=Tone.PRESS)
    return ShownQueue(current=current, line=line, passed=passed, priority_count=1 if line else 0)


class Beside:
    """The column beside a piece of work with a field in it."""

    def __init__(self, qtbot):
        self.qtbot, self.done, self.answers, self.eyes = qtbot, [], [], []
        self.acts = Acts({command: lambda c=command: self.done.append(c) for command in COMMANDS})
        self.column = QueueColumn(self.acts)
        self.column.answered.connect(self.answers.append)
        self.column.wants_eyes.connect(lambda: self.eyes.append(True))
        self.window, self.field = QWidget(), QLineEdit()
        row = QHBoxLayout(self.window)
        row.addWidget(self.column)
        row.addWidget(self.field)
        qtbot.addWidget(self.window)
        self.window.resize(700, 684)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.column.show_queue(a_queue(), is_paused=False)
        self.field.setFocus()

    def words(self):
        return [label.text() for label in self.column.findChildren(QLabel) if label.isVisible()]

    def button(self, word):
        return next(one for one in self.column.findChildren(QPushButton) if one.text() == word)


@pytest.fixture
def beside(dressed_application, qtbot):
    return Beside(qtbot)


def test_the_number_at_the_window_can_be_read_and_heard(beside):
    assert "B012" in beside.words()
    number = next(label for label in beside.column.findChildren(QLabel) if label.text() == "B012")
    assert number.accessibleName() == "当前 B012"


def test_the_line_is_counted_and_so_are_those_who_go_first(beside):
    assert {"等候 2", "其中优先 1"} <= set(beside.words())


def test_without_a_choice_the_first_says_why_it_is_next(beside):
    assert "B001：他先到。" in beside.words()


def test_the_row_pointed_at_says_why_it_stands_there(beside):
    beside.column.line.choose("t2")

    assert "B002：七十岁以上先办。" in beside.words()


def test_an_empty_line_says_what_will_be_here(beside):
    beside.column.show_queue(a_queue(line=()), is_paused=False)

    assert {"等候 0", "取号后会排在这里。", "没有过号"} <= set(beside.words())


def test_who_was_passed_is_named(beside):
    passed = (Row(id="p", lead="B007", words="社保"), Row(id="q", lead="B009", words="社保"))

    beside.column.show_queue(a_queue(passed=passed), is_paused=False)

    assert "过号 2：B007、B009" in beside.words()


@pytest.mark.parametrize(("is_paused", "word"), [(True, "恢复"), (False, "暂停")])
def test_the_key_that_pauses_says_what_it_does_next(beside, is_paused, word):
    beside.column.show_queue(a_queue(), is_paused=is_paused)

    assert beside.button(word).accessibleName() == f"{word} F7"


def test_a_button_is_open_exactly_when_its_command_is(beside):
    beside.acts.open_only({Command.CALL_NEXT})

    enabled = {one.text() for one in beside.column.findChildren(QPushButton) if one.isEnabled()}
    assert enabled == {beside.button("下一个").text()}


def test_pressing_a_button_is_pressing_its_key(beside):
    beside.button("重呼").click()

    assert beside.done == [Command.RECALL]


def test_a_question_takes_the_keys_and_gives_them_back(beside):
    beside.column.ask(WHY)
    asked = beside.window.focusWidget() is beside.column.step.entry
    beside.column.stop_asking()

    assert asked
    assert beside.field.hasFocus()
    assert not beside.column.is_asking


def test_a_second_question_gives_the_keys_back_to_where_the_first_took_them(beside):
    beside.column.ask(WHY)
    beside.column.ask(WHY)
    beside.column.stop_asking()

    assert beside.field.hasFocus()


def test_a_field_that_went_away_meanwhile_is_not_asked_for(beside, qtbot):
    beside.column.ask(WHY)
    beside.field.deleteLater()
    with qtbot.waitSignal(beside.field.destroyed):
        pass

    beside.column.stop_asking()

    assert not beside.column.is_asking


def test_an_answer_is_told_by_its_key(beside):
    beside.column.ask(WHY)

    beside.qtbot.keyClick(beside.column.step.entry, Qt.Key.Key_2)

    assert beside.answers == [("2",)]


@pytest.mark.parametrize("call", [
    lambda column: column.ask(WHY),
    lambda column: column.show_given("B013"),
    lambda column: column.show_message(Message("", "这张号已在别处办结。", "请叫下一位。")),
])  # fmt: skip
def test_a_folded_column_is_asked_to_show_itself(beside, call):
    call(beside.column)

    assert beside.eyes


def test_an_ordinary_word_does_not_unfold_the_column(beside):
    beside.column.say("已叫 B012。")

    assert beside.eyes == []


def test_a_number_just_given_stands_large_in_place_of_the_line(beside):
    beside.column.show_given("B013")

    assert beside.column.is_showing_given
    assert beside.column.covers_line
    assert beside.column.given.number == "B013"
    assert "B001" not in beside.words()


def test_the_line_does_not_push_a_question_away(beside):
    beside.column.ask(WHY)

    beside.column.show_line()

    assert beside.column.is_asking


def test_what_happened_and_what_to_do_are_said_together(beside):
    beside.column.show_message(Message("", "这张号已在别处办结。", "请叫下一位。"))

    assert beside.column.said == "这张号已在别处办结。请叫下一位。"


def test_nothing_in_the_column_moves_when_something_is_said(beside):
    before = [part.geometry() for part in beside.column.findChildren(QPushButton)]

    beside.column.say("一句话。" * 12, Tone.LATE)

    assert [part.geometry() for part in beside.column.findChildren(QPushButton)] == before
