"""Turns what a camera, a scanner or a file gives into pages fit to be kept."""

from typing import Protocol

from app.domain.attachment import PreparedPage


class PageImages(Protocol):
    """Papers upright, cropped, grey, and small; photographs small and otherwise as they were taken."""

    def prepare(self, data: bytes, *, as_photos: bool = False) -> tuple[PreparedPage, ...]:
        """Return the pages of a picture or PDF; AttachmentError when it is neither, empty or too large."""
        ...

    def turn(self, page: PreparedPage) -> PreparedPage:
        """Return a page turned by a quarter clockwise."""
        ...

    def thumbnail(self, jpeg: bytes, height: int) -> bytes:
        """Return a kept page as a small JPEG of `height` pixels."""
        ...
