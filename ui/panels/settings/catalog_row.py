"""The 事项目录 in the settings: what is in use, what is wrong with the files, and a key that reads them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.panels.settings.preferences import CatalogShown
from ui.shortcuts import Acts, Command
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.labelled_rows import FIELD_BOX
from ui.widgets.text import Tone, set_tone, text
from ui.words import Wording


class CatalogRow(QWidget):
    """One line of words, more where a mistake is told, and the key beside it."""

    def __init__(self, acts: Acts, wording: Wording) -> None:
        """Start with nothing read; the key is the panel's."""
        super().__init__()
        self._wording = wording
        self._words = text("", wraps=True)
        self._words.setMinimumHeight(FIELD_BOX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        key = ActButton(acts, Command.RELOAD_CATALOG, ButtonRank.QUIET)
        row.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def words(self) -> str:
        """What is told."""
        return self._words.text()

    def show_catalog(self, shown: CatalogShown) -> None:
        """Tell which catalogue is in use, and why the files are not."""
        fault = shown.fault
        told = "" if fault is None else f"文件有错，仍用原来的。{self._wording.of(fault).sentence()}"
        self._words.setText(told or f"{shown.versions} 个版本，与文件一致")
        set_tone(self._words, Tone.LATE if told else Tone.PLAIN)
