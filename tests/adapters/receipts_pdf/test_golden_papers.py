"""Every paper looks and reads as approved; set PAPERS_UPDATE_GOLDEN=1 to approve what is drawn now."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.paper import PaperFacts, PaperSize
from app.domain.seal import SealMode, SealPlacement
from tests.adapters.receipts_pdf.paper_samples import (
    CASE,
    CHECKED,
    COMMITMENTS,
    DEEMED,
    DEFERRED,
    GUIDE,
    PUT_OFF,
    ROOT,
    SEAL,
    USED_AGAIN,
    sample_facts,
    worst_facts,
)
from tests.adapters.receipts_pdf.pdf_reading import as_png, pages_as_images, pages_as_text

GOLDEN = ROOT / "tests" / "golden" / "papers"
DPI = 80
# Other builds of the renderer smooth edges differently; a moved or changed word exceeds both.
LARGEST_MEAN = 1.5
LARGEST_SHARE = 0.002
SHEETS = ("ZX", "WX")
NOTICES = ("SJ", "SL", "RQ", "TJ", "GC", "BZ", "BS", "BJ", "PJ", "HC")
PAPERS: dict[str, PaperFacts] = {
    **{f"{code}-plain": sample_facts(code) for code in (*NOTICES, *SHEETS, "HZ")},
    **{f"{code}-worst": worst_facts(code) for code in (*NOTICES, "ZX")},
    **{f"{code}-worst-a5": worst_facts(code, PaperSize.A5) for code in (*NOTICES, "ZX")},
    "ZX-told-a5": sample_facts("ZX", guide=replace(GUIDE, by_answers=True), size=PaperSize.A5),
    "ZX-nothing": sample_facts("ZX", table_rows=()),
    "SJ-waived": sample_facts("SJ", table_rows=CHECKED),
    "SJ-reused": sample_facts("SJ", table_rows=USED_AGAIN),
    "SL-later": sample_facts("SL", case=PUT_OFF),
    "SJ-later": sample_facts("SJ", case=replace(PUT_OFF, completed_on=None)),
    "SJ-all-came": sample_facts("SJ", case=replace(PUT_OFF, later_papers="")),
    "BJ-later": sample_facts("BJ", case=PUT_OFF),
    "BJ-unneeded": sample_facts("BJ", case=replace(CASE, unneeded_papers=DEFERRED[0][0])),
    "GC-plain": sample_facts("GC", table_rows=COMMITMENTS[1:]),
    "SL-deemed": sample_facts("SL", case=DEEMED),
    "SL-electronic": sample_facts("SL", seal=SealPlacement(mode=SealMode.ELECTRONIC, note="电子印章")),
    "SL-integrity": sample_facts("SL", seal=SealPlacement(mode=SealMode.WET, note="完整性签名，非电子印章")),
    "BS-wet": sample_facts("BS", seal=SealPlacement(mode=SealMode.WET)),
}


def approve(name: str, images: list[Image.Image], text: str) -> None:
    for number, image in enumerate(images, start=1):
        (GOLDEN / f"{name}-{number}.png").write_bytes(as_png(image.quantize(32)))
    (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")


def approved_images(name: str) -> list[Path]:
    return sorted(GOLDEN.glob(f"{name}-[0-9].png"))


def assert_alike(drawn: Image.Image, approved: Path) -> None:
    one = np.asarray(drawn, dtype=int)
    other = np.asarray(Image.open(approved).convert("RGB"), dtype=int)
    assert one.shape == other.shape
    difference = np.abs(one - other).max(axis=2)
    assert difference.mean() < LARGEST_MEAN
    assert (difference > 110).mean() < LARGEST_SHARE


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_looks_and_reads_as_approved(renderer: ReceiptRenderer, name: str) -> None:
    pdf = renderer.render(PAPERS[name], SEAL).pdf
    images, text = pages_as_images(pdf, DPI), "\f".join(pages_as_text(pdf))
    if os.environ.get("PAPERS_UPDATE_GOLDEN"):
        approve(name, images, text)
    assert text == (GOLDEN / f"{name}.txt").read_text("utf-8")
    approved = approved_images(name)
    assert len(images) == len(approved)
    for drawn, file in zip(images, approved, strict=True):
        assert_alike(drawn, file)
