"""Leads to the pages of a case: those of a paper, those its answers are given by, and back to its form."""

from functools import partial

from app.domain.case.attached import attached_pages
from app.domain.case.case import Case
from app.domain.form.attached import AttachedAnswer, attached_answers
from app.domain.item import ServiceItem
from ui.at_desk import AtDesk
from ui.capture.attached import AnswerOfCase
from ui.capture.desk import ScanDesk
from ui.capture.paper import Pages, PaperOfCase
from ui.capture.small import small_pictures
from ui.panels.cases import model
from ui.panels.cases.completing import word_of
from ui.panels.cases.correction import Correction
from ui.panels.cases.view import CasesView
from ui.widgets.text import Tone


class CaseCapturing:
    """Opens the page of `scans` for what is chosen in `view`."""

    def __init__(self, at: AtDesk, view: CasesView, scans: ScanDesk) -> None:
        """Work for the clerk at `at`."""
        self._at, self._view, self._scans = at, view, scans
        self._mended = ""
        """The path whose pages were opened from the form of a correction; empty from anywhere else."""

    def open(self, case: Case, item: ServiceItem) -> None:
        """Show the pages of what is chosen: a field of the form being mended, a paper or an answer."""
        if self._view.page is self._view.correction:
            self._open_mended()
            return
        chosen = self._view.things.current_id or ""
        papers = [one for one in case.materials if f"{model.MATERIAL}{one.row}" == chosen]
        answers = {
            f"{model.PHOTO}{one.path}": one for one in attached_answers(item.form.definition, case.answers)
        }
        papers = papers or (list(case.materials) if len(case.materials) == 1 and not answers else [])
        if chosen in answers:
            self._show_answer(case, answers[chosen])
        elif papers:
            self._show(PaperOfCase(self._at, case.id, papers[0].row, papers[0].name))
        else:
            self._say("attachment.choose_in_case")

    def step_out(self) -> bool:
        """Go back from pages to the form they belong to; False where they were opened from the case."""
        view, path = self._view, self._mended
        correction, form = view.correction.correction, view.correction.form
        if view.page is not self._scans.page or not path or correction is None or form is None:
            return False
        self._mended = ""
        view.show_page(view.correction, word_of(correction))
        view.correction.to_field(path)
        return True

    def show_small(self) -> None:
        """Have the form being mended show its pages small; it shows all answers, which was logged."""
        correction, at = self._view.correction.correction, self._at
        if correction is not None:
            known = attached_pages(correction.case)
            pages = [known[one] for one in sorted(correction.form.first_pages()) if one in known]
            if pages:
                show = correction.form.show_pictures
                at.outside(partial(small_pictures, at, pages), show, self._on_failed)

    def _open_mended(self) -> None:
        correction, form = self._view.correction.correction, self._view.correction.form
        answer = form.attached_in_use() if form is not None else None
        if correction is None or answer is None:
            self._say("attachment.choose_field")
            return
        self._mended = answer.path
        paper = AnswerOfCase(self._at, correction.case, answer.path, answer.attached.ids, answer.label)
        paper.told = partial(self._on_told, correction, paper)
        self._show(paper)

    def _on_told(self, correction: Correction, paper: AnswerOfCase, pages: Pages) -> None:
        correction.go_on_with(paper.case)
        correction.form.attach(paper.path, [page.id for page in pages])
        self.show_small()

    def _show_answer(self, case: Case, answer: AttachedAnswer) -> None:
        ids, name = answer.attached.ids, answer.label
        self._mended = ""
        self._show(AnswerOfCase(self._at, case, answer.path, ids, name, back="办件", is_fixed=True))

    def _show(self, paper: PaperOfCase | AnswerOfCase) -> None:
        self._view.show_page(self._scans.page, "收入")
        self._scans.open(paper)

    def _say(self, code: str) -> None:
        self._view.strip.show_message(self._at.wording.say(code), Tone.SOON)

    def _on_failed(self, error: Exception) -> None:
        self._view.strip.show_message(self._at.wording.of(error))
