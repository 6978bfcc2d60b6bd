"""Numbers papers and cases: by the authority when it answers, by this device's own sub-series when not."""

from datetime import date

from app.domain.errors import PersonFacing
from app.domain.numbers import MAX_CASES_A_DAY, CaseNumber, DocumentNumber, Series, Tag, case_series
from app.ports.operation_store import Device
from app.ports.township import Township
from app.ports.unit_of_work import UnitOfWork


class NumbersUsedUp(PersonFacing):
    """Every 办件编号 of this day is given out."""


def next_document_number(township: Township, unit: UnitOfWork, code: str, year: int) -> DocumentNumber:
    """Return the next 文号 of a 机关代字 and year; final from now on, printed or not.

    A restored device, or one cut off from its authority, counts its own visible sub-series (DESIGN §4).
    """
    device = unit.operations.device()
    series = Series(code, year, _tag(device) if device.is_restored else None)
    serial = township.next_serial(unit.authority, series.key)
    if serial is None:
        series = Series(code, year, _tag(device))
        serial = unit.authority.next_serial(series.key)
    return DocumentNumber(series, serial)


def next_case_number(township: Township, unit: UnitOfWork, area: str, day: date) -> CaseNumber:
    """Return the next 办件编号 of a business date; NumbersUsedUp after its last one."""
    device = unit.operations.device()
    tag = _tag(device) if device.is_restored else None
    serial = township.next_serial(unit.authority, case_series(area, day, tag))
    if serial is None:
        tag = _tag(device)
        serial = unit.authority.next_serial(case_series(area, day, tag))
    if serial > MAX_CASES_A_DAY:
        raise NumbersUsedUp("case.numbers_used_up", day=day.isoformat(), last=MAX_CASES_A_DAY)
    return CaseNumber(area=area, day=day, serial=serial, tag=tag)


def tags_in_use(unit: UnitOfWork) -> tuple[Tag | None, Tag]:
    """Return under which marks numbers may stand here: none (the authority's), and this device's."""
    return None, _tag(unit.operations.device())


def _tag(device: Device) -> Tag:
    return Tag(device.number, device.source.epoch)
