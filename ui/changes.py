"""Tells the panels what changed, so that each refreshes its own rows and nobody reads everything again."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a piece of work changed, by id."""

    tickets: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    print_jobs: frozenset[str] = frozenset()


class ChangeBoard(QObject):
    """Announces changes on the GUI thread; one for the window."""

    tickets_changed = Signal(object)
    cases_changed = Signal(object)
    papers_changed = Signal(object)
    print_jobs_changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell whoever listens to the kinds that changed, and only them."""
        for changed, signal in (
            (changes.tickets, self.tickets_changed),
            (changes.cases, self.cases_changed),
            (changes.papers, self.papers_changed),
            (changes.print_jobs, self.print_jobs_changed),
        ):
            if changed:
                signal.emit(changed)
