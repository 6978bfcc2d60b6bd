"""A QR symbol as one PDF path: level M, every dark run of modules a rectangle."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import segno


@lru_cache(maxsize=64)
def code_operators(content: str, side: float) -> str:
    """Return the operators of a symbol `side` points wide, its bottom left at the origin."""
    symbol = segno.make_qr(content, error="m", boost_error=False)
    rows = [bytes(row) for row in symbol.matrix]
    module = side / len(rows)
    return "\n".join(
        f"{start * module:.3f} {side - (line + 1) * module:.3f} {length * module:.3f} {module:.3f} re"
        for line, row in enumerate(rows)
        for start, length in _dark_runs(row)
    )


def _dark_runs(row: bytes) -> Iterator[tuple[int, int]]:
    place = 0
    for dark, modules in groupby(row):
        length = len(list(modules))
        if dark:
            yield place, length
        place += length
