"""A folder a scanner writes into: what newly lies there is brought once it is whole."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.attachment import AttachmentError, Source
from ui.at_desk import AtDesk
from ui.capture.gifts import gifts_of_files

EVERY_MS = 1000
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".pdf"})

Size = tuple[int, int]
"""Bytes, and when they were last written in nanoseconds."""


class Arrivals:
    """Tells which files are new and whole: not there at first, and the same at two looks in a row."""

    def __init__(self) -> None:
        """Nothing was looked at yet."""
        self._known: set[Path] | None = None
        self._growing: Mapping[Path, Size] = {}

    def look(self, there: Mapping[Path, Size]) -> list[Path]:
        """Return what has become whole since the last look."""
        if self._known is None:
            self._known = set(there)
        new = {file: size for file, size in there.items() if file not in self._known}
        whole = [file for file, size in new.items() if size[0] > 0 and self._growing.get(file) == size]
        self._growing = new
        self._known |= set(whole)
        return sorted(whole)


class FolderWatch(QObject):
    """Looks into `folder` once a second, in a lane: a share of another machine may be slow.

    `arrived` brings the gifts, `lost` the error when the folder cannot be read any more; it then looks no
    further.
    """

    arrived = Signal(object)
    lost = Signal(object)

    def __init__(self, at: AtDesk, folder: Path) -> None:
        """Look at once, so that what lies there already is not taken for new."""
        super().__init__()
        self._at, self._folder = at, folder
        self._arrivals = Arrivals()
        self._is_looking = self._is_over = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Look into the folder, unless the last look is not back yet."""
        if not self._is_looking and not self._is_over:
            self._is_looking = True
            folder = self._folder
            self._at.outside(lambda: _lying_in(folder), self._on_looked, self._on_lost)

    def stop(self) -> None:
        """Look no further."""
        self._is_over = True
        self._timer.stop()

    def _on_looked(self, there: Mapping[Path, Size]) -> None:
        self._is_looking = False
        whole = self._arrivals.look(there)
        if whole and not self._is_over:
            self.arrived.emit(gifts_of_files(whole, Source.FOLDER))

    def _on_lost(self, error: Exception) -> None:
        if not self._is_over:
            self.stop()
            self.lost.emit(error)


def _lying_in(folder: Path) -> dict[Path, Size]:
    there: dict[Path, Size] = {}
    try:
        for file in folder.iterdir():
            if file.suffix.lower() in SUFFIXES and file.is_file():
                now = file.stat()
                there[file] = (now.st_size, now.st_mtime_ns)
    except OSError as unreadable:
        raise AttachmentError("attachment.no_folder", path=str(folder)) from unreadable
    return there
