"""The 事项 is found by whatever the person before the window calls it, and read before it is begun."""

import pytest
from clerk import visible_words
from work_rig import side_by_side

from app.services.cases.intake import Intake
from app.services.cases.receive import receive_case
from ui.panels.intake.panel import IntakePanel
from ui.shortcuts import Command

PERSON = {"name": "王小明", "cert_no": "360725199003070011"}


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


def found(panel, typed):
    panel.presenter.view.finder.typed.emit(typed)
    return [row.lead for row in panel.presenter.view.finder.list.rows]


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("低保", "B01"),
        ("五保", "B02"),
        ("准生证", "C01"),
        ("盖房", "D01"),
        ("gf", "D01"),
        ("我要摆摊", "F01"),
        ("f01", "F01"),
        ("水费", "H01"),
        ("lnrydz", "B09"),
    ],
)
def test_an_item_is_found_by(panel, typed, item):
    assert item in found(panel, typed)


def test_every_word_of_the_people_leads_to_an_item_of_the_catalogue(work_rig):
    catalog = work_rig.hall.office.catalog
    known = {item_id for item_id, _ in catalog.items}

    assert catalog.people_words
    assert {item for ids in catalog.people_words.values() for item in ids} <= known


def test_where_nothing_fits_it_is_said_what_to_do_instead_of_an_empty_box(panel):
    finder = panel.presenter.view.finder

    assert found(panel, "结婚") == []
    assert any("没有找到这样的事项" in words for words in visible_words(finder))

    assert found(panel, "低保")
    assert not any("没有找到这样的事项" in words for words in visible_words(finder))


def test_the_item_pointed_at_is_told_before_it_is_begun(panel):
    found(panel, "盖房")

    item = panel.presenter._at.office.catalog.items["D01", 1]
    assert item.conditions[0] in panel.presenter.view.finder.guide.words
    assert "不收费" in panel.presenter.view.finder.guide.words
    assert {row.words for row in panel.side.materials.rows} == {one.name for one in item.materials}


def test_an_unfinished_draft_is_offered_with_one_key(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    panel.presenter.sitting.form.answer("name", "王小明")
    panel.presenter.keep_burst()
    work_rig.settle(qtbot)
    again = IntakePanel(work_rig.at())
    for part in (again.work, again.side):
        qtbot.addWidget(part)
    again.entered()
    work_rig.settle(qtbot)
    offered = again.presenter.view.strip.words
    again.acts.run(Command.CONTINUE_DRAFT)
    work_rig.settle(qtbot)

    assert "有 1 份未填完的收件" in offered
    assert "Ctrl+O" in offered
    assert again.presenter.sitting.form.sheet.value("name") == "王小明"


def test_a_likely_double_is_told_and_can_be_looked_at(work_rig, panel, qtbot):
    before = Intake(item_id="B09", item_version=1, answers=PERSON)
    case = receive_case(work_rig.hall.office, work_rig.at().desk, "before", before).case
    wanted = []
    panel.presenter.case_wanted.connect(wanted.append)
    panel.presenter.view.finder.picked.emit("item:B09")
    work_rig.settle(qtbot)
    panel.presenter.sitting.form.answer("cert_no", PERSON["cert_no"])
    work_rig.settle(qtbot)
    panel.acts.run(Command.OPEN_TWIN)

    assert case.case_number in panel.side._known.text()
    assert wanted == [case.id]


def test_missing_answers_become_one_line_and_a_cell_is_read_whole(work_rig, panel, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    work_rig.settle(qtbot)
    panel.acts.run(Command.SUPPLEMENT_NOTICE)
    notice = panel.presenter.view.notice
    form_lines = [line for line in notice.lines() if line.material == "申请表"]
    work_rig.settle(qtbot, notice._lines[0][2].isVisible)
    notice._lines[0][2].setFocus()

    assert len(form_lines) == 1
    assert form_lines[0].problem == "缺失"
    assert form_lines[0].requirement.startswith("请补填：证件号码、姓名、")
    assert notice.lines()[0].requirement in notice.detail
