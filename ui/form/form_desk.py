"""Stands between a sheet and its view: takes answers, tells what changed, knows what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.case.carried import AnswerSource
from app.domain.errors import PersonFacing
from app.domain.form.attached import Attached, AttachedAnswer, attached_answers, attached_in, slot_at
from app.domain.form.model import Choice, FieldDef, SectionDef, TableDef
from app.domain.form.people import whole_number
from app.domain.form.sheet import FormSheet
from app.domain.form.values import Kind, Value
from app.domain.identity.regions import NO_HISTORY, RegionHistory
from app.domain.words import Message, Words
from ui.form.bringing_rows import bring_rows, may_bring_rows
from ui.form.carried import CarriedNumbers
from ui.form.origins import Origins
from ui.form.sentences import SaidProblem, said

NOWHERE: Mapping[str, AnswerSource] = {}
_NUMBERS = frozenset({Kind.ID_NUMBER, Kind.CERTIFICATE})


class FormDesk(QObject):
    """One sheet being filled in. Everything here is quick arithmetic; nothing waits."""

    changed = Signal(object)
    """The paths that changed; keys of tables when their rows did."""
    refused = Signal(object)
    """A PersonFacing: the sheet would not do what was asked (a full table)."""
    pictured = Signal()
    """More small pictures of captured pages can be shown."""

    def __init__(
        self,
        sheet: FormSheet,
        words: Words,
        regions: Sequence[Choice] = (),
        history: RegionHistory = NO_HISTORY,
    ) -> None:
        """Take the sheet, the sentences of its problems, the regions by name, and which they were once."""
        super().__init__()
        self._history = history
        self.sheet, self.words = sheet, words
        self.origins = Origins(sheet)
        self._regions = regions
        self._numbers = CarriedNumbers(sheet)
        self.pictures: dict[str, QImage] = {}
        """Small pictures of the pages that answers are given by, by id, as far as they were made."""

    def answer(self, path: str, raw: object) -> None:
        """Take one answer; an ID number that follows from it comes with it."""
        self._tell(self.sheet.set(path, raw) | self._numbers.after(path))

    def is_carried(self, path: str) -> bool:
        """Say whether an ID number was taken from where the same person stands already."""
        return self._numbers.is_carried(path)

    def bring(
        self, answers: Mapping[str, Any], sources: Mapping[str, AnswerSource] = NOWHERE
    ) -> frozenset[str]:
        """Take answers over into blank fields, defaults and empty tables; return the paths that took one.

        `sources` says which case each comes from.
        """
        taken = frozenset(path for path in answers if self.may_bring(path, answers[path]))
        changed: frozenset[str] = frozenset()
        for path in taken:
            if path in self.sheet.form.tables:
                changed |= bring_rows(self.sheet, path, answers[path]) | {path}
            else:
                changed |= self.sheet.set(path, answers[path])
        changed |= self._numbers.after("")
        self.origins.note({path: sources[path] for path in taken if path in sources})
        self._tell(changed)
        return taken

    def may_bring(self, path: str, value: Any) -> bool:
        """Say whether a known answer fills something: a field blank or at its default, an empty table."""
        if path in self.sheet.form.tables:
            return may_bring_rows(self.sheet, path, value)
        if path not in self.sheet.form.fields:
            return False
        state = self.sheet.state(path)
        untouched = state.value is None or state.value == state.default
        return untouched and not state.calculated and self.sheet.draft().get(path) != value

    def choices(self, path: str) -> Sequence[Choice]:
        """Return what a field offers now: a list of the item, or the regions."""
        if self.sheet.form.fields[slot_at(path)].kind is Kind.REGION:
            return self._regions
        return self.sheet.choices(path)

    def attached(self, path: str) -> AttachedAnswer | None:
        """Return what an answer that is given by pages says now, and how it is called; None for another."""
        field = self.sheet.form.fields.get(slot_at(path))
        if field is None or field.kind is not Kind.ATTACHMENT:
            return None
        return AttachedAnswer(path, field.label, attached_in(self.sheet.state(path).value))

    def attach(self, path: str, ids: Sequence[str]) -> None:
        """Let an answer be given by these pages; what was written beside them stays.

        Nothing for a row that was taken out meanwhile.
        """
        try:
            note = attached_in(self.sheet.state(path).value).note
        except KeyError:
            return
        self.answer(path, Attached(tuple(ids), note).answer())

    def show_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Have small pictures of pages shown."""
        self.pictures.update(pictures)
        self.pictured.emit()

    def first_pages(self) -> frozenset[str]:
        """Return the ids of the pages whose small picture the form shows."""
        answers = attached_answers(self.sheet.form.definition, self.sheet.answers())
        return frozenset(answer.attached.ids[0] for answer in answers if answer.attached.ids)

    def add_row(self, table: str) -> None:
        """Add a row; a full table is told by `refused`."""
        try:
            self.sheet.add_row(table)
        except PersonFacing as refusal:
            self.refused.emit(refusal)
            return
        self._tell(self.sheet.changes | {table})

    def remove_row(self, table: str, row: str) -> None:
        """Take a row out."""
        self._tell(self.sheet.remove_row(table, row) | self._numbers.after("") | {table})

    def move_row(self, table: str, row: str, to: int) -> None:
        """Move a row to a place counted from 0."""
        self._tell(self.sheet.move_row(table, row, to) | {table})

    def problems(self) -> tuple[SaidProblem, ...]:
        """Return everything to mend, in form order and in words."""
        return tuple(said(problem, self.words) for problem in self.sheet.problems())

    def problems_at(self, path: str) -> tuple[SaidProblem, ...]:
        """Return what is wrong with one field."""
        return tuple(said(problem, self.words) for problem in self.sheet.state(path).problems)

    def remark(self, path: str) -> Message | None:
        """Return which place a right ID number names by a code of other times: nothing wrong, no problem."""
        number = whole_number(self.sheet, path) if self.sheet.state(path).field.kind in _NUMBERS else ""
        told = self._history.remark(number[:6]) if number else ()
        return self.words.say(told[0].code, told[0].facts) if told else None

    def table_problems(self, table: str) -> tuple[SaidProblem, ...]:
        """Return what is wrong with a table as a whole, its cells left out."""
        return tuple(said(problem, self.words) for problem in self.sheet.table_problems(table))

    def to_mend(self) -> tuple[SaidProblem, ...]:
        """Return the problems a clerk can do something about.

        A calculated answer is mended where it comes from: it is passed by while anything else is wrong.
        """
        problems = self.problems()
        return tuple(problem for problem in problems if self._can_be_typed(problem.path)) or problems

    def problem_after(self, path: str) -> SaidProblem | None:
        """Return the next of `to_mend` in form order after a path, going round; None when there is none."""
        problems = self.to_mend()
        places = {known: place for place, known in enumerate(self.paths())}
        here = places.get(path, -1)
        later = [problem for problem in problems if places.get(problem.path, -1) > here]
        return next(iter(later or problems), None)

    def first_to_fill(self) -> str:
        """Return where typing begins: at the first thing to mend, or the first field of a right form."""
        problem = self.problem_after("")
        return problem.path if problem is not None else next(iter(self.paths()), "")

    def shown_parts(self, section: SectionDef) -> tuple[FieldDef | TableDef, ...]:
        """Return the fields and tables of a section that are shown now."""
        return tuple(part for part in section.parts if self._is_shown(part))

    def paths(self) -> tuple[str, ...]:
        """Return every shown path in form order, table cells included."""
        return tuple(self._paths())

    def totals(self, table: str) -> Mapping[str, Value]:
        """Return the sums under a table."""
        return self.sheet.totals(table)

    def _can_be_typed(self, path: str) -> bool:
        return path in self.sheet.form.tables or not self.sheet.state(path).calculated

    def _is_shown(self, part: FieldDef | TableDef) -> bool:
        if isinstance(part, TableDef):
            return self.sheet.table_visible(part.key)
        return self.sheet.state(part.key).visible

    def _paths(self) -> Iterator[str]:
        for section in self.sheet.form.definition.sections:
            for part in self.shown_parts(section):
                if isinstance(part, FieldDef):
                    yield part.key
                else:
                    yield part.key
                    for row in self.sheet.row_ids(part.key):
                        yield from (f"{part.key}/{row}/{column.key}" for column in part.columns)

    def _tell(self, paths: frozenset[str]) -> None:
        if paths:
            self.changed.emit(paths)
