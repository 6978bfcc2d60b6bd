"""Prints what the applicant signs, shows it before, and takes it back signed."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.domain.form.model import Material
from app.domain.form_paper.standing import SheetStanding
from app.domain.words import Message
from app.services.cases.print_forms import (
    FormPage,
    FormsPrinted,
    draw_forms_of_draft,
    print_forms_of_draft,
)
from ui.at_desk import AtDesk
from ui.counter.checklist import MATERIAL, standing_words
from ui.counter.form_printing import printed_words
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import IntakeView
from ui.panels.intake.way import Way
from ui.widgets.text import Tone


class Signing(QObject):
    """One print at a time; `changed` tells that papers stand otherwise than before it.

    `struck` tells the row of the checklist and the key that changed it.
    """

    changed = Signal()
    struck = Signal(str, str)
    failed = Signal(object)

    def __init__(
        self, at: AtDesk, view: IntakeView, way: Way, on_counter: Callable[[], Sitting | None]
    ) -> None:
        """Work for the clerk at `at`; `on_counter` tells what is being filled in."""
        super().__init__()
        self._at, self._view, self._way, self._on_counter = at, view, way, on_counter
        self._printing: tuple[str, ...] = ()
        self._asked = self._told = ""

    def must_wait(self) -> bool:
        """Say whether sheets are on their way to the printer, and tell so: nothing is issued meanwhile."""
        if self._printing:
            self._say("wait", Tone.SOON)
        return bool(self._printing)

    def print(self) -> None:
        """Print what has to be printed, else the paper pointed at once more.

        With nothing else left on the form, the keys go to the checklist at once.
        """
        sitting = self._on_counter()
        if sitting is None or self.must_wait():
            return
        standings, pointed = sitting.standings(), self._way.pointed()
        keys = [key for key, one in standings.items() if one.needs_printing]
        keys = keys or [key for key in standings if key == pointed]
        if not keys:
            self._say("all_out", Tone.SOON)
            return
        self._hand_over(sitting, tuple(keys))
        if not sitting.unfinished():
            self._way.show_form()
            self._way.to_materials()

    def preview(self) -> None:
        """Show every paper that these answers need signed."""
        sitting = self._on_counter()
        if sitting is not None:
            at, draft, answers = self._at, sitting.opened.draft.id, sitting.form.sheet.answers()
            keys = list(sitting.standings())
            at.outside(
                lambda: draw_forms_of_draft(at.office, at.desk, draft, answers, keys),
                partial(self._on_drawn, sitting),
                self.failed.emit,
            )

    def strike(self, row_id: str, key: str) -> None:
        """Do what a key does on a line of the checklist."""
        sitting = self._on_counter()
        if sitting is not None and self.press(sitting, sitting.material(row_id.removeprefix(MATERIAL)), key):
            self.struck.emit(row_id, key)

    def press(self, sitting: Sitting, material: Material, key: str) -> bool:
        """Do what a key does on a paper's line; say whether the line changed.

        Space takes a paper in that was signed. A sheet that says something else than the form is not taken in
        quietly: it is printed again, or a second Space says that it was mended by hand and signed so.
        """
        asked, self._asked = self._asked, ""
        standing = sitting.standings().get(material.key, SheetStanding.NOT_PRINTED)
        is_typed = sitting.tray.entry_of(material.key) is not None
        if key != " " or not material.printed_here or is_typed:
            sitting.press(key, material.key)
        elif material.key in self._printing:
            self._say("printing", Tone.SOON, name=material.name)
            return False
        elif not standing.is_outdated:
            sitting.sign(material)
        elif asked == material.key:
            sitting.amend(material)
        else:
            self._asked = material.key
            message = standing_words(self._at.wording.words, material, standing)
            self._view.strip.show_message(message, Tone.SOON)
            return False
        return True

    def take_back_stale_words(self) -> None:
        """Say that a sheet has to be printed again, where it was said last that it is out."""
        sitting, strip = self._on_counter(), self._view.strip
        if sitting is None or not self._told or strip.words != self._told:
            return
        for key, standing in sitting.standings().items():
            if standing.is_outdated:
                words = standing_words(self._at.wording.words, sitting.material(key), standing)
                strip.show_message(words, Tone.SOON)
                return

    def _hand_over(self, sitting: Sitting, keys: tuple[str, ...]) -> None:
        self._printing = keys
        self._say("started", Tone.PRESS, names=_names(sitting, keys))
        at, draft, answers = self._at, sitting.opened.draft.id, sitting.form.sheet.answers()
        at.outside(
            lambda: print_forms_of_draft(at.office, at.desk, draft, answers, keys, at.printer()),
            partial(self._on_printed, sitting, keys),
            self._on_failed,
        )

    def _on_printed(self, sitting: Sitting, keys: tuple[str, ...], result: FormsPrinted) -> None:
        self._printing = ()
        sitting.note_prints(result.prints)
        self.changed.emit()
        message, tone = printed_words(
            self._at.wording,
            keys,
            result.prints.keys(),
            result.fault,
            partial(_names, sitting),
            unfinished=sitting.unfinished(),
        )
        self._view.strip.show_message(message, tone)
        self._told = self._view.strip.words

    def _on_drawn(self, sitting: Sitting, pages: tuple[FormPage, ...]) -> None:
        """Show the papers, unless another application is on the counter by now."""
        if sitting is self._on_counter() and pages:
            first = self._way.pointed()
            self._way.show_preview()
            self._view.preview.show_pages(pages, first)

    def _on_failed(self, error: Exception) -> None:
        self._printing = ()
        self.failed.emit(error)

    def _say(self, what: str, tone: Tone, **facts: object) -> None:
        self._view.strip.show_message(self._words(what, facts), tone)

    def _words(self, what: str, facts: dict[str, object]) -> Message:
        return self._at.wording.words.say(f"signing.{what}", facts)


def _names(sitting: Sitting, keys: Collection[str]) -> str:
    return "".join(f"《{sitting.material(key).name}》" for key in keys)
