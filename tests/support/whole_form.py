"""Fills a whole form of the real window by keys: walks it with Enter and answers each field on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clerk import Clerk, NotOnScreen
from drawn_pages import encoded, sheet
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from app.domain.form.values import Kind
from ui.form.attached_entry import AttachedEntry
from ui.form.choosing import MOST_BY_DIGIT
from ui.form.entries import ChoiceEntry, TickEntry, TicksEntry
from ui.form.form_desk import FormDesk
from ui.form.form_view import FormView
from ui.form.row_editor import RowEditor
from ui.panels.intake.panel import IntakePanel
from ui.shortcuts import Command
from ui.widgets.row_list import RowList

MOST_STOPS = 400
PHOTO = (295, 413)
"""Points of a one-inch photograph."""
NOT_HERE = {"□", "签字"}
"""How the line of a paper begins that is still to be taken in."""


@dataclass
class WholeForm:
    """One application on the counter, and the hands of a clerk over its form."""

    clerk: Clerk
    answers: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]

    @property
    def intake(self) -> IntakePanel:
        return self.clerk.place.page.panel(Command.TO_INTAKE)

    @property
    def view(self) -> FormView:
        form = self.intake.presenter.view.form
        assert form is not None, "no form is open"
        return form

    @property
    def desk(self) -> FormDesk:
        return self.view.desk

    def fill(self) -> None:
        """Walk from the first field to the papers, and answer everything that is wanted on the way."""
        self._to_the_beginning()
        for _stop in range(MOST_STOPS):
            if not self.view.isAncestorOf(self.clerk.focus):
                return
            if not self._answer(self.view.focused_path()):
                self.clerk.strike("Enter")
        raise NotOnScreen(f"the form never ends; the keys are at {self.view.focused_path()}")

    def put_in(self) -> None:
        """Answer everything at once; the form is shown again when all of it is there."""
        self.desk.blockSignals(True)
        for path, value in self.answers.items():
            self.desk.answer(path, value)
        for table, wanted in self.rows.items():
            for _row in wanted[len(self.desk.sheet.row_ids(table)) :]:
                self.desk.add_row(table)
        for path, value in self.wanted().items():
            self.desk.answer(path, value)
        self.desk.blockSignals(False)
        self.desk.changed.emit(frozenset({*self.desk.paths(), *self.desk.sheet.form.tables}))

    def pages(self) -> Iterator[int]:
        """Show one page of the form after the other, from the first."""
        while self.view.turn(-1):
            """To the first."""
        yield self.view.page
        while self.view.turn(1):
            yield self.view.page

    def takes_papers(self) -> None:
        """Print what is to be signed, and take in every paper the checklist wants."""
        papers = self.intake.side.materials
        if any(row.trail == "未打印" for row in papers.rows):
            self.clerk.press("Ctrl+P")
        for _paper in papers.rows:
            if self.clerk.focus is not papers:
                raise NotOnScreen(f"the keys are not on the papers but at {self.clerk.at}")
            row = next(row for row in papers.rows if row.id == papers.current_id)
            self.clerk.press("Space" if row.lead in NOT_HERE else "Down")

    def wanted(self) -> Mapping[str, Any]:
        """Return every wanted answer by its path now."""
        in_rows = (
            (f"{table}/{row}/{column}", value)
            for table, wanted in self.rows.items()
            for row, cells in zip(self.desk.sheet.row_ids(table), wanted, strict=False)
            for column, value in cells.items()
        )
        return {**self.answers, **dict(in_rows)}

    def _to_the_beginning(self) -> None:
        first = next(path for path in self.desk.paths() if self._is_open(path))
        while self.view.focused_path() != first:
            self.clerk.strike("Shift+Enter")

    def _answer(self, path: str) -> bool:
        """Answer the field with the keys; say whether the keys went on by themselves."""
        if path in self.rows:
            self.clerk.strike("Insert")
            return True
        value, sheet = self.wanted().get(path), self.desk.sheet
        if value is not None:
            self._type(sheet.state(path).field.kind, value)
        if self.view.focused_path() != path:
            return True
        return self._begin_row(path)

    def _begin_row(self, path: str) -> bool:
        """After the last field of the last row begin the next one that is wanted."""
        table, _, rest = path.partition("/")
        rows = self.desk.sheet.row_ids(table) if rest else ()
        order = self.desk.paths()
        after = next((one for one in order[order.index(path) + 1 :] if self._is_open(one)), "")
        is_last = rest and rest.startswith(f"{rows[-1]}/") and not after.startswith(f"{table}/{rows[-1]}/")
        if is_last and len(rows) < len(self.rows.get(table, ())):
            self.clerk.strike("Insert")
            return True
        return False

    def _is_open(self, path: str) -> bool:
        return path not in self.desk.sheet.form.tables and not self.desk.sheet.state(path).calculated

    def _type(self, kind: Kind, value: Any) -> None:
        held = self.clerk.focus
        if isinstance(held, AttachedEntry):
            self.clerk.photographs()
        elif isinstance(held, ChoiceEntry):
            self._choose(held, kind, value)
        elif isinstance(held, AttachedEntry):
            self._attach()
        elif isinstance(held, TickEntry):
            if held.isChecked() is not bool(value):
                self.clerk.strike("Space")
        elif isinstance(held, QCheckBox):
            self._tick(held, value)
        else:
            self.clerk.strike("Ctrl+A")
            self.clerk.commits(str(value))

    def _attach(self) -> None:
        """Paste a picture as the page the field asks for."""
        QGuiApplication.clipboard().setImage(QImage.fromData(encoded(sheet(PHOTO))))
        self.clerk.press("Ctrl+E", "Ctrl+V", "Enter", "Esc")

    def _choose(self, box: ChoiceEntry, kind: Kind, value: Any) -> None:
        path = self.view.focused_path()
        code = str(value).lower() if kind is Kind.YES_NO else str(value)
        choices = [(one.code, one.label) for one in box._choices]
        place = next(place for place, one in enumerate(choices) if code in one)
        for typed in [str(place + 1)] if len(choices) <= MOST_BY_DIGIT else [choices[place][1], code]:
            if box.currentIndex() != place:
                self.clerk.commits(typed)
        assert box.currentIndex() == place or self.view.focused_path() != path, (path, value)

    def _tick(self, box: QCheckBox, value: Any) -> None:
        """Tick by digit in a short list, by arrow and Space in a long one."""
        group = box.parentWidget()
        assert isinstance(group, TicksEntry)
        wanted = value if isinstance(value, list) else str(value).split("、")
        is_long = len(group._boxes) > MOST_BY_DIGIT
        for place, (code, one) in enumerate(group._boxes.items()):
            if one.isChecked() is not (code in wanted or one.accessibleName() in wanted):
                self.clerk.strike("Space" if is_long else str(place + 1))
            if is_long:
                self.clerk.strike("Right")


def cut_off(view: QWidget) -> Iterator[str]:
    """Name what of a page stands lower than its end, and what needs more room than it has got."""
    for part in view.findChildren(QWidget):
        if not part.isVisible():
            continue
        below = part.mapTo(view, part.rect().bottomLeft()).y()
        if below >= view.height() and not _is_within_rows(part, view):
            yield f"{type(part).__name__} {part.accessibleName()} ends at {below} of {view.height()}"
        if isinstance(part, QLabel) and part.wordWrap() and part.heightForWidth(part.width()) > part.height():
            yield f"{part.text()} needs {part.heightForWidth(part.width())} of {part.height()}"
        if isinstance(part, QCheckBox) and part.width() < part.sizeHint().width():
            yield f"{part.text()} needs {part.sizeHint().width()} of {part.width()}"


def _is_within_rows(part: QWidget, view: QWidget) -> bool:
    """Fields of an open row, and lines of a list, may lie beyond an edge: they come into sight when used."""
    above = part.parentWidget()
    while above is not None and above is not view:
        if isinstance(above, RowEditor | RowList):
            return True
        above = above.parentWidget()
    return False
