"""Opens pictures and PDFs and gives their pages as images, grey or in colour."""

import io
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from app.domain.attachment import MOST_PAGES, AttachmentError

MOST_PIXELS = 60_000_000
"""A 48-megapixel camera and some room; beyond lies a bomb, not a page."""
_PDF_MARK = b"%PDF-"
_PDF_SCALE = 200 / 72


def pages_of(data: bytes, mode: str) -> Iterator[Image.Image]:
    """Yield the pages of a picture (each frame of a TIFF) or PDF as images, the camera's turn applied.

    `mode` is L for grey and RGB for colour.

    AttachmentError when it is neither, damaged, has no page, or is larger than any page.
    """
    is_pdf = data.lstrip()[: len(_PDF_MARK)] == _PDF_MARK
    pages = _pdf_pages(data, mode) if is_pdf else _picture_pages(data, mode)
    for count, page in enumerate(pages, start=1):
        if count > MOST_PAGES:
            raise AttachmentError("attachment.too_many_pages", most=MOST_PAGES)
        yield page


def _picture_pages(data: bytes, mode: str) -> Iterator[Image.Image]:
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > MOST_PIXELS:
            raise AttachmentError("attachment.too_large")
        for frame in ImageSequence.Iterator(picture):
            yield _on_white(ImageOps.exif_transpose(frame)).convert(mode)
    except Image.DecompressionBombError as bomb:
        raise AttachmentError("attachment.too_large") from bomb
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as strange:
        raise AttachmentError("attachment.unreadable") from strange


def _pdf_pages(data: bytes, mode: str) -> Iterator[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as strange:
        raise AttachmentError("attachment.unreadable") from strange
    try:
        for page in document:
            if page.get_width() * page.get_height() * _PDF_SCALE**2 > MOST_PIXELS:
                raise AttachmentError("attachment.too_large")
            yield page.render(scale=_PDF_SCALE, grayscale=mode == "L").to_pil().convert(mode)
    finally:
        document.close()


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture on white: what is transparent in a screenshot is paper."""
    if "A" in picture.getbands() or "transparency" in picture.info:
        white = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(white, picture.convert("RGBA"))
    return picture
