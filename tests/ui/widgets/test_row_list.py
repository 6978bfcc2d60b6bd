"""A list of rows: chosen by keys, spoken whole, patched without a jump."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import theme
from ui.widgets.row_list import KeyedRowList, Row, RowList
from ui.widgets.text import Tone

LONG = "机关事业单位工作人员基本养老保险关系转移接续（跨省）"


def a_row(row_id, **said):
    return Row(**{"id": row_id, "lead": row_id.upper(), "words": "社保", **said})


@pytest.fixture
def shown(dressed_application, qtbot):
    made = RowList("排队")
    qtbot.addWidget(made)
    made.resize(260, 300)
    made.show()
    made.show_rows([a_row("a"), a_row("b"), a_row("c")])
    return made


def spoken(rows, role=Qt.ItemDataRole.AccessibleTextRole):
    return [rows.model().data(rows.model().index(at), role) for at in range(rows.model().rowCount())]


def picture(row, width=260):
    """The row as it is drawn."""
    rows = RowList("画", lead_width=64)
    rows.show_rows([row])
    image = QImage(width, theme.ROW_HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.CALM.surface))
    option = QStyleOptionViewItem()
    rows.initViewItemOption(option)
    option.rect = image.rect()
    option.font = theme.face(15)
    painter = QPainter(image)
    rows.itemDelegate().paint(painter, option, rows.model().index(0))
    painter.end()
    return image


def ink(image, left, right):
    """The columns in which something was drawn."""
    ground = QColor(theme.CALM.surface).rgb()
    return {x for x in range(left, right) for y in range(image.height()) if image.pixel(x, y) != ground}


def test_a_screen_reader_hears_all_three_parts_of_a_row(shown):
    shown.show_rows([a_row("a", trail="6 分"), a_row("b")])

    assert spoken(shown) == ["A 社保 6 分", "B 社保"]


def test_pointing_at_a_row_tells_its_longer_sentence_if_there_is_one(shown):
    shown.show_rows([a_row("a", hint="他先到。"), a_row("b")])

    assert spoken(shown, Qt.ItemDataRole.ToolTipRole) == ["他先到。", None]


def test_a_row_has_no_rows_below_it(shown):
    model = shown.model()

    assert model.rowCount(model.index(0)) == 0
    assert model.rowCount(QModelIndex()) == 3


@pytest.mark.parametrize(
    ("start", "steps", "end"),
    [("a", [1], "b"), ("a", [1, 1, 1, 1], "c"), ("c", [-1, -1, -1], "a"), ("b", [0], "b"), ("b", [5], "c")],
)
def test_steps_stay_inside_the_list(shown, start, steps, end):
    shown.choose(start)

    for step in steps:
        shown.step(step)

    assert shown.current_id == end


def test_a_step_in_an_empty_list_goes_nowhere(shown):
    shown.show_rows(())

    shown.step(1)

    assert shown.current_id is None


def test_a_row_that_is_not_there_cannot_be_chosen(shown):
    shown.choose("b")

    shown.choose("no such row")

    assert shown.current_id == "b"


def test_enter_tells_which_row_was_picked(shown, qtbot):
    shown.choose("b")

    with qtbot.waitSignal(shown.picked) as picked:
        qtbot.keyClick(shown, Qt.Key.Key_Return)

    assert picked.args == ["b"]


def test_each_row_that_is_pointed_at_is_told(shown):
    told = []
    shown.pointed.connect(told.append)

    shown.choose("b")
    shown.step(1)

    assert told == ["b", "c"]


def test_choosing_the_same_row_again_is_not_told_again(shown):
    shown.choose("a")
    told = []
    shown.pointed.connect(told.append)

    shown.choose("a")

    assert told == []


IDS = st.lists(st.sampled_from("abcdefgh"), max_size=8, unique=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(IDS, IDS, st.integers(0, 7))
def test_the_chosen_row_stays_chosen_exactly_as_long_as_it_is_there(dressed_application, first, then, place):
    rows = RowList("排队")
    rows.show_rows([a_row(one) for one in first])
    chosen = first[place % len(first)] if first else None
    if chosen:
        rows.choose(chosen)

    rows.show_rows([a_row(one) for one in then])

    if chosen in then:
        assert rows.current_id == chosen
    assert [row.id for row in rows.rows] == then


def test_only_what_changed_is_drawn_anew(shown, qtbot):
    changed = []
    shown.model().dataChanged.connect(lambda first, last, _roles: changed.append((first.row(), last.row())))

    shown.show_rows([a_row("a"), a_row("b", trail="7 分"), a_row("c")])

    assert changed == [(1, 1)]


def test_words_without_room_stop_before_the_trail(dressed_application):
    gap = picture(a_row("a", words=LONG, trail="6 分"))
    trail = picture(a_row("a", words="", trail="6 分"))
    begins = min(ink(trail, 120, 260))

    assert ink(gap, 120, 260)
    assert not ink(gap, begins - 4, begins)


def test_the_words_of_all_rows_begin_in_one_line(dressed_application):
    short, long = (picture(a_row("x", lead=lead)) for lead in ("1", "B012"))

    assert min(ink(short, 60, 260)) == min(ink(long, 60, 260))


@pytest.mark.parametrize(("tone", "colour"), [(Tone.LATE, "late"), (Tone.PRESS, "press")])
def test_a_lead_that_says_something_has_its_colour(dressed_application, tone, colour):
    image = picture(a_row("a", lead="■■", words="", tone=tone))
    wanted = QColor(getattr(theme.CALM, colour)).rgb()

    assert any(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_rows_are_as_high_as_the_look_says_and_higher_with_large_type(dressed_application):
    rows = RowList("排队")
    rows.show_rows([a_row("a")])
    option = QStyleOptionViewItem()
    rows.initViewItemOption(option)
    normal = rows.itemDelegate().sizeHint(option, rows.model().index(0)).height()
    option.fontMetrics = type(option.fontMetrics)(theme.face(24))
    large = rows.itemDelegate().sizeHint(option, rows.model().index(0)).height()

    assert normal >= theme.ROW_HEIGHT
    assert large > normal


@pytest.fixture
def keyed(dressed_application, qtbot):
    made = KeyedRowList("号票", ("1", "Del"))
    qtbot.addWidget(made)
    made.show()
    made.show_rows([a_row("a"), a_row("b")])
    made.struck_keys = []
    made.struck.connect(made.struck_keys.append)
    return made


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_1, "1"), (Qt.Key.Key_Delete, "Del")])
def test_a_key_of_the_list_is_told_by_its_name(keyed, qtbot, key, name):
    keyed.choose("b")

    qtbot.keyClick(keyed, key)

    assert keyed.struck_keys == [name]


def test_without_a_chosen_row_no_key_is_told(keyed, qtbot):
    keyed.setCurrentIndex(QModelIndex())

    qtbot.keyClick(keyed, Qt.Key.Key_Delete)

    assert keyed.struck_keys == []


def test_the_keys_of_every_list_still_work(keyed, qtbot):
    keyed.choose("a")

    qtbot.keyClick(keyed, Qt.Key.Key_Down)

    assert keyed.current_id == "b"
    assert keyed.struck_keys == []
