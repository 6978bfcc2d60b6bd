"""A case that is completed: its form as it now reads, what is brought besides, and what is excused."""

from collections.abc import Mapping
from typing import Any

from app.domain import masking
from app.domain.case.case import Case
from app.domain.case.forms_printed import FormPrint, form_prints
from app.domain.form.problems import Problem, unneeded_in
from app.domain.form.sheet import FormContext, MaterialNeed, open_sheet
from app.domain.form_paper.standing import SheetStanding
from app.domain.item import ServiceItem
from app.domain.words import Message
from app.services.cases.acceptable import is_at_hand
from app.services.cases.form_papers import FormSource, is_latest, source_of_case
from app.services.cases.intake import HandedIn
from app.services.cases.supplement import Supplement
from ui.at_desk import AtDesk
from ui.counter.checklist import MATERIAL, material_rows, supplement_lines
from ui.counter.excusing import KEYS as EXCUSING_KEYS
from ui.counter.excusing import excusing_for
from ui.counter.papers_wanted import PapersWanted
from ui.form.form_desk import FormDesk
from ui.form.regions import region_choices
from ui.widgets.row_list import Row
from ui.widgets.text import Tone


class Correction(PapersWanted):
    """A case being completed: the form as it now reads, and the papers brought besides those it has.

    While it `may_be_accepted` what is missing may be excused, as at the intake.
    """

    def __init__(
        self,
        at: AtDesk,
        case: Case,
        item: ServiceItem,
        typed: Mapping[str, Any] | None = None,
        *,
        may_be_accepted: bool = False,
    ) -> None:
        """Open the form of `case` as its answers stand, with what was `typed` before laid over them.

        An answer that is None in `typed` was taken out.
        """
        office, today = at.office, at.office.business_day.on_screen()
        self._context = FormContext(today=today, tables=office.catalog.tables)
        regions = region_choices(office.catalog.tables, today, office.hall.area_code)
        sheet = open_sheet(item.form, case.answers, self._context)
        as_it_was = sheet.draft()
        if typed:
            laid = {**as_it_was, **typed}
            sheet = open_sheet(item.form, {k: v for k, v in laid.items() if v is not None}, self._context)
        super().__init__(
            FormDesk(sheet, at.wording.words, regions, office.custom.current.regions),
            excusing_for(office, item, today),
        )
        self._at, self._as_it_was = at, as_it_was
        self.case, self.item, self.may_be_accepted = case, item, may_be_accepted
        self._source: FormSource | None = None
        self._prints: Mapping[str, FormPrint] = {}
        self.form.changed.connect(self._on_changed)
        self.go_on_with(case)

    def go_on_with(self, case: Case) -> None:
        """Build on the case as it is after a print, unless somebody changed its answers as well."""
        if case.answers == self.case.answers:
            self.case = case
        before, self._prints = self._prints, form_prints(case.facts)
        self._held = {
            one.key
            for one in case.materials
            if is_at_hand(one, self._at.desk.place) and is_latest(one, self._prints)
        }
        self.lose_outdated(before)

    def lose_outdated(self, before: Mapping[str, FormPrint]) -> None:
        """Forget the signed sheets of papers that were printed with something else on them since."""
        for key, one in self._prints.items():
            if key not in before or before[key].digest != one.digest:
                self.tray.lose(key)

    def standings(self) -> Mapping[str, SheetStanding]:
        """Return how each paper stands that the applicant signs, as the form reads now."""
        if self._source is None:
            self._source = source_of_case(self._at.office, self.case, self.form.sheet.answers())
        signed = self._held | {one.key for one in self.brought()}
        known = self._source.standings(self._prints, signed)
        return {one.material.key: one.standing for one in known}

    def to_print(self) -> tuple[str, ...]:
        """Return the papers of which no sheet is out that says what the form says now."""
        return tuple(key for key, one in self.standings().items() if one.needs_printing)

    @property
    def is_begun(self) -> bool:
        """Say whether anything was typed, ticked or excused."""
        return bool(self._typed()) or bool(self.tray.draft()) or bool(self.excusing.draft())

    @property
    def accepts(self) -> bool:
        """Say whether keeping it accepts the case: something is excused, and nothing else stands against it.

        With nothing excused what came is kept first, and the case is accepted as it then stands.
        """
        return self.may_be_accepted and bool(self.excuses().keys) and self.is_acceptable()

    def carried_to(self, case: Case) -> tuple["Correction", tuple[str, ...]]:
        """Return this correction over the case as it now is, and the labels of what both sides changed."""
        typed = self._typed()
        may_be_accepted = self.may_be_accepted and case.state is self.case.state
        carried = type(self)(self._at, case, self.item, typed, may_be_accepted=may_be_accepted)
        carried.tray.load(self.tray.draft())
        if may_be_accepted:
            carried.excusing.load(self.excusing.draft())
        carried.lose_outdated(self._prints)
        others = {key for key in typed if case.answers.get(key) != self.case.answers.get(key)}
        parts = self.item.form.definition.parts()
        return carried, tuple(part.label for part in parts if part.key in others)

    def _typed(self) -> dict[str, Any]:
        now, was = self.form.sheet.draft(), self._as_it_was
        return {key: now.get(key) for key in now.keys() | was.keys() if now.get(key) != was.get(key)}

    def rows(self) -> tuple[Row, ...]:
        """Return the checklist; what the case has already is said to be here."""
        excusing = self.excusing if self.may_be_accepted else None
        if excusing is not None:
            self.excuses()  # Who came may be somebody else by now, whose commitment nobody made.
        rows = material_rows(self.needs(), self.tray, excusing, standings=self.standings())
        return tuple(self._known(row) for row in rows)

    def press(self, row_id: str, key: str) -> Message | None:
        """Do what a key does on a paper's line; the message says why a signed sheet is not taken in."""
        wanted = row_id.removeprefix(MATERIAL)
        material, standing = self.material(wanted), self.standings().get(wanted)
        is_typed = self.tray.entry_of(wanted) is not None
        if key == " " and not is_typed and standing is not None and standing.is_outdated:
            return self.form.words.say("signing.changed_in_case", {"name": material.name})
        if key not in EXCUSING_KEYS:
            self.tray.press(key, material)
            if self.is_here(wanted):
                self.excusing.drop(wanted)
            return None
        self.tray.end_entry()
        if self.may_be_accepted:
            self.excuse(key, wanted)
        else:
            return self.form.words.say("panels.excused_before_only", {"state": self.case.state.label})
        return None

    def is_here(self, key: str) -> bool:
        """Say whether the case has a paper already, or it was brought now."""
        return key in self._held or super().is_here(key)

    def absent(self) -> tuple[MaterialNeed, ...]:
        """Return the needed papers the case has not and nobody brought; signed means as the form reads."""
        outdated = {key for key, one in self.standings().items() if one is SheetStanding.SIGNED_OTHERWISE}
        here = (self._held | {one.key for one in self.brought()}) - outdated
        return tuple(need for need in self.needs() if need.needed and need.material.key not in here)

    def brought(self) -> tuple[HandedIn, ...]:
        """Return what was brought now."""
        return self.tray.handed_in(self.needs())

    def answers(self) -> Mapping[str, Any] | None:
        """Return the form as it now reads; None where it is not shown."""
        return self.form.sheet.answers()

    def unneeded(self) -> Problem | None:
        """Return why the law asks for no permit by the answers as they now stand, if it does not."""
        return unneeded_in(self.form.sheet.problems())

    def supplements(self) -> tuple[Supplement, ...]:
        """Return the lines a notice about this case begins with."""
        return supplement_lines(self.item, self.form, self.absent())

    def _on_changed(self, _paths: frozenset[str]) -> None:
        self._source = None

    def _known(self, row: Row) -> Row:
        key = row.id.removeprefix(MATERIAL)
        if key not in self._held or self.tray.get(key) is not None or key in self.standings():
            return row
        return Row(id=row.id, lead="✓", words=row.words, trail="已收", tone=Tone.DONE, hint=row.hint)


class PapersOnly(Correction):
    """The papers of a case that another window took in: its form is not shown, so nothing of it changes."""

    def answers(self) -> None:
        """Return None: whoever does not see the answers brings none."""
        return

    def agent(self) -> str:
        """Return who came in the applicant's place as a clerk may see it who does not see the form."""
        return masking.name(super().agent())
