"""The side column: papers by key, problems by click, limits before anything is accepted."""

from dataclasses import replace
from datetime import date

import pytest
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.item import Handling, Limit, LimitUnit
from ui.panels.intake.model import SideFacts
from ui.panels.intake.side import LimitLine, SideColumn
from ui.panels.intake.side_teller import SideTeller, _count
from ui.shortcuts import Acts, Command
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

TODAY = date(2026, 11, 26)
PAPERS = (
    Row(id="material:id_card", lead="□", words="居民身份证", trail="缺"),
    Row(id="material:hukou", lead="✓", words="户口簿", trail="原1份1页", tone=Tone.DONE),
)
PROBLEM = Row(id="0:years/r1/year", lead="●", words="年度不对。", tone=Tone.LATE)


def facts(**said):
    plain = {
        "materials": PAPERS,
        "material_count": "1/2",
        "problems": (PROBLEM,),
        "problem_count": "1",
        "known": "可带入 9 项。",
    }
    return SideFacts(**{**plain, **said})


class Heard:
    def __init__(self, side):
        self.keys, self.problems, self.back = [], [], []
        side.material_key.connect(lambda row, key: self.keys.append((row, key)))
        side.problem_picked.connect(self.problems.append)
        side.stepped_back.connect(lambda: self.back.append(True))


@pytest.fixture
def side(dressed_application, qtbot):
    nothing = dict.fromkeys((Command.NEXT_PROBLEM, Command.BRING_ANSWERS), lambda: None)
    made = SideColumn(Acts(nothing))
    qtbot.addWidget(made)
    made.resize(296, 684)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_facts(facts())
    return made


@pytest.fixture
def heard(side):
    return Heard(side)


def words(side):
    return [label.text() for label in side.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.mark.parametrize(
    ("pressed", "told"),
    [(" ", " "), ("3", "3"), ("p", "P"), ("P", "P"), ("f", "F"), ("m", "M"), ("t", "T")],
)
def test_a_key_on_a_paper_is_told_with_the_paper(side, heard, qtbot, pressed, told):
    side.focus_material("material:hukou")

    qtbot.keyClicks(side.materials, pressed)

    assert heard.keys == [("material:hukou", told)]


@pytest.mark.parametrize("pressed", ["0", "x", "z"])
def test_other_keys_are_nobody_s_business(side, heard, qtbot, pressed):
    side.focus_material("material:hukou")

    qtbot.keyClicks(side.materials, pressed)

    assert heard.keys == []


def test_the_arrows_move_between_the_papers(side, heard, qtbot):
    side.focus_material("material:id_card")

    qtbot.keyClick(side.materials, Qt.Key.Key_Down)
    qtbot.keyClicks(side.materials, " ")

    assert heard.keys == [("material:hukou", " ")]


@pytest.mark.parametrize("key", [Qt.Key.Key_PageUp, Qt.Key.Key_Left])
def test_from_the_papers_one_steps_back_to_the_form(side, heard, qtbot, key):
    side.focus_material("material:id_card")

    qtbot.keyClick(side.materials, key)

    assert heard.back == [True]


def test_a_click_on_a_problem_tells_the_path_of_its_field(side, heard):
    side.problems.choose(PROBLEM.id)

    side.problems.clicked.emit(side.problems.currentIndex())

    assert heard.problems == ["years/r1/year"]


def test_the_chosen_paper_stays_chosen_while_the_list_changes(side):
    side.focus_material("material:hukou")

    side.show_facts(facts(materials=(*PAPERS, Row(id="material:photo", lead="□", words="照片"))))

    assert side.materials.current_id == "material:hukou"


@pytest.mark.parametrize(("problems", "tone"), [((PROBLEM,), Tone.LATE), ((), Tone.DONE)])
def test_the_number_of_problems_is_red_until_there_are_none(side, problems, tone):
    side.show_facts(facts(problems=problems, problem_count=str(len(problems))))

    assert side._problem_count.property("tone") == tone.value


def test_counts_and_what_is_known_can_be_read(side):
    assert {"1/2", "1", "可带入 9 项。"} <= set(words(side))


def test_the_keys_of_the_checklist_stand_below_it(side):
    assert "空格收 1-9份 P页 F原复 M免 T退 R缺 G诺" in words(side)


def test_nothing_moves_when_problems_come_and_go(side):
    before = side.materials.geometry(), side.problems.geometry(), side._known.geometry()

    side.show_facts(facts(problems=(), problem_count="0", material_count="", known=""))

    assert (side.materials.geometry(), side.problems.geometry(), side._known.geometry()) == before


@pytest.fixture
def teller(side):
    return SideTeller(lambda: hall_data().custom.current.calendar, side)


@pytest.fixture(scope="module")
def street():
    return hall_data().catalog.current("F01", TODAY)


def days(count):
    return Limit(count, LimitUnit.WORKING_DAYS)


def test_a_promised_item_shows_both_limits_with_what_is_left(side, teller, street):
    item = replace(street, handling=Handling.PROMISED, promised_limit=days(3), legal_limit=days(20))

    teller.tell_due(item, TODAY)

    said = words(side)
    assert "还有 3 个工作日" in said
    assert "还有 20 个工作日" in said
    assert "当场办结" not in said


def test_an_item_closed_at_once_shows_no_limit_but_that(side, teller, street):
    item = replace(street, handling=Handling.ON_THE_SPOT, promised_limit=days(0), legal_limit=days(20))

    teller.tell_due(item, TODAY)

    said = words(side)
    assert "当场办结" in said
    assert not any("工作日" in one or "到期" in one or "自受理" in one for one in said)
    assert not {"承诺", "法定"} & set(said)


def test_a_promised_item_after_one_closed_at_once_names_its_limits_again(side, teller, street):
    teller.tell_due(replace(street, handling=Handling.ON_THE_SPOT), TODAY)
    teller.tell_due(replace(street, handling=Handling.PROMISED, promised_limit=days(3)), TODAY)

    said = words(side)
    assert {"承诺", "法定"} <= set(said)
    assert "当场办结" not in said


def test_a_limit_the_item_does_not_have_is_not_shown(side, teller, street):
    item = replace(street, handling=Handling.PROMISED, promised_limit=days(3), legal_limit=None)

    teller.tell_due(item, TODAY)

    assert sum("个工作日" in one for one in words(side)) == 1


def test_a_limit_through_an_unpublished_year_says_that_it_is_provisional(side, teller, street):
    item = replace(street, handling=Handling.PROMISED, promised_limit=days(300), legal_limit=None)

    teller.tell_due(item, TODAY)

    assert any("暂定" in one for one in words(side))


def test_with_no_application_open_there_are_no_limits_and_no_papers(side, teller, street):
    teller.tell_due(street, TODAY)

    teller.tell(None)

    assert side.materials.rows == ()
    assert not any("个工作日" in one for one in words(side))
    assert any("选好事项后" in one for one in words(side))


def test_with_nothing_due_no_limit_is_named_and_nothing_moves(side, teller, street):
    teller.tell_due(street, TODAY)
    QApplication.processEvents()
    before = side.materials.geometry(), side.problems.geometry()
    assert {"承诺", "法定"} <= set(words(side))

    teller.tell(None)
    QApplication.processEvents()
    assert not {"承诺", "法定"} & set(words(side))
    assert (side.materials.geometry(), side.problems.geometry()) == before

    teller.tell_due(replace(street, handling=Handling.ON_THE_SPOT), TODAY)
    QApplication.processEvents()
    assert (side.materials.geometry(), side.problems.geometry()) == before


def test_an_item_pointed_at_shows_its_papers_and_limits_before_it_is_begun(side, teller, street):
    teller.preview(street, TODAY)

    assert len(side.materials.rows) == len(street.form.definition.materials)
    assert any("按回车开始填写" in one for one in words(side))


def test_pointing_at_nothing_says_nothing(side, teller, street):
    teller.preview(street, TODAY)
    teller.preview(None, TODAY)

    assert side.materials.rows == ()


@pytest.mark.parametrize(("left", "tone"), [(3, Tone.PLAIN), (2, Tone.SOON), (0, Tone.SOON), (-1, Tone.LATE)])
def test_in_a_narrow_column_the_day_gives_way_and_never_what_is_left(dressed_application, qtbot, left, tone):
    line = LimitLine()
    qtbot.addWidget(line)
    line.show_limit(date(2026, 12, 4), left, TODAY)
    line.resize(140, 32)
    line.show()

    assert line._left.width() >= line._left.sizeHint().width()
    assert line._left.property("tone") == tone.value
    assert line.toolTip() == "12月4日（周五）"


def test_the_longest_count_of_papers_has_its_room_beside_its_key(dressed_application, qtbot):
    side = SideColumn(Acts({command: lambda: None for command in Command}))
    qtbot.addWidget(side)
    side.resize(296, 684)
    side.show()

    side.show_facts(facts(material_count=_count(15, 0, 12)))

    dressed_application.processEvents()
    assert side.widget().minimumSizeHint().width() <= side.width()
