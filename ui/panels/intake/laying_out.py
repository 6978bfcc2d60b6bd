"""Lays an application on the counter: its form, or first the question why it is taken in at this window."""

from collections.abc import Callable

from ui.at_desk import AtDesk
from ui.form.card_reading import CardReading
from ui.form.form_view import FormView
from ui.panels.intake.elsewhere import Elsewhere
from ui.panels.intake.no_permit import NoPermit
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import IntakeView
from ui.panels.intake.way import Way
from ui.widgets.text import Tone


class LayingOut:
    """Makes the form of an application and puts in front what comes first of it."""

    def __init__(
        self,
        at: AtDesk,
        view: IntakeView,
        way: Way,
        parts: tuple[Elsewhere, NoPermit],
        open_pages: Callable[[], None],
    ) -> None:
        """Lay out in `view`; `open_pages` shows the captured pages of an answer."""
        self._at, self._view, self._way, self._open_pages = at, view, way, open_pages
        self._elsewhere, self._no_permit = parts

    def make_form(self, sitting: Sitting) -> None:
        """Make the form and hand it to the view."""
        form = FormView(sitting.form, self._at.initials)
        CardReading(form, self._at.office.clock.monotonic)
        form.page_changed.connect(self._way.place_by_page)
        form.ended.connect(self._way.to_materials)
        form.pages_wanted.connect(self._open_pages)
        self._view.hold_form(form)
        self._view.strip.clear()

    def put_in_front(self, sitting: Sitting) -> None:
        """Show the form at its first gap, with what stands against it; or ask, if others serve it."""
        if self._elsewhere.asks(sitting):
            return
        self._way.show_form()
        if self._view.isVisible() and self._view.form is not None:
            self._view.form.focus_path(sitting.form.first_to_fill())
        self._no_permit.consider()
        if sitting.opened.stopped is not None:
            self._view.strip.show_message(self._at.wording.of(sitting.opened.stopped), Tone.SOON)

    def go_back(self, sitting: Sitting | None) -> None:
        """Go back from a notice or a sheet to the form as it was left, or to the open question."""
        if sitting is not None and self._elsewhere.asks(sitting):
            return
        self._way.show_form()
        if self._view.form is not None and self._view.isVisible():
            self._view.form.take_keys_back()
