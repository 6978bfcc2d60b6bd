"""Puts a conflict into words for its page: masked at first, in full once a clerk asked and it was logged."""

from collections.abc import Callable
from typing import Any

from app.domain.form.model import FieldDef
from app.domain.form.values import read_answer
from app.services.cases.look_up import CaseFile, reveal
from ui.at_desk import AtDesk
from ui.form.shown import is_masked, masked, read
from ui.panels.cases import model
from ui.panels.cases.conflict_page import sides_of
from ui.panels.cases.view import CasesView
from ui.widgets.text import Tone


class Settling:
    """Shows the first conflict of a case, which is settled before the next."""

    def __init__(self, at: AtDesk, view: CasesView, failed: Callable[[Exception], None]) -> None:
        """Show on the page of `view`; a refusal to reveal is told through `failed`."""
        self._at, self._view, self._failed = at, view, failed
        self._shown = ""

    def show(self, file: CaseFile) -> None:
        """Show both sides with everything personal masked."""
        self._shown = file.case.id
        self._view.show_page(self._view.conflict, "选定")
        self._show(file, self._masked)

    def reveal(self, file: CaseFile) -> None:
        """Show both sides in full, once the service has logged who saw which answers."""
        fields = self._fields(file)
        differing = (one.path[-1] for one in file.conflicts[0].differences)
        paths = [key for key in differing if key in fields and is_masked(fields[key])]
        at, case_id = self._at, file.case.id
        at.store(
            lambda: reveal(at.office, at.desk, case_id, paths), lambda _: self._on_logged(file), self._failed
        )

    def _on_logged(self, file: CaseFile) -> None:
        if self._view.page is self._view.conflict and self._shown == file.case.id:
            self._show(file, self._whole)
            self._view.strip.say("已显示完整信息，这次查看已记录。", Tone.SOON)

    def _show(self, file: CaseFile, words: Callable[[FieldDef, Any], str]) -> None:
        conflict = file.conflicts[0]
        why = self._at.wording.words.say(conflict.code, {}).sentence()
        self._view.conflict.show_sides(why, sides_of(conflict, self._fields(file), words, file.clerk_names))

    def _fields(self, file: CaseFile) -> dict[str, FieldDef]:
        item = self._at.office.catalog.version(file.case.item.id, file.case.item.version)
        return dict(item.form.definition.fields())

    def _masked(self, field: FieldDef, value: Any) -> str:
        choices = model.code_lists(self._at.office).choices(field)
        return masked(field, read_answer(field.kind, value, field.places), choices)

    def _whole(self, field: FieldDef, value: Any) -> str:
        choices = model.code_lists(self._at.office).choices(field)
        return read(field, read_answer(field.kind, value, field.places), choices)
