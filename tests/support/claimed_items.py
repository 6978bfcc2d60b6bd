"""A hall whose claims name the windows of some items, without a file."""

from dataclasses import replace

from catalog_shelves import shelf_with

from app.domain.claims import Claim, claimed
from app.domain.item import Catalog
from app.services.office import Office


def served_at(catalog: Catalog, **windows: tuple[str, ...]) -> Catalog:
    """Every item as it is, but those named, by their ids, at these windows only."""
    everything = {item_id: Claim(item=item_id) for item_id, _version in catalog.items}
    named = {item_id: Claim(item=item_id, windows=at) for item_id, at in windows.items()}
    return claimed(catalog, (everything | named).values())


def office_with(office: Office, **windows: tuple[str, ...]) -> Office:
    """The office over that catalogue."""
    return replace(office, shelf=shelf_with(served_at(office.catalog, **windows)))
