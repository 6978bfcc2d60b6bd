"""The form on its pages: cells laid out by the paging, repainted only where something changed."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.domain.form.attached import AttachedAnswer
from app.domain.form.model import FieldDef, TableDef
from app.domain.form.values import Kind
from ui.form import paging
from ui.form.attached_entry import AttachedEntry, show_small
from ui.form.choosing import Initials
from ui.form.field_cell import FieldCell
from ui.form.form_desk import FormDesk
from ui.form.origins import origin_note
from ui.form.table_grid import TableGrid
from ui.widgets.text import Rank, text

_MARGIN = 16
_GUTTER = 8
_SMALLEST = QSize(520, 160)


class FormView(QWidget):
    """Shows one page of a form. Enter and Tab walk the fields and turn the pages by themselves."""

    page_changed = Signal()
    ended = Signal()
    """Enter in the last field: there is nothing more to fill in here."""
    field_left = Signal(str)
    pages_wanted = Signal()
    """The pages of the answer in use are to be shown, as by the key."""

    def __init__(self, desk: FormDesk, initials: Initials) -> None:
        """Make every field once; the first page is shown."""
        super().__init__()
        self._desk, self._initials = desk, initials
        self._cells: dict[str, FieldCell] = {}
        self._grids: dict[str, TableGrid] = {}
        self._titles: list[QLabel] = []
        self._pages: tuple[paging.Page, ...] = ()
        self._page = 0
        self._split: frozenset[str] = frozenset()
        """The sections that go over two pages so that a field in use stayed where it was."""
        # Qt moves the focus on when a field is hidden; while pages are laid out that would turn them again.
        self._is_placing = False
        self._make_parts()
        desk.changed.connect(self._on_changed)
        desk.pictured.connect(self._show_pictures)
        self._show_all()

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size in which a page can still be read."""
        return _SMALLEST

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def turn(self, step: int) -> bool:
        """Turn pages; say whether there was one to turn to. The focus goes to its first field.

        A page on which nothing can be typed holds the keys itself: they must not reach a field out of sight.
        """
        target = self._page + step
        if not 0 <= target < len(self._pages):
            return False
        self._go_to_page(target)
        self._focus_page()
        return True

    def focus_path(self, path: str) -> None:
        """Turn to a field, or to the first cell of a table, and put the focus there."""
        place = self._page_of(path)
        if place is not None:
            self._go_to_page(place)
        grid = self._grids.get(path.partition("/")[0])
        if grid is not None:
            grid.focus_path(path)
        elif path in self._cells:
            self._cells[path].entry.setFocus()
            self._select_default(path)

    def take_keys_back(self) -> None:
        """Put the keys where they were when another page came in front, or on the page's first field."""
        path = self.focused_path()
        self.focus_path(path) if path else self._focus_page()

    def turn_to_last(self) -> None:
        """Go back to the last field, from what comes after the form."""
        last = next((path for path in reversed(self._desk.paths()) if self._can_reach(path)), None)
        if last is not None:
            self.focus_path(last)

    def show_paths(self, paths: frozenset[str]) -> None:
        """Show some fields again: what is wrong with them was learned elsewhere."""
        for path in paths & self._cells.keys():
            self._show_cell(path)

    def focused_path(self) -> str:
        """Return the path whose field has the focus, or an empty text."""
        focused = self.focusWidget()
        in_tables = (grid.path_of(focused) for grid in self._grids.values())
        return next((path for path in (self._cell_path(focused), *in_tables) if path), "")

    def judge_all(self) -> None:
        """From now on say everything that is wrong, blank fields included."""
        for cell in self._cells.values():
            cell.judge()
        for grid in self._grids.values():
            grid.judge()

    def cell(self, path: str) -> FieldCell:
        """Return the cell of a field; KeyError for a table's cell."""
        return self._cells[path]

    @property
    def desk(self) -> FormDesk:
        """What this view shows."""
        return self._desk

    def text_entries(self) -> dict[str, QLineEdit]:
        """Return the fields that take typed text, by path."""
        lines = {path: cell.entry for path, cell in self._cells.items() if isinstance(cell.entry, QLineEdit)}
        return {path: entry for path, entry in lines.items() if not isinstance(entry, AttachedEntry)}

    def attached_in_use(self) -> AttachedAnswer | None:
        """Return the answer given by pages whose field has the keys, if one has."""
        focused = QApplication.focusWidget()
        path = self.focused_path() if focused is not None and self.isAncestorOf(focused) else ""
        return self._desk.attached(path) if path else None

    def show_brought(self, paths: frozenset[str]) -> None:
        """Show answers that were carried over while one of the fields had the focus."""
        for path in paths & self._cells.keys():
            self._cells[path].bring(self._desk.sheet.state(path))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Walk in form order, over page ends; calculated fields are passed by."""
        if self._is_placing:
            return True
        here, order = self.focused_path(), self._desk.paths()
        if self.hasFocus():
            return self._leave_page(is_next)
        if here not in order:
            return super().focusNextPrevChild(is_next)
        place = order.index(here)
        ahead = order[place + 1 :] if is_next else order[:place][::-1]
        there = next((path for path in ahead if self._can_reach(path)), None)
        if there is not None:
            self.focus_path(there)
        elif is_next:
            self.ended.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On a page that holds the keys itself Enter goes on as in a field."""
        if self.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._leave_page(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the pages anew and lay this one out."""
        super().resizeEvent(event)
        self._arrange()

    def _make_parts(self) -> None:
        for part in self._desk.sheet.form.definition.parts():
            if isinstance(part, FieldDef):
                self._make_cell(part)
            else:
                self._make_grid(part)

    def _make_cell(self, field: FieldDef) -> None:
        cell = FieldCell(field.key, field, self._initials, self)
        cell.answered.connect(self._desk.answer)
        cell.advanced.connect(self._on_advanced)
        cell.left.connect(self._on_left)
        if isinstance(cell.entry, AttachedEntry):
            cell.entry.wanted.connect(self.pages_wanted)
        self._cells[field.key] = cell

    def _make_grid(self, table: TableDef) -> None:
        grid = TableGrid(self._desk, table, self._initials, self)
        grid.advanced.connect(self._on_advanced)
        grid.left.connect(self.field_left)
        grid.pages_wanted.connect(self.pages_wanted)
        self._grids[table.key] = grid

    def _show_all(self) -> None:
        for path in self._cells:
            self._show_cell(path)
        for grid in self._grids.values():
            grid.show_all()
        self._arrange()

    @Slot(object)
    def _on_changed(self, paths: frozenset[str]) -> None:
        tables = {path.partition("/")[0] for path in paths} & self._grids.keys()
        for table in tables:
            self._grids[table].show_paths(paths)
        for path in paths & self._cells.keys():
            self._show_cell(path)
        self._arrange(is_answered=True)

    def _show_cell(self, path: str) -> None:
        sheet = self._desk.sheet
        self._cells[path].show_state(
            sheet.state(path),
            self._desk.choices(path),
            self._desk.problems_at(path),
            self._desk.remark(path),
        )
        source = self._desk.origins.of(path)
        self._cells[path].show_origin("" if source is None else origin_note(source))
        show_small(self._cells[path].entry, self._desk.pictures)

    @Slot()
    def _show_pictures(self) -> None:
        for cell in self._cells.values():
            show_small(cell.entry, self._desk.pictures)
        for grid in self._grids.values():
            grid.show_pictures()

    def _arrange(self, *, is_answered: bool = False) -> None:
        sheet = self._desk.sheet
        shown = ((section, self._desk.shown_parts(section)) for section in sheet.form.definition.sections)
        heights = self._heights()
        blocks = tuple(paging.block(section, parts, heights) for section, parts in shown if parts)
        self._pages = self._cut(blocks, is_answered=is_answered)
        held = self._page_of(self.focused_path())
        self._page = min(self._page if held is None else held, len(self._pages) - 1)
        self._place_page()
        focused = QApplication.focusWidget()
        if focused is not None and self._hides(focused):
            self._focus_page()
        self.page_changed.emit()

    def _cut(self, blocks: Sequence[paging.Block], *, is_answered: bool) -> tuple[paging.Page, ...]:
        """Cut the pages; an answer that needs more room does not take its own field to another page."""
        path, room = self.focused_path(), self.height()
        pages, was = paging.pack(blocks, room, self._split), self._page_of(path)
        if not is_answered or was is None or paging.page_of(pages, path) == was:
            return pages
        split = self._split | {paging.section_of(pages, path)}
        held = paging.pack(blocks, room, split)
        if paging.page_of(held, path) != was:
            return pages
        self._split = split
        return held

    def _heights(self) -> dict[str, int]:
        """Return the heights of what is not one line high."""
        width, room = self.width() - 2 * _MARGIN, self.height() - paging.TITLE_HEIGHT
        tables = {key: grid.height_in(width, room) for key, grid in self._grids.items()}
        ticks = {
            key: paging.ticks_height(len(self._desk.sheet.choices(key)))
            for key, cell in self._cells.items()
            if cell.field.kind is Kind.CHOICES
        }
        return tables | ticks

    def _place_page(self) -> None:
        placed = dict(self._places())
        self._is_placing = True
        for key, part in (*self._cells.items(), *self._grids.items()):
            if key in placed:
                part.setGeometry(placed[key])
            part.setVisible(key in placed)
        self._is_placing = False

    def _places(self) -> Iterator[tuple[str, QRect]]:
        width = self.width() - 2 * _MARGIN
        half = (width - _GUTTER) // 2
        y, page = 0, self._pages[self._page]
        self._show_titles(page)
        for block in page:
            y += paging.TITLE_HEIGHT
            for line in block.lines:
                each = width if line.is_wide else half
                for place, key in enumerate(line.parts):
                    yield key, QRect(_MARGIN + place * (half + _GUTTER), y, each, line.height)
                y += line.height

    def _show_titles(self, page: paging.Page) -> None:
        while len(self._titles) < len(page):
            title = text("", Rank.STRONG)
            title.setParent(self)
            self._titles.append(title)
        y = 0
        for title, block in zip(self._titles, page, strict=False):
            title.setText(block.title)
            title.setGeometry(_MARGIN, y, self.width() - 2 * _MARGIN, paging.TITLE_HEIGHT)
            y += block.height
        for place, title in enumerate(self._titles):
            title.setVisible(place < len(page))

    def _go_to_page(self, place: int) -> None:
        if place != self._page:
            self._page = place
            self._place_page()
            self.page_changed.emit()

    def _focus_page(self) -> None:
        first = next((path for path in self._reachable() if self._page_of(path) == self._page), None)
        self.setFocus() if first is None else self.focus_path(first)

    def _hides(self, held: QWidget) -> bool:
        return self.isVisible() and self.isAncestorOf(held) and not held.isVisible()

    def _leave_page(self, is_next: bool) -> bool:
        """Go on, or back, from a page that holds the keys itself."""
        if not is_next:
            before = [path for path in self._reachable() if (self._page_of(path) or 0) < self._page]
            self.focus_path(before[-1] if before else "")
        elif not self.turn(1):
            self.ended.emit()
        return True

    def _page_of(self, path: str) -> int | None:
        return paging.page_of(self._pages, path)

    def _reachable(self) -> list[str]:
        return [path for path in self._desk.paths() if self._can_reach(path)]

    def _can_reach(self, path: str) -> bool:
        """A table without rows is a stop of its own, for Insert to make its first one."""
        if path in self._cells:
            return self._cells[path].is_reachable
        if path in self._grids:
            return not self._desk.sheet.row_ids(path)
        state = self._desk.sheet.state(path)
        return state.visible and not state.calculated

    def _cell_path(self, widget: QWidget | None) -> str:
        for path, cell in self._cells.items():
            if widget is not None and (cell.entry is widget or cell.entry.isAncestorOf(widget)):
                return path
        return ""

    def _select_default(self, path: str) -> None:
        """What a form began with gives way to what is typed."""
        entry, state = self._cells[path].entry, self._desk.sheet.state(path)
        if isinstance(entry, QLineEdit) and state.value is not None and state.value == state.default:
            entry.selectAll()

    @Slot()
    def _on_advanced(self) -> None:
        self.focusNextPrevChild(True)

    @Slot(str)
    def _on_left(self, path: str) -> None:
        """Once left, an answer shows its full form."""
        self._show_cell(path)
        self.field_left.emit(path)
