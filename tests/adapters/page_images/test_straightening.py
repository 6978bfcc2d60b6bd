"""A sheet laid down by hand comes out level and cut to its edges."""

import numpy as np
import pytest
from drawn_pages import A4, photographed, sheet
from PIL import Image

from app.adapters.page_images.straightening import MOST_ASKEW, sheet_box, skew_of, straighten

TENTHS = 0.3


@pytest.mark.parametrize("degrees", [-11.0, -6.5, -2.0, -0.7, 0.7, 1.5, 4.2, 9.9])
def test_the_angle_of_the_lines_is_found_to_a_few_tenths(degrees: float) -> None:
    assert skew_of(photographed(degrees)) == pytest.approx(degrees, abs=TENTHS)


def test_a_level_page_is_not_turned() -> None:
    assert skew_of(sheet()) == 0.0


def test_a_page_without_writing_is_not_turned() -> None:
    assert skew_of(Image.new("L", A4, 240)) == 0.0


def test_what_is_turned_further_than_by_hand_is_not_turned_wildly() -> None:
    assert abs(skew_of(photographed(45.0))) <= MOST_ASKEW + 1


def test_a_scan_that_is_all_paper_is_kept_whole() -> None:
    assert sheet_box(sheet()) == (0, 0, *A4)


@pytest.mark.parametrize("desk", [20, 60, 120])
def test_the_desk_around_a_sheet_is_cut_away(desk: int) -> None:
    left, top, right, bottom = sheet_box(photographed(0.0, desk=desk))

    assert (left, top) == pytest.approx((200, 200), abs=12)
    assert (right - left, bottom - top) == pytest.approx(A4, abs=24)


@pytest.mark.parametrize("degrees", [-5.0, 3.0])
def test_a_crooked_photograph_becomes_a_level_sheet_without_its_desk(degrees: float) -> None:
    done = straighten(photographed(degrees))

    assert done.degrees == pytest.approx(degrees, abs=TENTHS)
    assert done.image.size == pytest.approx(A4, rel=0.05)
    assert abs(skew_of(done.image)) <= TENTHS
    middle = np.asarray(done.image)[done.image.height // 20 : -done.image.height // 20]
    assert np.median(middle) > 200


def test_a_black_picture_is_kept_as_it_is() -> None:
    assert sheet_box(Image.new("L", A4, 0)) == (0, 0, *A4)
