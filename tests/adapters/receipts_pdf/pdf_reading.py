"""Reads papers back as a person or another program would: pixels, text, drawing order."""

import re
import zlib
from io import BytesIO

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def pages_as_images(pdf: bytes, dpi: float) -> list[Image.Image]:
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def pages_as_pixels(pdf: bytes, dpi: float) -> list[Pixels]:
    return [np.asarray(image) for image in pages_as_images(pdf, dpi)]


def pages_as_text(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def streams(pdf: bytes) -> list[bytes]:
    """Return every compressed stream of a fresh (unsigned) paper, unpacked."""
    found = re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return [_unpacked(match[1]) for match in found]


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return data


def red(pixels: Pixels) -> NDArray[np.bool_]:
    wide = pixels.astype(int)
    return (wide[..., 0] - wide[..., 1] > 60) & (wide[..., 0] > 120)


def as_png(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
