"""Prints the table of figures: `python3 dev.py bench`. It never fails by time."""

from pathlib import Path

import pytest
from figures import HEADING, Figure

from tests.bench.desk_bench import measure_counter
from tests.bench.forms_bench import measure_keystroke
from tests.bench.receipt_bench import measure_signed_receipt
from tests.bench.search_bench import measure_search
from tests.bench.window_bench import measure_window

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def _keystroke() -> Figure:
    ours, bare = measure_keystroke()
    return Figure("keystroke p95, 150 fields x 20 rows", ours, bare, "<= 1 ms; bare closures 0.2")


def test_figures(tmp_path: Path) -> None:
    figures = [
        *measure_window(tmp_path / "window"),
        *measure_counter(tmp_path / "counter"),
        _keystroke(),
        measure_signed_receipt(tmp_path),
        measure_search(tmp_path / "search"),
    ]

    print(f"\n{HEADING}")
    for figure in figures:
        print(figure.line())
    assert all(figure.ours > 0 and figure.bare > 0 for figure in figures)
