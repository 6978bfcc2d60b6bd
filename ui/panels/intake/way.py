"""Leads through an application: from field to field, to the papers, to what is still to be mended."""

from collections.abc import Callable

from app.domain.form.sheet import MaterialNeed
from ui.counter import excuse_words
from ui.counter.checklist import MATERIAL, standing_words
from ui.counter.entry_teller import EntryTeller
from ui.counter.excusing import KEYS as EXCUSING_KEYS
from ui.counter.lent import not_lent_words, offer_words
from ui.counter.tray import REUSE
from ui.form.form_view import FormView
from ui.panels.intake.side import SideColumn
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import STEPS, IntakeView
from ui.widgets.text import Tone

FINDER, APPLICANT, FORM, MATERIALS, ACCEPT = STEPS
_ACCEPT_WORD, _ISSUE_WORD, _KEEP_WORD, _PRINT_WORD = "受理并打印", "出具并打印", "收入", "打印"


class Way:
    """Knows which step one is at; moves the pages and the focus, changes no answer."""

    def __init__(self, view: IntakeView, side: SideColumn, on_counter: Callable[[], Sitting | None]) -> None:
        """Lead through `view` and `side`; `on_counter` tells what is being filled in."""
        self._view, self._side, self._on_counter = view, side, on_counter
        self._entries = EntryTeller(view.strip)
        self._told: tuple[Sitting, str, str, int] | None = None

    def place(self, step: str) -> None:
        """Mark the step one is at, with the item and the page of the form."""
        sitting, form = self._on_counter(), self._form_in_front()
        page = f"第 {form.page + 1}/{form.page_count} 页　PgUp PgDn" if form is not None else ""
        self._view.show_place(step, sitting.item.name if sitting is not None else "", page)

    def place_by_page(self) -> None:
        """Mark the step by the page of the form in front; the first page is about the applicant."""
        form = self._form_in_front()
        if form is not None:
            self.place(APPLICANT if form.page == 0 else FORM)
            self.take_back_stale_words()

    def show_form(self) -> None:
        """Put the form in front."""
        if self._view.form is not None and self._on_counter() is not None:
            self._side.gives_way.emit()
            self._view.show_page(self._view.form)
            self._view.accept_button.set_word(_ACCEPT_WORD)
            self.place_by_page()

    def mark_end(self) -> None:
        """The paper is issued: the step stays, and F12 is about the next application again."""
        self.place(ACCEPT)
        self._view.accept_button.set_word(_ACCEPT_WORD)

    def show_last_field(self) -> None:
        """Go back from the papers to the end of the form."""
        if self._view.form is not None:
            self.show_form()
            self._view.form.turn_to_last()

    def show_field(self, path: str) -> None:
        """Go to one field."""
        if self._view.form is not None:
            self.show_form()
            self._view.form.focus_path(path)

    def to_answers(self) -> None:
        """Go to the first answer to mend, or to the first field of a form that looks right."""
        sitting, form = self._on_counter(), self._view.form
        if sitting is not None and form is not None:
            form.judge_all()
            self.show_field(sitting.form.first_to_fill())

    def mark_paper_page(self) -> None:
        """A notice or refusal stands in front: say so, and that F12 issues it."""
        self.place(ACCEPT)
        self._view.accept_button.set_word(_ISSUE_WORD)

    def mark_scans_page(self, *, is_paper: bool) -> None:
        """The pages of a paper or an answer stand in front: say so, and that F12 keeps what is looked at."""
        self._side.gives_way.emit()
        self.place(MATERIALS if is_paper else FORM)
        self._view.accept_button.set_word(_KEEP_WORD)

    def back_to_paper(self, key: str) -> None:
        """Put the form in front and the keys on a paper's line."""
        self.show_form()
        self._side.focus_material(f"{MATERIAL}{key}")
        self.place(MATERIALS)

    def turn(self, step: int) -> None:
        """Turn the form's pages; after the last one come the papers."""
        form = self._form_in_front()
        if form is not None and not form.turn(step) and step > 0:
            self.to_materials()

    def to_materials(self) -> None:
        """Put the keys on the first missing paper, or on the first of all."""
        sitting = self._on_counter()
        missing = sitting.missing() if sitting is not None else ()
        rows = self._side.materials.rows
        target = f"{MATERIAL}{missing[0].material.key}" if missing else (rows[0].id if rows else "")
        self._side.focus_material(target)
        self.place(MATERIALS)
        if sitting is not None and missing and missing[0].material.key in sitting.lent:
            self._say_missing(sitting, missing[0])

    def pointed(self) -> str:
        """Return the key of the paper the keys are on, or that is shown; empty while they are elsewhere."""
        if self._view.page is self._view.preview:
            return self._view.preview.current
        row = self._side.materials.current_id if self._side.materials.hasFocus() else None
        return (row or "").removeprefix(MATERIAL)

    def show_preview(self) -> None:
        """Put the papers to be signed in front, with the keys in them."""
        self._side.gives_way.emit()
        self._view.show_page(self._view.preview)
        self._view.preview.setFocus()
        self._view.accept_button.set_word(_PRINT_WORD)
        self.place(MATERIALS)

    def take_back_stale_words(self) -> None:
        """Stop saying what is wrong with a field once it is mended or another page is in front."""
        sitting, form = self._on_counter(), self._view.form
        if self._told is None or sitting is None or form is None:
            return
        about, words, path, page = self._told
        if about is not sitting or form.page != page or not sitting.form.problems_at(path):
            self._told = None
            if self._view.strip.words == words:
                self._view.strip.clear()

    def to_problem_after(self, path: str, tone: Tone | None = None) -> None:
        """Jump to the next thing to mend after `path`; when the form is right, to the next missing paper.

        `tone` is how a problem of the form is told: as a hint where nothing was refused, else as it is.
        """
        sitting, form = self._on_counter(), self._view.form
        if sitting is None or form is None:
            return
        self.show_form()
        form.judge_all()
        problem = sitting.form.problem_after(path)
        missing = sitting.missing()
        if problem is not None and (problem.tone is Tone.LATE or not missing):
            form.focus_path(problem.path)
            self._view.strip.show_message(problem.message, tone or problem.tone)
            self._told = (sitting, self._view.strip.words, problem.path, form.page)
        elif missing:
            self._side.focus_material(f"{MATERIAL}{missing[0].material.key}")
            self.place(MATERIALS)
            self._say_missing(sitting, missing[0])
        else:
            self.place(ACCEPT)
            self._view.strip.say(excuse_words.ready(sitting, "都填好了"), Tone.DONE)

    def after_paper(self, row_id: str, key: str) -> None:
        """Go on after a key on a paper's line: to the next missing one, or to the end."""
        sitting = self._on_counter()
        if sitting is None:
            return
        material = row_id.removeprefix(MATERIAL)
        if self._entries.tell(sitting, material, key):
            return
        if key in EXCUSING_KEYS:
            self._after_promise(sitting, material, key)
            return
        missing = sitting.missing()
        handed = sitting.tray.get(material)
        is_here = handed is not None
        is_waived = handed is not None and bool(handed.waived_by) and key.isdigit()
        if key == REUSE and not is_here:
            self._view.strip.say(_not_lent(sitting, material), Tone.SOON)
        elif (key in {" ", "M", REUSE} or is_waived) and missing and is_here:
            self._side.focus_material(f"{MATERIAL}{missing[0].material.key}")
            self._say_missing(sitting, missing[0])
        elif sitting.is_acceptable():
            self.place(ACCEPT)
            self._view.strip.say(excuse_words.ready(sitting, "都齐了"), Tone.DONE)

    def _after_promise(self, sitting: Sitting, material_key: str, key: str) -> None:
        """Say how a paper stands after a key that excuses it; the keys stay on its line."""
        words, is_promised = excuse_words.excused(sitting, material_key, key)
        self.place(ACCEPT if sitting.is_acceptable() else MATERIALS)
        self._view.strip.say(words, Tone.DONE if is_promised and sitting.is_acceptable() else Tone.SOON)

    def _say_missing(self, sitting: Sitting, need: MaterialNeed) -> None:
        """Say what to do about the paper the keys are on."""
        standing, lent = sitting.standings().get(need.material.key), sitting.lent.get(need.material.key)
        if lent is not None:
            self._view.strip.say(offer_words(lent), Tone.SOON)
        elif standing is not None:
            message = standing_words(sitting.form.words, need.material, standing)
            self._view.strip.show_message(message, Tone.SOON)
        else:
            self._view.strip.say(excuse_words.missing(sitting, need), Tone.SOON)

    def _form_in_front(self) -> FormView | None:
        form = self._view.form
        return form if self._on_counter() is not None and self._view.page is form else None


def _not_lent(sitting: Sitting, key: str) -> str:
    return not_lent_words(sitting.material(key).name, is_offered=key in sitting.lent)
