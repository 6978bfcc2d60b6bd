"""The checklist beside the form, and what a notice says of the rest."""

from datetime import date

import pytest
import word_files
from form_parts import a_material, a_need
from hall import hall_data
from PySide6.QtGui import QImage

from app.domain.form.sheet import FormContext, open_sheet
from app.domain.form_paper.standing import SheetStanding
from app.domain.words import Words
from ui.counter.checklist import (
    FORM,
    MISSING,
    WRONG,
    Shot,
    material_rows,
    standing_words,
    supplement_lines,
)
from ui.counter.tray import Tray
from ui.form.form_desk import FormDesk
from ui.widgets.text import Tone

TODAY = date(2026, 11, 26)
CHECK, CHECKS = ("公安人口库",), ("民政数据核验", "残联数据核验")
_GREY = QImage.Format.Format_Grayscale8


def row_of(material, *keys, needed=True, standing=None):
    tray = Tray()
    for key in keys:
        tray.press(key, material)
    standings = {material.key: standing} if standing is not None else {}
    rows = material_rows([a_need(material, needed=needed)], tray, standings=standings)
    return rows[0] if rows else None


@pytest.mark.parametrize(
    ("keys", "waived_by", "lead", "trail", "tone"),
    [
        ("", (), "□", "缺", Tone.PLAIN),
        ("", CHECK, "□", "可免", Tone.PLAIN),
        (" ", (), "✓", "原1份1页", Tone.DONE),
        (" 3FP2\r", (), "✓", "复3份2页", Tone.DONE),
        (" T", (), "✓", "原1份1页退", Tone.DONE),
        ("M", CHECK, "免", "公安人口库", Tone.DONE),
        ("M", CHECKS, "免？", "", Tone.PLAIN),
        ("M2", CHECKS, "免", "残联数据核验", Tone.DONE),
        (" P12", (), "✓", "页数 12_", Tone.SOON),
        (" P140\r", (), "✓", "原1份140页", Tone.DONE),
    ],
)
def test_a_paper_s_line_says_how_it_stands(keys, waived_by, lead, trail, tone):
    row = row_of(a_material(waived_by=waived_by), *keys)

    assert (row.lead, row.trail, row.tone) == (lead, trail, tone)


@pytest.mark.parametrize(
    ("checks", "line"),
    [
        (CHECKS, "1民政 2残联"),
        (("读卡器核验", "电子证照核验"), "1读卡器 2电子证照"),
        (("核验", "数据核验"), "1核验 2数据核验"),
    ],
)
def test_the_checks_to_choose_from_stand_on_the_line_without_what_they_share(checks, line):
    row = row_of(a_material(waived_by=checks), "M")

    assert row.words == line
    assert row.hint == f"居民身份证。1{checks[0]} 2{checks[1]}"


@pytest.mark.parametrize(
    ("standing", "lead", "trail", "tone"),
    [
        (SheetStanding.NOT_PRINTED, "打印", "未打印", Tone.PLAIN),
        (SheetStanding.UNSURE, "打印", "看出纸口", Tone.SOON),
        (SheetStanding.PRINTED, "签字", "待签字", Tone.PLAIN),
        (SheetStanding.CHANGED, "打印", "改过要重打", Tone.SOON),
        (SheetStanding.SIGNED, "✓", "已签收", Tone.DONE),
        (SheetStanding.SIGNED_OTHERWISE, "打印", "签后改过", Tone.LATE),
    ],
)
def test_a_paper_to_be_signed_says_what_comes_next_and_how_it_stands(standing, lead, trail, tone):
    row = row_of(a_material(printed_here=True), standing=standing)

    assert (row.lead, row.trail, row.tone) == (lead, trail, tone)


def test_a_paper_that_was_printed_is_listed_even_if_it_is_not_needed_any_more():
    assert row_of(a_material(printed_here=True), needed=False, standing=SheetStanding.PRINTED) is not None


@pytest.mark.parametrize("standing", [one for one in SheetStanding if not one.is_settled])
def test_what_is_said_of_a_paper_names_it_and_what_to_do(standing):
    words = standing_words(Words(word_files.templates()), a_material(name="参保登记表"), standing)

    assert "《参保登记表》" in words.say
    assert words.do


def test_a_notice_asks_for_the_signature_not_for_the_paper(item, desk):
    form = a_material("form", name="参保登记表", printed_here=True)

    first = supplement_lines(item, desk, [a_need(form)])[0]

    assert (first.material, first.problem) == ("参保登记表", "未签字盖章")
    assert "签字后交回" in first.requirement


def test_a_paper_that_is_not_needed_is_listed_only_if_it_was_brought():
    assert row_of(a_material(), needed=False) is None
    assert row_of(a_material(), " ", needed=False).lead == "✓"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ({"note": "核对原件", "standard": "复印清晰"}, "居民身份证。核对原件"),
        ({"standard": "复印清晰"}, "居民身份证。复印清晰"),
        ({}, "居民身份证。居民身份证"),
    ],
)
def test_pointing_at_a_paper_tells_its_whole_name_and_what_to_look_for(said, hint):
    assert row_of(a_material(**said)).hint == hint


@pytest.fixture
def item():
    return hall_data().catalog.current("A01", TODAY)


@pytest.fixture
def desk(item):
    context = FormContext(today=TODAY, tables=hall_data().catalog.tables)
    return FormDesk(open_sheet(item.form, {}, context), Words(word_files.templates()))


def test_a_notice_names_each_missing_paper_with_what_is_wanted(item, desk):
    wanted = a_material(standard="请带原件和复印件。")
    plain = a_material("photo", name="一寸照片")

    first, second = supplement_lines(item, desk, [a_need(wanted), a_need(plain)])[:2]

    assert (first.material, first.problem, first.requirement) == ("居民身份证", MISSING, "请带原件和复印件。")
    assert second.requirement == "请提供一寸照片。"


def test_all_blank_answers_stand_in_one_line_each_label_once(item, desk):
    lines = [line for line in supplement_lines(item, desk, ()) if line.problem == MISSING]

    (blank,) = lines
    assert blank.material == FORM
    assert "姓名" in blank.requirement
    labels = blank.requirement.removeprefix("请补填：").removesuffix("。").split("、")
    assert len(set(labels)) == len(labels)


def test_a_wrong_answer_is_told_in_its_own_words(item, desk):
    desk.answer("cert_no", "360725199003070012")

    wrong = [line for line in supplement_lines(item, desk, ()) if line.problem == WRONG]

    assert any("18 位" in line.requirement for line in wrong)
    assert all(line.requirement.endswith("。") for line in wrong)


def test_every_line_rests_on_the_item_s_first_basis(item, desk):
    grounds = {line.basis for line in supplement_lines(item, desk, [a_need(a_material())])}

    assert grounds == {item.basis[0].cited()}


def test_a_captured_paper_is_listed_even_where_nobody_needs_it_any_more():
    material = a_material()
    (row,) = material_rows(
        [a_need(material, needed=False)], Tray(), shots={material.key: Shot(3, QImage(3, 4, _GREY))}
    )

    assert (row.lead, row.pictured, row.picture.height()) == ("□", 3, 4)
    assert "影像 3 页，按 Ctrl+E 看" in row.hint
