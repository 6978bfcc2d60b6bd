"""The clipboard as a tray for one value: never kept by clipboard histories, emptied when the work is done."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_NO_HISTORY = {
    # Klipper and most Linux clipboard histories; Windows 10 and later.
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}


def lay_down(value: str) -> None:
    """Put a value where the next Ctrl+V finds it; a blank one empties the tray."""
    if not value:
        QGuiApplication.clipboard().clear()
        return
    data = QMimeData()
    data.setText(value)
    for kind, mark in _NO_HISTORY.items():
        data.setData(kind, mark)
    QGuiApplication.clipboard().setMimeData(data)


def clear_away(value: str) -> None:
    """Empty the clipboard if `value` still lies there; what somebody else copied since stays."""
    if value and QGuiApplication.clipboard().text() == value:
        QGuiApplication.clipboard().clear()
