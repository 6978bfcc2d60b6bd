"""On the checklist P lets pages be typed and M a check be chosen, on the line itself: no page, no dialog."""

import os

import pytest
from case_counter import CaseCounter
from counter import STREET
from intake_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.services.cases.look_up import open_case_file
from ui.shortcuts import Command

IDENTITY, SITE = "identity", "site_right"
P, M, ONE, TWO = Qt.Key.Key_P, Qt.Key.Key_M, Qt.Key.Key_1, Qt.Key.Key_2
ENTER, ESC, BACK, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Space


@pytest.fixture
def counter(work_rig, qtbot):
    """A street stall of which every paper but two is here."""
    counter = Counter(work_rig, qtbot)
    counter.begin("F01")
    counter.fill(STREET, missing={IDENTITY, SITE})
    return counter


def on(counter, key, *keys):
    counter.presenter.side.focus_material(f"material:{key}")
    counter.on_list(*keys)
    return counter.line(key)


def shown(frame, name):
    """Keep a picture where the environment asks for one."""
    folder = os.environ.get("BIANMIN_PICTURES")
    if folder:
        frame.grab().save(f"{folder}/{name}.png")


def test_a_number_of_pages_is_typed_and_seen_while_it_is(counter):
    line = on(counter, SITE, SPACE)
    before = line.trail
    line = on(counter, SITE, P)
    assert (line.trail, "1 到 999" in counter.said) == ("页数 _", True)

    line = on(counter, SITE, ONE, TWO)
    shown(counter.frame, "pages")
    assert line.trail == "页数 12_"

    line = on(counter, SITE, ENTER)
    assert line.trail == before.replace("1页", "12页")
    assert "页" not in counter.said
    assert counter.sitting.tray.get(SITE).pages == 12


def test_backspace_mends_and_esc_only_ends_the_number(counter):
    on(counter, SITE, SPACE)

    on(counter, SITE, P, ONE, TWO, BACK, ESC)

    assert counter.sitting is not None
    assert counter.presenter.view.page is not counter.presenter.view.finder
    assert counter.sitting.tray.get(SITE).pages == 1
    assert counter.sitting.tray.entry is None


def test_leaving_the_line_ends_the_number(counter):
    on(counter, SITE, SPACE)
    on(counter, SITE, P, TWO)
    counter.on_list(Qt.Key.Key_Up)

    assert counter.sitting.tray.entry is None
    assert counter.line(SITE).trail.endswith("2页")


def test_pages_typed_are_kept_with_the_draft_and_stand_in_the_case(counter):
    on(counter, IDENTITY, M, ONE)
    on(counter, SITE, SPACE)
    on(counter, SITE, P, ONE, TWO)
    counter.press(Command.RECEIVE)

    ((_result, case_id),) = counter.ended
    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, case_id).case
    kept = {one.key: one for one in case.materials}
    assert kept[SITE].pages == 12
    assert kept[IDENTITY].waived_by == "读卡器核验"


def test_of_several_checks_one_is_chosen_on_the_line(counter):
    line = on(counter, IDENTITY, M)
    shown(counter.frame, "checks")
    assert (line.lead, line.words) == ("免？", "1读卡器 2电子证照")
    assert "1读卡器核验 2电子证照核验" in counter.said
    assert counter.sitting.tray.get(IDENTITY) is None

    counter.on_list(TWO)
    shown(counter.frame, "checked")

    line = counter.line(IDENTITY)
    assert (line.lead, line.trail) == ("免", "电子证照核验")
    assert counter.presenter.side.materials.current_id == f"material:{SITE}", "on to what is missing still"


def test_esc_takes_the_question_back_and_leaves_the_page_alone(counter):
    before = counter.line(IDENTITY)

    on(counter, IDENTITY, M, ESC)

    assert counter.line(IDENTITY) == before
    assert counter.sitting is not None
    assert counter.said == ""


def test_whoever_looks_elsewhere_is_not_asked_any_more(counter):
    on(counter, IDENTITY, M)

    counter.presenter.view.form.setFocus()
    counter.settle()

    assert counter.sitting.tray.entry is None


def test_without_anything_typed_esc_steps_out_as_ever(counter):
    on(counter, SITE, SPACE)
    counter.presenter.step_out()
    assert not counter.presenter.side.materials.hasFocus()

    counter.presenter.step_out()
    assert counter.sitting is None


@pytest.fixture
def completing(work_rig, qtbot):
    """A received case whose papers are brought again, on its own page."""
    counter = CaseCounter(work_rig, qtbot)
    counter.open()
    counter.press(Command.CORRECT)
    counter.view.correction.to_papers()
    return counter


def pressed(counter, key, *keys):
    page = counter.view.correction
    page.materials.choose(f"material:{key}")
    for one in keys:
        counter.qtbot.keyClick(page.materials, one)
    return next(row for row in page.materials.rows if row.id == f"material:{key}")


def test_the_hand_is_the_same_where_papers_are_brought_later(completing):
    assert pressed(completing, SITE, SPACE, P, ONE, TWO).trail == "页数 12_"
    shown(completing.frame, "later_pages")
    assert "999" in completing.view.strip.words
    assert pressed(completing, SITE, ENTER).trail.endswith("12页")
    assert "999" not in completing.view.strip.words

    assert pressed(completing, IDENTITY, M).words == "1读卡器 2电子证照"
    assert pressed(completing, IDENTITY, ONE).trail == "读卡器核验"


def test_esc_on_a_line_does_not_leave_the_correction(completing):
    stepped_out = []
    shortcut = QShortcut(QKeySequence("Esc"), completing.frame)
    shortcut.activated.connect(lambda: stepped_out.append(True))
    completing.frame.activateWindow()
    completing.qtbot.waitUntil(completing.frame.isActiveWindow)

    pressed(completing, IDENTITY, M, ESC)

    assert stepped_out == []
    pressed(completing, IDENTITY, ESC)
    assert stepped_out == [True], "with nothing typed the window steps out as ever"
    assert completing.view.page is completing.view.correction
    assert pressed(completing, IDENTITY).trail == "已收"
