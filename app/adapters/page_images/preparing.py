"""Makes pages ready to be kept: straightened, readable, and no larger than they may be."""

import io

from PIL import Image, ImageOps

from app.adapters.page_images.reading import pages_of
from app.domain.attachment import MOST_BYTES, AttachmentError, PreparedPage

# A4 at 150 dpi reads well on screen and on paper; smaller steps only where the bytes do not suffice.
_LONGER_SIDES = (1754, 1400, 1100, 800)
_QUALITIES = (75, 60, 45, 30)
_LEAST_SIDE = 200
_CUT_OFF_PERCENT = 0.5
_GREY, _COLOUR = "L", "RGB"
_QUARTER, _WHOLE = 90.0, 360.0


class PillowPages:
    """Pillow for pictures, pypdfium2 for PDFs."""

    def prepare(self, data: bytes, *, as_photos: bool = False) -> tuple[PreparedPage, ...]:
        """Return the pages of a picture or PDF; AttachmentError says in words why there are none."""
        if as_photos:
            pages = tuple(_photo(_large_enough(page)) for page in pages_of(data, _COLOUR))
        else:
            pages = tuple(_prepared(_large_enough(page)) for page in pages_of(data, _GREY))
        if not pages:
            raise AttachmentError("attachment.unreadable")
        return pages

    def turn(self, page: PreparedPage) -> PreparedPage:
        """Return a page turned by a quarter clockwise."""
        with Image.open(io.BytesIO(page.jpeg)) as picture:
            turned, jpeg = _small_enough(_kept(picture).transpose(Image.Transpose.ROTATE_270))
        degrees = (page.turned - _QUARTER) % _WHOLE
        return PreparedPage(jpeg=jpeg, width=turned.width, height=turned.height, turned=degrees)

    def thumbnail(self, jpeg: bytes, height: int) -> bytes:
        """Return a kept page as a small JPEG of `height` pixels; attachment.damaged if it is none."""
        try:
            picture = _kept(Image.open(io.BytesIO(jpeg)))
        except (OSError, ValueError) as strange:
            raise AttachmentError("attachment.damaged") from strange
        width = max(1, round(picture.width * height / picture.height))
        return _jpeg(picture.resize((width, height), Image.Resampling.LANCZOS), _QUALITIES[0])


def _prepared(page: Image.Image) -> PreparedPage:
    # NumPy is large and a window that captures nothing does without it.
    from app.adapters.page_images.straightening import straighten

    straight = straighten(page)
    readable = ImageOps.autocontrast(straight.image, cutoff=_CUT_OFF_PERCENT)
    picture, jpeg = _small_enough(readable)
    return PreparedPage(jpeg=jpeg, width=picture.width, height=picture.height, turned=straight.degrees)


def _photo(page: Image.Image) -> PreparedPage:
    """Return a photograph as it was taken: in its colours, not cut, not turned, its tones untouched."""
    picture, jpeg = _small_enough(page)
    return PreparedPage(jpeg=jpeg, width=picture.width, height=picture.height)


def _large_enough(page: Image.Image) -> Image.Image:
    if min(page.size) < _LEAST_SIDE:
        raise AttachmentError("attachment.too_small", least=_LEAST_SIDE)
    return page


def _kept(page: Image.Image) -> Image.Image:
    """Return a kept page to be worked on: grey stays grey, a photograph keeps its colours."""
    return page.convert(_GREY if page.mode == _GREY else _COLOUR)


def _small_enough(picture: Image.Image) -> tuple[Image.Image, bytes]:
    """Return the first of ever smaller and coarser versions that fits MOST_BYTES."""
    for side in _LONGER_SIDES:
        smaller = picture.copy()
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            jpeg = _jpeg(smaller, quality)
            if len(jpeg) <= MOST_BYTES:
                return smaller, jpeg
    raise AttachmentError("attachment.too_large")


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
