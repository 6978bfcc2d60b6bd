"""Which captured pages are named by anything that lives: by a case or by a draft."""

from collections.abc import Collection
from typing import Protocol


class PageNames(Protocol):
    """Asked before the bytes of a page are deleted; a page is named by the SHA-256 of its bytes."""

    def position(self) -> int:
        """Return the place of the newest operation in the one log; 0 for an empty log."""
        ...

    def named(self, among: Collection[str], after: int = 0) -> frozenset[str]:
        """Return those of `among` that a draft names, or a case that changed after place `after`."""
        ...

    def every(self, after: int = 0) -> frozenset[str]:
        """Return every page that a draft names, or a case that changed after place `after`."""
        ...
