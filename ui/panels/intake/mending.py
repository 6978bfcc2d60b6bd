"""Puts the keys where a refusal of the intake is mended: a field of the form, a paper, a notice's gap."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.counter.cures import Part, Place, faulty_field, holds_fault, paper_places, place_of
from ui.panels.intake.view import IntakeView
from ui.panels.intake.way import Way


class Mending:
    """Knows the places of one intake."""

    def __init__(self, view: IntakeView, way: Way) -> None:
        """Lead through `view` by the `way` of the application."""
        self._view, self._way = view, way
        self._places: Mapping[Place, Part] = paper_places(view.notice, view.refusal)

    def lead(self, error: Exception) -> None:
        """Put the keys where `error` is mended; while another panel is in front they stay there."""
        place = place_of(error)
        if not self._view.isVisible() or self._view.form is None:
            return
        if place is Place.TEXT:
            self._to_text(error)
        elif place is Place.ANSWERS:
            self._way.to_answers()
        elif place is Place.PAPERS:
            self._way.show_form()
            self._way.to_materials()
        elif place is not None and place in self._places:
            self._take_keys(self._places[place]())

    def _to_text(self, error: Exception) -> None:
        form, page = self._view.form, self._view.page
        field = faulty_field(error, page.findChildren(QLineEdit)) if page is not form else None
        if field is not None:
            field.setFocus()
            return
        is_at_fault = holds_fault(error)
        entries = form.text_entries() if form is not None else {}
        path = next((at for at, entry in entries.items() if is_at_fault(entry.text())), "")
        if path:
            self._way.show_field(path)

    def _take_keys(self, part: QWidget | None) -> None:
        if part is not None and self._view.page.isAncestorOf(part):
            part.setFocus()
