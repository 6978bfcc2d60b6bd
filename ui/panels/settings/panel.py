"""The settings panel: few choices, each kept at once and without a button to forget."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ports.printer import PrinterInfo
from ui.panels.settings.catalog_row import CatalogRow
from ui.panels.settings.pass_phrase_row import PassPhraseRow
from ui.panels.settings.preferences import IDLE_CHOICES, CatalogShown, Preferences, SettingsUseCases
from ui.panels.settings.typing_check import TypingCheck
from ui.shortcuts import Acts, Command
from ui.tasks import Lane, Tasks
from ui.widgets.labelled_rows import FIELD_BOX, labelled_rows
from ui.widgets.message_strip import MessageStrip
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Rank, Tone, card, text
from ui.words import Wording

_CARD_WIDTH = 640
_DEFAULT = "系统默认打印机"


class SettingsPanel:
    """设置 in the rail."""

    opens_with = Command.TO_SETTINGS
    side: QWidget | None = None

    def __init__(self, chosen: Preferences, use: SettingsUseCases, tasks: Tasks, wording: Wording) -> None:
        """Show what is chosen now."""
        self._chosen, self._use, self._tasks, self._wording = chosen, use, tasks, wording
        self.acts = Acts({Command.RELOAD_CATALOG: self.reload_catalog})
        self._printer, self._idle = QComboBox(), QComboBox()
        self._large, self._contrast = QCheckBox("大字"), QCheckBox("高对比度")
        self.typing = TypingCheck(use.input_modules)
        self.catalog = CatalogRow(self.acts, wording)
        self.pass_phrase = PassPhraseRow(use.change_phrase, tasks, wording)
        self._seal = text("")
        self._seal.setMinimumHeight(FIELD_BOX)
        self._strip = MessageStrip()
        self._fill()
        self.work = scrolled(self._arranged())
        self._printer.activated.connect(self._on_chosen)
        self._idle.activated.connect(self._on_chosen)
        self._large.clicked.connect(self._on_chosen)
        self._contrast.clicked.connect(self._on_chosen)

    def entered(self) -> None:
        """Look which printers there are, and which catalogue is in use."""
        self._printer.setFocus()
        self._tasks.submit(Lane.STORAGE, self._use.catalog, self._on_catalog, self._on_failed)
        self._tasks.submit(Lane.IO, self._use.printers, self._on_printers, self._on_failed)

    def reload_catalog(self) -> None:
        """Read the county's files at once, and say whether they are in use."""
        self._tasks.submit(Lane.STORAGE, self._use.reload_catalog, self._on_reloaded, self._on_failed)

    def left(self) -> None:
        """Everything was kept when it was chosen; a pass phrase half typed is not left standing."""
        self.pass_phrase.forget()

    @property
    def chosen(self) -> Preferences:
        """What is chosen now."""
        return self._chosen

    @property
    def fields(self) -> tuple[QComboBox, QComboBox, QCheckBox, QCheckBox]:
        """Printer, idle minutes, large type, high contrast."""
        return self._printer, self._idle, self._large, self._contrast

    def _fill(self) -> None:
        for field, name in zip(self.fields, ("打印机", "自动锁屏", "大字", "高对比度"), strict=True):
            field.setAccessibleName(name)
        self._printer.addItem(self._chosen.printer or _DEFAULT, self._chosen.printer)
        for minutes in IDLE_CHOICES:
            self._idle.addItem(f"{minutes} 分钟没有动作就锁屏", minutes)
        self._idle.setCurrentIndex(self._idle.findData(self._chosen.idle_minutes))
        self._large.setChecked(self._chosen.large_type)
        self._contrast.setChecked(self._chosen.high_contrast)

    def _on_printers(self, printers: Sequence[PrinterInfo]) -> None:
        self._printer.clear()
        self._printer.addItem(_DEFAULT, "")
        for printer in printers:
            note = "" if printer.is_accepting else "（现在不收活）"
            self._printer.addItem(f"{printer.description or printer.name}{note}", printer.name)
        self._printer.setCurrentIndex(max(0, self._printer.findData(self._chosen.printer)))

    @Slot()
    def _on_chosen(self) -> None:
        self._chosen = replace(
            self._chosen,
            printer=self._printer.currentData() or "",
            idle_minutes=self._idle.currentData(),
            large_type=self._large.isChecked(),
            high_contrast=self._contrast.isChecked(),
        )
        self._use.apply(self._chosen)
        chosen = self._chosen
        self._tasks.submit(Lane.STORAGE, lambda: self._use.keep(chosen), self._on_kept, self._on_failed)

    def _on_reloaded(self, shown: CatalogShown) -> None:
        self._on_catalog(shown)
        if not shown.faults:
            self._strip.say("本地文件已经重读，新开的件按它办，没填完的仍按原来的版本。", Tone.DONE)
        else:
            self._strip.show_message(self._wording.of(shown.faults[0]))

    def _on_catalog(self, shown: CatalogShown) -> None:
        self.catalog.show_catalog(shown)
        self._seal.setText(shown.seal_mode)

    def _on_kept(self, _outcome: object) -> None:
        self._strip.say("已经记下，马上生效。", Tone.DONE)

    def _on_failed(self, error: Exception) -> None:
        self._strip.show_message(self._wording.of(error))

    def _arranged(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(text("设置", Rank.SECTION))
        frame, inner = card(margin=24, spacing=16)
        frame.setMaximumWidth(_CARD_WIDTH)
        inner.addLayout(self._form())
        column.addWidget(frame)
        self._strip.setMaximumWidth(_CARD_WIDTH)
        column.addWidget(self._strip)
        column.addStretch(1)
        return page

    def _form(self) -> QGridLayout:
        looks = QHBoxLayout()
        looks.setSpacing(24)
        looks.addWidget(self._large)
        looks.addWidget(self._contrast)
        looks.addStretch(1)
        return labelled_rows(
            (
                ("打印机", self._printer),
                ("用印方式", self._seal),
                ("自动锁屏", self._idle),
                ("显示", looks),
                ("中文输入", self.typing),
                ("本地文件", self.catalog),
                ("口令", self.pass_phrase),
            )
        )
