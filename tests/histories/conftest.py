"""Each named history is told twice: over the pure model, and over the encrypted file of the product."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_storage import Shelf, new_file
from ledger_world import World

MEMORY, FILE = "memory", "encrypted file"
MOST_IN_FILES = 4
"""So many of a test's interleavings are told over files: each commits to a disk."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.rpartition(".")[2].startswith("test_history_"):
        metafunc.parametrize("authority_kept_in", [MEMORY, FILE], indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the interleavings told over files keep a few, spread over all there are."""
    told: dict[object, list[pytest.Item]] = {}
    for item in items:
        kept_in = getattr(item, "callspec", None) and item.callspec.params.get("authority_kept_in")
        if kept_in == FILE:
            told.setdefault(item.function, []).append(item)
    left_out = {
        item
        for found in told.values()
        for place, item in enumerate(found)
        if place % -(-len(found) // MOST_IN_FILES)
    }
    config.hook.pytest_deselected(items=[item for item in items if item in left_out])
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "empty.db"
    new_file(path)
    return path


@pytest.fixture(autouse=True)
def authority_kept_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where the authority of every World of this test keeps its memory."""
    if getattr(request, "param", MEMORY) == MEMORY:
        yield
        return
    empty: Path = request.getfixturevalue("empty_file")
    shelf = Shelf(empty, request.getfixturevalue("tmp_path"))
    monkeypatch.setattr(World, "makes_store", staticmethod(shelf.store))
    yield
    shelf.close()
