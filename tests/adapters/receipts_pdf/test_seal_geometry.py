"""Measured on the rendered page: the seal's size and clear space, and a code that a bad scan still reads."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.paper import PaperSize
from app.domain.seal import SealMode, SealPlacement
from app.ports.paper_renderer import RenderedPaper
from app.ports.paper_signer import SealBox
from tests.adapters.receipts_pdf.paper_samples import SEAL, sample_facts, worst_facts
from tests.adapters.receipts_pdf.pdf_reading import pages_as_images, pages_as_pixels, red

TYPES = ("SJ", "SL", "BZ", "BS", "BJ", "PJ", "HC")
SIZES = (PaperSize.A4, PaperSize.A5)
DIAMETERS = (38, 40, 42)
DPI = 200
MM = DPI / 25.4
CLEAR_MM = 3

EVERY_PAPER = pytest.mark.parametrize(
    ("code", "size"), list(itertools.product(TYPES, SIZES)), ids=lambda one: getattr(one, "value", one)
)
EVERY_SEAL = pytest.mark.parametrize("diameter", DIAMETERS)


def drawn(renderer: ReceiptRenderer, code: str, size: PaperSize, diameter: int) -> RenderedPaper:
    facts = replace(worst_facts(code, size), seal=SealPlacement(mode=SealMode.OVERPRINT))
    return renderer.render(facts, replace(SEAL, diameter_mm=diameter))


def box_of(paper: RenderedPaper) -> SealBox:
    assert paper.seal_box is not None
    return paper.seal_box


def on_page(box: SealBox, height: int) -> tuple[int, int, int, int]:
    """The box in pixels: left, top, right, bottom."""
    scale = DPI / 72
    return (
        round(box.left * scale),
        height - round(box.top * scale),
        round(box.right * scale),
        height - round(box.bottom * scale),
    )


def long_rules(page: NDArray[np.uint8]) -> NDArray[np.int_]:
    """The rows of pixels that are a ruled line across more than a third of the page: a table's edge."""
    dark = page.max(axis=2) < 140
    return np.flatnonzero(dark.sum(axis=1) > page.shape[1] / 3)


@EVERY_SEAL
@EVERY_PAPER
def test_the_seal_is_as_wide_as_its_data_says_and_stands_inside_its_box(
    renderer: ReceiptRenderer, code: str, size: PaperSize, diameter: int
) -> None:
    paper = drawn(renderer, code, size, diameter)
    page = pages_as_pixels(paper.pdf, DPI)[box_of(paper).page]
    left, top, right, bottom = on_page(box_of(paper), page.shape[0])

    # The box is the seal's own square
    assert (right - left) / MM == pytest.approx(diameter, abs=0.3)
    assert (bottom - top) / MM == pytest.approx(diameter, abs=0.3)
    # and all its ink is inside, from edge to edge
    rows, columns = np.nonzero(red(page))
    inside = (rows >= top - 3) & (rows < bottom + 3) & (columns >= left - 3) & (columns < right + 3)
    near = (abs(rows - (top + bottom) / 2) < diameter * MM) & (
        abs(columns - (left + right) / 2) < diameter * MM
    )
    assert inside[near].all()
    assert (columns[inside].max() - columns[inside].min()) / MM == pytest.approx(diameter, abs=0.4)


@EVERY_SEAL
@EVERY_PAPER
def test_no_table_comes_nearer_to_the_seal_than_three_millimetres(
    renderer: ReceiptRenderer, code: str, size: PaperSize, diameter: int
) -> None:
    paper = drawn(renderer, code, size, diameter)
    page = pages_as_pixels(paper.pdf, DPI)[box_of(paper).page]
    _left, top, _right, bottom = on_page(box_of(paper), page.shape[0])

    rules = long_rules(page)
    between = rules[(rules > top - CLEAR_MM * MM + 1) & (rules < bottom)]

    assert between.size == 0, [round(row / MM, 1) for row in between]


@EVERY_SEAL
@EVERY_PAPER
def test_the_seal_is_whole_on_the_page(
    renderer: ReceiptRenderer, code: str, size: PaperSize, diameter: int
) -> None:
    paper = drawn(renderer, code, size, diameter)
    page = pages_as_pixels(paper.pdf, DPI)[box_of(paper).page]
    left, top, right, bottom = on_page(box_of(paper), page.shape[0])

    margin = 5 * MM
    assert left >= margin
    assert top >= margin
    assert right <= page.shape[1] - margin
    assert bottom <= page.shape[0] - margin


def sealed_page(paper: RenderedPaper) -> Image.Image:
    """The page with seal and code, which is the last where a notice has several."""
    return pages_as_images(paper.pdf, DPI)[box_of(paper).page]


def codes_in(image: Image.Image) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def worn(image: Image.Image, angle: float, seed: int) -> Image.Image:
    """A scan of a paper from a pocket: turned, blurred, noisy, grey."""
    turned = image.convert("L").rotate(angle, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=235)
    blurred = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.8)), dtype=float)
    noise = np.random.default_rng(seed).normal(0, 12, blurred.shape)
    return Image.fromarray(np.clip(blurred * 0.85 + 25 + noise, 0, 255).astype(np.uint8))


@EVERY_PAPER
def test_the_code_of_every_paper_reads_at_200_dpi(
    renderer: ReceiptRenderer, code: str, size: PaperSize
) -> None:
    facts = sample_facts(code, size=size)

    page = sealed_page(renderer.render(facts, SEAL))

    assert codes_in(page) == [facts.qr_text]


@pytest.mark.parametrize("angle", [-3.0, 3.0])
@EVERY_PAPER
def test_the_code_still_reads_from_a_worn_and_crooked_sheet(
    renderer: ReceiptRenderer, code: str, size: PaperSize, angle: float
) -> None:
    facts = sample_facts(code, size=size)

    page = sealed_page(renderer.render(facts, SEAL))

    assert codes_in(worn(page, angle, seed=7)) == [facts.qr_text]


@EVERY_PAPER
def test_the_code_is_as_large_as_promised(renderer: ReceiptRenderer, code: str, size: PaperSize) -> None:
    """25 mm on A4: what a phone of a villager reads at arm's length."""
    page = sealed_page(renderer.render(sample_facts(code, size=size), SEAL))

    (found,) = zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode)
    corners = found.position
    side = abs(corners.top_right.x - corners.top_left.x) / MM

    assert 18 <= side <= 26


@EVERY_PAPER
def test_a_reprint_mark_hides_neither_code_nor_seal(
    renderer: ReceiptRenderer, code: str, size: PaperSize
) -> None:
    facts = sample_facts(code, size=size)
    original = renderer.render(facts, SEAL)
    before = red(pages_as_pixels(original.pdf, DPI)[box_of(original).page]).sum()

    again = renderer.reprint_copy(original.pdf, "补打 第1次 2026年11月26日")

    assert codes_in(pages_as_images(again, DPI)[box_of(original).page]) == [facts.qr_text]
    assert red(pages_as_pixels(again, DPI)[box_of(original).page]).sum() >= before * 0.97
