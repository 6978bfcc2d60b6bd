"""A refused command puts the keys where the refusal is mended, on the page in front."""

import string

import pytest
import word_files
from answer_sets import SETS
from case_counter import CaseCounter
from hall import SECOND
from intake_counter import Counter
from PySide6.QtWidgets import QApplication
from work_rig import PHRASE, WorkRig

from app.domain.paper import PaperError
from app.services.cases.intake import IntakeRefused
from ui.counter.cures import PLACES, Place
from ui.shortcuts import Command

TEMPLATES = word_files.templates()
UNDRAWABLE = PaperError("papers.field_undrawable", place="理由", characters="𫠉（U+2B809）")
BY_PLACE = {place: next(code for code, at in PLACES.items() if at is place) for place in Place}


def refused(code):
    """The refusal of a code, with whatever facts its sentence names."""
    facts = {field for part in TEMPLATES[code].values() for _, field, _, _ in string.Formatter().parse(part)}
    return IntakeRefused(code, **dict.fromkeys(filter(None, facts), "甲"))


@pytest.fixture
def rig(tmp_path, dressed_application, qtbot):
    made = WorkRig(tmp_path)
    yield made
    made.settle(qtbot)
    made.close()
    assert made.bugs == []


@pytest.fixture
def cases(rig, qtbot):
    made = CaseCounter(rig, qtbot)
    made.frame.activateWindow()
    qtbot.waitUntil(made.frame.isActiveWindow)
    made.open()
    return made


@pytest.fixture
def intake(rig, qtbot):
    made = Counter(rig, qtbot)
    made.begin("F01")
    return made


def lead(cases, code):
    cases.panel.presenter.handling.tell_refused(refused(code))
    return QApplication.focusWidget()


@pytest.mark.parametrize(
    ("place", "name"), [(Place.REASON, "理由"), (Place.CHOICE, "文书和材料"), (Place.SEARCH, "查找办件")]
)
def test_on_the_case_itself(cases, place, name):
    assert lead(cases, BY_PLACE[place]).accessibleName() == name


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (Place.GROUND, "依据条款"),
        (Place.BODY, "有权机关"),
        (Place.REASONS, "不予受理原因"),
        (Place.SECOND, "核对人工号"),
        (Place.PHRASE, "核对人口令"),
    ],
)
def test_on_the_page_of_a_refusal(cases, place, name):
    cases.press(Command.REFUSE)
    cases.view.refusal.reason.setText("重复申请")

    assert lead(cases, BY_PLACE[place]).accessibleName() == name


@pytest.mark.parametrize(
    ("place", "name"), [(Place.WHY_AGAIN, "再次告知的原因"), (Place.LINES, "第 1 行补正要求")]
)
def test_on_the_page_of_a_notice(cases, place, name):
    cases.press(Command.SUPPLEMENT_NOTICE)
    cases.view.notice.again.setVisible(True)
    for column in ("材料", "问题"):
        cases.view.notice.cell(1, column).setText("同意书")

    assert lead(cases, BY_PLACE[place]).accessibleName() == name


@pytest.mark.parametrize(("place", "name"), [(Place.PAPERS, "补交材料"), (Place.ANSWERS, "证件号码")])
def test_on_the_page_on_which_a_case_is_completed(cases, place, name):
    cases.press(Command.CORRECT)
    cases.view.correction.correction.form.answer("cert_no", "")
    cases.view.correction.materials.setFocus()

    assert lead(cases, BY_PLACE[place]).accessibleName() == name


def test_a_place_on_another_page_does_not_take_the_keys(cases):
    cases.view.list.setFocus()

    assert lead(cases, BY_PLACE[Place.PAPERS]) is cases.view.list


def test_what_cannot_be_printed_is_found_on_the_page_in_front(cases):
    cases.press(Command.SUPPLEMENT_NOTICE)
    cases.view.notice.cell(2, "补正要求").setText("给𫠉的证明")
    cases.panel.presenter.handling.tell_refused(UNDRAWABLE)

    assert QApplication.focusWidget() is cases.view.notice.cell(2, "补正要求")


def test_what_cannot_be_printed_is_found_in_the_form_of_a_case(cases):
    cases.press(Command.CORRECT)
    cases.view.correction.correction.form.answer("name", "张𫠉")
    cases.view.correction.materials.setFocus()
    cases.panel.presenter.handling.tell_refused(UNDRAWABLE)

    assert cases.view.correction.form.focused_path() == "name"


def test_a_withdrawal_without_its_reason_puts_the_keys_there(cases):
    cases.view.list.setFocus()
    cases.press(Command.WITHDRAW)

    assert QApplication.focusWidget() is cases.view.reason


@pytest.mark.parametrize("code", [code for code, place in PLACES.items() if place is Place.ANSWERS])
def test_the_intake_goes_back_from_a_notice_to_the_answer(intake, code):
    intake.press(Command.SUPPLEMENT_NOTICE)
    intake.presenter._on_failed(refused(code))

    assert intake.view.page is intake.view.form
    assert intake.view.form.focused_path() == intake.sitting.form.first_to_fill()


def test_the_intake_goes_to_the_papers(intake):
    intake.presenter._on_failed(refused(BY_PLACE[Place.PAPERS]))

    assert QApplication.focusWidget() is intake.presenter.side.materials


def test_the_intake_finds_what_cannot_be_printed_in_the_form_or_on_the_page(intake):
    intake.sitting.form.answer("name", "张𫠉")
    intake.presenter._on_failed(UNDRAWABLE)
    in_form = intake.view.form.focused_path()
    intake.press(Command.REFUSE)
    intake.view.refusal.reason.setText("属于𫠉乡")
    intake.presenter._on_failed(UNDRAWABLE)

    assert in_form == "name"
    assert QApplication.focusWidget() is intake.view.refusal.reason


def test_the_intake_asks_for_the_pass_phrase_where_it_is_typed(intake):
    intake.fill("street")
    intake.press(Command.REFUSE)
    intake.view.refusal.vouch_as(SECOND.staff_number, f"{PHRASE}?")
    intake.press(Command.ACCEPT)

    assert QApplication.focusWidget() is intake.view.refusal.phrase


def test_while_another_panel_is_in_front_the_keys_stay_there(intake):
    intake.view.hide()
    before = QApplication.focusWidget()
    intake.presenter._on_failed(refused(BY_PLACE[Place.ANSWERS]))

    assert QApplication.focusWidget() is before


def test_what_was_told_of_one_application_is_over_with_the_next(intake):
    """The field it was told of is not on every form; an answer there must not ask for it."""
    intake.begin("H01")
    for path, value in {**SETS["H01"]["accepted"]["electricity_in_cash"]["answers"], "biller": ""}.items():
        intake.sitting.form.answer(path, value)
    intake.press(Command.ACCEPT)
    told, page = intake.view.form.focused_path(), intake.view.form.page
    intake.presenter.start()
    intake.settle()

    intake.begin("B01")
    intake.sitting.form.answer("name", "林晓棠")

    assert (told, page) == ("biller", intake.view.form.page)
    assert intake.sitting.form.sheet.value("name") == "林晓棠"
