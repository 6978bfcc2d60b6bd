"""The page on which a case is completed: its form, and the checklist of what is brought besides."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import masking
from ui import theme
from ui.at_desk import AtDesk
from ui.counter.checklist import MATERIAL
from ui.counter.excusing import KEYS as EXCUSING_KEYS
from ui.counter.paper_list import PaperList
from ui.counter.tray import PAPER_KEYS
from ui.form.form_view import FormView
from ui.panels.cases.correction import Correction, PapersOnly
from ui.widgets.row_list import Row
from ui.widgets.text import Elided, Rank, text

_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_KEYS = PAPER_KEYS | EXCUSING_KEYS
_ON_A_LINE, _EXCUSED = "空格收 1-9份 P页 F原复 M免 T退", " R缺 G诺"
_LEAD = 40
_ROOM_FOR_BOTH = 520 + theme.SIDE_WIDTH
"""Narrower, form and checklist cannot both be read: the one with the keys is shown."""


class CorrectionPage(QWidget):
    """Form on the left, checklist on the right; PgUp and PgDn turn the pages of the form."""

    refused = Signal(object)
    """The Message that says why a key on a paper's line did nothing."""
    struck = Signal(str, str)
    """The key of a paper, and the key that was pressed on its line."""
    changed = Signal()
    """The form or the checklist stands otherwise than before."""
    opened = Signal()
    """Another correction is in front."""
    pages_wanted = Signal()
    """The pages of the answer in use are to be shown, as by the key."""

    def __init__(self) -> None:
        """Start with no case."""
        super().__init__()
        self.correction: Correction | None = None
        self.form: FormView | None = None
        self.materials = PaperList("补交材料", _KEYS, lead_width=_LEAD)
        self._title, self._heading = Elided(rank=Rank.STRONG), ""
        self._is_at_papers = self._is_form_seen = False
        self._turn = text("", Rank.SMALL)
        self._room = QVBoxLayout()
        self._veil = text("", wraps=True)
        self._veil.setContentsMargins(16, 8, 16, 0)
        self._veil.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._room.addWidget(self._veil)
        self._keys = text("", Rank.SMALL)
        self._arrange()
        self.materials.struck.connect(self._on_struck)
        self.materials.stepped_back.connect(self.to_form)

    @property
    def said(self) -> str:
        """What stands where the form would be, "" while the form is shown."""
        return "" if self._veil.isHidden() else self._veil.text()

    def open(self, correction: Correction, at: AtDesk) -> None:
        """Show a case's form and checklist: the keys on the first paper missing, or in the first field."""
        self._let_go()
        self.correction = correction
        self._heading = f"{correction.item.name}　{correction.case.case_number}"
        correction.form.changed.connect(self._on_changed)
        self._keys.setText(f"{_ON_A_LINE}{_EXCUSED}" if correction.may_be_accepted else _ON_A_LINE)
        self._show(correction.rows())
        if isinstance(correction, PapersOnly):
            self._show_papers_only(correction, at)
        else:
            self._show_form(correction, at)
        self.materials.may_step_back = self.form is not None
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages; after the last one come the papers."""
        if event.key() not in _TURNS or self.form is None:
            super().keyPressEvent(event)
        elif not self.form.turn(_TURNS[Qt.Key(event.key())]) and event.key() == Qt.Key.Key_PageDown:
            self.to_papers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show form and checklist side by side, or one of them where there is no room for both."""
        super().resizeEvent(event)
        if self.isAncestorOf(self.window().focusWidget()):
            self._show_sides(is_at_papers=self._is_at_papers, take_keys=self._take_keys_back)

    def to_papers(self) -> None:
        """Put the keys into the checklist."""
        self._show_sides(is_at_papers=True, take_keys=self.materials.setFocus)

    def to_form(self) -> None:
        """Go from the checklist to the last field of the form, or to its first where nobody was in it yet."""
        if self.form is not None:
            take_keys = self.form.turn_to_last if self._is_form_seen else self._to_first_field
            self._show_sides(is_at_papers=False, take_keys=take_keys)

    def to_field(self, path: str) -> None:
        """Put the keys into a field of the form."""
        if self.form is not None:
            self._show_sides(is_at_papers=False, take_keys=partial(self.form.focus_path, path))

    def show_rows(self) -> None:
        """Show the checklist as it stands now."""
        if self.correction is not None:
            self._show(self.correction.rows())
            self.changed.emit()

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.addWidget(text("补交材料", Rank.STRONG))
        side.addWidget(self.materials, 1)
        side.addWidget(self._keys)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(self._room, 1)
        self._holder = QWidget()
        self._holder.setLayout(side)
        body.addWidget(self._holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 16, 0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._turn)
        column.addLayout(head)
        column.addLayout(body, 1)
        self._title.setContentsMargins(16, 0, 0, 0)

    def _show_form(self, correction: Correction, at: AtDesk) -> None:
        self.form = FormView(correction.form, at.initials)
        self._veil.hide()
        self._room.addWidget(self.form)
        self.form.ended.connect(self.to_papers)
        self.form.pages_wanted.connect(self.pages_wanted)
        self._is_form_seen = False
        absent = correction.absent()
        if absent:
            self.materials.choose(f"{MATERIAL}{absent[0].material.key}")
            self.to_papers()
        else:
            self.to_form()

    def _to_first_field(self) -> None:
        if self.form is not None and self.correction is not None:
            self.form.focus_path(next(iter(self.correction.form.paths()), ""))

    def _go_on(self, row_id: str) -> None:
        """After a paper that is here now, go to the next that is still missing, as at the intake."""
        absent = self.correction.absent() if self.correction is not None else ()
        missing = {f"{MATERIAL}{need.material.key}" for need in absent}
        ids = [row.id for row in self.materials.rows]
        at = ids.index(row_id)
        after = (one for one in (*ids[at + 1 :], *ids[:at]) if one in missing)
        if row_id not in missing:
            self.materials.choose(next(after, row_id))

    def _show_papers_only(self, correction: Correction, at: AtDesk) -> None:
        name = masking.name(correction.case.applicant.name)
        self._veil.setText(at.wording.say("panels.papers_only", name=name).sentence())
        self._veil.show()
        self.to_papers()

    def _show_sides(self, *, is_at_papers: bool, take_keys: Callable[[], object]) -> None:
        """Show what has room, and let the keys be taken.

        The page itself has them meanwhile: Qt would move the focus on from what is being hidden, and after
        the last field of the form come the papers again.
        """
        has_room = self.width() >= _ROOM_FOR_BOTH or self.form is None
        self._is_at_papers = is_at_papers
        self._is_form_seen = self._is_form_seen or not is_at_papers
        turn = "PgUp 回填报" if is_at_papers else "PgUp PgDn 翻页，最后是材料"
        self._turn.setText(turn if self.form is not None else "")
        self._title.set_words(self._heading)
        self.setFocus()
        self._holder.setMaximumWidth(theme.SIDE_WIDTH if has_room else self.maximumWidth())
        self._holder.setMinimumWidth(theme.SIDE_WIDTH)
        parts = {self._holder: has_room or is_at_papers}
        if self.form is not None:
            parts[self.form] = has_room or not is_at_papers
        for part in sorted(parts, key=lambda one: parts[one]):
            part.setVisible(parts[part])
        take_keys()

    def _take_keys_back(self) -> None:
        if self._is_at_papers or self.form is None:
            self.materials.setFocus()
        else:
            self.form.take_keys_back()

    def _let_go(self) -> None:
        if self.form is not None:
            self._room.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        if self.correction is not None:
            self.correction.form.changed.disconnect(self._on_changed)

    def _on_struck(self, row_id: str, key: str) -> None:
        if self.correction is None:
            return
        refused = self.correction.press(row_id, key)
        self.show_rows()
        if key == " ":
            self._go_on(row_id)
        if refused is not None:
            self.refused.emit(refused)
        else:
            self.struck.emit(row_id.removeprefix(MATERIAL), key)

    def _on_changed(self, _paths: frozenset[str]) -> None:
        self.show_rows()

    def _show(self, rows: Iterable[Row]) -> None:
        shown = tuple(rows)
        self.materials.show_rows(shown)
        self.materials.is_typing = self.correction is not None and self.correction.tray.entry is not None
        if self.materials.current_id is None and shown:
            self.materials.choose(shown[0].id)
