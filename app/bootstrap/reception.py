"""Lets clerks in: unlocks the hall once, then knows its people."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from app.bootstrap.hall_data import HallData
from app.bootstrap.places import HallHome
from app.bootstrap.seat import NO_WINDOW
from app.bootstrap.surroundings import Surroundings
from app.domain import masking
from app.domain.access import AccessEntry, AccessKind
from app.domain.clerk import Clerk
from app.domain.hall import Window
from app.domain.pass_phrase import normalise
from app.domain.storage import StorageError
from app.ports.key_slots import KeySlots, SlotOwner
from app.ports.unit_of_work import UnitOfWork
from app.services.confirm_day import confirm_day
from app.services.desk import Desk
from app.services.live_data import look_at_files
from app.services.lost_numbers import lost_numbers
from app.services.queue.desk import queue_desk
from app.services.queue.occupants import occupants
from app.services.queue.window import leave_window, take_window
from ui.login.occupant import Occupant
from ui.login.use_cases import Findings
from ui.take_back.use_cases import TakeBackUseCases, take_back_use_cases

if TYPE_CHECKING:
    from app.bootstrap.opening import OpenHall

LOG_LAGGED = "ledger.issue_log_lagged"
"""Tells the clerk that lines of the issue log were missing and are written again."""


@dataclass(slots=True, kw_only=True)
class Reception:
    """The way in. The hall is opened by the first clerk who signs in and stays open."""

    home: HallHome
    data: HallData
    slots: KeySlots
    around: Surroundings
    hall: "OpenHall | None" = field(default=None, init=False)
    _turned_away: list[AccessEntry] = field(default_factory=list, init=False)

    def clerks(self) -> Sequence[Clerk]:
        """Return who can sign in here, as the key slots name them; roles are known only inside."""
        owners = (slot.owner for slot in self.slots.slots())
        return [
            Clerk(id=one.clerk_id, name=one.name, staff_number=one.staff_number, roles=frozenset())
            for one in owners
        ]

    def sign_in(self, staff_number: str, pass_phrase: str) -> Clerk:
        """Unlock and return the clerk; StorageError (wrong_pass_phrase, wait_before_next_try, …) if not.

        Whoever was turned away stands in the audit: at once, or as soon as somebody opens the hall.
        """
        known = self._with_number(staff_number)
        key = self._unlocked(known.id, pass_phrase)
        if self.hall is None:
            # Storage, papers and signing cost a second to load: the sign-in page must not wait for them.
            from app.bootstrap.opening import open_hall

            check = self.slots.key_check()
            self.hall = open_hall(self.home, self.data, key, check, NO_WINDOW, self.around)
        return self._welcomed(known.id)

    def occupants(self) -> Mapping[str, Occupant]:
        """Return who sits where today, by window number; the windows are those the files name now."""
        office = self._open.office
        look_at_files(office)
        with office.storage.reading() as unit:
            names = {clerk.id: masking.name(clerk.name) for clerk in unit.clerks.all()}
        sitting = occupants(office).items()
        return {number: Occupant(clerk, names.get(clerk, clerk)) for number, clerk in sitting}

    def take_window(self, clerk: Clerk, window: Window, *, instead: bool) -> Desk:
        """Sit a clerk down at a window; storage.window_taken while another process here has it open."""
        desk = Desk(clerk=clerk, place=self.data.hall.id, window=window.number)
        hall = self._open
        with ExitStack() as undo:
            undo.callback(hall.seat.release)
            hall.seat.take(window.number)
            take_window(queue_desk(hall.office, desk), self.around.ids.operation_id(), instead=instead)
            undo.pop_all()
        return desk

    def leave(self, desk: Desk) -> None:
        """Give a window back."""
        leave_window(queue_desk(self._open.office, desk), self.around.ids.operation_id())
        self._open.seat.release()

    def findings(self) -> Findings:
        """Return what the opening found of data put back or copied, or of a log cut short; else nothing."""
        hall = self._open
        codes = tuple(sign.code for sign in hall.signs) + (LOG_LAGGED,) * hall.log_lagged
        return Findings(codes, lost_numbers(hall.office)) if codes else Findings()

    def take_back(self, clerk: Clerk) -> TakeBackUseCases:
        """Return what taking lost papers back needs, for a clerk who sits at no window yet."""
        hall = self._open
        desk = Desk(clerk=clerk, place=self.data.hall.id, window="")
        return take_back_use_cases(hall.office, desk, hall.names.initials)

    def confirm_day(self, clerk: Clerk, day: date, approval: tuple[str, str] | None) -> date:
        """Take today's date on a clerk's word; `approval` is 工号 and pass phrase of a supervisor.

        Raises DayRefused where one is needed, StorageError where the pass phrase is not theirs.
        """
        supervisor = self.vouched(*approval) if approval is not None else None
        return confirm_day(self._open.office, day, by=clerk, supervisor=supervisor)

    def vouched(self, staff_number: str, pass_phrase: str) -> Clerk:
        """Return the clerk whose pass phrase this is, with the roles the hall knows; wrong tries count."""
        known = self._with_number(staff_number)
        self._unlocked(known.id, pass_phrase)
        with self._open.office.storage.reading() as unit:
            clerk = unit.clerks.find(known.id)
        if clerk is None or not clerk.is_active:
            raise StorageError("storage.unknown_clerk", clerk=staff_number)
        return clerk

    def change_pass_phrase(self, clerk: Clerk, old: str, new: str) -> None:
        """Let a clerk in by `new` from now on, and keep that in the audit; `old` shows who asks.

        StorageError as `sign_in` for a wrong `old`, which counts as a try; and where `new` is as before or
        too weak. In a demo hall everybody shares one.
        """
        if self.home.demo_pass_phrase is not None:
            raise StorageError("storage.demo_phrase_shared")
        key = self._unlocked(clerk.id, old)
        if normalise(old) == normalise(new):
            raise StorageError("storage.same_phrase")
        self.slots.put_slot(key, SlotOwner(clerk.id, clerk.name, clerk.staff_number), new)
        office = self._open.office
        changed = AccessEntry(kind=AccessKind.PHRASE_CHANGED, clerk_id=clerk.id, at=office.clock.now())
        with office.storage.writing() as unit:
            unit.audit.record(changed)
            unit.commit()

    def locked(self, desk: Desk) -> None:
        """Keep that the window was covered: whoever looks from now on signs in anew."""
        office = self._open.office
        with office.storage.writing() as unit:
            unit.audit.record(
                AccessEntry(
                    kind=AccessKind.LOCK, clerk_id=desk.clerk.id, at=office.clock.now(), window=desk.window
                )
            )
            unit.commit()

    def close(self) -> None:
        """Close the hall if anybody opened it."""
        if self.hall is not None:
            self.hall.close()
            self.hall = None

    @property
    def _open(self) -> "OpenHall":
        if self.hall is None:
            raise StorageError("storage.missing", path=str(self.home.database))
        return self.hall

    def _with_number(self, staff_number: str) -> Clerk:
        for clerk in self.clerks():
            if clerk.staff_number == staff_number:
                return clerk
        raise StorageError("storage.unknown_clerk", clerk=staff_number)

    def _unlocked(self, clerk_id: str, pass_phrase: str) -> bytes:
        try:
            return self.slots.unlock(clerk_id, pass_phrase)
        except StorageError as refused:
            now = self.around.clock.now()
            self._turned_away.append(
                AccessEntry(kind=AccessKind.LOGIN_FAILED, clerk_id=clerk_id, at=now, reason=refused.code)
            )
            if self.hall is not None:
                with self.hall.office.storage.writing() as unit:
                    self._keep_turned_away(unit)
                    unit.commit()
                self._turned_away.clear()
            raise

    def _keep_turned_away(self, unit: UnitOfWork) -> None:
        for entry in self._turned_away:
            unit.audit.record(entry)

    def _welcomed(self, clerk_id: str) -> Clerk:
        office = self._open.office
        with office.storage.writing() as unit:
            clerk = unit.clerks.find(clerk_id)
            if clerk is None or not clerk.is_active:
                raise StorageError("storage.unknown_clerk", clerk=clerk_id)
            now = office.clock.now()
            self._keep_turned_away(unit)
            unit.audit.record(AccessEntry(kind=AccessKind.LOGIN, clerk_id=clerk.id, at=now))
            unit.commit()
        self._turned_away.clear()
        return clerk
