"""The files a catalogue is made of, which somebody may change while the window is open."""

from collections.abc import Hashable
from typing import Protocol

from app.domain.item import Catalog


class CatalogFiles(Protocol):
    """Where the catalogue comes from."""

    def stamp(self) -> Hashable:
        """Return what differs as soon as any file was added, taken away, or changed; quick, never fails."""
        ...

    def load(self) -> Catalog:
        """Return the catalogue as the files now are.

        PersonFacing names the file and the line of the first mistake.
        """
        ...
