"""Each kind of field under a clerk's hands: what it takes, what it shows, what it never does by itself."""

import pytest
from form_parts import NATIONS, a_field, a_state
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from work_rig import compose, type_chinese

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.model import Choice
from app.domain.form.values import Kind
from ui.form.attached_entry import AttachedEntry
from ui.form.entries import (
    YES_NO,
    ChoiceEntry,
    TextEntry,
    TickEntry,
    TicksEntry,
    choices_for,
    entry_for,
)
from ui.form.region_entry import RegionEntry

INITIALS = PinyinNames().initials
MANY = tuple(
    Choice(f"{place:02d}", words)
    for place, words in enumerate(
        ("初婚", "未婚", "再婚", "复婚", "丧偶", "离婚", "其他", "汉族", "蒙古族", "回族", "藏族"), start=1
    )
)


class Hands:
    """A field on a page, another one to go to, and everything the field told."""

    def __init__(self, qtbot, field, choices=()):
        self.qtbot, self.field, self.choices = qtbot, field, choices
        self.entry = entry_for(field, INITIALS)
        self.elsewhere = TextEntry(a_field())
        self.answers, self.advanced, self.left = [], [], []
        self.entry.answered.connect(self.answers.append)
        self.entry.advanced.connect(lambda: self.advanced.append(True))
        self.entry.left.connect(lambda: self.left.append(True))
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.addWidget(self.entry)
        column.addWidget(self.elsewhere)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.elsewhere.setFocus()
        self.left.clear()
        self.show(None)

    def show(self, raw, **said):
        self.entry.show_state(a_state(self.field, raw, **said), choices_for(self.field, self.choices))

    def enter(self):
        self.entry.setFocus()
        self.qtbot.waitUntil(lambda: self.page.focusWidget() is (self.entry.focusProxy() or self.entry))

    def types(self, keys):
        self.qtbot.keyClicks(QApplication.focusWidget(), keys)

    def leave(self):
        self.elsewhere.setFocus()


@pytest.fixture
def hands(qtbot, dressed_application):
    return lambda kind, choices=(), **said: Hands(qtbot, a_field(kind, **said), choices)


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        (Kind.CHOICE, ChoiceEntry),
        (Kind.YES_NO, ChoiceEntry),
        (Kind.CHOICES, TicksEntry),
        (Kind.SIGNATURE, TickEntry),
        (Kind.REGION, RegionEntry),
        (Kind.ATTACHMENT, AttachedEntry),
        *((kind, TextEntry) for kind in (Kind.TEXT, Kind.NAME, Kind.DATE, Kind.MONEY, Kind.ID_NUMBER)),
    ],
)
def test_each_kind_of_question_has_its_kind_of_field(kind, entry, dressed_application):
    assert type(entry_for(a_field(kind), INITIALS)) is entry


@pytest.mark.parametrize(
    ("kind", "hint"),
    [(Kind.DATE, "20260131"), (Kind.MONTH, "202601"), (Kind.DATE_TIME, "08:30"), (Kind.ATTACHMENT, "Ctrl+E")],
)
def test_an_empty_field_shows_how_it_is_typed(kind, hint, dressed_application):
    entry = entry_for(a_field(kind), INITIALS)
    assert hint in entry.placeholderText()


def test_every_key_is_told_as_it_is_typed(hands):
    on = hands(Kind.DATE)
    on.enter()

    on.types("2026")

    assert on.answers == ["2", "20", "202", "2026"]


def test_an_answer_that_comes_back_never_disturbs_what_is_being_typed(hands):
    on = hands(Kind.DATE)
    on.enter()
    on.types("20260101")

    on.show("20260101")

    assert on.entry.text() == "20260101"


@pytest.mark.parametrize(
    ("kind", "stored", "left", "entered"),
    [
        (Kind.DATE, "20260101", "2026-01-01", "2026-01-01"),
        (Kind.MONEY, 50050, "500.50", "500.50"),
        (Kind.ID_NUMBER, "360725199003070011", "360725 19900307 0011", "360725199003070011"),
        (Kind.MOBILE, "13800000000", "138 0000 0000", "13800000000"),
    ],
)
def test_a_number_is_in_groups_until_somebody_enters_the_field(hands, kind, stored, left, entered):
    on = hands(kind)
    on.show(stored)
    before = on.entry.text()

    on.enter()

    assert (before, on.entry.text()) == (left, entered)


def test_leaving_a_field_is_told_once(hands):
    on = hands(Kind.TEXT)
    on.enter()

    on.leave()

    assert on.left == [True]


def test_a_calculated_answer_is_shown_even_with_the_focus_there_and_cannot_be_reached(hands):
    on = hands(Kind.INTEGER)
    on.enter()

    on.show(36, calculated=True)

    assert on.entry.text() == "36"
    assert on.entry.isReadOnly()
    assert on.entry.focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.CHOICE])
def test_a_calculated_field_does_not_say_how_it_would_be_typed(hands, kind):
    on = hands(kind)
    on.show(None)
    hinted = on.entry.placeholderText()

    on.show(None, calculated=True)
    closed = on.entry.placeholderText()
    on.show(None)

    assert hinted != ""
    assert (closed.strip(), on.entry.placeholderText()) == ("", hinted)


def test_a_calculated_choice_without_an_answer_shows_none_of_its_list(hands):
    on = hands(Kind.CHOICE, NATIONS)
    on.show(None)

    on.show(None, calculated=True)

    assert (on.entry.currentIndex(), on.entry.currentText()) == (-1, "")


def test_a_field_that_is_no_longer_calculated_is_open_again(hands):
    on = hands(Kind.INTEGER)
    on.show(36, calculated=True)

    on.show(36)

    assert not on.entry.isReadOnly()
    assert on.entry.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_of_a_name_longer_than_the_field_the_surname_is_seen(hands):
    on = hands(Kind.NAME)

    on.show("欧阳·阿卜杜热合曼·买买提")

    assert on.entry.cursorPosition() == 0
    assert on.entry.toolTip() == "欧阳·阿卜杜热合曼·买买提"


def test_an_answer_carried_over_is_shown_under_the_hands_that_asked_for_it(hands):
    on = hands(Kind.MOBILE)
    on.enter()

    on.entry.answer_changed_elsewhere(a_state(on.field, "13800000000"))

    assert on.entry.text() == "13800000000"


def test_chinese_by_an_input_method_is_an_answer_like_any_other(hands):
    on = hands(Kind.NAME)
    on.enter()

    compose(on.entry, "zhang")
    while_composing = list(on.answers)
    type_chinese(on.entry, "张𬭎喆")

    assert while_composing == []
    assert on.answers == ["张𬭎喆"]


@pytest.mark.parametrize(("digit", "code"), [("1", "01"), ("2", "10"), ("3", "03")])
def test_a_digit_picks_in_a_short_list_and_goes_on(hands, digit, code):
    on = hands(Kind.CHOICE, NATIONS)
    on.enter()

    on.types(digit)

    assert on.answers == [code]
    assert on.advanced == [True]


@pytest.mark.parametrize("key", ["4", "0", "q", "龘"])
def test_what_fits_nothing_in_the_list_changes_nothing(hands, key):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("10")
    on.enter()

    type_chinese(on.entry, key) if not key.isascii() else on.types(key)

    assert on.answers == []
    assert on.entry.currentText() == "2  畲族"


@pytest.mark.parametrize(("typed", "code"), [("w", "02"), ("汉", "08"), ("蒙古", "09")])
def test_initials_or_chinese_pick_in_a_long_list_and_stay_to_be_looked_at(hands, typed, code):
    on = hands(Kind.CHOICE, MANY)
    on.enter()

    on.types(typed) if typed.isascii() else type_chinese(on.entry, typed)

    assert on.answers == [code]
    assert on.advanced == []


def test_each_word_of_an_input_method_begins_anew(hands):
    on = hands(Kind.CHOICE, MANY)
    on.enter()

    for word in ("汉族", "蒙古族", "没有的族", "回族"):
        type_chinese(on.entry, word)

    assert on.answers == ["08", "09", "10"]


def test_a_code_picks_in_a_long_list(hands):
    on = hands(Kind.CHOICE, MANY)
    on.enter()

    on.types("11")

    assert on.answers[-1] == "11"
    assert on.entry.currentText() == "藏族"


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_a_choice_is_erased_by_the_keys_that_erase(hands, key):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("10")
    on.enter()

    on.qtbot.keyClick(on.entry, key)

    assert on.answers == [None]
    assert on.entry.currentIndex() == -1


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End])
def test_a_key_that_only_moves_never_changes_a_choice(hands, key):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("10")
    on.enter()

    on.qtbot.keyClick(on.entry, key)

    assert on.answers == []
    assert on.entry.currentText() == "2  畲族"


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_an_arrow_opens_the_list_and_changes_nothing_until_enter(hands, key):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("10")
    on.enter()

    on.qtbot.keyClick(on.entry, key)
    opened = on.entry.view().isVisible(), list(on.answers)
    on.qtbot.keyClick(on.entry.view(), Qt.Key.Key_Down)
    moved = list(on.answers)
    on.qtbot.keyClick(on.entry.view(), Qt.Key.Key_Return)

    assert opened == (True, [])
    assert moved == []
    assert on.answers == ["03"]


def test_esc_puts_an_open_list_away_with_the_answer_as_it_was(hands):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("10")
    on.enter()
    on.qtbot.keyClick(on.entry, Qt.Key.Key_Down)
    on.qtbot.keyClick(on.entry.view(), Qt.Key.Key_Down)

    on.qtbot.keyClick(on.entry.view(), Qt.Key.Key_Escape)

    assert not on.entry.view().isVisible()
    assert on.answers == []
    assert on.entry.currentText() == "2  畲族"


def test_the_wheel_brings_no_choice_the_focus(hands):
    assert hands(Kind.CHOICE, NATIONS).entry.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_the_wheel_passes_over_a_choice_and_changes_nothing(hands):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("01")
    on.enter()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    on.entry.wheelEvent(turn)

    assert not turn.isAccepted()
    assert on.answers == []
    assert on.entry.currentText() == "1  汉族"


def test_a_choice_that_is_calculated_shows_its_word_and_no_digit(hands):
    on = hands(Kind.CHOICE, NATIONS)

    on.show("10", calculated=True)

    assert on.entry.currentText() == "畲族"
    assert not on.entry.isEnabled()


def test_a_narrowed_list_that_lost_the_answer_shows_none(hands):
    on = hands(Kind.CHOICE, NATIONS)
    on.show("10")

    on.choices = NATIONS[:1]
    on.show("10")

    assert on.entry.currentIndex() == -1
    assert on.entry.count() == 1


@pytest.mark.parametrize(("stored", "shown"), [(True, "1  是"), (False, "2  否"), (None, "")])
def test_yes_and_no_are_a_list_of_two(hands, stored, shown):
    on = hands(Kind.YES_NO)

    on.show(stored)

    assert on.entry.currentText() == shown
    assert choices_for(on.field, NATIONS) == YES_NO


def test_the_mouse_picks_in_a_list_too(hands):
    on = hands(Kind.CHOICE, NATIONS)

    on.entry.activated.emit(2)

    assert on.answers == ["03"]


def test_digits_tick_several_boxes_and_tick_them_off_again(hands):
    on = hands(Kind.CHOICES, NATIONS)
    on.enter()

    on.types("311")

    assert on.answers == [["03"], ["01", "03"], ["03"]]


def test_the_last_tick_taken_off_leaves_the_question_blank(hands):
    on = hands(Kind.CHOICES, NATIONS)
    on.show(["10"])
    on.enter()

    on.types("2")

    assert on.answers == [None]


def test_a_digit_without_a_box_ticks_nothing(hands):
    on = hands(Kind.CHOICES, NATIONS)
    on.enter()

    on.types("90")

    assert on.answers == []


def test_space_ticks_the_box_with_the_focus(hands):
    on = hands(Kind.CHOICES, NATIONS)
    on.enter()

    on.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert on.answers == [["01"]]


def test_arrows_move_over_a_long_list_of_boxes_and_space_ticks(hands):
    on = hands(Kind.CHOICES, MANY)
    on.enter()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Space):
        on.qtbot.keyClick(QApplication.focusWidget(), key)

    assert on.answers == [["11"]]


def test_an_arrow_at_the_edge_of_the_boxes_stays_in_the_field(hands):
    on = hands(Kind.CHOICES, NATIONS)
    on.enter()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down):
        on.qtbot.keyClick(QApplication.focusWidget(), key)

    assert QApplication.focusWidget().accessibleName() == "汉族"
    assert on.answers == []


def test_a_digit_that_stands_at_no_box_ticks_none(hands):
    on = hands(Kind.CHOICES, MANY)
    on.enter()

    on.types("1")

    assert on.answers == []


def test_boxes_are_made_anew_only_when_the_list_is_another(hands):
    on = hands(Kind.CHOICES, NATIONS)
    first = on.entry.focusProxy()
    on.show(["01"])
    same = on.entry.focusProxy()
    on.choices = NATIONS[1:]
    on.show(["01"])

    assert same is first
    assert on.entry.focusProxy() is not first
    assert on.entry.focusProxy().accessibleName() == "畲族"


def test_a_signature_is_one_box(hands):
    on = hands(Kind.SIGNATURE)
    on.enter()

    on.qtbot.keyClick(on.entry, Qt.Key.Key_Space)
    on.qtbot.keyClick(on.entry, Qt.Key.Key_Space)

    assert on.entry.text() == "已在纸上签字"
    assert on.answers == [True, False]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CHOICE, Kind.CHOICES, Kind.SIGNATURE, Kind.REGION])
def test_every_kind_of_field_says_when_it_is_left(hands, kind):
    on = hands(kind, NATIONS)
    on.enter()

    on.leave()

    assert on.left


def test_showing_an_answer_is_never_told_as_an_answer(hands):
    for kind, raw in ((Kind.TEXT, "甲"), (Kind.CHOICE, "10"), (Kind.CHOICES, ["01"]), (Kind.SIGNATURE, True)):
        on = hands(kind, NATIONS)
        on.show(raw)
        QApplication.sendEvent(on.entry, QEvent(QEvent.Type.Show))

        assert on.answers == []
