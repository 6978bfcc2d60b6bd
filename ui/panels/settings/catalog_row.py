"""The county's files (本地文件) in the settings: what is in use, what is wrong, and a key that reads them."""

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
        """Tell which data are in use, and why files are not."""
        faults = "\n".join(self._wording.of(fault).sentence() for fault in shown.faults)
        told = f"有改动没有启用，仍用原来的。{faults}" if faults else ""
        self._words.setText(told or f"事项 {shown.versions} 个版本，大厅、文书、日历，都与文件一致")
        set_tone(self._words, Tone.LATE if told else Tone.PLAIN)
