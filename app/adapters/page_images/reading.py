"""Opens pictures and PDFs and gives their pages as grey images."""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from app.domain.attachment import MOST_PAGES, AttachmentError

MOST_PIXELS = 60_000_000
"""A 48-megapixel camera and some room; beyond lies a bomb, not a page."""
_PDF_MARK = b"%PDF-"
_PDF_SCALE = 200 / 72


def grey_pages(data: bytes) -> Iterator[Image.Image]:
    """Yield the pages of a picture (each frame of a TIFF) or PDF as grey images, the camera's turn applied.

    AttachmentError when it is neither, damaged, has no page, or is larger than any page.
    """
    pages = _pdf_pages(data) if data.lstrip()[: len(_PDF_MARK)] == _PDF_MARK else _picture_pages(data)
    for count, page in enumerate(pages, start=1):
        if count > MOST_PAGES:
            raise AttachmentError("attachment.too_many_pages", most=MOST_PAGES)
        yield page


def _picture_pages(data: bytes) -> Iterator[Image.Image]:
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise AttachmentError("attachment.too_large")
        for frame in ImageSequence.Iterator(picture):
            yield _grey(ImageOps.exif_transpose(frame))
    except Image.DecompressionBombError as bomb:
        raise AttachmentError("attachment.too_large") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as strange:
        raise AttachmentError("attachment.unreadable") from strange


def _pdf_pages(data: bytes) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as strange:
        raise AttachmentError("attachment.unreadable") from strange
    try:
        for page in document:
            if page.get_width() * page.get_height() * _PDF_SCALE**2 > MOST_PIXELS:
                raise AttachmentError("attachment.too_large")
            yield page.render(scale=_PDF_SCALE, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _grey(picture: Image.Image) -> Image.Image:
    """Return a picture in grey on white: what is transparent in a screenshot is paper."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture.convert("RGBA"))
    return picture.convert("L")
