"""Looks up whoever is being entered: open doubles, wrong answers, and what may be carried over."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.services.cases.known_answers import KnownPerson, known_person, log_carry_over
from app.services.cases.same_person import log_same_person
from ui.at_desk import AtDesk
from ui.panels.intake.sitting import Sitting

_WHO = frozenset({"cert_no", "org_uscc", "name", "birth"})


class Knowing(QObject):
    """Asks the storage about one application after the other."""

    found = Signal(object)
    """The paths whose judgement changed, once something was found out about the sitting on the counter."""
    failed = Signal(object)
    confirmed = Signal(bool)
    """Whether the clerk confirmed that two numbers are one person's, or took it back."""

    def __init__(self, at: AtDesk, on_counter: Callable[[], Sitting | None]) -> None:
        """Work for the clerk at `at`; `on_counter` tells what lies there when an answer comes."""
        super().__init__()
        self._at, self._on_counter = at, on_counter

    def consider(self, sitting: Sitting, changed: frozenset[str]) -> None:
        """Look again if one of the changed answers is what is asked about."""
        checks = sitting.item.form.definition.external
        asked = _WHO.union(*(check.reads for check in checks))
        if not changed.isdisjoint(asked):
            self.look_up(sitting)

    def look_up(self, sitting: Sitting) -> None:
        """Ask about the applicant, once the number is long enough."""
        number = sitting.id_number()
        if number:
            at, item, answers = self._at, sitting.item, sitting.form.sheet.answers()
            same_as = sitting.same_as
            at.store(
                lambda: known_person(at.office, at.desk, item, number, answers, same_as=same_as),
                lambda person: self._on_known(sitting, number, person),
                self.failed.emit,
            )

    def bring(self, sitting: Sitting) -> tuple[frozenset[str], str]:
        """Carry the known answers over and log it; return the paths filled and the case they came from."""
        known, at = sitting.known, self._at
        if known is None:
            return frozenset(), ""
        taken = sitting.form.bring(sitting.bringable(), known.sources)
        at.store(
            lambda: log_carry_over(at.office, at.desk, known, taken), lambda _logged: None, self.failed.emit
        )
        return frozenset(taken), known.newest.case_number

    def confirm_same(self) -> None:
        """Confirm that the suspects are the person at the window, or take it back; look again either way."""
        sitting, at = self._on_counter(), self._at
        if sitting is None:
            return
        before = sitting.same_as
        now = frozenset() if before else frozenset(row.id for row in sitting.suspects)
        told = before or now
        sitting.confirm_same(now)
        at.store(lambda: _log(at, told, is_same=bool(now)), lambda _logged: None, self.failed.emit)
        self.confirmed.emit(bool(now))
        self.look_up(sitting)

    def _on_known(self, sitting: Sitting, number: str, person: KnownPerson) -> None:
        """A late answer about another number or another application says nothing."""
        if self._on_counter() is not sitting or sitting.id_number() != number:
            return
        sitting.take_known(person)
        sheet = sitting.form.sheet
        changed = frozenset[str]()
        for check in sheet.external_questions():
            changed |= sheet.answer_external(check, wrong=check.name in person.wrong_checks)
        self.found.emit(changed)


def _log(at: AtDesk, case_ids: frozenset[str], *, is_same: bool) -> None:
    for case_id in sorted(case_ids):
        log_same_person(at.office, at.desk, case_id, is_same=is_same)
