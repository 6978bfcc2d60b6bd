"""One clerk's panels over a real hall in a temporary folder, off-screen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import word_files
from hall import Bench, new_bench
from hall import desk as desk_at
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import delete

from app.adapters.pinyin_names import PinyinNames
from app.domain.clerk import Clerk
from app.domain.storage import StorageError
from app.domain.words import Words
from ui import theme
from ui.at_desk import AtDesk
from ui.changes import ChangeBoard
from ui.field_keys import FieldKeys
from ui.tasks import Tasks
from ui.thread_guard import GuardedStorage
from ui.words import Wording

PRINTER = "文件夹"
PHRASE = "同事自己的口令 2026"
RETURNING = "360725199003070011"
PERSON = {
    "name": "欧阳·阿卜杜热合曼·买买提",
    "cert_no": RETURNING,
    "hukou_addr": "江西省赣州市崇义县关田镇沙溪村",
    "hukou_region": "360725105200",
    "live_addr": "江西省赣州市崇义县关田镇沙溪村十八组",
    "mobile": "13800000000",
}


class WorkRig:
    """Opens the hall; every bug a lane reports is kept in `bugs`."""

    def __init__(self, folder: Path, window: str = "03", bench: Bench | None = None) -> None:
        self.bench = bench or new_bench(folder)
        self.hall = self.bench.open(window)
        self.tasks = Tasks()
        self.board = ChangeBoard()
        self.bugs: list[Exception] = []
        self.field_keys = FieldKeys(QApplication.instance())
        self.printer = PRINTER
        self._window = window

    def at(self, clerk: Clerk | None = None) -> AtDesk:
        storage = GuardedStorage(self.hall.office.storage)
        return AtDesk(
            office=replace(self.hall.office, storage=storage),
            desk=desk_at(self._window, clerk) if clerk else desk_at(self._window),
            tasks=self.tasks,
            wording=Wording(Words(word_files.templates()), self.bugs.append),
            board=self.board,
            initials=PinyinNames().initials,
            spelling=PinyinNames().spelling,
            printer=lambda: self.printer,
            vouch=self._vouch,
        )

    def _vouch(self, staff_number: str, pass_phrase: str) -> Clerk:
        """Know everybody by one pass phrase, as the key slots know each by the own."""
        with self.hall.office.storage.reading() as unit:
            clerk = unit.clerks.find_by_staff_number(staff_number)
        if clerk is None:
            raise StorageError("storage.unknown_clerk", clerk=staff_number)
        if pass_phrase != PHRASE:
            raise StorageError("storage.wrong_pass_phrase", left=4)
        return clerk

    def settle(self, qtbot, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until the lanes are quiet and what is waited for is true."""
        qtbot.waitUntil(lambda: not self.tasks.is_busy and until(), timeout=20_000)

    def close(self) -> None:
        self.tasks.close()
        self.hall.close()
        delete(self.field_keys)  # It would watch every field of every later test too.


def side_by_side(work: QWidget, side: QWidget | None) -> QWidget:
    """Return a window of the size the frame leaves at 1366×768."""
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(work, 1)
    if side is not None:
        side.setFixedWidth(theme.SIDE_WIDTH)
        row.addWidget(side)
    frame.resize(1366 - theme.RAIL_WIDTH - theme.QUEUE_WIDTH, 728 - theme.BAR_HEIGHT)
    return frame


def type_chinese(widget: QWidget, text: str) -> None:
    """Commit a text as an input method does; QTest would abort on it."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, syllables: str) -> None:
    """Leave syllables in the making."""
    QApplication.sendEvent(widget, QInputMethodEvent(syllables, []))
