"""补登 in the paper panel: reached by one key, read by the scanner, shown among the papers afterwards."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from counter import FOLDER, at_window
from later_papers import DESIGN, DESIGN_NAME, USUAL, accepted_without, stall
from lost_papers import issued, put_back_by_hand, qr_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from work_rig import WorkRig, side_by_side, type_chinese

from app.services.cases.look_up import open_case_file
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import print_paper
from db.backup import copy_into
from ui.panels.papers.panel import PapersPanel
from ui.shortcuts import KEYS, Command


class PutBack(WorkRig):
    """A hall whose notice of acceptance was printed and whose file is older than that."""

    def __init__(self, folder: Path, type_code: str = "SL") -> None:
        super().__init__(folder / "hall")
        copy = folder / "stick.db"
        copy_into(self.hall.database.engine, copy)
        done = issued(self.hall, "SL") if type_code == "SL" else accepted_without(self.hall, stall(self.hall))
        paper = next(one for one in done.papers if one.type_code == type_code)
        self.code, self.number = qr_of(self.hall, paper), paper.number
        print_paper(self.hall.office, at_window(), paper.id, FOLDER)
        self.hall.close()
        put_back_by_hand(self.bench, copy)
        self.hall = self.bench.open("03")


@pytest.fixture
def rig(tmp_path, dressed_application) -> Iterator[PutBack]:
    made = PutBack(tmp_path)
    yield made
    made.close()
    assert made.bugs == []


@pytest.fixture
def panel(rig, qtbot) -> Iterator[PapersPanel]:
    made = PapersPanel(rig.at())
    frame = side_by_side(made.work, made.side)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    made.entered()
    rig.settle(qtbot)
    yield made
    rig.settle(qtbot)


def keys(rig, qtbot, typed: str) -> None:
    """Type into whatever has the focus, and Enter."""
    focus = QApplication.focusWidget()
    if typed.isascii():
        QTest.keyClicks(focus, typed)
    else:
        type_chinese(focus, typed)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    rig.settle(qtbot)


def take_back(rig, panel, qtbot) -> None:
    panel.acts.run(Command.TAKE_BACK)
    rig.settle(qtbot)
    for typed in (rig.code, "F01", "1", "刘桂香", "", ""):
        keys(rig, qtbot, typed)


def test_one_key_leads_to_the_scan_box_and_the_lost_numbers(rig, panel, qtbot):
    panel.acts.run(Command.TAKE_BACK)
    rig.settle(qtbot, lambda: bool(panel.box.list.rows))

    assert KEYS[Command.TAKE_BACK].sequence == "Ctrl+U"
    assert [row.words for row in panel.box.list.rows] == [rig.number]
    assert QApplication.focusWidget() is panel.box.field


def test_a_paper_scanned_back_stands_among_the_papers_as_known_by_its_original(rig, panel, qtbot):
    take_back(rig, panel, qtbot)
    assert panel.box.strip.words == f"{rig.number} 补登好了，办件现在是“已受理”。打印过的文书都补登回来了。"
    assert panel.box.list.rows == ()

    panel.acts.run(Command.STEP_OUT)
    rig.settle(qtbot, lambda: bool(panel.list.rows))

    (row,) = panel.list.rows
    assert (row.lead, row.trail) == (rig.number, "已补登，只有原件")
    assert [row.words for row in panel.seals.rows] == [f"受理通知书 {rig.number}"]


def test_its_picture_and_another_print_are_refused_in_words(rig, panel, qtbot):
    take_back(rig, panel, qtbot)
    panel.acts.run(Command.STEP_OUT)
    rig.settle(qtbot, lambda: "没有它的版面" in panel.strip.words)
    assert panel.preview.pixmap().isNull()

    panel.strip.clear()
    panel.reason.setText("群众遗失")
    panel.acts.run(Command.PRINT)
    rig.settle(qtbot, lambda: "不能补打" in panel.strip.words)


def test_no_picture_of_another_paper_stays_beside_it(rig, panel, qtbot):
    other = issued(rig.hall, "SL", "other", 7).papers[0]
    finish_paper(rig.hall.office, other.id)
    take_back(rig, panel, qtbot)
    panel.acts.run(Command.STEP_OUT)
    panel.list.choose(other.id)
    rig.settle(qtbot, lambda: not panel.preview.pixmap().isNull())

    panel.list.step(1 if panel.list.rows[0].id == other.id else -1)
    rig.settle(qtbot, lambda: panel.preview.pixmap().isNull())


def test_leaving_an_open_question_takes_nothing_back(rig, panel, qtbot):
    panel.acts.run(Command.TAKE_BACK)
    rig.settle(qtbot)
    keys(rig, qtbot, rig.code)
    panel.acts.run(Command.STEP_OUT)
    panel.acts.run(Command.STEP_OUT)
    rig.settle(qtbot)
    panel.acts.run(Command.TAKE_BACK)
    rig.settle(qtbot, lambda: bool(panel.box.list.rows))

    assert not panel.box.is_asking
    assert [row.words for row in panel.box.list.rows] == [rig.number]


def test_the_scan_box_says_where_the_code_is_printed(panel):
    assert "左下角" in panel.box.field.placeholderText()


@pytest.fixture
def pledged(tmp_path, dressed_application) -> Iterator[PutBack]:
    """A hall that lost a 容缺受理告知承诺书 with its case."""
    made = PutBack(tmp_path, "RQ")
    yield made
    made.close()
    assert made.bugs == []


def test_what_a_pledge_puts_off_is_read_off_it_after_the_rest_and_a_slip_of_the_pen_is_asked_again(
    pledged, qtbot
):
    panel = PapersPanel(pledged.at())
    frame = side_by_side(panel.work, panel.side)
    qtbot.addWidget(frame)
    frame.show()
    frame.activateWindow()
    panel.entered()
    panel.acts.run(Command.TAKE_BACK)
    pledged.settle(qtbot)
    for typed in (pledged.code, "F01", "1", "刘桂香", "", ""):
        keys(pledged, qtbot, typed)
    keys_asked = []
    while panel.box.is_asking:
        title = panel.box.questions.question.title
        keys_asked.append(title)
        if DESIGN_NAME in title and len(keys_asked) < 9:
            keys(pledged, qtbot, "2026123")
            assert "没有看懂日期" in panel.box.strip.words
            keys(pledged, qtbot, "2026-12-03")
        else:
            keys(pledged, qtbot, "")
        assert len(keys_asked) < 9

    assert panel.box.strip.words.startswith(f"{pledged.number} 补登好了，办件现在是“已受理”。")
    with pledged.hall.office.storage.reading() as unit:
        (row,) = unit.cases.recent(limit=9)
    case = open_case_file(pledged.hall.office, at_window(), row.id).case
    assert [(one.key, one.until) for one in case.awaited] == [(DESIGN, USUAL)]


def test_a_digit_that_is_no_answer_is_asked_for_again(rig, panel, qtbot):
    panel.acts.run(Command.TAKE_BACK)
    rig.settle(qtbot)
    for typed in (rig.code, "F01", "7"):
        keys(rig, qtbot, typed)

    assert "列出的数字" in panel.box.strip.words
    assert "个人还是单位" in panel.box.questions.question.title
