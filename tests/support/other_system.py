"""Another office's program, as a process of its own: `python -m other_system FILE` shows six fields to fill.

It writes what its fields hold into FILE at every change, and whether its window is in front.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QWidget

FIELDS = ("身份证号", "参保人", "性别代码", "民族代码", "出生年月", "区划代码")
GLANCE_MS = 60


class Entry(QWidget):
    """The entry page of that system; it knows nothing of ours."""

    def __init__(self, file: Path) -> None:
        """Report to `file`."""
        super().__init__()
        self.setWindowTitle("经办平台")
        self._file = file
        form = QFormLayout(self)
        self._fields = [QLineEdit() for _ in FIELDS]
        for label, field in zip(FIELDS, self._fields, strict=True):
            form.addRow(label, field)
        self._glance = QTimer(self)
        self._glance.setInterval(GLANCE_MS)
        self._glance.timeout.connect(self._tell)
        self._glance.start()

    def _tell(self) -> None:
        seen = {"active": self.isActiveWindow(), "fields": [field.text() for field in self._fields]}
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
        draft.replace(self._file)


if __name__ == "__main__":
    application = QApplication(["other-system"])
    page = Entry(Path(sys.argv[1]))
    page.move(100, 400)
    page.show()
    raise SystemExit(application.exec())
