"""Holds the catalogue a hall works with, and takes up a changed one while the window is open."""

from collections.abc import Hashable, Iterator

from app.domain.errors import PersonFacing
from app.domain.item import Catalog
from app.ports.catalog_files import CatalogFiles


class CatalogTurnedDown(PersonFacing):
    """A catalogue is right in itself, but open cases and drafts would lose what they rest on."""


class CatalogShelf:
    """Serves one catalogue at a time; a bad edit of its files changes nothing and is told by `fault`.

    Looked at in the storage lane, between two use cases: none sees half of one catalogue and half of another.
    """

    def __init__(
        self, catalog: Catalog, files: CatalogFiles, stamp: Hashable, fault: PersonFacing | None = None
    ) -> None:
        """Serve `catalog`, read from `files` when they had `stamp`, or an earlier one because of `fault`."""
        self._catalog, self._files, self._stamp = catalog, files, stamp
        self._fault = fault

    @property
    def current(self) -> Catalog:
        """The catalogue that holds now."""
        return self._catalog

    @property
    def fault(self) -> PersonFacing | None:
        """Why the files as they are now are not in use; None while they are."""
        return self._fault

    def look(self) -> bool:
        """Take the files up if any changed since the last look; say whether another catalogue holds now."""
        return self._files.stamp() != self._stamp and self.reload()

    def reload(self) -> bool:
        """Read the files anew, changed or not; say whether they are in use now."""
        # The stamp comes first: what is written while we read is seen at the next look.
        self._stamp = self._files.stamp()
        try:
            found = self._files.load()
            _refuse_losses(self._catalog, found)
        except PersonFacing as fault:
            self._fault = fault
            return False
        self._catalog, self._fault = found, None
        return True


def _refuse_losses(known: Catalog, found: Catalog) -> None:
    """Refuse a catalogue without a version or a table that was there: cases and drafts are pinned to them."""
    for loss in _losses(known, found):
        raise loss


def _losses(known: Catalog, found: Catalog) -> Iterator[CatalogTurnedDown]:
    for item, version in sorted(known.items.keys() - found.items.keys()):
        yield CatalogTurnedDown("data_files.catalog_version_gone", item=item, version=version)
    for table in sorted(known.tables.keys() - found.tables.keys()):
        yield CatalogTurnedDown("data_files.catalog_table_gone", table=known.tables[table].label)
