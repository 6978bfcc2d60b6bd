"""Prints the table of figures: `python3 dev.py bench`. It never fails by time."""

from collections.abc import Callable
from pathlib import Path

import pytest
from figures import HEADING, Figure

from tests.bench import desk_bench, forms_bench, opening_bench, receipt_bench, search_bench, window_bench

MEASURES: dict[str, Callable[[Path], list[Figure]]] = {
    "window": window_bench.measure_window,
    "counter": desk_bench.measure_counter,
    "keystrokes": forms_bench.measure_keystrokes,
    "opening": opening_bench.measure_opening,
    "receipt": receipt_bench.measure_signed_receipt,
    "search": search_bench.measure_search,
}
FEW = (
    (desk_bench, {"ROUNDS": 2}),
    (forms_bench, {"KEYSTROKES": 2}),
    (opening_bench, {"OPENINGS": 1, "LOADS": 1}),
    (receipt_bench, {"ROUNDS": 1}),
    (search_bench, {"ROUNDS": 2, "CASES": 5000}),
    (window_bench, {"ROUNDS": 1, "CASES": 1000}),
)


@pytest.mark.bench
@pytest.mark.timeout(900)
def test_figures(tmp_path: Path) -> None:
    print(f"\n{HEADING}")
    for name, measure in MEASURES.items():
        for figure in measure(tmp_path / name):
            print(figure.line(), flush=True)
            assert figure.ours > 0 < figure.bare


@pytest.mark.parametrize("name", MEASURES)
def test_every_figure_can_still_be_measured(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, small in FEW:
        for what, count in small.items():
            monkeypatch.setattr(module, what, count)

    figures = MEASURES[name](tmp_path / name)

    assert figures
    assert all(figure.ours > 0 < figure.bare for figure in figures)
