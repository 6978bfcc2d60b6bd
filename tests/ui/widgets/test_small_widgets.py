"""The small parts of every panel: words beside colours, kept room, keys on buttons, masks that forget."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.words import Message
from ui.shortcuts import KEYS, Acts, Command
from ui.widgets.due_label import DueLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_lines import KeptLines
from ui.widgets.key_button import ActButton, ButtonRank, KeyButton, PressButton
from ui.widgets.labelled_rows import labelled_rows
from ui.widgets.masked_value import MaskedValue
from ui.widgets.message_strip import MessageStrip
from ui.widgets.pick_step import Option, PickStep, Question
from ui.widgets.pill import Pill
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided, Rank, Tone, text

TODAY = date(2026, 11, 26)


@pytest.fixture
def page(dressed_application, qtbot):
    """A page that holds what a test lays on it."""
    made = QWidget()
    QVBoxLayout(made)
    made.resize(400, 300)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)

    def lay(widget):
        made.layout().addWidget(widget)
        widget.show()
        return widget

    return lay


def words(widget):
    labels = widget.findChildren(QLabel)
    return [label.words() if isinstance(label, Elided) else label.text() for label in labels]


@pytest.mark.parametrize(
    ("left", "said", "tone"),
    [
        (20, "还有 20 个工作日", Tone.PLAIN),
        (2, "还有 2 个工作日", Tone.SOON),
        (-1, "已超 1 个工作日", Tone.LATE),
    ],
)
def test_a_due_date_says_the_day_and_what_is_left(page, left, said, tone):
    due = page(DueLabel())

    due.show_due(date(2026, 12, 4), left, TODAY)

    assert words(due) == ["12月4日（周五）", said]
    assert due.findChild(Pill).property("tone") == tone.value


def test_in_a_narrow_place_the_day_gives_way_and_what_is_left_stays_whole(page, qtbot):
    due = page(DueLabel())
    due.show_due(date(2026, 12, 4), 2, TODAY)
    due.setFixedWidth(150)
    day, left = due.findChildren(QLabel)

    qtbot.waitUntil(lambda: day.text().endswith("…"))
    assert left.width() >= left.sizeHint().width()


def test_a_due_date_counted_through_an_unpublished_year_is_called_provisional(page):
    due = page(DueLabel())

    due.show_due(date(2027, 2, 1), 40, TODAY, provisional=True)

    assert words(due)[0] == "2027年2月1日（周一） 暂定"


@pytest.mark.parametrize("tone", Tone)
def test_a_pill_says_its_state_in_words_and_colour(page, tone):
    pill = page(Pill("等候"))

    pill.show_state("已办结", tone)

    assert (pill.text(), pill.accessibleName(), pill.property("tone")) == ("已办结", "已办结", tone.value)


@pytest.mark.parametrize("markup", ["<b>张三</b>", "a&b", "<img src=x>"])
def test_a_name_is_never_read_as_markup(page, markup):
    for label in (text(markup), Pill(markup), Elided(markup)):
        page(label)
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("tone", "mark"), [(Tone.DONE, "完成"), (Tone.SOON, "注意"), (Tone.LATE, "没办成"), (Tone.PRESS, "提示")]
)
def test_the_strip_puts_a_word_beside_its_colour(page, tone, mark):
    strip = page(MessageStrip())

    strip.say("已受理。", tone)

    assert words(strip) == [mark, "已受理。"]
    assert strip.property("tone") == tone.value


def test_the_strip_says_what_happened_and_what_to_do(page):
    strip = page(MessageStrip())

    strip.show_message(Message("缺纸", "打印机缺纸。", "请装纸。"))

    assert strip.words == strip.accessibleDescription() == strip.label.toolTip() == "打印机缺纸。请装纸。"


def test_a_strip_that_was_cleared_says_and_marks_nothing(page):
    strip = page(MessageStrip())
    strip.say("已受理。", Tone.DONE)

    strip.clear()

    assert words(strip) == ["", ""]
    assert strip.property("tone") == Tone.PLAIN.value


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_kept_lines_take_the_same_room_whatever_they_say(page, lines):
    kept = page(KeptLines(lines))
    empty = kept.sizeHint().height()

    kept.setText("很长的一句话。" * 20)

    assert kept.sizeHint().height() == kept.minimumSizeHint().height() == empty
    assert empty == lines * kept.fontMetrics().lineSpacing()


@pytest.mark.parametrize(("word", "key", "heard"), [("受理", "F12", "受理 F12"), ("坐下", "", "坐下")])
def test_a_button_is_heard_with_its_key(page, word, key, heard):
    assert page(KeyButton(word, key)).accessibleName() == heard


def test_a_button_that_changes_its_word_keeps_its_key(page):
    button = page(KeyButton("暂停", "F7"))

    button.set_word("恢复")

    assert (button.text(), button.accessibleName()) == ("恢复", "恢复 F7")


def test_a_longer_word_makes_a_wider_button_and_a_key_needs_room_too(page):
    plain, keyed, longer = KeyButton("受理"), KeyButton("受理", "F12"), KeyButton("受理并打印", "F12")
    for button in (plain, keyed, longer):
        page(button)

    assert plain.sizeHint().width() < keyed.sizeHint().width() < longer.sizeHint().width()
    assert plain.sizeHint().height() == longer.sizeHint().height()


@pytest.mark.parametrize("rank", ButtonRank)
def test_a_button_is_drawn_in_every_rank_with_its_key_on_it(page, rank):
    keyed, plain = page(KeyButton("受理", "F12", rank)), page(KeyButton("受理", "", rank))
    plain.setFixedSize(keyed.size())

    assert keyed.grab().toImage() != plain.grab().toImage()


def test_a_button_takes_word_key_and_hint_from_the_table(page):
    button = page(ActButton(Acts({Command.ACCEPT: lambda: None}), Command.ACCEPT))
    key = KEYS[Command.ACCEPT]

    assert (button.text(), button.toolTip()) == (key.word, key.meaning)
    assert button.accessibleName() == f"{key.word} {key.sequence}"


def test_a_button_may_carry_another_word_than_the_table(page):
    button = page(ActButton(Acts({Command.ACCEPT: lambda: None}), Command.ACCEPT, word="出具并打印"))

    assert button.text() == "出具并打印"


def test_a_button_hears_only_of_its_own_command(page):
    acts = Acts({Command.ACCEPT: lambda: None, Command.PRINT: lambda: None})
    accept, print_button = page(ActButton(acts, Command.ACCEPT)), page(ActButton(acts, Command.PRINT))

    acts.open_only({Command.PRINT})

    assert (accept.isEnabled(), print_button.isEnabled()) == (False, True)


def test_pressing_calls_what_was_said(page):
    pressed = []
    page(PressButton("逐张决定", lambda: pressed.append(1))).click()

    assert pressed == [1]


def test_enter_elsewhere_never_presses_a_button(page, qtbot):
    pressed, field = [], page(QLineEdit())
    button = page(PressButton("登录", lambda: pressed.append(1), ButtonRank.MAIN))
    field.setFocus()

    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert not button.autoDefault()
    assert pressed == []


def test_a_masked_value_names_what_its_button_shows(page):
    value = page(MaskedValue("身份证号", "360725 ········ 0029", lambda: None))
    button = value.findChild(QPushButton)
    hidden = button.accessibleName()

    value.show_whole("360725 19610715 0029")

    assert (hidden, button.accessibleName()) == ("显示身份证号", "隐藏身份证号")


def test_a_value_hidden_again_is_nowhere_on_the_screen(page):
    value = page(MaskedValue("身份证号", "360725 ········ 0029", lambda: None))
    value.show_whole("360725 19610715 0029")

    value.hide_again()

    seen = words(value) + [label.accessibleName() for label in value.findChildren(QWidget)]
    assert not any("19610715" in one for one in seen)
    assert value.shown == "360725 ········ 0029"


def test_each_press_on_show_asks_anew(page):
    asked = []
    value = page(MaskedValue("手机", "138****0000", lambda: asked.append(1)))
    button = value.findChild(QPushButton)

    button.click()
    value.show_whole("13800000000")
    button.click()
    button.click()

    assert asked == [1, 1]


def test_an_empty_place_says_what_will_be_here_and_which_key_starts_it(page):
    empty = page(EmptyState("还没有文书。", Command.TO_INTAKE))
    key = KEYS[Command.TO_INTAKE]

    assert words(empty) == ["还没有文书。", key.sequence, key.meaning]


def test_an_empty_place_without_a_key_promises_none(page):
    assert words(page(EmptyState("没有过号的号票。"))) == ["没有过号的号票。"]


def test_labels_stand_level_with_their_fields_on_one_right_edge(page, qtbot):
    holder, name, number = QWidget(), QLineEdit(), QLineEdit()
    holder.setLayout(labelled_rows((("姓名", name), ("证件号码", number))))
    page(holder)
    holder.layout().activate()
    first, second = (label for label in holder.findChildren(QLabel))

    assert first.geometry().right() == second.geometry().right()
    assert abs(first.geometry().center().y() - name.geometry().center().y()) <= 2
    assert name.geometry().left() == number.geometry().left()


@pytest.mark.parametrize("rank", Rank)
def test_a_label_carries_its_rank_for_the_style_sheet(page, rank):
    assert page(text("社保", rank)).property("rank") == rank.value


def test_words_that_fit_are_whole_and_need_no_hint(page):
    label = page(Elided("社保"))
    label.resize(200, 24)

    assert label.text() == "社保"
    assert label.toolTip() == ""


def test_words_are_fitted_anew_when_there_is_more_room(page):
    label = Elided("机关事业单位基本养老保险")
    label.resize(80, 24)
    label.show()
    narrow = label.text()
    label.resize(600, 24)

    assert narrow.endswith("…")
    assert label.text() == label.words()


QUESTION = Question(
    title="转到哪里？",
    hint="业务字母或窗口号",
    options=(Option("A", "综合"), Option("B", "社保"), Option("05", "医保（窗口）")),
)


@pytest.fixture
def step(page):
    made = page(PickStep())
    made.told = []
    made.answered.connect(made.told.append)
    made.ask(QUESTION)
    return made


def listed(step):
    return [row.lead for row in step.findChild(RowList).rows]


def test_a_question_shows_title_hint_and_all_its_answers(step):
    assert words(step)[0] == "转到哪里？"
    assert step.entry.placeholderText() == "业务字母或窗口号"
    assert listed(step) == ["A", "B", "05"]
    assert step.entry.hasFocus()


def test_typing_words_narrows_the_answers(step, qtbot):
    qtbot.keyClicks(step.entry, "0")

    assert listed(step) == ["05"]


def test_a_new_question_forgets_what_was_typed_for_the_last(step, qtbot):
    qtbot.keyClicks(step.entry, "0")

    step.ask(QUESTION)

    assert step.entry.text() == ""
    assert listed(step) == ["A", "B", "05"]


def test_the_mouse_answers_too(step):
    rows = step.findChild(RowList)
    rows.choose("05")

    rows.clicked.emit(rows.currentIndex())

    assert step.told == [("05",)]


def test_several_answers_need_at_least_one(page, qtbot):
    step = page(PickStep())
    told = []
    step.answered.connect(told.append)
    step.ask(Question(title="办什么？", hint="", options=QUESTION.options, several=True))

    qtbot.keyClick(step.entry, Qt.Key.Key_Return)

    assert told == []
