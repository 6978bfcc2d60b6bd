"""The about panel: what this is, whose fonts and libraries it uses, and facts for support to copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.shortcuts import Acts, Command
from ui.widgets.key_button import PressButton
from ui.widgets.scrolled import scrolled
from ui.widgets.text import Rank, card, text


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutFacts:
    """`support` are facts about machine and program only: no names, numbers or texts of people."""

    version: str
    support: Sequence[tuple[str, str]]
    licences: str


class AboutPanel:
    """关于 in the rail."""

    opens_with = Command.TO_ABOUT
    side: QWidget | None = None

    def __init__(self, facts: AboutFacts) -> None:
        """Show the facts."""
        self._facts = facts
        self.acts = Acts({})
        self._copy = PressButton("复制支持信息", self._on_copy, key="Enter")
        self._copied = text("", Rank.SMALL)
        self.work = scrolled(self._arranged())

    def entered(self) -> None:
        """Put the focus where Enter copies."""
        self._copied.setText("")
        self._copy.setAutoDefault(True)
        self._copy.setFocus()

    def left(self) -> None:
        """Nothing to keep."""

    @property
    def support_text(self) -> str:
        """What is copied."""
        return "\n".join(
            f"{name}：{value}" for name, value in (("版本", self._facts.version), *self._facts.support)
        )

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.support_text)
        self._copied.setText("已复制，可以粘贴给管理员。里面没有任何人的信息。")

    def _arranged(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        column.addWidget(text(f"便民窗 {self._facts.version}", Rank.SECTION))
        column.addWidget(self._support())
        column.addWidget(self._licences(), 1)
        return page

    def _support(self) -> QWidget:
        frame, inner = card(margin=24, spacing=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self._facts.support):
            grid.addWidget(text(name, Rank.MUTED), row, 0)
            grid.addWidget(text(value), row, 1)
        inner.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._copy)
        foot.addWidget(self._copied)
        foot.addStretch(1)
        inner.addLayout(foot)
        return frame

    def _licences(self) -> QWidget:
        frame, inner = card(margin=24, spacing=8)
        inner.addWidget(text("许可", Rank.STRONG))
        shown = QPlainTextEdit(self._facts.licences)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("许可")
        inner.addWidget(shown, 1)
        return frame
