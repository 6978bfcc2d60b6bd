"""A document camera (高拍仪): live pictures, and the frame that was in front when the key was pressed.

QtMultimedia is loaded when a camera is first asked for: it is large, and most windows never need it.
"""

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QImage

from app.domain.attachment import AttachmentError, Source
from ui.at_desk import AtDesk
from ui.capture.gifts import Gift, encoded

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame

_LEAST_MS = 100
"""Between two live pictures: enough to lay a sheet straight by, and little work."""


class Cameras(Protocol):
    """The cameras of a machine, or what stands in for them."""

    def connect(self, session: "QMediaCaptureSession", at: int) -> QObject:
        """Let the camera at a place feed `session` and return it; AttachmentError if there is none."""
        ...


class MachineCameras:
    """The cameras Qt finds, the usual one first."""

    def connect(self, session: "QMediaCaptureSession", at: int) -> QObject:
        """Start the camera at a place, counted round, with its largest picture."""
        from PySide6.QtMultimedia import QCamera, QMediaDevices

        devices = sorted(QMediaDevices.videoInputs(), key=lambda one: not one.isDefault())
        if not devices:
            raise AttachmentError("attachment.no_camera")
        device = devices[at % len(devices)]
        camera = QCamera(device, session)
        formats = device.videoFormats()
        if formats:
            largest = max(formats, key=lambda one: one.resolution().width() * one.resolution().height())
            camera.setCameraFormat(largest)
        session.setCamera(camera)
        camera.start()
        return camera


class LiveCamera(QObject):
    """One camera that is on. `pictured` brings what it sees, made into an image in a lane."""

    pictured = Signal(QImage)

    def __init__(self, at: AtDesk, cameras: Cameras, place: int) -> None:
        """Turn on the camera at `place`; AttachmentError says in words why that cannot be."""
        super().__init__()
        try:
            from PySide6.QtMultimedia import QMediaCaptureSession, QVideoSink
        except ImportError as lacking:
            raise AttachmentError("attachment.no_camera_support") from lacking
        self._at = at
        self._session, self._sink = QMediaCaptureSession(self), QVideoSink(self)
        self._session.setVideoSink(self._sink)
        self._latest: QVideoFrame | None = None
        self._is_making = False
        self._since = QElapsedTimer()
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera = cameras.connect(self._session, place)

    def turn_off(self) -> None:
        """Give the camera back; others may want it."""
        self._sink.videoFrameChanged.disconnect(self._on_frame)
        self._session.setCamera(None)  # type: ignore[arg-type]  # Qt takes none for "no more"
        self._latest = None
        self.deleteLater()

    def shoot(self) -> Gift:
        """Return what is in front right now; attachment.camera_dark before the first picture came."""
        if self._latest is None:
            raise AttachmentError("attachment.camera_dark")
        return Gift(partial(_still, self._latest), Source.CAMERA)

    def _on_frame(self, frame: "QVideoFrame") -> None:
        self._latest = frame
        is_soon = self._since.isValid() and self._since.elapsed() < _LEAST_MS
        if not self._is_making and not is_soon:
            self._is_making = True
            self._since.start()
            self._at.outside(frame.toImage, self._on_made, self._on_not_made)

    def _on_made(self, picture: QImage) -> None:
        self._is_making = False
        if self._latest is not None:
            self.pictured.emit(picture)

    def _on_not_made(self, _error: Exception) -> None:
        self._is_making = False


def _still(frame: "QVideoFrame") -> bytes:
    return encoded(frame.toImage())
