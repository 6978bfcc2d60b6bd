"""What a clerk gives to be captured: files, a copied picture, a dropped one; read and prepared in a lane."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from app.domain.attachment import AttachmentError, PreparedPage, Source
from app.services.cases.scans import prepare_pages, small_page
from app.services.office import Office

MOST_FILE_BYTES = 200 * 1024 * 1024
"""A scanned book at most; reading more would only make the machine crawl."""


@dataclass(frozen=True, slots=True)
class Gift:
    """Something to be captured; `load` reads it, in a lane, and raises AttachmentError if that fails."""

    load: Callable[[], bytes]
    source: Source


@dataclass(frozen=True, slots=True)
class Fresh:
    """A page ready to be kept or put away: whole and small, as it will be shown."""

    page: PreparedPage
    source: Source
    whole: QImage
    small: QImage


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some gifts; `fault` is the first thing that was no page."""

    pages: tuple[Fresh, ...]
    fault: AttachmentError | None = None


def gifts_of(given: QMimeData, source: Source) -> tuple[Gift, ...]:
    """Return what a clipboard or a drop holds: its files, or else its picture."""
    files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
    if files:
        return gifts_of_files(files, source)
    picture = QImage(given.imageData()) if given.hasImage() else QImage()
    return () if picture.isNull() else (gift_of_picture(picture, source),)


def gifts_of_files(files: Iterable[Path], source: Source) -> tuple[Gift, ...]:
    """Return files as gifts, in the order of their names: 2.jpg is the second page."""
    return tuple(Gift(partial(_read, file), source) for file in sorted(files))


def gift_of_picture(picture: QImage, source: Source) -> Gift:
    """Return a picture in memory as a gift."""
    return Gift(partial(encoded, picture), source)


def prepared(office: Office, gifts: Sequence[Gift], *, as_photos: bool = False) -> Batch:
    """Return the gifts as pages; one that is none hides no other. In a lane."""
    pages: list[Fresh] = []
    fault: AttachmentError | None = None
    for gift in gifts:
        try:
            ready = prepare_pages(office, gift.load(), as_photos=as_photos)
            pages += [fresh(office, page, gift.source) for page in ready]
        except AttachmentError as refused:
            fault = fault or refused
    return Batch(tuple(pages), fault)


def fresh(office: Office, page: PreparedPage, source: Source) -> Fresh:
    """Return a page with its pictures. In a lane."""
    small = QImage.fromData(small_page(office, page.jpeg))
    return Fresh(page, source, QImage.fromData(page.jpeg), small)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_FILE_BYTES:
            raise AttachmentError("attachment.too_large")
        return file.read_bytes()
    except OSError as unreadable:
        raise AttachmentError("attachment.unreadable") from unreadable


def encoded(picture: QImage) -> bytes:
    """Return a picture as bytes to be prepared. In a lane."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # BMP is written without effort; the page is made small later anyway.
    if not QImageWriter(buffer, QByteArray(b"bmp")).write(picture):
        raise AttachmentError("attachment.unreadable")
    return bytes(buffer.data().data())
