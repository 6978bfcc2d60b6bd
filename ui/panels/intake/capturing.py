"""Leads to the pages of what the keys are on, an answer or a paper, and back to it."""

from collections.abc import Callable

from app.domain.form.attached import AttachedAnswer
from app.domain.form.model import Material
from ui.at_desk import AtDesk
from ui.counter.checklist import MATERIAL
from ui.panels.intake.captured import Captured
from ui.panels.intake.side import SideColumn
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import IntakeView
from ui.panels.intake.way import Way
from ui.widgets.text import Tone


class Capturing:
    """Opens the page of `captured`. `keep` makes what was typed durable before a page is kept beside it."""

    def __init__(
        self,
        at: AtDesk,
        view: IntakeView,
        side: SideColumn,
        way: Way,
        captured: Captured,
        keep: Callable[[], None],
    ) -> None:
        """Lead through `view` and `side`."""
        self._at, self._view, self._side, self._way = at, view, side, way
        self._captured, self._keep = captured, keep

    def open(self, sitting: Sitting | None) -> None:
        """Show the pages of the answer or paper in use, and take in more; with neither go to the papers."""
        form, chosen = self._view.form, self._side.materials.current_id
        if sitting is None:
            return
        answer = form.attached_in_use() if form is not None and self._view.page is form else None
        found = [one.material for one in sitting.needs() if f"{MATERIAL}{one.material.key}" == chosen]
        if answer is not None:
            self._open_answer(sitting, answer)
        elif found:
            self._open_paper(sitting, found[0])
        else:
            self._way.to_materials()
            self._view.strip.show_message(self._at.wording.say("attachment.choose_paper"), Tone.SOON)

    def step_out(self) -> bool:
        """Go back from the pages to where one came from; say whether they were in front."""
        if self._view.page is not self._captured.desk.page:
            return False
        if not self._captured.desk.step_out():
            if self._captured.path:
                self._way.show_field(self._captured.path)
            else:
                self._way.back_to_paper(self._captured.material)
        return True

    def _open_answer(self, sitting: Sitting, answer: AttachedAnswer) -> None:
        self._keep()
        self._captured.open_answer(sitting, answer)
        self._show_pages()

    def _open_paper(self, sitting: Sitting, material: Material) -> None:
        if self._captured.open(sitting, material):
            self._show_pages()

    def _show_pages(self) -> None:
        page = self._captured.desk.page
        self._view.show_page(page)
        page.strip.setFocus()
        self._way.mark_scans_page(is_paper=not self._captured.path)
