"""One question on the page: when it is blamed, what is said under it, and that nothing moves."""

import pytest
import word_files
from form_parts import NATIONS, a_field, a_problem, a_state
from PySide6.QtWidgets import QLabel, QWidget

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.values import Kind
from app.domain.identity.check import Severity
from app.domain.words import Words
from ui.form.field_cell import FieldCell
from ui.form.sentences import said
from ui.widgets.text import Tone

WORDS = Words(word_files.templates())
ID_NUMBER = "360725199003070011"


class Shown:
    """A cell on a page of its usual width."""

    def __init__(self, qtbot, field, width=460):
        self.field, self.told = field, []
        self.page = QWidget()
        self.cell = FieldCell(field.key, field, PinyinNames().initials, self.page)
        self.cell.answered.connect(lambda path, raw: self.told.append((path, raw)))
        self.cell.setGeometry(0, 0, width, 60)
        self.page.resize(width, 80)
        qtbot.addWidget(self.page)
        self.page.show()
        self.show(None)

    def show(self, raw, *problems, **how):
        told = [said(problem, WORDS) for problem in problems]
        self.cell.show_state(a_state(self.field, raw, **how), NATIONS, told)

    @property
    def star(self):
        return next(label for label in self.cell.findChildren(QLabel) if label.accessibleName() == "必填")


@pytest.fixture
def shown(qtbot, dressed_application):
    return lambda kind=Kind.TEXT, width=460, **how: Shown(qtbot, a_field(kind, **how), width)


def test_a_blank_field_is_not_blamed_before_it_was_left(shown):
    on = shown()
    on.show(None, a_problem())
    before = on.cell.note

    on.cell.judge()

    assert before == ""
    assert "还没有填写" in on.cell.note


def test_a_field_being_typed_in_again_is_not_blamed_until_it_is_left_again(shown):
    on = shown()
    on.cell.judge()
    on.show(None, a_problem())

    on.cell.entry.textEdited.emit("关")
    on.show("关", a_problem())
    while_typing = on.cell.note
    on.cell.entry.left.emit()
    on.show("关", a_problem())

    assert while_typing == ""
    assert on.cell.note != ""


@pytest.mark.parametrize(("typed", "blamed"), [(ID_NUMBER[:-1], False), (ID_NUMBER, True)])
def test_an_id_number_is_settled_by_its_last_key(shown, typed, blamed):
    on = shown(Kind.ID_NUMBER)

    on.cell.entry.textEdited.emit(typed)
    on.show(typed, a_problem("identity.check_digit_wrong", facts={"expected": "9", "found": "1"}))

    assert bool(on.cell.note) is blamed


def test_a_choice_is_blamed_as_soon_as_it_is_made(shown):
    on = shown(Kind.CHOICE)

    on.cell.entry.answered.emit("10")
    on.show("10", a_problem())

    assert on.cell.note


@pytest.mark.parametrize(("severity", "tone"), [(Severity.ERROR, Tone.LATE), (Severity.WARNING, Tone.SOON)])
def test_a_mistake_is_red_and_a_doubt_is_amber_on_field_and_note_alike(shown, severity, tone):
    on = shown()
    on.cell.judge()

    on.show(None, a_problem(severity=severity))

    assert on.cell.entry.property("tone") == tone.value
    assert on.cell._note.property("tone") == tone.value


def test_what_is_only_missing_is_amber(shown):
    on = shown()
    on.cell.judge()

    on.show(None, a_problem(is_missing=True))

    assert on.cell.entry.property("tone") == Tone.SOON.value
    assert on.cell.note


def test_help_stands_in_the_room_of_the_problem_and_comes_back(shown):
    on = shown(help="按户口簿填写")
    on.cell.judge()
    on.show(None, a_problem())
    wrong = on.cell.note

    on.show("关田镇")

    assert "按户口簿填写" not in wrong
    assert on.cell.note == "按户口簿填写"


def test_of_several_problems_the_first_is_said(shown):
    on = shown()
    on.cell.judge()

    on.show(
        "x",
        a_problem("form.check", facts={"say": "第一件。"}),
        a_problem("form.check", facts={"say": "第二件。"}),
    )

    assert on.cell.note == "第一件。"


def test_where_both_sentences_do_not_fit_what_happened_is_said_whole(shown):
    wide, narrow = shown(width=1400), shown(width=300)
    for on in (wide, narrow):
        on.cell.judge()
        on.show(None, a_problem())

    assert wide.cell.note.startswith(narrow.cell.note)
    assert len(wide.cell.note) > len(narrow.cell.note)


def test_a_screen_reader_hears_the_whole_sentence_even_where_it_does_not_fit(shown):
    on = shown(width=300)
    on.cell.judge()

    on.show(None, a_problem())

    assert on.cell.entry.accessibleDescription() == said(a_problem(), WORDS).message.sentence()


@pytest.mark.parametrize(
    ("required", "calculated", "starred"), [(True, False, True), (False, False, False), (True, True, False)]
)
def test_only_what_the_clerk_has_to_fill_in_carries_the_star(shown, required, calculated, starred):
    on = shown()

    on.show(None, required=required, calculated=calculated)

    assert on.star.isVisible() is starred


def test_a_calculated_field_gives_no_help_for_typing(shown):
    on = shown(Kind.INTEGER, help="填周岁")

    on.show(36, calculated=True)

    assert on.cell.note == ""
    assert not on.cell.is_reachable


def test_nothing_in_the_cell_moves_when_something_is_wrong(shown):
    on = shown(unit="元")
    parts = on.cell.findChildren(QLabel)
    before = [part.geometry() for part in parts] + [on.cell.entry.geometry()]

    on.cell.judge()
    on.show(None, a_problem(), required=True)

    assert [part.geometry() for part in parts] + [on.cell.entry.geometry()] == before


def test_a_unit_takes_its_room_from_the_field_and_overlaps_nothing(shown):
    plain, with_unit = shown(), shown(unit="平方米")
    entry, unit = with_unit.cell.entry.geometry(), with_unit.cell._unit.geometry()

    assert entry.width() < plain.cell.entry.width()
    assert not entry.intersects(unit)
    assert unit.right() <= with_unit.cell.width()


def test_an_answer_is_told_with_the_path_of_its_question(shown):
    on = shown()

    on.cell.entry.textEdited.emit("关田镇")

    assert on.told == [("asked", "关田镇")]


def test_what_was_carried_over_appears_under_the_focus_only_in_its_own_field(shown, qtbot):
    on = shown(Kind.MOBILE)
    on.page.activateWindow()
    qtbot.waitUntil(on.page.isActiveWindow)
    on.cell.entry.setFocus()

    on.cell.bring(a_state(on.field, "13800000000"))

    assert on.cell.entry.text() == "13800000000"


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CHOICE, Kind.CHOICES, Kind.SIGNATURE, Kind.REGION])
def test_every_kind_of_question_is_named_for_a_screen_reader(shown, kind):
    assert shown(kind).cell.entry.accessibleName() == "所问"
