"""Who sits at which window today."""

from collections.abc import Mapping

from app.domain.visit.shift_kinds import shift_of, shift_subject
from app.services.office import Office


def occupants(office: Office) -> Mapping[str, str]:
    """Return the clerk's id by window number, for windows that are taken today."""
    hall = office.hall
    with office.storage.reading() as unit:
        day = office.business_day.shown(unit)
        shifts = {
            window.number: shift_of(unit.authority.state(shift_subject(hall.id, window.number, day)))
            for window in hall.windows
        }
    return {number: shift.clerk for number, shift in shifts.items() if shift.clerk}
