"""一乡一策: which items of the county's catalogue this township has taken on (认领), and on what terms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from app.domain.item import Catalog, Handling, Limit, LimitUnit, ServiceItem


class ClaimFault(Enum):
    """What is wrong with a claim; the value is the code of its sentence."""

    UNKNOWN_ITEM = "claims.unknown_item"
    UNKNOWN_VERSION = "claims.unknown_version"
    TWICE = "claims.twice"
    REVERSED = "claims.reversed"
    UNKNOWN_WINDOW = "claims.unknown_window"
    LONGER_THAN_LAW = "claims.longer_than_law"
    LONGER_THAN_COUNTY = "claims.longer_than_county"
    LIMIT_ON_THE_SPOT = "claims.limit_on_the_spot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One item a township has taken on.

    Without `version` every version of the item; without `until` for good; without `windows` every window that
    serves the item's letters. `promised` is the township's own limit, `notes` are shown to the clerk.
    `line` is where the claim stands in its file.
    """

    item: str
    version: int | None = None
    since: date = date.min
    until: date | None = None
    windows: tuple[str, ...] = ()
    promised: Limit | None = None
    notes: tuple[str, ...] = ()
    line: int = 1

    def covers(self, item: ServiceItem) -> bool:
        """Say whether this claim is about a version of an item."""
        return self.item == item.id and self.version in {None, item.version}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A claim that cannot stand, and the words its sentence needs."""

    claim: Claim
    fault: ClaimFault
    facts: Mapping[str, object]


def claimed(catalog: Catalog, claims: Iterable[Claim]) -> Catalog:
    """Return the catalogue as the township offers it: claimed items on the claim's terms, the others not.

    Versions that are not offered stay known: open cases are pinned to them (history 5).
    """
    of_item: dict[str, list[Claim]] = {}
    for claim in claims:
        of_item.setdefault(claim.item, []).append(claim)
    items = {
        key: _on_terms(item, [claim for claim in of_item.get(item.id, ()) if claim.covers(item)])
        for key, item in catalog.items.items()
    }
    return replace(catalog, items=items)


def mistakes_in(claims: Iterable[Claim], catalog: Catalog, windows: Iterable[str]) -> tuple[Mistake, ...]:
    """Return every claim that cannot stand; `windows` are the numbers of the hall's windows."""
    numbers, seen, found = frozenset(windows), set[tuple[str, int | None]](), list[Mistake]()
    for claim in claims:
        if (claim.item, claim.version) in seen:
            found.append(Mistake(claim, ClaimFault.TWICE, {"item": claim.item}))
        seen.add((claim.item, claim.version))
        found.extend(_faults(claim, catalog, numbers))
    return tuple(found)


def is_longer(own: Limit, other: Limit) -> bool:
    """Say whether one limit may run longer than another, whatever days it falls on.

    Natural days never outlast as many working days; working days may outlast any number of natural ones,
    since a holiday of the State Council's making can lie between.
    """
    if own.unit is LimitUnit.WORKING_DAYS and other.unit is LimitUnit.NATURAL_DAYS:
        return own.length > 0
    return own.length > other.length


def _on_terms(item: ServiceItem, claims: list[Claim]) -> ServiceItem:
    # A claim of this very version says more than one of the item.
    claim = max(claims, key=lambda one: one.version is not None, default=None)
    if claim is None:
        return replace(item, is_claimed=False)
    ends = [day for day in (item.valid_until, claim.until) if day is not None]
    return replace(
        item,
        valid_from=max(item.valid_from, claim.since),
        valid_until=min(ends, default=None),
        promised_limit=claim.promised or item.promised_limit,
        reminders=(*item.reminders, *claim.notes),
        counters=claim.windows,
    )


def _faults(claim: Claim, catalog: Catalog, windows: frozenset[str]) -> Iterator[Mistake]:
    versions = [item for item in catalog.items.values() if item.id == claim.item]
    covered = [item for item in versions if claim.covers(item)]
    if not versions:
        yield Mistake(claim, ClaimFault.UNKNOWN_ITEM, {"item": claim.item})
    elif not covered:
        yield Mistake(claim, ClaimFault.UNKNOWN_VERSION, {"item": claim.item, "version": claim.version})
    if claim.until is not None and claim.until < claim.since:
        yield Mistake(claim, ClaimFault.REVERSED, {"item": claim.item, "until": claim.until})
    for number in claim.windows:
        if number not in windows:
            yield Mistake(claim, ClaimFault.UNKNOWN_WINDOW, {"item": claim.item, "window": number})
    if claim.promised is not None:
        for item in covered:
            yield from _limit_faults(claim, claim.promised, item)


def _limit_faults(claim: Claim, own: Limit, item: ServiceItem) -> Iterator[Mistake]:
    facts = {"item": item.name, "own": words_of(own)}
    if item.handling is Handling.ON_THE_SPOT and own.length:
        yield Mistake(claim, ClaimFault.LIMIT_ON_THE_SPOT, facts)
    elif item.legal_limit is not None and is_longer(own, item.legal_limit):
        yield Mistake(claim, ClaimFault.LONGER_THAN_LAW, facts | {"most": words_of(item.legal_limit)})
    elif item.promised_limit is not None and is_longer(own, item.promised_limit):
        yield Mistake(claim, ClaimFault.LONGER_THAN_COUNTY, facts | {"most": words_of(item.promised_limit)})


def words_of(limit: Limit) -> str:
    """Return a limit as people say it."""
    return f"{limit.length} 个{limit.unit.value}" if limit.length else "当场"
