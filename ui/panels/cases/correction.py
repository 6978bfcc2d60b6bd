"""The page on which a case is completed before its decision: its form again, and what is brought later."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain import masking
from app.domain.case.case import Case
from app.domain.case.forms_printed import FormPrint, form_prints
from app.domain.form.problems import Problem, unneeded_in
from app.domain.form.sheet import FormContext, MaterialNeed, open_sheet
from app.domain.form_paper.standing import SheetStanding
from app.domain.item import ServiceItem
from app.domain.words import Message
from app.services.cases.acceptable import is_at_hand
from app.services.cases.form_papers import FormSource, is_latest, source_of_case
from app.services.cases.intake import HandedIn
from app.services.cases.supplement import Supplement
from ui import theme
from ui.at_desk import AtDesk
from ui.counter.checklist import MATERIAL, material_rows, supplement_lines
from ui.counter.tray import Tray
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView
from ui.form.regions import region_choices
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Elided, Rank, Tone, text

_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_KEYS = frozenset(" 123456789PFMT")
_LEAD = 40
_BACK = {Qt.Key.Key_PageUp, Qt.Key.Key_Left}
_ROOM_FOR_BOTH = 520 + theme.SIDE_WIDTH
"""Narrower, form and checklist cannot both be read: the one with the keys is shown."""


class Correction:
    """A case being completed: the form as it now reads, and the papers brought besides those it has."""

    def __init__(
        self, at: AtDesk, case: Case, item: ServiceItem, typed: Mapping[str, Any] | None = None
    ) -> None:
        """Open the form of `case` as its answers stand, with what was `typed` before laid over them.

        An answer that is None in `typed` was taken out.
        """
        office, today = at.office, at.office.business_day.on_screen()
        self._context = FormContext(today=today, tables=office.catalog.tables)
        regions = region_choices(office.catalog.tables, today, office.hall.area_code)
        sheet = open_sheet(item.form, case.answers, self._context)
        self._at, self._as_it_was = at, sheet.draft()
        if typed:
            laid = {**self._as_it_was, **typed}
            sheet = open_sheet(item.form, {k: v for k, v in laid.items() if v is not None}, self._context)
        self.case, self.item = case, item
        self.form = FormDesk(sheet, at.wording.words, regions)
        self.tray = Tray()
        self._source: FormSource | None = None
        self._prints: Mapping[str, FormPrint] = {}
        self.form.changed.connect(self._on_changed)
        self.go_on_with(case)

    def go_on_with(self, case: Case) -> None:
        """Build on the case as it is after a print, unless somebody changed its answers as well."""
        if case.answers == self.case.answers:
            self.case = case
        before, self._prints = self._prints, form_prints(case.facts)
        self._held = {
            one.key
            for one in case.materials
            if is_at_hand(one, self._at.desk.place) and is_latest(one, self._prints)
        }
        self.lose_outdated(before)

    def lose_outdated(self, before: Mapping[str, FormPrint]) -> None:
        """Forget the signed sheets of papers that were printed with something else on them since."""
        for key, one in self._prints.items():
            if key not in before or before[key].digest != one.digest:
                self.tray.lose(key)

    def standings(self) -> Mapping[str, SheetStanding]:
        """Return how each paper stands that the applicant signs, as the form reads now."""
        if self._source is None:
            self._source = source_of_case(self._at.office, self.case, self.form.sheet.answers())
        signed = self._held | {one.key for one in self.brought()}
        known = self._source.standings(self._prints, signed)
        return {one.material.key: one.standing for one in known}

    def to_print(self) -> tuple[str, ...]:
        """Return the papers of which no sheet is out that says what the form says now."""
        return tuple(key for key, one in self.standings().items() if one.needs_printing)

    @property
    def is_begun(self) -> bool:
        """Say whether anything was typed or ticked."""
        return bool(self._typed()) or bool(self.tray.draft())

    def carried_to(self, case: Case) -> tuple["Correction", tuple[str, ...]]:
        """Return this correction over the case as it now is, and the labels of what both sides changed."""
        typed = self._typed()
        carried = type(self)(self._at, case, self.item, typed)
        carried.tray.load(self.tray.draft())
        carried.lose_outdated(self._prints)
        others = {key for key in typed if case.answers.get(key) != self.case.answers.get(key)}
        parts = self.item.form.definition.parts()
        return carried, tuple(part.label for part in parts if part.key in others)

    def _typed(self) -> dict[str, Any]:
        now, was = self.form.sheet.draft(), self._as_it_was
        return {key: now.get(key) for key in now.keys() | was.keys() if now.get(key) != was.get(key)}

    def rows(self) -> tuple[Row, ...]:
        """Return the checklist; what the case has already is said to be here."""
        rows = material_rows(self.form.sheet.materials(), self.tray, standings=self.standings())
        return tuple(self._known(row) for row in rows)

    def press(self, row_id: str, key: str) -> Message | None:
        """Do what a key does on a paper's line; the message says why a signed sheet is not taken in."""
        wanted = row_id.removeprefix(MATERIAL)
        material = next(need.material for need in self._needs() if need.material.key == wanted)
        standing = self.standings().get(wanted)
        if key == " " and standing is not None and standing.is_outdated:
            return self.form.words.say("signing.changed_in_case", {"name": material.name})
        self.tray.press(key, material)
        return None

    def brought(self) -> tuple[HandedIn, ...]:
        """Return what was brought now."""
        return self.tray.handed_in(self._needs())

    def answers(self) -> Mapping[str, Any] | None:
        """Return the form as it now reads; None where it is not shown."""
        return self.form.sheet.answers()

    def unneeded(self) -> Problem | None:
        """Return why the law asks for no permit by the answers as they now stand, if it does not."""
        return unneeded_in(self.form.sheet.problems())

    def supplements(self) -> tuple[Supplement, ...]:
        """Return the lines a notice about this case begins with."""
        here = self._held | {one.key for one in self.brought()}
        here -= {key for key, one in self.standings().items() if one is SheetStanding.SIGNED_OTHERWISE}
        missing = (need for need in self._needs() if need.needed and need.material.key not in here)
        return supplement_lines(self.item, self.form, missing)

    def _on_changed(self, _paths: frozenset[str]) -> None:
        self._source = None

    def _needs(self) -> tuple[MaterialNeed, ...]:
        return self.form.sheet.materials()

    def _known(self, row: Row) -> Row:
        key = row.id.removeprefix(MATERIAL)
        if key not in self._held or self.tray.get(key) is not None or key in self.standings():
            return row
        return Row(id=row.id, lead="✓", words=row.words, trail="已收", tone=Tone.DONE, hint=row.hint)


class PapersOnly(Correction):
    """The papers of a case that another window took in: its form is not shown, so nothing of it changes."""

    def answers(self) -> None:
        """Return None: whoever does not see the answers brings none."""
        return


class CorrectionPage(QWidget):
    """Form on the left, checklist on the right; PgUp and PgDn turn the pages of the form."""

    refused = Signal(object)
    """The Message that says why a key on a paper's line did nothing."""

    def __init__(self) -> None:
        """Start with no case."""
        super().__init__()
        self.correction: Correction | None = None
        self.form: FormView | None = None
        self.materials = RowList("补交材料", lead_width=_LEAD)
        self._title, self._heading = Elided(rank=Rank.STRONG), ""
        self._is_at_papers = False
        self._room = QVBoxLayout()
        self._veil = text("", wraps=True)
        self._veil.setContentsMargins(16, 8, 16, 0)
        self._veil.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._room.addWidget(self._veil)
        side = QVBoxLayout()
        side.addWidget(text("补交材料", Rank.STRONG))
        side.addWidget(self.materials, 1)
        side.addWidget(text("空格收 数字份 P 页 F 原/复 M 免 T 退", Rank.SMALL))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(self._room, 1)
        self._holder = QWidget()
        self._holder.setLayout(side)
        body.addWidget(self._holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 16, 0)
        column.addWidget(self._title)
        column.addLayout(body, 1)
        self._title.setContentsMargins(16, 0, 0, 0)
        self.materials.installEventFilter(self)

    @property
    def said(self) -> str:
        """What stands where the form would be, "" while the form is shown."""
        return "" if self._veil.isHidden() else self._veil.text()

    def open(self, correction: Correction, at: AtDesk) -> None:
        """Show a case's form and checklist, the focus in its first field."""
        self._let_go()
        self.correction = correction
        self._heading = f"{correction.item.name}　{correction.case.case_number}"
        correction.form.changed.connect(self._on_changed)
        self._show(correction.rows())
        if isinstance(correction, PapersOnly):
            self._show_papers_only(correction, at)
        else:
            self._show_form(correction, at)

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
        """Go back from the checklist to the last field of the form; nowhere while it is not shown."""
        if self.form is not None:
            self._show_sides(is_at_papers=False, take_keys=self.form.turn_to_last)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Hear the keys of the checklist."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _BACK and self.form is not None:
            self.to_form()
            return True
        key, row_id = event.text().upper(), self.materials.current_id
        if self.correction is None or row_id is None or not key or key not in _KEYS:
            return False
        refused = self.correction.press(row_id, key)
        if refused is not None:
            self.refused.emit(refused)
        self.show_rows()
        return True

    def show_rows(self) -> None:
        """Show the checklist as it stands now."""
        if self.correction is not None:
            self._show(self.correction.rows())

    def _show_form(self, correction: Correction, at: AtDesk) -> None:
        self.form = FormView(correction.form, at.initials)
        self._veil.hide()
        self._room.addWidget(self.form)
        self.form.ended.connect(self.to_papers)
        first = next(iter(correction.form.paths()), "")
        self._show_sides(is_at_papers=False, take_keys=partial(self.form.focus_path, first))

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
        turn = "PgUp 回填报" if is_at_papers else "PgDn 到材料"
        self._title.set_words(self._heading if has_room else f"{turn}　{self._heading}")
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

    def _on_changed(self, _paths: frozenset[str]) -> None:
        self.show_rows()

    def _show(self, rows: Iterable[Row]) -> None:
        shown = tuple(rows)
        self.materials.show_rows(shown)
        if self.materials.current_id is None and shown:
            self.materials.choose(shown[0].id)
