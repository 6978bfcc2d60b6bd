"""A document camera shows what lies under it and keeps what was in front when the key was pressed."""

import sys
from pathlib import Path

import pytest
from drawn_pages import encoded, photographed
from PySide6 import QtMultimedia
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from scan_counter import ScanCounter
from work_rig import WorkRig

from app.domain.attachment import AttachmentError
from ui.capture.camera import MachineCameras
from ui.shortcuts import Command


class FedCameras:
    """Cameras whose pictures a test sends; `asked` tells which were turned on."""

    def __init__(self):
        self.asked, self.feed = [], None

    def connect(self, session, at):
        self.asked.append(at)
        self.feed = QtMultimedia.QVideoFrameInput(session)
        session.setVideoFrameInput(self.feed)
        return self.feed


@pytest.fixture
def cameras():
    return FedCameras()


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot, cameras):
    rig = WorkRig(tmp_path / "厅")
    made = ScanCounter(rig, qtbot)
    made.scans.sources._cameras = cameras
    made.open()
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def desk(tmp_path) -> QImage:
    """A sheet on a desk as a camera sees it."""
    file = Path(tmp_path / "desk.png")
    file.write_bytes(encoded(photographed(2.0).convert("RGB")))
    return QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)


def sees(counter, cameras, picture):
    """Let the camera see something, and wait until it is on the screen."""
    counter.page.picture.show_image(QImage())
    assert cameras.feed.sendVideoFrame(QtMultimedia.QVideoFrame(picture))
    counter.rig.settle(counter.qtbot, lambda: not counter.page.picture.pixmap().isNull())


def test_what_lies_under_the_camera_is_shown_and_nothing_of_it_is_kept(counter, cameras, desk):
    counter.key(Qt.Key.Key_K)
    sees(counter, cameras, desk)

    shown = counter.page.picture.pixmap()
    assert shown.width() / shown.height() == pytest.approx(desk.width() / desk.height(), rel=0.02)
    assert "按空格拍下" in counter.page.hint.text()
    assert counter.shown() == []


def test_space_takes_the_sheet_straightened_and_enter_keeps_it_as_from_the_camera(counter, cameras, desk):
    counter.key(Qt.Key.Key_K)
    sees(counter, cameras, desk)

    counter.key(Qt.Key.Key_Space)
    assert counter.shown() == ["未收入"]
    whole = counter.page._leaves[0].whole
    assert whole.height() / whole.width() == pytest.approx(1754 / 1240, rel=0.02)
    counter.key(Qt.Key.Key_Return)

    assert [page.source for page in counter.scanned()] == ["高拍仪"]


def test_a_page_that_waits_is_not_covered_by_the_live_picture(counter, cameras, desk):
    counter.key(Qt.Key.Key_K)
    sees(counter, cameras, desk)
    counter.key(Qt.Key.Key_Space)
    waiting = counter.page.picture.pixmap().cacheKey()

    counter.scans.sources._live.pictured.emit(desk)

    assert counter.page.picture.pixmap().cacheKey() == waiting


def test_space_before_the_first_picture_is_told(counter, cameras):
    counter.key(Qt.Key.Key_K)
    counter.key(Qt.Key.Key_Space)

    assert "画面还没有出来" in counter.view.strip.words
    assert counter.shown() == []


def test_k_again_takes_the_next_lens_and_esc_turns_the_camera_off(counter, cameras):
    counter.key(Qt.Key.Key_K)
    counter.key(Qt.Key.Key_K)
    assert cameras.asked == [0, 1]

    counter.press(Command.STEP_OUT)
    assert counter.scans.sources._live is None
    assert counter.view.page is counter.page
    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.overview


def test_leaving_the_page_turns_the_camera_off(counter, cameras):
    counter.key(Qt.Key.Key_K)

    counter.panel.left()

    assert counter.scans.sources._live is None


def test_without_a_camera_the_clerk_is_told_what_to_do(counter, monkeypatch):
    monkeypatch.setattr(QtMultimedia.QMediaDevices, "videoInputs", staticmethod(list))
    counter.scans.sources._cameras = MachineCameras()

    counter.key(Qt.Key.Key_K)

    assert "没有接高拍仪" in counter.view.strip.words


def test_without_the_library_the_clerk_is_told_what_is_lacking(counter, monkeypatch):
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)

    counter.key(Qt.Key.Key_K)

    assert "libpulse0" in counter.view.strip.words
    assert counter.scans.sources._live is None


def test_a_session_without_cameras_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(QtMultimedia.QMediaDevices, "videoInputs", staticmethod(list))

    with pytest.raises(AttachmentError) as refused:
        MachineCameras().connect(QtMultimedia.QMediaCaptureSession(), 0)

    assert refused.value.code == "attachment.no_camera"
