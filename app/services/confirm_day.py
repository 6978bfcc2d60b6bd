"""Takes today's date on a person's word, once the clock cannot be believed."""

from datetime import date

from app.domain.clerk import Clerk
from app.domain.errors import PersonFacing
from app.domain.role import Role
from app.services.office import Office


class DayRefused(PersonFacing):
    """A date that not every clerk may state."""


def confirm_day(office: Office, day: date, *, by: Clerk, supervisor: Clerk | None = None) -> date:
    """Let `day` be today and return it.

    A date before the last business date, or absurdly far after it, takes a supervisor at the same keyboard:
    DayRefused (window.day_needs_supervisor, window.not_a_supervisor) otherwise.
    """
    with office.storage.writing() as unit:
        last = unit.business_day.last()
        is_unlikely = office.business_day.is_doubtful(day, last)
        if is_unlikely:
            _check(supervisor, day, last)
        who = supervisor if is_unlikely and supervisor is not None else by
        office.business_day.confirm(unit, day, by=who.id)
        unit.commit()
    return day


def _check(supervisor: Clerk | None, day: date, last: date | None) -> None:
    if supervisor is None:
        shown = last.isoformat() if last is not None else ""
        raise DayRefused("window.day_needs_supervisor", day=day.isoformat(), last=shown)
    if Role.SUPERVISOR not in supervisor.roles:
        raise DayRefused("window.not_a_supervisor", clerk=supervisor.name)
