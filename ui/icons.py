"""The vector icons, drawn in whatever colour the place asks for."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZE = 24


@dataclass(frozen=True, slots=True)
class Icons:
    """The icons of a folder, by name; all of one weight and one size."""

    folder: Path

    def icon(self, name: str, ink: str, chosen: str | None = None) -> QIcon:
        """Return an icon in `ink`, and in `chosen` while its button is on."""
        made = QIcon(self.pixmap(name, ink))
        if chosen is not None:
            made.addPixmap(self.pixmap(name, chosen), QIcon.Mode.Normal, QIcon.State.On)
        return made

    def pixmap(self, name: str, ink: str, size: int = SIZE) -> QPixmap:
        """Return the icon as a picture, sharp at the screen's scaling."""
        scale = QGuiApplication.primaryScreen().devicePixelRatio()
        picture = QPixmap(QSize(size, size) * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        drawing = (self.folder / f"{name}.svg").read_text("utf-8").replace("currentColor", ink)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return picture
