"""Where pages come from: files, the clipboard, a document camera, the folder a scanner writes into."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.attachment import AttachmentError, Source
from ui.at_desk import AtDesk
from ui.capture.camera import Cameras, LiveCamera, MachineCameras
from ui.capture.folder import FolderWatch
from ui.capture.gifts import gifts_of, gifts_of_files
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone

_PATTERNS = "图片和 PDF (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.pdf)"


def ask_for_folder(over: QWidget) -> str:
    """Let the clerk choose the folder a scanner writes into; empty if none was chosen."""
    return QFileDialog.getExistingDirectory(over, "选扫描仪存文件的文件夹")


def ask_for_files(over: QWidget) -> Sequence[str]:
    """Let the clerk choose pictures and PDFs."""
    return QFileDialog.getOpenFileNames(over, "选图片或 PDF", "", _PATTERNS)[0]


class Sources(QObject):
    """Brings pages while somebody captures; `strip` is where it speaks.

    `given` brings a sequence of Gift, `pictured` what lies under the camera; `camera_turned` tells that the
    camera went on or off, `lost` the error that ended the watch over the folder.
    """

    given = Signal(object)
    pictured = Signal(QImage)
    camera_turned = Signal()
    lost = Signal(object)

    def __init__(
        self,
        at: AtDesk,
        strip: MessageStrip,
        choose_files: Callable[[QWidget], Sequence[str]] = ask_for_files,
        cameras: Cameras | None = None,
    ) -> None:
        """Take what asks for files, and the cameras; nothing is on yet."""
        super().__init__()
        self._at, self._strip, self._choose_files = at, strip, choose_files
        self._cameras: Cameras = cameras or MachineCameras()
        self._choose_folder: Callable[[QWidget], str] = ask_for_folder
        self._live: LiveCamera | None = None
        self._lens = 0
        self._watch: FolderWatch | None = None

    @property
    def is_live(self) -> bool:
        """Say whether the camera is on."""
        return self._live is not None

    def add_files(self, over: QWidget) -> None:
        """Bring pages from files."""
        self.given.emit(gifts_of_files(map(Path, self._choose_files(over)), Source.FILE))

    def paste(self) -> None:
        """Bring the picture or the files that were copied."""
        gifts = gifts_of(QGuiApplication.clipboard().mimeData(), Source.CLIPBOARD)
        if not gifts:
            self._strip.say("剪贴板里没有图片或文件。请先复制图片，再按 Ctrl+V。", Tone.SOON)
        self.given.emit(gifts)

    def next_camera(self) -> None:
        """Turn the camera on, or the next one: a document camera has lenses for sheets and for faces."""
        self._lens = self._lens + 1 if self._live is not None else 0
        self.turn_off()
        try:
            self._live = LiveCamera(self._at, self._cameras, self._lens)
        except AttachmentError as none:
            self._strip.show_message(self._at.wording.of(none))
            return
        self._live.pictured.connect(self.pictured)
        self._strip.clear()
        self.camera_turned.emit()

    def shoot(self) -> None:
        """Take what lies under the camera; turn it on if it is off."""
        if self._live is None:
            self.next_camera()
            return
        try:
            self.given.emit([self._live.shoot()])
        except AttachmentError as dark:
            self._strip.show_message(self._at.wording.of(dark))

    def turn_off(self) -> bool:
        """Turn the camera off; say whether it was on."""
        if self._live is None:
            return False
        self._live.turn_off()
        self._live = None
        self.camera_turned.emit()
        return True

    def choose_folder(self, over: QWidget) -> None:
        """Choose where the scanner writes; what newly lies there comes by itself from now on."""
        folder = self._choose_folder(over)
        if folder:
            self._watch_over(folder)
            self._at.keep_scan_folder(folder)
            self._strip.say(f"以后 {folder} 里新扫描的文件会自己出现在这里。", Tone.DONE)

    def watch(self) -> None:
        """Look into the folder chosen, if one was."""
        self._watch_over(self._at.scan_folder())

    def rest(self) -> None:
        """Turn the camera off and look into no folder: nobody captures now."""
        self.turn_off()
        self._watch_over("")

    def _watch_over(self, folder: str) -> None:
        if self._watch is not None:
            self._watch.stop()
        self._watch = FolderWatch(self._at, Path(folder)) if folder else None
        if self._watch is not None:
            self._watch.arrived.connect(self.given)
            self._watch.lost.connect(self.lost)
