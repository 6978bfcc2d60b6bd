"""Holds the local custom a hall works by; what the hall itself stands on is never exchanged under it."""

from collections.abc import Iterator

from app.domain.errors import PersonFacing
from app.domain.local_custom import LocalCustom
from app.services.live_shelf import LiveShelf


class CustomTurnedDown(PersonFacing):
    """Local custom that is right in itself, but would be another hall's, or lose a type of paper."""


class CustomShelf(LiveShelf[LocalCustom]):
    """Serves one local custom at a time."""

    def _may_follow(self, known: LocalCustom, found: LocalCustom) -> None:
        """Refuse another hall, another area (its 办件编号 begin with it), and a type of paper less."""
        for loss in _losses(known, found):
            raise loss


def _losses(known: LocalCustom, found: LocalCustom) -> Iterator[CustomTurnedDown]:
    for field in ("id", "area_code"):
        before = getattr(known.hall, field)
        if getattr(found.hall, field) != before:
            yield CustomTurnedDown("custom.hall_fixed", file="hall.toml", field=field, before=before)
    for code in sorted(known.paper_types.keys() - found.paper_types.keys()):
        title = known.paper_types[code].title
        yield CustomTurnedDown("custom.paper_type_gone", file=f"{code}.toml", title=title)
