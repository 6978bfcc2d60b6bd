"""Reads the history of region codes, by which an identity number's first six digits are understood."""

from collections.abc import Mapping
from pathlib import Path

from app.adapters.data_files.reading import Part, read
from app.domain.identity.regions import FormerRegion, RegionHistory


def load_region_history(path: Path) -> RegionHistory:
    """Return the former and present region codes of one file; DataFileError if a successor is unknown."""
    file = read(path)
    present = {part.need("code", str): part.need("name", str) for part in file.blocks("present")}
    former = (_former(part, present) for part in file.blocks("former"))
    return RegionHistory(
        former={region.code: region for region in former},
        present=present,
        blocks=tuple(file.head.need("blocks", list)),
    )


def _former(part: Part, present: Mapping[str, str]) -> FormerRegion:
    now = part.need("now", str)
    if now not in present:
        raise part.error("region_unknown", region=now)
    return FormerRegion(
        code=part.need("code", str),
        name=part.need("name", str),
        years=part.need("years", str),
        now=now,
        now_name=present[now],
    )
