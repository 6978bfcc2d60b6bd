"""What a scanner newly writes into its folder appears by itself, once it is whole."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from drawn_pages import encoded, sheet
from PySide6.QtCore import Qt
from scan_counter import ScanCounter
from work_rig import WorkRig

from ui.capture.folder import Arrivals
from ui.shortcuts import Command

A, B = Path("a.jpg"), Path("b.jpg")


@pytest.mark.parametrize(
    ("looks", "brought"),
    [
        ([{A: (5, 1)}, {A: (5, 1)}, {A: (5, 1)}], []),
        ([{}, {A: (5, 1)}, {A: (5, 1)}, {A: (5, 1)}], [A]),
        ([{}, {A: (5, 1)}, {A: (9, 2)}], []),
        ([{}, {A: (5, 1)}, {A: (9, 2)}, {A: (9, 2)}], [A]),
        ([{}, {A: (0, 1)}, {A: (0, 1)}], []),
        ([{A: (5, 1)}, {A: (5, 1), B: (7, 1)}, {A: (5, 1), B: (7, 1)}], [B]),
        ([{}, {B: (7, 1), A: (5, 1)}, {B: (7, 1), A: (5, 1)}], [A, B]),
    ],
)
def test_a_file_is_brought_once_when_it_is_new_and_no_longer_grows(looks, brought):
    arrivals = Arrivals()

    assert [file for there in looks for file in arrivals.look(there)] == brought


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "扫描 件"
    made.mkdir()
    (made / "昨天.png").write_bytes(encoded(sheet()))
    return made


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path / "厅")
    made = ScanCounter(rig, qtbot)
    made.kept_folders = []
    made.scans.sources._at = replace(made.scans.sources._at, keep_scan_folder=made.kept_folders.append)
    made.open()
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


def chosen(counter, folder):
    counter.scans.sources._choose_folder = lambda _over: str(folder)
    counter.key(Qt.Key.Key_W)


def looks(counter, times=2):
    for _ in range(times):
        counter.scans.sources._watch.look()
        counter.settle()


def test_a_new_scan_appears_to_be_looked_at_and_yesterdays_does_not(counter, folder):
    chosen(counter, folder)
    (folder / "今天.png").write_bytes(encoded(sheet()))
    (folder / "说明.txt").write_text("不是图片")
    looks(counter)

    assert counter.shown() == ["未收入"]
    assert counter.scanned() == ()
    counter.key(Qt.Key.Key_Return)

    assert [page.source for page in counter.scanned()] == ["扫描文件夹"]


def test_the_folder_is_remembered_and_watched_the_next_time(counter, folder):
    chosen(counter, folder)
    assert counter.kept_folders == [str(folder)]
    counter.press(Command.STEP_OUT)
    assert counter.scans.sources._watch is None, "nobody looks while the page is closed"

    counter.scans.sources._at = replace(counter.scans.sources._at, scan_folder=lambda: str(folder))
    counter.open()
    (folder / "今天.png").write_bytes(encoded(sheet()))
    looks(counter)

    assert counter.shown() == ["未收入"]


def test_choosing_nothing_changes_nothing(counter):
    chosen(counter, "")

    assert counter.kept_folders == []
    assert counter.scans.sources._watch is None


def test_a_folder_that_is_gone_is_told_once(counter, folder):
    chosen(counter, folder)
    shutil.rmtree(folder)
    looks(counter)

    assert "现在打不开" in counter.view.strip.words
    assert not counter.scans.sources._watch._timer.isActive()


def test_a_window_nobody_sees_watches_nothing(counter, folder):
    chosen(counter, folder)

    counter.frame.hide()

    assert counter.scans.sources._watch is None
