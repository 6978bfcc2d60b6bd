"""A clerk takes in a returning applicant's A01 by keyboard alone, and everything lands where it belongs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from work_rig import PERSON, PHRASE, RETURNING, WorkRig, compose, side_by_side, type_chinese

from app.domain.ticket import ServiceResult
from app.services.cases.intake import Intake
from app.services.cases.receive import receive_case
from ui.panels.intake.panel import IntakePanel
from ui.shortcuts import Command

MOST_KEYS = 12


@pytest.fixture
def rig(tmp_path, dressed_application):
    made = WorkRig(tmp_path)
    yield made
    made.close()
    assert made.bugs == []


@pytest.fixture
def panel(rig, qtbot):
    made = IntakePanel(rig.at())
    frame = side_by_side(made.work, made.side)
    qtbot.addWidget(frame, before_close_func=lambda _frame: made.left())
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    made.entered()
    rig.settle(qtbot)
    yield made
    # Only now: the panel lives in its frame.
    del frame


class Keyboard:
    """Counts every key that is not the applicant's data."""

    def __init__(self, qtbot, rig, panel):
        self._qtbot, self._rig, self._panel = qtbot, rig, panel
        self.pressed = 0

    def data(self, text):
        self._qtbot.keyClicks(self._field(), text)

    def chinese(self, text):
        type_chinese(self._field(), text)

    def key(self, key):
        self.pressed += 1
        self._qtbot.keyClick(self._field(), key)
        self._rig.settle(self._qtbot)

    def command(self, command):
        """A key of the table, as the frame hands it in."""
        self.pressed += 1
        self._panel.acts.run(command)
        self._rig.settle(self._qtbot)

    def _field(self):
        return QApplication.focusWidget()


@pytest.fixture
def known_case(rig):
    """The applicant was here before, about another item."""
    office, desk = rig.hall.office, rig.at().desk
    intake = Intake(item_id="B09", item_version=1, answers=PERSON)
    return receive_case(office, desk, "earlier", intake).case


def test_a_returning_applicants_a01_takes_at_most_twelve_keys(rig, panel, qtbot, known_case):
    ended = []
    panel.presenter.ended.connect(lambda result, case: ended.append((result, case)))
    keys = Keyboard(qtbot, rig, panel)
    keys.pressed = 1  # F2 belongs to the queue column

    keys.key(Qt.Key.Key_Return)
    keys.chinese("欧阳")
    keys.key(Qt.Key.Key_Return)
    keys.key(Qt.Key.Key_Return)
    keys.data(RETURNING)
    rig.settle(qtbot, lambda: panel.acts.is_open(Command.BRING_ANSWERS))
    keys.command(Command.BRING_ANSWERS)
    keys.data("500")
    keys.key(Qt.Key.Key_Return)
    keys.data("2026")
    keys.key(Qt.Key.Key_Return)
    keys.data("2")
    keys.command(Command.NEXT_PROBLEM)
    keys.chinese("刘协办")
    keys.command(Command.NEXT_PROBLEM)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    keys.command(Command.NEXT_PROBLEM)
    for _paper in range(2):
        qtbot.keyClick(panel.side.materials, Qt.Key.Key_Space)
    keys.command(Command.ACCEPT)
    rig.settle(qtbot, lambda: bool(ended))
    rig.settle(qtbot)

    assert keys.pressed <= MOST_KEYS
    assert ended[0][0] is ServiceResult.DONE
    assert "已送到打印机" in panel.presenter.view.strip.words


def test_accepting_with_gaps_leads_to_the_first_gap_and_issues_nothing(rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)

    panel.acts.run(Command.ACCEPT)
    rig.settle(qtbot)

    assert panel.presenter.view.form.focused_path() == "name"
    assert "姓名" in panel.presenter.view.strip.words
    assert panel.presenter.sitting is not None


def test_a_printer_fault_leaves_the_case_accepted(rig, panel, qtbot):
    rig.printer = "没有这台打印机"
    panel.presenter.view.finder.picked.emit("item:B09")
    rig.settle(qtbot)
    for path, value in PERSON.items():
        panel.presenter.sitting.form.answer(path, value)

    panel.presenter.receive()
    rig.settle(qtbot, lambda: panel.presenter.sitting is None)
    rig.settle(qtbot)

    assert panel.presenter.view.strip.words.startswith("办件已保存。")


def test_what_was_typed_is_back_after_the_window_died(rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)
    panel.presenter.sitting.form.answer("name", "王小明")
    panel.presenter.keep_burst()
    rig.settle(qtbot)

    again = IntakePanel(rig.at())
    qtbot.addWidget(again.work)
    qtbot.addWidget(again.side)
    again.entered()
    rig.settle(qtbot)
    draft = next(row for row in again.presenter.view.finder.list.rows if row.lead == "未完成")
    again.presenter.view.finder.picked.emit(draft.id)
    rig.settle(qtbot)

    assert again.presenter.sitting.form.sheet.value("name") == "王小明"


def test_an_enquiry_leaves_no_case_and_no_draft(rig, panel, qtbot):
    ended = []
    panel.presenter.ended.connect(lambda result, case: ended.append((result, case)))
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)

    panel.presenter.enquiry()
    rig.settle(qtbot)

    assert ended == [(ServiceResult.ENQUIRY, "")]
    assert not [row for row in panel.presenter.view.finder.list.rows if row.lead == "未完成"]


def test_enter_while_a_syllable_is_composed_stays_in_the_field(rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)
    field = panel.presenter.view.form.cell("name").entry
    field.setFocus()

    compose(field, "zhang")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert panel.presenter.view.form.focused_path() == "name"


def test_a_notice_begins_with_every_missing_paper_and_is_printed(rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)
    for path, value in PERSON.items():
        panel.presenter.sitting.form.answer(path, value)
    panel.acts.run(Command.SUPPLEMENT_NOTICE)
    named = [line.material for line in panel.presenter.view.notice.lines()]

    panel.acts.run(Command.ACCEPT)
    rig.settle(qtbot, lambda: panel.presenter.sitting is None)
    rig.settle(qtbot)

    assert {"居民身份证", "户口簿（首页和本人页）"} <= set(named)
    assert "一次性告知" in panel.presenter.view.end._title.text()


def test_a_refusal_needs_a_colleague(rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)
    for path, value in PERSON.items():
        panel.presenter.sitting.form.answer(path, value)
    panel.acts.run(Command.REFUSE)
    panel.presenter.view.refusal.reason.setText("重复申请")
    panel.presenter.view.refusal.article.setText("《经办规程》第八条")
    panel.acts.run(Command.ACCEPT)
    rig.settle(qtbot, lambda: bool(panel.presenter.view.strip.words) and not panel.presenter.is_issuing)
    refused_alone = panel.presenter.sitting is not None

    panel.presenter.view.refusal.vouch_as("0313", PHRASE)
    panel.acts.run(Command.ACCEPT)
    rig.settle(qtbot, lambda: panel.presenter.sitting is None)
    rig.settle(qtbot)

    assert refused_alone


def test_ticks_of_papers_are_kept_with_the_draft(rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)
    panel.side.material_key.emit("material:id_card", " ")
    panel.side.material_key.emit("material:id_card", "3")
    draft_id = panel.presenter.sitting.opened.draft.id
    panel.presenter.put_aside()
    rig.settle(qtbot)

    panel.presenter.view.finder.picked.emit(f"draft:{draft_id}")
    rig.settle(qtbot)

    assert panel.presenter.sitting.tray.get("id_card").copies == 3
