"""Sends a card number that a reader typed into the wrong field to the field that asks for it."""

import re
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.form.values import Kind
from ui.form.form_view import FormView
from ui.wedge_field import WedgeField

_CARD = re.compile(r"\d{17}[\dXx]")
_ASKS = {Kind.ID_NUMBER, Kind.CERTIFICATE}


class CardReading(QObject):
    """Watches the text fields of one form; a reader types faster than any hand."""

    def __init__(self, view: FormView, monotonic: Callable[[], float]) -> None:
        """Watch `view`; `monotonic` is the clock's side that never goes back."""
        super().__init__(view)
        self._view = view
        self._readers: dict[QWidget, WedgeField] = {}
        for path, entry in view.text_entries().items():
            reader = self._readers[entry] = WedgeField(entry, monotonic)
            reader.read.connect(lambda reading, at=path: self._on_read(at, reading))

        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Listen before the field keys do, or a reader's Enter would already have moved the focus."""
        reader = self._readers.get(new) if new is not None else None
        if new is not None and reader is not None:
            new.removeEventFilter(reader)
            new.installEventFilter(reader)

    def _on_read(self, path: str, reading: str) -> None:
        """Put the number where it belongs and give the field it fell into back what it held."""
        desk = self._view.desk
        fields = desk.sheet.form.fields
        asking = [at for at in desk.paths() if at in fields and fields[at].kind in _ASKS]
        if path in asking or not asking or not _CARD.fullmatch(reading):
            desk.answer(path, reading)
            return
        held = desk.sheet.draft().get(path)
        desk.answer(path, held.replace(reading, "") if isinstance(held, str) else held)
        desk.answer(asking[0], reading)
        self._view.show_brought(frozenset({path, asking[0]}))
        self._view.focus_path(asking[0])
