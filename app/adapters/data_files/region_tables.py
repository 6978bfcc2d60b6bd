"""Reads lists of regions (code and name, one a line) as three code tables that narrow each other.

A region code has twelve digits: six of the county, three of the township, three of the village; the trailing
ones of a higher level are zeros (统计用区划代码, GB/T 10114).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.adapters.data_files.reading import Part, text_of
from app.domain.codes import CodeEntry, CodeTable

_CODE = re.compile(r"\d{12}")
_LEVELS = (
    ("counties", "县（市、区）", ""),
    ("townships", "乡镇（街道）", "county"),
    ("villages", "村（社区）", "township"),
)


def load_region_tables(paths: Iterable[Path]) -> Mapping[str, CodeTable]:
    """Return the tables counties, townships and villages; each entry names the region it lies in.

    DataFileError names the file and line of a code that is misshapen, stands twice, or lies in no region read
    before it.
    """
    levels: tuple[dict[str, CodeEntry], ...] = ({}, {}, {})
    sources = []
    for path in paths:
        lines = text_of(path).splitlines()
        sources.append(lines[0].lstrip("# ") if lines else "")
        for part in _parts(path.name, lines):
            _place(part, levels)
    return {
        name: CodeTable(
            name=name,
            title=title,
            source="；".join(sources),
            version="；".join(sources),
            entries=tuple(level.values()),
        )
        for (name, title, _), level in zip(_LEVELS, levels, strict=True)
    }


def _parts(file: str, lines: list[str]) -> Iterator[Part]:
    """Yield the rows under the line of the source and the line of column names."""
    for number, row in enumerate(csv.reader(lines[2:]), 3):
        code, name, *_ = [*row, "", ""]
        yield Part(file, number, {"code": code, "name": name})


def _place(part: Part, levels: tuple[dict[str, CodeEntry], ...]) -> None:
    code, name = part.need("code", str), part.need("name", str)
    if not _CODE.fullmatch(code):
        raise part.error("not_a_region_code", region=code)
    level = 2 if not code.endswith("000") else 1 if not code.endswith("000000") else 0
    if code in levels[level]:
        raise part.error("duplicate_code", entry=code)
    facts = {}
    if level:
        parent = code[: 3 + 3 * level].ljust(12, "0")
        if parent not in levels[level - 1]:
            raise part.error("no_such_parent", region=code, parent=parent)
        facts = {_LEVELS[level][2]: parent}
    levels[level][code] = CodeEntry(code=code, name=name, facts=facts)
