"""What a county has to confirm before it uses an item: each value marked as local, and where it stands."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.form.author import SourceText
from app.domain.form.lookups import LookupTable
from app.domain.form.model import FieldDef, Spot
from app.domain.item import ServiceItem

CODES = "codes"
_LOOKED_UP = re.compile(r"""\blookup\w*\(\s*["'](\w+)["']""")


@dataclass(frozen=True, slots=True)
class LocalValue:
    """One value of an item that differs by county.

    `key` is what stands in the file, `label` its name on the form, empty for an element of the item; `spot`
    is where it is written, `tables` are the names of the local tables its figures come from.
    """

    key: str
    label: str
    spot: Spot
    tables: tuple[str, ...] = ()


def local_values(
    item: ServiceItem,
    source: SourceText,
    tables: Mapping[str, LookupTable],
    blocks: Sequence[SourceText] = (),
) -> tuple[LocalValue, ...]:
    """Return what is local in an item, in the order a county goes through it: elements, form, papers.

    `source` is the item's own file, `blocks` those whose fields and papers it may include.
    """
    elements = [name for name in _names(item) if _is_element(item, name)]
    return (
        *(LocalValue(name, "", source.spot("", item.name, name)) for name in elements),
        *_columns(item, elements, source, tables),
        *(_of_field(slot, field, tables) for slot, field in _fields(item)),
        *_commitments(item, (source, *blocks)),
    )


def _names(item: ServiceItem) -> tuple[str, ...]:
    """The codes are the county's whether or not the item's author wrote so, as long as they are blank."""
    codes = item.codes
    blank = not (codes.basic and codes.implementing and codes.business)
    return (CODES, *item.local) if blank and CODES not in item.local else item.local


def _is_element(item: ServiceItem, name: str) -> bool:
    return name in ServiceItem.__dataclass_fields__ and not _slots(item, name)


def _slots(item: ServiceItem, name: str) -> list[str]:
    return [slot for slot in item.form.fields if slot.rpartition("/")[2] == name]


def _fields(item: ServiceItem) -> Iterator[tuple[str, FieldDef]]:
    for slot, field in item.form.fields.items():
        if field.local or slot.rpartition("/")[2] in item.local:
            yield slot, field


def _of_field(slot: str, field: FieldDef, tables: Mapping[str, LookupTable]) -> LocalValue:
    named = [field.choices_from, *_LOOKED_UP.findall(field.calc.source if field.calc else "")]
    local = dict.fromkeys(name for name in named if name in tables and tables[name].local)
    return LocalValue(slot, field.label, field.spot, tuple(local))


def _columns(
    item: ServiceItem, elements: list[str], source: SourceText, tables: Mapping[str, LookupTable]
) -> Iterator[LocalValue]:
    """Yield the marks that name a column of a local table: the figure stands there."""
    for name in item.local:
        if name not in elements and not _slots(item, name):
            found = tuple(key for key, table in tables.items() if table.local and name in table.columns)
            yield LocalValue(name, "", source.spot("", item.name, "local"), found)


def _commitments(item: ServiceItem, sources: Sequence[SourceText]) -> Iterator[LocalValue]:
    for material in item.materials:
        if material.commitment is not None and material.commitment.local:
            spots = [one.spot_under("", material.key, "commitment") for one in sources]
            spot = next((one for one in spots if one.line), spots[0])
            yield LocalValue(f"{material.key}.commitment", material.name, spot)
