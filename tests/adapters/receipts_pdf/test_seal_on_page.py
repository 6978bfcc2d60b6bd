"""The seal is as large as its data says, lies under the text, and is ink, not glass."""

from dataclasses import replace

import numpy as np
import pytest

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.paper import PaperError, PaperSize
from app.domain.seal import SealDesign, SealMode, SealPlacement
from app.ports.paper_signer import SealBox
from tests.adapters.receipts_pdf.paper_samples import SEAL, sample_facts
from tests.adapters.receipts_pdf.pdf_reading import Pixels, pages_as_pixels, red, streams

DPI = 600
MM_PER_PIXEL = 25.4 / DPI
PLAIN = SealDesign(name="公章", diameter_mm=42, ring_text="崇义县关田镇人民政府")


def seal_pixels(pdf: bytes, box: SealBox, dpi: int = DPI) -> Pixels:
    page = pages_as_pixels(pdf, dpi)[box.page]
    scale = dpi / 72
    left, right = int(box.left * scale) - 20, int(box.right * scale) + 20
    top, bottom = page.shape[0] - int(box.top * scale) - 20, page.shape[0] - int(box.bottom * scale) + 20
    return page[top:bottom, left:right]


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
@pytest.mark.parametrize("diameter", [42, 40, 38])
def test_the_printed_diameter_is_the_one_in_the_data(
    renderer: ReceiptRenderer, diameter: int, size: PaperSize
) -> None:
    seal = replace(SEAL, diameter_mm=diameter)
    paper = renderer.render(sample_facts("BS", size=size), seal)
    assert paper.seal_box is not None
    ink = red(seal_pixels(paper.pdf, paper.seal_box))
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    assert (columns[-1] - columns[0] + 1) * MM_PER_PIXEL == pytest.approx(diameter, abs=0.3)
    assert (rows[-1] - rows[0] + 1) * MM_PER_PIXEL == pytest.approx(diameter, abs=0.3)


def test_the_border_is_about_a_millimetre(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("BS"), PLAIN)
    assert paper.seal_box is not None
    ink = red(seal_pixels(paper.pdf, paper.seal_box))
    column = ink[:, ink.shape[1] // 2]
    start = int(np.flatnonzero(column)[0])
    border = int(np.flatnonzero(~column[start:])[0])
    assert border * MM_PER_PIXEL == pytest.approx(1.0, abs=0.15)


def test_the_seal_is_drawn_before_any_text(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("BS"), SEAL)
    page = next(stream for stream in streams(paper.pdf) if b"BT" in stream and b" Do" in stream)
    assert page.index(b" Do") < page.index(b"BT")


def test_the_seal_is_opaque_and_needs_no_blending(renderer: ReceiptRenderer) -> None:
    pdf = renderer.render(sample_facts("BS"), SEAL).pdf
    assert not any(word in pdf for word in (b"/ca ", b"/CA ", b"/BM", b"/SMask"))


def test_the_unit_and_the_date_stay_black_on_the_seal(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("BS"), SEAL)
    assert paper.seal_box is not None
    inside = seal_pixels(paper.pdf, paper.seal_box, dpi=150)
    lower_half = inside[inside.shape[0] // 2 :]
    assert (lower_half.max(axis=2) < 60).sum() > 300
    assert red(inside).sum() > 10_000


def test_a_sample_seal_looks_different_from_the_real_one(renderer: ReceiptRenderer) -> None:
    sample, real = (
        renderer.render(sample_facts("BS"), replace(SEAL, sample=sample)).pdf for sample in (True, False)
    )
    differing = np.abs(
        pages_as_pixels(sample, 100)[0].astype(int) - pages_as_pixels(real, 100)[0].astype(int)
    )
    assert (differing.max(axis=2) > 100).sum() > 150


def test_a_wet_seal_leaves_a_place_and_no_red(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("BS", seal=SealPlacement(mode=SealMode.WET)), SEAL)
    assert paper.seal_box is not None
    assert not red(pages_as_pixels(paper.pdf, 100)[0]).any()


def test_the_box_for_the_signature_is_the_seal(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("SJ"), replace(SEAL, diameter_mm=40))
    assert paper.seal_box is not None
    assert (paper.seal_box.right - paper.seal_box.left) * 25.4 / 72 == pytest.approx(40)
    assert (paper.seal_box.top - paper.seal_box.bottom) * 25.4 / 72 == pytest.approx(40)


def test_a_paper_of_a_unit_without_a_seal_has_no_box(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("BS", seal=SealPlacement(mode=SealMode.NONE)), None)
    assert paper.seal_box is None


def test_a_printed_seal_without_a_design_is_refused(renderer: ReceiptRenderer) -> None:
    with pytest.raises(PaperError, match="seal_missing"):
        renderer.render(sample_facts("BS"), None)
