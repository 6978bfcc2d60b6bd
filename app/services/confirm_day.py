"""Takes today's date on a person's word, once the clock cannot be believed."""

from datetime import date

from app.domain.access import AccessEntry, AccessKind
from app.domain.clerk import Clerk
from app.domain.errors import PersonFacing
from app.domain.role import Action, Role
from app.services.desk import NotAllowed
from app.services.office import Office


class DayRefused(PersonFacing):
    """A date that not every clerk may state."""


def confirm_day(office: Office, day: date, *, by: Clerk, supervisor: Clerk | None = None) -> date:
    """Let `day` be today and return it; who said so stays in the audit, with what the clock showed.

    A date before the last business date, weeks after it or in another year takes a supervisor at the same
    keyboard: DayRefused (window.day_needs_supervisor, window.not_a_supervisor) otherwise, and
    window.day_not_asked while the clock is believed. NotAllowed for whoever takes no applications in.
    """
    if not by.may(Action.DRAFT):
        raise NotAllowed("case.not_allowed", action=Action.DRAFT.value, clerk=by.name)
    with office.storage.writing() as unit:
        last, said_by, now = unit.business_day.last(), by, office.clock.now()
        if office.business_day.needs_supervisor(day, last):
            said_by = _checked(supervisor, day, last)
        if not office.business_day.is_asked(day, last):
            raise DayRefused("window.day_not_asked", day=day.isoformat())
        office.business_day.confirm(unit, day, by=said_by.id)
        said = (f"day {day}", f"last {last}", f"clock {now.date()}", f"asked {by.id}")
        unit.audit.record(AccessEntry(kind=AccessKind.STATE_DAY, clerk_id=said_by.id, at=now, fields=said))
        unit.commit()
    return day


def _checked(supervisor: Clerk | None, day: date, last: date | None) -> Clerk:
    if supervisor is None:
        shown = last.isoformat() if last is not None else ""
        raise DayRefused("window.day_needs_supervisor", day=day.isoformat(), last=shown)
    if Role.SUPERVISOR not in supervisor.roles or not supervisor.is_active:
        raise DayRefused("window.not_a_supervisor", clerk=supervisor.name)
    return supervisor
