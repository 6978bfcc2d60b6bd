"""Reads what a township has claimed of the county's catalogue (一乡一策) from its claims.toml."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from app.adapters.data_files.reading import DataFileError, Part, read
from app.domain.claims import Claim, claimed, mistakes_in
from app.domain.item import Catalog, Limit, LimitUnit

_UNITS = {unit.value: unit for unit in LimitUnit}
_FOR_EVERY_VERSION = 0


def load_claims(path: Path) -> tuple[Claim, ...]:
    """Return the claims of a file; DataFileError names the first line that cannot be read."""
    return tuple(_claim(part) for part in read(path).blocks("claim"))


def claimed_catalog(path: Path, catalog: Catalog, windows: Iterable[str]) -> Catalog:
    """Return the catalogue on the terms of a claims file; without that file, the whole catalogue as it is.

    DataFileError names the first claim that the county's catalogue, the law or the hall does not bear.
    """
    if not path.exists():
        return catalog
    claims = load_claims(path)
    for mistake in mistakes_in(claims, catalog, windows):
        raise DataFileError(mistake.fault.value, file=path.name, line=mistake.claim.line, **mistake.facts)
    return claimed(catalog, claims)


def _claim(part: Part) -> Claim:
    version = part.take("version", _FOR_EVERY_VERSION)
    return Claim(
        item=part.need("item", str),
        version=version or None,
        since=part.take("from", date.min),
        until=part.need("to", date) if "to" in part.values else None,
        windows=_texts(part, "windows"),
        promised=_limit(part),
        notes=_texts(part, "notes"),
        line=part.line,
    )


def _texts(part: Part, field: str) -> tuple[str, ...]:
    values: list[object] = part.take(field, [])
    return tuple(Part(part.file, part.line, {field: value}).need(field, str) for value in values)


def _limit(part: Part) -> Limit | None:
    if "promised" not in part.values:
        return None
    told = Part(part.file, part.line, part.need("promised", dict))
    unit = told.need("unit", str)
    if unit not in _UNITS:
        raise told.error("not_offered", field="unit", offered="、".join(_UNITS))
    length = told.need("length", int)
    if length < 0:
        raise told.error("field_kind", field="length", expected="不小于 0 的整数")
    return Limit(length, _UNITS[unit])
