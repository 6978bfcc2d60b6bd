"""The clerk's own pass phrase (改口令) in the settings: the old one, and twice the new one."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.domain.errors import PersonFacing
from app.domain.storage import StorageError
from ui.tasks import Lane, Tasks
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone
from ui.words import Wording

_NAMES = ("现在的口令", "新口令", "再输一次新口令")
CHANGED = "口令已经改了，下次登录、解锁用新口令。"


class PassPhraseRow(QWidget):
    """Three covered fields; Enter goes from one to the next, and in the last changes the phrase."""

    def __init__(self, change: Callable[[str, str], None], tasks: Tasks, wording: Wording) -> None:
        """`change` takes the old and the new phrase and may take a second; StorageError says why not."""
        super().__init__()
        self._change, self._tasks, self._wording = change, tasks, wording
        self.fields = tuple(_covered(name) for name in _NAMES)
        self.button = PressButton("改口令", self._submit, ButtonRank.PLAIN, key="Enter")
        self.strip = MessageStrip(is_of_card=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, part in enumerate((*self.fields, self.button)):
            grid.addWidget(part, place // 2, place % 2)
        grid.addWidget(self.strip, 2, 0, 1, 2)
        self.fields[-1].setProperty("enterSubmits", True)
        self.fields[-1].returnPressed.connect(self._submit)

    def forget(self) -> None:
        """Leave nothing typed behind."""
        for field in self.fields:
            field.clear()
        self.strip.clear()

    @Slot()
    def _submit(self) -> None:
        old, new, again = (field.text() for field in self.fields)
        if not self.button.isEnabled():
            return
        if not old:
            self._refused(StorageError("storage.old_phrase_missing"), self.fields[0])
        elif new != again:
            self._refused(StorageError("storage.phrases_differ"), self.fields[1])
        else:
            self.button.setEnabled(False)
            self._tasks.submit(Lane.IO, lambda: self._change(old, new), self._on_changed, self._on_failed)

    def _on_changed(self, _nothing: None) -> None:
        self.button.setEnabled(True)
        self.forget()
        self.strip.say(CHANGED, Tone.DONE)

    def _on_failed(self, error: Exception) -> None:
        self.button.setEnabled(True)
        is_old = isinstance(error, PersonFacing) and error.code in _OF_THE_OLD
        self._refused(error, self.fields[0 if is_old else 1])

    def _refused(self, error: Exception, begin: QLineEdit) -> None:
        """Say why, and be ready to type anew from the field that is wrong."""
        self.strip.show_message(self._wording.of(error))
        for field in self.fields[self.fields.index(begin) :]:
            field.clear()
        begin.setFocus()


_OF_THE_OLD = frozenset(
    {"storage.wrong_pass_phrase", "storage.wait_before_next_try", "storage.old_phrase_missing"}
)


def _covered(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    return field
