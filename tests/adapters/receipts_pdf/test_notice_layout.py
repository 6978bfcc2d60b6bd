"""A page is calm with the worst data: nothing overlaps, nothing leaves the margins, the seal has company."""

import itertools
from dataclasses import replace

import pytest

from app.adapters.receipts_pdf.marks import MM, CodeMark, Leaf, RuleMark, TextMark
from app.adapters.receipts_pdf.measures import SHEETS
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.paper import IssuingUnit, PaperFacts, PaperSize
from app.domain.paper_wording import compose
from app.domain.seal import SealMode, SealPlacement
from tests.adapters.receipts_pdf.paper_samples import SEAL, sample_facts, worst_facts
from tests.adapters.receipts_pdf.pdf_reading import pages_as_text

NOTICES = ("SJ", "SL", "RQ", "TJ", "GC", "BZ", "BS", "BJ", "PJ", "HC")
SIZES = (PaperSize.A4, PaperSize.A5)
EVERY_SHEET = pytest.mark.parametrize(
    ("code", "size"),
    list(itertools.product(NOTICES, SIZES)),
    ids=lambda value: getattr(value, "value", value),
)
SEAL_RADIUS = SEAL.diameter_mm * MM / 2

Box = tuple[float, float, float, float]


def leaves_of(renderer: ReceiptRenderer, facts: PaperFacts) -> tuple[Leaf, ...]:
    return renderer._laid_out(facts, compose(facts), 2 * SEAL_RADIUS)[1]


def text_box(renderer: ReceiptRenderer, mark: TextMark) -> Box:
    width = renderer._shelf.width(mark.text, mark.face, mark.size) + mark.spacing * (len(mark.text) - 1)
    return (mark.x, mark.y - 0.8 * mark.size, mark.x + width, mark.y + 0.1 * mark.size)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def texts(leaf: Leaf) -> list[TextMark]:
    return [mark for mark in leaf.marks if isinstance(mark, TextMark) and mark.text]


@EVERY_SHEET
def test_nothing_leaves_the_margins(renderer: ReceiptRenderer, code: str, size: PaperSize) -> None:
    sheet = SHEETS[size]
    for leaf in leaves_of(renderer, worst_facts(code, size)):
        for mark in texts(leaf):
            left, top, right, bottom = text_box(renderer, mark)
            assert sheet.left - 0.1 <= left, mark
            assert right <= sheet.content_right + 0.1, mark
            assert top >= 5 * MM, mark
            assert bottom <= sheet.height - 5 * MM, mark


@EVERY_SHEET
def test_no_words_overlap(renderer: ReceiptRenderer, code: str, size: PaperSize) -> None:
    for leaf in leaves_of(renderer, worst_facts(code, size)):
        boxes = [(mark.text, text_box(renderer, mark)) for mark in texts(leaf)]
        for (first, one), (second, other) in itertools.combinations(boxes, 2):
            assert not overlap(one, other), (first, second)


@EVERY_SHEET
def test_the_seal_keeps_clear_of_every_table_and_of_the_code(
    renderer: ReceiptRenderer, code: str, size: PaperSize
) -> None:
    for leaf in leaves_of(renderer, worst_facts(code, size)):
        if leaf.seal_centre is None:
            continue
        x, y = leaf.seal_centre
        full_rules = [
            mark
            for mark in leaf.marks
            if isinstance(mark, RuleMark) and mark.across > SHEETS[size].content_width / 2 and mark.y < y
        ]
        assert all(y - SEAL_RADIUS - rule.y >= 3 * MM for rule in full_rules)
        for mark in leaf.marks:
            if isinstance(mark, CodeMark):
                quiet_zone = 4 * mark.side / 53
                assert mark.x + mark.side + quiet_zone < x - SEAL_RADIUS


@EVERY_SHEET
def test_the_seal_is_never_alone_on_a_page(renderer: ReceiptRenderer, code: str, size: PaperSize) -> None:
    facts = worst_facts(code, size)
    closing = compose(facts).closing[-1]
    sealed = [leaf for leaf in leaves_of(renderer, facts) if leaf.seal_centre]
    assert len(sealed) == 1
    assert any(mark.text and mark.text in closing for mark in texts(sealed[0]))


def test_a_long_list_repeats_its_heading_and_counts_its_pages(renderer: ReceiptRenderer) -> None:
    pages = pages_as_text(renderer.render(worst_facts("SJ"), SEAL).pdf)
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert "材料名称" in page
        assert f"第 {number} 页 共 2 页" in page
        assert "赣崇关收\u30142026\u301512号" in page
        assert "第二联 申请人留存" in page


def test_a_notice_that_just_overflows_is_closed_up_onto_one_page(renderer: ReceiptRenderer) -> None:
    assert len(pages_as_text(renderer.render(worst_facts("SL"), SEAL).pdf)) == 1


def test_one_copy_can_be_named_alone(renderer: ReceiptRenderer) -> None:
    facts = replace(sample_facts("SL"), part="第二联 申请人留存")
    page = pages_as_text(renderer.render(facts, SEAL).pdf)[0]
    assert "第二联 申请人留存" in page
    assert "第三联" not in page


def test_a_very_long_unit_name_stays_beside_the_code(renderer: ReceiptRenderer) -> None:
    unit = IssuingUnit(name="崇义县关田镇人民政府综合便民服务中心第二分中心", phone="0797-0000000")
    facts = sample_facts("SL", unit=unit, size=PaperSize.A5)
    boxes = [(mark.text, text_box(renderer, mark)) for mark in texts(leaves_of(renderer, facts)[0])]
    assert not any(overlap(one, other) for (_, one), (_, other) in itertools.combinations(boxes, 2))


def test_a_paper_signed_only_for_integrity_says_so(renderer: ReceiptRenderer) -> None:
    placement = SealPlacement(mode=SealMode.WET, note="完整性签名\uff0c非电子印章")
    page = pages_as_text(renderer.render(sample_facts("BS", seal=placement), SEAL).pdf)[0]
    assert "完整性签名\uff0c非电子印章" in page
    assert "加盖印章处" in page


def test_a_slip_is_one_small_page_without_a_seal(renderer: ReceiptRenderer) -> None:
    slip = renderer.render(sample_facts("HZ"), None)
    assert (len(pages_as_text(slip.pdf)), slip.seal_box) == (1, None)
    assert "B012" in pages_as_text(slip.pdf)[0]
