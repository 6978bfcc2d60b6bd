"""A window whose files were taken away or replaced under it stops before it writes or prints anything."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from counter import FOLDER, STREET, accepted, at_window, street_stall
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.domain.storage import StorageError
from app.services.papers.print_paper import print_paper


def replaced(file: Path) -> None:
    """Another file of the same content, as a tool that syncs folders leaves it."""
    copy = file.with_name("copy")
    shutil.copyfile(file, copy)
    copy.replace(file)


def folder_moved(file: Path) -> None:
    folder = file.parent
    folder.rename(folder.with_name("旧数据"))


def folder_put_back(file: Path) -> None:
    folder = file.parent
    folder.rename(folder.with_name("旧数据"))
    shutil.copytree(folder.with_name("旧数据"), folder)


ACCIDENTS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "database deleted": ("hall.db", Path.unlink),
    "database replaced": ("hall.db", replaced),
    "wal deleted": ("hall.db-wal", Path.unlink),
    "wal replaced": ("hall.db-wal", replaced),
    "lock deleted": ("locks/database", Path.unlink),
    "lock replaced": ("locks/database", replaced),
    "folder moved": ("hall.db", folder_moved),
    "folder copied back": ("hall.db", folder_put_back),
}


def stops(hall: OpenHall, paper_id: str) -> bool:
    for act in (
        lambda: accepted(hall, STREET, "after", **street_stall(2)),
        lambda: print_paper(hall.office, at_window(), paper_id, FOLDER),
    ):
        with pytest.raises(StorageError, match=r"storage\.moved"):
            act()
    return not list(hall.home.printed.rglob("*.pdf"))


@pytest.mark.parametrize(("name", "happens"), ACCIDENTS.values(), ids=ACCIDENTS)
def test_a_window_stops_when_its_files_are_gone(
    bench: Bench, name: str, happens: Callable[[Path], None]
) -> None:
    with bench.open() as hall:
        paper = accepted(hall, STREET, "before", **street_stall(1)).papers[0]
        happens(bench.home.folder / name)
        assert stops(hall, paper.id)


def test_other_windows_coming_and_going_stop_nobody(bench: Bench) -> None:
    with bench.open("03") as hall:
        for stall in range(3):
            with bench.open("05") as other:
                accepted(other, STREET, f"other {stall}", **street_stall(2 * stall))
            assert accepted(hall, STREET, f"own {stall}", **street_stall(2 * stall + 1)).papers
