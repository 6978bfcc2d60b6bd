"""One table of keys: each key once, each with words, all on the key card."""

import ast

import pytest
import source_tree
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QScrollArea

from ui.help_page import HelpPage
from ui.shortcuts import FIELD_KEYS, KEYS, PAPER_KEYS, Acts, Command, first_to_act


def test_every_command_has_a_key_and_no_key_has_two_commands():
    assert set(KEYS) == set(Command)
    sequences = [QKeySequence(key.sequence).toString() for key in KEYS.values()]
    assert len(set(sequences)) == len(sequences)
    assert "" not in sequences


def test_no_key_is_promised_that_nothing_answers():
    named = {
        node.attr
        for module in source_tree.modules("ui", "app")
        if module.path != "ui/shortcuts.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Command"
    }
    assert {command.name for command in Command} - named == set()


def test_no_key_of_the_table_is_one_a_field_handles():
    assert {key.sequence for key in KEYS.values()}.isdisjoint(FIELD_KEYS)


@pytest.mark.parametrize("command", Command)
def test_every_key_has_chinese_words(command: Command):
    key = KEYS[command]
    for words in (key.word, key.meaning):
        assert any("\u4e00" <= char <= "\u9fff" for char in words)


def test_the_keys_of_the_house_are_where_the_hands_expect_them():
    expected = {
        Command.HELP: "F1",
        Command.CALL_NEXT: "F2",
        Command.RECALL: "F3",
        Command.PASS_TICKET: "F4",
        Command.FINISH: "F5",
        Command.TRANSFER: "F6",
        Command.PAUSE: "F7",
        Command.NEXT_PROBLEM: "F8",
        Command.SUPPLEMENT_NOTICE: "F9",
        Command.TRANSCRIBE: "F11",
        Command.ACCEPT: "F12",
        Command.SEARCH: "Ctrl+F",
        Command.LOCK: "Ctrl+L",
    }
    assert {command: KEYS[command].sequence for command in expected} == expected


def test_the_key_card_shows_every_key(dressed_application):
    page = HelpPage(lambda: None)
    shown = {label.text() for label in page.findChildren(QLabel)}
    assert {key.sequence for key in KEYS.values()} | set(FIELD_KEYS) | set(PAPER_KEYS) <= shown
    assert {key.meaning for key in KEYS.values()} <= shown


def test_the_whole_key_card_is_seen_at_once_on_the_screen_of_the_counter(dressed_application, qtbot):
    page = HelpPage(lambda: None)
    qtbot.addWidget(page)
    page.resize(1366, 728)
    page.show()
    qtbot.waitExposed(page)

    assert page.findChild(QScrollArea).verticalScrollBar().maximum() == 0


def test_the_innermost_part_that_knows_a_command_answers_it():
    done: list[str] = []
    inner = Acts({Command.PRINT: lambda: done.append("inner")})
    outer = Acts({Command.PRINT: lambda: done.append("outer"), Command.LOCK: lambda: done.append("lock")})
    assert first_to_act((inner, outer), Command.PRINT)
    assert first_to_act((inner, outer), Command.LOCK)
    assert not first_to_act((inner, outer), Command.HELP)
    assert done == ["inner", "lock"]


def test_a_closed_command_is_not_answered_by_somebody_further_out():
    done: list[str] = []
    inner = Acts({Command.PRINT: lambda: done.append("inner")})
    inner.open_only(())
    assert not first_to_act((inner, Acts({Command.PRINT: lambda: done.append("outer")})), Command.PRINT)
    assert done == []


def test_opening_tells_only_what_turned():
    acts = Acts({Command.PRINT: lambda: None, Command.LOCK: lambda: None})
    told: list[Command] = []
    acts.changed.connect(told.append)
    acts.open_only((Command.PRINT,))
    acts.open_only((Command.PRINT,))
    assert told == [Command.LOCK]
