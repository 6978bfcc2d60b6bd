"""Puts the keys where a refusal of the case panel is mended, on the page in front."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.counter.cures import Part, Place, faulty_field, holds_fault, paper_places, place_of
from ui.panels.cases.view import CasesView


class Mending:
    """Knows the places of one case panel."""

    def __init__(self, view: CasesView) -> None:
        """Lead through `view`."""
        self._view = view
        self._places: Mapping[Place, Part] = {
            **paper_places(view.notice, view.refusal),
            Place.REASON: lambda: view.reason,
            Place.CHOICE: lambda: view.things,
            Place.SEARCH: lambda: view.search,
            Place.SIDES: lambda: view.conflict.sides,
            Place.WHY_ENDED: lambda: view.ending.reasons,
            Place.FOUND: lambda: view.commitment.words,
            Place.DECISION: lambda: view.commitment.number,
        }

    def lead(self, error: Exception) -> None:
        """Put the keys where `error` is mended, if that place is on the page in front."""
        place = place_of(error)
        if place is Place.TEXT:
            self._to_text(error)
        elif place is Place.PAPERS and self._view.page is self._view.correction:
            self._view.correction.to_papers()
        elif place is Place.ANSWERS:
            self._to_answers()
        elif place is not None and place in self._places:
            self._take_keys(self._places[place]())

    def _to_text(self, error: Exception) -> None:
        form = self._view.correction.form
        if self._view.page is not self._view.correction or form is None:
            self._take_keys(faulty_field(error, self._view.page.findChildren(QLineEdit)))
            return
        is_at_fault = holds_fault(error)
        path = next((at for at, entry in form.text_entries().items() if is_at_fault(entry.text())), "")
        if path:
            form.focus_path(path)

    def _to_answers(self) -> None:
        correction, form = self._view.correction.correction, self._view.correction.form
        if self._view.page is self._view.correction and correction is not None and form is not None:
            form.judge_all()
            form.focus_path(correction.form.first_to_fill())

    def _take_keys(self, part: QWidget | None) -> None:
        if part is None or not self._view.page.isAncestorOf(part):
            return
        if self._view.page is self._view.overview:
            self._view.focus_in_case(part)
        else:
            part.setFocus()
