"""Prints the table of figures: `python3 dev.py bench`. It never fails by time."""

from pathlib import Path

import pytest
from figures import HEADING

from tests.bench.desk_bench import measure_counter
from tests.bench.forms_bench import measure_keystrokes
from tests.bench.opening_bench import measure_opening
from tests.bench.receipt_bench import measure_signed_receipt
from tests.bench.search_bench import measure_search
from tests.bench.window_bench import measure_window

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def test_figures(tmp_path: Path) -> None:
    figures = [
        *measure_window(tmp_path / "window"),
        *measure_counter(tmp_path / "counter"),
        *measure_keystrokes(),
        *measure_opening(tmp_path / "opening"),
        measure_signed_receipt(tmp_path),
        measure_search(tmp_path / "search"),
    ]

    print(f"\n{HEADING}")
    for figure in figures:
        print(figure.line())
    assert all(figure.ours > 0 and figure.bare > 0 for figure in figures)
