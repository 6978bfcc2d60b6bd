"""What is printed can be copied and searched, characters above U+FFFF included."""

import importlib.util
import shutil
import subprocess
from pathlib import Path

import pytest
import reportlab

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.adapters.receipts_pdf.unicode_map import unicode_map
from tests.adapters.receipts_pdf.paper_samples import RARE_NAME, SEAL, sample_facts
from tests.adapters.receipts_pdf.pdf_reading import pages_as_text

SUPPLEMENTARY = 0x2CB4E


def test_a_supplementary_character_is_written_as_a_surrogate_pair() -> None:
    assert "<01> <D872DF4E>" in unicode_map("Song", [0, SUPPLEMENTARY])


def test_no_block_is_longer_than_readers_allow() -> None:
    lines = unicode_map("Song", list(range(0x4E00, 0x4E00 + 230))).split("\n")
    assert [line for line in lines if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "30 beginbfchar",
    ]


def test_reportlab_still_needs_mending() -> None:
    """When this fails, reportlab changed its map: read it again and drop or renew the patch."""
    spec = importlib.util.find_spec("reportlab.pdfbase.ttfonts")
    assert spec is not None
    assert spec.loader is not None
    untouched = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(untouched)
    assert reportlab.Version.startswith("5.1")
    assert "<00> <2CB4E>" in untouched.makeToUnicodeCMap("Song", [SUPPLEMENTARY])


def test_pdfium_reads_the_rare_name(renderer: ReceiptRenderer) -> None:
    paper = renderer.render(sample_facts("SL"), SEAL)
    assert RARE_NAME in pages_as_text(paper.pdf)[0]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
def test_poppler_reads_the_rare_name(renderer: ReceiptRenderer, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(renderer.render(sample_facts("SL"), SEAL).pdf)
    read = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, encoding="utf-8")
    assert RARE_NAME in read.stdout
