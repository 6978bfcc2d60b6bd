"""Reads what a township claims of the county's catalogue (一乡一策), and what it ends, from claims.toml."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from app.adapters.data_files.reading import DataFileError, Part, read
from app.domain.claims import Claim, claimed, mistakes_in
from app.domain.item import Catalog, Limit, LimitUnit
from app.domain.item_ending import Ending, ended, mistakes_in_endings
from app.domain.item_withdrawal import Reason

_REASONS = {reason.value: reason for reason in Reason}
_CLAIM_FIELDS = ("item", "version", "from", "to", "windows", "promised", "notes")
_ENDING_FIELDS = ("item", "version", "reason", "last_day", "successor", "competent_authority")
_UNITS = {unit.value: unit for unit in LimitUnit}
_FOR_EVERY_VERSION = 0


def load_claims(path: Path) -> tuple[Claim, ...]:
    """Return the claims of a file; DataFileError names the first line that cannot be read."""
    return tuple(_claim(part) for part in _blocks(path, "claim"))


def load_endings(path: Path) -> tuple[Ending, ...]:
    """Return the withdrawals of a file; DataFileError names the first line that cannot be read."""
    return tuple(_ending(part) for part in _blocks(path, "withdrawal"))


def claimed_catalog(path: Path, catalog: Catalog, windows: Iterable[str]) -> Catalog:
    """Return the catalogue on the terms of a claims file; without that file, the whole catalogue as it is.

    A file that only withdraws claims nothing and leaves everything else offered. DataFileError names the
    first entry that the county's catalogue, the law or the hall does not bear.
    """
    if not path.exists():
        return catalog
    claims, endings = load_claims(path), load_endings(path)
    for wrong in mistakes_in_endings(endings, catalog):
        raise DataFileError(wrong.fault.value, file=path.name, line=wrong.ending.line, **wrong.facts)
    for mistake in mistakes_in(claims, catalog, windows):
        raise DataFileError(mistake.fault.value, file=path.name, line=mistake.claim.line, **mistake.facts)
    offered = claimed(catalog, claims) if claims or not endings else catalog
    return ended(offered, endings)


def _blocks(path: Path, name: str) -> Iterator[Part]:
    file = read(path)
    file.head.only("claim", "withdrawal")
    return file.blocks(name)


def _ending(part: Part) -> Ending:
    part.only(*_ENDING_FIELDS)
    reason = part.need("reason", str)
    if reason not in _REASONS:
        raise part.error("not_offered", field="reason", offered="、".join(_REASONS))
    return Ending(
        item=part.need("item", str),
        version=part.need("version", int),
        reason=_REASONS[reason],
        last_day=part.need("last_day", date),
        successor=part.need("successor", int) if "successor" in part.values else None,
        competent_authority=part.take("competent_authority", ""),
        line=part.line,
    )


def _claim(part: Part) -> Claim:
    part.only(*_CLAIM_FIELDS)
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
