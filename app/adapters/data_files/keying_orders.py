"""Reads in which order other systems ask for a case (转录单) from resources/transcription."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.adapters.data_files.reading import DataFile, Part, read
from app.domain.transcription.notation import Notation
from app.domain.transcription.order import KeyingOrder, Step

_NOTATIONS = {notation.value: notation for notation in Notation}


def load_keying_orders(folder: Path) -> tuple[KeyingOrder, ...]:
    """Return the orders of a folder by file name; DataFileError names the first file and line at fault."""
    orders: dict[str, KeyingOrder] = {}
    for path in sorted(folder.glob("*.toml")):
        order = load_keying_order(path)
        if order.id in orders:
            raise Part(path.name, 1, {}).error("duplicate_code", entry=order.id)
        orders[order.id] = order
    return tuple(orders.values())


def load_keying_order(path: Path) -> KeyingOrder:
    """Return the order of one file; DataFileError names the first line at fault."""
    return _order(read(path))


def _order(file: DataFile) -> KeyingOrder:
    head = file.head
    steps = tuple(_step(part) for part in file.blocks("step"))
    if not steps:
        raise head.error("field_missing", field="step")
    return KeyingOrder(
        id=head.need("id", str),
        name=head.need("name", str),
        items=frozenset(part.need("items", str) for part in file.items("items")),
        steps=steps,
        serial_label=head.need("serial_label", str),
        serial_pattern=_pattern(head),
        serial_help=head.need("serial_help", str),
        file=head.file,
    )


def _pattern(head: Part) -> str:
    pattern = head.need("serial_pattern", str)
    try:
        re.compile(pattern)
    except re.error as wrong:
        raise head.error("bad_pattern", field="serial_pattern") from wrong
    return pattern


def _step(part: Part) -> Step:
    written = part.take("notation", Notation.WORDS.value)
    if written not in _NOTATIONS:
        raise part.error("not_offered", field="notation", offered="、".join(_NOTATIONS))
    return Step(
        label=part.need("label", str),
        slot=part.need("field", str),
        notation=_NOTATIONS[written],
        theirs=dict(_theirs(part)),
        line=part.line,
    )


def _theirs(part: Part) -> Iterator[tuple[str, str]]:
    theirs: Mapping[str, object] = part.take("theirs", {})
    for ours in theirs:
        yield ours, Part(part.file, part.line, theirs).need(ours, str)
