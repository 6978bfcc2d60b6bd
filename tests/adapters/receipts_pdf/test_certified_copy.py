"""A copy shows the captured page whole, and below it, over nothing of it, who compared it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from drawn_pages import encoded, sheet
from PIL import Image

from app.adapters.receipts_pdf.certified_copy import BAND, EDGE, SHEET
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.attachment import CopyStamp
from app.domain.paper import PaperError
from tests.adapters.receipts_pdf.pdf_reading import pages_as_pixels, pages_as_text

DPI = 72
STAMP = CopyStamp(
    clerk="王小兰",
    hall="崇义县关田镇综合便民服务中心",
    day=date(2026, 11, 26),
    material="户口簿",
    case_number="3607251050002611260001",
)
PAGE = encoded(sheet(), "JPEG")
WIDE = encoded(sheet().rotate(90, expand=True), "JPEG")
BLACK = encoded(Image.new("L", (1240, 1754), 0), "JPEG")


def test_the_stamp_is_framed_and_covers_nothing_of_the_page(renderer: ReceiptRenderer) -> None:
    (pixels,) = pages_as_pixels(renderer.certified_copy([BLACK], STAMP), DPI)
    dark = pixels.mean(axis=2) < 128
    page_end = round(SHEET[1] - EDGE - BAND)

    rows, columns = np.flatnonzero(dark[: page_end - 2].any(axis=1)), np.flatnonzero(dark[200])
    assert dark[rows[0] + 2 : page_end - 2, columns[2] : columns[-2]].all(), "nothing lies over the page"
    assert rows[0] == pytest.approx(EDGE, abs=2)
    band = dark[page_end + 2 :]
    assert 0.005 < band.mean() < 0.2, "words and a frame, no more"
    assert not dark[:, : round(EDGE) - 2].any()
    assert not dark[round(SHEET[1] - EDGE) + 3 :].any()


def test_a_page_lying_across_is_shown_whole(renderer: ReceiptRenderer) -> None:
    (pixels,) = pages_as_pixels(renderer.certified_copy([WIDE], STAMP), DPI)

    used = np.flatnonzero((pixels.mean(axis=2) < 250)[: round(SHEET[1] - EDGE - BAND) - 2].any(axis=1))
    assert (np.ptp(used) + 1) / (SHEET[0] - 2 * EDGE) == pytest.approx(1240 / 1754, rel=0.03)


def test_every_page_names_material_case_and_place_in_the_whole(renderer: ReceiptRenderer) -> None:
    first, second = pages_as_text(renderer.certified_copy([PAGE, WIDE], STAMP))

    for words in ("户口簿", "与原件核对无误", "核对人：王小兰", STAMP.hall, STAMP.case_number):
        assert words in first
        assert words in second
    assert "第 1 页 共 2 页" in first
    assert "演示样张" not in first


def test_a_demo_hall_says_that_its_copy_proves_nothing(renderer: ReceiptRenderer) -> None:
    (words,) = pages_as_text(renderer.certified_copy([PAGE], replace(STAMP, sample=True)))

    assert "演示样张，不作凭证" in words


def test_a_long_name_breaks_and_stays_beside_the_stamp(renderer: ReceiptRenderer) -> None:
    long = replace(STAMP, material="不动产权属证明或者村民委员会出具的场地使用情况说明原件及复印件")
    short_pixels, long_pixels = (
        pages_as_pixels(renderer.certified_copy([PAGE], stamp), DPI)[0] for stamp in (STAMP, long)
    )

    right = round(SHEET[0] * 0.65)
    assert (short_pixels[:, right:] == long_pixels[:, right:]).all()


def test_the_same_pages_give_the_same_bytes(renderer: ReceiptRenderer) -> None:
    assert renderer.certified_copy([PAGE], STAMP) == renderer.certified_copy([PAGE], STAMP)


def test_a_name_no_font_has_is_refused(renderer: ReceiptRenderer) -> None:
    with pytest.raises(PaperError):
        renderer.certified_copy([PAGE], replace(STAMP, clerk="\U0010ffff"))
