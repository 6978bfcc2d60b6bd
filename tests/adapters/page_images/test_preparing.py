"""What a camera, a scanner or a file gives becomes small grey pages, or is refused in words."""

import io

import numpy as np
import pytest
from drawn_pages import A4, encoded, photographed, sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pagesizes import A4 as A4_POINTS
from reportlab.pdfgen.canvas import Canvas

from app.adapters.page_images.preparing import PillowPages
from app.domain.attachment import MOST_BYTES, MOST_PAGES, AttachmentError

PAGES = PillowPages()


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_a_picture_of_any_usual_kind_becomes_one_small_grey_page(kind: str) -> None:
    (page,) = PAGES.prepare(encoded(photographed(2.0), kind))

    assert len(page.jpeg) <= MOST_BYTES
    assert opened(page.jpeg).mode == "L"
    assert opened(page.jpeg).size == (page.width, page.height)
    assert page.turned == pytest.approx(2.0, abs=0.3)


def test_the_writing_is_as_sharp_as_150_dots_an_inch_allow() -> None:
    (page,) = PAGES.prepare(encoded(sheet()))

    assert max(page.width, page.height) == max(A4)
    difference = np.asarray(opened(page.jpeg)).astype(int) - np.asarray(sheet()).astype(int)
    assert np.abs(difference).mean() < 15


def test_noise_that_no_quality_makes_small_is_made_smaller() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (2400, 1700), dtype=np.uint8)

    (page,) = PAGES.prepare(encoded(Image.fromarray(noise)))

    assert len(page.jpeg) <= MOST_BYTES


def in_colour(colour: str = "firebrick") -> Image.Image:
    """A portrait before a red wall, laid a little askew on a desk."""
    picture = Image.new("RGB", (900, 1200), "dimgrey")
    picture.paste(Image.new("RGB", (500, 700), colour), (200, 250))
    return picture


def test_a_photograph_keeps_its_colours_its_edges_and_its_angle() -> None:
    (page,) = PAGES.prepare(encoded(in_colour()), as_photos=True)
    (askew,) = PAGES.prepare(encoded(photographed(3.0).convert("RGB")), as_photos=True)

    assert (page.width, page.height, page.turned) == (900, 1200, 0.0)
    red, green, blue = opened(page.jpeg).getpixel((450, 600))  # type: ignore[misc]
    assert red > 150
    assert max(green, blue) < 60
    assert opened(page.jpeg).getpixel((10, 10)) == pytest.approx((105, 105, 105), abs=8)
    assert askew.turned == 0.0
    assert len(page.jpeg) <= MOST_BYTES


def test_a_photograph_stays_in_colour_when_it_is_turned_and_when_it_is_shown_small() -> None:
    (page,) = PAGES.prepare(encoded(in_colour()), as_photos=True)

    turned, small = PAGES.turn(page), opened(PAGES.thumbnail(page.jpeg, 40))

    assert (turned.width, turned.height) == (1200, 900)
    assert (opened(turned.jpeg).mode, small.mode, small.height) == ("RGB", "RGB", 40)


def test_a_noisy_photograph_is_made_small_enough_too() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (2400, 1700, 3), dtype=np.uint8)

    (page,) = PAGES.prepare(encoded(Image.fromarray(noise)), as_photos=True)

    assert len(page.jpeg) <= MOST_BYTES


@pytest.mark.parametrize("as_photos", [True, False])
def test_what_is_too_small_to_show_anything_is_refused_either_way(as_photos: bool) -> None:
    with pytest.raises(AttachmentError) as refused:
        PAGES.prepare(encoded(in_colour().resize((150, 190))), as_photos=as_photos)

    assert refused.value.code == "attachment.too_small"


def test_every_frame_of_a_scanned_tiff_is_a_page() -> None:
    scan = encoded(sheet(), "TIFF", save_all=True, append_images=[sheet(), sheet()])

    assert len(PAGES.prepare(scan)) == 3


def test_every_page_of_a_pdf_is_a_page() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, A4_POINTS)
    for place in range(2):
        canvas.drawString(100, 700, f"page {place}")
        canvas.showPage()
    canvas.save()

    pages = PAGES.prepare(out.getvalue())

    assert len(pages) == 2
    assert pages[0].height / pages[0].width == pytest.approx(A4_POINTS[1] / A4_POINTS[0], abs=0.02)


def test_a_telephone_held_sideways_gives_an_upright_page() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned right by 90 degrees
    sideways = sheet().rotate(90, expand=True)

    (page,) = PAGES.prepare(encoded(sideways, "JPEG", exif=exif))

    assert page.height > page.width


def test_what_is_transparent_in_a_screenshot_is_paper() -> None:
    clear = Image.new("RGBA", (800, 600), (0, 0, 0, 0))

    (page,) = PAGES.prepare(encoded(clear))

    assert np.asarray(opened(page.jpeg)).min() > 200


# Pillow warns of what it then refuses; the refusal is what a clerk hears of.
@pytest.mark.filterwarnings("ignore::UserWarning", "ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "attachment.unreadable"),
        (b"hello", "attachment.unreadable"),
        (b"%PDF-1.7 rubbish", "attachment.unreadable"),
        (encoded(sheet())[:5000], "attachment.unreadable"),
        (encoded(Image.new("L", (100, 100), 255)), "attachment.too_small"),
        (encoded(Image.new("L", (8000, 8000), 255)), "attachment.too_large"),
        (encoded(Image.new("1", (30000, 30000), 1)), "attachment.too_large"),
        (
            encoded(
                Image.new("1", (300, 300), 1),
                "TIFF",
                save_all=True,
                append_images=[Image.new("1", (300, 300), 1)] * MOST_PAGES,
            ),
            "attachment.too_many_pages",
        ),
    ],
)
def test_what_is_no_page_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(AttachmentError) as refused:
        PAGES.prepare(data)

    assert refused.value.code == code


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0"])
)
def test_no_bytes_whatever_get_past_the_refusal(rest: bytes, mark: bytes) -> None:
    with pytest.raises(AttachmentError):
        PAGES.prepare(mark + rest)


def test_a_page_is_turned_clockwise_by_quarters_and_back_after_four() -> None:
    (page,) = PAGES.prepare(encoded(sheet()))

    once = PAGES.turn(page)
    whole = PAGES.turn(PAGES.turn(PAGES.turn(once)))

    assert (once.width, once.height, once.turned) == (page.height, page.width, 270.0)
    heading = np.asarray(opened(page.jpeg)).astype(int)
    assert abs(np.rot90(heading, -1) - np.asarray(opened(once.jpeg)).astype(int)).mean() < 5
    assert (whole.width, whole.turned) == (page.width, page.turned)


def test_a_thumbnail_has_the_height_asked_for() -> None:
    (page,) = PAGES.prepare(encoded(sheet()))

    small = opened(PAGES.thumbnail(page.jpeg, 120))

    assert small.height == 120
    assert small.width == pytest.approx(120 * A4[0] / A4[1], abs=1)


def test_a_thumbnail_of_rubbish_is_refused() -> None:
    with pytest.raises(AttachmentError):
        PAGES.thumbnail(b"rubbish", 120)
