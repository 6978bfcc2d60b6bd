"""How a township's file ends versions of items (改版, 收回, 废止), and what such an ending must bear."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from app.domain.item import Catalog, ServiceItem
from app.domain.item_withdrawal import Reason


class EndingFault(Enum):
    """What is wrong with an ending; the value is the code of its sentence."""

    UNKNOWN_ITEM = "claims.unknown_item"
    UNKNOWN_VERSION = "claims.unknown_version"
    TWICE = "claims.ended_twice"
    BEFORE_IT_BEGAN = "claims.ended_before_it_began"
    NO_SUCCESSOR = "claims.no_successor"
    UNKNOWN_SUCCESSOR = "claims.unknown_successor"
    NOT_REVISED = "claims.not_revised"
    NO_AUTHORITY = "claims.no_authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One version's end: `last_day` is the last on which it is received.

    `successor` is the version that takes its place (改版), `competent_authority` where to apply instead
    (收回, 行政许可法 32). `line` is where the ending stands in its file.
    """

    item: str
    version: int
    reason: Reason
    last_day: date
    successor: int | None = None
    competent_authority: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class EndingMistake:
    """An ending that cannot stand, and the words its sentence needs."""

    ending: Ending
    fault: EndingFault
    facts: Mapping[str, object]


def ended(catalog: Catalog, endings: Iterable[Ending]) -> Catalog:
    """Return the catalogue with the endings: no version is received longer than it was before."""
    items = dict(catalog.items)
    for ending in endings:
        key = (ending.item, ending.version)
        items[key] = _until(items[key], ending)
    return replace(catalog, items=items)


def mistakes_in_endings(endings: Iterable[Ending], catalog: Catalog) -> tuple[EndingMistake, ...]:
    """Return every ending that cannot stand."""
    seen, found = set[tuple[str, int]](), list[EndingMistake]()
    for ending in endings:
        facts: dict[str, object] = {"item": ending.item, "version": ending.version}
        if (ending.item, ending.version) in seen:
            found.append(EndingMistake(ending, EndingFault.TWICE, facts))
        seen.add((ending.item, ending.version))
        found += [EndingMistake(ending, fault, {**facts, **more}) for fault, more in _faults(ending, catalog)]
    return tuple(found)


def _until(item: ServiceItem, ending: Ending) -> ServiceItem:
    return replace(
        item,
        valid_until=min(ending.last_day, item.valid_until or ending.last_day),
        withdrawn=ending.reason,
        successor=ending.successor,
        competent_body=ending.competent_authority or item.competent_body,
    )


def _faults(ending: Ending, catalog: Catalog) -> Iterator[tuple[EndingFault, Mapping[str, object]]]:
    versions = {version for item, version in catalog.items if item == ending.item}
    if not versions:
        yield EndingFault.UNKNOWN_ITEM, {}
    elif ending.version not in versions:
        yield EndingFault.UNKNOWN_VERSION, {}
    elif ending.last_day < (began := catalog.items[ending.item, ending.version].valid_from):
        yield EndingFault.BEFORE_IT_BEGAN, {"last_day": ending.last_day, "began": began}
    else:
        yield from _faults_of_reason(ending, versions)


def _faults_of_reason(
    ending: Ending, versions: set[int]
) -> Iterator[tuple[EndingFault, Mapping[str, object]]]:
    successor = {"successor": ending.successor, "reason": ending.reason.value}
    if ending.reason is Reason.REVISED and ending.successor is None:
        yield EndingFault.NO_SUCCESSOR, {}
    elif ending.reason is Reason.REVISED and not _follows(ending, versions):
        yield EndingFault.UNKNOWN_SUCCESSOR, successor
    elif ending.reason is not Reason.REVISED and ending.successor is not None:
        yield EndingFault.NOT_REVISED, successor
    if ending.reason is Reason.TAKEN_BACK and not ending.competent_authority:
        yield EndingFault.NO_AUTHORITY, {}


def _follows(ending: Ending, versions: set[int]) -> bool:
    return ending.successor in versions and (ending.successor or 0) > ending.version
