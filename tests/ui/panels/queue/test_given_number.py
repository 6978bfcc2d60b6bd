"""The number just given: large, with how its slip fares, until Esc."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from ui import theme
from ui.panels.queue.given import GivenNumber
from ui.shortcuts import Acts, Command
from ui.widgets.text import Tone


@pytest.fixture
def pressed():
    return []


@pytest.fixture
def acts(pressed):
    return Acts(
        {
            Command.REPRINT_SLIP: lambda: pressed.append("again"),
            Command.LEAVE_SLIP: lambda: pressed.append("leave"),
        }
    )


@pytest.fixture
def given(dressed_application, qtbot, acts):
    made = GivenNumber(acts)
    qtbot.addWidget(made)
    made.resize(232, 400)
    made.show()
    made.show_number("B012")
    return made


def test_a_number_is_read_across_the_counter_and_by_a_screen_reader(given):
    (label,) = [one for one in given.findChildren(QLabel) if one.text() == "B012"]

    assert label.fontInfo().pixelSize() == theme.NORMAL_TYPE.ticket
    assert label.accessibleName() == "刚取的号 B012"


def test_while_the_slip_is_printed_that_is_said(given):
    assert given.said == "正在打印号票……"


@pytest.mark.parametrize(("words", "tone"), [("号票已送到打印机。", Tone.DONE), ("缺纸。", Tone.LATE)])
def test_how_the_slip_fares_is_said_in_words_and_tone(given, words, tone):
    given.say(words, tone)

    (label,) = [one for one in given.findChildren(QLabel) if one.text() == words]
    assert label.property("tone") == tone.value


def test_the_next_number_forgets_the_fault_of_the_last(given):
    given.say("缺纸。", Tone.LATE)
    given.show_number("B013")

    assert (given.number, given.said) == ("B013", "正在打印号票……")
    (label,) = [one for one in given.findChildren(QLabel) if one.text() == given.said]
    assert label.property("tone") == Tone.PLAIN.value


def test_the_slip_is_printed_again_or_let_be_by_its_buttons_only_while_that_is_open(given, acts, pressed):
    again, leave = given.findChildren(QPushButton)
    again.click()
    leave.click()
    acts.open_only(())
    again.click()
    leave.click()

    assert pressed == ["again", "leave"]


def test_a_long_sentence_about_the_printer_is_not_cut(given):
    given.say("号有效，照常排队。号票没有打出来：打印机缺纸。请装纸。可以按 Shift+F3 补打。", Tone.LATE)
    given.layout().activate()

    (label,) = [one for one in given.findChildren(QLabel) if one.text() == given.said]
    assert label.height() >= label.heightForWidth(label.width())
