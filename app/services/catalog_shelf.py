"""Holds the catalogue a hall works with; a changed one may lose nothing that cases and drafts rest on."""

from collections.abc import Iterator

from app.domain.errors import PersonFacing
from app.domain.item import Catalog
from app.services.live_shelf import LiveShelf


class CatalogTurnedDown(PersonFacing):
    """A catalogue is right in itself, but open cases and drafts would lose what they rest on."""


class CatalogShelf(LiveShelf[Catalog]):
    """Serves one catalogue at a time."""

    def _may_follow(self, known: Catalog, found: Catalog) -> None:
        """Refuse a catalogue that lost a version or a table: cases and drafts are pinned to them."""
        for loss in _losses(known, found):
            raise loss


def _losses(known: Catalog, found: Catalog) -> Iterator[CatalogTurnedDown]:
    for item, version in sorted(known.items.keys() - found.items.keys()):
        yield CatalogTurnedDown("data_files.catalog_version_gone", item=item, version=version)
    for table in sorted(known.tables.keys() - found.tables.keys()):
        yield CatalogTurnedDown("data_files.catalog_table_gone", table=known.tables[table].label)
