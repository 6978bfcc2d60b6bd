"""Keys at the intake: to the first gap, out of a notice, on with a draft; a printer that does not print."""

import pytest
from PySide6.QtCore import Qt
from work_rig import PERSON, PHRASE, compose, side_by_side

from app.domain.ticket import ServiceResult
from ui.panels.intake.panel import IntakePanel
from ui.shortcuts import Command


@pytest.fixture
def panel(work_rig, qtbot):
    made = IntakePanel(work_rig.at())
    frame = side_by_side(made.work, made.side)
    qtbot.addWidget(frame, before_close_func=lambda _frame: made.left())
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    made.entered()
    work_rig.settle(qtbot)
    yield made
    # Only now: the panel lives in its frame.
    del frame


def test_accepting_with_gaps_leads_to_the_first_gap_and_issues_nothing(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)

    panel.acts.run(Command.ACCEPT)
    work_rig.settle(qtbot)

    assert panel.presenter.view.form.focused_path() == "cert_no"
    assert "证件号码" in panel.presenter.view.strip.words
    assert panel.presenter.sitting is not None


def test_a_printer_fault_leaves_the_case_accepted(work_rig, panel, qtbot):
    work_rig.printer = "没有这台打印机"
    panel.presenter.view.finder.picked.emit("item:B09")
    work_rig.settle(qtbot)
    for path, value in PERSON.items():
        panel.presenter.sitting.form.answer(path, value)

    panel.presenter.acts.run(Command.RECEIVE)
    work_rig.settle(qtbot, lambda: panel.presenter.sitting is None)
    work_rig.settle(qtbot)

    assert panel.presenter.view.strip.words.startswith("办件已保存。")


def test_what_was_typed_is_back_after_the_window_died(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    panel.presenter.sitting.form.answer("name", "王小明")
    panel.presenter.keep_burst()
    work_rig.settle(qtbot)

    again = IntakePanel(work_rig.at())
    qtbot.addWidget(again.work)
    qtbot.addWidget(again.side)
    again.entered()
    work_rig.settle(qtbot)
    draft = next(row for row in again.presenter.view.finder.list.rows if row.lead == "未完成")
    again.presenter.view.finder.picked.emit(draft.id)
    work_rig.settle(qtbot)

    assert again.presenter.sitting.form.sheet.value("name") == "王小明"


def test_an_enquiry_leaves_no_case_and_no_draft(work_rig, panel, qtbot):
    ended = []
    panel.presenter.ended.connect(lambda result, case: ended.append((result, case)))
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)

    panel.presenter.enquiry()
    work_rig.settle(qtbot)

    assert ended == [(ServiceResult.ENQUIRY, "")]
    assert not [row for row in panel.presenter.view.finder.list.rows if row.lead == "未完成"]


def test_enter_while_a_syllable_is_composed_stays_in_the_field(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    field = panel.presenter.view.form.cell("name").entry
    field.setFocus()

    compose(field, "zhang")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert panel.presenter.view.form.focused_path() == "name"


def test_a_notice_begins_with_every_missing_paper_and_is_printed(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    for path, value in PERSON.items():
        panel.presenter.sitting.form.answer(path, value)
    panel.acts.run(Command.SUPPLEMENT_NOTICE)
    named = [line.material for line in panel.presenter.view.notice.lines()]

    panel.acts.run(Command.ACCEPT)
    work_rig.settle(qtbot, lambda: panel.presenter.sitting is None)
    work_rig.settle(qtbot)

    assert {"居民身份证", "户口簿（首页和本人页）"} <= set(named)
    assert "一次性告知" in panel.presenter.view.end._title.text()


def test_a_refusal_needs_a_colleague(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    for path, value in PERSON.items():
        panel.presenter.sitting.form.answer(path, value)
    panel.acts.run(Command.REFUSE)
    panel.presenter.view.refusal.reason.setText("重复申请")
    panel.presenter.view.refusal.article.setText("《经办规程》第八条")
    panel.acts.run(Command.ACCEPT)
    work_rig.settle(qtbot, lambda: bool(panel.presenter.view.strip.words))
    refused_alone = panel.presenter.sitting is not None

    panel.presenter.view.refusal.vouch_as("0313", PHRASE)
    panel.acts.run(Command.ACCEPT)
    work_rig.settle(qtbot, lambda: panel.presenter.sitting is None)
    work_rig.settle(qtbot)

    assert refused_alone


def test_ticks_of_papers_are_kept_with_the_draft(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    panel.side.material_key.emit("material:id_card", " ")
    panel.side.material_key.emit("material:id_card", "3")
    draft_id = panel.presenter.sitting.opened.draft.id
    panel.presenter.put_aside()
    work_rig.settle(qtbot)

    panel.presenter.view.finder.picked.emit(f"draft:{draft_id}")
    work_rig.settle(qtbot)

    assert panel.presenter.sitting.tray.get("id_card").copies == 3
