"""The look follows the clerk's choice everywhere; a reader's burst is told from a hand at any speed."""

import re
import unicodedata
from dataclasses import asdict, fields

import pytest
from fakes import FakeClock
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit
from window_rig import RESOURCES

from ui import theme
from ui.panels.settings.preferences import Preferences
from ui.shortcuts import KEYS, Acts, Command, first_to_act
from ui.theme import CALM, HIGH_CONTRAST, LARGE_TYPE, NORMAL_TYPE, Look
from ui.wedge import FASTEST_HAND_S, SHORTEST_READING, WedgeFrame, cleaned
from ui.wedge_field import WedgeField

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
READINGS = st.text("0123456789X", min_size=SHORTEST_READING, max_size=30)


@settings(max_examples=80, deadline=None)
@given(COLOURS, COLOURS)
def test_contrast_is_the_same_either_way_and_never_less_than_none(ink, ground):
    ratio = theme.contrast(ink, ground)

    assert 1 <= ratio <= 21.001
    assert ratio == theme.contrast(ground, ink)
    assert theme.contrast(ink, ink) == 1


@pytest.mark.parametrize(
    "look", [Look(), Look(HIGH_CONTRAST, LARGE_TYPE)], ids=["calm", "large, high contrast"]
)
def test_what_qt_draws_itself_has_the_colours_of_the_look(look):
    made = theme.palette(look.colours)

    assert made.color(QPalette.ColorRole.Window).name() == look.colours.page
    assert made.color(QPalette.ColorRole.Text).name() == look.colours.text
    assert made.color(QPalette.ColorRole.BrightText).name() == look.colours.late
    assert made.color(QPalette.ColorRole.Highlight).name() == look.colours.press


@pytest.mark.parametrize("colours", [CALM, HIGH_CONTRAST], ids=["calm", "high contrast"])
def test_a_style_sheet_uses_no_colour_that_is_not_of_the_look(colours):
    sheet = theme.style_sheet(Look(colours), RESOURCES.style_template)
    known = set(asdict(colours).values())

    used = set(re.findall(r"#[0-9a-f]{6}\b", sheet))
    assert used
    assert used <= known


def test_high_contrast_is_never_less_readable_than_the_calm_look():
    for strong, calm in zip(HIGH_CONTRAST.readable_pairs(), CALM.readable_pairs(), strict=True):
        assert theme.contrast(*strong) >= min(theme.contrast(*calm), 7)


@pytest.mark.parametrize("bold", [False, True])
def test_the_face_is_made_to_measure(dressed_application, bold):
    face = theme.face(20, bold=bold)

    assert (face.pixelSize(), face.bold(), face.family()) == (20, bold, theme.FACE)
    assert face.isFeatureSet(QFont.Tag("tnum"))


@pytest.mark.parametrize(
    ("chosen", "look"),
    [
        (Preferences(), Look(CALM, NORMAL_TYPE)),
        (Preferences(large_type=True), Look(CALM, LARGE_TYPE)),
        (Preferences(high_contrast=True), Look(HIGH_CONTRAST, NORMAL_TYPE)),
        (Preferences(high_contrast=True, large_type=True), Look(HIGH_CONTRAST, LARGE_TYPE)),
    ],
)
def test_a_clerk_s_choices_make_the_look(chosen, look):
    assert chosen.look == look


def test_every_colour_has_a_meaning_in_both_looks():
    for field in fields(CALM):
        for colours in (CALM, HIGH_CONTRAST):
            assert getattr(colours, field.name).startswith("#")


def burst(text, gap, start=0.0):
    """A frame after `text` came with `gap` seconds between its keys, and the moment of the last."""
    frame, at = WedgeFrame(), start
    for place, key in enumerate(text):
        at = start + place * gap
        frame.key(key, at)
    return frame, at


@settings(max_examples=80, deadline=None)
@given(READINGS, st.floats(0.0005, FASTEST_HAND_S * 0.9))
def test_whatever_a_reader_sends_fast_enough_is_one_reading(number, gap):
    frame, last = burst(number, gap)

    assert frame.enter(last + gap) == number


@settings(max_examples=80, deadline=None)
@given(st.text("0123456789X", min_size=1, max_size=30), st.floats(FASTEST_HAND_S * 1.1, 2))
def test_no_hand_however_steady_is_taken_for_a_reader(text, gap):
    frame, last = burst(text, gap)

    assert frame.enter(last + gap) is None


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=8), READINGS)
def test_what_a_hand_typed_before_is_never_part_of_a_reading(before, number):
    frame, last = burst(before, 0.2)
    at = last + 0.2
    for place, key in enumerate(number):
        frame.key(key, at + place * 0.005)

    assert frame.length == len(number)
    assert frame.enter(at + len(number) * 0.005) == number


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=30))
def test_a_cleaned_reading_holds_nothing_that_cannot_be_seen(raw):
    clean = cleaned(raw)

    assert not any(unicodedata.category(char).startswith("C") for char in clean)
    assert clean == clean.strip()


class Reader:
    """A field that a wedge reader types into, by a clock of its own."""

    def __init__(self, qtbot):
        self.clock, self.field, self.read, self.returned = FakeClock(), QLineEdit(), [], []
        qtbot.addWidget(self.field)
        self.wedge = WedgeField(self.field, self.clock.monotonic)
        self.wedge.read.connect(self.read.append)
        self.field.returnPressed.connect(lambda: self.returned.append(self.field.text()))

    def send(self, text, gap):
        for key in text:
            self._press(Qt.Key.Key_0, key)
            self.clock.advance(seconds=gap)
        self._press(Qt.Key.Key_Return, "\r")

    def _press(self, key, text):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        if not self.wedge.eventFilter(self.field, event):
            self.field.event(event)


@pytest.fixture
def reader(qtbot, dressed_application):
    return Reader(qtbot)


def test_a_reading_replaces_what_the_field_held_and_its_enter_is_used_up(reader):
    reader.field.setText("")

    reader.send("360725196107150029", 0.005)

    assert reader.read == ["360725196107150029"]
    assert reader.field.text() == "360725196107150029"
    assert reader.returned == []


def test_a_hand_s_typing_stays_in_the_field_and_its_enter_is_its_own(reader):
    reader.send("3607251961", 0.2)

    assert reader.read == []
    assert reader.returned == ["3607251961"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Shift, Qt.Key.Key_Control])
def test_a_key_that_writes_nothing_is_no_part_of_a_burst(reader, key):
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "")

    used = reader.wedge.eventFilter(reader.field, event)

    assert not used
    assert reader.wedge._frame.length == 0


OPENED = st.sets(st.sampled_from([Command.PRINT, Command.LOCK, Command.HELP, Command.ACCEPT]))


@settings(max_examples=60, deadline=None)
@given(OPENED, OPENED, st.sampled_from(sorted(KEYS, key=lambda command: command.name)))
def test_a_key_does_exactly_what_is_open_and_innermost(inner_open, outer_open, pressed):
    done = []
    inner = Acts({Command.PRINT: lambda: done.append("inner"), Command.LOCK: lambda: done.append("inner")})
    outer = Acts({Command.LOCK: lambda: done.append("outer"), Command.HELP: lambda: done.append("outer")})
    inner.open_only(inner_open)
    outer.open_only(outer_open)

    acted = first_to_act((inner, outer), pressed)

    if inner.knows(pressed):
        expected = ["inner"] if pressed in inner_open else []
    else:
        expected = ["outer"] if outer.knows(pressed) and pressed in outer_open else []
    assert done == expected
    assert acted is bool(expected)


@settings(max_examples=40, deadline=None)
@given(st.lists(OPENED, max_size=5))
def test_listeners_of_keys_always_know_what_is_open(openings):
    acts = Acts(dict.fromkeys((Command.PRINT, Command.LOCK, Command.HELP), lambda: None))
    known = {command: acts.is_open(command) for command in (Command.PRINT, Command.LOCK, Command.HELP)}
    acts.changed.connect(lambda command: known.update({command: acts.is_open(command)}))

    for opening in openings:
        acts.open_only(opening)

    assert known == {command: acts.is_open(command) for command in known}
