"""The same facts give the same bytes, in any process; a print copy changes nothing but its corner."""

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest
import zxingcpp

from app.adapters.receipts_pdf.marks import MM
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.paper import PaperError, PaperSize
from tests.adapters.receipts_pdf.paper_samples import ROOT, SEAL, sample_facts, worst_facts
from tests.adapters.receipts_pdf.pdf_reading import pages_as_images, pages_as_pixels, pages_as_text

RENDER_AND_HASH = """
import hashlib
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from tests.adapters.receipts_pdf.paper_samples import FONT_FOLDER, SEAL, sample_facts
print(hashlib.sha256(ReceiptRenderer(FONT_FOLDER).render(sample_facts("SL"), SEAL).pdf).hexdigest())
"""
REPRINT = "补打 第2次 2026年11月26日"


def hash_in_another_process(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "America/Lima"}
    done = subprocess.run(
        [sys.executable, "-c", RENDER_AND_HASH], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    return done.stdout.decode().strip()


def test_a_paper_has_the_same_bytes_in_every_process(renderer: ReceiptRenderer) -> None:
    renderer.render(worst_facts("BZ"), SEAL)
    here = hashlib.sha256(renderer.render(sample_facts("SL"), SEAL).pdf).hexdigest()
    assert {hash_in_another_process("1"), hash_in_another_process("77")} == {here}


def test_the_file_carries_the_papers_own_day(renderer: ReceiptRenderer) -> None:
    assert b"D:20261125" in renderer.render(sample_facts("SL"), SEAL).pdf


def test_only_our_own_fonts_are_in_the_file(renderer: ReceiptRenderer) -> None:
    pdf = renderer.render(sample_facts("SL"), SEAL).pdf
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor")


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
def test_the_code_is_read_from_a_scan(renderer: ReceiptRenderer, size: PaperSize) -> None:
    facts = worst_facts("SL", size)
    scan = pages_as_images(renderer.render(facts, SEAL).pdf, dpi=200)[-1]
    (found,) = zxingcpp.read_barcodes(scan)
    assert found.text == facts.qr_text
    width = (found.position.top_right.x - found.position.top_left.x) / 200 * 25.4
    assert width == pytest.approx(25, abs=0.6)


def test_a_print_copy_says_again_on_every_page(renderer: ReceiptRenderer) -> None:
    pdf = renderer.render(worst_facts("SJ"), SEAL).pdf
    pages = pages_as_text(renderer.reprint_copy(pdf, REPRINT))
    assert len(pages) == 2
    assert all(REPRINT in page for page in pages)


def test_a_print_copy_differs_only_in_its_corner(renderer: ReceiptRenderer) -> None:
    pdf = renderer.render(worst_facts("SJ"), SEAL).pdf
    for before, after in zip(
        pages_as_pixels(pdf, 72), pages_as_pixels(renderer.reprint_copy(pdf, REPRINT), 72), strict=True
    ):
        rows, columns = np.nonzero((before != after).any(axis=2))
        assert rows.size
        assert rows.max() < 15 * MM
        assert columns.min() > before.shape[1] / 2


def test_a_damaged_file_is_not_printed_again(renderer: ReceiptRenderer) -> None:
    with pytest.raises(PaperError, match="copy_damaged"):
        renderer.reprint_copy(b"%PDF-1.4 cut off", REPRINT)


def test_a_mark_with_an_unknown_character_is_refused(renderer: ReceiptRenderer) -> None:
    pdf = renderer.render(sample_facts("HZ"), None).pdf
    with pytest.raises(PaperError, match="glyph_missing"):
        renderer.reprint_copy(pdf, "\U00030ede")
