"""Every paper the catalogue has printed here can be printed, for everybody whose answers are accepted."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from answer_sets import ACCEPTED, SETS, TODAY, filled

from app.adapters.receipts_pdf.form_paper import FORM_SHEET, FormPaperLayout
from app.adapters.receipts_pdf.marks import RuleMark, TextMark
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.bootstrap.places import resources
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.form_paper.composing import FormPaperOrder, compose_form_paper, text_for
from app.services.cases.applicant import applicant_of

UNIT = "崇义县关田镇综合便民服务中心"


@cache
def renderer():
    return ReceiptRenderer(resources() / "fonts")


def papers_of(catalog, item_id, entry):
    """Every printed paper of an item, needed or not: whoever asks for one gets it whole."""
    sheet, item = filled(catalog, item_id, entry), catalog.current(item_id, TODAY)
    for material in item.materials:
        if material.printed_here:
            yield material, composed(catalog, item, sheet, material)


def composed(catalog, item, sheet, material):
    order = FormPaperOrder(
        sheet=sheet,
        printed_on=TODAY,
        context=FormContext(today=TODAY, tables=catalog.tables),
        material=material,
        text=text_for(material, catalog.form_papers),
        applicant=applicant_of(sheet),
        item=item.name,
        unit=UNIT,
    )
    return compose_form_paper(order)


def leaves_of(paper):
    return FormPaperLayout(renderer()._typesetter, paper).leaves()


@pytest.mark.parametrize(("item_id", "name"), ACCEPTED)
def test_every_printed_paper_is_whole_and_on_the_sheet(real_catalog, item_id, name):
    entry = SETS[item_id]["accepted"][name]
    for material, paper in papers_of(real_catalog, item_id, entry):
        leaves = leaves_of(paper)
        marks = [mark for leaf in leaves for mark in leaf.marks]
        texts = [mark for mark in marks if isinstance(mark, TextMark)]
        written = "".join(mark.text for mark in texts).replace(" ", "")
        assert renderer().form_paper(paper).startswith(b"%PDF")
        for _place, text in paper.texts():
            assert renderer().undrawable(text) == ""
        for signer in paper.signers:
            assert signer.replace(" ", "") in written, material.key
        assert entry["answers"].get("name", "") in written
        right, bottom = FORM_SHEET.content_right + 1, FORM_SHEET.content_bottom + 1
        for mark in texts:
            end = mark.x + renderer()._shelf.width(mark.text, mark.face, mark.size)
            assert mark.x >= FORM_SHEET.left - 1, (material.key, mark.text)
            assert end <= right, (material.key, mark.text)
        for mark in marks:
            if isinstance(mark, RuleMark):
                assert mark.y + mark.down <= bottom, material.key


def test_there_is_a_paper_for_all_that_the_catalogue_prints_here(real_catalog):
    printed = [one for item in real_catalog.items.values() for one in item.materials if one.printed_here]
    pledges = [one for one in printed if "承诺书" in one.name or "委托" in one.name or "授权" in one.name]

    assert len(printed) >= 64
    assert [one.name for one in pledges if not one.prints] == []


def test_no_text_is_without_use(real_catalog):
    used = {one.prints for item in real_catalog.items.values() for one in item.materials if one.printed_here}

    assert set(real_catalog.form_papers) == used - {""} | {"application"}


def crowded(catalog):
    """The largest household the form takes: 15 members and 60 lines of income."""
    entry = SETS["B01"]["accepted"]["mother_and_pupil"]
    rows = entry["rows"]
    member, income = rows["members"][0], rows["income"][0]
    return filled(
        catalog,
        "B01",
        {
            "answers": entry["answers"],
            "rows": {
                **rows,
                "members": [member] * 15,
                "income": [income] * 60,
                "auth_signed": rows["auth_signed"],
            },
        },
    )


def test_fifteen_members_and_sixty_incomes_are_all_on_the_paper(real_catalog):
    sheet, item = crowded(real_catalog), real_catalog.current("B01", TODAY)
    material = next(one for one in item.materials if one.key == "authorisation")

    leaves = leaves_of(composed(real_catalog, item, sheet, material))

    texts = [[mark.text for mark in leaf.marks if isinstance(mark, TextMark)] for leaf in leaves]
    whole = [text for leaf in texts for text in leaf]
    assert whole.count("家庭成员 15") == 1
    assert whole.count("650.50元") == 60
    assert [text for text in whole if text.startswith("第 ")] == [
        f"第 {n} 页 共 {len(leaves)} 页" for n in range(1, len(leaves) + 1)
    ]
    for page in texts:
        if "650.50元" in page:
            assert "收入类别" in page, "the heading is repeated on every sheet"


@pytest.mark.parametrize(("item_id", "name"), ACCEPTED)
def test_a_case_prints_what_its_draft_printed(real_catalog, item_id, name):
    """A case keeps less than a draft (nothing hidden, no blank): the sheet must not look changed by that."""
    item, entry = real_catalog.current(item_id, TODAY), SETS[item_id]["accepted"][name]
    typed = filled(real_catalog, item_id, entry)
    context = FormContext(today=TODAY, tables=real_catalog.tables)
    drafted, kept = (open_sheet(item.form, said, context) for said in (typed.draft(), typed.answers()))

    for material in item.materials:
        if material.printed_here:
            digests = {
                composed(real_catalog, item, sheet, material).digest() for sheet in (typed, drafted, kept)
            }
            assert len(digests) == 1, material.key


def test_neither_the_day_of_a_print_nor_the_number_of_its_case_changes_a_sheet(real_catalog):
    item = real_catalog.current("A01", TODAY)
    sheet = filled(real_catalog, "A01", next(iter(SETS["A01"]["accepted"].values())))
    material = next(one for one in item.materials if one.printed_here)

    plain = composed(real_catalog, item, sheet, material)
    later = replace(plain, printed_on=TODAY + timedelta(days=9), case_number="3607251050002611260001")

    assert later.digest() == plain.digest()
