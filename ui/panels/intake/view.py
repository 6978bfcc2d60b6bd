"""The work area of the intake: where one is, the page, what is being said, and the keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.counter.foot import Foot
from ui.counter.form_preview import FormPreviewPage
from ui.counter.notice_page import NoticePage
from ui.counter.refusal_page import RefusalPage
from ui.form.form_view import FormView
from ui.panels.intake.pages import EndPage, FinderPage
from ui.shortcuts import Acts, Command
from ui.widgets.key_button import ActButton, ButtonRank
from ui.widgets.message_strip import MessageStrip
from ui.widgets.paper_preview import PaperPreview
from ui.widgets.text import Elided, Rank, Tone, set_tone, text

STEPS = ("事项", "申请人", "表单", "材料", "受理")
_HEAD_HEIGHT = 44
_WIDEST_PAGE = "第 12/12 页　PgUp PgDn"
_FOOT = (*(Command.KEEP_DRAFT, Command.SUPPLEMENT_NOTICE, Command.REFUSE, Command.RECEIVE),)


class IntakeView(QWidget):
    """Holds the pages; shows one of them."""

    page_changed = Signal()

    def __init__(self, acts: Acts) -> None:
        """Lay out head, pages, strip and foot."""
        super().__init__()
        self.finder, self.notice, self.refusal, self.end = (
            FinderPage(
                [ActButton(acts, one, ButtonRank.QUIET) for one in (Command.DISCARD_DRAFT, Command.ENQUIRY)]
            ),
            NoticePage(),
            RefusalPage(),
            EndPage(),
        )
        self.sheet = PaperPreview()
        self.preview = FormPreviewPage()
        self.form: FormView | None = None
        self.strip = MessageStrip()
        self._steps = [text(words, Rank.MUTED) for words in STEPS]
        self._title = Elided(rank=Rank.STRONG)
        self._page = text("", Rank.SMALL)
        for label in (*self._steps, self._page):
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._stack = QStackedWidget()
        self._rooms: dict[QWidget, QWidget] = {page: page for page in (self.finder, self.sheet, self.preview)}
        for page in (self.notice, self.refusal, self.end):
            self._rooms[page] = _scrollable(page)
        for room in self._rooms.values():
            self._stack.addWidget(room)
        self._stack.currentChanged.connect(self.page_changed)
        self.accept_button = ActButton(acts, Command.ACCEPT, ButtonRank.MAIN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._stack, 1)
        said = QVBoxLayout()
        said.setContentsMargins(16, 4, 16, 4)
        said.addWidget(self.strip)
        column.addLayout(said)
        column.addWidget(self._foot(acts))

    def show_page(self, page: QWidget) -> None:
        """Put a page in front.

        The focus leaves the page before: Qt would look for the next field of a form that is being hidden,
        and after its last field come the papers.
        """
        room = self._rooms.get(page, page)
        if room is not self._stack.currentWidget() and self.isVisible():
            self._stack.setFocus()
        self._stack.setCurrentWidget(room)

    @property
    def page(self) -> QWidget:
        """The page in front."""
        room = self._stack.currentWidget()
        return room.widget() if isinstance(room, QScrollArea) else room

    def add_page(self, page: QWidget) -> None:
        """Take one more page; it never scrolls."""
        self._stack.addWidget(page)

    def hold_form(self, form: FormView) -> None:
        """Take a new form and let the last one go."""
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
        self.form = form
        self._stack.addWidget(form)
        self._stack.setCurrentWidget(form)

    def show_place(self, step: str, title: str, page: str) -> None:
        """Say where one is: the step in bold, the 事项, and the page of the form."""
        for label in self._steps:
            is_here = label.text() == step
            set_tone(label, Tone.PRESS if is_here else Tone.PLAIN)
            label.setAccessibleDescription("现在在这一步" if is_here else "")
        self._title.set_words(title)
        self._page.setText(page)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(_HEAD_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        for place, label in enumerate(self._steps):
            if place:
                row.addWidget(text("▸", Rank.SMALL))
            row.addWidget(label)
        row.addSpacing(12)
        self._title.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        self._page.ensurePolished()
        self._page.setMinimumWidth(self._page.fontMetrics().horizontalAdvance(_WIDEST_PAGE))
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._page)
        return head

    def _foot(self, acts: Acts) -> QWidget:
        return Foot([ActButton(acts, command) for command in _FOOT], self.accept_button)


def _scrollable(page: QWidget) -> QScrollArea:
    """At 100 % everything fits; at 150 % on a small screen the notices may be scrolled, the form never is."""
    room = QScrollArea()
    room.setWidgetResizable(True)
    room.setWidget(page)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return room
