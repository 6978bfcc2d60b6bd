"""Takes up what a county changed in its files, unless something under way still rests on what was there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.errors import PersonFacing
from app.domain.local_custom import LocalCustom
from app.domain.numbers import DocumentNumber, Series
from app.domain.paper_wording import paper_date
from app.domain.ticket import Ticket
from app.domain.visit.shift_kinds import shift_of, shift_subject
from app.ports.ticket_store import HallDay
from app.ports.unit_of_work import UnitOfWork
from app.services.catalog_shelf import CatalogShelf
from app.services.custom_shelf import CustomShelf
from app.services.live_shelf import MustWait
from app.services.numbering import tags_in_use
from app.services.office import Office


class OpenedWithCopy(PersonFacing):
    """Files were wrong at the start, so that the hall opened with the copy kept when they last were right."""


HALL, PAPERS = "hall.toml", "papers.toml"


def look_at_files(office: Office) -> bool:
    """Take up what was changed since the last look; say whether anything holds now that did not before.

    The hall comes first: the catalogue's claims name its windows.
    """
    custom = office.custom.look(lambda known, found: _refuse_under_way(office, known, found))
    return office.shelf.look() or custom


def read_files_again(office: Office) -> None:
    """Read every file anew, changed or not."""
    office.custom.reload(lambda known, found: _refuse_under_way(office, known, found))
    office.shelf.reload()


def faults_of_files(office: Office) -> tuple[PersonFacing, ...]:
    """Return why files as they are now are not in use; nothing while all are.

    A file that both the hall and the catalogue read (a code list, the claims) is told of once. Last comes
    of which day the copy is that the hall opened with, where it did.
    """
    found = [fault for fault in (office.custom.fault, office.shelf.fault) if fault is not None]
    told = {(fault.code, repr(fault.facts)): fault for fault in found}
    return (*told.values(), *copies_in_use(office.custom, office.shelf))


def copies_in_use(custom: CustomShelf, shelf: CatalogShelf) -> tuple[OpenedWithCopy, ...]:
    """Return of which day the copies are that the hall opened with, because its files were wrong."""
    days = sorted({one for one in (custom.kept_on, shelf.kept_on) if one is not None})
    return tuple(OpenedWithCopy("custom.opened_with_copy", day=paper_date(day)) for day in days)


def _refuse_under_way(office: Office, known: LocalCustom, found: LocalCustom) -> None:
    with office.storage.reading() as unit:
        change = _Change(known, found, unit, office.business_day.shown(unit))
        for obstacle in change.obstacles():
            raise obstacle


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of the local custom, beside what is under way in the hall on `today`."""

    known: LocalCustom
    found: LocalCustom
    unit: UnitOfWork
    today: date

    def obstacles(self) -> Iterator[MustWait]:
        """Yield what the change has to wait for."""
        yield from self._tickets()
        yield from self._people()
        yield from self._numbers()
        yield from self._seals()

    def _tickets(self) -> Iterator[MustWait]:
        """Nobody waits for a letter that no window calls, nor for a window that is no more."""
        gone_letters = self._gone_letters()
        gone = self._gone_windows()
        if not gone_letters and not gone:
            return
        for ticket in self.unit.tickets.unfinished_until(HallDay(self.known.hall.id, date.max)):
            place = ticket.window or ticket.target or ticket.route
            if place in gone:
                yield MustWait("custom.window_has_ticket", file=HALL, window=place, ticket=ticket.label)
            for letter in sorted(gone_letters & _letters_of(ticket)):
                yield MustWait("custom.letter_has_ticket", file=HALL, letter=letter, ticket=ticket.label)

    def _people(self) -> Iterator[MustWait]:
        """Nobody's window is taken away from under them."""
        for number in sorted(self._gone_windows()):
            day = shift_subject(self.known.hall.id, number, self.today)
            if shift_of(self.unit.authority.state(day)).clerk:
                yield MustWait("custom.window_is_taken", file=HALL, window=number)

    def _numbers(self) -> Iterator[MustWait]:
        """A run of 文号 that was begun goes on under its 代字 until the year ends."""
        for type_code, kind in self.known.paper_types.items():
            before, after = self.known.code_of(type_code), self.found.code_of(type_code)
            if before and before != after and self._is_begun(before):
                yield MustWait(
                    "custom.code_in_use",
                    file=HALL if self._prefix_changed() else f"{type_code}.toml",
                    title=kind.title,
                    before=before,
                    after=after,
                    year=self.today.year,
                )

    def _seals(self) -> Iterator[MustWait]:
        """A paper that has its number gets the seal it was decided under, printed along or by hand."""
        for paper in (*self.unit.papers.unfinished(), *self.unit.papers.unstamped()):
            kind = paper.type_code
            is_other = self.known.cabinet.for_paper(kind) != self.found.cabinet.for_paper(kind)
            if is_other and not paper.is_void:
                yield MustWait("custom.seal_in_use", file=PAPERS, number=paper.number)

    def _gone_letters(self) -> frozenset[str]:
        kept = {letter.letter for letter in self.found.hall.letters}
        return frozenset(letter.letter for letter in self.known.hall.letters) - kept

    def _gone_windows(self) -> frozenset[str]:
        kept = {window.number for window in self.found.hall.windows}
        return frozenset(window.number for window in self.known.hall.windows) - kept

    def _prefix_changed(self) -> bool:
        return self.known.hall.document_prefix != self.found.hall.document_prefix

    def _is_begun(self, code: str) -> bool:
        """Say whether the first number of this year was given, by the authority or under our own tag."""
        runs = (Series(code, self.today.year, tag) for tag in tags_in_use(self.unit))
        return any(self.unit.papers.numbered(str(DocumentNumber(run, 1))) is not None for run in runs)


def _letters_of(ticket: Ticket) -> frozenset[str]:
    return frozenset({ticket.route, *(item.letter for item in ticket.open_items)})
