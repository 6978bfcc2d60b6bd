"""`backup`, `restore` and `ledger check` know of the pages that lie beside the database."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from counter import at_window

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.attachment import PreparedPage, Source
from app.domain.case.case import Case
from app.services.cases.look_up import open_case_file, recent_cases
from app.services.cases.scans import drop_page, keep_pages, show_pages

Open = Callable[[HallHome], OpenHall]
PAGE = PreparedPage(jpeg=b"a page", width=1240, height=1754)


@pytest.fixture
def case(home: HallHome, reopened: Open) -> Case:
    """The case of that hall, with a page of its first paper."""
    with reopened(home) as hall:
        (found,) = recent_cases(hall.office, at_window())
        row = open_case_file(hall.office, at_window(), found.id).case.materials[0].row
        return keep_pages(hall.office, at_window(), "keep", found.id, row, [PAGE], Source.FILE).case


def shown(hall: OpenHall, case: Case) -> list[bytes]:
    return [one.jpeg for one in show_pages(hall.office, at_window(), case.id, case.materials[0].row)]


def test_pages_come_back_with_the_database(
    command: Callable, home: HallHome, case: Case, tmp_path: Path, reopened: Open
) -> None:
    target = tmp_path / "盘" / "hall.db"
    told = command("backup", target, "--home", home.folder)
    shutil.rmtree(home.blobs)

    assert command("restore", target, "--home", home.folder).code == 0

    assert "（新增 1 页）" in told.out
    with reopened(home) as hall:
        assert shown(hall, case) == [b"a page"]


def test_a_page_that_is_gone_is_told_with_its_case_and_paper(
    command: Callable, home: HallHome, case: Case
) -> None:
    assert command("ledger", "check", "--home", home.folder).code == 0
    shutil.rmtree(home.blobs)

    ended = command("ledger", "check", "--home", home.folder)

    assert ended.code == 1
    assert ended.out.startswith(f"影像缺失：办件 {case.case_number} 的材料“{case.materials[0].name}”有 1 页")


def test_a_page_taken_out_of_its_case_is_not_missed(
    command: Callable, home: HallHome, case: Case, reopened: Open
) -> None:
    material = case.materials[0]
    with reopened(home) as hall:
        drop_page(hall.office, at_window(), "drop", case.id, material.row, material.scans[0].id)
    shutil.rmtree(home.blobs)

    assert command("ledger", "check", "--home", home.folder).code == 0


def test_a_hall_without_pages_says_nothing_of_them(command: Callable, home: HallHome, tmp_path: Path) -> None:
    told = command("backup", tmp_path / "hall.db", "--home", home.folder)

    assert "影像" not in told.out
