"""Prints what the applicant of a case signs: one paper of the case, or those its mended form needs."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from app.domain.words import Message
from app.services.cases.look_up import CaseFile
from app.services.cases.print_forms import (
    CaseFormsPrinted,
    FormPage,
    draw_forms_of_case,
    print_forms_of_case,
)
from ui.at_desk import AtDesk
from ui.changes import Changes
from ui.counter.form_preview import FormPreviewPage
from ui.counter.form_printing import printed_words
from ui.panels.cases import model
from ui.panels.cases.handling import CaseHandling
from ui.panels.cases.view import CasesView
from ui.shortcuts import Command
from ui.widgets.text import Tone


class CaseSigning:
    """One print at a time. On the page of a correction the answers count as they stand there."""

    def __init__(self, at: AtDesk, view: CasesView, handling: CaseHandling) -> None:
        """Work on what is in front in `view`."""
        self._at, self._view, self._handling = at, view, handling
        self._is_printing = False
        self.preview_page = FormPreviewPage()
        view.add_page(self.preview_page)
        view.correction.refused.connect(self._on_refused)

    def open_commands(self) -> set[Command]:
        """Return what may be done about the papers to be signed, on the page in front."""
        file, page = self._handling.file, self._view.page
        if file is None or not file.forms:
            return set()
        if page in {self._view.correction, self.preview_page}:
            return {Command.PRINT}
        return {Command.PRINT, Command.PREVIEW} if page is self._view.overview else set()

    def print(self) -> bool:
        """Print what is seen to be chosen; say whether that is a paper to be signed."""
        file, correction = self._handling.file, self._view.correction.correction
        if file is None:
            return False
        if self._view.page is self._view.correction and correction is not None:
            keys = correction.to_print()
            if keys:
                self._hand_over(file, keys, correction.form.sheet.answers())
            else:
                self._view.strip.show_message(self._words("all_out"), Tone.SOON)
            return True
        chosen = self._chosen()
        if chosen:
            self._hand_over(file, (chosen,), None)
        return bool(chosen) or self._points_at_first(file)

    def _points_at_first(self, file: CaseFile) -> bool:
        """Where nothing is seen to be chosen, point at the first paper that waits to be printed, if any."""
        things = self._view.things
        waiting = [one.material.key for one in file.forms if one.standing.needs_printing]
        listed = {row.id for row in things.rows}
        row = next((f"{model.FORM}{key}" for key in waiting if f"{model.FORM}{key}" in listed), "")
        if things.marked_id or not row:
            return False
        things.choose(row)
        self._view.focus_in_case(things)
        self._view.strip.show_message(self._words("choose"), Tone.SOON)
        return True

    def preview(self) -> None:
        """Show the papers to be signed of the case in front; that they were seen is logged."""
        file, at = self._handling.file, self._at
        if file is not None and file.forms:
            keys = tuple(one.material.key for one in file.forms)
            at.outside(
                lambda: draw_forms_of_case(at.office, at.desk, file.case.id, keys),
                partial(self._on_drawn, file),
                self._on_failed,
            )

    def _chosen(self) -> str:
        if self._view.page is self.preview_page:
            return self.preview_page.current
        row = self._view.things.marked_id or ""
        return row.removeprefix(model.FORM) if row.startswith(model.FORM) else ""

    def _hand_over(self, file: CaseFile, keys: tuple[str, ...], answers: Mapping[str, Any] | None) -> None:
        if self._is_printing:
            self._view.strip.show_message(self._words("wait"), Tone.SOON)
            return
        self._is_printing = True
        self._view.strip.show_message(self._words("started", names=self._names(file, keys)), Tone.PRESS)
        at, command = self._at, self._at.office.ids.operation_id()
        at.outside(
            lambda: print_forms_of_case(
                at.office, at.desk, command, file.case.id, keys, at.printer(), answers=answers
            ),
            partial(self._on_printed, file, keys),
            self._on_failed,
        )

    def _on_printed(self, file: CaseFile, keys: tuple[str, ...], result: CaseFormsPrinted) -> None:
        self._is_printing = False
        correction = self._view.correction.correction
        is_mending = self._view.page is self._view.correction
        if correction is not None and correction.case.id == file.case.id:
            correction.go_on_with(result.done.case)
            self._view.correction.show_rows()
        self._at.tell(Changes(cases=frozenset({file.case.id})))
        message, tone = printed_words(
            self._at.wording,
            keys,
            result.taken,
            result.fault,
            partial(self._names, file),
            sent="signing.sent" if is_mending else "signing.sent_of_case",
        )
        self._view.strip.show_message(message, tone)

    def _on_drawn(self, file: CaseFile, pages: tuple[FormPage, ...]) -> None:
        """Show the papers, unless another case or page is in front by now."""
        now = self._handling.file
        if now is not None and now.case.id == file.case.id and self._view.page is self._view.overview:
            row = self._view.things.current_id or ""
            self._view.show_page(self.preview_page, "打印")
            self.preview_page.show_pages(pages, row.removeprefix(model.FORM))
            self.preview_page.setFocus()

    def _on_refused(self, message: Message) -> None:
        self._view.strip.show_message(message, Tone.SOON)

    def _on_failed(self, error: Exception) -> None:
        self._is_printing = False
        self._view.strip.show_message(self._at.wording.of(error))

    def _names(self, file: CaseFile, keys: Collection[str]) -> str:
        item = self._at.office.catalog.version(file.case.item.id, file.case.item.version)
        return "".join(f"《{one.name}》" for one in item.materials if one.key in keys)

    def _words(self, what: str, **facts: object) -> Message:
        return self._at.wording.words.say(f"signing.{what}", facts)
