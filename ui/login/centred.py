"""Puts one plate into the middle of an otherwise empty page, a little above its centre."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget


def centred(page: QWidget, plate: QWidget) -> None:
    """Lay `plate` out alone on `page`."""
    column = QVBoxLayout(page)
    column.addStretch(2)
    column.addWidget(plate, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addStretch(3)
